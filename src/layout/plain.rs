//! Charts too large to be read in any shape: all boxes alike, every branch in one shape that is as
//! wide to its height as the room, in time linear in the number of positions. Nothing is tried
//! that only makes letters larger.

use super::by_position::ByPosition;
use super::plain_line::PlainLines;
use super::shape::{
    CHAIN, COLUMN, DROP, GUTTER, HUNG, LANE, LIST, SHORTEST_CHAIN, TRAY, TREES, TURN,
};
use super::whole::Whole;
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapSize};

/// How much higher than square a column is tried.
const HIGHER: [f64; 4] = [1.0, 1.2, 1.5, 2.0];

/// Where everybody of a stage stands.
pub(super) struct Plain<'a> {
    whole: &'a Whole,
    box_size: MapSize,
    aspect: f64,
    /// By number, the room that each takes with all below it, and how high its columns may be.
    rooms: Vec<MapSize>,
    limits: Vec<f64>,
    /// How many stand in the chain that begins with each and in which nobody has a second report;
    /// 0 for who begins none, 1 for who leads nobody.
    chains: Vec<u32>,
    /// Those who lead somebody, or stand on the ground; each after all that is below it.
    heads: Vec<u32>,
    /// By how many they are, those who all lead nobody.
    teams: Vec<Option<Team>>,
    /// The middle of the box of each.
    at: Vec<MapPoint>,
    /// Those who stand below or beside the one before them in a chain that is bent.
    bent: Vec<bool>,
}

impl<'a> Plain<'a> {
    /// A stage with boxes of a size in a room of these proportions.
    pub(super) fn of(whole: &'a Whole, box_size: MapSize, aspect: f64) -> Self {
        let count = whole.count();
        let mut plain = Self {
            whole,
            box_size,
            aspect,
            rooms: vec![box_size; count],
            limits: vec![0.0; count],
            chains: vec![0; count],
            heads: Vec::new(),
            teams: Vec::new(),
            at: vec![MapPoint::default(); count],
            bent: vec![false; count],
        };
        plain.measure();
        plain.settle();
        plain
    }

    /// Where everybody stands who is drawn.
    pub(super) fn points(&self) -> ByPosition<MapPoint> {
        let mut points = ByPosition::with_capacity(self.whole.shown());
        for own in self.whole.drawn() {
            points.push(self.whole.id(own), self.at[own as usize]);
        }
        points
    }

    /// Everybody with a superior with that, superiors before their reports.
    pub(super) fn superiors(&self) -> impl Iterator<Item = (PositionId, PositionId)> {
        let above = |own: &u32| Some((self.whole.id(*own), self.whole.id(self.whole.above(*own)?)));
        self.whole.walk().iter().filter_map(above)
    }

    /// The courses of the reporting lines, by formula from the places.
    pub(super) fn into_lines(self) -> PlainLines {
        PlainLines::of(self.whole, self.box_size, self.at, self.bent)
    }

    /// From the leaves up.
    fn measure(&mut self) {
        let whole = self.whole;
        let mut items = Vec::new();
        for own in whole.walk().iter().rev().copied() {
            let row = whole.row(own);
            self.chains[own as usize] = match row {
                [] => 1,
                [one] if self.chains[*one as usize] > 0 => self.chains[*one as usize] + 1,
                _ => 0,
            };
            if !row.is_empty() || whole.above(own).is_none() {
                self.heads.push(own);
            }
            if row.is_empty() {
                continue;
            }
            self.rooms[own as usize] = match self.bend(own) {
                Some((lanes, rows)) => {
                    let (width, height) = self.link();
                    MapSize::new(lanes * width - LANE, rows * height - CHAIN + 2.0 * TURN)
                }
                None => {
                    let (limit, body) = match row.iter().any(|it| self.leads(*it)) {
                        true => {
                            self.items(own, &mut items);
                            self.best(&items, false)
                        }
                        false => self.team(row),
                    };
                    self.limits[own as usize] = limit;
                    let head = self.box_size;
                    MapSize::new(body.width.max(head.width), head.height + DROP + body.height)
                }
            };
        }
    }

