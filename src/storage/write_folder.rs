use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::error::{ReadWarning, WriteError};
use super::text::plain;
use super::write::replace_file;
use super::{AUTHORITY, EXPLORE, LEVEL, RULES, UNIT};
use crate::model::{
    FlowKind, LineKind, OrgMap, Outcomes, Position, PositionId, PositionKind, Stage, StageId,
    SurveyResponse, UnitId, Voice, codes,
};
use crate::quantity::{Score, Weight};

/// Writes one stage as a folder of tables, each put in place whole. Tables that would be empty
/// are not written; one that is there from before is taken away. Gives a warning for everything
/// that the tables cannot hold.
///
/// # Errors
/// The folder or a table cannot be written.
pub fn write_table_folder(
    map: &OrgMap,
    stage: StageId,
    folder: &Path,
) -> Result<Vec<ReadWarning>, WriteError> {
    let Some(stage_now) = map.stage(stage) else {
        let why = format!("the map has no stage {stage}");
        return Err(WriteError::new(folder, why, "name one of its stages"));
    };
    std::fs::create_dir_all(folder).map_err(|error| WriteError::from_io(folder, &error))?;
    let tables = Tables { stage: stage_now, codes: codes(stage_now) };
    let files = [
        ("nodes.csv", Some(tables.nodes())),
        ("edges.csv", Some(tables.edges())),
        ("expertise.csv", tables.expertise()),
        ("rights.csv", tables.rights()),
        ("survey.csv", tables.survey()),
        ("routines.csv", tables.routines()),
        ("outcomes.csv", tables.outcomes()),
    ];
    let mut warnings = Vec::new();
    for (name, rows) in files {
        let path = folder.join(name);
        match rows {
            Some(rows) => replace_file(&path, &text(&path, &rows)?)?,
            None if path.exists() => {
                std::fs::remove_file(&path).map_err(|error| WriteError::from_io(&path, &error))?;
                let what = "was there from before and is taken away: this map has nothing for it";
                warnings.push(ReadWarning { path, line: None, what: what.into() });
            }
            None => {}
        }
    }
    warnings.extend(lost(map, stage_now, folder));
    Ok(warnings)
}

type Rows = Vec<Vec<String>>;

