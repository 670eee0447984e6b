//! Leaders and followers (MEASURES 6).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::dealings::Talk;
use super::distribution::{TINY, mean};
use super::followers::view;
use super::hierarchy::ChartOf;
use super::leaders::{Led, lines_to};
use super::network::Rows;
use super::people::{Line, People};
use super::pieces::Listed;
use super::question::Settings;
use super::result::{
    Dependence, FollowerView, HalfOfInfluence, HierarchySource, Leader, Leadership, LeadershipForm,
    RoutineClass,
};
use super::undefined::{Defined, Undefined};
use crate::model::{LineId, PositionId, Routine};
use crate::quantity::Score;

/// Reporting lines and those who lead, kept so that they are read anew for some.
#[derive(Debug)]
pub(super) struct Leads {
    pub(super) led: Led,
    lines: Listed<LineId, Dependence>,
    views: Listed<LineId, FollowerView>,
    leaders: Listed<PositionId, Leader>,
    /// The lines between two people, by their places among all lines.
    between: Vec<u32>,
    /// The lines that lead to each seat, and those that begin at it.
    to: Rows,
    from: Rows,
    /// Those among the leaders who set a pin.
    pinned: Vec<(usize, Score)>,
    /// Who has nobody below.
    without: Vec<bool>,
    /// Which part of the people they are.
    heads: Defined<f64>,
    /// Everybody by influence, the most first, as it was the last time.
    order: Vec<u32>,
    /// Pairs who ask each other, the smaller place first, in order.
    mutual: Vec<(u32, u32)>,
}

/// What the reading of leaders goes by, besides their own arrows.
pub(super) struct Ground<'a> {
    pub(super) people: &'a People<'a>,
    pub(super) chart: &'a ChartOf,
    pub(super) influence: &'a Defined<Vec<f64>>,
    /// The influence if everybody depended on their own superiors alone.
    pub(super) command: &'a Option<Vec<f64>>,
    pub(super) pull: Defined<f64>,
    /// Of each leader the sum of 1 over the steps of the voices from below.
    pub(super) heard: &'a Defined<Vec<f64>>,
    pub(super) settings: &'a Settings,
}

