//! What single edits would move (MEASURES 7): one flow dropped, one order turned into a
//! question, one person gone.

use super::analyse::analyse;
use super::cancel::{Cancel, Cancelled};
use super::question::Question;
use super::result::{Analysis, HierarchySource};
use crate::model::{Change, Delta, Flow, FlowId, FlowKind, OrgMap, PositionId, Stage, StageId};

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
}

/// Tries every single edit and measures anew. It takes as many analyses as there are edits:
/// work for a thread beside the window.
///
/// # Errors
/// The token was cancelled.
pub fn what_if(question: &Question, cancel: &Cancel) -> Result<WhatIf, Cancelled> {
    let now = analyse(question, cancel)?;
    let trials = trials(&question.stage, &now);
    let mut edits = Vec::new();
    let map = StageMap::of(&question.stage);
    for edit in &trials {
        cancel.check()?;
        let stage = map.after(edit);
        let then = analyse(&Question { stage, settings: question.settings.clone() }, cancel)?;
        edits.extend(moved(edit.clone(), &now, &then));
    }
    Ok(WhatIf { tried: trials.len(), edits })
}

fn moved(edit: TriedEdit, now: &Analysis, then: &Analysis) -> Option<Moved> {
    let height = |analysis: &Analysis| analysis.gravity.mass.top_heaviness.as_ref().ok().copied();
    let tv = |analysis: &Analysis| Some(analysis.gap.as_ref().ok()?.tv);
    let top_heaviness = height(then)? - height(now)?;
    let tv = tv(then).zip(tv(now)).map(|(then, now)| then - now);
    Some(Moved { edit, top_heaviness, tv })
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
