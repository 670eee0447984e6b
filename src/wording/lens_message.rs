//! The one message of a lens: what it finds, as a sentence with its number, and how to read it.

use std::collections::BTreeMap;

use super::Lens;
use super::firm::{contested, too_few_arrows};
use super::words::{self, list, one, percent, settled, two};
use crate::analysis::{Analysis, Defined, RoutineClass, Settings, Undefined, Verdict};
use crate::model::{Chart, FlowKind, LineKind, PositionId, Routine, Stage};

/// What the message of a lens is made from.
#[derive(Debug, Clone)]
pub struct LensInput<'a> {
    /// The lens.
    pub lens: Lens,
    /// The stage that is read.
    pub stage: &'a Stage,
    /// What it says; nothing where it is not worked out yet.
    pub analysis: Option<&'a Analysis>,
    /// The borders of zones and bands.
    pub settings: Settings,
    /// The routine that is shown, and how those who carry it work together.
    pub routine: Option<(&'a Routine, Defined<RoutineClass>)>,
}

/// The message of a lens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LensMessage {
    /// What it finds, with its number; where nothing is found, why.
    pub finding: String,
    /// How to read the picture, in one line.
    pub reading: String,
}

/// The message of a lens on a stage.
#[must_use]
pub fn lens_message(input: &LensInput<'_>) -> LensMessage {
    if input.lens == Lens::Structure {
        return structure(input.stage);
    }
    let Some(analysis) = input.analysis else {
        let finding = format!("{}: not worked out yet", input.lens.name());
        return LensMessage { finding, reading: String::new() };
    };
    let speaker = Speaker { input, analysis };
    match input.lens {
        Lens::Structure => structure(input.stage),
        Lens::Organicity => speaker.organicity(),
        Lens::AuthorityAndKnowledge => speaker.authority_and_knowledge(),
        Lens::CenterOfGravity => speaker.center_of_gravity(),
        Lens::Communication => speaker.communication(),
        Lens::Leadership => speaker.leadership(),
        Lens::Fit => speaker.fit(),
    }
}

/// What a zone of the verdict is called on a ruler.
#[must_use]
pub fn zone_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::AtTheTop => "at the top",
        Verdict::Between => "between",
        Verdict::AtTheCenter => "at the centre",
        Verdict::SpreadOut => "spread out",
        Verdict::AtTheBottom => "at the bottom",
        Verdict::OnOnePerson(_) => "on one person",
        Verdict::NoChart | Verdict::ChartOnly | Verdict::Undecided => "not enough drawn",
    }
}

/// How those who carry a routine work together, in plain words and in the word of Spillane (2006).
#[must_use]
pub fn routine_words(class: Defined<RoutineClass>) -> &'static str {
    match class {
        Ok(RoutineClass::Solo) => "alone (solo)",
        Ok(RoutineClass::Collaborated) => "together (collaborated)",
        Ok(RoutineClass::Collective) => "side by side (collective)",
        Ok(RoutineClass::Coordinated) => "in steps (coordinated)",
        Err(_) => "how they work together is not said",
    }
}

/// A place among the levels of a chart, 0 the top.
fn level_words(depth: usize, levels: usize) -> String {
    match depth {
        0 => "at the top".into(),
        depth if depth + 1 == levels => "at the bottom".into(),
        depth if levels == 3 && depth == 1 => "in the middle".into(),
        depth => format!("on level {} of {levels}", depth + 1),
    }
}

/// What a level of a chart is called beside its bars, 0 the top.
#[must_use]
pub fn level_name(depth: usize, levels: usize) -> String {
    match depth {
        0 => "top".into(),
        depth if depth + 1 == levels => "bottom".into(),
        depth if levels == 3 && depth == 1 => "middle".into(),
        depth => format!("level {}", depth + 1),
    }
}

fn message(finding: impl Into<String>, reading: impl Into<String>) -> LensMessage {
    LensMessage { finding: finding.into(), reading: reading.into() }
}

/// That something is not defined, and what to draw.
fn missing(what: &str, why: Undefined, next: &str) -> LensMessage {
    message(format!("{what}: not enough drawn"), format!("Not defined: {why}. {next}"))
}

fn title_of(stage: &Stage, id: PositionId) -> String {
    let title = stage.positions().get(id).map_or("", |position| position.title.trim());
    if title.is_empty() { "Untitled".into() } else { title.into() }
}

