//! Where everybody stands in the chart: tops, depth, height, who is above and below whom.

use std::collections::BTreeMap;

use super::below::{Below, Stand};
use super::cancel::{Cancel, Cancelled};
use super::network::Rows;
use super::people::{Line, People};
use super::refinement;
use super::result::{Hierarchy, HierarchySource};
use super::strong::strong_components;
use super::transport::Ways;
use crate::model::LineId;
use crate::quantity::Score;

/// The seat above one in the forest, with the line to it.
pub(super) type Above = (usize, Option<LineId>);

/// The chart by seat index.
#[derive(Debug)]
pub(super) struct ChartOf {
    pub(super) source: HierarchySource,
    /// Fewest steps to a top; nothing for those outside of the chart.
    pub(super) depth: Vec<Option<usize>>,
    /// 1 at the top, 0 at the lowest level; nothing without at least two levels.
    pub(super) height: Vec<Option<Score>>,
    /// Whom each seat reports to, over lines of both kinds.
    pub(super) superiors: Rows,
    /// Who reports to each seat.
    pub(super) reports: Rows,
    /// Who is below each seat.
    pub(super) below: Below,
    /// The ways along the forest in which everybody has one superior at the most.
    pub(super) ways: Ways,
    /// Where everybody stands who is in the chart, by person: in one place what is asked of every
    /// arrow.
    stands: Option<Vec<Stand>>,
    /// Whether it hangs on more than the lines whom some stand below: on what their superiors are.
    pub(super) by_rank: bool,
    tops: Vec<usize>,
    loops: Vec<Vec<usize>>,
}

impl ChartOf {
    /// Reads the chart from lines, or from levels where no lines are drawn.
    pub(super) fn of(people: &People<'_>, cancel: &Cancel) -> Result<Self, Cancelled> {
        let mut chart = match people.lines.is_empty() {
            true => Self::from_levels(people),
            false => Self::from_lines(people, cancel)?,
        };
        let stand = |seat: &usize, stands: &[Stand]| match chart.is_placed(*seat) {
            true => stands[*seat],
            false => Stand::NOWHERE,
        };
        let by_person = |stands: &[Stand]| people.held.iter().map(|it| stand(it, stands)).collect();
        chart.stands = chart.below.stands().map(by_person);
        Ok(chart)
    }

    /// Whether two people stand beside each other, neither above the other; nothing where one of
    /// them stands outside of the chart.
    pub(super) fn is_beside(&self, people: &People<'_>, one: usize, other: usize) -> Option<bool> {
        if let Some(stands) = &self.stands {
            return stands[one].is_beside(stands[other]);
        }
        let (one, other) = (people.held[one], people.held[other]);
        let placed = self.is_placed(one) && self.is_placed(other);
        placed.then(|| !self.is_above(one, other) && !self.is_above(other, one))
    }

    fn from_lines(people: &People<'_>, cancel: &Cancel) -> Result<Self, Cancelled> {
        cancel.check()?;
        let count = people.seats.len();
        let up = || people.lines.iter().map(|line| (line.from as u32, line.to as u32));
        let superiors = Rows::tidy(count, up());
        let reports = superiors.reversed();
        let (tops, loops) = tops_and_loops(count, &superiors, &reports);
        let depth = depths(&reports, &tops, count);
        let below = Below::by_lines(&superiors, &reports, !loops.is_empty());
        let mut chart = Self {
            source: HierarchySource::Lines,
            height: heights(&depth),
            superiors,
            reports,
            below,
            ways: Ways::default(),
            stands: None,
            by_rank: false,
            depth,
            tops,
            loops,
        };
        let (parent, by_rank) = chart.forest(people);
        (chart.ways, chart.by_rank) = (Ways::of(people, &parent), by_rank);
        Ok(chart)
    }

    /// Levels in place of lines: everybody on a worse level counts as below.
    fn from_levels(people: &People<'_>) -> Self {
        let count = people.seats.len();
        let level: Vec<Option<i64>> =
            people.seats.iter().map(|(_, position)| position.level).collect();
        let best = level.iter().flatten().min().copied();
        let steps = |level: i64| best.map_or(0, |best| level.abs_diff(best) as usize);
        let depth: Vec<Option<usize>> = level.iter().map(|level| level.map(steps)).collect();
        let below = Below::by_levels(&depth);
        let source = match best {
            Some(_) => HierarchySource::Levels,
            None => HierarchySource::None,
        };
        let tops = (0..count).filter(|seat| depth[*seat] == Some(0)).collect();
        Self {
            source,
            height: heights(&depth),
            superiors: Rows::directed(count, std::iter::empty()),
            reports: Rows::directed(count, std::iter::empty()),
            below,
            ways: Ways::default(),
            stands: None,
            by_rank: false,
            depth,
            tops,
            loops: Vec::new(),
        }
    }