fn text(path: &Path, rows: &Rows) -> Result<Vec<u8>, WriteError> {
    let failed = |why: String| WriteError::new(path, why, "try another folder");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

struct Tables<'a> {
    stage: &'a Stage,
    codes: BTreeMap<PositionId, String>,
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn optional(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

impl Tables<'_> {
    fn code(&self, id: PositionId) -> String {
        self.codes.get(&id).cloned().unwrap_or_default()
    }

    fn held(&self) -> impl Iterator<Item = (PositionId, &Position)> {
        self.stage.positions().iter()
    }

    fn nodes(&self) -> Rows {
        let mut others: Vec<&String> =
            self.held().flat_map(|(_, position)| position.attributes.keys()).collect();
        others.sort_unstable();
        others.dedup();
        // A further column that is called like one with a meaning would be read as that one, unless
        // that one stands before it.
        let has = |holds: fn(&Position) -> bool, names: &[&str]| {
            let called = |other: &&String| names.iter().any(|name| plain(name) == plain(other));
            self.held().any(|(_, position)| holds(position)) || others.iter().any(called)
        };
        type Column<'c> = (&'c str, Box<dyn Fn(&Position) -> String + 'c>);
        let mut columns: Vec<Column<'_>> = Vec::new();
        if has(|position| position.unit.is_some(), &UNIT) {
            let name = |position: &Position| {
                let unit = position.unit.and_then(|id| self.stage.units().get(id));
                unit.map(|unit| unit.name.clone()).unwrap_or_default()
            };
            columns.push((UNIT[0], Box::new(name)));
        }
        if has(|position| position.level.is_some(), &LEVEL) {
            columns.push((LEVEL[0], Box::new(|position| optional(position.level))));
        }
        if has(|position| position.authority.is_some(), &AUTHORITY) {
            let stated = |position: &Position| optional(position.authority.map(Weight::get));
            columns.push((AUTHORITY[0], Box::new(stated)));
        }
        if has(|position| position.explore.is_some(), &EXPLORE) {
            let explore = |position: &Position| optional(position.explore.map(Score::get));
            columns.push((EXPLORE[0], Box::new(explore)));
        }
        if has(|position| position.rules.is_some(), &RULES) {
            let rules = |position: &Position| optional(position.rules.map(Score::get));
            columns.push((RULES[0], Box::new(rules)));
        }
        let mut header = row(["id", "label"]);
        header.extend(columns.iter().map(|(name, _)| (*name).to_owned()));
        header.extend(others.iter().map(|name| (*name).clone()));
        let mut rows = vec![header];
        for (id, position) in self.held() {
            let mut cells = vec![self.code(id), position.title.clone()];
            cells.extend(columns.iter().map(|(_, cell)| cell(position)));
            cells.extend(
                others
                    .iter()
                    .map(|name| position.attributes.get(*name).cloned().unwrap_or_default()),
            );
            rows.push(cells);
        }
        rows
    }

    /// Lines first, the solid one of each position before its dotted ones, which is how they
    /// are told apart when the table is read.
    fn edges(&self) -> Rows {
        let mut rows = vec![row(["from", "to", "kind", "weight"])];
        let mut lines: Vec<_> = self.stage.lines().iter().collect();
        lines.sort_by_key(|(id, line)| (line.kind, *id));
        for (_, line) in lines {
            rows.push(vec![
                self.code(line.from),
                self.code(line.to),
                "reports_to".into(),
                "1".into(),
            ]);
        }
        for (_, flow) in self.stage.flows().iter() {
            let kind = match &flow.kind {
                FlowKind::Consult => "consults",
                FlowKind::Instruct => "instructs",
                FlowKind::Inform => "informs",
                FlowKind::Relation(name) => name.name(),
            };
            rows.push(vec![
                self.code(flow.from),
                self.code(flow.to),
                kind.into(),
                flow.frequency.get().to_string(),
            ]);
        }
        rows
    }

    fn expertise(&self) -> Option<Rows> {
        let mut rows = vec![row(["node", "domain", "level"])];
        for (id, position) in self.held() {
            rows.extend(position.expertise.iter().map(|(domain, level)| {
                vec![self.code(id), domain.to_string(), level.get().to_string()]
            }));
        }
        (rows.len() > 1).then_some(rows)
    }

    fn rights(&self) -> Option<Rows> {
        let mut rows = vec![row(["node", "domain", "right"])];
        for (id, position) in self.held() {
            rows.extend(position.rights.iter().map(|(domain, right)| {
                vec![self.code(id), domain.to_string(), right.weight().to_string()]
            }));
        }
        (rows.len() > 1).then_some(rows)
    }

    fn survey(&self) -> Option<Rows> {
        // The items of readiness stand behind the others where anybody answered one.
        let ready = |response: &SurveyResponse| response.readiness.iter().any(Option::is_some);
        let readiness = self.held().any(|(_, position)| position.survey.iter().any(ready));
        let items = if readiness { 10 } else { 7 };
        let mut header = row(["node", "respondent", "voice"]);
        header.extend((1..=items).map(|item| format!("q{item}")));
        let mut rows = vec![header];
        for (id, position) in self.held() {
            for response in &position.survey {
                let voice = match response.voice {
                    Voice::Espoused => "espoused",
                    Voice::Enacted => "enacted",
                };
                let mut cells = vec![self.code(id), response.respondent.clone(), voice.into()];
                let answers = response.answers.iter().chain(&response.readiness).take(items);
                cells.extend(answers.map(|answer| optional(*answer)));
                rows.push(cells);
            }
        }
        (rows.len() > 1).then_some(rows)
    }

    fn outcomes(&self) -> Option<Rows> {
        let mut rows = vec![row(["unit", "outcome", "value"])];
        let mut add = |unit: &str, outcomes: &Outcomes| {
            rows.extend(outcomes.iter().map(|(name, amount)| {
                vec![unit.to_owned(), name.to_string(), amount.get().to_string()]
            }));
        };
        add("", &self.stage.record().outcomes);
        self.stage.units().iter().for_each(|(_, unit)| add(&unit.name, &unit.outcomes));
        (rows.len() > 1).then_some(rows)
    }

    fn routines(&self) -> Option<Rows> {
        let mut rows = vec![row(["routine", "node", "step", "together"])];
        for (_, routine) in self.stage.routines().iter() {
            rows.extend(routine.parts.iter().map(|part| {
                let together = if part.together { "1" } else { "0" };
                vec![
                    routine.name.clone(),
                    self.code(part.position),
                    optional(part.step),
                    together.into(),
                ]
            }));
        }
        (rows.len() > 1).then_some(rows)
    }
}

/// What the tables cannot hold.
fn lost(map: &OrgMap, stage: &Stage, folder: &Path) -> Vec<ReadWarning> {
    let path: PathBuf = folder.join("nodes.csv");
    let mut told = lost_of_positions(stage);
    told.extend(lost_of_tables(stage));
    told.extend([
        (map.stages().count() - 1, "stages that are not in these tables"),
        (map.scenes().len(), "scenes that are not in these tables"),
    ]);
    told.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| ReadWarning {
            path: path.clone(),
            line: None,
            what: format!("{what}: {count}"),
        })
        .collect()
}

