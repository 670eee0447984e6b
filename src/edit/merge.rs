//! A list that comes into a map that is there already: who is the same, who has moved, who is
//! new, gone or called otherwise.

mod carry;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use super::{Newcomer, Superior};
use crate::model::{FlowKind, Position, PositionId, Stage};
use crate::quantity::{Frequency, Score};

pub(super) use carry::merge;
pub use plan::plan_merge;

/// What comes in: a stage that was made of a list, and what the list says besides.
#[derive(Debug, Clone, Copy)]
pub struct Arriving<'a> {
    /// The stage that the list makes by itself.
    pub stage: &'a Stage,
    /// The e-mail addresses of its positions, in small letters.
    pub emails: &'a BTreeMap<PositionId, String>,
    /// What its positions call superiors that are not in the list.
    pub elsewhere: &'a BTreeMap<PositionId, String>,
    /// Whether everybody in it comes in as somebody new, without a key that is on the map already.
    pub apart: bool,
}

/// How a list is brought into a stage, as a command: all of it, or nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merge {
    /// What the step is called.
    pub label: String,
    /// Those who become what the list says of them. Their units are not in here.
    pub updates: Vec<(PositionId, Position)>,
    /// Those who are new. Their superiors are not in here.
    pub newcomers: Vec<Newcomer>,
    /// Those who come into another unit, by the names from the outermost in.
    pub units: Vec<(PositionId, Vec<String>)>,
    /// Those who get another superior by the solid line, or none.
    pub superiors: Vec<(Superior, Option<Superior>)>,
    /// Further superiors.
    pub dotted: Vec<(Superior, Superior)>,
    /// Flows that are new or have another frequency.
    pub flows: Vec<MergedFlow>,
    /// Those who are taken out of the map, with their lines and flows.
    pub gone: Vec<PositionId>,
}

/// A flow that comes in with a list.
#[derive(Debug, Clone, PartialEq)]
pub struct MergedFlow {
    /// Who starts it.
    pub from: Superior,
    /// Who is asked, told or informed.
    pub to: Superior,
    /// What goes along it.
    pub kind: FlowKind,
    /// How often.
    pub frequency: Frequency,
    /// How far what is said is taken up, where the list says it.
    pub took_up: Option<Score>,
}

/// What a list would change, for people: names as they are called on the map, or in the list
/// where they are new.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Differences {
    /// How many are on the map already.
    pub same: usize,
    /// Who gets another superior or comes into another unit, from where, to where.
    pub moved: Vec<Moved>,
    /// Who is new.
    pub new: Vec<String>,
    /// Who is on the map and not in the list.
    pub gone: Vec<String>,
    /// Who is called otherwise: before and after.
    pub renamed: Vec<(String, String)>,
    /// What else changes: who, and what.
    pub changed: Vec<(String, String)>,
    /// How many flows are new, and how many get another frequency.
    pub flows: (usize, usize),
    /// What was not done, and why.
    pub told: Vec<String>,
}

/// Somebody who moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub who: String,
    /// The superior or unit before; empty for none.
    pub from: String,
    /// The superior or unit after; empty for none.
    pub to: String,
}

/// A list held against a stage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MergePlan {
    /// The command. Nobody is taken out by it.
    pub merge: Merge,
    /// Those who are on the map and not in the list: taken out only where that is wished for.
    pub gone: Vec<PositionId>,
    /// What it would change.
    pub differences: Differences,
    /// What superiors are called who are not in the list, but on the map.
    pub found: BTreeSet<String>,
    /// What the step does, in a word or two.
    what: String,
}

impl MergePlan {
    /// The command, with or without taking out those who are gone. Unless they are to be updated,
    /// those who are on the map already stay as they are.
    #[must_use]
    pub fn command(&self, remove_gone: bool, update: bool) -> Merge {
        let gone = if remove_gone { self.gone.clone() } else { Vec::new() };
        let all = Merge { gone, ..self.merge.clone() };
        if update {
            return all;
        }
        let is_new = |who: &Superior| matches!(who, Superior::New(_));
        let Merge { newcomers, superiors, dotted, flows, gone, .. } = all;
        let superiors = superiors.into_iter().filter(|(who, _)| is_new(who));
        let dotted = dotted.into_iter().filter(|(who, _)| is_new(who));
        let flows = flows.into_iter().filter(|flow| is_new(&flow.from) || is_new(&flow.to));
        let only_new = Differences { new: self.differences.new.clone(), ..Differences::default() };
        Merge {
            label: plan::label(&self.what, &only_new),
            newcomers,
            superiors: superiors.collect(),
            dotted: dotted.collect(),
            flows: flows.collect(),
            gone,
            ..Merge::default()
        }
    }
}
