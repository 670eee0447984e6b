//! XML as a row of events, without anything that a hostile file could blow up: no entities of
//! its own, no nesting without end. Names, attributes and texts are taken as they stand in the
//! file and not copied.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
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
        let [found] = self.all([name]);
        found
    }

    /// The values of the attributes of several names.
    pub(super) fn all<const N: usize>(self, names: [&str; N]) -> [Option<Cow<'a, str>>; N] {
        match self.plain(names) {
            Ok(found) => found.map(|value| value.map(unescaped)),
            Err(NotPlain) => names.map(|name| self.any(name)),
        }
    }

    /// The same, where nothing stands there but names with values in quotation marks.
    fn plain<const N: usize>(self, wanted: [&str; N]) -> Result<[Option<&'a str>; N], NotPlain> {
        let bytes = self.0.as_bytes();
        let (mut at, mut found) = (0, [None; N]);
        loop {
            while bytes.get(at).is_some_and(|byte| is_blank(*byte)) {
                at += 1;
            }
            let start = at;
            if start == bytes.len() {
                return Ok(found);
            }
            at += 1;
            while bytes.get(at).is_some_and(|byte| *byte != b'=' && !is_blank(*byte)) {
                at += 1;
            }
            let (name, mark) = (start..at, at + 1);
            let quote = match (bytes.get(at), bytes.get(mark)) {
                (Some(b'='), Some(quote @ (b'"' | b'\''))) => *quote,
                _ => return Err(NotPlain),
            };
            let rest = bytes.get(mark + 1..).unwrap_or_default();
            let end = rest.iter().position(|byte| *byte == quote).ok_or(NotPlain)?;
            let name = self.0.get(name).ok_or(NotPlain)?;
            let name = local(name);
            for (wanted, found) in wanted.iter().zip(&mut found) {
                if found.is_none() && name == *wanted {
                    *found = self.0.get(mark + 1..mark + 1 + end);
                }
            }
            at = mark + 1 + end + 1;
        }
    }

    /// The same for whatever may stand there.
    fn any(self, name: &str) -> Option<Cow<'a, str>> {
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

/// Something stands there that needs a second look.
struct NotPlain;

/// Whether a byte is a blank between the parts of a tag.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\r' | b'\n' | b'\t')
}

fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    let prefix = name.bytes().position(|byte| byte == b':');
    prefix.and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// A file that is being read. Texts and tags, of which there are millions, are told apart here;
