//! Makes the points of what is shown, for the clipboard.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::Desk;
use super::producer::SIZE;
use crate::analysis::Cancel;
use crate::drawing::picture::Picture;
use crate::drawing::{Comparison, Page, Theme};
use crate::export::{pixels, sheet_pixels};
use crate::session::Outcome;

/// What is shown in the place of the map.
#[derive(Debug, Clone)]
pub enum OnShow {
    /// The picture of a stage.
    Picture(Arc<Picture>),
    /// Two stages, compared.
    Comparison(Arc<Comparison>),
}

/// Makes the points, twice as many as the page has, so that they stay sharp on a slide.
pub(super) fn answer((shown, theme): &(OnShow, Theme), _: &Cancel, desk: &Desk) {
    let (width, height) = (2 * SIZE.0, 2 * SIZE.1);
    let make = || match shown {
        OnShow::Picture(picture) => pixels(picture, *theme, width, height),
        OnShow::Comparison(both) => {
            let page = Page::new(*theme, f64::from(width), f64::from(height));
            sheet_pixels(&both.headline, &both.marks(&page), *theme, (width, height))
        }
    };
    let made = match catch_unwind(AssertUnwindSafe(make)) {
        Ok(Ok(pixels)) => Ok(Arc::new(pixels)),
        Ok(Err(why)) => Err(why.to_string()),
        Err(_) => Err("it could not be drawn".to_owned()),
    };
    desk.put(Outcome::Developed(made));
}