    /// Whether one of those measured leads anybody.
    fn leads(&self, own: u32) -> bool {
        self.chains[own as usize] != 1
    }

    /// The columns of some who all lead nobody, which are the same for as many.
    fn team(&mut self, row: &[u32]) -> (f64, MapSize) {
        if row.len() >= self.teams.len() {
            self.teams.resize_with(row.len() + 1, || None);
        }
        if let Some(known) = &self.teams[row.len()] {
            return (known.limit, known.body);
        }
        let (limit, body) = self.best(row, false);
        let mut places = Vec::with_capacity(row.len());
        self.fill(row, limit, Gaps::of(false), |_, x, y| places.push((x, y)));
        self.teams[row.len()] = Some(Team { limit, body, places });
        (limit, body)
    }

    /// What hangs below one, in order: branches before those who lead nobody, unless somebody was
    /// put in order by hand.
    fn items(&self, own: u32, items: &mut Vec<u32>) {
        let (whole, row) = (self.whole, self.whole.row(own));
        let by_hand = |it: &u32| whole.ordered.contains(&whole.id(*it));
        items.clear();
        if !whole.ordered.is_empty() && row.iter().any(by_hand) {
            items.extend(row);
            return;
        }
        items.extend(row.iter().filter(|it| self.leads(**it)));
        items.extend(row.iter().filter(|it| !self.leads(**it)));
    }

    /// In how many columns of how many rows the chain that begins here is bent.
    fn bend(&self, own: u32) -> Option<(f64, f64)> {
        let length = self.chains[own as usize] as usize;
        if length < SHORTEST_CHAIN {
            return None;
        }
        let (width, height) = self.link();
        let lanes = (length as f64 * height * self.aspect / width).sqrt().round();
        let rows = (length as f64 / lanes.max(1.0)).ceil();
        Some(((length as f64 / rows).ceil(), rows))
    }

    /// A link of a chain with what is kept free beside and below it.
    fn link(&self) -> (f64, f64) {
        (self.box_size.width + LANE, self.box_size.height + CHAIN)
    }

    /// The height of columns at which some are drawn largest in the proportions of the room, and
    /// the room that they take.
    fn best(&self, items: &[u32], ground: bool) -> (f64, MapSize) {
        let gaps = Gaps::of(ground);
        let rooms = || items.iter().map(|it| self.rooms[*it as usize]);
        let area: f64 =
            rooms().map(|it| (it.width + gaps.between) * (it.height + gaps.leaves)).sum();
        let highest = rooms().map(|it| it.height).fold(0.0, f64::max);
        let square = (area / self.aspect).sqrt();
        let tried = HIGHER.map(|higher| {
            let limit = highest.max(square * higher);
            (limit, self.fill(items, limit, gaps, |_, _, _| {}))
        });
        let smallness = |it: &(f64, MapSize)| (it.1.width / self.aspect).max(it.1.height);
        let smallest = |one: (f64, MapSize), other| {
            if smallness(&other) < smallness(&one) { other } else { one }
        };
        let [first, others @ ..] = tried;
        others.into_iter().fold(first, smallest)
    }

    /// Fills columns no higher than a limit, one after the other; gives the room that they take.
    fn fill(
        &self,
        items: &[u32],
        limit: f64,
        gaps: Gaps,
        mut put: impl FnMut(u32, f64, f64),
    ) -> MapSize {
        let (mut left, mut top, mut wide, mut high) = (gaps.before, 0.0_f64, 0.0_f64, 0.0_f64);
        let mut led = false;
        for item in items {
            let (room, leads) = (self.rooms[*item as usize], self.leads(*item));
            let gap = if leads || led { gaps.branches } else { gaps.leaves };
            if top > 0.0 && top + gap + room.height > limit + 1e-6 {
                left += wide + gaps.between;
                (top, wide) = (0.0, 0.0);
            } else if top > 0.0 {
                top += gap;
            }
            put(*item, left, top);
            top += room.height;
            (wide, high, led) = (wide.max(room.width), high.max(top), leads);
        }
        MapSize::new(left + wide, high)
    }

