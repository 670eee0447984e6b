//! XML as a row of events, without anything that a hostile file could blow up: no entities of
//! its own, no nesting without end. Elements and plain texts, of which large files consist, are
//! taken as they stand; whatever else there is in XML is left to a library.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

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
        let mut rest = self.0;
        while let Some((found, value, behind)) = next_attribute(rest) {
            if local(found) == name {
                return Some(unescaped(value));
            }
            rest = behind;
        }
        if rest.trim_start().is_empty() { None } else { odd_attribute(rest, name) }
    }

    pub(super) fn number(self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse::<f64>().ok().filter(|value| value.is_finite())
    }
}

/// The first attribute as attributes are mostly written, and what stands behind it.
fn next_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_ascii_start();
    let equals = text.bytes().position(|byte| byte == b'=')?;
    let (name, rest) = (text.get(..equals)?, text.get(equals + 1..)?);
    let is_odd = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
    let quote = *rest.as_bytes().first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let end = rest.bytes().skip(1).position(|byte| byte == quote)? + 1;
    if name.is_empty() || name.bytes().any(is_odd) {
        return None;
    }
    Some((name, rest.get(1..end)?, rest.get(end + 1..)?))
}

/// An attribute among those that are written in another way.
fn odd_attribute<'a>(text: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = quick_xml::events::attributes::Attributes::new(text, 0);
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
    match found.value {
        Cow::Borrowed(bytes) => Some(unescaped(std::str::from_utf8(bytes).unwrap_or_default())),
        Cow::Owned(bytes) => {
            let value = String::from_utf8_lossy(&bytes).into_owned();
            Some(unescaped(&value).into_owned().into())
        }
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
    at: usize,
    /// The names of the elements that have begun and not ended.
    open: Vec<&'a str>,
    /// An empty element, which ends where it begins.
    closing: Option<&'a str>,
    counted: usize,
    line: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, open: Vec::new(), closing: None, counted: 0, line: 1 }
    }

    /// The line up to which the file was read.
    pub(super) fn line(&mut self) -> usize {
        let at = self.at.min(self.text.len());
        let new = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += new.iter().filter(|byte| **byte == b'\n').count();
        self.counted = at.max(self.counted);
        self.line
    }

    /// The next item.
    pub(super) fn next(&mut self, watch: &mut Watch<'_>) -> Result<Item<'a>, ReadError> {
        if let Some(name) = self.closing.take() {
            return Ok(Item::Close(name));
        }
        loop {
            watch.step(self.at, self.text.len())?;
            let rest = self.text.get(self.at..).unwrap_or_default();
            match rest.as_bytes() {
                [] if self.open.is_empty() => return Ok(Item::End),
                [] => return self.wrong(watch, "breaks off before its end", "write it again"),
                [b'<', b'/', ..] => return self.close(rest, watch),
                [b'<', b'!' | b'?', ..] => {
                    if let Some(text) = self.odd(rest, watch)? {
                        return Ok(Item::Text(text));
                    }
                }
                [b'<', ..] => return self.open(rest, watch),
                _ => return self.words(rest, watch),
            }
        }
    }

    fn open(&mut self, rest: &'a str, watch: &Watch<'_>) -> Result<Item<'a>, ReadError> {
        let Some(end) = end_of_tag(rest) else { return self.not_whole(watch, UNCLOSED) };
        let inner = rest.get(1..end).unwrap_or_default();
        let (inner, is_empty) = match inner.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let stop = inner.bytes().position(|byte| byte.is_ascii_whitespace());
        let (name, attributes) = inner.split_at(stop.unwrap_or(inner.len()));
        self.at += end + 1;
        if is_empty {
            self.closing = Some(local(name));
        } else if self.open.len() == DEEPEST {
            return self.wrong(watch, "is nested deeper than any map", "open another file");
        } else {
            self.open.push(name);
        }
        Ok(Item::Open(local(name), Attributes(attributes)))
    }

    fn close(&mut self, rest: &'a str, watch: &Watch<'_>) -> Result<Item<'a>, ReadError> {
        let Some(end) = rest.bytes().position(|byte| byte == b'>') else {
            return self.not_whole(watch, UNCLOSED);
        };
        let name = rest.get(2..end).unwrap_or_default().trim_ascii_end();
        self.at += end + 1;
        match self.open.pop() {
            Some(open) if open == name => Ok(Item::Close(local(name))),
            Some(open) => {
                self.not_whole(watch, &format!("</{name}> stands where <{open}> should end"))
            }
            None => self.not_whole(watch, &format!("</{name}> ends what has not begun")),
        }
    }

    /// A text up to the next element.
    fn words(&mut self, rest: &'a str, watch: &Watch<'_>) -> Result<Item<'a>, ReadError> {
        let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        let words = rest.get(..end).unwrap_or_default();
        self.at += end;
        if memchr::memchr(b'&', words.as_bytes()).is_none() {
            return Ok(Item::Text(Cow::Borrowed(words)));
        }
        let mut said = String::with_capacity(words.len());
        let mut reader = Reader::from_str(words);
        loop {
            match reader.read_event() {
                Err(error) => return self.not_whole(watch, &error.to_string()),
                Ok(Event::Eof) => return Ok(Item::Text(Cow::Owned(said))),
                Ok(Event::Text(part)) => said.push_str(&String::from_utf8_lossy(part.as_ref())),
                Ok(Event::GeneralRef(reference)) => {
                    said.push_str(&resolved(&String::from_utf8_lossy(reference.as_ref())));
                }
                Ok(_) => {}
            }
        }
    }

    /// A remark, a declaration, or a text as it is written; of these only the last says anything.
    fn odd(&mut self, rest: &'a str, watch: &Watch<'_>) -> Result<Option<Cow<'a, str>>, ReadError> {
        let mut reader = Reader::from_str(rest);
        let event = reader.read_event();
        self.at += (reader.buffer_position() as usize).clamp(1, rest.len());
        match event {
            Err(error) => self.not_whole(watch, &error.to_string()).map(|_| None),
            Ok(Event::DocType(declared)) => {
                let declared: &[u8] = declared.as_ref();
                if declared.windows(7).any(|part| part.eq_ignore_ascii_case(b"<!ENTIT")) {
                    let what = "declares entities, which may be endless";
                    let hint = "take the declarations at its top out";
                    return self.wrong(watch, what, hint).map(|_| None);
                }
                Ok(None)
            }
            Ok(Event::CData(words)) => {
                Ok(Some(String::from_utf8_lossy(words.as_ref()).into_owned().into()))
            }
            Ok(_) => Ok(None),
        }
    }

    fn not_whole(&mut self, watch: &Watch<'_>, why: &str) -> Result<Item<'a>, ReadError> {
        let hint = "write it again with the program it is from";
        self.wrong(watch, format!("is not whole XML: {why}"), hint)
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

const UNCLOSED: &str = "a < has no > behind it";

/// Where the tag that a text begins with has its last sign, quotes passed over.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    text.bytes().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(byte);
            false
        }
        (Some(open), _) if open == byte => {
            quote = None;
            false
        }
        _ => false,
    })
}

/// What a reference such as `amp` or `#65` stands for; an unknown one stays as it is written.
fn resolved(name: &str) -> String {
    let written = format!("&{name};");
    quick_xml::escape::unescape(&written).map_or_else(|_| written.clone(), Cow::into_owned)
}
