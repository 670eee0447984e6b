use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::ExportError;
use super::svg::{sheet_outlined, svg_outlined};
use crate::drawing::picture::Picture;
use crate::drawing::{Mark, Pixels, Theme};
use crate::typeface;

/// The longest side of a picture, in points.
const LONGEST: u32 = 16_384;

/// A picture as the bytes of a PNG file of this size, in points.
///
/// # Errors
/// The size is 0 or above 16384 on a side.
pub fn png(
    picture: &Picture,
    theme: Theme,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, ExportError> {
    encoded(&rendered(width, height, || svg_outlined(picture, theme, width, height))?)
}

/// A picture as points.
///
/// # Errors
/// The size is 0 or above 16384 on a side.
pub fn pixels(
    picture: &Picture,
    theme: Theme,
    width: u32,
    height: u32,
) -> Result<Pixels, ExportError> {
    let drawn = rendered(width, height, || svg_outlined(picture, theme, width, height));
    Ok(points(&drawn?))
}

/// A sheet of marks as the bytes of a PNG file of its size, in points.
///
/// # Errors
/// The size is 0 or above 16384 on a side.
pub fn sheet_png(
    title: &str,
    marks: &[Mark],
    theme: Theme,
    (width, height): (u32, u32),
) -> Result<Vec<u8>, ExportError> {
    encoded(&rendered(width, height, || sheet_outlined(title, marks, theme, (width, height)))?)
}

/// A sheet of marks as points.
///
/// # Errors
/// The size is 0 or above 16384 on a side.
pub fn sheet_pixels(
    title: &str,
    marks: &[Mark],
    theme: Theme,
    (width, height): (u32, u32),
) -> Result<Pixels, ExportError> {
    let drawn = rendered(width, height, || sheet_outlined(title, marks, theme, (width, height)));
    Ok(points(&drawn?))
}

fn points(drawn: &Pixmap) -> Pixels {
    let rgba = drawn.pixels().iter().flat_map(|point| {
        let point = point.demultiply();
        [point.red(), point.green(), point.blue(), point.alpha()]
    });
    Pixels { width: drawn.width(), height: drawn.height(), rgba: rgba.collect() }
}

fn encoded(drawn: &Pixmap) -> Result<Vec<u8>, ExportError> {
    drawn.encode_png().map_err(|error| ExportError::Drawing(error.to_string()))
}

fn rendered(
    width: u32,
    height: u32,
    drawn: impl FnOnce() -> String,
) -> Result<Pixmap, ExportError> {
    let refused = ExportError::Size { width, height };
    if width.max(height) > LONGEST {
        return Err(refused);
    }
    let mut pixels = Pixmap::new(width, height).ok_or(refused)?;
    let drawing = |error: &dyn std::fmt::Display| ExportError::Drawing(error.to_string());
    let options = Options { font_family: "Inter".into(), fontdb: fonts(), ..Options::default() };
    let tree = Tree::from_str(&drawn(), &options).map_err(|error| drawing(&error))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    Ok(pixels)
}

/// The fonts of what is left as text, read once: all other letters come as outlines.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(typeface::REGULAR.to_vec());
        fonts.load_font_data(typeface::SEMI_BOLD.to_vec());
        fonts.set_sans_serif_family(typeface::FAMILY);
        Arc::new(fonts)
    });
    Arc::clone(fonts)
}
