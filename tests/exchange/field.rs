//! Lists that broke other readers, read where they lie: beside the folder that `FULCRUM_CASES`
//! names.

use std::path::{Path, PathBuf};

use fulcrum::model::{Chart, FlowKind, LineKind, OrgMap, Position, PositionId, Stage, breaches};
use fulcrum::storage::{Choices, Draft, Fate, Incoming, draft, open};

/// A folder beside that of the cases, where there is one.
pub(crate) fn beside_cases(name: &str) -> Option<PathBuf> {
    let Some(cases) = std::env::var_os("FULCRUM_CASES") else {
        println!("skipped: FULCRUM_CASES is not set");
        return None;
    };
    let folder = Path::new(&cases).parent().unwrap().join(name);
    assert!(folder.is_dir(), "{} is not there", folder.display());
    Some(folder)
}

pub(crate) fn proposed(path: &Path) -> Draft {
    let incoming = open(path, None, &mut |_, _| true).unwrap_or_else(|error| panic!("{error}"));
    let Incoming::Source(source, _) = incoming else { panic!("{} is a map", path.display()) };
    let made = draft(&source, &Choices::guess(&source));
    assert_eq!(breaches(&made.map), [], "{}", path.display());
    made
}

pub(crate) fn stage(map: &OrgMap) -> &Stage {
    map.stage(map.first_stage().unwrap()).unwrap()
}

fn by_key<'s>(stage: &'s Stage, key: &str) -> (PositionId, &'s Position) {
    let id = stage.position_by_key(key).unwrap_or_else(|| panic!("nobody has the key {key}"));
    (id, stage.positions().get(id).unwrap())
}

/// Who reports to whom by the solid line, by keys.
pub(crate) fn superiors(stage: &Stage) -> Vec<(String, String)> {
    let key = |id| stage.positions().get(id).unwrap().key.clone().unwrap_or_default().to_string();
    let chart = Chart::of(stage);
    let ids = stage.positions().ids();
    ids.filter_map(|id| Some((key(id), key(chart.solid_superior(id)?)))).collect()
}

fn pairs(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn refused(draft: &Draft) -> Vec<(String, Option<usize>)> {
    let rows = draft.report.rows.iter().filter(|row| row.fate == Fate::Refused);
    rows.map(|row| (row.table.to_string(), row.line)).collect()
}

#[test]
fn a_top_that_names_itself_is_a_top_and_is_told_once() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("01-self-manager"));
    assert_eq!(superiors(stage(&made.map)), pairs(&[("901", "900"), ("902", "901")]));
    assert_eq!(refused(&made), [("edges.csv".to_owned(), Some(2))]);
    let made = proposed(&field.join("01-self-manager/paste.txt"));
    assert_eq!(superiors(stage(&made.map)), pairs(&[("901", "900"), ("902", "901")]));
    let told: Vec<_> = made.report.told().collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].line, told[0].fate), (Some(2), Fate::Changed));
    assert!(told[0].why.contains("itself"), "{}", told[0].why);
}

#[test]
fn keys_with_leading_zeros_stay_apart_and_stay_texts() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("02-d3-header/paste.csv"));
    let stage = stage(&made.map);
    assert_eq!(stage.positions().len(), 4);
    let wanted = [("025896", "007100"), ("504060", "007100"), ("25896", "504060")];
    assert_eq!(superiors(stage), pairs(&wanted));
    assert_eq!(by_key(stage, "25896").1.title, "Clerk");
    assert_eq!(by_key(stage, "025896").1.holders[0].name, "Ivo Brandt");
}

#[test]
fn a_column_of_directions_is_no_kind_and_an_undirected_tie_goes_both_ways() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("04-gephi-type-column"));
    let stage = stage(&made.map);
    let mut ties: Vec<(String, String, String)> = stage
        .flows()
        .iter()
        .map(|(_, flow)| {
            let title = |id| stage.positions().get(id).unwrap().title.to_string();
            let FlowKind::Relation(name) = &flow.kind else { panic!("{:?}", flow.kind) };
            (name.to_string(), title(flow.from), title(flow.to))
        })
        .collect();
    ties.sort();
    let wanted = [
        ("advice", "Cleo", "Dora"),
        ("boss", "Cleo", "Dora"),
        ("friend", "Anna", "Bert"),
        ("friend", "Bert", "Anna"),
        ("friend", "Bert", "Cleo"),
        ("friend", "Cleo", "Bert"),
    ];
    let wanted = wanted.map(|(kind, from, to)| (kind.to_owned(), from.to_owned(), to.to_owned()));
    assert_eq!(ties, wanted);
    assert_eq!(stage.positions().len(), 5);
}

#[test]
fn weights_that_cannot_be_leave_their_rows_out_and_no_others() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("05-weights"));
    let weights: Vec<f64> =
        stage(&made.map).flows().iter().map(|(_, it)| it.frequency.get()).collect();
    assert_eq!(weights, [0.35, 1.0, 1.5]);
    assert_eq!(refused(&made), [("edges.csv".into(), Some(3)), ("edges.csv".into(), Some(4))]);
}

