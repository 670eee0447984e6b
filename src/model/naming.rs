//! What positions are called in tables of numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::{Position, PositionId, Stage};

/// What every position of a stage is called: its key, else its identity, and never two the same.
#[must_use]
pub fn codes(stage: &Stage) -> BTreeMap<PositionId, String> {
    let keys: BTreeSet<&str> =
        stage.positions().iter().filter_map(|(_, position)| position.key.as_deref()).collect();
    let code = |(id, position): (PositionId, &Position)| {
        let mut code = position.key.as_deref().map_or_else(|| id.to_string(), str::to_owned);
        while position.key.is_none() && keys.contains(code.as_str()) {
            code.push('\'');
        }
        (id, code)
    };
    stage.positions().iter().map(code).collect()
}
