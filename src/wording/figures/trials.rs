//! What single edits would move, as figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, Number};
use super::map::Codes;
use crate::analysis::{TriedEdit, WhatIf};
use crate::model::{FlowId, FlowKind};

/// How many edits are listed in each ranking.
const RANKED: usize = 5;
/// Differences below this are rounding: such changes count as equal when they are ranked.
const TINY: f64 = 1e-12;

/// The edits that move most.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TrialFigures {
    what_if_top5_by_d_top_heaviness: Vec<OneTrial>,
    what_if_top5_by_d_pull: Vec<OneTrial>,
    what_if_top5_by_d_tv: Vec<OneTrial>,
    what_if_edits_tried: usize,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
struct OneTrial {
    edit: String,
    d_top_heaviness: Number,
    d_pull: Figure,
    d_tv: Figure,
}

impl TrialFigures {
    pub(super) fn of(codes: &Codes<'_>, what_if: &WhatIf) -> Self {
        let edits = what_if.edits.iter();
        let rows = edits.map(|moved| OneTrial {
            edit: edit_key(codes, &moved.edit),
            d_top_heaviness: Number(moved.top_heaviness),
            d_pull: change(moved.pull),
            d_tv: change(moved.tv),
        });
        let rows: Vec<OneTrial> = rows.collect();
        Self {
            what_if_top5_by_d_top_heaviness: ranked(&rows, |row| Some(row.d_top_heaviness.0)),
            what_if_top5_by_d_pull: ranked(&rows, |row| row.d_pull.0.as_ref().ok().map(|it| it.0)),
            what_if_top5_by_d_tv: ranked(&rows, |row| row.d_tv.0.as_ref().ok().map(|it| it.0)),
            what_if_edits_tried: what_if.tried,
        }
    }
}

fn change(value: Option<f64>) -> Figure {
    match value {
        Some(value) => Figure(Ok(Number(value))),
        None => Figure::none("it is not defined both before and after the edit"),
    }
}

/// Those that move most; an edit whose effect is not defined has no rank.
fn ranked(rows: &[OneTrial], size: impl Fn(&OneTrial) -> Option<f64>) -> Vec<OneTrial> {
    let mut sized: Vec<(f64, &OneTrial)> =
        rows.iter().filter_map(|row| Some((size(row)?, row))).collect();
    // Changes that differ by rounding only are equal, and then the name decides.
    let rank = |size: f64| -(size.abs() / TINY).round();
    sized.sort_by(|a, b| rank(a.0).total_cmp(&rank(b.0)).then_with(|| a.1.edit.cmp(&b.1.edit)));
    sized.into_iter().take(RANKED).map(|(_, row)| row.clone()).collect()
}

/// What the reference values call an edit.
fn edit_key(codes: &Codes<'_>, edit: &TriedEdit) -> String {
    let ends = |id: &FlowId| match codes.stage.flows().get(*id) {
        Some(flow) => format!("{}>{}", codes.code(flow.from), codes.code(flow.to)),
        None => String::new(),
    };
    match edit {
        TriedEdit::Drop(id) => {
            let kind = codes.stage.flows().get(*id).map(|flow| &flow.kind);
            let word = match kind {
                Some(FlowKind::Instruct) => "instructs",
                Some(FlowKind::Inform) => "informs",
                _ => "consults",
            };
            format!("drop {word} {}", ends(id))
        }
        TriedEdit::AskInsteadOfTell(id) => format!("ask instead of tell {}", ends(id)),
        TriedEdit::Leave(id) => format!("person {} leaves", codes.code(*id)),
        other => crate::wording::trial_words(codes.stage, other),
    }
}
