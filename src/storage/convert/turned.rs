//! Records of a stage that become those of the map while their text is read.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::super::native::{NativeFlow, NativeLine, NativePlacement, NativePosition, Number};
use super::super::record::{Entries, Text};
use super::super::records::{Turns, Why};
use super::answers::response_of;
use super::keep;
use super::known::Known;
use super::to_model::{Wrong, holder_of, out_of_range, wrong};
use crate::model::{
    Domain, Few, Flow, FlowId, FlowKind, Line, LineId, LineKind, Placement, Position, PositionId,
    PositionKind,
};
use crate::quantity::{Expertise, Frequency, MapPoint, OutOfRange, Rating, Right, Score, Weight};

impl From<Wrong> for Why {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(wrong)
    }
}

/// An identity as it is written.
fn id<T: FromStr>(text: &str, what: &'static str) -> Result<T, Why> {
    text.parse().map_err(|_| Why::NoIdentity { what, text: text.to_owned() })
}

impl<'a> Turns for NativePosition<'a> {
    type Id = PositionId;
    type Made = Position;
    type Known = Known;
    type Name = Text<'a>;

    fn name(&self) -> Text<'a> {
        self.id.clone()
    }

    fn turn(self, known: &mut Known) -> Result<(PositionId, Position), Why> {
        Ok((id(&self.id, "position")?, position_of(self, known)?))
    }
}

impl<'a> Turns for NativeLine<'a> {
    type Id = LineId;
    type Made = Line;
    type Known = Known;
    type Name = Text<'a>;

    fn name(&self) -> Text<'a> {
        self.id.clone()
    }

    fn turn(self, _: &mut Known) -> Result<(LineId, Line), Why> {
        let own = id(&self.id, "reporting line")?;
        let kind = match &*self.kind {
            "solid" => Ok(LineKind::Solid),
            "dotted" => Ok(LineKind::Dotted),
            other => Err(wrong(format!("a line of kind \"{other}\""), "lines are solid or dotted")),
        };
        let made = Line {
            from: id(&self.from, "position")?,
            to: id(&self.to, "position")?,
            kind: kind?,
            accepts: rating(self.accepts)?,
            distance: rating(self.distance)?,
            distance_proper: rating(self.distance_proper)?,
            extra: keep(self.extra),
        };
        Ok((own, made))
    }
}

impl<'a> Turns for NativeFlow<'a> {
    type Id = FlowId;
    type Made = Flow;
    type Known = Known;
    type Name = Text<'a>;

    fn name(&self) -> Text<'a> {
        self.id.clone()
    }

    fn turn(self, known: &mut Known) -> Result<(FlowId, Flow), Why> {
        Ok((id(&self.id, "flow")?, flow_of(self, known)?))
    }
}

impl<'a> Turns for NativePlacement<'a> {
    type Id = PositionId;
    type Made = Placement;
    type Known = Known;
    type Name = Text<'a>;

    fn name(&self) -> Text<'a> {
        self.position.clone()
    }

    fn turn(self, _: &mut Known) -> Result<(PositionId, Placement), Why> {
        let made = Placement {
            at: self.at.map(|(x, y)| MapPoint::new(x.0, y.0)),
            order: self.order.map(|order| order.0),
            folded: self.folded,
            extra: keep(self.extra),
        };
        Ok((id(&self.position, "position")?, made))
    }
}

fn rating(number: Option<Number>) -> Result<Option<Rating>, Wrong> {
    number.map(|number| Rating::new(number.0)).transpose().map_err(|error| out_of_range(&error))
}

/// Turns a list into one that has exactly its room: the parser makes some for what may come yet.
fn exactly<N, M>(list: Vec<N>, turn: impl Fn(N) -> Result<M, Wrong>) -> Result<Vec<M>, Wrong> {
    let mut made = Vec::with_capacity(list.len());
    for native in list {
        made.push(turn(native)?);
    }
    Ok(made)
}