fn structure(stage: &Stage) -> LensMessage {
    let positions = stage.positions().len();
    if positions == 0 {
        return LensMessage::default();
    }
    let chart = Chart::of(stage);
    let ids = stage.positions().iter().map(|(id, _)| id);
    let spans = ids.map(|id| (chart.reports(id).count(), id));
    let widest = spans.max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
    let seats = words::counted(positions, "position", "positions");
    let finding = match widest.filter(|(span, _)| *span > 0) {
        Some((span, id)) => {
            let dotted = match chart.reports(id).filter(|of| of.1 == LineKind::Dotted).count() {
                0 => String::new(),
                dotted => format!(", {dotted} of them by a dotted line"),
            };
            let reports = words::counted(span, "report", "reports") + &dotted;
            format!("{seats}; the widest span is that of {}: {reports}", title_of(stage, id))
        }
        None => format!("{seats}, without reporting lines"),
    };
    message(finding, structure_reading(stage))
}

fn structure_reading(stage: &Stage) -> &'static str {
    let standard = stage.flows().iter().any(|(_, flow)| FlowKind::STANDARD.contains(&flow.kind));
    match (!stage.lines().is_empty(), standard, stage.flows().is_empty()) {
        (true, true, _) => {
            "Lines run up to the one reported to; the thin arrows behind show who asks, tells and \
             informs whom."
        }
        (true, false, _) => "Lines run up to the one reported to.",
        (false, true, _) => "Arrows show who asks, tells and informs whom, thicker the more often.",
        (false, false, false) => "Each arrow is one relation between two positions.",
        (false, false, true) => "Positions without lines or arrows yet.",
    }
}

/// What a star says.
const STARS: &str =
    "A star marks who leads without being put in charge, with its share of all influence.";

/// The same with a small first letter.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// From so many people on, or from this density on, a matrix tells more than arrows do; never
/// among so few that each arrow can be followed.
const DENSE_PEOPLE: usize = 40;
const DENSE: f64 = 0.15;
const DENSE_LEAST: usize = 12;

/// Knows the names and numbers that messages are made of.
struct Speaker<'a> {
    input: &'a LensInput<'a>,
    analysis: &'a Analysis,
}

