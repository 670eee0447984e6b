//! Single edits that were tried, in words.

use crate::analysis::{Moved, TriedEdit};
use crate::model::{FlowId, FlowKind, PositionId, Stage};

use super::words::percent;

/// What an edit does, in words.
#[must_use]
pub fn trial_words(stage: &Stage, edit: &TriedEdit) -> String {
    let name = |id: &PositionId| match stage.positions().get(*id) {
        Some(position) if !position.title.trim().is_empty() => position.title.trim().to_owned(),
        _ => "Untitled".to_owned(),
    };
    let ends = |id: &FlowId| {
        let flow = stage.flows().get(*id);
        flow.map(|flow| (name(&flow.from), name(&flow.to), flow.kind.clone()))
    };
    match edit {
        TriedEdit::Drop(id) => match ends(id) {
            Some((from, to, FlowKind::Consult)) => format!("{from} no longer consults {to}"),
            Some((from, to, FlowKind::Instruct)) => format!("{from} no longer instructs {to}"),
            Some((from, to, _)) => format!("{from} no longer informs {to}"),
            None => "A flow goes".into(),
        },
        TriedEdit::AskInsteadOfTell(id) => match ends(id) {
            Some((from, to, _)) => format!("{from} asks {to} instead of telling"),
            None => "A question takes the place of an order".into(),
        },
        TriedEdit::Leave(id) => format!("{} leaves", name(id)),
        TriedEdit::AskExpert { asker, expert } => {
            format!("{} begins to consult {}", name(asker), name(expert))
        }
        TriedEdit::GiveRight { domain, from, to } => {
            format!("{} decides in {domain} instead of {}", name(to), name(from))
        }
        TriedEdit::Learn { position, domain } => {
            format!("{} learns one level of {domain}", name(position))
        }
        TriedEdit::SkipLevel { line, to } => match stage.lines().get(*line) {
            Some(line) => format!("{} reports to {} directly", name(&line.from), name(to)),
            None => "A line skips a level".into(),
        },
    }
}

/// How far an edit moves the centre and the gap, in words with their numbers.
#[must_use]
pub fn moved_words(moved: &Moved) -> String {
    let signed = |change: f64| {
        let words = percent(change.abs());
        if change < 0.0 { format!("-{words}") } else { format!("+{words}") }
    };
    let pull = moved.pull.map_or("not defined".into(), signed);
    let gap = moved.tv.map_or("not defined".into(), signed);
    format!("pull to the top {pull}, height {}, gap {gap}", signed(moved.top_heaviness))
}
