//! What is read besides the readings as one JSON value: units, domains, contrasts, leaders, band.

use serde_json::{Map, Value, json};

use super::measures_theory::Reasons;
use crate::analysis::{Defined, Further, Gap, OverLeaders, Spread, Undefined, UnitFigures};
use crate::model::{Stage, codes};

/// Everything in `further`, with the reason for every null under its path in `undefined`.
#[must_use]
pub fn further_json(stage: &Stage, further: &Further, undefined: &mut Reasons) -> Value {
    let mut writer = Writer { stage, undefined };
    let units = further.units.iter().map(|(id, unit)| {
        let name = stage.units().get(*id).map_or_else(|| id.to_string(), |it| it.name.clone());
        (name, unit)
    });
    let units: Vec<(String, &UnitFigures)> = units.collect();
    let mut by_unit = Map::new();
    for (name, unit) in units {
        // Two units of one name are told apart by a number.
        let mut key = name.clone();
        let mut number = 2;
        while by_unit.contains_key(&key) {
            key = format!("{name} ({number})");
            number += 1;
        }
        let value = writer.unit(&key, unit);
        by_unit.insert(key, value);
    }
    let domains = further.domains.iter();
    let domains: Map<String, Value> = domains
        .map(|(domain, gap)| (domain.name().to_owned(), writer.gap(domain.name(), gap)))
        .collect();
    let contrasts = &further.contrasts;
    let contrasts = [
        ("network", &contrasts.network),
        ("knowledge_anywhere", &contrasts.anywhere),
        ("lateral", &contrasts.lateral),
        ("consult", &contrasts.consult),
        ("survey", &contrasts.survey),
    ];
    let contrasts = writer.numbers("contrasts", &contrasts);
    let band = match &further.band {
        Ok(band) => json!({
            "respondents": band.respondents,
            "top_heaviness": spread(&band.top_heaviness),
            "height": spread(&band.height),
            "pull": match &band.pull {
                Ok(pull) => spread(pull),
                Err(why) => writer.null("band.pull", *why),
            },
        }),
        Err(why) => writer.null("band", *why),
    };
    let leading = writer.leading(further);
    json!({
        "units": by_unit,
        "domains": domains,
        "contrasts": contrasts,
        "band": band,
        "leading": leading,
    })
}

fn spread(spread: &Spread) -> Value {
    json!({ "low": spread.low, "high": spread.high, "standard_error": spread.error })
}

struct Writer<'a> {
    stage: &'a Stage,
    undefined: &'a mut Reasons,
}

impl Writer<'_> {
    fn null(&mut self, path: &str, why: Undefined) -> Value {
        self.undefined.insert(format!("further.{path}"), why.to_string());
        Value::Null
    }

    fn number(&mut self, path: &str, value: &Defined<f64>) -> Value {
        match value {
            Ok(value) => json!(value),
            Err(why) => self.null(path, *why),
        }
    }

    fn numbers(&mut self, path: &str, values: &[(&str, &Defined<f64>)]) -> Map<String, Value> {
        let named = values.iter().map(|(name, value)| {
            ((*name).to_owned(), self.number(&format!("{path}.{name}"), value))
        });
        named.collect()
    }

    fn unit(&mut self, name: &str, unit: &UnitFigures) -> Value {
        let values = [
            ("explore", &unit.explore),
            ("rules", &unit.rules),
            ("organicity", &unit.organicity),
            ("fit", &unit.fit),
            ("authority", &unit.authority),
            ("knowledge", &unit.knowledge),
            ("influence", &unit.influence),
            ("gap", &unit.gap),
            ("consult_share", &unit.consult),
            ("lateral_share", &unit.lateral),
            ("e_i", &unit.outside),
        ];
        let mut out = self.numbers(&format!("units.{name}"), &values);
        out.insert("people".into(), json!(unit.people));
        out.insert("vacant".into(), json!(unit.vacant));
        out.insert("confidence".into(), json!(unit.confidence));
        Value::Object(out)
    }

    fn gap(&mut self, domain: &str, gap: &Gap) -> Value {
        let values = [
            ("emd_steps", &gap.steps),
            ("signed_steps", &gap.down_steps),
            ("vertical_share", &gap.vertical_share),
        ];
        let mut out = self.numbers(&format!("domains.{domain}"), &values);
        out.insert("tv".into(), json!(gap.tv));
        Value::Object(out)
    }

    fn leading(&mut self, further: &Further) -> Value {
        let it = &further.leading;
        let codes = codes(self.stage);
        let people = [
            ("consult_vs_instruct", &it.consult),
            ("consults_downward", &it.downward),
            ("take_up", &it.take_up),
            ("e_i", &it.outside),
            ("insulation", &it.insulation),
            ("insulation_chain_only", &it.insulation_chain_only),
            ("acceptance", &it.acceptance),
            ("distance", &it.distance),
            ("pin_gap", &it.pin_gap),
            ("espoused_minus_enacted", &it.espoused_apart),
        ];
        let mut out = Map::new();
        for (name, value) in people {
            let over = |it: &OverLeaders| {
                let most = codes.get(&it.most).cloned().unwrap_or_else(|| it.most.to_string());
                json!({ "mean": it.mean, "count": it.count, "most": most, "largest": it.largest })
            };
            let value = match value {
                Ok(value) => over(value),
                Err(why) => self.null(&format!("leading.{name}"), *why),
            };
            out.insert(name.into(), value);
        }
        for (name, value) in [("mismatch", &it.mismatch), ("inequality", &it.inequality)] {
            let value = match value {
                Ok(it) => json!({ "mean": it.mean, "lines": it.count }),
                Err(why) => self.null(&format!("leading.{name}"), *why),
            };
            out.insert(name.into(), value);
        }
        out.insert("paper_lines".into(), json!(it.paper_lines));
        let shares =
            [("rights_below_the_top", &it.decided_below), ("shared_routines", &it.shared_routines)];
        out.extend(self.numbers("leading", &shares));
        Value::Object(out)
    }
}
