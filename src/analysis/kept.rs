//! Everything that the readings of a stage are made of, kept so that the next stage is read by what
//! is different in it. What is kept of somebody is always the same sum over their own arrows in the
//! same order, so that following edits gives what reading the stage anew gives, to the last bit.

mod touched;

use std::sync::Arc;

use super::analyse::norm;
use super::authority::influence_of_command;
use super::cancel::{Cancel, Cancelled};
use super::coverage::coverage;
use super::dealings::{Dealings, Talk};
use super::firmness::Weighed;
use super::further::{Further, Read};
use super::gravity::{AllPairs, Scale, far, mass};
use super::hierarchy::ChartOf;
use super::joined::Joined;
use super::leadership::{Ground, Leads, routine_class};
use super::misfit;
use super::organicity::Relations;
use super::people::{KeptPeople, People};
use super::question::{Question, Settings};
use super::respondents::Ballots;
use super::result::{Analysis, Hierarchy, Knowledge, Leadership, MassPart};
use super::said::{Shares, Work};
use super::transport::gap;
use super::undefined::{Defined, Undefined};
use super::votes::{self, Votes};
use touched::Changes;

/// A stage and what is kept of it.
#[derive(Debug)]
pub(super) struct Kept {
    question: Question,
    people: KeptPeople,
    parts: Parts,
}

impl Kept {
    /// Reads a stage as a whole.
    pub(super) fn of(question: &Question, cancel: &Cancel) -> Result<Self, Cancelled> {
        let question = question.clone();
        let people = People::of(&question.stage);
        let parts = Parts::of(&people, cancel)?;
        let people = people.let_go();
        Ok(Self { question, people, parts })
    }

    /// Follows what is different in another stage. Nothing where that would be no less work than
    /// reading it as a whole: many differences, or people who come or go.
    pub(super) fn follow(
        self,
        question: &Question,
        cancel: &Cancel,
    ) -> Result<Option<Self>, Cancelled> {
        let Self { question: before, people, mut parts } = self;
        let question = question.clone();
        let Some(changes) = Changes::between(&before.stage, &question.stage) else {
            return Ok(None);
        };
        let mut people = people.on(&question.stage);
        parts.follow(&mut people, &changes, cancel)?;
        let people = people.let_go();
        Ok(Some(Self { question, people, parts }))
    }

    /// The readings for which no look is taken at all pairs of people.
    pub(super) fn at_once(&mut self) -> Analysis {
        let people = std::mem::take(&mut self.people).on(&self.question.stage);
        let found = self.parts.readings(&people, &self.question, &AllPairs::PENDING);
        self.people = people.let_go();
        found
    }

    /// All readings.
    pub(super) fn all(&mut self, cancel: &Cancel) -> Result<Analysis, Cancelled> {
        let people = std::mem::take(&mut self.people).on(&self.question.stage);
        let all = self.parts.all_pairs(&people, &self.question, cancel);
        let found = all.map(|all| self.parts.readings(&people, &self.question, &all));
        self.people = people.let_go();
        found
    }

    /// What is read besides the readings, which are of this stage.
    pub(super) fn further(
        &mut self,
        analysis: &Analysis,
        cancel: &Cancel,
    ) -> Result<Further, Cancelled> {
        let people = std::mem::take(&mut self.people).on(&self.question.stage);
        let Parts { chart, command, ballots, .. } = &self.parts;
        let read = Read { question: &self.question, people: &people, chart, command, ballots };
        let found = read.further(analysis, cancel);
        self.people = people.let_go();
        found
    }

    /// How many people there are.
    pub(super) fn count(&self) -> usize {
        self.parts.ballots.count()
    }
}

/// What is kept besides the people and their arrows.
#[derive(Debug)]
struct Parts {
    dealings: Dealings,
    chart: ChartOf,
    hierarchy: Arc<Hierarchy>,
    /// The influence if everybody depended on their own superiors alone.
    command: Option<Vec<f64>>,
    shares: Shares,
    work: Work,
    sought: Votes,
    influence: Votes,
    relations: Relations,
    leads: Leads,
    ballots: Ballots,
    joined: Joined,
    /// Of the looks at all pairs those that hang on no weight.
    closeness: Option<Vec<f64>>,
    heard: Option<Vec<f64>>,
}

impl Parts {
    fn of(people: &People<'_>, cancel: &Cancel) -> Result<Self, Cancelled> {
        let dealings = Dealings::of(people);
        let talk = Talk { people, dealings: &dealings };
        let chart = ChartOf::of(people, cancel)?;
        let influence = Votes::of(talk, votes::Ground::Depending);
        let (shares, work) = Shares::and_work(people, &chart);
        Ok(Self {
            hierarchy: Arc::new(chart.report(people)),
            command: influence_of_command(people, &chart),
            sought: Votes::of(talk, votes::Ground::Asking),
            relations: Relations::of(talk, &chart),
            leads: Leads::of(talk, &chart, &influence.given),
            ballots: Ballots::of(talk, &chart),
            joined: Joined::of(talk),
            closeness: None,
            heard: None,
            shares,
            work,
            influence,
            chart,
            dealings,
        })
    }

