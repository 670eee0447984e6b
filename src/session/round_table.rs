//! Round the table: one question after the other, person by person, while the map grows.

use std::collections::BTreeSet;

use super::notice::Tone;
use super::select::{Item, Selection};
use super::state::Session;
use crate::edit::{Command, FlowCommand, PositionCommand, PositionValue};
use crate::model::{Chart, Domain, FlowKind, PositionId};
use crate::quantity::{Expertise, Frequency, Right};

/// What is asked of everybody in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableQuestion {
    /// Who reports to them; whoever is named is drawn.
    Reports,
    /// Whom they ask before they decide.
    Asks,
    /// What they may decide in a domain, 0 to 3.
    Rights(Domain),
    /// How much they know in a domain, 0 to 5.
    Expertise(Domain),
}

/// What is asked of a round at the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableAction {
    /// Begin to ask.
    Begin(TableQuestion),
    /// Take an answer; an empty one goes on to the next.
    Answer(String),
    /// Go on to the next one; whoever was asked and named nobody has answered so.
    Next,
    /// Go back to the one before.
    Back,
    /// End the round.
    End,
}

/// A round at the table that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundTable {
    /// What is asked.
    pub question: TableQuestion,
    /// Who is asked now; nobody when there is nobody to ask yet.
    pub at: Option<PositionId>,
    /// Who was asked, in the order in which they were.
    pub asked: Vec<PositionId>,
}

impl Session {
    /// The round at the table that is under way.
    #[must_use]
    pub fn round_table(&self) -> Option<&RoundTable> {
        self.presenting.table.as_ref()
    }

    /// How many were asked, and how many there are to ask.
    #[must_use]
    pub fn table_progress(&self) -> (usize, usize) {
        let asked = self.round_table().map_or(0, |table| table.asked.len());
        (asked, self.shown_stage().positions().len())
    }

    /// The question as it is put to whoever is asked now.
    #[must_use]
    pub fn table_words(&self) -> Option<String> {
        let table = self.round_table()?;
        let title = table.at.and_then(|id| self.seen_stage().positions().get(id));
        let Some(name) = title.map(|position| match position.title.trim() {
            "" => "this position".to_owned(),
            title => title.to_owned(),
        }) else {
            let empty = self.shown_stage().positions().is_empty();
            return Some(match (empty, &table.question) {
                (true, _) => "Who is at the top?".into(),
                (false, _) => "Everybody was asked.".into(),
            });
        };
        Some(match &table.question {
            TableQuestion::Reports => format!("Who reports to {name}?"),
            TableQuestion::Asks => format!("Whom does {name} ask before deciding?"),
            TableQuestion::Rights(domain) => format!(
                "What may {name} decide in {domain}? 0 nothing, 1 is heard, 2 co-decides, 3 decides"
            ),
            TableQuestion::Expertise(domain) => {
                format!("How much does {name} know about {domain}? 0 nothing to 5 most of all")
            }
        })
    }

    pub(super) fn table(&mut self, action: TableAction) {
        match action {
            TableAction::Begin(question) => {
                self.presenting.table = Some(RoundTable { question, at: None, asked: Vec::new() });
                self.ask_next();
            }
            TableAction::End => self.presenting.table = None,
            TableAction::Answer(said) if said.trim().is_empty() => self.finish_turn(),
            TableAction::Answer(said) => self.take_table_answer(said.trim()),
            TableAction::Next => self.finish_turn(),
            TableAction::Back => {
                if let Some(table) = &mut self.presenting.table
                    && let Some(before) = table.asked.pop()
                {
                    table.at = Some(before);
                    self.look_at_asked();
                }
            }
        }
    }

    fn finish_turn(&mut self) {
        let Some(table) = self.presenting.table.clone() else { return };
        if let Some(at) = table.at {
            self.answer_nobody(&table.question, at);
            if let Some(table) = &mut self.presenting.table {
                table.asked.push(at);
            }
        }
        self.ask_next();
    }

