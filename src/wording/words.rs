//! The one place in which numbers become words.

use super::MeasureId;
use crate::analysis::{Defined, Dependence, Leader, Organicity, OrganicitySource};

/// A share as a percentage without decimals: "60 %", the number and its sign held together on
/// one line. Not nought when there is something.
#[must_use]
pub fn percent(share: f64) -> String {
    let whole = nearest(share * 100.0);
    if whole == 0.0 && share.abs() > 1e-9 {
        let sign = if share < 0.0 { "-" } else { "" };
        return format!(
            "{sign}{}\u{a0}%",
            if share.abs() >= 0.001 {
                format!("{:.1}", share.abs() * 100.0)
            } else {
                "under\u{a0}0.1".into()
            }
        );
    }
    format!("{}\u{a0}%", plain_zero(whole))
}

/// A number with two decimals: "0.35".
#[must_use]
pub fn two(value: f64) -> String {
    format!("{:.2}", plain_zero(nearest(value * 100.0) / 100.0))
}

/// A number with one decimal: "1.2".
#[must_use]
pub fn one(value: f64) -> String {
    format!("{:.1}", plain_zero(nearest(value * 10.0) / 10.0))
}

/// A number without the error of its sums, which depends on who was added up first: what lies on
/// a threshold lies on it in every order.
#[must_use]
pub fn settled(value: f64) -> f64 {
    const STEPS: f64 = 1e12;
    (value * STEPS).round() / STEPS
}

/// The nearest whole number. What lies half-way but for the error of its sums goes away from
/// nought: the order in which people were added up must not show in a sentence.
fn nearest(value: f64) -> f64 {
    const TIE: f64 = 1e-9;
    (value + TIE.copysign(value)).round()
}

fn plain_zero(value: f64) -> f64 {
    if value == 0.0 { 0.0 } else { value }
}

/// What a difference in levels is counted in: "level" for one, "levels" for any other number.
#[must_use]
pub fn levels_apart(levels: f64) -> &'static str {
    if one(levels) == "1.0" { "level" } else { "levels" }
}

/// "1 leader", "3 leaders", "12,000 leaders".
#[must_use]
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{} {}", figures(count), if count == 1 { one } else { several })
}

/// A count as it is read: from five figures on, every three are set apart.
#[must_use]
pub fn figures(count: usize) -> String {
    let plain = count.to_string();
    if plain.len() < 5 {
        return plain;
    }
    let apart = |(place, figure): (usize, char)| {
        let parted = place > 0 && (plain.len() - place).is_multiple_of(3);
        parted.then_some(',').into_iter().chain([figure])
    };
    plain.chars().enumerate().flat_map(apart).collect()
}

/// Whether a number lies below nought by what two decimals show; rounding does not.
#[must_use]
pub fn is_below(value: f64) -> bool {
    settled(value) < -0.005
}

/// A top-heaviness below 0: never a negative percentage.
#[must_use]
pub fn lower_than_average(top: f64) -> String {
    format!("lower than the average person ({} below, where the top is 1 above)", two(-top))
}

/// How high something lies between where the people are and the top.
#[must_use]
pub fn share_of_scale(top: f64) -> String {
    if is_below(top) {
        lower_than_average(top)
    } else {
        let top = percent(top.max(0.0));
        format!("{top} of the way up from the average person to the top")
    }
}

/// A pull to the top, as a part of what orders alone would give.
#[must_use]
pub fn pull_words(pull: f64) -> String {
    if is_below(pull) {
        format!(
            "lies lower than the average person ({} below, where orders alone would lie 1 above)",
            two(-pull)
        )
    } else {
        let pull = percent(pull.max(0.0));
        format!("is {pull} as top-heavy as if this chart ran on orders alone")
    }
}

/// "1 person", "3 people".
#[must_use]
pub fn people(count: usize) -> String {
    counted(count, "person", "people")
}

/// "1 position", "3 positions".
#[must_use]
pub fn positions(count: usize) -> String {
    counted(count, "position", "positions")
}

/// "Ann", "Ann and Bob", "Ann, Bob and 3 more".
#[must_use]
pub fn list(names: &[String]) -> String {
    const SHOWN: usize = 3;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        several if several.len() <= SHOWN => {
            let (last, first) = (&several[several.len() - 1], &several[..several.len() - 1]);
            format!("{} and {last}", first.join(", "))
        }
        several => {
            format!("{} and {} more", several[..SHOWN - 1].join(", "), several.len() - SHOWN + 1)
        }
    }
}

/// What a score on the organicity scale is called.
#[must_use]
pub fn organicity_word(score: f64) -> &'static str {
    let score = settled(score);
    if score < 0.4 {
        "mechanistic"
    } else if score > 0.6 {
        "organic"
    } else {
        "mixed"
    }
}

/// "Authority 12 % of the whole."
#[must_use]
pub fn share_sentence(name: &str, share: Defined<f64>) -> String {
    match share {
        Ok(share) => format!("{name}: {} of the whole.", percent(share)),
        Err(why) => format!("{name}: not enough drawn, {why}."),
    }
}