/// whatever else there may be is left to a reader of XML.
pub(super) struct Xml<'a> {
    text: &'a str,
    /// How many bytes were read.
    at: usize,
    /// The names of the elements that have begun and not ended, outermost first.
    open: Vec<&'a str>,
    /// Whether texts are told too.
    texts: bool,
    /// An empty element, which ends where it begins.
    closing: Option<&'a str>,
    counted: usize,
    line: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, at, open: Vec::new(), texts: true, closing: None, counted: 0, line: 1 }
    }

    /// Whether texts are told from now on, or passed over.
    pub(super) fn texts(&mut self, told: bool) {
        self.texts = told;
    }

    /// The line up to which the file was read.
    pub(super) fn line(&mut self) -> usize {
        let new = self.text.as_bytes().get(self.counted..self.at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', new).count();
        self.counted = self.at.max(self.counted);
        self.line
    }

    /// The next item.
    pub(super) fn next(&mut self, watch: &mut Watch<'_>) -> Result<Item<'a>, ReadError> {
        if let Some(name) = self.closing.take() {
            return Ok(Item::Close(name));
        }
        loop {
            let from = self.at;
            watch.step(from, self.text.len())?;
            let rest = self.text.get(from..).unwrap_or_default();
            match rest.as_bytes() {
                [] if !self.open.is_empty() => {
                    return self.wrong(watch, "breaks off before its end", "write it again");
                }
                [] => return Ok(Item::End),
                [b'<', b'!' | b'?', ..] | [b'&', ..] => {
                    if let Some(item) = self.other(rest, watch)? {
                        return Ok(item);
                    }
                }
                [b'<', b'/', ..] if self.closes(rest) => {
                    return Ok(Item::Close(self.open.pop().map(local).unwrap_or_default()));
                }
                [b'<', ..] => match end_of_tag(rest.as_bytes()) {
                    Some(end) => {
                        self.at = from + end;
                        return self.tag(rest.get(..end).unwrap_or_default(), watch);
                    }
                    None => {
                        if let Some(item) = self.other(rest, watch)? {
                            return Ok(item);
                        }
                    }
                },
                bytes => {
                    let blank = bytes.iter().take(32).take_while(|byte| is_blank(**byte)).count();
                    let rest_of = memchr::memchr2(b'<', b'&', &bytes[blank..]);
                    let stop = rest_of.map_or(bytes.len(), |stop| blank + stop);
                    self.at = from + stop;
                    if self.texts {
                        let text = rest.get(..stop).unwrap_or_default();
                        return Ok(Item::Text(Cow::Borrowed(text)));
                    }
                }
            }
        }
    }

    /// Whether the tag that stands here closes the element that is open, in just these letters;
    /// then it is read.
    fn closes(&mut self, rest: &str) -> bool {
        let Some(name) = self.open.last().filter(|name| !name.ends_with('/')) else { return false };
        let (letters, end) = (rest.as_bytes(), 2 + name.len());
        let closes =
            letters.get(2..end) == Some(name.as_bytes()) && letters.get(end) == Some(&b'>');
        if closes {
            self.at += end + 1;
        }
        closes
    }

    /// A tag, which was read to its end.
    fn tag(&mut self, written: &'a str, watch: &Watch<'_>) -> Result<Item<'a>, ReadError> {
        let inner = written.get(1..written.len() - 1).unwrap_or_default();
        if let Some(name) = inner.strip_prefix('/') {
            // A name of blanks alone is told as it stands.
            let name = match name.trim_end_matches([' ', '\r', '\n', '\t']) {
                "" => name,
                name => name,
            };
            return match self.open.pop() {
                Some(expected) if expected == name => Ok(Item::Close(tag(written).0)),
                Some(expected) => {
                    let (expected, found) = (expected.to_owned(), name.to_owned());
                    let error = IllFormedError::MismatchedEndTag { expected, found };
                    self.not_whole(&error.into(), watch)
                }
                None => {
                    let error = IllFormedError::UnmatchedEndTag(name.to_owned());
                    self.not_whole(&error.into(), watch)
                }
            };
        }
        let (name, attributes) = tag(written);
        if inner.ends_with('/') {
            self.closing = Some(name);
        } else if self.open.len() == DEEPEST {
            let what = "is nested deeper than any map";
            return self.wrong(watch, what, "open another file");
        } else {
            let stop = inner.bytes().position(is_blank);
            self.open.push(inner.get(..stop.unwrap_or(inner.len())).unwrap_or_default());
        }
        Ok(Item::Open(name, attributes))
    }

    /// What is neither a tag nor a text; nothing where it says nothing.
    fn other(&mut self, rest: &'a str, watch: &Watch<'_>) -> Result<Option<Item<'a>>, ReadError> {
        let mut reader = Reader::from_str(rest);
        let event = reader.read_event();
        self.at += (reader.buffer_position() as usize).min(rest.len());
        match event {
            Err(error) => self.not_whole(&error, watch).map(Some),
            Ok(Event::DocType(declared)) => {
                let declared: &[u8] = declared.as_ref();
                if declared.windows(7).any(|part| part.eq_ignore_ascii_case(b"<!ENTIT")) {
                    let what = "declares entities, which may be endless";
                    return self
                        .wrong(watch, what, "take the declarations at its top out")
                        .map(Some);
                }
                Ok(None)
            }
            Ok(Event::CData(words)) => {
                Ok(Some(Item::Text(String::from_utf8_lossy(&words).into_owned().into())))
            }
            Ok(Event::GeneralRef(name)) => {
                Ok(Some(Item::Text(resolved(&String::from_utf8_lossy(&name)).into())))
            }
            // Comments and instructions say nothing, and tags and texts were told apart.
            Ok(_) => Ok(None),
        }
    }

    fn not_whole(
        &mut self,
        error: &quick_xml::Error,
        watch: &Watch<'_>,
    ) -> Result<Item<'a>, ReadError> {
        let what = format!("is not whole XML: {error}");
        self.wrong(watch, what, "write it again with the program it is from")
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

/// Where a tag ends that begins here: behind the first bracket that is not within quotation marks.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The name of a tag without its prefix, and what stands behind the name.
fn tag(written: &str) -> (&str, Attributes<'_>) {
    let bytes = written.as_bytes();
    let first = bytes.iter().position(|byte| !matches!(byte, b'<' | b'/')).unwrap_or(bytes.len());
    let behind = |byte: &u8| !matches!(byte, b'>' | b'/');
    let last = bytes.iter().rposition(behind).map_or(first, |last| first.max(last + 1));
    let inner = written.get(first..last).unwrap_or_default();
    let stop = inner.bytes().position(|byte| byte.is_ascii_whitespace());
    let (name, attributes) = inner.split_at(stop.unwrap_or(inner.len()));
    (local(name), Attributes(attributes))
}

/// What a reference such as `amp` or `#65` stands for; an unknown one stays as it is written.
fn resolved(name: &str) -> String {
    let written = format!("&{name};");
    quick_xml::escape::unescape(&written).map_or_else(|_| written.clone(), Cow::into_owned)
}
