//! Files put in place whole: written beside, flushed to the disk, then moved there.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use super::convert::write_orgmap;
use super::error::{Obstacle, WriteError};
use super::print::Print;
use super::version::keep_version;
use crate::model::OrgMap;

/// What a file that is being written is called until it is whole.
const PART: (&str, &str) = (".fulcrum-", ".part");

/// What the writer takes to be at the path; anything else is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Whatever is there may go.
    Anything,
    /// Nothing is there.
    Nothing,
    /// The file as it was last read or written, or nothing any more.
    Known(Print),
}

/// What became of a file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What is there now.
    pub print: Print,
    /// What the person should hear about it.
    pub remarks: Vec<String>,
}

/// Saves a map in its own format, whatever is there. The new file is written beside the old one,
/// flushed to the disk, and then put in its place: at any moment there is a whole file, the old
/// or the new.
///
/// # Errors
/// The file cannot be written; what was there before is still there.
pub fn save(map: &OrgMap, path: &Path) -> Result<(), WriteError> {
    save_over(map, path, Expected::Anything, 0).map(drop)
}

/// Saves a map in its own format where what is there is what is expected, and keeps so many older
/// versions of it.
///
/// # Errors
/// The file cannot be written, or something else is there; it is left as it is.
pub fn save_over(
    map: &OrgMap,
    path: &Path,
    expected: Expected,
    versions: u32,
) -> Result<Written, WriteError> {
    put(path, write_orgmap(map).as_bytes(), expected, versions)
}

/// Puts a file in place of what is there, or leaves that as it is.
///
/// # Errors
/// The file cannot be written; what was there before is still there.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    put(path, bytes, Expected::Anything, 0).map(drop)
}

/// Puts a new file where nothing is yet.
///
/// # Errors
/// The file cannot be written, or something is there; it is left as it is.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    put(path, bytes, Expected::Nothing, 0).map(drop)
}

/// Makes a folder with all that it lies in.
///
/// # Errors
/// It cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|error| WriteError::from_io(folder, &error))
}

fn put(
    path: &Path,
    bytes: &[u8],
    expected: Expected,
    versions: u32,
) -> Result<Written, WriteError> {
    let failed = |error: std::io::Error| WriteError::from_io(path, &error);
    let target = behind_links(path).map_err(failed)?;
    let there = match fs::metadata(&target) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let written = |remarks| Written { print: Print::of(bytes), remarks };
    if let Some(there) = &there {
        if there.is_dir() {
            return Err(WriteError::folder(path));
        }
        if !there.is_file() {
            // A pipe or device takes what is written; there is nothing to keep whole.
            let pour = || OpenOptions::new().write(true).open(&target)?.write_all(bytes);
            pour().map_err(failed)?;
            return Ok(written(Vec::new()));
        }
        may_be_written(path, &target, there)?;
    }
    let _turn = Turn::take(&target);
    check(path, &target, expected)?;
    let mut remarks = Vec::new();
    if let Some(names) = there.as_ref().map(names_of).filter(|names| *names > 1) {
        let others = if names == 2 { "one more name" } else { "other names" };
        remarks.push(format!(
            "{} had {others} on the disk (a hard link), where the older map stays",
            path.display()
        ));
    }
    write_whole(&target, bytes, there.as_ref(), expected, || {
        remarks.extend(keep_version(&target, versions));
    })
    .map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => WriteError::obstacle(path, Obstacle::Occupied),
        _ => failed(error),
    })?;
    Ok(written(remarks))
}

/// The file that a path leads to, behind symbolic links, whether it is there or not.
///
/// # Errors
/// The links lead in a circle.
pub(super) fn behind_links(path: &Path) -> std::io::Result<PathBuf> {
    const MOST: usize = 40;
    let mut target = path.to_path_buf();
    for _ in 0..MOST {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(std::io::Error::other("its links lead in a circle"))
}

/// Refuses a file that is protected: moving another one over it would go round that.
fn may_be_written(path: &Path, target: &Path, there: &fs::Metadata) -> Result<(), WriteError> {
    let open = || OpenOptions::new().write(true).open(target);
    if there.permissions().readonly() {
        return Err(WriteError::obstacle(path, Obstacle::Protected));
    }
    match open() {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            Err(WriteError::obstacle(path, Obstacle::Protected))
        }
        Err(error) => Err(WriteError::from_io(path, &error)),
        Ok(_) => Ok(()),
    }
}

/// Refuses to write over something other than what is expected.
fn check(path: &Path, target: &Path, expected: Expected) -> Result<(), WriteError> {
    let failed = |error: std::io::Error| WriteError::from_io(path, &error);
    let obstacle = match expected {
        Expected::Anything => None,
        Expected::Nothing => target.exists().then_some(Obstacle::Occupied),
        Expected::Known(print) => {
            let there = Print::at(target).map_err(failed)?;
            there.is_some_and(|there| there != print).then_some(Obstacle::Changed)
        }
    };
    obstacle.map_or(Ok(()), |obstacle| Err(WriteError::obstacle(path, obstacle)))
}

/// The turn of one writer at a file: two windows that save at once go one after the other.
struct Turn {
    /// Held until the writer is done.
    _lock: Option<File>,
}

