//! XML as a row of events, without anything that a hostile file could blow up: no entities of
//! its own, no nesting without end. Names, attributes and texts are taken as they stand in the
//! file and not copied.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes as AttributesIn;

use super::super::error::ReadError;
use super::super::watch::Watch;

/// The deepest nesting that is read.
const DEEPEST: usize = 200;

/// Something that stands in a file.
pub(super) enum Item<'a> {
    /// An element begins: its name without its prefix, and its attributes.
    Open(&'a str, Attributes<'a>),
    /// A text.
    Text(Cow<'a, str>),
    /// An element ends.
    Close(&'a str),
    /// The file ends.
    End,
}

/// The attributes of an element, as they are written.
#[derive(Clone, Copy, Default)]
pub(super) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// The value of the attribute of this name, without its prefix.
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let mut attributes = AttributesIn::new(self.0, 0);
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
        Some(match found.value {
            Cow::Borrowed(value) => unescaped(std::str::from_utf8(value).unwrap_or_default()),
            Cow::Owned(value) => unescaped(&String::from_utf8_lossy(&value)).into_owned().into(),
        })
    }

    pub(super) fn number(self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse::<f64>().ok().filter(|value| value.is_finite())
    }
}

fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// A file that is being read.
pub(super) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// An empty element, which ends where it begins.
    closing: Option<&'a str>,
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
        let at = self.at();
        let new = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += new.iter().filter(|byte| **byte == b'\n').count();
        self.counted = at.max(self.counted);
        self.line
    }

    /// How many bytes were read.
    fn at(&self) -> usize {
        (self.reader.buffer_position() as usize).min(self.text.len())
    }

    /// The next item.
    pub(super) fn next(&mut self, watch: &mut Watch<'_>) -> Result<Item<'a>, ReadError> {
        if let Some(name) = self.closing.take() {
            return Ok(Item::Close(name));
        }
        loop {
            let from = self.at();
            watch.step(from, self.text.len())?;
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let what = format!("is not whole XML: {error}");
                    return self.wrong(watch, what, "write it again with the program it is from");
                }
            };
            let written = self.text.get(from..self.at()).unwrap_or_default();
            match event {
                Event::Eof if self.depth > 0 => {
                    return self.wrong(watch, "breaks off before its end", "write it again");
                }
                Event::Eof => return Ok(Item::End),
                Event::DocType(declared) => {
                    let declared: &[u8] = declared.as_ref();
                    if declared.windows(7).any(|part| part.eq_ignore_ascii_case(b"<!ENTIT")) {
                        let what = "declares entities, which may be endless";
                        return self.wrong(watch, what, "take the declarations at its top out");
                    }
                }
                Event::Start(_) if self.depth == DEEPEST => {
                    let what = "is nested deeper than any map";
                    return self.wrong(watch, what, "open another file");
                }
                Event::Start(_) => {
                    self.depth += 1;
                    let (name, attributes) = tag(written);
                    return Ok(Item::Open(name, attributes));
                }
                Event::Empty(_) => {
                    let (name, attributes) = tag(written);
                    self.closing = Some(name);
                    return Ok(Item::Open(name, attributes));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Item::Close(tag(written).0));
                }
                Event::Text(_) => return Ok(Item::Text(Cow::Borrowed(written))),
                Event::CData(words) => {
                    return Ok(Item::Text(String::from_utf8_lossy(&words).into_owned().into()));
                }
                Event::GeneralRef(name) => {
                    return Ok(Item::Text(resolved(&String::from_utf8_lossy(&name)).into()));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    fn wrong(
        &mut self,
        watch: &Watch<'_>,
        what: impl Into<String>,
        hint: &str,
    ) -> Result<Item<'a>, ReadError> {
        let line = self.line();
        Err(watch.refuse(line, what, hint))
    }
}

/// The name of a tag without its prefix, and what stands behind the name.
fn tag(written: &str) -> (&str, Attributes<'_>) {
    let inner = written.trim_start_matches(['<', '/']).trim_end_matches(['>', '/']);
    let stop = inner.bytes().position(|byte| byte.is_ascii_whitespace());
    let (name, attributes) = inner.split_at(stop.unwrap_or(inner.len()));
    (local(name), Attributes(attributes))
}

/// What a reference such as `amp` or `#65` stands for; an unknown one stays as it is written.
fn resolved(name: &str) -> String {
    let written = format!("&{name};");
    quick_xml::escape::unescape(&written).map_or_else(|_| written.clone(), Cow::into_owned)
}
