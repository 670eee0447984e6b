//! The map as a table: every position a row, everything about it a column.

use std::collections::BTreeSet;

use super::notice::Tone;
use super::state::Session;
use crate::edit::{Command, Composite, LineCommand, PositionCommand, PositionValue, UnitCommand};
use crate::model::{Chart, Domain, Holder, Position, PositionId, PositionKind, Stage, UnitId};
use crate::quantity::{Expertise, Right, Score};

/// A column of the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What the position is called.
    Title,
    /// Who holds it, by name.
    HeldBy,
    /// The superior by the solid line.
    ReportsTo,
    /// The unit.
    Unit,
    /// Person, team or assistant.
    Kind,
    /// The organization's own number.
    Key,
    /// Routine 0, new every time 1.
    Explore,
    /// Not at all by the book 0, all by the book 1.
    Rules,
    /// What it knows in a domain, 0 to 5.
    Expertise(Domain),
    /// What it may decide in a domain.
    Right(Domain),
    /// Notes.
    Notes,
    /// A further column of the list that positions came from.
    Attribute(String),
}

/// The words for decision rights, in the order of their weight.
const RIGHTS: [(&str, Right); 4] = [
    ("no say", Right::None),
    ("is heard", Right::Heard),
    ("co-decides", Right::CoDecides),
    ("decides", Right::Decides),
];

/// The words for the kinds of position.
const KINDS: [(&str, PositionKind); 3] = [
    ("person", PositionKind::Person),
    ("team", PositionKind::Team),
    ("assistant", PositionKind::Assistant),
];

impl Column {
    /// The columns that a stage has, in order.
    #[must_use]
    pub fn all(stage: &Stage) -> Vec<Self> {
        let mut known: BTreeSet<Self> = BTreeSet::new();
        for (_, position) in stage.positions().iter() {
            known.extend(position.expertise.keys().cloned().map(Self::Expertise));
            known.extend(position.rights.keys().cloned().map(Self::Right));
            known.extend(position.attributes.keys().map(|name| Self::Attribute(name.to_string())));
            if position.key.is_some() {
                known.insert(Self::Key);
            }
        }
        known.extend([Self::Title, Self::HeldBy, Self::ReportsTo, Self::Unit, Self::Kind]);
        known.extend([Self::Explore, Self::Rules, Self::Notes]);
        known.into_iter().collect()
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Title => "Title".into(),
            Self::HeldBy => "Held by".into(),
            Self::ReportsTo => "Reports to".into(),
            Self::Unit => "Unit".into(),
            Self::Kind => "Kind".into(),
            Self::Key => "Key".into(),
            Self::Explore => "Explore".into(),
            Self::Rules => "Rules".into(),
            Self::Expertise(domain) => format!("Knows {domain}"),
            Self::Right(domain) => format!("Decides {domain}"),
            Self::Notes => "Notes".into(),
            Self::Attribute(name) => name.clone(),
        }
    }

    /// What stands in a cell; empty where nothing is known.
    #[must_use]
    pub fn cell(&self, stage: &Stage, chart: &Chart, id: PositionId) -> String {
        let Some(position) = stage.positions().get(id) else { return String::new() };
        let score = |score: Option<Score>| score.map(|s| s.get().to_string()).unwrap_or_default();
        match self {
            Self::Title => position.title.to_string(),
            Self::HeldBy if position.is_vacant() => "vacant".into(),
            Self::HeldBy => {
                let names: Vec<&str> =
                    position.holders.iter().map(|holder| holder.name.as_str()).collect();
                names.join(", ")
            }
            Self::ReportsTo => chart
                .solid_superior(id)
                .and_then(|id| stage.positions().get(id))
                .map(|position| position.title.to_string())
                .unwrap_or_default(),
            Self::Unit => {
                let unit = position.unit.and_then(|unit| stage.units().get(unit));
                unit.map(|unit| unit.name.clone()).unwrap_or_default()
            }
            Self::Kind => {
                let kind = KINDS.iter().find(|(_, kind)| *kind == position.kind);
                kind.map_or("", |(word, _)| word).into()
            }
            Self::Key => position.key.as_deref().unwrap_or_default().to_owned(),
            Self::Explore => score(position.explore),
            Self::Rules => score(position.rules),
            Self::Expertise(domain) => {
                position.expertise.get(domain).map(|l| l.get().to_string()).unwrap_or_default()
            }
            Self::Right(domain) => {
                let right = position.rights.get(domain);
                let word = right.and_then(|right| RIGHTS.iter().find(|(_, it)| it == right));
                word.map_or("", |(word, _)| word).into()
            }
            Self::Notes => position.notes.to_string(),
            Self::Attribute(name) => {
                let value = position.attributes.get(name.as_str());
                value.map(ToString::to_string).unwrap_or_default()
            }
        }
    }
}

impl Session {
    /// Writes cells, all as one step, or none when one cannot be read.
    pub(super) fn set_cells(&mut self, cells: &[(PositionId, Column, String)]) {
        let commands: Result<Vec<Vec<Command>>, String> = cells
            .iter()
            .map(|(id, column, text)| self.cell_command(column, *id, text.trim()))
            .collect();
        match commands {
            Ok(commands) => {
                let mut commands: Vec<Command> = commands.into_iter().flatten().collect();
                let label = format!("Set {} cells", cells.len());
                let kept = self.view.selection.clone();
                let command = match (commands.len(), commands.pop()) {
                    (1, Some(only)) => only,
                    (_, last) => {
                        commands.extend(last);
                        Command::All(Composite { label, commands })
                    }
                };
                self.execute(&command);
                self.view.selection = kept;
            }
            Err(why) => self.tell(Tone::Problem, why),
        }
    }

