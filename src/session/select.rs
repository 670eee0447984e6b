use std::collections::BTreeSet;

use super::action::SelectAction;
use super::state::Session;
use crate::drawing::picture::ArcId;
use crate::model::{Chart, FlowId, LineId, PositionId, Stage, UnitId};

/// A direction on the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the superior.
    Up,
    /// To the first report.
    Down,
    /// To the colleague before.
    Left,
    /// To the colleague after.
    Right,
}

/// Those with whom a position stands in the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// The superior.
    Superior,
    /// All who report to it.
    Reports,
    /// All who have the same superior, itself included.
    Colleagues,
    /// All below it, itself included.
    Branch,
}

/// Something that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A position.
    Position(PositionId),
    /// A reporting line or a flow.
    Arc(ArcId),
    /// A unit.
    Unit(UnitId),
}

impl Item {
    /// The position that it is; nothing for something else.
    #[must_use]
    pub fn position(self) -> Option<PositionId> {
        match self {
            Self::Position(id) => Some(id),
            Self::Arc(_) | Self::Unit(_) => None,
        }
    }

    /// The unit that it is; nothing for something else.
    #[must_use]
    pub fn unit(self) -> Option<UnitId> {
        match self {
            Self::Unit(id) => Some(id),
            Self::Position(_) | Self::Arc(_) => None,
        }
    }

    /// The line or flow that it is; nothing for something else.
    #[must_use]
    pub fn arc(self) -> Option<ArcId> {
        match self {
            Self::Arc(id) => Some(id),
            Self::Position(_) | Self::Unit(_) => None,
        }
    }
}

/// What is selected. Undo restores it, but it is never an entry of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    items: BTreeSet<Item>,
}

impl Selection {
    /// Exactly these.
    #[must_use]
    pub fn of(items: impl IntoIterator<Item = Item>) -> Self {
        Self { items: items.into_iter().collect() }
    }

    /// Whether this is selected.
    #[must_use]
    pub fn contains(&self, item: Item) -> bool {
        self.items.contains(&item)
    }

    /// Everything selected, positions first.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        self.items.iter().copied()
    }

    /// The selected positions.
    #[must_use]
    pub fn positions(&self) -> Vec<PositionId> {
        self.items.iter().filter_map(|item| item.position()).collect()
    }

    /// The selected lines and flows, found without a look at the positions.
    pub fn arcs(&self) -> impl Iterator<Item = ArcId> {
        let first = Item::Arc(ArcId::Line(LineId(0)));
        self.items.range(first..).map_while(|item| item.arc())
    }

    /// The selected flows.
    #[must_use]
    pub fn flows(&self) -> Vec<FlowId> {
        let flow = |arc: ArcId| match arc {
            ArcId::Flow(id) => Some(id),
            ArcId::Line(_) => None,
        };
        self.arcs().filter_map(flow).collect()
    }

    /// The selected reporting lines.
    #[must_use]
    pub fn lines(&self) -> Vec<LineId> {
        let line = |arc: ArcId| match arc {
            ArcId::Line(id) => Some(id),
            ArcId::Flow(_) => None,
        };
        self.arcs().filter_map(line).collect()
    }

    /// The one selected thing, when there is exactly one.
    #[must_use]
    pub fn single(&self) -> Option<Item> {
        (self.items.len() == 1).then(|| self.items.first().copied()).flatten()
    }

    /// How many things are selected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// This selection without what a stage does not hold.
    #[must_use]
    pub(super) fn within(&self, stage: &Stage) -> Self {
        let there = |item: &Item| match *item {
            Item::Position(id) => stage.positions().contains(id),
            Item::Arc(ArcId::Line(id)) => stage.lines().contains(id),
            Item::Arc(ArcId::Flow(id)) => stage.flows().contains(id),
            Item::Unit(id) => stage.units().contains(id),
        };
        Self { items: self.items.iter().copied().filter(there).collect() }
    }

    fn toggle(&mut self, item: Item) {
        if !self.items.remove(&item) {
            self.items.insert(item);
        }
    }
}

