use std::path::Path;

use crate::edit::{Command, Fragment, plan};
use crate::model::{OrgMap, PositionId};
use crate::storage::{read_orgmap, write_orgmap};

/// Positions as a map in our own form, for another window.
#[must_use]
pub fn own_form(fragment: &Fragment) -> String {
    let mut map = OrgMap::new("Copied positions");
    if let Some(stage) = map.first_stage()
        && let Ok(planned) = plan(&map, stage, 0, &Command::Insert(fragment.clone()))
        && let Ok(after) = planned.transaction.applied_to(&map)
    {
        map = after;
    }
    write_orgmap(&map)
}

/// The positions of the first stage of a map in our own form; nothing when it is none.
#[must_use]
pub fn read_own_form(text: &str) -> Option<Fragment> {
    let loaded = read_orgmap(text.as_bytes(), Path::new("clipboard")).ok()?;
    let stage = loaded.map.stage(loaded.map.first_stage()?)?;
    let ids: Vec<PositionId> = stage.positions().ids().collect();
    (!ids.is_empty()).then(|| Fragment::of(stage, &ids))
}
