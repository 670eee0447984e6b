use std::sync::Arc;

use super::command::MapCommand;
use super::draft::Draft;
use super::refused::Refused;
use crate::model::{Change, Header};

pub(super) fn plan(draft: &mut Draft, command: &MapCommand) -> Result<(), Refused> {
    let before = Arc::clone(draft.map().header());
    let mut after: Header = before.as_ref().clone();
    match command {
        MapCommand::SetTitle { title } => {
            draft.label(format!("Call the map \"{title}\""));
            after.title.clone_from(title);
        }
        MapCommand::SetDescription { description } => {
            draft.label("Change the description of the map");
            after.description.clone_from(description);
        }
    }
    draft.push(Change::Header { before, after: Arc::new(after) });
    Ok(())
}