impl Session {
    pub(super) fn select(&mut self, action: SelectAction) {
        let positions = |ids: Vec<PositionId>| ids.into_iter().map(Item::Position);
        match action {
            SelectAction::Only(item) => self.view.selection = Selection::of([item]),
            SelectAction::Positions(ids) => self.view.selection = Selection::of(positions(ids)),
            SelectAction::Add(ids) => {
                let mut added: BTreeSet<Item> = positions(ids).collect();
                self.view.selection.items.append(&mut added);
            }
            SelectAction::Toggle(item) => self.view.selection.toggle(item),
            SelectAction::All => {
                let all = self.shown_stage().positions().ids().collect();
                self.view.selection = Selection::of(positions(all));
            }
            SelectAction::Clear => self.view.selection = Selection::default(),
            SelectAction::Kin(kin) => {
                let ids = self.kin(kin);
                if !ids.is_empty() {
                    self.view.selection = Selection::of(positions(ids));
                }
            }
            SelectAction::Walk(direction) => {
                if let Some(id) = self.neighbor(direction) {
                    self.view.selection = Selection::of([Item::Position(id)]);
                }
            }
        }
        self.view.selection = self.view.selection.within(self.shown_stage());
    }

    fn kin(&self, kin: Kin) -> Vec<PositionId> {
        let stage = self.shown_stage();
        let chart = Chart::of(stage);
        let of_one = |id: PositionId| -> Vec<PositionId> {
            match (kin, chart.solid_superior(id)) {
                (Kin::Superior, superior) => superior.into_iter().collect(),
                (Kin::Reports, _) => chart.reports(id).map(|(id, _)| id).collect(),
                (Kin::Colleagues, Some(superior)) => {
                    chart.reports(superior).map(|(id, _)| id).collect()
                }
                (Kin::Colleagues, None) => {
                    let tops = stage.positions().ids();
                    tops.filter(|id| chart.solid_superior(*id).is_none()).collect()
                }
                (Kin::Branch, _) => {
                    let mut branch = chart.reach(id);
                    branch.push(id);
                    branch
                }
            }
        };
        self.view.selection.positions().into_iter().flat_map(of_one).collect()
    }

    fn neighbor(&self, direction: Direction) -> Option<PositionId> {
        let stage = self.shown_stage();
        let Some(from) = self.view.selection.positions().first().copied() else {
            return stage.positions().ids().next();
        };
        let chart = Chart::of(stage);
        let superior = chart.solid_superior(from);
        let by_place = |mut ids: Vec<PositionId>| {
            // The chart puts colleagues in their order, beside or below one another.
            let placed = |id: &PositionId| stage.placements().get(*id);
            let by_hand = |id: &PositionId| placed(id).is_some_and(|it| it.at.is_some());
            if !ids.iter().any(by_hand) {
                let order =
                    |id: &PositionId| placed(id).and_then(|it| it.order).unwrap_or(f64::INFINITY);
                ids.sort_by(|a, b| order(a).total_cmp(&order(b)).then(a.cmp(b)));
                return ids;
            }
            let points = &self.view.arrangement.points;
            ids.sort_by(|a, b| {
                let x = |id: &PositionId| points.get(id).map_or(0.0, |point| point.x);
                x(a).total_cmp(&x(b)).then(a.cmp(b))
            });
            ids
        };
        let colleagues = || match superior {
            Some(id) => by_place(chart.reports(id).map(|(id, _)| id).collect()),
            None => by_place(
                stage.positions().ids().filter(|id| chart.solid_superior(*id).is_none()).collect(),
            ),
        };
        let beside = |step: isize| {
            let row = colleagues();
            let at = row.iter().position(|id| *id == from)?;
            row.get(at.checked_add_signed(step)?).copied()
        };
        match direction {
            Direction::Up => superior,
            Direction::Down => {
                by_place(chart.reports(from).map(|(id, _)| id).collect()).first().copied()
            }
            Direction::Left => beside(-1),
            Direction::Right => beside(1),
        }
    }
}
