//! The misfits that fire, each with what made it fire (MEASURES 7).

use std::collections::{BTreeMap, BTreeSet};

use super::column::Column;
use super::dealings::Talk;
use super::distribution::TINY;
use super::fragment::Fragmentation;
use super::hierarchy::ChartOf;
use super::organicity::is_lateral;
use super::people::{Arrow, People};
use super::question::Settings;
use super::result::{
    Authority, FlowShares, Gravity, Insulated, Knowledge, Leadership, LeadershipForm, Misfit,
    OrganicityReading, Rule,
};
use super::undefined::Defined;
use crate::model::{Domain, FlowId, PositionId};

/// Everything that the rules look at.
pub(super) struct Evidence<'a> {
    pub(super) people: &'a People<'a>,
    pub(super) talk: Talk<'a>,
    pub(super) chart: &'a ChartOf,
    /// How far communication falls apart without each.
    pub(super) apart: &'a Fragmentation,
    /// Those who claim an organicity.
    pub(super) claiming: &'a [usize],
    /// The largest share of rights, and of knowledge, that anybody has in each domain.
    pub(super) largest: &'a Largest,
    pub(super) authority: &'a Authority,
    pub(super) knowledge: &'a Knowledge,
    pub(super) gravity: &'a Gravity,
    pub(super) organicity: &'a OrganicityReading,
    pub(super) leadership: &'a Leadership,
    pub(super) shares: &'a FlowShares,
    pub(super) explore: &'a Defined<f64>,
    pub(super) rules: &'a Defined<f64>,
    pub(super) settings: &'a Settings,
}

/// The largest share that anybody has, domain by domain.
#[derive(Debug)]
pub(super) struct Largest {
    decided: Vec<f64>,
    known: Vec<f64>,
}

impl Largest {
    pub(super) fn of(decided: &BTreeMap<Domain, Column>, known: &BTreeMap<Domain, Column>) -> Self {
        let largest =
            |columns: &BTreeMap<Domain, Column>| columns.values().map(Column::largest).collect();
        Self { decided: largest(decided), known: largest(known) }
    }
}

/// M6 fires on wishes from so many lines on which they are missed.
const FEWEST_MISSED: usize = 2;

