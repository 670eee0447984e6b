//! One draw: targets and experts anew, and the measures of what comes of it.

use super::super::cancel::{Cancel, Cancelled};
use super::super::distribution::{TINY, total_variation};
use super::super::network::Rows;
use super::super::sweep::Closeness;
use super::super::voices::Listening;
use super::MEASURES;
use super::model::{Model, Role};
use super::random::Random;

/// The room that draws are made in.
pub(super) struct Draw<'a> {
    model: &'a Model,
    arrows: Vec<Drawn>,
    taken: Vec<u32>,
    stamp: u32,
    pool: Vec<u32>,
    near: Vec<f64>,
    rows: Rows,
    closeness: Closeness,
    listening: Listening,
    held: Option<Vec<f64>>,
    influence: Vec<f64>,
    sought: Vec<f64>,
    total: Vec<f64>,
}

/// An arrow with its target of this draw.
#[derive(Clone, Copy)]
struct Drawn {
    role: Role,
    from: u32,
    to: u32,
    weight: f64,
}

impl<'a> Draw<'a> {
    pub(super) fn of(model: &'a Model) -> Self {
        Self {
            model,
            arrows: Vec::new(),
            taken: vec![0; model.count],
            stamp: 0,
            pool: Vec::new(),
            near: Vec::new(),
            rows: Rows::default(),
            closeness: Closeness::new(),
            listening: Listening::default(),
            held: model.held.clone(),
            influence: vec![0.0; model.count],
            sought: vec![0.0; model.count],
            total: vec![0.0; model.count],
        }
    }

    /// The measures of a draw: pull, inwardness, norm index, gap, lateral share, insulation.
    pub(super) fn take(
        &mut self,
        number: u64,
        cancel: &Cancel,
    ) -> Result<[Option<f64>; MEASURES], Cancelled> {
        let mut random = Random::of(self.model.seed, number);
        self.shuffle(&mut random);
        self.rewire(&mut random);
        let wanted = &self.model.wanted;
        let depends = self.influence();
        let sought = self.sought();
        let pull = wanted.pull.then(|| self.pull(depends)).flatten();
        let inwardness = match wanted.inwardness {
            true => self.inwardness(depends, cancel)?,
            false => None,
        };
        let norm = (wanted.norm && depends).then(|| self.norm()).flatten();
        let tv = wanted.tv.then(|| self.gap(sought)).flatten();
        let lateral = wanted.lateral.then(|| self.lateral()).flatten();
        let insulation = match wanted.insulation {
            true => self.insulation(cancel)?,
            false => None,
        };
        Ok([pull, inwardness, norm, tv, lateral, insulation])
    }

    /// Expertise changes hands.
    fn shuffle(&mut self, random: &mut Random) {
        let (Some(held), Some(own)) = (&mut self.held, &self.model.held) else { return };
        held.copy_from_slice(own);
        for last in (1..held.len()).rev() {
            held.swap(last, random.under(last + 1));
        }
    }

    /// Everybody draws as many different targets as before, not oneself.
    fn rewire(&mut self, random: &mut Random) {
        self.arrows.clear();
        let others = self.model.count.saturating_sub(1);
        for kind in &self.model.kinds {
            for (from, weights) in &kind.out {
                let wanted = weights.len().min(others);
                let draw_all = 3 * wanted > others;
                if draw_all {
                    self.pool.clear();
                    self.pool.extend((0..self.model.count as u32).filter(|to| to != from));
                }
                if self.stamp == u32::MAX {
                    self.stamp = 0;
                    self.taken.fill(0);
                }
                self.stamp += 1;
                for (at, weight) in weights.iter().take(wanted).enumerate() {
                    let to = if draw_all {
                        let chosen = at + random.under(others - at);
                        self.pool.swap(at, chosen);
                        self.pool[at]
                    } else {
                        loop {
                            let drawn = random.under(others) as u32;
                            let to = if drawn >= *from { drawn + 1 } else { drawn };
                            if self.taken[to as usize] != self.stamp {
                                self.taken[to as usize] = self.stamp;
                                break to;
                            }
                        }
                    };
                    self.arrows.push(Drawn { role: kind.role, from: *from, to, weight: *weight });
                }
            }
        }
    }

    /// Who depends on whom, one vote each; whether anybody does.
    fn influence(&mut self) -> bool {
        let dependence = |arrow: &Drawn| match arrow.role {
            Role::Consult => Some((arrow.from as usize, arrow.to as usize)),
            Role::Instruct => Some((arrow.to as usize, arrow.from as usize)),
            Role::Inform | Role::Relation => None,
        };
        votes(&self.arrows, dependence, &mut self.total, &mut self.influence)
    }

    /// Who is consulted, one vote each; whether anybody is.
    fn sought(&mut self) -> bool {
        let asked = |arrow: &Drawn| {
            (arrow.role == Role::Consult).then_some((arrow.from as usize, arrow.to as usize))
        };
        votes(&self.arrows, asked, &mut self.total, &mut self.sought)
    }

    /// The parts of the mass that there are, with their weights.
    fn parts(&self, depends: bool) -> [(f64, Option<&Vec<f64>>); 3] {
        let [decisions, knowledge, influence] = self.model.weights;
        [
            (decisions, self.model.decided.as_ref()),
            (knowledge, self.held.as_ref()),
            (influence, depends.then_some(&self.influence)),
        ]
    }

