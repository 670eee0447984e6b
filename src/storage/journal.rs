//! The recovery journal of an open map: a file to which every edit is appended, so that what was
//! not saved is not lost with the program. `FORMAT.md` has its form.

mod patch;

use std::fs::{self, File};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::convert::{native, read_orgmap};
use super::error::ReadError;
use super::native::NativeMap;
use super::print::Print;
use super::text::read_bytes;
use super::write::{flush, place_unflushed};
use crate::model::OrgMap;

/// The ending of a journal's file.
const ENDING: &str = "journal";
/// The form that is written; one of another number is not read.
const VERSION: u32 = 1;
/// From this size on, in bytes, a journal is begun anew once it is mostly steps.
const LARGE: u64 = 4 << 20;

/// Whose journal it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalHead {
    /// The map's file; none for a map that was never saved, or whose path is not Unicode.
    #[serde(serialize_with = "unicode_path")]
    pub file: Option<PathBuf>,
    /// What the file held when it was last read or written.
    pub print: Option<Print>,
    /// The process that wrote it.
    pub process: u32,
    /// The name of the journal of the same map that this one takes the place of: that one may
    /// still be there where the program was stopped between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
}

impl JournalHead {
    /// Whether another one is about the same file in the same state.
    #[must_use]
    pub fn is_of_same_file(&self, other: &Self) -> bool {
        (&self.file, self.print, self.process) == (&other.file, other.print, other.process)
    }
}

fn unicode_path<S: Serializer>(file: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    file.as_deref().and_then(Path::to_str).serialize(serializer)
}

/// A journal that is being written. The file is locked, so that other windows see that its map is
/// open.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    head: JournalHead,
    /// The map as it is on the disk.
    last: OrgMap,
    /// Up to here the file is whole.
    length: u64,
    /// Up to here it was when it was written anew.
    whole: u64,
}

/// A line behind the first one.
#[derive(Serialize, Deserialize)]
struct Step {
    /// Seconds since the beginning of 1970, UTC.
    at: u64,
    /// The whole map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    map: Option<Value>,
    /// What became of the map before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    patch: Option<Value>,
}

/// The first line.
#[derive(Serialize, Deserialize)]
struct First {
    journal: u32,
    #[serde(flatten)]
    head: JournalHead,
}

impl Journal {
    /// Begins a journal with the map as it is. `name` tells it from others in the folder, with a
    /// number where there is one of that name; the time is in seconds since the beginning of
    /// 1970, UTC. It is not flushed to the disk yet.
    ///
    /// # Errors
    /// The folder or file cannot be written.
    pub fn begin(
        folder: &Path,
        name: &str,
        head: JournalHead,
        map: &OrgMap,
        now: u64,
    ) -> std::io::Result<Self> {
        fs::create_dir_all(folder)?;
        let (last, text) = (map.clone(), beginning(&head, map, now));
        let (mut path, mut number) = (folder.join(format!("{name}.{ENDING}")), 1);
        let file = loop {
            match place_unflushed(&path, text.as_bytes()) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    number += 1;
                    path = folder.join(format!("{name}-{number}.{ENDING}"));
                }
                placed => break placed?,
            }
        };
        let length = text.len() as u64;
        Ok(Self { path, file, head, last, length, whole: length })
    }

    /// What tells it from others in its folder.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Whose journal it is.
    #[must_use]
    pub fn head(&self) -> &JournalHead {
        &self.head
    }

    /// Appends what has become of the map: whatever stops the program now, it is there. What is to
    /// outlive a power cut is flushed by [`Self::flush`] besides. Nothing is written when the map
    /// is as it was.
    ///
    /// # Errors
    /// It could not be written; what was there before can still be read.
    pub fn add(&mut self, map: &OrgMap, now: u64) -> std::io::Result<()> {
        let Some(patch) = patch::of_maps(&self.last, map) else { return Ok(()) };
        let text = line(&Step { at: now, map: None, patch: Some(patch) });
        // What an append that failed left behind is written over.
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(text.as_bytes())?;
        self.length += text.len() as u64;
        self.last = map.clone();
        Ok(())
    }

    /// Whether it is large and mostly steps, so that it should be begun anew.
    #[must_use]
    pub fn is_overgrown(&self) -> bool {
        self.length > LARGE && self.length > 4 * self.whole
    }

    /// What flushes it to the disk as it is now: to be called where a slow disk stops nobody.
    ///
    /// # Errors
    /// The system gives no second hold on the file.
    pub fn flush(&self) -> std::io::Result<impl Fn() -> std::io::Result<()> + Send + 'static> {
        let file = self.file.try_clone()?;
        let path = self.path.clone();
        let is_new = self.length == self.whole;
        Ok(move || flush(&file, is_new.then_some(path.as_path())))
    }

    /// Takes the journal away: its map is saved, or let go by the person's own word.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn remove(self) -> std::io::Result<()> {
        fs::remove_file(&self.path)
    }
}

