//! Every measure of every position and unit as a table: sorted, copied, exported.

use std::cmp::Ordering;

use crate::analysis::{Analysis, Defined, Further, Leader, Undefined, UnitFigures};
use crate::model::{PositionId, Stage, UnitId};

use super::words::two;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOf {
    /// A position.
    Position(PositionId),
    /// A unit.
    Unit(UnitId),
}

/// A column: its name, and the measure that explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// What stands above the column.
    pub name: &'static str,
    /// The measure, by its key.
    pub measure: &'static str,
}

/// A row: its name and its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about.
    pub of: RowOf,
    /// Its name.
    pub name: String,
    /// One for each head.
    pub cells: Vec<Defined<f64>>,
}

/// A table of measures.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureTable {
    /// The columns besides the name.
    pub heads: Vec<Head>,
    /// The rows.
    pub rows: Vec<Row>,
}

type OfLeader = fn(&Leader) -> &Defined<f64>;
type OfUnit = fn(&UnitFigures) -> Defined<f64>;

/// The measures of every person.
#[must_use]
pub fn position_table(stage: &Stage, analysis: &Analysis) -> MeasureTable {
    let columns: [(&str, &str, &Defined<Vec<f64>>); 7] = [
        ("Authority", "authority", &analysis.authority.pooled),
        ("Authority by chart", "authority", &analysis.authority.chart),
        ("Knowledge", "knowledge", &analysis.knowledge.pooled),
        ("Knowledge held", "knowledge", &analysis.knowledge.held),
        ("Knowledge sought", "knowledge", &analysis.knowledge.sought),
        ("Influence", "influence", &analysis.influence),
        ("Whole weight", "mass", &analysis.mass),
    ];
    let leaders: [(&str, &str, OfLeader); 9] = [
        ("Insulation", "insulation", |it| &it.insulation),
        ("By the chart alone", "insulation", |it| &it.insulation_chain_only),
        ("Asking of asking and telling", "leader_consult", |it| &it.consult_vs_instruct),
        ("Asking downwards", "consults_downward", |it| &it.consults_downward),
        ("Taken up", "take_up", |it| &it.take_up),
        ("Asks outside", "asks_outside", |it| &it.asks_outside),
        ("Acceptance", "acceptance", |it| &it.acceptance),
        ("Distance", "distance", |it| &it.distance),
        ("Pin minus pull", "pin", |it| &it.pin_gap),
    ];
    let mut heads: Vec<(&str, &str)> =
        columns.iter().map(|(name, measure, _)| (*name, *measure)).collect();
    heads.extend([
        ("Gap", "gap"),
        ("Height", "top_heaviness"),
        ("Closeness", "inwardness"),
        ("Organicity", "organicity"),
        ("Confidence", "confidence"),
        ("Explore", "explore"),
        ("Rules", "rules"),
        ("Fit", "fit"),
        ("Said minus lived", "espoused"),
        ("Emergent", "emergent"),
    ]);
    heads.extend(leaders.iter().map(|(name, measure, _)| (*name, *measure)));
    let row = |(person, id): (usize, &PositionId)| {
        let mut cells: Vec<Defined<f64>> = columns
            .iter()
            .map(|(_, _, column)| column.as_ref().map(|it| it[person]).map_err(|why| *why))
            .collect();
        cells.extend(own_cells(stage, analysis, person, *id));
        let leader = analysis.leadership.leaders.get(id);
        cells.extend(leaders.iter().map(|(_, _, read)| match leader {
            Some(leader) => *read(leader),
            None => Err(Undefined::NoReports),
        }));
        Row { of: RowOf::Position(*id), name: title(stage, *id), cells }
    };
    MeasureTable {
        heads: heads.into_iter().map(|(name, measure)| Head { name, measure }).collect(),
        rows: analysis.people.iter().enumerate().map(row).collect(),
    }
}

fn title(stage: &Stage, id: PositionId) -> String {
    match stage.positions().get(id) {
        Some(position) if !position.title.trim().is_empty() => position.title.trim().to_owned(),
        _ => "Untitled".into(),
    }
}