#[test]
fn two_rows_of_one_key_share_a_post() {
    let Some(field) = beside_cases("field") else { return };
    for name in ["06-job-share-and-leaver", "06-job-share-and-leaver/paste.txt"] {
        let made = proposed(&field.join(name));
        let stage = stage(&made.map);
        assert_eq!(stage.positions().len(), 3, "{name}");
        let shared = by_key(stage, "11").1;
        assert_eq!(shared.holders.len(), 2);
        assert!(shared.holders.iter().all(|holder| holder.share.get() == 0.5));
        let merged: Vec<_> =
            made.report.rows.iter().filter(|row| row.fate == Fate::Merged).collect();
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].line, Some(4));
    }
    let made = proposed(&field.join("06-job-share-and-leaver"));
    let nobody = made.report.rows.iter().find(|row| row.fate == Fate::Refused).unwrap();
    assert!(nobody.why.contains("77"), "{}", nobody.why);
}

#[test]
fn every_kind_between_two_is_a_tie_of_its_own_and_further_superiors_are_dotted() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("08-isolates-multigraph"));
    let stage = stage(&made.map);
    assert_eq!(stage.positions().len(), 7);
    assert_eq!(stage.flows().len(), 6);
    let kinds: Vec<LineKind> = stage.lines().iter().map(|(_, line)| line.kind).collect();
    assert_eq!(kinds, [LineKind::Solid, LineKind::Dotted, LineKind::Dotted]);
    let merged: Vec<_> = made.report.rows.iter().filter(|row| row.fate == Fate::Merged).collect();
    assert_eq!((merged.len(), merged[0].line), (1, Some(11)));
}

#[test]
fn a_line_that_names_the_separator_and_breaks_within_cells_are_read() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("09-excel-sep-line"));
    let stage = stage(&made.map);
    assert_eq!(superiors(stage), pairs(&[("A2", "A1")]));
    assert_eq!(by_key(stage, "A1").1.title, "Head of logistics");
    assert_eq!(by_key(stage, "A2").1.title, "Driver; night");
    assert_eq!(by_key(stage, "A2").1.attributes.get("Start date").unwrap(), "01.04.2020");
}

#[test]
fn first_and_last_names_are_joined_and_a_key_in_brackets_is_found() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("15-hris-export/paste.txt"));
    let people = stage(&made.map);
    assert_eq!(superiors(people), pairs(&[("B002", "B001"), ("B003", "B001")]));
    assert_eq!(by_key(people, "B001").1.holders[0].name, "Olu Adeyemi");
    assert_eq!(made.report.told().count(), 0);
    let made = proposed(&field.join("15-hris-export/paste-email.txt"));
    let people = stage(&made.map);
    let line = people.lines().iter().next().unwrap().1;
    let title = |id| people.positions().get(id).unwrap().title.as_str();
    assert_eq!(
        (people.lines().len(), title(line.from), title(line.to)),
        (1, "Driver", "Depot head")
    );
}

#[test]
fn cells_that_begin_a_formula_are_harmless_and_come_back() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("19-formula-cells"));
    let top = by_key(stage(&made.map), "1").1;
    assert_eq!(top.title, "=HYPERLINK(\"http://x.test\",\"Head\")");
    let folder = tempfile::tempdir().unwrap();
    fulcrum::storage::write_map_folder(&made.map, folder.path()).unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let mut table = csv::Reader::from_path(entry.unwrap().path()).unwrap();
        for cell in table
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let formula = cell.starts_with(['=', '@', '+', '-']) && cell.parse::<f64>().is_err();
            assert!(!formula, "{cell}");
        }
    }
    let again = fulcrum::storage::read(folder.path()).unwrap().map;
    assert_eq!(again, made.map);
}

#[test]
fn large_and_deep_charts_and_every_script_come_in_whole() {
    let Some(field) = beside_cases("field") else { return };
    for (name, positions, lines) in [
        ("11-250-direct-reports", 251, 250),
        ("12-deep-60", 60, 59),
        ("13-scripts-long-titles", 10, 9),
    ] {
        let made = proposed(&field.join(name));
        let stage = stage(&made.map);
        assert_eq!((stage.positions().len(), stage.lines().len()), (positions, lines), "{name}");
        assert_eq!(made.report.told().count(), 0, "{name}");
    }
}

#[test]
fn tabs_and_blanks_and_numbers_of_an_outline_are_depths() {
    let Some(field) = beside_cases("field") else { return };
    let made = proposed(&field.join("22-outline-mixed-indent/paste.txt"));
    let stage = stage(&made.map);
    let title = |id| stage.positions().get(id).unwrap().title.as_str();
    let lines: Vec<_> =
        stage.lines().iter().map(|(_, line)| (title(line.from), title(line.to))).collect();
    let wanted = [
        ("Directorate A", "Ministry"),
        ("Directorate B", "Ministry"),
        ("Section A1", "Directorate B"),
        ("Section B1", "Directorate B"),
        ("Directorate C", "Ministry"),
        ("Section C1", "Directorate C"),
    ];
    assert_eq!(lines, wanted);
    assert_eq!(made.report.told().count(), 0);
}

#[test]
fn maps_of_the_cases_open_as_they_are() {
    let Some(field) = beside_cases("field") else { return };
    for name in ["23-cyrillic-layout", "26-undo-rename"] {
        let path = field.join(name).join("three.orgmap");
        match open(&path, None, &mut |_, _| true).unwrap() {
            Incoming::Map(loaded, _) => {
                assert_eq!(stage(&loaded.map).positions().len(), 3, "{name}");
            }
            Incoming::Source(..) => panic!("{name} is a map"),
        }
    }
    let made = proposed(&field.join("25-paste-dialog-keys/paste.csv"));
    let wanted = [("025896", "007100"), ("504060", "007100"), ("25896", "504060")];
    assert_eq!(superiors(stage(&made.map)), pairs(&wanted));
}
