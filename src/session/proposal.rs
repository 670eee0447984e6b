//! What a file would make of itself, worked out beside the window.

use std::collections::HashMap;
use std::sync::Arc;

use crate::edit::{Arriving, MergePlan, plan_merge};
use crate::layout::arrange;
use crate::model::{Chart, LineKind, OrgMap, PositionId, Stage};
use crate::quantity::{MapPoint, MapRect};
use crate::storage::{Choices, Draft, Fate, Source, draft, superior_unknown};

/// A question for what a file would make.
#[derive(Debug, Clone)]
pub struct DraftOrder {
    /// Tells one question from another.
    pub number: u64,
    /// The file.
    pub source: Arc<Source>,
    /// What its columns and relations are used for.
    pub choices: Choices,
    /// What the step is called that merges it.
    pub step: String,
    /// Whether everybody in it is to be somebody new.
    pub apart: bool,
    /// The stage that it may be merged into.
    pub into: Option<Stage>,
}

/// What a file would make.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The map it would make, and what became of every row.
    pub draft: Draft,
    /// What it would change in the open map, where there is one.
    pub plan: Option<MergePlan>,
    /// The rows of the report with what stands in them.
    pub rows: Vec<DraftRow>,
    /// The map it would make, small; nothing where there are too many to be told apart.
    pub sketch: Option<Sketch>,
}

/// A row of a file, as it is shown before anything is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The table and the line it stands in.
    pub place: String,
    /// What stands there.
    pub words: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Why.
    pub why: String,
}

/// A map as boxes and lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketch {
    /// The boxes with their titles.
    pub boxes: Vec<(MapRect, String)>,
    /// The reporting lines.
    pub lines: Vec<(MapPoint, MapPoint)>,
    /// The flows.
    pub flows: Vec<(MapPoint, MapPoint)>,
}

impl Proposal {
    /// Works out what a file would make.
    #[must_use]
    pub fn of(order: &DraftOrder) -> Self {
        let made = draft(&order.source, &order.choices);
        let stage = made.map.first_stage().and_then(|id| made.map.stage(id));
        let plan = order.into.as_ref().zip(stage).map(|(into, stage)| {
            let (emails, elsewhere, apart) = (&made.emails, &made.elsewhere, order.apart);
            plan_merge(into, &Arriving { stage, emails, elsewhere, apart }, &order.step)
        });
        let found = plan.iter().flat_map(|plan| &plan.found);
        let found: HashMap<String, String> = found
            .map(|words| (superior_unknown(words), words))
            .map(|(why, words)| (why, format!("its superior \"{words}\" is on the open map")))
            .collect();
        let mut rows = rows(&order.source, &made);
        for row in rows.iter_mut().filter(|row| row.fate == Fate::Changed) {
            if let Some(instead) = found.get(&row.why) {
                row.why.clone_from(instead);
            }
        }
        let sketch = stage.and_then(sketch);
        Self { draft: made, plan, rows, sketch }
    }

    /// The map it would make.
    #[must_use]
    pub fn map(&self) -> &OrgMap {
        &self.draft.map
    }
}

/// The rows of the report, each with what stands in the file.
fn rows(source: &Source, made: &Draft) -> Vec<DraftRow> {
    let said: HashMap<(&str, usize), String> = source.words_by_line();
    let row = |row: crate::storage::ReportRow<'_>| {
        let at = row.line.and_then(|line| said.get(&(row.table, line)));
        let place = match (row.table.is_empty(), row.line) {
            (true, None) => String::new(),
            (true, Some(line)) => line.to_string(),
            (false, None) => row.table.to_string(),
            (false, Some(line)) => format!("{}:{line}", row.table),
        };
        DraftRow {
            place,
            words: at.cloned().unwrap_or_default(),
            fate: row.fate,
            why: row.why.to_owned(),
        }
    };
    made.report.rows.iter().map(row).collect()
}

fn sketch(stage: &Stage) -> Option<Sketch> {
    /// More boxes than these cannot be told apart in a small picture.
    const MOST: usize = 1500;
    if stage.positions().len() > MOST || stage.positions().is_empty() {
        return None;
    }
    let arrangement = arrange(stage);
    let rect = |id: PositionId| arrangement.rect(id);
    let mut sketch = Sketch::default();
    for (id, position) in stage.positions().iter() {
        let title = match position.title.trim() {
            "" => position.holders.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join(", "),
            title => title.to_owned(),
        };
        sketch.boxes.extend(rect(id).map(|rect| (rect, title)));
    }
    let middle = |id: PositionId| rect(id).map(|rect| rect.center());
    let chart = Chart::of(stage);
    for id in stage.positions().ids() {
        for (superior, kind) in chart.superiors(id) {
            let ends = middle(superior).zip(middle(id)).filter(|_| kind == LineKind::Solid);
            sketch.lines.extend(ends);
        }
    }
    let ends = |from, to| middle(from).zip(middle(to));
    sketch.flows = stage.flows().iter().filter_map(|(_, it)| ends(it.from, it.to)).collect();
    Some(sketch)
}