    /// Whoever was asked whom they ask, and named nobody, has answered.
    fn answer_nobody(&mut self, question: &TableQuestion, at: PositionId) {
        let stage = self.shown_stage();
        let asks =
            stage.flows().iter().any(|(_, it)| it.from == at && it.kind == FlowKind::Consult);
        let known = stage.positions().get(at).is_some_and(|position| position.answered_nobody);
        if *question == TableQuestion::Asks && !asks && !known {
            self.execute(&set(PositionValue::AnsweredNobody {
                positions: vec![at],
                answered: true,
            }));
        }
    }

    /// The next who was not asked: level by level from the top.
    fn ask_next(&mut self) {
        let Some(table) = &self.presenting.table else { return };
        let asked: BTreeSet<PositionId> = table.asked.iter().copied().collect();
        let next = self.table_order().into_iter().find(|id| !asked.contains(id));
        if let Some(table) = &mut self.presenting.table {
            table.at = next;
        }
        self.look_at_asked();
    }

    fn look_at_asked(&mut self) {
        let at = self.presenting.table.as_ref().and_then(|table| table.at);
        self.view.selection = Selection::of(at.map(Item::Position));
    }

    /// Everybody, level by level, in the order in which they were drawn.
    fn table_order(&self) -> Vec<PositionId> {
        let stage = self.shown_stage();
        let chart = Chart::of(stage);
        let tops = stage.positions().ids().filter(|id| chart.solid_superior(*id).is_none());
        let mut order: Vec<PositionId> = tops.collect();
        let mut seen: BTreeSet<PositionId> = order.iter().copied().collect();
        let mut at = 0;
        while let Some(id) = order.get(at).copied() {
            order.extend(chart.reports(id).map(|(id, _)| id).filter(|id| seen.insert(*id)));
            at += 1;
        }
        // Whoever reports in a circle has no top, and is asked at the end.
        order.extend(stage.positions().ids().filter(|id| !seen.contains(id)));
        order
    }

    fn take_table_answer(&mut self, said: &str) {
        let Some(RoundTable { question, at, .. }) = self.presenting.table.clone() else { return };
        match (question, at) {
            (TableQuestion::Reports, under) => {
                let title = said.to_owned();
                let add = PositionCommand::Add { title, at: None, under };
                self.execute(&Command::Position(add));
                match under {
                    Some(_) => self.look_at_asked(),
                    None => self.ask_next(),
                }
            }
            (TableQuestion::Asks, Some(from)) => self.draw_asked(from, said),
            (TableQuestion::Rights(domain), Some(at)) => {
                let right = said.parse().ok().and_then(|number: f64| Right::new(number).ok());
                match right {
                    None => self.tell(Tone::Problem, "Say 0, 1, 2 or 3: nothing to decides"),
                    right => {
                        let positions = vec![at];
                        self.execute(&set(PositionValue::Right { positions, domain, right }));
                        self.finish_turn();
                    }
                }
            }
            (TableQuestion::Expertise(domain), Some(at)) => {
                let level = said.parse().ok().and_then(|number: f64| Expertise::new(number).ok());
                match level {
                    None => self.tell(Tone::Problem, "Say a number from 0 to 5"),
                    level => {
                        let positions = vec![at];
                        self.execute(&set(PositionValue::Expertise { positions, domain, level }));
                        self.finish_turn();
                    }
                }
            }
            (_, None) => self.view.status = "Everybody was asked".into(),
        }
    }

    fn draw_asked(&mut self, from: PositionId, said: &str) {
        let found = self.named_like(said);
        let found: Vec<PositionId> = found.iter().copied().filter(|id| *id != from).collect();
        match found.first().copied() {
            Some(to) => {
                let (kind, frequency) = (FlowKind::Consult, Frequency::ONE);
                self.execute(&Command::Flow(FlowCommand::Add { from, to, kind, frequency }));
                self.look_at_asked();
            }
            None => {
                let hint = "type other letters, or draw that position first";
                self.tell(Tone::Problem, format!("Nobody here is called \"{said}\"; {hint}"));
            }
        }
    }
}

fn set(value: PositionValue) -> Command {
    Command::Position(PositionCommand::Set(value))
}