impl Turn {
    /// Waits for the turn, but not for ever: who keeps it longer than this is no writer of ours.
    fn take(target: &Path) -> Self {
        const TRIES: u32 = 40;
        for _ in 0..TRIES {
            let Ok(file) = File::open(target) else { return Self { _lock: None } };
            match file.try_lock() {
                Ok(()) if is_same(&file, target) => return Self { _lock: Some(file) },
                // The one before put another file there.
                Ok(()) => {}
                Err(fs::TryLockError::Error(_)) => return Self { _lock: None },
                Err(fs::TryLockError::WouldBlock) => pause(),
            }
        }
        Self { _lock: None }
    }
}

/// Waits a moment for another writer.
fn pause() {
    let (_open, nothing_comes) = channel::<()>();
    let _ = nothing_comes.recv_timeout(Duration::from_millis(50));
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    file.metadata().ok().map(place) == fs::metadata(path).ok().map(place)
}

#[cfg(not(unix))]
fn is_same(_file: &File, _path: &Path) -> bool {
    true
}

/// How many names a file has on its disk.
#[cfg(unix)]
fn names_of(there: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    there.nlink()
}

#[cfg(not(unix))]
fn names_of(_there: &fs::Metadata) -> u64 {
    1
}

/// Writes a file beside the target, flushes it to the disk and moves it there; `before_moving` is
/// called when it is whole.
fn write_whole(
    target: &Path,
    bytes: &[u8],
    there: Option<&fs::Metadata>,
    expected: Expected,
    mut before_moving: impl FnMut(),
) -> std::io::Result<()> {
    by_part(target, |part| {
        part.fill(bytes, there)?;
        part.file.sync_all()?;
        before_moving();
        part.move_to(target, expected)
    })?;
    flush_folder_of(target);
    Ok(())
}

/// Puts a new file in its place, whole, without waiting for the disk: a program that is stopped
/// leaves all of it or nothing, and [`flush`] makes it outlive a power cut. It comes back open and
/// locked where the system can.
///
/// # Errors
/// It cannot be written, or something is there.
pub(super) fn place_unflushed(target: &Path, bytes: &[u8]) -> std::io::Result<File> {
    by_part(target, |part| {
        part.fill(bytes, None)?;
        part.move_to(target, Expected::Nothing)?;
        part.file.try_clone()
    })
}

/// Flushes a file to the disk, with its name where it is new.
///
/// # Errors
/// The disk does not take it.
pub(super) fn flush(file: &File, new_at: Option<&Path>) -> std::io::Result<()> {
    file.sync_all()?;
    if let Some(path) = new_at {
        flush_folder_of(path);
    }
    Ok(())
}

/// Not every system lets a folder be flushed; the file itself is.
fn flush_folder_of(target: &Path) {
    let _ = File::open(folder_of(target)).and_then(|folder| folder.sync_all());
}

/// Does something with a new file beside the target.
fn by_part<T>(
    target: &Path,
    mut fill_and_move: impl FnMut(&Part) -> std::io::Result<T>,
) -> std::io::Result<T> {
    let folder = folder_of(target);
    loop {
        let part = Part::make(folder)?;
        match fill_and_move(&part) {
            // Another window that started took it for a leftover before it was locked.
            Err(error) if error.kind() == ErrorKind::NotFound && folder.is_dir() => {}
            done => return done,
        }
    }
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// A file that is being written. It is locked, so that others see that it is no leftover, and
/// removed when it was not moved.
struct Part {
    path: PathBuf,
    file: File,
}

impl Part {
    fn make(folder: &Path) -> std::io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        loop {
            let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            let path = folder.join(format!("{}{process}-{count}{}", PART.0, PART.1));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => {
                    // Where nothing can be locked, nothing is taken for a leftover either.
                    let _ = file.try_lock();
                    return Ok(Self { path, file });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn fill(&self, bytes: &[u8], there: Option<&fs::Metadata>) -> std::io::Result<()> {
        let mut file = &self.file;
        file.write_all(bytes)?;
        if let Some(there) = there {
            keep_owner(file, there);
            file.set_permissions(there.permissions())?;
        }
        Ok(())
    }

    fn move_to(&self, target: &Path, expected: Expected) -> std::io::Result<()> {
        if expected == Expected::Nothing {
            // A second name is refused where there is a file by now; moving would take its place.
            match fs::hard_link(&self.path, target) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(error),
                Err(error) if error.kind() == ErrorKind::NotFound => return Err(error),
                // Not every disk knows second names.
                Err(_) => {}
            }
        }
        fs::rename(&self.path, target)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // When it was moved, it is gone from here, which is as it should be.
        let _ = fs::remove_file(&self.path);
    }
}

/// The new file belongs to whom the old one did, where the system lets us.
#[cfg(unix)]
fn keep_owner(file: &File, there: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let owns =
        file.metadata().is_ok_and(|own| own.uid() == there.uid() && own.gid() == there.gid());
    if !owns && fchown(file, Some(there.uid()), Some(there.gid())).is_err() {
        let _ = fchown(file, None, Some(there.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _there: &fs::Metadata) {}

/// Takes away what writers that were stopped left in a folder. One that is still being written is
/// locked and stays. Gives how many went.
pub fn clear_leftovers(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let parts = entries.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(PART.0) && name.ends_with(PART.1)
    });
    let left = |path: &PathBuf| File::open(path).is_ok_and(|file| file.try_lock().is_ok());
    parts
        .map(|entry| entry.path())
        .filter(|path| left(path) && fs::remove_file(path).is_ok())
        .count()
}