    /// One superior each: along the solid line, else the one nearest the top; where there is a
    /// loop, one that is a step nearer to the tops. Of several, what they are decides, not their
    /// numbers; whether it came to that anywhere.
    fn forest(&self, people: &People<'_>) -> (Vec<Option<Above>>, bool) {
        let count = people.seats.len();
        let numbers = people.lines.iter().zip(0..).map(|(line, number)| (line.from as u32, number));
        let own = Rows::directed(count, numbers);
        let open = |seat: usize| self.open(people, own.of(seat), self.depth[seat]);
        let differ = |lines: Vec<&Line>| lines.windows(2).any(|two| two[0].to != two[1].to);
        let by_rank = (0..count).any(|seat| own.degree(seat) > 1 && differ(open(seat)));
        let ranks = if by_rank { refinement::ranks(people) } else { vec![0; count] };
        let chosen = |seat| {
            let open = open(seat).into_iter();
            let line = open.min_by_key(|line| (ranks[line.to], line.to))?;
            Some((line.to, Some(line.id)))
        };
        ((0..count).map(chosen).collect(), by_rank)
    }

    /// The lines of one seat along which its superior in the forest may stand.
    fn open<'a>(&self, people: &'a People<'_>, own: &[u32], depth: Option<usize>) -> Vec<&'a Line> {
        let Some(depth) = depth.filter(|depth| *depth > 0) else { return Vec::new() };
        let lines = || own.iter().map(|number| &people.lines[*number as usize]);
        let looped = !self.loops.is_empty();
        if let (false, Some(solid)) = (looped, lines().find(|line| line.solid)) {
            return vec![solid];
        }
        let nearer =
            |line: &&Line| !looped || self.depth[line.to].is_some_and(|above| above + 1 == depth);
        let key = |line: &Line| (self.depth[line.to], !line.solid);
        let best = lines().filter(nearer).map(key).min();
        lines().filter(nearer).filter(|line| Some(key(line)) == best).collect()
    }

    /// Whether a seat is above another.
    pub(super) fn is_above(&self, above: usize, below: usize) -> bool {
        self.below.is_above(above, below)
    }

    /// Whether a seat stands in the chart.
    pub(super) fn is_placed(&self, seat: usize) -> bool {
        self.depth[seat].is_some()
    }

    /// The chart as it is reported.
    pub(super) fn report(&self, people: &People<'_>) -> Hierarchy {
        let id = |seat: &usize| people.seats[*seat].0;
        let all = || 0..people.seats.len();
        let unplaced = all().filter(|seat| !self.is_placed(*seat));
        let levels =
            self.depth.iter().flatten().max().map_or(0, |deepest| deepest.saturating_add(1));
        let by_seat = |seat: usize| people.seats[seat].0;
        Hierarchy {
            source: self.source,
            tops: self.tops.iter().map(id).collect(),
            unplaced: match self.source {
                HierarchySource::None => Vec::new(),
                _ => unplaced.map(by_seat).collect(),
            },
            levels,
            depth: all().filter_map(|s| Some((by_seat(s), self.depth[s]?))).collect(),
            height: all().filter_map(|s| Some((by_seat(s), self.height[s]?.get()))).collect(),
            loops: self.loops.iter().map(|circle| circle.iter().map(id).collect()).collect(),
        }
    }
}

fn heights(depth: &[Option<usize>]) -> Vec<Option<Score>> {
    let deepest = depth.iter().flatten().max().copied().unwrap_or(0);
    let height = |depth: usize| Score::new(1.0 - depth as f64 / deepest as f64).ok();
    depth.iter().map(|depth| depth.filter(|_| deepest > 0).and_then(height)).collect()
}

/// Steps down from the tops.
fn depths(reports: &Rows, tops: &[usize], count: usize) -> Vec<Option<usize>> {
    let mut depth = vec![None; count];
    let mut queue: std::collections::VecDeque<usize> = tops.iter().copied().collect();
    tops.iter().for_each(|top| depth[*top] = Some(0));
    while let Some(at) = queue.pop_front() {
        let next = depth[at].map(|depth| depth + 1);
        for report in reports.of(at).iter().map(|report| *report as usize) {
            if depth[report].is_none() {
                depth[report] = next;
                queue.push_back(report);
            }
        }
    }
    depth
}

/// Those with nobody above them but people who are also below, and every group whose members
/// report to each other in a circle.
fn tops_and_loops(count: usize, superiors: &Rows, reports: &Rows) -> (Vec<usize>, Vec<Vec<usize>>) {
    let group = strong_components(superiors, reports);
    let groups = group.iter().max().map_or(0, |last| *last as usize + 1);
    let mut leaves = vec![false; groups];
    for (seat, above) in superiors.pairs() {
        leaves[group[seat as usize] as usize] |= group[seat as usize] != group[above as usize];
    }
    let in_chart = |seat: &usize| superiors.degree(*seat) + reports.degree(*seat) > 0;
    let tops = (0..count).filter(|seat| !leaves[group[*seat] as usize] && in_chart(seat)).collect();
    let mut size = vec![0_usize; groups];
    group.iter().for_each(|own| size[*own as usize] += 1);
    let mut loops: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for seat in (0..count).filter(|seat| size[group[*seat] as usize] > 1) {
        loops.entry(group[seat]).or_default().push(seat);
    }
    let mut loops: Vec<Vec<usize>> = loops.into_values().collect();
    loops.sort_unstable();
    (tops, loops)
}
