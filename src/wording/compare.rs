//! Two stages side by side: every number of the whole map, before and now.

use crate::analysis::{Analysis, Defined};

use super::measure_id::MeasureId;
use super::words::two;

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
    /// "0.97 → -0.09 (-1.06)", with "not defined" where there is no number.
    #[must_use]
    pub fn words(&self) -> String {
        let counted = matches!(self.measure, MeasureId::Emergent | MeasureId::Warning);
        let number = |value: f64| if counted { format!("{value}") } else { two(value) };
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
