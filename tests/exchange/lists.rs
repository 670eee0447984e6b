//! Staff lists as they come, each row accounted for.

use std::path::Path;

use fulcrum::model::{LineKind, OrgMap, Position, Stage, breaches};
use fulcrum::storage::{Choices, Draft, Fate, Incoming, Source, draft, open};

use crate::field::{stage, superiors};

fn source(bytes: &[u8]) -> Source {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, bytes).unwrap();
    match open(&path, None, &mut |_, _| true) {
        Ok(Incoming::Source(source, _)) => *source,
        Ok(Incoming::Map(..)) => panic!("a list is no map"),
        Err(error) => panic!("{error}"),
    }
}

fn read(text: &str) -> Draft {
    let source = source(text.as_bytes());
    let made = draft(&source, &Choices::guess(&source));
    assert_eq!(breaches(&made.map), []);
    made
}

fn titled<'s>(map: &'s OrgMap, title: &str) -> &'s Position {
    let mut positions = stage(map).positions().iter();
    positions.find(|(_, it)| it.title == title).unwrap_or_else(|| panic!("no {title}")).1
}

fn unit_path(stage: &Stage, position: &Position) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = position.unit;
    while let Some(unit) = at.and_then(|id| stage.units().get(id)) {
        path.push(unit.name.clone());
        at = unit.parent;
    }
    path.reverse();
    path
}

fn told(draft: &Draft, line: usize) -> (Fate, String) {
    let row = draft.report.rows.iter().find(|row| row.line == Some(line)).unwrap();
    (row.fate, row.why.to_owned())
}

#[test]
fn the_top_is_written_in_many_ways() {
    for top in ["", "NULL", "XX", "0", "n/a", "1", "nobody"] {
        let made = read(&format!("id,name,title,Reports To\n1,Ann,Head,{top}\n2,Bob,Clerk,1\n"));
        assert_eq!(superiors(stage(&made.map)), [("2".to_owned(), "1".to_owned())], "{top}");
        let (fate, _) = told(&made, 2);
        let wanted = if ["1", "nobody"].contains(&top) { Fate::Changed } else { Fate::Made };
        assert_eq!(fate, wanted, "{top}");
    }
}

#[test]
fn a_superior_is_found_by_key_address_name_and_title() {
    let list = "key,name,title,e-mail,manager\n\
        7,Ann Lee,Head,ann@x.test,\n\
        8,Bob,Clerk,bob@x.test,7\n\
        9,Cy,Clerk,cy@x.test,ANN@x.test\n\
        10,Di,Clerk,di@x.test,\"Lee, Ann\"\n\
        11,Ed,Clerk,ed@x.test,ann  lee\n\
        12,Fay,Clerk,fay@x.test,Head\n";
    let made = read(list);
    let wanted: Vec<_> = (8..13).map(|key| (key.to_string(), "7".to_owned())).collect();
    assert_eq!(superiors(stage(&made.map)), wanted);
    assert_eq!(made.report.told().count(), 0);
}

#[test]
fn a_boss_of_a_name_that_two_have_is_the_one_in_the_same_unit_or_nobody() {
    let list = "id,name,title,unit,boss\n1,Jo Ray,Head,North,\n2,Jo Ray,Head,South,\n\
        3,Al,Clerk,South,Jo Ray\n4,Bo,Clerk,East,Jo Ray\n";
    let made = read(list);
    assert_eq!(superiors(stage(&made.map)), [("3".to_owned(), "2".to_owned())]);
    let (fate, why) = told(&made, 5);
    assert_eq!(fate, Fate::Changed);
    assert!(why.contains("the name of 2"), "{why}");
}

#[test]
fn a_boss_stands_before_or_after_those_below_and_a_circle_is_cut_once() {
    let made = read("id,name,pid\n3,C,2\n2,B,1\n1,A,\n");
    assert_eq!(superiors(stage(&made.map)).len(), 2);
    let made = read("id,name,pid\n1,A,3\n2,B,1\n3,C,2\n4,D,3\n");
    assert_eq!(stage(&made.map).lines().len(), 3);
    let circles: Vec<_> = made.report.told().collect();
    assert_eq!(circles.len(), 1);
    assert!(circles[0].why.contains("circle"), "{}", circles[0].why);
}

