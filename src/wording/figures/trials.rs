//! What single edits would move, as figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::Number;
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
    what_if_top5_by_d_tv: Vec<OneTrial>,
    what_if_edits_tried: usize,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
struct OneTrial {
    edit: String,
    d_top_heaviness: Number,
    d_pull: Option<Number>,
    d_tv: Option<Number>,
}

impl TrialFigures {
    pub(super) fn of(codes: &Codes<'_>, what_if: &WhatIf) -> Self {
        let edits = what_if.edits.iter();
        let rows = edits.map(|moved| OneTrial {
            edit: edit_key(codes, &moved.edit),
            d_top_heaviness: Number(moved.top_heaviness),
            d_pull: moved.pull.map(Number),
            d_tv: moved.tv.map(Number),
        });
        let rows: Vec<OneTrial> = rows.collect();
        Self {
            what_if_top5_by_d_top_heaviness: ranked(&rows, |row| row.d_top_heaviness.0),
            what_if_top5_by_d_tv: ranked(&rows, |row| row.d_tv.map_or(0.0, |it| it.0)),
            what_if_edits_tried: what_if.tried,
        }
    }
}

fn ranked(rows: &[OneTrial], size: impl Fn(&OneTrial) -> f64) -> Vec<OneTrial> {
    // Changes that differ by rounding only are equal, and then the name decides.
    let rank = |row: &OneTrial| -(size(row).abs() / TINY).round();
    let mut rows: Vec<&OneTrial> = rows.iter().collect();
    rows.sort_by(|a, b| rank(a).total_cmp(&rank(b)).then_with(|| a.edit.cmp(&b.edit)));
    rows.into_iter().take(RANKED).cloned().collect()
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
