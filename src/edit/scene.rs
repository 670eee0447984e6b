use std::collections::BTreeSet;

use super::draft::Draft;
use super::naming::quoted;
use super::{Refused, SceneCommand};
use crate::model::{Scene, SceneId, Subject};

pub(super) fn scene(draft: &mut Draft, command: &SceneCommand) -> Result<String, Refused> {
    match command {
        SceneCommand::Add { scene } => {
            shows(draft, scene)?;
            let id = SceneId(draft.identity()?);
            draft.set_scene(id, Some(scene.as_ref().clone()))?;
            Ok(format!("Add scene {}", quoted(&scene.title)))
        }
        SceneCommand::Update { id, scene } => {
            find(draft, *id)?;
            shows(draft, scene)?;
            draft.set_scene(*id, Some(scene.as_ref().clone()))?;
            Ok(format!("Change scene {}", quoted(&scene.title)))
        }
        SceneCommand::Rename { id, title } => {
            let before = find(draft, *id)?.clone();
            let title = title.trim().to_owned();
            let label = format!("Rename scene {} to {}", quoted(&before.title), quoted(&title));
            draft.set_scene(*id, Some(Scene { title, ..before }))?;
            Ok(label)
        }
        SceneCommand::SetNote { id, note } => {
            let before = find(draft, *id)?.clone();
            let label = format!("Note on scene {}", quoted(&before.title));
            draft.set_scene(*id, Some(Scene { note: note.clone(), ..before }))?;
            Ok(label)
        }
        SceneCommand::Duplicate { id } => duplicate(draft, *id),
        SceneCommand::Remove { id } => {
            let label = format!("Remove scene {}", quoted(&find(draft, *id)?.title));
            draft.set_scene(*id, None)?;
            Ok(label)
        }
        SceneCommand::Reorder { order } => reorder(draft, order),
    }
}

fn find(draft: &Draft, id: SceneId) -> Result<&Scene, Refused> {
    draft.map().scenes().get(id).ok_or_else(|| Refused::gone("scene"))
}

fn shows(draft: &Draft, scene: &Scene) -> Result<(), Refused> {
    let stage = draft.stage_of(scene.stage)?;
    if scene.highlight.iter().any(|id| !stage.positions().contains(*id)) {
        return Err(Refused::gone("position"));
    }
    match scene.subject {
        Subject::Comparison { with, .. } => draft.stage_of(with).map(|_| ()),
        Subject::Guesses(round) if !draft.map().rounds().contains(round) => {
            Err(Refused::gone("round of guesses"))
        }
        _ => Ok(()),
    }
}

fn duplicate(draft: &mut Draft, id: SceneId) -> Result<String, Refused> {
    let label = format!("Duplicate scene {}", quoted(&find(draft, id)?.title));
    let copy = SceneId(draft.identity()?);
    let scene = find(draft, id)?.clone();
    draft.set_scene(copy, Some(scene))?;
    let others = draft.map().scenes().ids().filter(|other| *other != copy);
    let order = others.flat_map(|other| if other == id { vec![id, copy] } else { vec![other] });
    let order: Vec<SceneId> = order.collect();
    reorder(draft, &order)?;
    Ok(label)
}

/// Scenes run in the order of their identities, so another order deals their contents out anew.
fn reorder(draft: &mut Draft, order: &[SceneId]) -> Result<String, Refused> {
    let named: BTreeSet<SceneId> = order.iter().copied().collect();
    let places: Vec<SceneId> = draft.map().scenes().ids().collect();
    if named.len() != order.len() || !named.iter().eq(places.iter()) {
        return Err(Refused::new("Every scene must have one place", "name each of them once"));
    }
    let scenes: Vec<Scene> =
        order.iter().map(|id| find(draft, *id).cloned()).collect::<Result<_, _>>()?;
    for (place, scene) in places.into_iter().zip(scenes) {
        draft.set_scene(place, Some(scene))?;
    }
    Ok("Reorder the scenes".into())
}
