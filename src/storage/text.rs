//! Bytes to text: what the editors and spreadsheets of the world write.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::LARGEST;
use super::error::{ReadError, in_words};

/// All bytes of a file, unless it is larger than anything that is read.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let refused = |error: std::io::Error| {
        let hint = match error.kind() {
            std::io::ErrorKind::NotFound => "check the path",
            std::io::ErrorKind::PermissionDenied => "ask for the right to read it",
            _ => "try a copy of the file",
        };
        ReadError::new(path, format!("cannot be read ({})", in_words(&error)), hint)
    };
    let file = File::open(path).map_err(refused)?;
    // As much room as the file says it needs, so that nothing is moved while it is read.
    let length = file.metadata().map_or(0, |there| there.len().min(LARGEST));
    let mut bytes = Vec::with_capacity(length as usize + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > LARGEST {
        let what = format!("is larger than {} MB", LARGEST / 1024 / 1024);
        return Err(ReadError::new(path, what, "split it into several maps"));
    }
    Ok(bytes)
}

/// A text, and how it was written.
#[derive(Debug, Clone)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// The name of the encoding.
    pub(super) encoding: &'static str,
    /// Whether it was guessed from the bytes, because nothing says it.
    pub(super) guessed: bool,
}

impl Decoded<'_> {
    /// The text that bytes stand for, in the memory in which they are wherever that can be.
    pub(super) fn of(bytes: Vec<u8>) -> Decoded<'static> {
        let is_plain = wide(&bytes).is_none() && strip_mark(&bytes).len() == bytes.len();
        match String::from_utf8(bytes) {
            Ok(text) if is_plain => {
                Decoded { text: text.into(), encoding: UTF_8.name(), guessed: false }
            }
            Ok(text) => decode(text.as_bytes()).kept(),
            Err(other) => decode(other.as_bytes()).kept(),
        }
    }

    /// With a text of its own.
    fn kept(self) -> Decoded<'static> {
        Decoded { text: self.text.into_owned().into(), ..self }
    }

    /// What should be said about it.
    pub(super) fn remark(&self) -> Option<String> {
        self.guessed.then(|| {
            format!(
                "is not Unicode and was read as {}; look at names with accents",
                label(self.encoding)
            )
        })
    }
}

/// The name of an encoding as people know it.
fn label(encoding: &str) -> String {
    encoding.replace("windows-", "Windows-")
}

/// The text that bytes stand for. Unicode goes by its mark or by its noughts; what is not
/// Unicode is guessed from which letters would come out.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        let text = encoding.decode(bytes).0;
        return Decoded { text, encoding: encoding.name(), guessed: false };
    }
    if let Some(encoding) = wide(bytes) {
        let text = encoding.decode_without_bom_handling(bytes).0;
        return Decoded { text, encoding: encoding.name(), guessed: false };
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(strip_mark(bytes)) {
        Some(text) => Decoded { text, encoding: UTF_8.name(), guessed: false },
        None => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(bytes, true);
            let encoding = detector.guess(None, Utf8Detection::Deny);
            decode_as(bytes, encoding, true)
        }
    }
}

/// The text that bytes stand for in an encoding.
pub(super) fn decode_as<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    guessed: bool,
) -> Decoded<'a> {
    Decoded { text: encoding.decode(bytes).0, encoding: encoding.name(), guessed }
}

/// The encoding of a name.
pub(super) fn named(name: &str, path: &Path) -> Result<&'static Encoding, ReadError> {
    Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| {
        let what = format!("cannot be read as \"{name}\", which is no encoding");
        ReadError::new(path, what, "name one like utf-8, windows-1252 or utf-16le")
    })
}

/// UTF-16 without a mark: every other byte of Latin text is a nought.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    const ENOUGH: usize = 200;
    let head = bytes.get(..bytes.len().min(ENOUGH) & !1)?;
    let noughts = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    match (noughts(0), noughts(1)) {
        (0, high) if half > 0 && high * 10 >= half * 7 => Some(UTF_16LE),
        (low, 0) if half > 0 && low * 10 >= half * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Bytes without the mark that says they are UTF-8.
pub(super) fn strip_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// A name as headers are compared: without case, spaces, underlines, hyphens and brackets.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
