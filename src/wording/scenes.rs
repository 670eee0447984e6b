//! The usual sequence of a presentation, and what stands above each of its scenes.

use super::words::{one, people, percent, positions};
use super::{Lens, Reading};
use crate::analysis::Analysis;
use crate::model::{Manner, OrgMap, PositionId, Scene, Stage, StageId, Subject};

/// A scene of the usual sequence. Its title is what it is about; above the picture stands what
/// the map says to that at the moment.
struct Topic {
    title: &'static str,
    /// What the presenter may say or ask.
    note: &'static str,
}

const STRUCTURE: Topic = Topic {
    title: "The structure",
    note: "Is this how you are set up? Correct it now; everything that follows rests on it.",
};
const DECIDES: Topic = Topic {
    title: "Who decides",
    note: "Ask before you show it: who has the last word here, and on what?",
};
const KNOWS: Topic = Topic {
    title: "Who knows",
    note: "Ask: whom do you go to when you do not know? Is everybody on the map who is asked?",
};
const GAP: Topic = Topic {
    title: "The gap",
    note: "The river shows what must cross each reporting line to meet its decision. Where does \
           that take time?",
};
const TALK: Topic = Topic {
    title: "Who talks to whom",
    note: "Asking, telling, informing: which of the three is missing between whom?",
};
const CENTER: Topic = Topic {
    title: "The centre of gravity",
    note: "Open a round of guesses first. Then reveal, and let those furthest away explain.",
};
const WEIGHTIEST: Topic = Topic {
    title: "What weighs most",
    note: "Say it as a question. Does anybody see it differently, and what would the map need?",
};
const WHAT_IF: Topic = Topic {
    title: "What if",
    note: "One change and where the centres would go. It is a thought, not a proposal.",
};
const COMPARISON: &str = "Compare the last two stages. What has to happen first?";

/// The usual sequence for a stage: the structure, who decides, who knows, the gap, who talks, the
/// centre, and where the readings give them the weightiest finding, a what-if and the comparison
/// of the last two stages. A map without positions gives the structure alone.
#[must_use]
pub fn default_scenes(
    map: &OrgMap,
    stage: StageId,
    readings: Option<(&Analysis, &Reading)>,
) -> Vec<Scene> {
    let scene = |topic: &Topic, lens: Lens| Scene {
        note: topic.note.into(),
        ..Scene::new(topic.title, stage, lens.key())
    };
    let mut scenes = vec![scene(&STRUCTURE, Lens::Structure)];
    if map.stage(stage).is_none_or(|stage| stage.positions().is_empty()) {
        return scenes;
    }
    let analysis = readings.map(|(analysis, _)| analysis);
    let authority = analysis.and_then(|it| it.authority.pooled.as_ref().ok());
    let knowledge = analysis.and_then(|it| it.knowledge.pooled.as_ref().ok());
    let lens = Lens::AuthorityAndKnowledge;
    let foremost = |shares: Option<&Vec<f64>>| {
        let (analysis, shares) = analysis.zip(shares)?;
        Some(half_of(analysis, shares))
    };
    let pointing = |topic, shares| Scene {
        highlight: foremost(shares).unwrap_or_default(),
        ..scene(topic, lens)
    };
    scenes.push(pointing(&DECIDES, authority));
    scenes.push(pointing(&KNOWS, knowledge));
    scenes.push(scene(&GAP, lens));
    scenes.push(scene(&TALK, Lens::Communication));
    scenes.push(scene(&CENTER, Lens::CenterOfGravity));
    if let Some(finding) = readings.and_then(|(_, reading)| reading.findings.first()) {
        let lens = if finding.flows.is_empty() { lens } else { Lens::Communication };
        scenes.push(Scene {
            highlight: finding.positions.clone(),
            flows: finding.flows.clone(),
            lines: finding.lines.clone(),
            ..scene(&WEIGHTIEST, lens)
        });
    }
    if analysis.is_some_and(|analysis| !analysis.misfits.is_empty()) {
        let subject = Subject::WhatIf;
        scenes.push(Scene { subject, ..scene(&WHAT_IF, Lens::CenterOfGravity) });
    }
    scenes.extend(comparison(map));
    scenes
}