/// What a gap between knowledge and authority means for one position.
#[must_use]
pub fn gap_sentence(gap: f64) -> String {
    let gap = settled(gap);
    if gap.abs() < 0.0005 {
        return "It knows as large a part as it decides (a gap of 0 %).".into();
    }
    let (more, less) = if gap > 0.0 { ("knows", "decides") } else { ("decides", "knows") };
    format!("It {more} {} more of the whole than it {less}.", percent(gap.abs()))
}

/// Where a position stands between mechanistic and organic, and how sure that is.
#[must_use]
pub fn organicity_sentence(organicity: &Organicity) -> String {
    match (organicity.score(), organicity.source()) {
        (Ok(score), Some(source)) => {
            let from = match source {
                OrganicitySource::Survey => "from the survey",
                OrganicitySource::Flows => "from its arrows",
            };
            format!(
                "Its working relations look {} ({} from 0 mechanistic to 1 organic; {from}, sure: {}).",
                organicity_word(score),
                two(score),
                percent(organicity.confidence),
            )
        }
        (Err(why), _) => format!("Mechanistic or organic: not enough drawn, {why}."),
        (Ok(_), None) => "Mechanistic or organic: not enough drawn.".into(),
    }
}

/// How somebody leads, a sentence for each number that is known, with its measure.
#[must_use]
pub fn leader_sentences(leader: &Leader) -> Vec<(String, MeasureId)> {
    let mut said = Vec::new();
    if let Ok(value) = leader.insulation {
        let chain = leader
            .insulation_chain_only
            .map_or(String::new(), |chain| format!("; by the chart alone {}", two(chain)));
        let words = format!("Insulated at {} (0 hears everyone, 1 no one{chain}).", two(value));
        said.push((words, MeasureId::Insulation));
    }
    if let Ok(value) = leader.consult_vs_instruct {
        let words = format!("{} of its asking and telling is asking.", percent(value));
        said.push((words, MeasureId::LeaderConsult));
    }
    if let Ok(value) = leader.consults_downward {
        said.push((
            format!("{} of its asking goes down.", percent(value)),
            MeasureId::ConsultsDownward,
        ));
    }
    if let Ok(value) = leader.take_up {
        said.push((format!("{} of what it hears is taken up.", percent(value)), MeasureId::TakeUp));
    }
    if let Ok(value) = leader.asks_outside {
        let words = format!("Asks its own unit or others: {} from -1 to 1.", two(value));
        said.push((words, MeasureId::AsksOutside));
    }
    if let Ok(value) = leader.acceptance {
        said.push((format!("Accepted at {} of 5.", two(value)), MeasureId::Acceptance));
    }
    if let Ok(value) = leader.distance {
        said.push((format!("Its distance is rated {} of 5.", two(value)), MeasureId::Distance));
    }
    if let Ok(value) = leader.pin_gap {
        let side = if value < 0.0 { "below" } else { "above" };
        let words = format!("Its pin is {} {side} the pull.", percent(value.abs()));
        said.push((words, MeasureId::Pin));
    }
    said
}

/// How two ends of a reporting line depend on each other.
#[must_use]
pub fn dependence_sentence(dependence: &Dependence) -> String {
    let (up, down) = (dependence.follower_on_leader, dependence.leader_on_follower);
    match &dependence.inequality {
        Err(_) => "No dealings are drawn along this line: 0 % of either end's dependence runs on \
                   it."
        .into(),
        Ok(inequality) => {
            let inequality = settled(*inequality);
            let tilt = if inequality.abs() < 0.05 {
                "Both ends depend on each other about as much"
            } else if inequality > 0.0 {
                "The one who reports depends more on the superior"
            } else {
                "The superior depends more on the one who reports"
            };
            format!("{tilt} ({} against {}).", percent(up), percent(down))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_share_is_not_called_nothing() {
        assert_eq!(percent(0.0), "0\u{a0}%");
        assert_eq!(percent(0.004), "0.4\u{a0}%");
        assert_eq!(percent(-0.004), "-0.4\u{a0}%");
        assert_eq!(percent(0.00001), "under\u{a0}0.1\u{a0}%");
        assert_eq!(percent(0.6049), "60\u{a0}%");
    }

    #[test]
    fn large_counts_are_set_apart_by_threes() {
        let told = [0, 999, 9_999, 10_000, 100_000, 1_234_567].map(figures);
        assert_eq!(told, ["0", "999", "9999", "10,000", "100,000", "1,234,567"]);
        assert_eq!(counted(1, "leader", "leaders"), "1 leader");
        assert_eq!(counted(12_000, "leader", "leaders"), "12,000 leaders");
    }

    #[test]
    fn long_lists_say_how_many_more() {
        let names: Vec<String> = ["Ann", "Bob", "Cy", "Di"].map(String::from).to_vec();
        assert_eq!(list(&names[..1]), "Ann");
        assert_eq!(list(&names[..2]), "Ann and Bob");
        assert_eq!(list(&names[..3]), "Ann, Bob and Cy");
        assert_eq!(list(&names), "Ann, Bob and 2 more");
    }
}