    fn cell_command(
        &self,
        column: &Column,
        id: PositionId,
        text: &str,
    ) -> Result<Vec<Command>, String> {
        let stage = self.shown_stage();
        let Some(position) = stage.positions().get(id) else { return Ok(Vec::new()) };
        let positions = vec![id];
        let none = text.is_empty();
        let command = match column {
            Column::Title => PositionCommand::Rename { position: id, title: text.into() },
            Column::HeldBy => PositionCommand::Set(PositionValue::Holders {
                position: id,
                holders: holders(position, text),
            }),
            Column::ReportsTo => return self.superior_command(id, text),
            Column::Unit => return self.unit_command(id, text),
            Column::Kind => {
                let kind = KINDS.iter().find(|(word, _)| *word == text.to_lowercase());
                let hint = "write person, team or assistant";
                let (_, kind) = kind.ok_or_else(|| format!("\"{text}\" is no kind; {hint}"))?;
                PositionCommand::Set(PositionValue::Kind { positions, kind: *kind })
            }
            Column::Key => PositionCommand::Set(PositionValue::Key {
                position: id,
                key: (!none).then(|| text.into()),
            }),
            Column::Explore => {
                PositionCommand::Set(PositionValue::Explore { positions, explore: score(text)? })
            }
            Column::Rules => {
                PositionCommand::Set(PositionValue::Rules { positions, rules: score(text)? })
            }
            Column::Expertise(domain) => {
                let level = number(text)?.map(Expertise::new).transpose();
                let level = level.map_err(|_| format!("\"{text}\": expertise is from 0 to 5"))?;
                PositionCommand::Set(PositionValue::Expertise {
                    positions,
                    domain: domain.clone(),
                    level,
                })
            }
            Column::Right(domain) => {
                let right = if none { None } else { Some(right(text)?) };
                PositionCommand::Set(PositionValue::Right {
                    positions,
                    domain: domain.clone(),
                    right,
                })
            }
            Column::Notes => {
                PositionCommand::Set(PositionValue::Notes { position: id, notes: text.into() })
            }
            Column::Attribute(name) => {
                let value = (!none).then(|| text.to_owned());
                PositionCommand::Set(PositionValue::Attribute {
                    positions,
                    name: name.clone(),
                    value,
                })
            }
        };
        Ok(vec![Command::Position(command)])
    }

    fn superior_command(&self, id: PositionId, text: &str) -> Result<Vec<Command>, String> {
        let under = match text {
            "" => None,
            _ => {
                let wanted = text.to_lowercase();
                let called = |other: &PositionId| {
                    *other != id
                        && self.shown_stage().positions().get(*other).is_some_and(|position| {
                            position.title.to_lowercase() == wanted
                                || position.key.as_deref() == Some(text)
                                || position.holders.iter().any(|h| h.name.to_lowercase() == wanted)
                        })
                };
                let found = self.named_like(text).iter().copied().find(called);
                Some(found.ok_or_else(|| {
                    format!("Nobody here is called \"{text}\"; write a title that is on the map")
                })?)
            }
        };
        Ok(vec![Command::Line(LineCommand::Reparent { positions: vec![id], under })])
    }

    /// Puts a position into the unit of this name, which is made when it is not there.
    fn unit_command(&self, id: PositionId, text: &str) -> Result<Vec<Command>, String> {
        let units = self.shown_stage().units();
        let called = |name: &str| name.trim().to_lowercase() == text.to_lowercase();
        let there = units.iter().find(|(_, unit)| called(&unit.name)).map(|(id, _)| id);
        let set = |unit: Option<UnitId>| {
            Command::Position(PositionCommand::Set(PositionValue::Unit {
                positions: vec![id],
                unit,
            }))
        };
        Ok(match (text, there) {
            ("", _) => vec![set(None)],
            (_, Some(unit)) => vec![set(Some(unit))],
            (name, None) => {
                let name = name.to_owned();
                vec![Command::Unit(UnitCommand::Join { name, members: vec![id] })]
            }
        })
    }
}

/// The holders of these names; those who are there already keep their shares.
fn holders(position: &Position, text: &str) -> Vec<Holder> {
    if text.eq_ignore_ascii_case("vacant") {
        return Vec::new();
    }
    let names: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    let there = |name: &str| position.holders.iter().find(|holder| holder.name == name).cloned();
    names.into_iter().map(|name| there(name).unwrap_or_else(|| Holder::named(name))).collect()
}

/// A number as people write it: with a comma, or in percent.
fn number(text: &str) -> Result<Option<f64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let (digits, part) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (text, 1.0),
    };
    let read = digits.replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    read.map(|number| Some(number / part)).ok_or_else(|| format!("\"{text}\" is no number"))
}

fn score(text: &str) -> Result<Option<Score>, String> {
    let score = number(text)?.map(Score::new).transpose();
    score.map_err(|_| format!("\"{text}\" is not from 0 to 1"))
}

fn right(text: &str) -> Result<Right, String> {
    let lower = text.to_lowercase();
    let by_word = RIGHTS.iter().find(|(word, _)| *word == lower).map(|(_, right)| *right);
    let by_weight = || Right::new(number(text).ok()??).ok();
    by_word.or_else(by_weight).ok_or_else(|| {
        format!("\"{text}\" is no decision right; write decides, co-decides, is heard or no say")
    })
}
