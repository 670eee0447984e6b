use crate::model::{Scene, SceneId, StageId};

/// A command about stages.
#[derive(Debug, Clone, PartialEq)]
pub enum StageCommand {
    /// Adds a stage, empty or with all that another one holds.
    Add {
        /// Its name.
        name: String,
        /// The stage whose records it starts with, under the same identities.
        copy_of: Option<StageId>,
    },
    /// Changes a name.
    Rename {
        /// Which.
        stage: StageId,
        /// The new name.
        name: String,
    },
    /// Changes the notes.
    SetNotes {
        /// Which.
        stage: StageId,
        /// The new notes.
        notes: String,
    },
    /// Removes a stage and the scenes that show it; not the last one.
    Remove {
        /// Which.
        stage: StageId,
    },
}

/// A command about scenes.
#[derive(Debug, Clone, PartialEq)]
pub enum SceneCommand {
    /// Adds a scene.
    Add {
        /// What it shows.
        scene: Scene,
    },
    /// Changes a scene.
    Update {
        /// Which.
        id: SceneId,
        /// What it shows from now on.
        scene: Scene,
    },
    /// Removes a scene.
    Remove {
        /// Which.
        id: SceneId,
    },
    /// Puts the scenes in another order.
    Reorder {
        /// Every scene once, in the order in which they are to run.
        order: Vec<SceneId>,
    },
}

/// A command about the map as a whole.
#[derive(Debug, Clone, PartialEq)]
pub enum MapCommand {
    /// Changes the title.
    SetTitle {
        /// The new title.
        title: String,
    },
    /// Changes the description.
    SetDescription {
        /// The new description.
        description: String,
    },
    /// Sets a threshold or weight by which the map is read; the usual one without a value.
    SetSetting {
        /// Its name.
        name: String,
        /// The new value, finite.
        value: Option<f64>,
    },
}
