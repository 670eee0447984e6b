//! The kit of a workshop, made and written into a folder.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::analysis::Cancel;
use crate::export::{KitError, KitFile, kit};
use crate::model::{OrgMap, StageId};
use crate::session::{KitOrder, Outcome};
use crate::storage::{WriteError, make_folder, new_file, replace_file, write_orgmap};

/// Why a kit was not written.
#[derive(Debug, thiserror::Error)]
pub enum KitFailure {
    /// It could not be made.
    #[error(transparent)]
    Made(#[from] KitError),
    /// A file or the folder could not be written.
    #[error(transparent)]
    Written(#[from] WriteError),
}

/// Makes the kit of a map and writes it into a folder, which is made where it is missing: the
/// files of [`kit`], and the map itself. Without the word to write over, a file that is there
/// stays, and the rest is not written. Gives what was written, in order.
///
/// # Errors
/// It was called off, or something could not be made or written.
pub fn write_kit(
    map: &OrgMap,
    stage: StageId,
    (folder, over): (&Path, bool),
    cancel: &Cancel,
    tell: &mut dyn FnMut(usize, usize),
) -> Result<Vec<PathBuf>, KitFailure> {
    let mut files = kit(map, stage, cancel, tell)?;
    files.push(KitFile { name: "map.orgmap".into(), bytes: write_orgmap(map).into_bytes() });
    make_folder(folder)?;
    let mut written = Vec::with_capacity(files.len());
    for file in files {
        let path = folder.join(&file.name);
        match over {
            true => replace_file(&path, &file.bytes)?,
            false => new_file(&path, &file.bytes)?,
        }
        written.push(path);
    }
    Ok(written)
}

/// Makes a kit that was ordered, and tells how far it is.
pub(super) fn answer(order: &KitOrder, cancel: &Cancel, desk: &Desk) {
    let mut tell = |done, total| desk.put(Outcome::KitProgress { done, total });
    let place = (order.folder.as_path(), false);
    let written = write_kit(&order.map, order.stage, place, cancel, &mut tell);
    match written {
        Err(KitFailure::Made(KitError::Cancelled)) => desk.put(Outcome::KitWritten(Ok(None))),
        Ok(written) => {
            desk.put(Outcome::KitWritten(Ok(Some((order.folder.clone(), written.len())))));
        }
        Err(why) => desk.put(Outcome::KitWritten(Err(why.to_string()))),
    }
}
