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
#[derive(Clone, Copy)]
pub(super) struct Attributes<'a> {
    /// What they stand in.
    written: &'a str,
    /// Where they stand, if each is a name with a value that says just what stands there.
    plain: Option<Plain>,
}

/// Where a few attributes stand.
#[derive(Clone, Copy)]
struct Plain {
    all: [Place; Self::MOST],
    count: usize,
}

impl Plain {
    /// Elements have hardly ever more.
    const MOST: usize = 6;
}

/// Where an attribute stands: its name without its prefix, and its value.
#[derive(Clone, Copy, Default)]
struct Place {
    name: (u16, u16),
    value: (u16, u16),
}

impl<'a> Attributes<'a> {
    /// The value of the attribute of this name, without its prefix.
    #[inline]
    pub(super) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let [found] = self.all([name]);
        found
    }

    /// The values of the attributes of several names.
    #[inline]
    pub(super) fn all<const N: usize>(self, names: [&str; N]) -> [Option<Cow<'a, str>>; N] {
        let Some(Plain { all, count }) = self.plain else {
            return names.map(|name| self.any(name));
        };
        let mut found = [const { None }; N];
        for Place { name, value } in all.iter().take(count) {
            let part = |(from, to): (u16, u16)| self.written.get(from.into()..to.into());
            let name = part(*name).unwrap_or_default();
            for (wanted, found) in names.iter().zip(&mut found) {
                if *wanted == name && found.is_none() {
                    *found = part(*value).map(Cow::Borrowed);
                }
            }
        }
        found
    }

    /// The same for whatever may stand there.
    fn any(self, name: &str) -> Option<Cow<'a, str>> {
        let mut attributes = AttributesIn::new(self.written, 0);
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
                [b'<', ..] => {
                    if let Some(tag) = PlainTag::of(rest) {
                        self.at = from + tag.end;
                        return self.opens(tag.name, tag.attributes, tag.is_empty, watch);
                    }
                    if let Some(end) = end_of_tag(rest.as_bytes()) {
                        self.at = from + end;
                        return self.tag(rest.get(..end).unwrap_or_default(), watch);
                    }
                    if let Some(item) = self.other(rest, watch)? {
                        return Ok(item);
                    }
                }
                bytes => {
                    let blank = bytes.iter().take(32).take_while(|byte| is_blank(**byte)).count();
                    let stop = match bytes.get(blank) {
                        Some(b'<') => blank,
                        _ => {
                            let stop = memchr::memchr2(b'<', b'&', &bytes[blank..]);
                            stop.map_or(bytes.len(), |stop| blank + stop)
                        }
                    };
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
        let Some(name) = self.open.last() else { return false };
        if name.as_bytes().last() == Some(&b'/') {
            return false;
        }
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
        let (local_name, attributes) = tag(written);
        if inner.ends_with('/') {
            self.closing = Some(local_name);
            return Ok(Item::Open(local_name, attributes));
        }
        let stop = inner.bytes().position(is_blank).unwrap_or(inner.len());
        self.begins(inner.get(..stop).unwrap_or_default(), watch)?;
        Ok(Item::Open(local_name, attributes))
    }

    /// An element of a name begins, and may end at once.
    fn opens(
        &mut self,
        name: &'a str,
        attributes: Attributes<'a>,
        is_empty: bool,
        watch: &Watch<'_>,
    ) -> Result<Item<'a>, ReadError> {
        let local_name = local(name);
        if is_empty {
            self.closing = Some(local_name);
        } else {
            self.begins(name, watch)?;
        }
        Ok(Item::Open(local_name, attributes))
    }

    /// An element of a name begins that has an end of its own.
    fn begins(&mut self, name: &'a str, watch: &Watch<'_>) -> Result<(), ReadError> {
        if self.open.len() < DEEPEST {
            self.open.push(name);
            return Ok(());
        }
        self.wrong(watch, "is nested deeper than any map", "open another file").map(drop)
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
    (local(name), Attributes { written: attributes, plain: None })
}

/// A tag that opens an element, with nothing in it but names, and values in quotation marks that
/// say just what stands there.
struct PlainTag<'a> {
    /// What it is called, with its prefix.
    name: &'a str,
    attributes: Attributes<'a>,
    /// Whether the element ends where it begins.
    is_empty: bool,
    /// Where it ends.
    end: usize,
}

impl<'a> PlainTag<'a> {
    /// The tag that begins a text, if it is one of these.
    fn of(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let stop = bytes.iter().skip(1).position(|byte| !is_of_name(*byte))? + 1;
        let name = text.get(1..stop).filter(|name| !name.is_empty())?;
        let mut plain = Plain { all: [Place::default(); Plain::MOST], count: 0 };
        let mut at = stop;
        loop {
            let is_apart = is_blank(*bytes.get(at)?);
            at += bytes.get(at..)?.iter().position(|byte| !is_blank(*byte))?;
            let (is_empty, end) = match bytes.get(at..)? {
                [b'>', ..] => (false, at + 1),
                [b'/', b'>', ..] => (true, at + 2),
                _ if is_apart => {
                    at = plain.take(bytes, at)?;
                    continue;
                }
                _ => return None,
            };
            let attributes = Attributes { written: text.get(..end)?, plain: Some(plain) };
            return Some(Self { name, attributes, is_empty, end });
        }
    }
}

impl Plain {
    /// Takes the attribute that begins at a place, and gives the place behind it; nothing where
    /// it is not plain, or there is no room for it.
    fn take(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let small = |at: usize| u16::try_from(at).ok();
        let stop = at + bytes.get(at..)?.iter().position(|byte| !is_of_name(*byte))?;
        let [b'=', quote @ (b'"' | b'\''), value @ ..] = bytes.get(stop..)? else { return None };
        let end = value.iter().position(|byte| byte == quote || *byte == b'&')?;
        if value[end] == b'&' || stop == at {
            return None;
        }
        let prefix = bytes[at..stop].iter().position(|byte| *byte == b':');
        let name = prefix.map_or(at, |colon| at + colon + 1);
        let start = stop + 2;
        let place = self.all.get_mut(self.count)?;
        *place = Place {
            name: (small(name)?, small(stop)?),
            value: (small(start)?, small(start + end)?),
        };
        self.count += 1;
        Some(start + end + 1)
    }
}

/// Whether a byte may be part of a name.
fn is_of_name(byte: u8) -> bool {
    const OF_NAME: [bool; 256] = {
        let mut of_name = [false; 256];
        let mut byte = 0_u8;
        loop {
            let is_letter = byte.is_ascii_alphanumeric() || !byte.is_ascii();
            of_name[byte as usize] = is_letter || matches!(byte, b'.' | b'-' | b'_' | b':');
            if byte == u8::MAX {
                break of_name;
            }
            byte += 1;
        }
    };
    OF_NAME[usize::from(byte)]
}

/// What a reference such as `amp` or `#65` stands for; an unknown one stays as it is written.
fn resolved(name: &str) -> String {
    let written = format!("&{name};");
    quick_xml::escape::unescape(&written).map_or_else(|_| written.clone(), Cow::into_owned)
}
