use std::collections::BTreeSet;

use super::draft::Draft;
use super::naming::quoted;
use super::{Refused, SceneCommand};
use crate::model::{Scene, SceneId};

pub(super) fn scene(draft: &mut Draft, command: &SceneCommand) -> Result<String, Refused> {
    match command {
        SceneCommand::Add { scene } => {
            shows(draft, scene)?;
            let id = SceneId(draft.identity()?);
            draft.set_scene(id, Some(scene.clone()))?;
            Ok(format!("Add scene {}", quoted(&scene.title)))
        }
        SceneCommand::Update { id, scene } => {
            find(draft, *id)?;
            shows(draft, scene)?;
            draft.set_scene(*id, Some(scene.clone()))?;
            Ok(format!("Change scene {}", quoted(&scene.title)))
        }
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
    match scene.highlight.iter().find(|id| !stage.positions().contains(**id)) {
        Some(_) => Err(Refused::gone("position")),
        None => Ok(()),
    }
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