/// What becomes of how many positions.
fn lost_of_positions(stage: &Stage) -> Vec<(usize, &'static str)> {
    let count = |holds: &dyn Fn(&Position) -> bool| {
        stage.positions().iter().filter(|(_, position)| holds(position)).count()
    };
    let named = |p: &Position| p.holders.iter().any(|holder| !holder.name.is_empty());
    let part = |p: &Position| p.holders.len() == 1 && p.holders.iter().any(|h| h.share.get() < 1.0);
    vec![
        (count(&Position::is_vacant), "vacant positions, which will be read as held"),
        (count(&named), "positions that lose the names of their holders"),
        (count(&|p| p.holders.len() > 1), "shared positions, which will be read as held by one"),
        (count(&part), "positions held in part, which will be read as held in full"),
        (
            count(&|p| p.kind != PositionKind::Person),
            "teams and assistants, which will be read as persons",
        ),
        (
            count(&|p| p.title.trim().is_empty()),
            "positions without a title, which take their code for one",
        ),
        (count(&|p| !p.notes.is_empty()), "positions that lose their notes"),
        (stage.placements().len(), "positions that lose the place they were given by hand"),
    ]
}

/// What becomes of how many units, lines and routines.
fn lost_of_tables(stage: &Stage) -> Vec<(usize, &'static str)> {
    let solid: BTreeSet<PositionId> = (stage.lines().iter())
        .filter(|(_, line)| line.kind == LineKind::Solid)
        .map(|(_, line)| line.from)
        .collect();
    let bare: BTreeSet<PositionId> = (stage.lines().iter())
        .map(|(_, line)| line.from)
        .filter(|from| !solid.contains(from))
        .collect();
    let held: BTreeSet<UnitId> =
        stage.positions().iter().filter_map(|(_, position)| position.unit).collect();
    let units = stage.units();
    let routines = stage.routines();
    vec![
        (units.iter().filter(|(_, u)| u.parent.is_some()).count(), "units that lose their nesting"),
        (
            units.iter().filter(|(id, u)| !held.contains(id) || u.name.trim().is_empty()).count(),
            "units without positions or names, which are lost",
        ),
        (
            repeated(units.iter().map(|(_, u)| u.name.trim())),
            "units that become one with another of the same name",
        ),
        (bare.len(), "positions with dotted lines only, of which the first will be read as solid"),
        (
            routines.iter().filter(|(_, r)| r.parts.is_empty()).count(),
            "routines without parts, which are lost",
        ),
        (
            repeated(routines.iter().map(|(_, r)| r.name.trim())),
            "routines that become one with another of the same name",
        ),
    ]
}

/// How many names have stood there before.
fn repeated<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    let mut seen = BTreeSet::new();
    names.filter(|name| !seen.insert(*name)).count()
}
