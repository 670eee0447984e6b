//! What JSON lets pass and a map cannot keep: a name that stands twice in one record, of which
//! one value would be lost, and whole numbers that need more than 64 bits, which would be
//! rounded. Looked for in one pass, without recursion.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use super::error::ReadError;

/// Refuses a text that says more than could be kept, at its line. The text is JSON.
pub(super) fn keeps_all(text: &str, path: &Path) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let mut walk = Walk { path, line: 1, open: Vec::new() };
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' => walk.line += 1,
            b'{' => walk.open.push(Open { names: Some(BTreeSet::new()), wants_name: true }),
            b'[' => walk.open.push(Open { names: None, wants_name: false }),
            b'}' | b']' => drop(walk.open.pop()),
            b',' => walk.next(),
            b'"' => {
                let end = end_of_string(bytes, at);
                walk.text(text.get(at + 1..end).unwrap_or_default())?;
                at = end;
            }
            b'-' | b'0'..=b'9' => {
                let end = end_of_number(bytes, at);
                walk.number(text.get(at..end).unwrap_or_default())?;
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    Ok(())
}

/// Where the string that begins at a quotation mark has its other one.
pub(super) fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The first place behind a number.
fn end_of_number(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start + 1..).unwrap_or_default();
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
    start + 1 + rest.iter().take_while(|byte| is_part(byte)).count()
}

/// A record or list that has begun and not ended.
struct Open<'t> {
    /// The names of a record so far; none in a list.
    names: Option<BTreeSet<Cow<'t, str>>>,
    wants_name: bool,
}

struct Walk<'t, 'p> {
    path: &'p Path,
    line: usize,
    open: Vec<Open<'t>>,
}

impl<'t> Walk<'t, '_> {
    fn next(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.wants_name = open.names.is_some();
        }
    }

    fn text(&mut self, said: &'t str) -> Result<(), ReadError> {
        let Some(open) = self.open.last_mut().filter(|open| open.wants_name) else { return Ok(()) };
        open.wants_name = false;
        let name = plain(said);
        let shown = name.to_string();
        let is_new = open.names.as_mut().is_none_or(|names| names.insert(name));
        if is_new {
            return Ok(());
        }
        let what = format!("\"{shown}\" stands there twice, and only one of them could be kept");
        let hint = "take one of them away, or give it another name";
        Err(ReadError::new(self.path, what, hint).at(self.line))
    }

    fn number(&self, said: &str) -> Result<(), ReadError> {
        let is_whole = !said.contains(['.', 'e', 'E']);
        let fits = said.parse::<i64>().is_ok() || said.parse::<u64>().is_ok();
        if !is_whole || fits {
            return Ok(());
        }
        let what = format!("the whole number {said} needs more than 64 bits and would be rounded");
        let hint = "write it in quotation marks, as a text";
        Err(ReadError::new(self.path, what, hint).at(self.line))
    }
}

/// A name as it is meant, without backslashes.
fn plain(said: &str) -> Cow<'_, str> {
    if !said.contains('\\') {
        return Cow::Borrowed(said);
    }
    let meant = serde_json::from_str::<String>(&format!("\"{said}\""));
    meant.map_or(Cow::Borrowed(said), Cow::Owned)
}