    /// From the ground down. Until a head is settled itself, the corner of its room stands for it.
    fn settle(&mut self) {
        let whole = self.whole;
        let mut at = std::mem::take(&mut self.at);
        let (limit, chart) = self.best(&whole.roots, true);
        self.fill(&whole.roots, limit, Gaps::of(true), |own, x, y| {
            at[own as usize] = MapPoint::new(x, y);
        });
        let (half_width, half_height) = (self.box_size.width / 2.0, self.box_size.height / 2.0);
        let mut items = Vec::new();
        let heads = std::mem::take(&mut self.heads);
        for own in heads.iter().rev().copied() {
            if self.bent[own as usize] {
                continue;
            }
            let (corner, row) = (at[own as usize], whole.row(own));
            if let Some((_, rows)) = self.bend(own).filter(|_| !row.is_empty()) {
                self.settle_chain(own, corner, rows as u32, &mut at);
                continue;
            }
            let top = whole.above(own).is_none();
            let across = if top { self.rooms[own as usize].width / 2.0 } else { half_width };
            at[own as usize] = corner.offset(across, half_height);
            let below = corner.offset(0.0, self.box_size.height + DROP);
            let mut put = |own: u32, x, y, leads| {
                let corner = below.offset(x, y);
                let middle = if leads { corner } else { corner.offset(half_width, half_height) };
                at[own as usize] = middle;
            };
            if !row.iter().any(|it| self.leads(*it)) {
                let places = self.teams.get(row.len()).and_then(Option::as_ref);
                let places = places.into_iter().flat_map(|team| &team.places);
                row.iter().zip(places).for_each(|(own, (x, y))| put(*own, *x, *y, false));
                continue;
            }
            self.items(own, &mut items);
            let limit = self.limits[own as usize];
            self.fill(&items, limit, Gaps::of(false), |own, x, y| put(own, x, y, self.leads(own)));
        }
        self.at = at;
        let top = if whole.roots.is_empty() { 0.0 } else { chart.height + TREES };
        self.settle_loose(top, chart.width);
    }

    fn settle_chain(&mut self, head: u32, corner: MapPoint, rows: u32, at: &mut [MapPoint]) {
        let (width, height) = self.link();
        let middle = corner.offset(self.box_size.width / 2.0, TURN + self.box_size.height / 2.0);
        let links = self.whole.branch(head);
        for (number, own) in (0..).zip(links) {
            let (lane, row) = (f64::from(number / rows), f64::from(number % rows));
            at[*own as usize] = middle.offset(lane * width, row * height);
            self.bent[*own as usize] = number > 0;
        }
    }

    /// Those outside of the chart, in rows below it.
    fn settle_loose(&mut self, top: f64, chart: f64) {
        let loose = &self.whole.loose;
        let (width, height) = (self.box_size.width + TRAY, self.box_size.height + TRAY);
        let square = (loose.len() as f64 * width * height * self.aspect).sqrt();
        let columns = ((chart.max(square) / width).floor() as usize).max(1);
        let first = MapPoint::new(self.box_size.width / 2.0, top + self.box_size.height / 2.0);
        for (number, own) in loose.iter().enumerate() {
            let (column, row) = ((number % columns) as f64, (number / columns) as f64);
            self.at[*own as usize] = first.offset(column * width, row * height);
        }
    }
}

/// The columns of some who all lead nobody: how high they may be, the room that they take, and
/// where each box has its corner in it.
struct Team {
    limit: f64,
    body: MapSize,
    places: Vec<(f64, f64)>,
}

/// What is kept free.
#[derive(Debug, Clone, Copy)]
struct Gaps {
    /// Before the first column, and between columns.
    before: f64,
    between: f64,
    /// Below each other: beside a branch, and between those who lead nobody.
    branches: f64,
    leaves: f64,
}

impl Gaps {
    fn of(ground: bool) -> Self {
        match ground {
            true => Self { before: 0.0, between: TREES, branches: TREES, leaves: TREES },
            false => {
                Self { before: GUTTER, between: GUTTER + COLUMN, branches: HUNG, leaves: LIST }
            }
        }
    }
}