#[test]
fn a_point_and_nought_behind_a_key_was_never_there() {
    let made = read("Employee ID,Name,Manager ID\n101.0,Ann,\n102.0,Bob,101.0\n103.0,Cy,101\n");
    let wanted = [("102", "101"), ("103", "101")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(superiors(stage(&made.map)), wanted);
    let made = read("Employee ID,Name,Manager ID\n101,Ann,\n102,Bob,101.0\n");
    assert_eq!(superiors(stage(&made.map)).len(), 1);
}

#[test]
fn dotted_superiors_stand_several_in_a_cell() {
    let list = "id,name,manager,Dotted Line Reports To\n1,A,,\n2,B,1,\n3,C,1,\n4,D,2,\"3; 1\"\n";
    let made = read(list);
    let dotted = stage(&made.map).lines().iter().filter(|(_, it)| it.kind == LineKind::Dotted);
    assert_eq!(dotted.count(), 2);
}

#[test]
fn who_is_not_there_leaves_a_vacant_post() {
    let list = "id,name,title,status,end date\n1,Vacant,Head,,\n2,N/D,Deputy,,\n\
        3,Cy,Clerk,Terminated,\n4,Di,Typist,,2001-03-31\n5,Ed,Porter,active,2999-01-01\n";
    let made = read(list);
    for title in ["Head", "Deputy", "Clerk", "Typist"] {
        assert!(titled(&made.map, title).is_vacant(), "{title}");
    }
    assert_eq!(titled(&made.map, "Porter").holders[0].name, "Ed");
    assert!(told(&made, 4).1.contains("Terminated"));
}

#[test]
fn units_nest_by_columns_and_by_paths() {
    let made =
        read("id,title,Parent Department,Organisation,Unit\n1,Head,Home Office,Borders,Ports\n");
    let map = stage(&made.map);
    assert_eq!(unit_path(map, titled(&made.map, "Head")), ["Home Office", "Borders", "Ports"]);
    let made = read("id,title,Org Unit Path\n1,Head,/Works/Depot\n2,Fitter,/Works\n");
    let map = stage(&made.map);
    assert_eq!(unit_path(map, titled(&made.map, "Head")), ["Works", "Depot"]);
    assert_eq!(unit_path(map, titled(&made.map, "Fitter")), ["Works"]);
    assert_eq!(map.units().len(), 2);
    let made = read("id,title,Department,SubDepartment\n1,Head,Works,Depot\n");
    assert_eq!(unit_path(stage(&made.map), titled(&made.map, "Head")), ["Works", "Depot"]);
}

#[test]
fn encodings_are_found_by_themselves() {
    let text = "id;name;title\n1;Łukasz Żółć;Kierownik działu\n2;Zażółć Gęślą;Jaźń główna\n";
    let (polish, ..) = encoding_rs::WINDOWS_1250.encode(text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.iter().copied()).collect();
    let big: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let marked_utf8 = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    for bytes in [polish.as_ref(), &utf16, &marked, &big, &marked_utf8] {
        let source = source(bytes);
        let made = draft(&source, &Choices::guess(&source));
        let position = titled(&made.map, "Kierownik działu");
        assert_eq!(position.holders[0].name, "Łukasz Żółć", "{:?}", source.encoding);
    }
}

#[test]
fn rows_longer_than_the_header_and_unnamed_columns_are_told_and_kept() {
    let made = read("id,name,,title\n1,Ann,left,Head,over\n2,Bob,,Clerk,\n,,,\n");
    assert_eq!(titled(&made.map, "Head").attributes.get("column 3").unwrap(), "left");
    assert_eq!(told(&made, 2).0, Fate::Changed);
    assert_eq!(made.report.rows.len(), 2, "an empty row is none");
}

#[test]
fn a_title_above_the_header_is_passed_over() {
    let made = read("Staff list of June\n\nEmployee ID,Name,Job Title\n1,Ann,Head\n");
    assert_eq!(stage(&made.map).positions().len(), 1);
    assert_eq!(titled(&made.map, "Head").key.as_deref(), Some("1"));
}

#[test]
fn how_to_draw_stands_before_a_header_of_draw_io_and_is_passed_over() {
    let list = "## Example\n# label: %name%\n# connect: {\"from\": \"manager\", \"to\": \"name\"}\n\
        name,position,id,manager,refs\nAnn,Head,a,,\nBob,Clerk,b,Ann,\"a\"\nCy,Clerk,c,Ann,\"b,a\"\n";
    let made = read(list);
    assert_eq!(stage(&made.map).positions().len(), 3);
    assert_eq!(superiors(stage(&made.map)).len(), 2);
    let dotted = stage(&made.map).lines().iter().filter(|(_, it)| it.kind == LineKind::Dotted);
    assert_eq!(dotted.count(), 1, "a second line to the superior is none");
}

#[test]
fn a_matrix_asks_by_its_rows_and_knows_who_answered() {
    let made = read("consults,Ann,Bob,Cy\nAnn,,3,1\nBob,x,,0\n");
    let map = stage(&made.map);
    assert_eq!(map.positions().len(), 3);
    assert_eq!(map.flows().len(), 3);
    assert!(titled(&made.map, "Ann").attributes.contains_key("answered"));
    assert!(!titled(&made.map, "Cy").attributes.contains_key("answered"));
    let kinds = map.flows().iter().all(|(_, it)| it.kind == fulcrum::model::FlowKind::Consult);
    assert!(kinds, "the corner names the relation");
}

#[test]
fn weights_above_the_scale_are_brought_to_it_in_proportion() {
    // 0 to 5 of 1 to 5, 11 the highest: (w - 1) * 4 / 10 + 1.
    let made = read("from,to,kind,weight\na,b,consults,1\nb,c,consults,6\nc,a,consults,11\n");
    let weights: Vec<f64> =
        stage(&made.map).flows().iter().map(|(_, it)| it.frequency.get()).collect();
    assert_eq!(weights, [1.0, 3.0, 5.0]);
    assert_eq!(told(&made, 3).0, Fate::Changed);
}

#[test]
fn a_column_and_a_relation_can_be_used_for_something_else() {
    let source = source(b"id,name,Teamlead\n1,Ann,\n2,Bob,1\n");
    let mut choices = Choices::guess(&source);
    let change = [("teamlead".to_owned(), "superior".to_owned())].into();
    choices.change(&source, &change).unwrap();
    assert_eq!(stage(&draft(&source, &choices).map).lines().len(), 1);
    let unknown = [("nothing".to_owned(), "superior".to_owned())].into();
    assert!(choices.change(&source, &unknown).unwrap_err().contains("Teamlead"));
    let no_use = [("Teamlead".to_owned(), "emperor".to_owned())].into();
    assert!(choices.change(&source, &no_use).unwrap_err().contains("superior"));
}

#[test]
fn a_reader_that_is_stopped_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let rows: String = (0..5000).map(|at| format!("{at},Name {at}\n")).collect();
    std::fs::write(&path, format!("id,name\n{rows}")).unwrap();
    let error = open(Path::new(&path), None, &mut |_, _| false).unwrap_err();
    assert!(error.to_string().contains("stopped"), "{error}");
}
