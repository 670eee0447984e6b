//! What single edits would move (MEASURES 7): one flow dropped, one order turned into a
//! question, one person gone.

use super::analyse::analyse;
use super::cancel::{Cancel, Cancelled};
use super::question::Question;
use super::result::{Analysis, HierarchySource};
use crate::model::{
    Change, Chart, Delta, Domain, Flow, FlowId, FlowKind, Line, LineId, LineKind, OrgMap, Position,
    PositionId, Stage, StageId,
};
use crate::quantity::{Expertise, Frequency};

/// What was tried, and what each edit would move.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// How many edits were tried.
    pub tried: usize,
    /// Those after which both numbers are still defined, in the order in which they were tried.
    pub edits: Vec<Moved>,
}

/// One edit and what it would move.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// The edit.
    pub edit: TriedEdit,
    /// Change of the top-heaviness of the mass.
    pub top_heaviness: f64,
    /// Change of the pull to the top; nothing where it is not defined before and after.
    pub pull: Option<f64>,
    /// Change of the share of knowledge that is not where authority is; nothing where there is
    /// no gap to speak of.
    pub tv: Option<f64>,
}

/// An edit that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriedEdit {
    /// A flow is dropped.
    Drop(FlowId),
    /// An instruct flow becomes a consult flow.
    AskInsteadOfTell(FlowId),
    /// A person leaves, with all arrows and lines.
    Leave(PositionId),
    /// A superior begins to ask somebody who knows most in a domain.
    AskExpert {
        /// The superior.
        asker: PositionId,
        /// Who knows most.
        expert: PositionId,
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

/// Tries every single edit and measures anew. It takes as many analyses as there are edits:
/// work for a thread beside the window.
///
/// # Errors
/// The token was cancelled.
pub fn what_if(question: &Question, cancel: &Cancel) -> Result<WhatIf, Cancelled> {
    let now = analyse(question, cancel)?;
    let trials = trials(&question.stage, &now);
    try_all(question, &now, &trials, cancel, &mut |_, _| {})
}

/// Tries every single edit of all kinds and measures anew: those of [`what_if`], and a superior
/// who begins to ask an expert, a right that goes to whoever knows most, a level learned, and a
/// line that skips a level. `progress` is told how many are done of how many.
///
/// # Errors
/// The token was cancelled.
pub fn what_if_all(
    question: &Question,
    cancel: &Cancel,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<WhatIf, Cancelled> {
    let now = analyse(question, cancel)?;
    let mut all = trials(&question.stage, &now);
    all.extend(further_trials(&question.stage, &now));
    try_all(question, &now, &all, cancel, progress)
}

fn try_all(
    question: &Question,
    now: &Analysis,
    trials: &[TriedEdit],
    cancel: &Cancel,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<WhatIf, Cancelled> {
    let mut edits = Vec::new();
    let map = StageMap::of(&question.stage);
    for (number, edit) in trials.iter().enumerate() {
        cancel.check()?;
        progress(number, trials.len());
        let stage = map.after(edit);
        let then = analyse(&Question { stage, settings: question.settings.clone() }, cancel)?;
        edits.extend(moved(edit.clone(), now, &then));
    }
    Ok(WhatIf { tried: trials.len(), edits })
}

fn moved(edit: TriedEdit, now: &Analysis, then: &Analysis) -> Option<Moved> {
    let height = |analysis: &Analysis| analysis.gravity.mass.top_heaviness.as_ref().ok().copied();
    let tv = |analysis: &Analysis| Some(analysis.gap.as_ref().ok()?.tv);
    let pull = |analysis: &Analysis| analysis.gravity.pull.as_ref().ok().copied();
    let pull = pull(then).zip(pull(now)).map(|(then, now)| then - now);
    let top_heaviness = height(then)? - height(now)?;
    let tv = tv(then).zip(tv(now)).map(|(then, now)| then - now);
    Some(Moved { edit, top_heaviness, pull, tv })
}

fn trials(stage: &Stage, now: &Analysis) -> Vec<TriedEdit> {
    let counted = |flow: &Flow| {
        !matches!(flow.kind, FlowKind::Relation(_))
            && now.person(flow.from).is_some()
            && now.person(flow.to).is_some()
    };
    let flows = || stage.flows().iter().filter(|(_, flow)| counted(flow));
    let mut trials: Vec<TriedEdit> = flows().map(|(id, _)| TriedEdit::Drop(id)).collect();
    let orders = flows().filter(|(_, flow)| flow.kind == FlowKind::Instruct);
    trials.extend(orders.map(|(id, _)| TriedEdit::AskInsteadOfTell(id)));
    // That the top leaves always moves most and says nothing.
    let stays = |id: &PositionId| match now.hierarchy.source {
        HierarchySource::None => false,
        _ => now.hierarchy.tops.contains(id),
    };
    let leavers = now.people.iter().filter(|id| !stays(id));
    trials.extend(leavers.map(|id| TriedEdit::Leave(*id)));
    trials
}

/// The person with the largest entry of a column, the first of several.
fn largest(now: &Analysis, column: &[f64]) -> Option<PositionId> {
    let best = column.iter().copied().fold(0.0, f64::max);
    let at = column.iter().position(|part| best > 0.0 && *part >= best)?;
    now.people.get(at).copied()
}

fn further_trials(stage: &Stage, now: &Analysis) -> Vec<TriedEdit> {
    let chart = Chart::of(stage);
    let mut trials = Vec::new();
    for (domain, column) in &now.knowledge.by_domain {
        let Some(expert) = largest(now, column) else { continue };
        let superior = chart.solid_superior(expert).filter(|id| now.person(*id).is_some());
        if let Some(asker) = superior {
            let asks = stage.flows().iter().any(|(_, flow)| {
                flow.kind == FlowKind::Consult && flow.from == asker && flow.to == expert
            });
            let tried = TriedEdit::AskExpert { asker, expert };
            if !asks && !trials.contains(&tried) {
                trials.push(tried);
            }
        }
        let rights = now.authority.by_domain.get(domain);
        if let Some(from) = rights.and_then(|column| largest(now, column))
            && from != expert
        {
            trials.push(TriedEdit::GiveRight { domain: domain.clone(), from, to: expert });
        }
    }
    for id in &now.people {
        let known = stage.positions().get(*id).map(|position| &position.expertise);
        for (domain, level) in known.into_iter().flatten() {
            if Expertise::new(level.get() + 1.0).is_ok() {
                trials.push(TriedEdit::Learn { position: *id, domain: domain.clone() });
            }
        }
    }
    for (line, record) in stage.lines().iter().filter(|(_, line)| line.kind == LineKind::Solid) {
        if let Some(to) = chart.solid_superior(record.to).filter(|to| *to != record.from) {
            trials.push(TriedEdit::SkipLevel { line, to });
        }
    }
    trials
}

/// A map that holds nothing but the stage, so that changes can be applied to a copy of it.
struct StageMap {
    map: OrgMap,
    id: StageId,
}

impl StageMap {
    fn of(stage: &Stage) -> Self {
        let id = StageId(1);
        Self { map: OrgMap::of_stage(id, stage.clone()), id }
    }

    fn after(&self, edit: &TriedEdit) -> Stage {
        let mut map = self.map.clone();
        let stage = map.stage(self.id).cloned().unwrap_or_default();
        for change in changes(self.id, &stage, edit) {
            // Each change is made from the stage it is applied to, so it always fits.
            let _ = map.apply(&change);
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
        TriedEdit::AskInsteadOfTell(flow) => {
            let before = stage.flows().share(*flow);
            let after = before.as_ref().map(|flow| {
                std::sync::Arc::new(Flow { kind: FlowKind::Consult, ..flow.as_ref().clone() })
            });
            vec![Change::Flow(id, Delta { id: *flow, before, after })]
        }
        TriedEdit::AskExpert { asker, expert } => {
            let flow = Flow::new(*asker, *expert, FlowKind::Consult, Frequency::ONE);
            let after = Some(std::sync::Arc::new(flow));
            vec![Change::Flow(id, Delta { id: FlowId(u64::MAX), before: None, after })]
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
        TriedEdit::Learn { position, domain } => vec![changed(id, stage, *position, |position| {
            if let Some(level) = position.expertise.get_mut(domain) {
                *level = Expertise::new(level.get() + 1.0).unwrap_or(*level);
            }
        })],
        TriedEdit::SkipLevel { line, to } => {
            let before = stage.lines().share(*line);
            let moved = before.as_ref().map(|line| Line { to: *to, ..line.as_ref().clone() });
            let after = moved.map(std::sync::Arc::new);
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
    }
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
