use std::io::Write;

use super::args::Check;
use super::{Failure, read};
use crate::analysis::{Cancel, Question, SETTINGS, Settings, analyse_at_once};
use crate::model::{OrgMap, Position, PositionId, Stage, StageId};
use crate::wording::words;

pub(super) fn run(work: &Check, out: &mut dyn Write) -> Result<(), Failure> {
    let loaded = read(&work.path)?;
    let several = loaded.map.stages().count() > 1;
    let mut clean = true;
    for (id, stage) in loaded.map.stages() {
        let remarks = remarks(&loaded.map, id, stage)?;
        if several && !remarks.is_empty() {
            writeln!(out, "Stage \"{}\"", stage.record().name)?;
        }
        clean &= remarks.is_empty();
        for remark in remarks {
            writeln!(out, "{remark}")?;
        }
    }
    if clean {
        writeln!(out, "{}: nothing is drawn wrongly or missing", work.path.display())?;
    }
    Ok(())
}

/// What is drawn wrongly or missing in a stage, one line each.
fn remarks(map: &OrgMap, id: StageId, stage: &Stage) -> Result<Vec<String>, Failure> {
    let question = Question { stage: stage.clone(), settings: Settings::of(map) };
    // Nothing that is remarked on takes a look at all pairs of people.
    let analysis = analyse_at_once(&question, &Cancel::never()).map_err(Failure::refused)?;
    let name = |id: &PositionId| match stage.positions().get(*id) {
        Some(position) if !position.title.is_empty() => position.title.to_string(),
        _ => id.to_string(),
    };
    let names = |ids: &[PositionId]| words::list(&ids.iter().map(name).collect::<Vec<_>>());
    let with = |holds: &dyn Fn(&Position) -> bool| -> Vec<PositionId> {
        stage.positions().iter().filter(|(_, p)| holds(p)).map(|(id, _)| id).collect()
    };
    let mut remarks = Vec::new();
    for (name, value) in &map.header().settings {
        match SETTINGS.iter().find(|setting| setting.name == name) {
            None => remarks.push(format!("unknown: a setting \"{name}\", which has no effect")),
            Some(setting) if !setting.admits(*value) => remarks.push(format!(
                "wrong: the setting \"{name}\" is {value}; it is held between {} and {}",
                setting.low, setting.high
            )),
            Some(_) => {}
        }
    }
    for circle in &analysis.hierarchy.loops {
        remarks.push(format!("wrong: reporting lines run in a loop among {}", names(circle)));
    }
    let mut told = |ids: Vec<PositionId>, what: &str| {
        if !ids.is_empty() {
            remarks.push(format!("{what}: {} ({})", words::positions(ids.len()), names(&ids)));
        }
    };
    told(with(&|position| position.title.trim().is_empty()), "missing: a title");
    told(analysis.hierarchy.unplaced.clone(), "missing: a reporting line");
    told(with(&Position::is_vacant), "vacant");
    let domains = &analysis.knowledge.uncovered;
    if !domains.is_empty() {
        let names: Vec<String> = domains.iter().map(ToString::to_string).collect();
        remarks.push(format!("missing: anybody who knows {}", words::list(&names)));
    }
    let evidence = &analysis.evidence;
    if evidence.people > 0 && evidence.drew_arrows < evidence.people {
        remarks.push(format!(
            "missing: arrows of {} of {}",
            evidence.people - evidence.drew_arrows,
            words::people(evidence.people)
        ));
    }
    if evidence.people == 0 {
        let title = map.stage(id).map(|stage| stage.record().name.clone()).unwrap_or_default();
        remarks.push(format!("missing: people; nobody is drawn in \"{title}\""));
    }
    Ok(remarks)
}