    /// What takes a look at all pairs of people.
    fn all_pairs(
        &mut self,
        people: &People<'_>,
        question: &Question,
        cancel: &Cancel,
    ) -> Result<AllPairs, Cancelled> {
        if self.heard.is_none() {
            self.heard = Some(self.leads.led.heard(people, &self.chart, cancel)?);
        }
        if self.closeness.is_none() {
            self.closeness = Some(people.closeness(cancel)?);
        }
        let columns = Columns::of(self, question);
        let scale = columns.scale(self, people, question);
        let command = scale.pure_command();
        let (authority, knowledge) = (&self.shares.authority.pooled, &columns.knowledge.pooled);
        let all = [authority, knowledge, &columns.influence, &columns.mass, &command];
        let far = far(people, all.map(|column| column.as_ref().ok()), cancel)?;
        let pending = Undefined::Pending;
        Ok(AllPairs {
            closeness: self.closeness.clone().ok_or(pending),
            far: Ok(far),
            heard: self.heard.clone().ok_or(pending),
        })
    }

    fn leadership(
        &mut self,
        people: &People<'_>,
        columns: &Columns,
        (pull, heard): (Defined<f64>, &Defined<Vec<f64>>),
        settings: &Settings,
    ) -> Leadership {
        let (chart, command) = (&self.chart, &self.command);
        let influence = &columns.influence;
        self.leads.reading(&Ground { people, chart, influence, command, pull, heard, settings })
    }

    fn readings(&mut self, people: &People<'_>, question: &Question, all: &AllPairs) -> Analysis {
        let (stage, settings) = (&question.stage, &question.settings);
        let columns = Columns::of(self, question);
        let scale = columns.scale(self, people, question);
        let (equal_height, hierarchy) = (scale.equal_height(), Arc::clone(&self.hierarchy));
        let gravity = scale.gravity(&hierarchy, &self.joined.seats, all);
        let (ballots, closeness) = (&self.ballots, &all.closeness);
        let firmness = Weighed { scale: &scale, ballots, closeness, gravity: &gravity }.firmness();
        let leadership = self.leadership(people, &columns, (gravity.pull, &all.heard), settings);
        let chart = &self.chart;
        let organicity = self.relations.reading();
        let flow_shares = self.relations.flow_shares(chart);
        let talk = Talk { people, dealings: &self.dealings };
        let authority = &self.shares.authority;
        let misfits = misfit::Evidence {
            people,
            talk,
            chart,
            apart: &self.joined.apart,
            claiming: self.relations.claiming(),
            largest: &self.shares.largest,
            authority,
            knowledge: &columns.knowledge,
            gravity: &gravity,
            organicity: &organicity,
            leadership: &leadership,
            shares: &flow_shares,
            explore: &self.work.explore,
            rules: &self.work.rules,
            settings,
        }
        .misfits();
        let routines = stage.routines().iter();
        Analysis {
            people: (0..people.count()).map(|person| people.id(person)).collect(),
            gap: gap(people, chart, &authority.pooled, &columns.knowledge.pooled),
            norm: norm(authority, &columns.knowledge, &columns.influence),
            routines: routines.filter_map(|(id, r)| Some((id, routine_class(r)?))).collect(),
            coverage: coverage(talk, stage.record().gathered),
            chance: None,
            authority: Arc::clone(authority),
            closeness: all.closeness.clone(),
            mean_explore: self.work.explore,
            mean_rules: self.work.rules,
            knowledge: columns.knowledge,
            influence: columns.influence,
            mass: columns.mass,
            equal_height,
            hierarchy,
            evidence: self.work.evidence(talk),
            firmness,
            gravity,
            organicity,
            leadership,
            flow_shares,
            misfits,
        }
    }
}

/// The distributions that move with every arrow.
struct Columns {
    knowledge: Knowledge,
    influence: Defined<Vec<f64>>,
    mass: Defined<Vec<f64>>,
    parts: Vec<MassPart>,
}

impl Columns {
    fn of(parts: &Parts, question: &Question) -> Self {
        let knowledge = parts.shares.entered.with(parts.sought.shares());
        let influence = parts.influence.shares();
        let declared = &parts.shares.authority.declared;
        let (mass, parts) = mass(declared, &knowledge.held, &influence, &question.settings);
        Self { knowledge, influence, mass, parts }
    }

    fn scale<'a>(
        &'a self,
        parts: &'a Parts,
        people: &'a People<'a>,
        question: &'a Question,
    ) -> Scale<'a> {
        Scale {
            people,
            chart: &parts.chart,
            authority: &parts.shares.authority,
            knowledge: &self.knowledge,
            influence: &self.influence,
            mass: &self.mass,
            parts: &self.parts,
            command: &parts.command,
            settings: &question.settings,
        }
    }
}
