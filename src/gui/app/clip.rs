//! The clipboard of the system: plain text for every program, and our own form beside it.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use quick_xml::escape::{escape, unescape};

use crate::drawing::Pixels;
use crate::work::{Wake, look_beside};

/// Where copies are put.
pub(in crate::gui) enum Clip {
    /// The system's, opened when it is first used.
    System(Option<arboard::Clipboard>),
    /// The window's own, for tests: text, own form and picture.
    Window(String, Option<String>, Option<Arc<Pixels>>),
    /// None, as on a machine without a screen.
    Nowhere,
}

/// Why nothing can be put on the clipboard where there is none.
const NOWHERE: &str = "there is no clipboard here";

/// What stands before our own form in the rich form of a copy.
const MARK: &str = "data-fulcrum=\"";

impl Clip {
    /// The system's clipboard.
    pub(in crate::gui) fn of_system() -> Self {
        Self::System(None)
    }

    /// One that only this window sees.
    pub(in crate::gui) fn of_window() -> Self {
        Self::Window(String::new(), None, None)
    }

    /// Puts a text there with our own form beside it.
    ///
    /// # Errors
    /// The clipboard cannot be reached; the message says why.
    pub(in crate::gui) fn put(&mut self, text: &str, own: &str) -> Result<(), String> {
        match self {
            Self::Nowhere => Err(NOWHERE.to_owned()),
            Self::Window(there, form, _) => {
                (*there, *form) = (text.to_owned(), Some(own.to_owned()));
                Ok(())
            }
            Self::System(system) => {
                let html = format!("<pre {MARK}{}\">{}</pre>", escape(own), escape(text));
                let system = reach(system)?;
                system.set_html(html, Some(text.to_owned())).map_err(|error| error.to_string())
            }
        }
    }

    /// Puts a picture there. The system's clipboard is asked on a thread of its own, because it
    /// packs the points first; its answer comes later.
    ///
    /// # Errors
    /// The clipboard cannot be reached; the message says why.
    pub(in crate::gui) fn put_picture(
        &mut self,
        pixels: &Arc<Pixels>,
        wake: &Wake,
    ) -> Result<Option<Receiver<Result<(), String>>>, String> {
        match self {
            Self::Nowhere => Err(NOWHERE.to_owned()),
            Self::Window(_, _, there) => {
                *there = Some(Arc::clone(pixels));
                Ok(None)
            }
            Self::System(system) => {
                // It is held open here, so that what is put there stays when the thread ends.
                reach(system)?;
                let pixels = Arc::clone(pixels);
                Ok(Some(look_beside(wake, move || put_points(&pixels))))
            }
        }
    }

    /// The picture on the window's own clipboard.
    pub(in crate::gui) fn picture(&self) -> Option<Arc<Pixels>> {
        match self {
            Self::Window(_, _, picture) => picture.clone(),
            Self::System(_) | Self::Nowhere => None,
        }
    }

    /// The text that is there; nothing where there is none.
    pub(in crate::gui) fn text(&mut self) -> Option<String> {
        match self {
            Self::Nowhere => None,
            Self::Window(text, ..) => (!text.is_empty()).then(|| text.clone()),
            Self::System(system) => reach(system).ok()?.get_text().ok(),
        }
    }

    /// Our own form, where one of our windows put it there.
    pub(in crate::gui) fn own_form(&mut self) -> Option<String> {
        match self {
            Self::Nowhere => None,
            Self::Window(_, own, _) => own.clone(),
            Self::System(system) => {
                let html = reach(system).ok()?.get().html().ok()?;
                let (_, after) = html.split_once(MARK)?;
                let (own, _) = after.split_once('"')?;
                Some(unescape(own).ok()?.into_owned())
            }
        }
    }
}

fn put_points(pixels: &Pixels) -> Result<(), String> {
    let image = arboard::ImageData {
        width: pixels.width as usize,
        height: pixels.height as usize,
        bytes: Cow::Borrowed(&pixels.rgba),
    };
    let clipboard = arboard::Clipboard::new();
    clipboard.and_then(|mut it| it.set_image(image)).map_err(|error| error.to_string())
}

fn reach(system: &mut Option<arboard::Clipboard>) -> Result<&mut arboard::Clipboard, String> {
    if system.is_none() {
        *system = Some(arboard::Clipboard::new().map_err(|error| error.to_string())?);
    }
    system.as_mut().ok_or_else(|| "the clipboard is gone".to_owned())
}