/// A misfit of the whole map, to be filled with what made it fire.
fn of_map(rule: Rule, numbers: Vec<(&'static str, f64)>) -> Misfit {
    let form = None;
    Misfit {
        rule,
        form,
        position: None,
        domain: None,
        numbers,
        positions: Vec::new(),
        flows: Vec::new(),
    }
}

impl Evidence<'_> {
    /// All misfits, in the order of the rules.
    pub(super) fn misfits(&self) -> Vec<Misfit> {
        let mut all = Vec::new();
        all.extend(self.rigid_hierarchy());
        all.extend(self.instructive());
        all.extend(self.authority_at_the_top());
        all.extend(self.insulated());
        all.extend(self.says_organic());
        all.extend(self.loose_routine());
        all.extend(self.stranded_experts());
        all.extend(self.decides_blindly());
        all.extend(self.fragmented());
        all.extend(self.refused());
        all.extend(self.pins_too_high());
        all.extend(self.single_points());
        all
    }

    /// The mean `explore`, when the work counts as exploratory.
    fn exploratory(&self) -> Option<f64> {
        let explore = self.explore.as_ref().ok().copied()?;
        (explore >= self.settings.exploratory - TINY).then_some(explore)
    }

    fn rigid_hierarchy(&self) -> Option<Misfit> {
        let explore = self.exploratory()?;
        let lateral = self.shares.lateral.as_ref().ok().copied();
        let rules = self.rules.as_ref().ok().copied();
        let vertical = lateral.filter(|share| *share <= self.settings.rigid_lateral + TINY);
        let bound = rules.filter(|rules| *rules >= self.settings.rigid_rules - TINY);
        let mut numbers = vec![("explore", explore)];
        numbers.extend(vertical.map(|share| ("lateral share", share)));
        numbers.extend(bound.map(|rules| ("rules", rules)));
        if numbers.len() < 2 {
            return None;
        }
        let mut misfit = of_map(Rule::M1, numbers);
        if vertical.is_some() {
            let upright =
                |arrow: &&Arrow| is_lateral(self.people, self.chart, arrow) == Some(false);
            misfit.flows = self.people.talk().filter(upright).map(|arrow| arrow.id).collect();
        }
        if bound.is_some() {
            misfit.positions = self.people_with(|position| {
                position.rules.is_some_and(|rules| rules.get() >= self.settings.rigid_rules - TINY)
            });
        }
        Some(misfit)
    }

    fn instructive(&self) -> Option<Misfit> {
        let explore = self.exploratory()?;
        let consult = self.shares.consult.as_ref().ok().copied()?;
        if consult >= self.settings.instructive_consult - TINY {
            return None;
        }
        let mut misfit = of_map(Rule::M2, vec![("explore", explore), ("consult share", consult)]);
        misfit.flows = self.people.instructs.iter().map(|arrow| arrow.id).collect();
        Some(misfit)
    }

    fn authority_at_the_top(&self) -> Option<Misfit> {
        let explore = self.exploratory()?;
        let authority = *self.gravity.authority.top_heaviness.as_ref().ok()?;
        let knowledge = *self.gravity.knowledge.top_heaviness.as_ref().ok()?;
        let high = authority >= self.settings.top_authority - TINY;
        if !high || authority - knowledge < self.settings.top_difference - TINY {
            return None;
        }
        let numbers = vec![
            ("explore", explore),
            ("top-heaviness of authority", authority),
            ("top-heaviness of knowledge", knowledge),
        ];
        let mut misfit = of_map(Rule::M3, numbers);
        let equal = 1.0 / self.people.count() as f64;
        let column = self.authority.pooled.as_ref().ok()?;
        let above = (0..column.len()).filter(|person| column[*person] > equal);
        misfit.positions = above.map(|person| self.people.id(person)).collect();
        Some(misfit)
    }

    /// Leaders whom voices do not reach that the chart alone would carry, and leaders of many
    /// layers who hear the first of them alone. One may be both.
    fn insulated(&self) -> Vec<Misfit> {
        let settings = self.settings;
        let mut all = Vec::new();
        for (id, leader) in self.leadership.leaders.iter() {
            let (Ok(insulation), Ok(chain)) = (leader.insulation, leader.insulation_chain_only)
            else {
                continue;
            };
            let mut fires = |form: Insulated, numbers: Vec<(&'static str, f64)>| {
                let mut misfit = of_map(Rule::M4, numbers);
                (misfit.position, misfit.form) = (Some(*id), Some(form));
                all.push(misfit);
            };
            let beyond = insulation - chain >= settings.insulated_beyond - TINY;
            if insulation >= settings.insulated - TINY && beyond {
                let by_chart = ("insulation by the chart alone", chain);
                fires(Insulated::Silence, vec![by_chart, ("insulation", insulation)]);
            }
            let layers = leader.layers_below as f64;
            if layers >= settings.insulated_layers - TINY
                && leader.furthest_voice.is_none_or(|layers| layers <= 1)
            {
                fires(Insulated::Layers, vec![("layers below", layers)]);
            }
        }
        all
    }

    fn says_organic(&self) -> Vec<Misfit> {
        let apart = |person: usize| {
            let organicity = self.organicity.by_person.get(person)?;
            let apart = organicity.espoused_minus_enacted().ok()?;
            if apart < self.settings.espoused_apart - TINY {
                return None;
            }
            let espoused = organicity.espoused.get().ok()?;
            let numbers = vec![("espoused", espoused), ("enacted", espoused - apart)];
            let mut misfit = of_map(Rule::M5, numbers);
            misfit.position = Some(self.people.id(person));
            Some(misfit)
        };
        self.claiming.iter().copied().filter_map(apart).collect()
    }

    fn loose_routine(&self) -> Option<Misfit> {
        let explore = self.explore.as_ref().ok().copied()?;
        let organicity = self.organicity.map.as_ref().ok().copied()?;
        let fires = explore <= self.settings.routine + TINY
            && organicity >= self.settings.loose_organicity - TINY;
        fires.then(|| of_map(Rule::M7, vec![("explore", explore), ("organicity", organicity)]))
    }

    /// The largest holders of a domain who decide less than their share and whom nobody above
    /// asks.
    fn stranded_experts(&self) -> Vec<Misfit> {
        let Ok(authority) = &self.authority.pooled else { return Vec::new() };
        let equal = 1.0 / self.people.count() as f64;
        let mut all = Vec::new();
        for ((domain, column), most) in self.knowledge.by_domain.iter().zip(&self.largest.known) {
            let most = *most;
            if most < self.settings.stranded_share - TINY {
                continue;
            }
            for (person, share) in column.some().filter(|(_, share)| most - share <= TINY) {
                let seat = self.people.held[person];
                let mut others = self.people.held.iter();
                let led = others.any(|other| self.chart.is_above(*other, seat));
                if led && authority[person] < equal - TINY && !self.is_asked_from_above(person) {
                    let numbers = vec![
                        ("share of the domain's knowledge", share),
                        ("authority", authority[person]),
                    ];
                    let mut misfit = of_map(Rule::M8, numbers);
                    misfit.position = Some(self.people.id(person));
                    misfit.domain = Some(domain.clone());
                    all.push(misfit);
                }
            }
        }
        all
    }

    fn is_asked_from_above(&self, person: usize) -> bool {
        let seat = self.people.held[person];
        self.talk.asked(person).any(|arrow| self.chart.is_above(self.people.held[arrow.from], seat))
    }

    /// Those who decide in a domain, do not know it, and ask nobody who knows more of it.
    fn decides_blindly(&self) -> Vec<Misfit> {
        let mut all = Vec::new();
        for ((domain, rights), most) in self.authority.by_domain.iter().zip(&self.largest.decided) {
            let Some(known) = self.knowledge.by_domain.get(domain) else { continue };
            if *most < self.settings.deciding_share - TINY {
                continue;
            }
            for person in 0..rights.len() {
                let decides = rights[person] >= self.settings.deciding_share - TINY;
                let knows = known[person] >= self.settings.knowing_share - TINY;
                let asks =
                    || self.talk.asks(person).any(|arrow| known[arrow.to] > known[person] + TINY);
                if decides && !knows && !asks() {
                    let numbers = vec![
                        ("share of the decision rights", rights[person]),
                        ("share of the knowledge", known[person]),
                    ];
                    let mut misfit = of_map(Rule::M9, numbers);
                    misfit.position = Some(self.people.id(person));
                    misfit.domain = Some(domain.clone());
                    all.push(misfit);
                }
            }
        }
        all
    }

    fn fragmented(&self) -> Option<Misfit> {
        let half = self.leadership.half.as_ref().ok()?;
        if half.form != Ok(LeadershipForm::DistributedFragmented) {
            return None;
        }
        let mutual = half.mutual_consultation.as_ref().copied().unwrap_or(0.0);
        let numbers = vec![("share of influence", half.share), ("mutual consultation", mutual)];
        let mut misfit = of_map(Rule::M10, numbers);
        misfit.positions.clone_from(&half.people);
        misfit.flows = self.flows_among(&half.people);
        Some(misfit)
    }

    /// Leaders whose influence is refused: by what those who report say, or by how far their
    /// wishes are missed on most lines.
    fn refused(&self) -> Vec<Misfit> {
        let mut all = Vec::new();
        let mut missing: BTreeMap<PositionId, Vec<f64>> = BTreeMap::new();
        // The views are of the same lines, one by one.
        for (line, view) in self.leadership.lines.values().zip(self.leadership.views.values()) {
            if let Ok(mismatch) = view.mismatch {
                missing.entry(line.leader).or_default().push(mismatch);
            }
        }
        for (id, leader) in self.leadership.leaders.iter() {
            let own = missing.remove(id).unwrap_or_default();
            let missed: Vec<&f64> = own
                .iter()
                .filter(|mismatch| **mismatch >= self.settings.refused_mismatch - TINY)
                .collect();
            // One line alone says nothing about leading, and would tell who missed what.
            let most = 2 * missed.len() > own.len() && missed.len() >= FEWEST_MISSED;
            let acceptance = leader.acceptance.as_ref().ok().copied();
            let low = acceptance.filter(|it| *it < self.settings.refused_acceptance - TINY);
            if low.is_none() && !most {
                continue;
            }
            let mut numbers = Vec::new();
            numbers.extend(low.map(|it| ("acceptance", it)));
            if most {
                numbers.push(("lines on which wishes are missed", missed.len() as f64));
            }
            let mut misfit = of_map(Rule::M6, numbers);
            // Who misses what stays with those who said it: the leader alone is named.
            misfit.position = Some(*id);
            all.push(misfit);
        }
        all
    }

    fn pins_too_high(&self) -> Vec<Misfit> {
        let high = |(id, leader): (&PositionId, &super::result::Leader)| {
            let gap = *leader.pin_gap.as_ref().ok()?;
            let pull = *self.gravity.pull.as_ref().ok()?;
            if gap < self.settings.pin_too_high - TINY {
                return None;
            }
            let mut misfit = of_map(Rule::M11, vec![("pull", pull), ("pin", pull + gap)]);
            misfit.position = Some(*id);
            Some(misfit)
        };
        self.leadership.leaders.iter().filter_map(high).collect()
    }

    /// Sole holders of a domain, and those without whom communication falls apart.
    fn single_points(&self) -> Vec<Misfit> {
        let mut all = Vec::new();
        // Of one person nobody else could know what that one knows.
        let shared = self.people.count() > 1;
        for (domain, column) in self.knowledge.by_domain.iter().filter(|_| shared) {
            let mut holders = column.some().filter(|(_, share)| *share > TINY);
            if let (Some((only, _)), None) = (holders.next(), holders.next()) {
                let mut misfit = of_map(Rule::M12, vec![("holders of the domain", 1.0)]);
                misfit.position = Some(self.people.id(only));
                misfit.domain = Some(domain.clone());
                all.push(misfit);
            }
        }
        let apart = self.apart;
        // Of two people one is always alone when the other has gone.
        let count = if self.people.count() > 2 { self.people.count() } else { 0 };
        for person in 0..count {
            let without = apart.without[person];
            if without - apart.whole >= self.settings.single_point - TINY {
                let numbers = vec![("fragmentation without this person", without)];
                let mut misfit = of_map(Rule::M12, numbers);
                misfit.position = Some(self.people.id(person));
                all.push(misfit);
            }
        }
        all
    }

    fn flows_among(&self, ids: &[PositionId]) -> Vec<FlowId> {
        let ids: BTreeSet<&PositionId> = ids.iter().collect();
        let inside = |person: usize| ids.contains(&self.people.id(person));
        let inside: Vec<bool> = (0..self.people.count()).map(inside).collect();
        let among = |arrow: &&Arrow| inside[arrow.from()] && inside[arrow.to()];
        self.people.consults.iter().filter(among).map(|arrow| arrow.id).collect()
    }

    fn people_with(&self, holds: impl Fn(&crate::model::Position) -> bool) -> Vec<PositionId> {
        (0..self.people.count())
            .filter(|person| holds(self.people.position(*person)))
            .map(|person| self.people.id(person))
            .collect()
    }
}
