//! Single edits that were tried, in words.

use crate::analysis::{Moved, TriedEdit};
use crate::model::{FlowId, FlowKind, PositionId, Stage};

use super::words::{list, percent, two};

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
        TriedEdit::TellInsteadOfAsk(id) => match ends(id) {
            Some((from, to, _)) => format!("{from} tells {to} instead of asking"),
            None => "An order takes the place of a question".into(),
        },
        TriedEdit::Ask { asker, asked, .. } => {
            format!("{} begins to consult {}", name(asker), name(asked))
        }
        TriedEdit::Tell { teller, told, .. } => {
            format!("{} begins to tell {}", name(teller), name(told))
        }
        TriedEdit::GiveRight { domain, from, to } => {
            format!("{} decides in {domain} instead of {}", name(to), name(from))
        }
        TriedEdit::Decide { position, domain } => {
            format!("{} decides in {domain}", name(position))
        }
        TriedEdit::Rules { position, rules } => {
            format!("the rules of {} are set to {}", name(position), two(rules.get()))
        }
        TriedEdit::Explore { position, explore } => {
            format!("the work of {} explores to {}", name(position), two(explore.get()))
        }
        TriedEdit::Pin { position, pin: Some(pin) } => {
            format!("{} sets the pin at {}", name(position), percent(pin.get()))
        }
        TriedEdit::Pin { position, pin: None } => format!("{} takes the pin back", name(position)),
        TriedEdit::Claim { position, answer } => {
            format!("{} claims {answer} of 7, as it is lived", name(position))
        }
        TriedEdit::Accept { line, accepts } => match stage.lines().get(*line) {
            Some(line) => {
                let (from, to) = (name(&line.from), name(&line.to));
                format!("{from} accepts {to} ({} of 5)", accepts.get())
            }
            None => "A line is accepted".into(),
        },
        TriedEdit::Learn { position, domain } => {
            format!("{} learns one level of {domain}", name(position))
        }
        TriedEdit::SkipLevel { line, to } => match stage.lines().get(*line) {
            Some(line) => format!("{} reports to {} directly", name(&line.from), name(to)),
            None => "A line skips a level".into(),
        },
    }
}

/// What several edits that are one step do, in words: edits of one kind together, the first few
/// by name.
#[must_use]
pub fn steps_words(stage: &Stage, edits: &[TriedEdit]) -> String {
    let mut groups: Vec<Vec<&TriedEdit>> = Vec::new();
    for edit in edits {
        let kind = std::mem::discriminant(edit);
        match groups.iter_mut().find(|group| std::mem::discriminant(group[0]) == kind) {
            Some(group) => group.push(edit),
            None => groups.push(vec![edit]),
        }
    }
    let said: Vec<String> = groups.iter().map(|group| group_words(stage, group)).collect();
    said.join("; ")
}

/// Edits of one kind.
fn group_words(stage: &Stage, group: &[&TriedEdit]) -> String {
    const TOLD: usize = 3;
    if group.len() <= 2 {
        let said: Vec<String> = group.iter().map(|edit| trial_words(stage, edit)).collect();
        return said.join("; ");
    }
    let name = |id: &PositionId| match stage.positions().get(*id) {
        Some(position) if !position.title.trim().is_empty() => position.title.trim().to_owned(),
        _ => "Untitled".to_owned(),
    };
    let each = |ids: &dyn Fn(&TriedEdit) -> Option<String>| {
        list(&group.iter().filter_map(|edit| ids(edit)).collect::<Vec<_>>())
    };
    let flow = |id: &FlowId| {
        let flow = stage.flows().get(*id)?;
        Some(format!("{} to {}", name(&flow.from), name(&flow.to)))
    };
    let count = group.len();
    match group[0] {
        TriedEdit::Ask { .. } => {
            let said = each(&|edit| match edit {
                TriedEdit::Ask { asker, asked, .. } => {
                    Some(format!("{} to {}", name(asker), name(asked)))
                }
                _ => None,
            });
            format!("{count} new questions ({said})")
        }
        TriedEdit::AskInsteadOfTell(_) => {
            let said = each(&|edit| match edit {
                TriedEdit::AskInsteadOfTell(id) => flow(id),
                _ => None,
            });
            format!("{count} orders become questions ({said})")
        }
        TriedEdit::TellInsteadOfAsk(_) => {
            let said = each(&|edit| match edit {
                TriedEdit::TellInsteadOfAsk(id) => flow(id),
                _ => None,
            });
            format!("{count} questions become orders ({said})")
        }
        TriedEdit::Rules { rules, .. } => {
            let said = each(&|edit| match edit {
                TriedEdit::Rules { position, .. } => Some(name(position)),
                _ => None,
            });
            format!("the rules of {count} are set to {} ({said})", two(rules.get()))
        }
        TriedEdit::Explore { explore, .. } => {
            let said = each(&|edit| match edit {
                TriedEdit::Explore { position, .. } => Some(name(position)),
                _ => None,
            });
            format!("the work of {count} explores to {} ({said})", two(explore.get()))
        }
        _ => {
            let said = group.iter().take(TOLD).map(|edit| trial_words(stage, edit));
            let said: Vec<String> = said.collect();
            match count - TOLD {
                0 => said.join("; "),
                more => format!("{}; and {more} more such steps", said.join("; ")),
            }
        }
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
