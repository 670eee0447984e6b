//! Single edits that were tried, in words.

use crate::analysis::{Moved, TriedEdit};
use crate::model::{FlowId, FlowKind, LineId, PositionId, Stage};
use crate::quantity::Right;

use super::words::{list, percent, two};

/// What an edit does, in words.
#[must_use]
pub fn trial_words(stage: &Stage, edit: &TriedEdit) -> String {
    Names(stage).edit(edit)
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
    let said: Vec<String> = groups.iter().map(|group| Names(stage).group(group)).collect();
    said.join("; ")
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

/// Knows what everything on a stage is called.
#[derive(Clone, Copy)]
struct Names<'a>(&'a Stage);

impl Names<'_> {
    fn position(self, id: PositionId) -> String {
        match self.0.positions().get(id) {
            Some(position) if !position.title.trim().is_empty() => position.title.trim().to_owned(),
            _ => "Untitled".to_owned(),
        }
    }

    /// The ends of a flow; of one that is not there, nobody's.
    fn ends(self, id: FlowId) -> (String, String) {
        let flow = self.0.flows().get(id);
        flow.map_or_else(Default::default, |it| (self.position(it.from), self.position(it.to)))
    }

    /// The ends of a line.
    fn line(self, id: LineId) -> (String, String) {
        let line = self.0.lines().get(id);
        line.map_or_else(Default::default, |it| (self.position(it.from), self.position(it.to)))
    }

    fn edit(self, edit: &TriedEdit) -> String {
        match edit {
            TriedEdit::Drop(id) => {
                let (from, to) = self.ends(*id);
                let verb = match self.0.flows().get(*id).map(|flow| &flow.kind) {
                    Some(FlowKind::Consult) => "consults",
                    Some(FlowKind::Instruct) => "instructs",
                    _ => "informs",
                };
                format!("{from} no longer {verb} {to}")
            }
            TriedEdit::AskInsteadOfTell(id) => {
                let (from, to) = self.ends(*id);
                format!("{from} asks {to} instead of telling")
            }
            TriedEdit::TellInsteadOfAsk(id) => {
                let (from, to) = self.ends(*id);
                format!("{from} tells {to} instead of asking")
            }
            TriedEdit::Ask { asker, asked, .. } => {
                format!("{} begins to consult {}", self.position(*asker), self.position(*asked))
            }
            TriedEdit::Tell { teller, told, .. } => {
                format!("{} begins to tell {}", self.position(*teller), self.position(*told))
            }
            TriedEdit::SkipLevel { line, to } => {
                format!("{} reports to {} directly", self.line(*line).0, self.position(*to))
            }
            TriedEdit::Accept { line, accepts } => {
                let (from, to) = self.line(*line);
                format!("{from} accepts {to} ({} of 5)", accepts.get())
            }
            _ => self.edit_of_position(edit),
        }
    }

    fn edit_of_position(self, edit: &TriedEdit) -> String {
        match edit {
            TriedEdit::Leave(id) => format!("{} leaves", self.position(*id)),
            TriedEdit::GiveRight { domain, from, to } => {
                let record = self.0.positions().get(*from);
                let right = record.and_then(|it| it.rights.get(domain));
                let verb = match right {
                    Some(Right::Heard) => "is heard",
                    Some(Right::CoDecides) => "co-decides",
                    _ => "decides",
                };
                let (from, to) = (self.position(*from), self.position(*to));
                format!("{to} {verb} in {domain} instead of {from}")
            }
            TriedEdit::Decide { position, domain } => {
                format!("{} decides in {domain}", self.position(*position))
            }
            TriedEdit::Rules { position, rules } => {
                format!("the rules of {} are set to {}", self.position(*position), two(rules.get()))
            }
            TriedEdit::Explore { position, explore } => {
                let who = self.position(*position);
                format!("the work of {who} explores to {}", two(explore.get()))
            }
            TriedEdit::Pin { position, pin: Some(pin) } => {
                format!("{} sets the pin at {}", self.position(*position), percent(pin.get()))
            }
            TriedEdit::Pin { position, pin: None } => {
                format!("{} takes the pin back", self.position(*position))
            }
            TriedEdit::Claim { position, answer } => {
                format!("{} claims {answer} of 7, as it is lived", self.position(*position))
            }
            TriedEdit::Learn { position, domain } => {
                format!("{} learns one level of {domain}", self.position(*position))
            }
            _ => String::new(),
        }
    }

    /// Edits of one kind.
    fn group(self, group: &[&TriedEdit]) -> String {
        const TOLD: usize = 3;
        let count = group.len();
        if count <= 2 {
            let said: Vec<String> = group.iter().map(|edit| self.edit(edit)).collect();
            return said.join("; ");
        }
        let each = list(&group.iter().map(|edit| self.subject(edit)).collect::<Vec<_>>());
        match group[0] {
            TriedEdit::Ask { .. } => format!("{count} new questions ({each})"),
            TriedEdit::AskInsteadOfTell(_) => format!("{count} orders become questions ({each})"),
            TriedEdit::TellInsteadOfAsk(_) => format!("{count} questions become orders ({each})"),
            TriedEdit::Rules { rules, .. } => {
                format!("the rules of {count} are set to {} ({each})", two(rules.get()))
            }
            TriedEdit::Explore { explore, .. } => {
                format!("the work of {count} explores to {} ({each})", two(explore.get()))
            }
            _ => {
                let said: Vec<String> =
                    group.iter().take(TOLD).map(|edit| self.edit(edit)).collect();
                match count - TOLD {
                    0 => said.join("; "),
                    more => format!("{}; and {more} more such steps", said.join("; ")),
                }
            }
        }
    }

    /// Whom an edit is about, where several of its kind are told together.
    fn subject(self, edit: &TriedEdit) -> String {
        match edit {
            TriedEdit::Ask { asker, asked, .. } => {
                format!("{} to {}", self.position(*asker), self.position(*asked))
            }
            TriedEdit::AskInsteadOfTell(id) | TriedEdit::TellInsteadOfAsk(id) => {
                let (from, to) = self.ends(*id);
                format!("{from} to {to}")
            }
            TriedEdit::Rules { position, .. } | TriedEdit::Explore { position, .. } => {
                self.position(*position)
            }
            _ => self.edit(edit),
        }
    }
}
