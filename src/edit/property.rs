//! What is known of a position, and the title of the map: commands that set a value.

use super::draft::Draft;
use super::naming::{number, quoted, short};
use super::{MapCommand, PositionValue, Refused};
use crate::model::{Domain, Holder, Position, PositionId, PositionKind, SurveyResponse, UnitId};
use crate::quantity::{Expertise, Right, Score};

/// Gives positions a value.
pub(super) fn property(draft: &mut Draft, value: &PositionValue) -> Result<String, Refused> {
    match value {
        PositionValue::Kind { positions, kind } => {
            let ids = set(draft, positions, |position| position.kind = *kind)?;
            Ok(format!("Make {} {}", draft.names(&ids), kind_words(*kind)))
        }
        PositionValue::Holders { position, holders } => set_holders(draft, *position, holders),
        PositionValue::Unit { positions, unit } => set_unit(draft, positions, *unit),
        PositionValue::Notes { position, notes } => {
            let ids = set(draft, &[*position], |position| position.notes = notes.into())?;
            Ok(format!("Note on {}", draft.names(&ids)))
        }
        PositionValue::Key { position, key } => set_key(draft, *position, key.as_deref()),
        PositionValue::Attribute { positions, name, value } => {
            set_attribute(draft, positions, name, value.as_deref())
        }
        PositionValue::Survey { position, responses } => set_survey(draft, *position, responses),
        PositionValue::Level { positions, level } => {
            let value = level.map(|level| level.to_string());
            measured(draft, positions, "level", value, |position| position.level = *level)
        }
        PositionValue::Authority { positions, authority } => {
            let value = authority.map(|authority| number(authority.get()));
            measured(draft, positions, "stated authority", value, |it| it.authority = *authority)
        }
        PositionValue::Explore { positions, explore } => {
            let value = scored(*explore);
            measured(draft, positions, "exploration", value, |it| it.explore = *explore)
        }
        PositionValue::Rules { positions, rules } => {
            measured(draft, positions, "rules", scored(*rules), |it| it.rules = *rules)
        }
        PositionValue::Wants { positions, wants } => {
            measured(draft, positions, "wish to be asked", scored(*wants), |it| it.wants = *wants)
        }
        PositionValue::Pin { positions, pin } => {
            measured(draft, positions, "pin", scored(*pin), |it| it.pin = *pin)
        }
        PositionValue::PinAfter { positions, pin } => {
            let value = scored(*pin);
            measured(draft, positions, "pin after seeing it", value, |it| it.pin_after = *pin)
        }
        PositionValue::AnsweredNobody { positions, answered } => {
            let ids = set(draft, positions, |position| position.answered_nobody = *answered)?;
            let what = if *answered { "answered: nobody" } else { "not answered yet" };
            Ok(format!("Note {} as {what}", draft.names(&ids)))
        }
        PositionValue::Expertise { positions, domain, level } => {
            set_expertise(draft, positions, domain, *level)
        }
        PositionValue::Right { positions, domain, right } => {
            set_right(draft, positions, domain, *right)
        }
    }
}

fn scored(score: Option<Score>) -> Option<String> {
    score.map(|score| number(score.get()))
}

/// Sets one of the properties that feed the readings.
fn measured(
    draft: &mut Draft,
    positions: &[PositionId],
    what: &str,
    value: Option<String>,
    edit: impl Fn(&mut Position),
) -> Result<String, Refused> {
    let ids = set(draft, positions, edit)?;
    Ok(value_label(draft, &ids, what, value))
}

fn set_expertise(
    draft: &mut Draft,
    positions: &[PositionId],
    domain: &Domain,
    level: Option<Expertise>,
) -> Result<String, Refused> {
    let what = format!("expertise in {}", short(domain.name()));
    let value = level.map(|level| number(level.get()));
    measured(draft, positions, &what, value, |position| {
        match level {
            Some(level) => position.expertise.insert(domain.clone(), level),
            None => position.expertise.remove(domain),
        };
    })
}

fn set_right(
    draft: &mut Draft,
    positions: &[PositionId],
    domain: &Domain,
    right: Option<Right>,
) -> Result<String, Refused> {
    let what = format!("right in {}", short(domain.name()));
    let value = right.map(|right| number(right.weight()));
    measured(draft, positions, &what, value, |position| {
        match right {
            Some(right) => position.rights.insert(domain.clone(), right),
            None => position.rights.remove(domain),
        };
    })
}

fn set_holders(
    draft: &mut Draft,
    position: PositionId,
    holders: &[Holder],
) -> Result<String, Refused> {
    let ids = set(draft, &[position], |position| position.holders = holders.to_vec())?;
    Ok(match holders.is_empty() {
        true => format!("Make {} vacant", draft.names(&ids)),
        false => format!("Set who holds {}", draft.names(&ids)),
    })
}

/// The commands about the map as a whole.
pub(super) fn map(draft: &mut Draft, command: &MapCommand) -> Result<String, Refused> {
    let mut header = draft.map().header().as_ref().clone();
    let label = match command {
        MapCommand::SetTitle { title } => {
            title.trim().clone_into(&mut header.title);
            format!("Title the map {}", quoted(title))
        }
        MapCommand::SetDescription { description } => {
            header.description.clone_from(description);
            "Describe the map".into()
        }
        MapCommand::SetSetting { name, value } => {
            match value {
                Some(value) if value.is_finite() => header.settings.insert(name.clone(), *value),
                Some(_) => return Err(Refused::new("A setting is a number", "type one")),
                None => header.settings.remove(name),
            };
            match value {
                Some(value) => format!("Set {} to {}", quoted(name), number(*value)),
                None => format!("Set {} back to the usual value", quoted(name)),
            }
        }
    };
    draft.set_header(header)?;
    Ok(label)
}

