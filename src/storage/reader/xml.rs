//! XML as a row of events, without anything that a hostile file could blow up: no entities of
//! its own, no nesting without end.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::error::ReadError;
use super::super::watch::Watch;

/// The deepest nesting that is read.
const DEEPEST: usize = 200;

/// Something that stands in a file.
pub(super) enum Item {
    /// An element begins: its name without its prefix, and its attributes.
    Open(String, Attributes),
    /// A text.
    Text(String),
    /// An element ends.
    Close(String),
    /// The file ends.
    End,
}

/// The attributes of an element, each by its name without its prefix.
#[derive(Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse::<f64>().ok().filter(|value| value.is_finite())
    }
}

/// A file that is being read.
pub(super) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// An empty element, which ends where it begins.
    closing: Option<String>,
    counted: usize,
    line: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        Self { text, reader, depth: 0, closing: None, counted: 0, line: 1 }
    }

    /// The line up to which the file was read.
    pub(super) fn line(&mut self) -> usize {
        let at = (self.reader.buffer_position() as usize).min(self.text.len());
        let new = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += new.iter().filter(|byte| **byte == b'\n').count();
        self.counted = at.max(self.counted);
        self.line
    }

    /// The next item.
    pub(super) fn next(&mut self, watch: &mut Watch<'_>) -> Result<Item, ReadError> {
        if let Some(name) = self.closing.take() {
            return Ok(Item::Close(name));
        }
        loop {
            watch.step(self.reader.buffer_position() as usize, self.text.len())?;
            match self.reader.read_event() {
                Err(error) => {
                    let what = format!("is not whole XML: {error}");
                    return self.wrong(watch, what, "write it again with the program it is from");
                }
                Ok(Event::Eof) if self.depth > 0 => {
                    return self.wrong(watch, "breaks off before its end", "write it again");
                }
                Ok(Event::DocType(declared)) => {
                    let declared: &[u8] = declared.as_ref();
                    if declared.windows(7).any(|part| part.eq_ignore_ascii_case(b"<!ENTIT")) {
                        let what = "declares entities, which may be endless";
                        return self.wrong(watch, what, "take the declarations at its top out");
                    }
                }
                Ok(Event::Start(element)) if self.depth == DEEPEST => {
                    drop(element);
                    let what = "is nested deeper than any map";
                    return self.wrong(watch, what, "open another file");
                }
                Ok(event) => {
                    if let Some(item) = self.item(&event) {
                        return Ok(item);
                    }
                }
            }
        }
    }

    fn wrong(
        &mut self,
        watch: &Watch<'_>,
        what: impl Into<String>,
        hint: &str,
    ) -> Result<Item, ReadError> {
        let line = self.line();
        Err(watch.refuse(line, what, hint))
    }

    /// What an event is; nothing for remarks and the like.
    fn item(&mut self, event: &Event<'_>) -> Option<Item> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some(match event {
            Event::Eof => Item::End,
            Event::Start(element) => {
                self.depth += 1;
                Item::Open(local(element.local_name().as_ref()), attributes(element))
            }
            Event::Empty(element) => {
                let name = local(element.local_name().as_ref());
                self.closing = Some(name.clone());
                Item::Open(name, attributes(element))
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                Item::Close(local(element.local_name().as_ref()))
            }
            Event::Text(words) => Item::Text(text(words.as_ref())),
            Event::CData(words) => Item::Text(text(words.as_ref())),
            Event::GeneralRef(reference) => Item::Text(resolved(&text(reference.as_ref()))),
            _ => return None,
        })
    }
}

fn local(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// What a reference such as `amp` or `#65` stands for; an unknown one stays as it is written.
fn resolved(name: &str) -> String {
    let written = format!("&{name};");
    quick_xml::escape::unescape(&written)
        .map_or_else(|_| written.clone(), std::borrow::Cow::into_owned)
}

fn attributes(element: &quick_xml::events::BytesStart<'_>) -> Attributes {
    let pair = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let name = attribute.key.local_name();
        let raw = String::from_utf8_lossy(&attribute.value).into_owned();
        let value = quick_xml::escape::unescape(&raw)
            .map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned);
        (local(name.as_ref()), value)
    };
    Attributes(element.attributes().with_checks(false).flatten().map(pair).collect())
}
