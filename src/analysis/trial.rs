//! Edits that are tried on a copy of a stage: each as a value, and what it changes.

use crate::model::{
    Change, Delta, Domain, Flow, FlowId, FlowKind, Line, LineId, OrgMap, Position, PositionId,
    Stage, StageId, SurveyResponse, Voice,
};
use crate::quantity::{Expertise, Frequency, Rating, Right, Score};

/// An edit that was tried.
#[derive(Debug, Clone, PartialEq)]
pub enum TriedEdit {
    /// A flow is dropped.
    Drop(FlowId),
    /// An instruct flow becomes a consult flow.
    AskInsteadOfTell(FlowId),
    /// A person leaves, with all arrows and lines.
    Leave(PositionId),
    /// A consult flow becomes an instruct flow.
    TellInsteadOfAsk(FlowId),
    /// Somebody begins to ask somebody.
    Ask {
        /// Who begins to ask.
        asker: PositionId,
        /// Whom.
        asked: PositionId,
        /// How often.
        frequency: Frequency,
    },
    /// Somebody begins to tell somebody.
    Tell {
        /// Who begins to tell.
        teller: PositionId,
        /// Whom.
        told: PositionId,
        /// How often.
        frequency: Frequency,
    },
    /// The largest right in a domain goes to the one who knows most in it.
    GiveRight {
        /// The domain.
        domain: Domain,
        /// Who has the largest right.
        from: PositionId,
        /// Who knows most.
        to: PositionId,
    },
    /// Somebody decides in a domain.
    Decide {
        /// Who.
        position: PositionId,
        /// The domain.
        domain: Domain,
    },
    /// The work of a position is bound by rules to another degree.
    Rules {
        /// Whose.
        position: PositionId,
        /// 0 none to 1 everything by the book.
        rules: Score,
    },
    /// A position gets work that explores to another degree.
    Explore {
        /// Whose.
        position: PositionId,
        /// 0 routine to 1 exploration.
        explore: Score,
    },
    /// A leader sets the pin anew, or takes it back.
    Pin {
        /// Who.
        position: PositionId,
        /// 0 where people count alike to 1 at the top; nothing to take it back.
        pin: Option<Score>,
    },
    /// A leader claims another organicity: all seven answers of each claim become this one.
    Claim {
        /// Who.
        position: PositionId,
        /// 1 mechanistic to 7 organic.
        answer: u8,
    },
    /// Those at the lower end of a line accept its upper end to another degree.
    Accept {
        /// The line.
        line: LineId,
        /// 1 not at all to 5 gladly.
        accepts: Rating,
    },
    /// Somebody learns: one level more in a domain.
    Learn {
        /// Who.
        position: PositionId,
        /// The domain.
        domain: Domain,
    },
    /// A reporting line goes to the superior's superior.
    SkipLevel {
        /// The line.
        line: LineId,
        /// Its new end.
        to: PositionId,
    },
}

/// A map that holds nothing but the stage, so that changes can be applied to a copy of it.
pub(super) struct StageMap {
    map: OrgMap,
    id: StageId,
}

impl StageMap {
    pub(super) fn of(stage: &Stage) -> Self {
        let id = StageId(1);
        Self { map: OrgMap::of_stage(id, stage.clone()), id }
    }

    /// What one edit changes.
    pub(super) fn changes(&self, edit: &TriedEdit) -> Vec<Change> {
        self.map.stage(self.id).map(|stage| changes(self.id, stage, edit)).unwrap_or_default()
    }

    /// The stage after edits, one upon the other.
    pub(super) fn after(&self, edits: &[TriedEdit]) -> Stage {
        let mut map = self.map.clone();
        for edit in edits {
            let stage = map.stage(self.id).cloned().unwrap_or_default();
            for change in changes(self.id, &stage, edit) {
                // Each change is made from the stage it is applied to, so it always fits.
                let _ = map.apply(&change);
            }
        }
        map.stage(self.id).cloned().unwrap_or_default()
    }
}