impl Leads {
    pub(super) fn of(talk: Talk<'_>, chart: &ChartOf, given: &[f64]) -> Self {
        let people = talk.people;
        let dependences = people.lines.iter().zip(0..);
        let dependences = dependences
            .filter_map(|(line, at)| Some((at, line.id, dependence(talk, given, line)?)));
        let (mut between, mut ids, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (at, id, dependence) in dependences {
            between.push(at);
            ids.push(id);
            values.push(dependence);
        }
        let ids = Arc::new(ids);
        let views = between.iter().filter_map(|at| view(talk, &people.lines[*at as usize]));
        let mut leads = Self {
            views: Listed::of(Arc::clone(&ids), views.collect()),
            lines: Listed::of(ids, values.into_iter().collect()),
            leaders: Listed::default(),
            to: Rows::default(),
            from: Rows::default(),
            heads: Err(Undefined::NoPeople),
            order: Vec::new(),
            mutual: mutual(talk),
            pinned: Vec::new(),
            without: Vec::new(),
            led: Led::default(),
            between,
        };
        leads.stand_on(talk, chart);
        leads
    }

    /// Reads anew what hangs on the chart.
    fn stand_on(&mut self, talk: Talk<'_>, chart: &ChartOf) {
        let people = talk.people;
        self.led = Led::of(people, chart);
        self.to = lines_to(people);
        let from = people.lines.iter().zip(0..).map(|(line, at)| (line.from as u32, at));
        self.from = Rows::directed(people.seats.len(), from);
        let leaders = self.led.read((talk, chart), &self.to, 0..self.led.leaders.len());
        let names = self.led.leaders.iter().map(|person| people.id(*person as usize));
        self.leaders = Listed::of(Arc::new(names.collect()), leaders.into_iter().collect());
        let alone = |seat: &usize| chart.below.of(*seat).next().is_none();
        self.without = people.held.iter().map(alone).collect();
        let heads = mean(self.without.iter().map(|without| f64::from(u8::from(*without))));
        self.heads = heads.ok_or(Undefined::NoPeople);
        self.pin_anew(people);
    }

    /// Follows to another chart, of which these lines have other ends or are of another kind.
    pub(super) fn follow_chart(
        &mut self,
        talk: Talk<'_>,
        chart: &ChartOf,
        given: &[f64],
        moved: &[LineId],
    ) {
        let lines = &talk.people.lines;
        let place = |id: &LineId| lines.binary_search_by_key(id, |line| line.id).ok();
        let places: Option<Vec<usize>> = moved.iter().map(place).collect();
        let known = |at: usize| self.between.binary_search(&(at as u32)).ok();
        let stays =
            |at: &usize| dependence(talk, given, &lines[*at]).is_some() == known(*at).is_some();
        // Lines that come or go give others another place.
        let places = places.filter(|all| self.from.len() == lines.len() && all.iter().all(stays));
        let Some(places) = places else {
            *self = Self::of(talk, chart, given);
            return;
        };
        for at in places {
            let Ok(own) = self.between.binary_search(&(at as u32)) else { continue };
            let (dependence, view) = (dependence(talk, given, &lines[at]), view(talk, &lines[at]));
            dependence.into_iter().for_each(|it| self.lines.set(own, it));
            view.into_iter().for_each(|it| self.views.set(own, it));
        }
        self.stand_on(talk, chart);
    }

    /// Reads the lines of some people anew, and how those among them lead.
    pub(super) fn read_anew(
        &mut self,
        talk: Talk<'_>,
        chart: &ChartOf,
        given: &[f64],
        some: &[usize],
    ) {
        let people = talk.people;
        for person in some {
            let seat = people.held[*person];
            for number in self.to.of(seat).iter().chain(self.from.of(seat)) {
                let line = &people.lines[*number as usize];
                let Ok(at) = self.between.binary_search(number) else { continue };
                let (dependence, view) = (dependence(talk, given, line), view(talk, line));
                dependence.into_iter().for_each(|own| self.lines.set(at, own));
                view.into_iter().for_each(|own| self.views.set(at, own));
            }
        }
        let numbers: Vec<usize> = some.iter().filter_map(|it| self.led.number(*it)).collect();
        let read = self.led.read((talk, chart), &self.to, numbers.iter().copied());
        numbers.into_iter().zip(read).for_each(|(at, leader)| self.leaders.set(at, leader));
    }

    /// Reads anew who set a pin.
    pub(super) fn pin_anew(&mut self, people: &People<'_>) {
        self.pinned = pinned(people, &self.led);
    }

    /// Follows whether two people ask each other.
    pub(super) fn follow_mutual(&mut self, talk: Talk<'_>, one: usize, other: usize) {
        let pair = (one.min(other) as u32, one.max(other) as u32);
        let both = talk.asks_whom(one, other) && talk.asks_whom(other, one);
        match (self.mutual.binary_search(&pair), both) {
            (Ok(at), false) => drop(self.mutual.remove(at)),
            (Err(at), true) => self.mutual.insert(at, pair),
            (Ok(_), true) | (Err(_), false) => {}
        }
    }

    /// Everything about leaders and followers.
    pub(super) fn reading(&mut self, ground: &Ground<'_>) -> Leadership {
        let Ground { people, influence, .. } = ground;
        let emergent = emergent(ground);
        let half = self.half(ground, emergent.as_deref().map_err(|why| *why));
        let part = |column: &Vec<f64>| {
            let own = column.iter().zip(&self.without).filter(|(_, without)| **without);
            own.map(|(share, _)| share).sum()
        };
        Leadership {
            lines: self.lines.clone(),
            views: self.views.clone(),
            leaders: self.leaders(ground),
            influence_without_reports: influence.as_ref().map(part).map_err(|why| *why),
            people_without_reports: self.heads,
            emergent: emergent.map(|all| all.into_iter().map(|person| people.id(person)).collect()),
            half,
        }
    }

    fn leaders(&self, ground: &Ground<'_>) -> Listed<PositionId, Leader> {
        let mut leaders = self.leaders.clone();
        let no_voices = ground.people.consults.is_empty() && ground.people.informs.is_empty();
        if no_voices || *ground.heard != Err(Undefined::Pending) {
            for number in 0..self.led.leaders.len() {
                let insulation = self.led.insulation(number, no_voices, ground.heard);
                leaders.change(number, |leader| leader.insulation = insulation);
            }
        }
        // Where a leader thinks the centre is, minus the pull to the top.
        for (number, pin) in &self.pinned {
            let gap = ground.pull.map(|pull| pin.get() - pull);
            leaders.change(*number, |leader| leader.pin_gap = gap);
        }
        leaders
    }

    /// The smallest group with half of the influence, ties included, and how it leads.
    fn half(
        &mut self,
        ground: &Ground<'_>,
        emergent: Defined<&[usize]>,
    ) -> Defined<HalfOfInfluence> {
        let influence = ground.influence.as_ref().map_err(|why| *why)?;
        put_in_order(&mut self.order, influence);
        let mut group: Vec<usize> = Vec::new();
        let mut share = 0.0;
        for person in self.order.iter().map(|person| *person as usize) {
            let tied = group
                .last()
                .is_some_and(|last| (influence[*last] - influence[person]).abs() <= TINY);
            if share >= 0.5 - TINY && !tied {
                break;
            }
            share += influence[person];
            group.push(person);
        }
        let mutual = self.mutual_density(&group, influence.len());
        let coordinated = ground.settings.coordinated_density - TINY;
        let form = emergent.map(|emergent| {
            let none = !group.iter().any(|person| emergent.binary_search(person).is_ok());
            match &mutual {
                _ if none || group.len() == 1 => LeadershipForm::LeaderCentered,
                Ok(density) if *density >= coordinated => LeadershipForm::DistributedCoordinated,
                _ => LeadershipForm::DistributedFragmented,
            }
        });
        let people = group.iter().map(|person| ground.people.id(*person)).collect();
        Ok(HalfOfInfluence { people, share, mutual_consultation: mutual, form })
    }

    /// The part of the pairs of a group that ask each other both ways.
    fn mutual_density(&self, group: &[usize], count: usize) -> Defined<f64> {
        let mut inside = vec![false; count];
        group.iter().for_each(|person| inside[*person] = true);
        let both = self.mutual.iter().filter(|(a, b)| inside[*a as usize] && inside[*b as usize]);
        let size = group.len() as f64;
        let pairs = size * (size - 1.0) / 2.0;
        if pairs > 0.0 { Ok(both.count() as f64 / pairs) } else { Err(Undefined::TooFewPeople) }
    }
}

/// Everybody by influence, the most first, and by place where it is the same.
fn put_in_order(order: &mut Vec<u32>, influence: &[f64]) {
    if order.is_empty() {
        // Side by side they are sorted faster than where each has to be looked up.
        let mut all: Vec<(f64, u32)> = influence.iter().copied().zip(0..).collect();
        all.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        order.extend(all.into_iter().map(|(_, person)| person));
        return;
    }
    // What was in order nearly is, and then little is left to sort.
    let share = |person: &u32| influence[*person as usize];
    order.sort_by(|a, b| share(b).total_cmp(&share(a)).then(a.cmp(b)));
}

fn pinned(people: &People<'_>, led: &Led) -> Vec<(usize, Score)> {
    let own = |(at, person): (usize, &u32)| Some((at, people.position(*person as usize).pin?));
    led.leaders.iter().enumerate().filter_map(own).collect()
}

/// Pairs who ask each other, the smaller place first, in order.
fn mutual(talk: Talk<'_>) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut asked = Vec::new();
    for one in 0..talk.people.count() {
        asked.clear();
        asked.extend(talk.asks(one).map(|arrow| arrow.to).filter(|other| *other > one));
        asked.sort_unstable();
        asked.dedup();
        let both = asked.iter().filter(|other| talk.asks_whom(**other, one));
        pairs.extend(both.map(|other| (one as u32, *other as u32)));
    }
    pairs
}

/// How the two ends of a reporting line depend on each other; nothing where it does not run
/// between two people. `given` is how much everybody depends on others in all.
fn dependence(talk: Talk<'_>, given: &[f64], line: &Line) -> Option<Dependence> {
    let people = talk.people;
    let (follower, leader) = (people.person[line.from]?, people.person[line.to]?);
    let part = |who: usize, whom: usize| {
        let own = talk.depends_on(who).filter(|(on, _)| *on == whom);
        let amount = own.fold(0.0, |sum, (_, amount)| sum + amount);
        if given[who] > 0.0 { amount / given[who] } else { 0.0 }
    };
    let (up, down) = (part(follower, leader), part(leader, follower));
    let inequality =
        if up + down > 0.0 { Ok((up - down) / (up + down)) } else { Err(Undefined::PaperLine) };
    Some(Dependence {
        leader: people.id(leader),
        follower: people.id(follower),
        follower_on_leader: up,
        leader_on_follower: down,
        inequality,
    })
}

/// People with far more influence than an equal share and than the chart alone would give.
fn emergent(ground: &Ground<'_>) -> Defined<Vec<usize>> {
    let Ground { chart, influence, command, settings, .. } = ground;
    let influence = influence.as_ref().map_err(|why| *why)?;
    let count = influence.len();
    let why = match chart.source {
        HierarchySource::None => Undefined::NoLines,
        _ => Undefined::OneLevel,
    };
    let command = command.as_ref().ok_or(why)?;
    let stands_out = |person: &usize| {
        let own = influence[*person];
        own >= settings.emergent_equal / count as f64 - TINY
            && own >= settings.emergent_command * command[*person] - TINY
    };
    Ok((0..count).filter(stands_out).collect())
}

/// What kind of leadership a routine is (Spillane 2006); nothing for one that nobody carries, and
/// not defined where neither steps nor ticks say how several carry it.
pub(super) fn routine_class(routine: &Routine) -> Option<Defined<RoutineClass>> {
    let carriers: BTreeSet<PositionId> = routine.parts.iter().map(|part| part.position).collect();
    let steps: BTreeSet<u32> = routine.parts.iter().filter_map(|part| part.step).collect();
    let mut ticks = routine.parts.iter().map(|part| part.together);
    match carriers.len() {
        0 => None,
        1 => Some(Ok(RoutineClass::Solo)),
        _ if ticks.clone().all(|together| together) => Some(Ok(RoutineClass::Collaborated)),
        _ if steps.len() >= 2 => Some(Ok(RoutineClass::Coordinated)),
        _ if steps.is_empty() && !ticks.any(|together| together) => {
            Some(Err(Undefined::TogetherUnsaid))
        }
        _ => Some(Ok(RoutineClass::Collective)),
    }
}