/// Gap, height, closeness, organicity and its confidence, explore, rules, fit, said minus lived,
/// emergent.
fn own_cells(
    stage: &Stage,
    analysis: &Analysis,
    person: usize,
    id: PositionId,
) -> [Defined<f64>; 10] {
    let own = &analysis.organicity.by_person[person];
    let position = stage.positions().get(id);
    let entered = |value: Option<f64>| value.ok_or(Undefined::NotEntered);
    let explore = entered(position.and_then(|one| Some(one.explore?.get())));
    let rules = entered(position.and_then(|one| Some(one.rules?.get())));
    let fit = own.score.and_then(|score| Ok(1.0 - (score - explore?).abs()));
    let emergent = analysis.influence.as_ref().map_err(|why| *why);
    [
        analysis.gap.as_ref().map(|gap| gap.by_person[person]).map_err(|why| *why),
        analysis.hierarchy.height.get(&id).copied().ok_or(Undefined::Unplaced),
        Ok(analysis.closeness[person]),
        own.score,
        Ok(own.confidence),
        explore,
        rules,
        fit,
        own.espoused_minus_enacted,
        emergent.map(|_| f64::from(u8::from(analysis.leadership.emergent.contains(&id)))),
    ]
}

/// The measures of every unit.
#[must_use]
pub fn unit_table(stage: &Stage, further: &Further) -> MeasureTable {
    let columns: [(&'static str, &'static str, OfUnit); 14] = [
        ("People", "people", |it| Ok(it.people as f64)),
        ("Vacant", "people", |it| Ok(it.vacant as f64)),
        ("Explore", "explore", |it| it.explore),
        ("Rules", "rules", |it| it.rules),
        ("Organicity", "organicity", |it| it.organicity),
        ("Confidence", "confidence", |it| Ok(it.confidence)),
        ("Fit", "fit", |it| it.fit),
        ("Authority", "authority", |it| it.authority),
        ("Knowledge", "knowledge", |it| it.knowledge),
        ("Influence", "influence", |it| it.influence),
        ("Gap", "gap", |it| it.gap),
        ("Asking of asking and telling", "consult_share", |it| it.consult),
        ("Sideways", "lateral_share", |it| it.lateral),
        ("Outside", "asks_outside", |it| it.outside),
    ];
    let row = |(id, unit): (&UnitId, &UnitFigures)| Row {
        of: RowOf::Unit(*id),
        name: stage.units().get(*id).map_or_else(String::new, |unit| unit.name.clone()),
        cells: columns.iter().map(|(_, _, read)| read(unit)).collect(),
    };
    MeasureTable {
        heads: columns.iter().map(|(name, measure, _)| Head { name, measure }).collect(),
        rows: further.units.iter().map(row).collect(),
    }
}

impl MeasureTable {
    /// Sorts by the name, or by a column from the largest or the smallest on; what is not defined
    /// comes last either way.
    pub fn sort(&mut self, column: Option<usize>, downwards: bool) {
        let turn = |order: Ordering| if downwards { order.reverse() } else { order };
        self.rows.sort_by(|a, b| match column {
            None => turn(a.name.to_lowercase().cmp(&b.name.to_lowercase())),
            Some(column) => match (a.cells.get(column), b.cells.get(column)) {
                (Some(Ok(one)), Some(Ok(other))) => turn(one.total_cmp(other)),
                (one, other) => {
                    let missing = |cell: Option<&Defined<f64>>| !matches!(cell, Some(Ok(_)));
                    missing(one).cmp(&missing(other))
                }
            },
        });
    }

    /// A cell as it is shown: a dash where there is no number.
    #[must_use]
    pub fn words(cell: &Defined<f64>) -> String {
        match cell {
            Ok(value) if value.fract() == 0.0 && value.abs() < 1e6 => format!("{value}"),
            Ok(value) => two(*value),
            Err(_) => "–".into(),
        }
    }

    /// As rows of texts with the full numbers, the heads first; empty where there is no number.
    #[must_use]
    pub fn texts(&self) -> Vec<Vec<String>> {
        let mut head = vec!["Name".to_owned()];
        head.extend(self.heads.iter().map(|head| head.name.to_owned()));
        let row = |row: &Row| {
            let mut texts = vec![row.name.clone()];
            let full = |cell: &Defined<f64>| cell.as_ref().map_or(String::new(), f64::to_string);
            texts.extend(row.cells.iter().map(full));
            texts
        };
        std::iter::once(head).chain(self.rows.iter().map(row)).collect()
    }

    /// For pasting into a spreadsheet: cells parted by tabs.
    #[must_use]
    pub fn to_block(&self) -> String {
        let clean = |text: &String| text.replace(['\t', '\n', '\r'], " ");
        let lines = self.texts().into_iter();
        let lines = lines.map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t"));
        lines.collect::<Vec<_>>().join("\n")
    }
}
