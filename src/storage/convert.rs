//! Between the file format's types and the model's, both ways.

mod answers;
mod drawn;
mod from_model;
mod known;
mod presentation;
mod refusal;
mod to_model;
mod turned;

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::ReadError;
use super::form::text_of;
use super::native::NativeMap;
use super::record::Plain;
use super::strict::keeps_all;
use super::text::strip_mark;
use super::{FileKind, Loaded};
use crate::model::{Extra, OrgMap};
use refusal::syntax;

pub(super) use answers::response_of;
pub(super) use from_model::{
    flow as native_flow, holder as native_holder, line as native_line,
    placement as native_placement, position as native_position, response as native_response,
    routine as native_routine, unit as native_unit,
};
pub(super) use to_model::holder_of;

/// The name by which a file says what it is.
const FORMAT: &str = "orgmap";
/// The version that is written. A file with a greater first number is refused; a greater second
/// number only adds fields, which are kept.
const VERSION: (u64, u64) = (1, 0);

/// What every file says of itself first.
#[derive(Deserialize)]
#[serde(expecting = "a map")]
struct Heading {
    format: Option<Value>,
    version: Option<Value>,
}

/// Reads a map from the text of a file. The path is used in messages only.
///
/// # Errors
/// The text is not a map, is cut off, comes from a newer major version, or says something that
/// cannot be; the error has the line.
pub fn read_orgmap(bytes: &[u8], path: &Path) -> Result<Loaded, ReadError> {
    let bytes = strip_mark(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        let hint = "save it as UTF-8, or open the file that Fulcrum wrote";
        ReadError::new(path, "is not a text in UTF-8", hint).at(line)
    })?;
    read_text(text, path)
}

/// The same from a text.
pub(super) fn read_text(text: &str, path: &Path) -> Result<Loaded, ReadError> {
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return Err(ReadError::new(
            path,
            "is empty",
            "open an older version of it, or start a new map",
        ));
    }
    let native: NativeMap<'_> = serde_json::from_str(text).map_err(|error| {
        // What a file says of itself counts before what is wrong further down.
        let heading = serde_json::from_str(text).map_err(|error| syntax(path, &error));
        let heading = heading.and_then(|heading: Heading| check_heading(path, &heading));
        heading.err().unwrap_or_else(|| syntax(path, &error))
    })?;
    let (format, version) =
        (Some(native.format.clone().into()), Some(native.version.clone().into()));
    check_heading(path, &Heading { format, version })?;
    if !native.is_plain() {
        keeps_all(text, path)?;
    }
    let mut reader = to_model::Reader::new(path, text);
    let map = reader.map(native)?;
    let warnings = reader.warnings(&map);
    Ok(Loaded { map, warnings, kind: FileKind::Orgmap })
}

/// The text of a map's file. The same map always gives the same text, and a file that was read
/// is written again byte for byte.
#[must_use]
pub fn write_orgmap(map: &OrgMap) -> String {
    // What is written is text in UTF-8.
    String::from_utf8(text_of(&from_model::map(map))).unwrap_or_default()
}

/// The same as a tree of values.
pub(super) fn map_value(map: &OrgMap) -> Value {
    serde_json::to_value(from_model::map(map)).unwrap_or_default()
}

/// A map as its file says it.
pub(super) fn native(map: &OrgMap) -> NativeMap<'_> {
    from_model::map(map)
}

/// What a map's file says of the map and its stages, without the tables of these, as a tree of
/// values.
pub(super) fn head_value(map: &OrgMap) -> Value {
    serde_json::to_value(from_model::head(map)).unwrap_or_default()
}

/// A record of a stage as a tree of values.
pub(super) fn record_value(record: &impl Serialize) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

fn check_heading(path: &Path, heading: &Heading) -> Result<(), ReadError> {
    if heading.format.as_ref().and_then(Value::as_str) != Some(FORMAT) {
        let what = "is JSON, but not an organization map";
        return Err(ReadError::new(path, what, "open a file whose \"format\" is \"orgmap\""));
    }
    let version = heading.version.as_ref().and_then(Value::as_str).unwrap_or_default();
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u64>().ok());
    let mut parts = version.split('.');
    let (major, minor) = (number(parts.next()), number(parts.next()));
    match (major, minor, parts.next()) {
        (Some(major), Some(_), None) if major > VERSION.0 => {
            let what = format!("was written by a newer Fulcrum (format {version})");
            let hint = format!("open it with a Fulcrum that reads format {major}");
            Err(ReadError::new(path, what, hint))
        }
        (Some(1..), Some(_), None) => Ok(()),
        _ => {
            let what = format!("has the version {version:?}, which is none");
            Err(ReadError::new(path, what, "the version is written like \"1.0\""))
        }
    }
}

/// The present name of a setting that was called otherwise before.
fn renamed(name: String) -> String {
    match name.as_str() {
        "pull_top" => "top_border".into(),
        "pull_center" => "center_border".into(),
        _ => name,
    }
}

/// Unknown fields as the model keeps them.
pub(super) fn keep(extra: impl Into<super::native::Extra>) -> Extra {
    Extra::new(extra.into().into_iter().map(|(name, value)| (name, value.to_string())).collect())
}

/// Unknown fields as they are written.
pub(super) fn give_back(extra: &Extra) -> super::native::Extra {
    extra
        .iter()
        .filter_map(|(name, text)| Some((name.to_owned(), serde_json::from_str(text).ok()?)))
        .collect()
}