impl Speaker<'_> {
    fn organicity(&self) -> LensMessage {
        let known = self.analysis.organicity.by_person.iter();
        let scores: Vec<f64> = known.filter_map(|it| it.score().ok()).collect();
        let next = "Add consult and instruct arrows, or answer the survey.";
        let whole = match &self.analysis.organicity.map {
            Ok(whole) => *whole,
            Err(why) => return missing("Mechanistic or organic", *why, next),
        };
        let mechanistic = scores.iter().filter(|score| settled(**score) < 0.4).count();
        let organic = scores.iter().filter(|score| settled(**score) > 0.6).count();
        let (count, word) = match organic > mechanistic {
            true => (organic, "organically"),
            false => (mechanistic, "mechanistically"),
        };
        let finding = format!(
            "{} of {} work {word}; on the whole {} from mechanistic (0) to organic (1)",
            words::figures(count),
            words::counted(scores.len(), "position", "positions"),
            two(whole)
        );
        message(
            finding,
            "Square and blue works mechanistically, grey is mixed, round and amber organically.",
        )
    }

    fn authority_and_knowledge(&self) -> LensMessage {
        let gap = match &self.analysis.gap {
            Ok(gap) => gap,
            Err(why) => {
                let next = "Enter expertise, draw who asks whom, and draw the chart.";
                return missing("Authority against knowledge", *why, next);
            }
        };
        let far = match &gap.steps {
            Ok(steps) => format!(
                "Knowledge is {} reporting {} away from the authority to use it. ",
                one(*steps),
                if one(*steps) == "1.0" { "step" } else { "steps" }
            ),
            Err(_) => String::new(),
        };
        let reading = format!("{far}The river is what has to cross a line.");
        let hands = format!(
            "{:.0} of every 100 units of knowledge would have to change hands to sit with authority",
            gap.tv * 100.0
        );
        message(self.by_level().unwrap_or(hands), reading)
    }

    /// On which levels most of the authority and most of the knowledge sit.
    fn by_level(&self) -> Option<String> {
        let levels = self.analysis.hierarchy.levels;
        if levels < 2 {
            return None;
        }
        let heaviest = |column: &Defined<Vec<f64>>| -> Option<(usize, f64)> {
            let column = column.as_ref().ok()?;
            let mut shares = vec![0.0; levels];
            for (id, share) in self.analysis.people.iter().zip(column) {
                let depth = self.analysis.hierarchy.depth.get(id).copied();
                *depth.and_then(|depth| shares.get_mut(depth))? += share;
            }
            let numbered = shares.into_iter().enumerate();
            numbered.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
        };
        let (decides, authority) = heaviest(&self.analysis.authority.pooled)?;
        let (knows, knowledge) = heaviest(&self.analysis.knowledge.pooled)?;
        let (authority, knowledge) = (percent(authority), percent(knowledge));
        let (above, below) = (level_words(decides, levels), level_words(knows, levels));
        Some(match decides == knows {
            true => format!(
                "{authority} of the authority and {knowledge} of the knowledge sit together {above}"
            ),
            false => format!(
                "{authority} of the authority sits {above}, {knowledge} of the knowledge {below}"
            ),
        })
    }

    fn center_of_gravity(&self) -> LensMessage {
        let gravity = &self.analysis.gravity;
        let pull = match &gravity.pull {
            Ok(pull) => *pull,
            Err(why) => {
                let next = "Draw who reports to whom, who asks and tells whom, and enter rights \
                            and expertise.";
                return missing("The centre of gravity", *why, next);
            }
        };
        if let Some(why) = too_few_arrows(self.analysis) {
            return message("The centre of gravity: not enough drawn", why);
        }
        let named = |verdict: Verdict| match verdict {
            Verdict::Between => "between the top and the centre".to_owned(),
            Verdict::OnOnePerson(id) => {
                format!("on one person, {}", title_of(self.input.stage, id))
            }
            verdict => zone_words(verdict).to_owned(),
        };
        let place = match contested(self.analysis, &self.input.settings) {
            Some((one, other)) => {
                let [one, other] = [one, other].map(|verdict| match verdict {
                    Verdict::OnOnePerson(_) => named(verdict),
                    verdict => zone_words(verdict).to_owned(),
                });
                format!("on the border of \u{201c}{one}\u{201d} and \u{201c}{other}\u{201d}")
            }
            None => named(gravity.verdict),
        };
        let how = match settled(pull) < 0.0 {
            true => "lower than everyone counted alike".to_owned(),
            false => format!("{} as top-heavy as pure command", percent(pull)),
        };
        let names = |part: &crate::analysis::MassPart| part.name().to_owned();
        let parts: Vec<String> = gravity.parts.iter().map(names).collect();
        message(
            format!("The centre of gravity is {place}: {how}"),
            format!(
                "The darker a box, the more of the weight it carries. Weighed: {}.",
                list(&parts)
            ),
        )
    }

    fn communication(&self) -> LensMessage {
        let shares = &self.analysis.flow_shares;
        let lateral = match &shares.lateral {
            Ok(lateral) => *lateral,
            Err(why) => {
                return self.most_drawn().unwrap_or_else(|| {
                    let next = "Draw who asks, tells and informs whom.";
                    missing("Who talks to whom", *why, next)
                });
            }
        };
        let sideways = format!("{} of the talk goes sideways", percent(lateral));
        let finding = match &shares.consult {
            Ok(consult) if settled(*consult) >= 0.5 => {
                format!("People ask rather than tell: {}; {sideways}", percent(*consult))
            }
            Ok(consult) => {
                format!("People tell rather than ask: {}; {sideways}", percent(1.0 - consult))
            }
            Err(_) => sideways,
        };
        message(
            finding,
            format!(
                "Arrows run from the one who asks, tells or informs, thicker the more often; two \
                 heads run both ways.{}",
                if self.is_dense() { " So many arrows are told better as a matrix." } else { "" }
            ),
        )
    }

    /// Of what kind most of the arrows are, where there is no chart to hold them against.
    fn most_drawn(&self) -> Option<LensMessage> {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, flow) in self.input.stage.flows().iter() {
            let kind = match &flow.kind {
                FlowKind::Consult => "consulting",
                FlowKind::Instruct => "instructing",
                FlowKind::Inform => "informing",
                FlowKind::Relation(name) => name.name(),
            };
            *kinds.entry(kind).or_default() += 1;
        }
        let all: usize = kinds.values().sum();
        let most =
            kinds.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(one.0)));
        let (kind, count) = most?;
        let people = words::counted(self.analysis.people.len(), "position", "positions");
        let arrows = words::counted(all, "arrow", "arrows");
        let finding = match count == all {
            true => format!("{arrows} among {people}: {kind}"),
            false => format!("{arrows} among {people}; most are {kind}: {count}"),
        };
        Some(message(finding, structure_reading(self.input.stage)))
    }

    /// Whether so many talk, or so much, that a matrix tells more than a map.
    fn is_dense(&self) -> bool {
        let people = self.analysis.people.len();
        let flows = self.input.stage.flows().iter();
        let pairs: std::collections::BTreeSet<_> =
            flows.map(|(_, flow)| (flow.from, flow.to)).collect();
        let all = people * people.saturating_sub(1);
        people >= DENSE_PEOPLE || pairs.len() as f64 >= DENSE * all as f64 && people > DENSE_LEAST
    }

    fn leadership(&self) -> LensMessage {
        let influence = match &self.analysis.influence {
            Ok(influence) => influence,
            Err(why) => {
                let next = "Draw who asks and tells whom.";
                return missing("Who leads", *why, next);
            }
        };
        let share = |id: &PositionId| {
            let person = self.analysis.person(*id)?;
            Some((*influence.get(person)?, *id))
        };
        let heaviest = |ids: &[PositionId]| {
            let shares = ids.iter().filter_map(share);
            shares.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
        };
        let emergent = self.analysis.leadership.emergent.as_deref();
        let lead = match emergent.map(<[PositionId]>::len) {
            Err(_) => "Who leads without being put in charge is not defined".to_owned(),
            Ok(0) => "Nobody leads without being put in charge".to_owned(),
            Ok(1) => "1 position leads without being put in charge".to_owned(),
            Ok(count) => format!("{count} lead without being put in charge"),
        };
        let emergent = emergent.unwrap_or_default();
        let told = heaviest(emergent).or_else(|| heaviest(&self.analysis.people));
        let most = told.map(|(share, id)| {
            let name = title_of(self.input.stage, id);
            format!("{name} has {} of all influence", percent(share))
        });
        match (self.shown_routine(emergent), most) {
            (Some((carried, leading)), Some(most)) => {
                let leading = leading.unwrap_or(lead);
                message(format!("{carried}; {}", lower(&leading)), format!("{most}."))
            }
            (Some((carried, _)), None) => message(carried, format!("{lead}.")),
            (None, Some(most)) => message(format!("{lead}; {most}"), STARS),
            (None, None) => message(lead, STARS),
        }
    }

    /// The routine that is shown and how it is carried; and how many of those who do lead without
    /// being put in charge, where some do.
    fn shown_routine(&self, emergent: &[PositionId]) -> Option<(String, Option<String>)> {
        let (routine, class) = self.input.routine?;
        let mut carriers: Vec<PositionId> =
            routine.parts.iter().map(|part| part.position).collect();
        carriers.sort_unstable();
        carriers.dedup();
        let who = match carriers.as_slice() {
            [only] => title_of(self.input.stage, *only),
            several => words::counted(several.len(), "position", "positions"),
        };
        let how = match class {
            Ok(RoutineClass::Solo) => " alone",
            Ok(RoutineClass::Collaborated) => " together",
            Ok(RoutineClass::Collective) => " side by side",
            Ok(RoutineClass::Coordinated) => " in steps",
            Err(_) => "",
        };
        let carried = format!("\u{201c}{}\u{201d} is carried by {who}{how}", routine.name.trim());
        let lead = carriers.iter().filter(|id| emergent.contains(id)).count();
        let leading = match (lead, carriers.len()) {
            (0, _) => None,
            (1, 1) => Some("who leads without being put in charge".into()),
            (1, _) => Some("1 of them leads without being put in charge".into()),
            (count, _) => Some(format!("{count} of them lead without being put in charge")),
        };
        Some((carried, leading))
    }

    fn fit(&self) -> LensMessage {
        let (organicity, explore) =
            match (&self.analysis.organicity.map, &self.analysis.mean_explore) {
                (Ok(organicity), Ok(explore)) => (*organicity, *explore),
                (Err(why), _) | (_, Err(why)) => {
                    let next = "Enter how far the work of each explores, and draw arrows or answer \
                                the survey.";
                    return missing("Whether the work is run as it asks", *why, next);
                }
            };
        let apart = self.apart();
        let band = self.input.settings.fit_band;
        let count = |wanted: fn(f64, f64) -> bool| {
            apart.iter().filter(|apart| wanted(**apart, band)).count()
        };
        let tighter = count(|apart, band| apart < -band);
        let looser = count(|apart, band| apart > band);
        let all = words::counted(apart.len(), "position", "positions");
        let finding = match (tighter, looser) {
            (0, 0) => format!("All {all} are run as their work asks"),
            (tighter, _) if tighter == apart.len() => {
                format!("All {all} are run tighter than their work asks")
            }
            (tighter, looser) if tighter >= looser => {
                format!("{} of {all} are run tighter than their work asks", words::figures(tighter))
            }
            (_, looser) => {
                format!("{} of {all} are run looser than their work asks", words::figures(looser))
            }
        };
        let reading = format!(
            "The work asks for {} exploration, of 1; the way people work together reaches {} \
             organicity.",
            two(explore),
            two(organicity)
        );
        message(finding, reading)
    }

    /// Organicity minus exploration of everybody of whom both are known.
    fn apart(&self) -> Vec<f64> {
        let people = self.analysis.people.iter().zip(&self.analysis.organicity.by_person);
        let apart = people.filter_map(|(id, own)| {
            let explore = self.input.stage.positions().get(*id)?.explore?.get();
            Some(own.score().ok()? - explore)
        });
        apart.collect()
    }
}