    /// The weighed mean of what a column adds up to over the parts of the mass.
    fn weighed(&self, depends: bool, of: impl Fn(&[f64]) -> f64) -> Option<f64> {
        let there = self.parts(depends).into_iter().filter(|(weight, _)| *weight > 0.0);
        let (sum, all) = there
            .filter_map(|(weight, column)| Some((weight, column?)))
            .fold((0.0, 0.0), |(sum, all), (weight, column)| {
                (sum + weight * of(column), all + weight)
            });
        (all > 0.0).then(|| sum / all)
    }

    fn pull(&self, depends: bool) -> Option<f64> {
        let heights = &self.model.height;
        let lifted = self.weighed(depends, |column| {
            column.iter().zip(heights).map(|(share, height)| share * height.unwrap_or(0.0)).sum()
        })?;
        let placed = self.weighed(depends, |column| {
            let there = column.iter().zip(heights).filter(|(_, height)| height.is_some());
            there.map(|(share, _)| share).sum()
        })?;
        let equal = self.model.equal_height;
        let top = (lifted / placed - equal) / (1.0 - equal);
        (placed > 0.0).then(|| top / self.model.command)
    }

    fn inwardness(&mut self, depends: bool, cancel: &Cancel) -> Result<Option<f64>, Cancelled> {
        let both = self.arrows.iter().flat_map(|a| [(a.from, a.to), (a.to, a.from)]);
        self.rows.refill(self.model.count, both);
        self.closeness.of(&self.rows, &mut self.near, cancel)?;
        let near = &self.near;
        let mean = near.iter().sum::<f64>() / near.len() as f64;
        let largest = near.iter().copied().fold(0.0, f64::max);
        let smallest = near.iter().copied().fold(f64::INFINITY, f64::min);
        if largest - smallest <= TINY {
            return Ok(None);
        }
        let own = self.weighed(depends, |column| {
            column.iter().zip(near).map(|(share, near)| share * near).sum()
        });
        Ok(own.map(|own| (own - mean) / (largest - mean)))
    }

    fn norm(&self) -> Option<f64> {
        let held = self.held.as_ref()?;
        if total_variation(&self.model.of_chart, held) <= TINY {
            return None;
        }
        let rank = total_variation(&self.influence, &self.model.of_chart);
        let expertise = total_variation(&self.influence, held);
        Some((rank - expertise) / (rank + expertise))
    }

    fn gap(&self, sought: bool) -> Option<f64> {
        let columns = [self.held.as_ref(), sought.then_some(&self.sought)];
        let there: Vec<&Vec<f64>> = columns.into_iter().flatten().collect();
        let known = |person: usize| {
            there.iter().map(|column| column[person]).sum::<f64>() / there.len() as f64
        };
        let apart = self.model.authority.iter().enumerate();
        let apart: f64 = apart.map(|(person, share)| (known(person) - share).abs()).sum();
        (!there.is_empty()).then_some(apart / 2.0)
    }

    fn lateral(&self) -> Option<f64> {
        let model = self.model;
        let (mut sideways, mut all) = (0.0, 0.0);
        for arrow in self.arrows.iter().filter(|arrow| arrow.role != Role::Relation) {
            let (from, to) = (arrow.from as usize, arrow.to as usize);
            if !model.is_placed(from) || !model.is_placed(to) {
                continue;
            }
            all += arrow.weight;
            let in_line = model.above.of(from).binary_search(&arrow.to).is_ok()
                || model.above.of(to).binary_search(&arrow.from).is_ok();
            sideways += if in_line { 0.0 } else { arrow.weight };
        }
        (all > 0.0).then(|| sideways / all)
    }

    /// Mean insulation over everybody who leads somebody.
    fn insulation(&mut self, cancel: &Cancel) -> Result<Option<f64>, Cancelled> {
        let leaders = &self.model.leaders;
        // A voice is passed on: a node is heard through those whom it speaks to.
        let voices = self.arrows.iter().flat_map(|arrow| {
            let ends = (arrow.from, arrow.to);
            let back = (arrow.to, arrow.from);
            let (said, answered) = match arrow.role {
                Role::Inform => (Some(ends), None),
                Role::Consult => (Some(ends), Some(back)),
                Role::Instruct | Role::Relation => (None, None),
            };
            said.into_iter().chain(answered)
        });
        self.rows.refill(self.model.count, voices);
        let sources: Vec<u32> = leaders.iter().map(|(leader, _)| *leader).collect();
        let heard = self.listening.near(&self.rows, &sources, &self.model.led_by, cancel)?;
        let each =
            leaders.iter().zip(&heard).map(|((_, below), heard)| 1.0 - heard / *below as f64);
        let sum: f64 = each.sum();
        Ok((!leaders.is_empty()).then(|| sum / leaders.len() as f64))
    }
}

/// One vote for each that gives any, split by weight; whether there is any.
fn votes(
    arrows: &[Drawn],
    given: impl Fn(&Drawn) -> Option<(usize, usize)>,
    total: &mut [f64],
    received: &mut [f64],
) -> bool {
    total.fill(0.0);
    received.fill(0.0);
    let mut voters = 0_usize;
    for arrow in arrows {
        if let Some((from, _)) = given(arrow) {
            voters += usize::from(total[from] <= 0.0);
            total[from] += arrow.weight;
        }
    }
    for arrow in arrows {
        if let Some((from, to)) = given(arrow) {
            received[to] += arrow.weight / total[from];
        }
    }
    let all = voters as f64;
    if voters > 0 {
        received.iter_mut().for_each(|received| *received /= all);
    }
    voters > 0
}
