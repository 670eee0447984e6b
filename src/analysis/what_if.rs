//! What single edits would move (MEASURES 7): one flow dropped, one order turned into a
//! question, one person gone.

use super::analyse::{Basis, analyse, analyse_at_once};
use super::cancel::{Cancel, Cancelled};
use super::people::People;
use super::question::Question;
use super::result::{Analysis, HierarchySource};
use super::trial::{StageMap, TriedEdit, learned};
use super::undefined::Defined;
use super::weighing::Weighing;
use crate::model::{Chart, Flow, FlowKind, LineKind, PositionId, Stage};
use crate::quantity::Frequency;

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

/// Tries every single edit and weighs anew, each time what the edit touches: work for a thread
/// beside the window.
///
/// # Errors
/// The token was cancelled.
pub fn what_if(question: &Question, cancel: &Cancel) -> Result<WhatIf, Cancelled> {
    what_if_told(question, cancel, &mut |_, _| {})
}

/// The same; `progress` is told how many are done of how many.
///
/// # Errors
/// The token was cancelled.
pub fn what_if_told(
    question: &Question,
    cancel: &Cancel,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<WhatIf, Cancelled> {
    let people = People::of(&question.stage);
    let basis = Basis::of(question, &people, cancel)?;
    let now = analyse_at_once(question, cancel)?;
    let trials = trials(&question.stage, &now);
    try_all(&basis, &trials, cancel, progress)
}

/// Tries every single edit of all kinds and weighs anew: those of [`what_if`], and a superior
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
    let people = People::of(&question.stage);
    let basis = Basis::of(question, &people, cancel)?;
    let now = analyse_at_once(question, cancel)?;
    let mut all = trials(&question.stage, &now);
    all.extend(further_trials(&question.stage, &now));
    try_all(&basis, &all, cancel, progress)
}

/// The analysis of a map after one edit.
///
/// # Errors
/// The token was cancelled.
pub fn after(
    question: &Question,
    edit: &TriedEdit,
    cancel: &Cancel,
) -> Result<Analysis, Cancelled> {
    let stage = StageMap::of(&question.stage).after(std::slice::from_ref(edit));
    analyse(&Question { stage, settings: question.settings.clone() }, cancel)
}

fn try_all(
    basis: &Basis<'_>,
    trials: &[TriedEdit],
    cancel: &Cancel,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<WhatIf, Cancelled> {
    let mut edits = Vec::new();
    let now = Weighing::now(basis);
    let map = StageMap::of(&basis.question.stage);
    for (number, edit) in trials.iter().enumerate() {
        cancel.check()?;
        progress(number, trials.len());
        edits.extend(moved(edit.clone(), now, Weighing::after(basis, &map, edit, cancel)?));
    }
    Ok(WhatIf { tried: trials.len(), edits })
}

fn moved(edit: TriedEdit, now: Weighing, then: Weighing) -> Option<Moved> {
    let change = |then: Defined<f64>, now: Defined<f64>| Some(then.ok()? - now.ok()?);
    Some(Moved {
        edit,
        top_heaviness: change(then.top_heaviness, now.top_heaviness)?,
        pull: change(then.pull, now.pull),
        tv: change(then.tv, now.tv),
    })
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
    for (domain, column) in now.knowledge.by_domain.iter() {
        let Some(expert) = largest(now, &column.all()) else { continue };
        let superior = chart.solid_superior(expert).filter(|id| now.person(*id).is_some());
        if let Some(asker) = superior {
            let asks = stage.flows().iter().any(|(_, flow)| {
                flow.kind == FlowKind::Consult && flow.from == asker && flow.to == expert
            });
            let tried = TriedEdit::Ask { asker, asked: expert, frequency: Frequency::ONE };
            if !asks && !trials.contains(&tried) {
                trials.push(tried);
            }
        }
        let rights = now.authority.by_domain.get(domain);
        if let Some(from) = rights.and_then(|column| largest(now, &column.all()))
            && from != expert
        {
            trials.push(TriedEdit::GiveRight { domain: domain.clone(), from, to: expert });
        }
    }
    for id in &now.people {
        let Some(position) = stage.positions().get(*id) else { continue };
        let higher = position.expertise.keys().filter(|it| learned(position, it).is_some());
        trials.extend(higher.map(|it| TriedEdit::Learn { position: *id, domain: it.clone() }));
    }
    for (line, record) in stage.lines().iter().filter(|(_, line)| line.kind == LineKind::Solid) {
        if let Some(to) = chart.solid_superior(record.to).filter(|to| *to != record.from) {
            trials.push(TriedEdit::SkipLevel { line, to });
        }
    }
    trials
}
