//! How firm the verdict is, in words.

use super::words::two;
use crate::analysis::{Analysis, Border, Firmness, MassPart, Settings, Verdict};

/// The line that stands under a verdict: how far it hangs on single respondents and on the
/// weights, and how far the next border lies. Nothing where no pull is defined.
#[must_use]
pub fn firmness_words(analysis: &Analysis, settings: &Settings) -> Option<String> {
    let firmness = analysis.firmness.as_ref().ok()?;
    let pull = analysis.gravity.pull.ok()?;
    let mut said = Vec::new();
    if let Ok(error) = firmness.standard_error {
        let respondents = firmness.respondents;
        said.push(format!(
            "{} of orders alone (1), give or take {} (two standard errors over {respondents} \
             respondents)",
            two(pull),
            two(2.0 * error)
        ));
    }
    let (agreeing, counted) = (firmness.agreeing, firmness.counted());
    let noun = if counted == 1 { "weighting" } else { "weightings" };
    said.push(format!("the same verdict by {agreeing} of {counted} {noun} of its parts"));
    let at = firmness.nearest.at(settings);
    said.push(format!("{} from the border at {}", two(firmness.distance), two(at)));
    Some(said.join("; "))
}

/// The two verdicts between which the centre lies, where it is on the border of this one.
#[must_use]
pub fn contested(analysis: &Analysis, settings: &Settings) -> Option<(Verdict, Verdict)> {
    let firmness = analysis.firmness.as_ref().ok().filter(|firmness| firmness.on_the_border)?;
    let verdict = analysis.gravity.verdict;
    let other = by_border(firmness, verdict, settings).or_else(|| by_weights(firmness, verdict))?;
    Some((verdict, other))
}

/// Why no verdict is given, where influence is weighed and less than half of the people drew their
/// arrows.
pub(super) fn too_few_arrows(analysis: &Analysis) -> Option<String> {
    let (coverage, gravity) = (&analysis.coverage, &analysis.gravity);
    let weighed = gravity.parts.contains(&MassPart::Influence);
    let undecided = [Verdict::NoChart, Verdict::ChartOnly, Verdict::Undecided];
    let decided = !undecided.contains(&gravity.verdict);
    (weighed && decided && coverage.verdict_withheld).then(|| {
        format!(
            "Not enough drawn: of only {} of {} people is it known with whom they talk, which is \
             under half. Ask the others whom they ask and tell.",
            coverage.heard, coverage.people
        )
    })
}

/// The verdict beyond the nearest border that two standard errors cross.
fn by_border(firmness: &Firmness, verdict: Verdict, settings: &Settings) -> Option<Verdict> {
    if matches!(verdict, Verdict::OnOnePerson(_)) {
        return None;
    }
    let (low, high) = (firmness.low.ok()?, firmness.high.ok()?);
    let pull = f64::midpoint(low, high);
    let away = |border: &Border| (border.at(settings) - pull).abs();
    let border = firmness.crossed(settings).min_by(|a, b| away(a).total_cmp(&away(b)))?;
    let sides = match border {
        Border::Top => [Verdict::AtTheTop, Verdict::Between],
        Border::Center => [Verdict::Between, Verdict::SpreadOut],
        Border::Bottom => [Verdict::SpreadOut, Verdict::AtTheBottom],
    };
    sides.into_iter().find(|side| !side.agrees_with(verdict))
}

/// The verdict that most of the other weightings give.
fn by_weights(firmness: &Firmness, verdict: Verdict) -> Option<Verdict> {
    let others = firmness.weightings.iter().filter_map(|weighting| weighting.verdict);
    let others: Vec<Verdict> = others.filter(|other| !other.agrees_with(verdict)).collect();
    let count = |one: &Verdict| others.iter().filter(|other| **other == *one).count();
    // Of several as frequent ones the first is told.
    others.iter().rev().max_by_key(|one| count(one)).copied()
}
