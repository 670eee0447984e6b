//! Scenes and rounds of guesses between the file format's types and the model's.

use std::str::FromStr;

use super::super::native::{
    NativeComparison, NativeFolding, NativeGuess, NativeNeighborhood, NativePin, NativeRound,
    NativeScene, Number,
};
use super::to_model::{Wrong, wrong};
use super::{give_back, keep};
use crate::model::{
    Domain, Folding, Guess, GuessQuestion, GuessRound, Manner, Neighborhood, Pin, RoundId, Scene,
    SceneId, Subject,
};
use crate::quantity::{MapPoint, MapRect};

pub(super) fn scene(id: SceneId, scene: &Scene) -> NativeScene {
    let texts = |ids: &[crate::model::PositionId]| ids.iter().map(ToString::to_string).collect();
    NativeScene {
        id: id.to_string(),
        title: scene.title.clone(),
        stage: scene.stage.to_string(),
        lens: scene.lens.clone(),
        what_if: scene.subject == Subject::WhatIf,
        compare: match scene.subject {
            Subject::Comparison { with, manner } => {
                Some(NativeComparison { with: with.to_string(), manner: manner.key().into() })
            }
            _ => None,
        },
        guesses: match scene.subject {
            Subject::Guesses(round) => Some(round.to_string()),
            _ => None,
        },
        viewport: scene
            .viewport
            .map(|view| [view.min.x, view.min.y, view.max.x, view.max.y].map(Number)),
        focus: scene
            .focus
            .as_ref()
            .map(|focus| NativeNeighborhood { around: texts(&focus.around), steps: focus.steps }),
        folding: scene.folding.as_ref().map(|folding| NativeFolding {
            positions: folding.positions.iter().map(ToString::to_string).collect(),
            units: folding.units.iter().map(ToString::to_string).collect(),
        }),
        highlight: texts(&scene.highlight),
        flows: scene.flows.iter().map(ToString::to_string).collect(),
        lines: scene.lines.iter().map(ToString::to_string).collect(),
        note: scene.note.clone(),
        extra: give_back(&scene.extra).into(),
    }
}

pub(super) fn scene_of(native: &NativeScene) -> Result<Scene, Wrong> {
    let viewport = native.viewport.map(|[left, top, right, bottom]| MapRect {
        min: MapPoint::new(left.0, top.0),
        max: MapPoint::new(right.0, bottom.0),
    });
    let focus = native.focus.as_ref().map(|focus| {
        Ok::<_, Wrong>(Neighborhood { around: ids(&focus.around, "position")?, steps: focus.steps })
    });
    let folding = native.folding.as_ref().map(|folding| {
        Ok::<_, Wrong>(Folding {
            positions: ids(&folding.positions, "position")?.into_iter().collect(),
            units: ids(&folding.units, "unit")?.into_iter().collect(),
        })
    });
    Ok(Scene {
        title: native.title.clone(),
        stage: id(&native.stage, "stage")?,
        lens: native.lens.clone(),
        subject: subject_of(native)?,
        viewport,
        focus: focus.transpose()?,
        folding: folding.transpose()?,
        highlight: ids(&native.highlight, "position")?,
        flows: ids(&native.flows, "flow")?,
        lines: ids(&native.lines, "reporting line")?,
        note: native.note.clone(),
        extra: keep(native.extra.clone()),
    })
}

fn subject_of(native: &NativeScene) -> Result<Subject, Wrong> {
    match (native.what_if, &native.compare, &native.guesses) {
        (false, None, None) => Ok(Subject::Map),
        (true, None, None) => Ok(Subject::WhatIf),
        (false, Some(compare), None) => {
            let with = id(&compare.with, "stage")?;
            let manner = Manner::named(&compare.manner).ok_or_else(|| {
                let what = format!("a comparison laid \"{}\"", compare.manner);
                wrong(what, "stages are laid beside or over each other")
            })?;
            Ok(Subject::Comparison { with, manner })
        }
        (false, None, Some(round)) => {
            Ok(Subject::Guesses(id::<RoundId>(round, "round of guesses")?))
        }
        _ => Err(wrong(
            "a scene shows two things at once",
            "keep one of what_if, compare and guesses",
        )),
    }
}

pub(super) fn round(id: RoundId, round: &GuessRound) -> NativeRound {
    let pin = |pin: &Pin| NativePin {
        who: pin.who.clone(),
        position: pin.position.map(|id| id.to_string()),
        guess: match pin.guess {
            Guess::Number(number) => NativeGuess::Number(Number(number)),
            Guess::Position(id) => NativeGuess::Position(id.to_string()),
        },
        after: pin.after,
        extra: give_back(&pin.extra).into(),
    };
    NativeRound {
        id: id.to_string(),
        question: round.question.key().into(),
        domain: match &round.question {
            GuessQuestion::KnowsMost(domain) => Some(domain.name().into()),
            _ => None,
        },
        stage: round.stage.to_string(),
        pins: round.pins.iter().map(pin).collect(),
        revealed: round.revealed,
        extra: give_back(&round.extra).into(),
    }
}

pub(super) fn round_of(native: NativeRound) -> Result<GuessRound, Wrong> {
    let domain = native.domain.as_deref().and_then(Domain::new);
    let question = match (native.question.as_str(), domain) {
        ("centre", None) => GuessQuestion::Center,
        ("asked-most", None) => GuessQuestion::AskedMost,
        ("sideways", None) => GuessQuestion::Sideways,
        ("knows-most", Some(domain)) => GuessQuestion::KnowsMost(domain),
        (other, domain) => {
            let of = domain.map(|domain| format!(" about \"{domain}\"")).unwrap_or_default();
            return Err(wrong(
                format!("a round that asks \"{other}\"{of}"),
                "rounds ask centre, asked-most, sideways, or knows-most with a domain",
            ));
        }
    };
    Ok(GuessRound {
        question,
        stage: id(&native.stage, "stage")?,
        pins: native.pins.into_iter().map(pin_of).collect::<Result<_, _>>()?,
        revealed: native.revealed,
        extra: keep(native.extra),
    })
}

fn pin_of(native: NativePin) -> Result<Pin, Wrong> {
    let guess = match &native.guess {
        NativeGuess::Number(number) => Guess::Number(number.0),
        NativeGuess::Position(text) => Guess::Position(id(text, "position")?),
    };
    let position = native.position.as_deref().map(|text| id(text, "position")).transpose()?;
    let (who, after) = (native.who, native.after);
    Ok(Pin { who, position, guess, after, extra: keep(native.extra) })
}

fn ids<T: FromStr>(texts: &[String], what: &str) -> Result<Vec<T>, Wrong> {
    texts.iter().map(|text| id(text, what)).collect()
}

fn id<T: FromStr>(text: &str, what: &str) -> Result<T, Wrong> {
    text.parse().map_err(|_| {
        let said = format!("it names the {what} \"{text}\", which is no identity of one");
        wrong(said, "identities are a letter and a number, like p1 for a position")
    })
}
