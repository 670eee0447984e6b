//! Bytes to text: what the editors and spreadsheets of the world write.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

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
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > LARGEST {
        let what = format!("is larger than {} MB", LARGEST / 1024 / 1024);
        return Err(ReadError::new(path, what, "split it into several maps"));
    }
    Ok(bytes)
}

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// UTF-8, or UTF-16 with a mark that says so.
    Unicode,
    /// Read as Windows-1252, because it is not Unicode.
    Western,
}

/// The text that bytes stand for. Unicode goes by its mark; what is not Unicode is read as
/// Windows-1252, which knows every byte.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Script) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return (encoding.decode(bytes).0, Script::Unicode);
    }
    match UTF_8.decode_without_bom_handling_and_without_replacement(strip_mark(bytes)) {
        Some(text) => (text, Script::Unicode),
        None => (WINDOWS_1252.decode(bytes).0, Script::Western),
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
