//! Two stages side by side: every number of the whole map, before and now.

use crate::analysis::{Analysis, Defined};

use super::measure_id::MeasureId;
use super::words::{list, two};
use crate::model::{Chart, FlowId, Position, PositionId, Stage};

/// A number in two stages.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The measure.
    pub measure: MeasureId,
    /// What it is called here.
    pub name: &'static str,
    /// In the stage compared with.
    pub before: Option<f64>,
    /// In the stage shown.
    pub now: Option<f64>,
}

impl Difference {
    /// Whether it is counted and not measured.
    fn is_count(&self) -> bool {
        matches!(self.measure, MeasureId::Emergent | MeasureId::Warning)
    }

    /// Whether the number is another one than before, as far as it is told.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.before.map(two) != self.now.map(two)
    }

    /// "0.97 → -0.09 (-1.06)", with "not defined" where there is no number.
    #[must_use]
    pub fn words(&self) -> String {
        let number = |value: f64| if self.is_count() { format!("{value}") } else { two(value) };
        let said = |value: Option<f64>| value.map_or("not defined".to_owned(), number);
        let change = self.before.zip(self.now).map(|(before, now)| {
            let change = now - before;
            let sign = if change > 0.0 { "+" } else { "" };
            format!(" ({sign}{})", number(change))
        });
        let change = change.unwrap_or_default();
        format!("{}: {} → {}{change}", self.name, said(self.before), said(self.now))
    }
}

/// Every number of the whole map in two stages.
#[must_use]
pub fn differences(before: &Analysis, now: &Analysis) -> Vec<Difference> {
    type Read = fn(&Analysis) -> Option<f64>;
    fn known(value: &Defined<f64>) -> Option<f64> {
        value.as_ref().ok().copied()
    }
    let rows: [(MeasureId, &'static str, Read); 14] = [
        (MeasureId::Pull, "Pull to the top", |it| known(&it.gravity.pull)),
        (MeasureId::TopHeaviness, "Height of authority", |it| {
            known(&it.gravity.authority.top_heaviness)
        }),
        (MeasureId::TopHeaviness, "Height of knowledge", |it| {
            known(&it.gravity.knowledge.top_heaviness)
        }),
        (MeasureId::TopHeaviness, "Height of influence", |it| {
            known(&it.gravity.influence.top_heaviness)
        }),
        (MeasureId::Inwardness, "Inwardness", |it| known(&it.gravity.mass.inwardness)),
        (MeasureId::Gap, "Gap of knowledge and authority", |it| {
            it.gap.as_ref().ok().map(|gap| gap.tv)
        }),
        (MeasureId::Steps, "Steps that knowledge travels", |it| {
            it.gap.as_ref().ok().and_then(|gap| known(&gap.steps))
        }),
        (MeasureId::Organicity, "Organicity", |it| known(&it.organicity.map)),
        (MeasureId::ConsultShare, "Asking of asking and telling", |it| {
            known(&it.flow_shares.consult)
        }),
        (MeasureId::LateralShare, "Talk that goes sideways", |it| known(&it.flow_shares.lateral)),
        (MeasureId::Norm, "Rank or expertise", |it| known(&it.norm.influence)),
        (MeasureId::WithoutReports, "Influence of those without reports", |it| {
            known(&it.leadership.influence_without_reports)
        }),
        (MeasureId::Emergent, "Emergent leaders", |it| {
            Some(it.leadership.emergent.as_ref().ok()?.len() as f64)
        }),
        (MeasureId::Warning, "Misfits", |it| Some(it.misfits.len() as f64)),
    ];
    let row = |(measure, name, read): (MeasureId, &'static str, Read)| Difference {
        measure,
        name,
        before: read(before),
        now: read(now),
    };
    rows.into_iter().map(row).collect()
}

/// What was drawn otherwise in a later stage: by identity, so that somebody who was renamed or put
/// elsewhere is still the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StageChanges {
    /// Positions that are new.
    pub added: Vec<PositionId>,
    /// Positions that are gone.
    pub removed: Vec<PositionId>,
    /// Positions in both that report to somebody else by the solid line.
    pub moved: Vec<PositionId>,
    /// Positions in both with another title.
    pub renamed: Vec<PositionId>,
    /// Flows that are new.
    pub flows_added: Vec<FlowId>,
    /// Flows that are gone.
    pub flows_removed: Vec<FlowId>,
    /// Positions in both that decide or know something else.
    pub weighted: Vec<PositionId>,
}