fn set(
    draft: &mut Draft,
    positions: &[PositionId],
    edit: impl Fn(&mut Position),
) -> Result<Vec<PositionId>, Refused> {
    let ids = draft.each(positions)?;
    for id in &ids {
        draft.edit_position(*id, &edit)?;
    }
    Ok(ids)
}

fn value_label(draft: &Draft, ids: &[PositionId], what: &str, value: Option<String>) -> String {
    match value {
        Some(value) => format!("Set {what} of {} to {value}", draft.names(ids)),
        None => format!("Clear {what} of {}", draft.names(ids)),
    }
}

fn kind_words(kind: PositionKind) -> &'static str {
    match kind {
        PositionKind::Person => "a person's seat",
        PositionKind::Team => "a team",
        PositionKind::Assistant => "an assistant's seat",
    }
}

pub(super) fn rename(draft: &mut Draft, id: PositionId, title: &str) -> Result<String, Refused> {
    let before = draft.name(id);
    draft.edit_position(id, |position| position.title = title.trim().into())?;
    Ok(format!("Rename {before} to {}", draft.name(id)))
}

fn set_unit(
    draft: &mut Draft,
    positions: &[PositionId],
    unit: Option<UnitId>,
) -> Result<String, Refused> {
    let name = unit.map(|unit| draft.unit(unit).map(|unit| quoted(&unit.name))).transpose()?;
    let ids = set(draft, positions, |position| position.unit = unit)?;
    Ok(match name {
        Some(name) => format!("Put {} into {name}", draft.names(&ids)),
        None => format!("Take {} out of the unit", draft.names(&ids)),
    })
}

fn set_key(draft: &mut Draft, id: PositionId, key: Option<&str>) -> Result<String, Refused> {
    draft.position(id)?;
    let key = key.map(str::trim).filter(|key| !key.is_empty());
    let owner = match key {
        Some(key) => draft.stage()?.position_by_key(key).filter(|owner| *owner != id),
        None => None,
    };
    if let (Some(owner), Some(key)) = (owner, key) {
        return Err(Refused::new(
            format!("{} already has the key {}", draft.name(owner), quoted(key)),
            "choose another key, or change that one first",
        ));
    }
    draft.edit_position(id, |position| position.key = key.map(Into::into))?;
    Ok(value_label(draft, &[id], "key", key.map(quoted)))
}

fn set_attribute(
    draft: &mut Draft,
    positions: &[PositionId],
    name: &str,
    value: Option<&str>,
) -> Result<String, Refused> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refused::new("A property needs a name", "type one"));
    }
    let ids = set(draft, positions, |position| {
        match value {
            Some(value) => position.attributes.insert(name.into(), value.into()),
            None => position.attributes.remove(name),
        };
    })?;
    Ok(value_label(draft, &ids, &short(name), value.map(quoted)))
}

fn set_survey(
    draft: &mut Draft,
    id: PositionId,
    responses: &[SurveyResponse],
) -> Result<String, Refused> {
    let answers = responses.iter().flat_map(|response| response.answers).flatten();
    if let Some(answer) = answers.into_iter().find(|answer| !(1..=7).contains(answer)) {
        let why = format!("A survey answer must be from 1 to 7, not {answer}");
        return Err(Refused::new(why, "correct it, or leave it out"));
    }
    let ids = set(draft, &[id], |position| position.survey = responses.to_vec())?;
    Ok(format!("Set the survey of {}", draft.names(&ids)))
}

pub(super) fn rename_domain(
    draft: &mut Draft,
    from: &Domain,
    to: &Domain,
) -> Result<String, Refused> {
    let label = format!("Rename domain {} to {}", quoted(from.name()), quoted(to.name()));
    if from == to {
        return Ok(label);
    }
    let knows = |position: &Position| {
        position.expertise.contains_key(from) || position.rights.contains_key(from)
    };
    let positions = draft.stage()?.positions().iter();
    let ids: Vec<_> = positions.filter(|(_, it)| knows(it)).map(|(id, _)| id).collect();
    if ids.is_empty() {
        let why = format!("No position of this stage has {}", quoted(from.name()));
        return Err(Refused::new(why, "choose a domain that one has"));
    }
    for id in ids {
        let position = draft.position(id)?;
        let both = (position.expertise.contains_key(from) && position.expertise.contains_key(to))
            || (position.rights.contains_key(from) && position.rights.contains_key(to));
        if both {
            let (from, to) = (quoted(from.name()), quoted(to.name()));
            let why = format!("{} has both {from} and {to}", draft.name(id));
            return Err(Refused::new(why, "take one of the two away there first"));
        }
        draft.edit_position(id, |position| {
            if let Some(level) = position.expertise.remove(from) {
                position.expertise.insert(to.clone(), level);
            }
            if let Some(right) = position.rights.remove(from) {
                position.rights.insert(to.clone(), right);
            }
        })?;
    }
    Ok(label)
}