/// The first two lines.
fn beginning(head: &JournalHead, map: &OrgMap, now: u64) -> String {
    #[derive(Serialize)]
    struct Whole<'a> {
        at: u64,
        map: NativeMap<'a>,
    }
    let first = line(&First { journal: VERSION, head: head.clone() });
    first + &line(&Whole { at: now, map: native(map) })
}

/// A line with the sum that shows that it is whole.
fn line(step: &impl Serialize) -> String {
    // These types hold nothing that JSON cannot say.
    let text = serde_json::to_string(step).unwrap_or_default();
    format!("{:016x} {text}\n", sum_of(text.as_bytes()))
}

/// FNV-1a of 64 bits.
fn sum_of(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// What a line says, when it is whole.
fn said(line: &str) -> Option<&str> {
    let (sum, text) = line.split_once(' ')?;
    (u64::from_str_radix(sum, 16).ok()? == sum_of(text.as_bytes())).then_some(text)
}

/// What a journal gives back.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovered {
    /// The journal's own file.
    pub journal: PathBuf,
    /// Whose it is.
    pub head: JournalHead,
    /// The map at its last edit.
    pub map: OrgMap,
    /// When that was, in seconds since the beginning of 1970, UTC.
    pub at: u64,
    /// How large the journal is, in bytes.
    pub bytes: u64,
}

/// The journals in a folder that no window holds: their maps were open when a program ended
/// without a word. The oldest first.
#[must_use]
pub fn orphaned_journals(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
    let is_free = |path: &PathBuf| match File::open(path).map(|file| file.try_lock()) {
        Ok(Err(fs::TryLockError::WouldBlock)) | Err(_) => false,
        // Where nothing can be locked it may be open elsewhere; offering it loses nothing.
        Ok(Ok(()) | Err(fs::TryLockError::Error(_))) => true,
    };
    let mut found: Vec<PathBuf> =
        entries.filter(|path| is_journal(path) && is_free(path)).collect();
    found.sort();
    found
}

/// Reads a journal up to its last whole line.
///
/// # Errors
/// It holds no whole map.
pub fn read_journal(path: &Path) -> Result<Recovered, ReadError> {
    let broken = |what: &str| {
        let hint = "open the saved file; this journal can be deleted";
        ReadError::new(path, what, hint)
    };
    let bytes = read_bytes(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.split_inclusive('\n').map_while(|line| said(line.strip_suffix('\n')?));
    let first = lines.next().ok_or_else(|| broken("is no journal"))?;
    let first: First = serde_json::from_str(first).map_err(|_| broken("is no journal"))?;
    if first.journal != VERSION {
        return Err(broken("was written by another version of the program"));
    }
    let mut now: Option<(u64, Value)> = None;
    for line in lines {
        let Ok(step) = serde_json::from_str::<Step>(line) else { break };
        let next = match (step.map, step.patch, now.take()) {
            (Some(map), _, _) => Some(map),
            (None, Some(patch), Some((_, before))) => Some(patch::applied(before, patch)),
            (None, _, before) => before.map(|(_, map)| map),
        };
        now = next.map(|map| (step.at, map));
    }
    let (at, map) = now.ok_or_else(|| broken("holds no whole map"))?;
    let map = read_orgmap(map.to_string().as_bytes(), path)?.map;
    let bytes = bytes.len() as u64;
    Ok(Recovered { journal: path.to_path_buf(), head: first.head, map, at, bytes })
}

/// Deletes a journal that no window holds.
///
/// # Errors
/// A window holds it, or it cannot be removed.
pub fn delete_journal(path: &Path) -> std::io::Result<()> {
    if let Err(fs::TryLockError::WouldBlock) = File::open(path)?.try_lock() {
        return Err(std::io::Error::other("its map is open in a window"));
    }
    fs::remove_file(path)
}