impl StageChanges {
    /// What differs from one stage to another.
    #[must_use]
    pub fn between(before: &Stage, now: &Stage) -> Self {
        let (old, new) = (Chart::of(before), Chart::of(now));
        let was = |id: &PositionId| before.positions().contains(*id);
        let both: Vec<PositionId> = now.positions().ids().filter(was).collect();
        let differs = |read: fn(&Position, &Position) -> bool| {
            let pair = |id: &PositionId| {
                let (a, b) = (before.positions().get(*id), now.positions().get(*id));
                a.zip(b).is_some_and(|(a, b)| read(a, b))
            };
            both.iter().copied().filter(pair).collect::<Vec<PositionId>>()
        };
        Self {
            added: now.positions().ids().filter(|id| !was(id)).collect(),
            removed: before.positions().ids().filter(|id| !now.positions().contains(*id)).collect(),
            moved: both
                .iter()
                .copied()
                .filter(|id| old.solid_superior(*id) != new.solid_superior(*id))
                .collect(),
            renamed: differs(|a, b| a.title.trim() != b.title.trim()),
            flows_added: now.flows().ids().filter(|id| !before.flows().contains(*id)).collect(),
            flows_removed: before.flows().ids().filter(|id| !now.flows().contains(*id)).collect(),
            weighted: differs(|a, b| a.rights != b.rights || a.expertise != b.expertise),
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every kind of change with how often it happened, in words; empty where nothing differs.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let count = |many: usize, one: &str, several: &str| match many {
            0 => None,
            1 => Some(format!("1 {one}")),
            many => Some(format!("{many} {several}")),
        };
        let all = [
            count(self.added.len(), "position is new", "positions are new"),
            count(self.removed.len(), "is gone", "are gone"),
            count(self.moved.len(), "reports to somebody else", "report to somebody else"),
            count(self.renamed.len(), "is called otherwise", "are called otherwise"),
            count(
                self.weighted.len(),
                "decides or knows something else",
                "decide or know something else",
            ),
            count(self.flows_added.len(), "flow is new", "flows are new"),
            count(self.flows_removed.len(), "flow is gone", "flows are gone"),
        ];
        all.into_iter().flatten().collect()
    }
}

/// Two stages in one sentence, to stand above them.
#[must_use]
pub fn comparison_headline(names: (&str, &str), now: (&Analysis, &Analysis)) -> String {
    let (before, after) = names;
    let (a, b) = now;
    match (a.gravity.pull.as_ref(), b.gravity.pull.as_ref()) {
        (Ok(one), Ok(other)) if two(*one) == two(*other) => {
            format!("From {before} to {after}: the centre stays at {}.", two(*one))
        }
        (Ok(one), Ok(other)) => {
            let way = if other < one { "down" } else { "up" };
            format!(
                "From {before} to {after}: the centre goes {way}, {} to {}.",
                two(*one),
                two(*other)
            )
        }
        _ => format!("From {before} to {after}."),
    }
}

/// Two stages in one paragraph: what is drawn otherwise, and which numbers moved most by it.
#[must_use]
pub fn comparison_words(
    names: (&str, &str),
    changes: &StageChanges,
    differences: &[Difference],
) -> String {
    let (before, after) = names;
    let told = changes.words();
    let drawn = match told.is_empty() {
        true => format!("{before} and {after} are drawn alike."),
        false => format!("From {before} to {after}: {}.", told.join(", ")),
    };
    let mut moved: Vec<(&Difference, f64)> = differences
        .iter()
        .filter_map(|it| Some((it, it.now? - it.before?)))
        .filter(|(it, by)| by.abs() >= 0.005 && !it.is_count())
        .collect();
    moved.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let said: Vec<String> = moved
        .iter()
        .take(3)
        .filter_map(|(it, by)| {
            let way = if *by > 0.0 { "rises" } else { "falls" };
            let (from, to) = (two(it.before?), two(it.now?));
            Some(format!("{} {way} from {from} to {to}", lower_first(it.name)))
        })
        .collect();
    let numbers = match said.is_empty() {
        true => "No number of the whole map moves.".to_owned(),
        false => format!("Most of all, {}.", list(&said)),
    };
    let misfits = differences.iter().find(|it| it.measure == MeasureId::Warning);
    let misfits = misfits.and_then(|it| Some((it.before?, it.now?)));
    let misfits = match misfits {
        Some((a, b)) if b < a => format!(" {} of {a} misfits are cleared.", a - b),
        Some((a, b)) if b > a => format!(" {} misfits come on top of {a}.", b - a),
        _ => String::new(),
    };
    format!("{drawn} {numbers}{misfits}")
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