fn position_of(native: NativePosition<'_>, known: &mut Known) -> Result<Position, Wrong> {
    let kind = match native.kind.as_deref() {
        None | Some("person") => PositionKind::Person,
        Some("team") => PositionKind::Team,
        Some("assistant") => PositionKind::Assistant,
        Some(other) => {
            let what = format!("a position of kind \"{other}\"");
            return Err(wrong(what, "a position is a person's, a team's or an assistant's"));
        }
    };
    let score = |number: Option<Number>| {
        number.map(|number| Score::new(number.0)).transpose().map_err(|e| out_of_range(&e))
    };
    let unit = native.unit.as_deref().map(|unit| {
        unit.parse().map_err(|()| wrong(format!("the unit \"{unit}\""), "units are named like u1"))
    });
    let authority = native.authority.map(|number| Weight::new(number.0));
    Ok(Position {
        key: native.key,
        title: native.title,
        kind,
        holders: exactly(native.holders, holder_of)?,
        unit: unit.transpose()?,
        level: native.level,
        authority: authority.transpose().map_err(|error| out_of_range(&error))?,
        explore: score(native.explore)?,
        rules: score(native.rules)?,
        wants: score(native.wants)?,
        pin: score(native.pin)?,
        pin_after: score(native.pin_after)?,
        answered_nobody: native.answered_nobody,
        expertise: by_domain(native.expertise, known, Expertise::new)?,
        rights: by_domain(native.rights, known, Right::new)?,
        survey: exactly(native.survey, response_of)?,
        notes: native.notes,
        attributes: known.attributes(native.attributes),
        extra: keep(native.extra),
    })
}

fn by_domain<V>(
    entries: Entries<Text<'_>, Number>,
    known: &mut Known,
    make: impl Fn(f64) -> Result<V, OutOfRange>,
) -> Result<Few<Domain, V>, Wrong> {
    let mut table = Few::default();
    // A few are put in one by one, and the place of one among many is not made room for.
    let mut many = BTreeMap::new();
    for (name, number) in entries {
        let domain = known
            .domain(&name)
            .ok_or_else(|| wrong("a domain without a name", "name it, or take it out"))?;
        let value = make(number.0)
            .map_err(|error| wrong(format!("in \"{name}\", {error}"), "correct the number"))?;
        let before = if table.len() < Few::<Domain, V>::MANY || table.contains_key(&domain) {
            table.insert(domain, value)
        } else {
            many.insert(domain, value)
        };
        if before.is_some() {
            let what = format!("the domain \"{}\" stands there twice", name.trim());
            return Err(wrong(what, "keep one of the two"));
        }
    }
    table.extend(many);
    Ok(table)
}

pub(super) fn position_id(text: &str) -> Result<PositionId, Wrong> {
    text.parse()
        .map_err(|()| wrong(format!("the position \"{text}\""), "positions are named like p1"))
}

fn flow_of(native: NativeFlow<'_>, known: &mut Known) -> Result<Flow, Wrong> {
    let kind = match (&*native.kind, native.relation.as_deref()) {
        ("consult", None) => FlowKind::Consult,
        ("instruct", None) => FlowKind::Instruct,
        ("inform", None) => FlowKind::Inform,
        ("relation", Some(name)) => match known.relation(name) {
            Some(name) => FlowKind::Relation(name),
            None => {
                let what = format!("a relation called \"{name}\"");
                return Err(wrong(what, "give it a name that lines and flows do not have"));
            }
        },
        (other, _) => {
            let what = format!("a flow of kind \"{other}\"");
            return Err(wrong(what, "flows consult, instruct, inform, or are a named relation"));
        }
    };
    let number = native.frequency.map_or(1.0, |frequency| frequency.0);
    let frequency = match kind {
        FlowKind::Relation(_) => Frequency::count(number),
        _ => Frequency::new(number),
    };
    Ok(Flow {
        from: position_id(&native.from)?,
        to: position_id(&native.to)?,
        kind,
        frequency: frequency.map_err(|error| out_of_range(&error))?,
        took_up: native
            .took_up
            .map(|part| Score::new(part.0))
            .transpose()
            .map_err(|error| out_of_range(&error))?,
        extra: keep(native.extra),
    })
}
