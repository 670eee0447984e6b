//! The clipboard of the system: plain text for every program, and our own form beside it.

use quick_xml::escape::{escape, unescape};

/// Where copies are put.
pub(in crate::gui) enum Clip {
    /// The system's, opened when it is first used.
    System(Option<arboard::Clipboard>),
    /// The window's own, for tests: text and own form.
    Window(String, Option<String>),
}

/// What stands before our own form in the rich form of a copy.
const MARK: &str = "data-fulcrum=\"";

impl Clip {
    /// The system's clipboard.
    pub(in crate::gui) fn of_system() -> Self {
        Self::System(None)
    }

    /// One that only this window sees.
    pub(in crate::gui) fn of_window() -> Self {
        Self::Window(String::new(), None)
    }

    /// Puts a text there with our own form beside it.
    ///
    /// # Errors
    /// The clipboard cannot be reached; the message says why.
    pub(in crate::gui) fn put(&mut self, text: &str, own: &str) -> Result<(), String> {
        match self {
            Self::Window(there, form) => {
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

    /// The text that is there; nothing where there is none.
    pub(in crate::gui) fn text(&mut self) -> Option<String> {
        match self {
            Self::Window(text, _) => (!text.is_empty()).then(|| text.clone()),
            Self::System(system) => reach(system).ok()?.get_text().ok(),
        }
    }

    /// Our own form, where one of our windows put it there.
    pub(in crate::gui) fn own_form(&mut self) -> Option<String> {
        match self {
            Self::Window(_, own) => own.clone(),
            Self::System(system) => {
                let html = reach(system).ok()?.get().html().ok()?;
                let (_, after) = html.split_once(MARK)?;
                let (own, _) = after.split_once('"')?;
                Some(unescape(own).ok()?.into_owned())
            }
        }
    }
}

fn reach(system: &mut Option<arboard::Clipboard>) -> Result<&mut arboard::Clipboard, String> {
    if system.is_none() {
        *system = Some(arboard::Clipboard::new().map_err(|error| error.to_string())?);
    }
    system.as_mut().ok_or_else(|| "the clipboard is gone".to_owned())
}