fn changes(id: StageId, stage: &Stage, edit: &TriedEdit) -> Vec<Change> {
    let drop = |flow: FlowId| {
        Change::Flow(id, Delta { id: flow, before: stage.flows().share(flow), after: None })
    };
    match edit {
        TriedEdit::Drop(flow) => vec![drop(*flow)],
        TriedEdit::AskInsteadOfTell(flow) => vec![turned(id, stage, *flow, FlowKind::Consult)],
        TriedEdit::TellInsteadOfAsk(flow) => vec![turned(id, stage, *flow, FlowKind::Instruct)],
        TriedEdit::Ask { asker, asked, frequency } => {
            vec![begun(id, stage, Flow::new(*asker, *asked, FlowKind::Consult, *frequency))]
        }
        TriedEdit::Tell { teller, told, frequency } => {
            vec![begun(id, stage, Flow::new(*teller, *told, FlowKind::Instruct, *frequency))]
        }
        TriedEdit::GiveRight { domain, from, to } => {
            let right = stage.positions().get(*from).and_then(|it| it.rights.get(domain).copied());
            vec![
                changed(id, stage, *from, |position| {
                    position.rights.remove(domain);
                }),
                changed(id, stage, *to, |position| {
                    position.rights.extend(right.map(|right| (domain.clone(), right)));
                }),
            ]
        }
        TriedEdit::SkipLevel { line, to } => {
            let before = stage.lines().share(*line);
            let moved = before.as_ref().map(|line| Line { to: *to, ..line.as_ref().clone() });
            let after = moved.map(std::sync::Arc::new);
            vec![Change::Line(id, Delta { id: *line, before, after })]
        }
        TriedEdit::Accept { line, accepts } => {
            let before = stage.lines().share(*line);
            let accepts = Some(*accepts);
            let rated = before.as_ref().map(|line| Line { accepts, ..line.as_ref().clone() });
            let after = rated.map(std::sync::Arc::new);
            vec![Change::Line(id, Delta { id: *line, before, after })]
        }
        TriedEdit::Leave(gone) => {
            let flows = stage.flows().iter().filter(|(_, f)| f.from == *gone || f.to == *gone);
            let mut all: Vec<Change> = flows.map(|(flow, _)| drop(flow)).collect();
            let lines = stage.lines().iter().filter(|(_, l)| l.from == *gone || l.to == *gone);
            all.extend(lines.map(|(line, _)| {
                let before = stage.lines().share(line);
                Change::Line(id, Delta { id: line, before, after: None })
            }));
            let before = stage.positions().share(*gone);
            all.push(Change::Position(id, Delta { id: *gone, before, after: None }));
            all
        }
        _ => of_position(id, stage, edit),
    }
}

/// The change to what is known of one position.
fn of_position(id: StageId, stage: &Stage, edit: &TriedEdit) -> Vec<Change> {
    let (TriedEdit::Decide { position, .. }
    | TriedEdit::Rules { position, .. }
    | TriedEdit::Explore { position, .. }
    | TriedEdit::Pin { position, .. }
    | TriedEdit::Claim { position, .. }
    | TriedEdit::Learn { position, .. }) = edit
    else {
        return Vec::new();
    };
    let change = |record: &mut Position| match edit {
        TriedEdit::Decide { domain, .. } => {
            record.rights.insert(domain.clone(), Right::Decides);
        }
        TriedEdit::Rules { rules, .. } => record.rules = Some(*rules),
        TriedEdit::Explore { explore, .. } => record.explore = Some(*explore),
        TriedEdit::Pin { pin, .. } => record.pin = *pin,
        TriedEdit::Claim { answer, .. } => record.survey = claimed(&record.survey, *answer),
        TriedEdit::Learn { domain, .. } => {
            record.expertise.extend(learned(record, domain).map(|level| (domain.clone(), level)));
        }
        _ => {}
    };
    vec![changed(id, stage, *position, change)]
}

/// Survey responses in which every claim says the same on all items.
#[must_use]
pub fn claimed(survey: &[SurveyResponse], answer: u8) -> Vec<SurveyResponse> {
    let mut survey = survey.to_vec();
    for response in survey.iter_mut().filter(|response| response.voice == Voice::Espoused) {
        response.answers = [Some(answer); 7];
    }
    survey
}

/// One level more in a domain than a position has; nothing beyond the highest.
#[must_use]
pub fn learned(position: &Position, domain: &Domain) -> Option<Expertise> {
    let known = position.expertise.get(domain).map_or(0.0, |level| level.get());
    Expertise::new(known + 1.0).ok()
}

/// A new flow.
fn begun(id: StageId, stage: &Stage, flow: Flow) -> Change {
    let fresh = stage.flows().ids().last().map_or(1, |last| last.0.saturating_add(1));
    let after = Some(std::sync::Arc::new(flow));
    Change::Flow(id, Delta { id: FlowId(fresh), before: None, after })
}

/// A flow of another kind.
fn turned(id: StageId, stage: &Stage, flow: FlowId, kind: FlowKind) -> Change {
    let before = stage.flows().share(flow);
    let after =
        before.as_ref().map(|flow| std::sync::Arc::new(Flow { kind, ..flow.as_ref().clone() }));
    Change::Flow(id, Delta { id: flow, before, after })
}

/// A change to one position.
fn changed(
    stage_id: StageId,
    stage: &Stage,
    id: PositionId,
    edit: impl FnOnce(&mut Position),
) -> Change {
    let before = stage.positions().share(id);
    let after = before.as_ref().map(|position| {
        let mut position = position.as_ref().clone();
        edit(&mut position);
        std::sync::Arc::new(position)
    });
    Change::Position(stage_id, Delta { id, before, after })
}
