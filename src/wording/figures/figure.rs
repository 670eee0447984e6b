use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::analysis::{Defined, Undefined};

/// Reasons by the path of the key that has no value.
pub type Reasons = BTreeMap<String, String>;

/// Marks the reason of a number that has no value until it is moved under its path. No name on a
/// map begins with this letter.
const NOT_DEFINED: &str = "\u{0}not defined";

/// A number. Whole ones are written without a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            whole if whole.fract() == 0.0 && whole.abs() < 1e15 => to.serialize_i64(whole as i64),
            value => to.serialize_f64(value),
        }
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<f64>()
    }
}

/// A value, or why there is none. Null in the end, with the reason under its path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure<T = Number>(pub(super) Result<T, String>);

impl Figure {
    pub(super) fn of(value: &Defined<f64>) -> Self {
        Self(value.map(Number).map_err(|why| why.to_string()))
    }
}

impl<T> Figure<T> {
    /// What is made of a reading that may not be defined.
    pub(super) fn made<F>(from: &Defined<F>, make: impl FnOnce(&F) -> T) -> Self {
        Self(from.as_ref().map(make).map_err(Undefined::to_string))
    }

    /// No value, because of this.
    pub(super) fn none(why: impl Into<String>) -> Self {
        Self(Err(why.into()))
    }
}

impl<T: Serialize> Serialize for Figure<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(value) => value.serialize(to),
            Err(why) => {
                let mut marked = to.serialize_map(Some(1))?;
                marked.serialize_entry(NOT_DEFINED, why)?;
                marked.end()
            }
        }
    }
}

impl<T: JsonSchema> JsonSchema for Figure<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Nullable_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<Option<T>>()
    }
}

/// Values by name, in their order. A name that comes again gets a number, so that nothing is
/// overwritten.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named<T>(Vec<(String, T)>);

impl<T> Named<T> {
    pub(super) fn of<N: Into<String>>(entries: impl Iterator<Item = (N, T)>) -> Self {
        let mut all: Vec<(String, T)> = Vec::new();
        let mut taken = std::collections::BTreeSet::new();
        for (name, value) in entries {
            let name = name.into();
            let mut own = name.clone();
            let mut number = 2;
            while !taken.insert(own.clone()) {
                own = format!("{name} ({number})");
                number += 1;
            }
            all.push((own, value));
        }
        Self(all)
    }
}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Named_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<BTreeMap<String, T>>()
    }
}

/// Writes figures, and moves the reason of everything that has no value under its path.
pub(super) fn written(figures: &impl Serialize, path: &str, reasons: &mut Reasons) -> Value {
    // Figures are maps with texts as keys, which can always be written.
    let mut value = serde_json::to_value(figures).unwrap_or(Value::Null);
    lift(&mut value, path, reasons);
    value
}

fn lift(value: &mut Value, path: &str, reasons: &mut Reasons) {
    let within =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(why)) = fields.get(NOT_DEFINED) {
                reasons.insert(path.to_owned(), why.clone());
                *value = Value::Null;
                return;
            }
            for (name, field) in fields.iter_mut() {
                lift(field, &within(name), reasons);
            }
        }
        Value::Array(values) => {
            for (at, one) in values.iter_mut().enumerate() {
                lift(one, &within(&at.to_string()), reasons);
            }
        }
        _ => {}
    }
}
