use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::{ReadWarning, WriteError};
use super::write::replace_file;
use crate::model::{
    FlowKind, OrgMap, Position, PositionId, PositionKind, Stage, StageId, Voice, codes,
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
        return Err(WriteError {
            path: folder.to_path_buf(),
            why: format!("the map has no stage {stage}"),
            hint: "name one of its stages".into(),
        });
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
    ];
    for (name, rows) in files {
        let path = folder.join(name);
        match rows {
            Some(rows) => replace_file(&path, &text(&path, &rows)?)?,
            None if path.exists() => {
                std::fs::remove_file(&path).map_err(|error| WriteError::from_io(&path, &error))?;
            }
            None => {}
        }
    }
    Ok(lost(map, stage_now, folder))
}

type Rows = Vec<Vec<String>>;

fn text(path: &Path, rows: &Rows) -> Result<Vec<u8>, WriteError> {
    let failed = |why: String| WriteError {
        path: path.to_path_buf(),
        why,
        hint: "try another folder".into(),
    };
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
        let has = |holds: fn(&Position) -> bool| self.held().any(|(_, position)| holds(position));
        let mut others: Vec<&String> =
            self.held().flat_map(|(_, position)| position.attributes.keys()).collect();
        others.sort_unstable();
        others.dedup();
        type Column<'c> = (&'c str, Box<dyn Fn(&Position) -> String + 'c>);
        let mut columns: Vec<Column<'_>> = Vec::new();
        if has(|position| position.unit.is_some()) {
            let name = |position: &Position| {
                let unit = position.unit.and_then(|id| self.stage.units().get(id));
                unit.map(|unit| unit.name.clone()).unwrap_or_default()
            };
            columns.push(("dept", Box::new(name)));
        }
        if has(|position| position.level.is_some()) {
            columns.push(("level", Box::new(|position| optional(position.level))));
        }
        if has(|position| position.authority.is_some()) {
            let stated = |position: &Position| optional(position.authority.map(Weight::get));
            columns.push(("authority", Box::new(stated)));
        }
        if has(|position| position.explore.is_some()) {
            let explore = |position: &Position| optional(position.explore.map(Score::get));
            columns.push(("explore", Box::new(explore)));
        }
        if has(|position| position.rules.is_some()) {
            let rules = |position: &Position| optional(position.rules.map(Score::get));
            columns.push(("rules", Box::new(rules)));
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
        let header = ["node", "respondent", "voice", "q1", "q2", "q3", "q4", "q5", "q6", "q7"];
        let mut rows = vec![row(header)];
        for (id, position) in self.held() {
            for response in &position.survey {
                let voice = match response.voice {
                    Voice::Espoused => "espoused",
                    Voice::Enacted => "enacted",
                };
                let mut cells = vec![self.code(id), response.respondent.clone(), voice.into()];
                cells.extend(response.answers.iter().map(|answer| optional(*answer)));
                rows.push(cells);
            }
        }
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
    let count = |holds: &dyn Fn(&Position) -> bool| {
        stage.positions().iter().filter(|(_, position)| holds(position)).count()
    };
    let named = |p: &Position| p.holders.iter().any(|holder| !holder.name.is_empty());
    let told = [
        (map.stages().count() - 1, "other stages are not in these tables"),
        (count(&Position::is_vacant), "vacant positions will be read as held"),
        (count(&named), "positions lose the names of their holders"),
        (count(&|p| p.holders.len() > 1), "shared posts will be read as held by one"),
        (count(&|p| p.kind != PositionKind::Person), "teams or assistants will be read as persons"),
        (count(&|p| !p.notes.is_empty()), "positions lose their notes"),
        (
            stage.units().iter().filter(|(_, u)| u.parent.is_some()).count(),
            "units lose their nesting",
        ),
        (stage.placements().len(), "positions lose the place they were given by hand"),
        (map.scenes().len(), "scenes are not in these tables"),
    ];
    told.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| ReadWarning {
            path: path.clone(),
            line: None,
            what: format!("{count} {what}"),
        })
        .collect()
}