/// The last stage against the one before it.
fn comparison(map: &OrgMap) -> Option<Scene> {
    let stages: Vec<(StageId, &Stage)> = map.stages().collect();
    let [.., (with, before), (last, now)] = stages.as_slice() else { return None };
    let title = format!("From {} to {}", before.record().name, now.record().name);
    let subject = Subject::Comparison { with: *with, manner: Manner::Beside };
    let lens = Lens::CenterOfGravity.key();
    Some(Scene { subject, note: COMPARISON.into(), ..Scene::new(title, *last, lens) })
}

/// The fewest people who have half of something together, those with most first; ties in the
/// order of their identities.
fn half_of(analysis: &Analysis, shares: &[f64]) -> Vec<PositionId> {
    let mut order: Vec<(f64, PositionId)> =
        shares.iter().copied().zip(analysis.people.iter().copied()).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut sum = 0.0;
    let mut half = Vec::new();
    for (share, id) in order {
        // Shares that sum to a half but for rounding are a half.
        if sum >= 0.5 - 1e-9 {
            break;
        }
        sum += share;
        half.push(id);
    }
    half
}

/// What stands above a scene: the words it was given, or for a scene of the usual sequence what
/// the map says to it. Nothing where the title says no more than the lens does, or where the map
/// says nothing yet: the finding of the lens then stands there.
#[must_use]
pub fn scene_headline(
    scene: &Scene,
    stage: &Stage,
    readings: Option<(&Analysis, &Reading)>,
) -> Option<String> {
    let title = scene.title.trim();
    let of_lens = Lens::named(title).is_some();
    if title.is_empty() || of_lens {
        return None;
    }
    let topics = [&STRUCTURE, &DECIDES, &KNOWS, &GAP, &TALK, &CENTER, &WEIGHTIEST];
    let Some(topic) = topics.iter().find(|topic| topic.title == title) else {
        return Some(title.to_owned());
    };
    if topic.title == STRUCTURE.title {
        let count = stage.positions().len();
        let levels = readings.map_or(0, |(analysis, _)| analysis.hierarchy.levels);
        return Some(match levels {
            0 | 1 => format!("{}.", positions(count)),
            levels => format!("{} on {levels} levels.", positions(count)),
        });
    }
    let (analysis, reading) = readings?;
    said(topic.title, stage, analysis, reading)
}

fn said(topic: &str, stage: &Stage, analysis: &Analysis, reading: &Reading) -> Option<String> {
    let known = |value: &crate::analysis::Defined<f64>| value.as_ref().ok().copied();
    match topic {
        it if it == DECIDES.title => {
            shared(stage, analysis, analysis.authority.pooled.as_ref().ok()?, "the say")
        }
        it if it == KNOWS.title => {
            shared(stage, analysis, analysis.knowledge.pooled.as_ref().ok()?, "the knowledge")
        }
        it if it == GAP.title => {
            let gap = analysis.gap.as_ref().ok()?;
            Some(match known(&gap.steps) {
                Some(steps) => format!(
                    "Knowledge is {} reporting steps from the decision it is for.",
                    one(steps)
                ),
                None => {
                    format!("{} of the knowledge sits away from the decision.", percent(gap.tv))
                }
            })
        }
        it if it == TALK.title => {
            let sideways = known(&analysis.flow_shares.lateral)?;
            Some(format!("{} of the talk goes sideways.", percent(sideways)))
        }
        it if it == CENTER.title => {
            let sentence = reading.verdict.sentence.as_str();
            let first = sentence.split_once(": ").map_or(sentence, |(first, _)| first);
            Some(format!("{}.", first.trim_end_matches('.')))
        }
        _ => reading.findings.first().map(|finding| finding.sentence.clone()),
    }
}

/// Who has how much of something: one person who has a quarter or more, else how many have half.
fn shared(stage: &Stage, analysis: &Analysis, shares: &[f64], what: &str) -> Option<String> {
    const MUCH: f64 = 0.25;
    let half = half_of(analysis, shares);
    let first = *half.first()?;
    let share = shares.get(analysis.person(first)?).copied()?;
    let title = stage.positions().get(first).map_or("", |position| position.title.trim());
    Some(if share >= MUCH && !title.is_empty() {
        format!("{title} has {} of {what}.", percent(share))
    } else {
        let of = people(analysis.people.len());
        format!("Half of {what} sits with {} of {of}.", half.len())
    })
}
