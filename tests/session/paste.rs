//! Lists and outlines, pasted: what they say, and what is told.

use std::collections::BTreeMap;

use fulcrum::clipboard::{FromText, read};
use fulcrum::edit::Superior;
use fulcrum::model::{Chart, OrgMap, PositionId};
use fulcrum::session::{Action, ClipAction, Screen, Session};
use fulcrum::storage::Use;

fn empty() -> Session {
    Session::new(OrgMap::new("Paste"), Screen::Map)
}

fn found(text: &str) -> FromText {
    read(text, empty().shown_stage())
}

/// The titles with the titles of their superiors.
fn tree(found: &FromText) -> BTreeMap<String, Option<String>> {
    let all = &found.fragment.positions;
    let title = |number: usize| all[number].position.title.to_string();
    let above = |superior: Option<Superior>| match superior {
        Some(Superior::New(number)) => Some(title(number)),
        _ => None,
    };
    all.iter().map(|one| (one.position.title.to_string(), above(one.superior))).collect()
}

fn pairs(list: &[(&str, Option<&str>)]) -> BTreeMap<String, Option<String>> {
    list.iter().map(|(title, above)| ((*title).into(), above.map(Into::into))).collect()
}

const OWN_SUPERIOR: &str = "ID\tName\tTitle\tManager\n\
    900\tVera Lindqvist\tDirector\t900\n\
    901\tTom Okafor\tDepot head\t900\n\
    902\tPia Ruiz\tFitter\t901\n";

#[test]
fn a_top_that_names_itself_reports_to_nobody_and_that_is_told_once() {
    let found = found(OWN_SUPERIOR);
    let wanted = pairs(&[
        ("Director", None),
        ("Depot head", Some("Director")),
        ("Fitter", Some("Depot head")),
    ]);
    assert_eq!(tree(&found), wanted);
    assert_eq!(found.told.len(), 1, "{:?}", found.told);
    assert!(found.told[0].contains("is Director itself"), "{:?}", found.told);
    assert!(!found.told[0].contains("nobody is called"), "{:?}", found.told);
}

#[test]
fn keys_are_texts_and_parent_id_is_the_superior() {
    let found = found(
        "id,parentId,name,position\n\
         007100,,Noor Haddad,Managing director\n\
         025896,007100,Ivo Brandt,Head of works\n\
         504060,007100,Lena Moss,Head of sales\n\
         25896,504060,Kai Lund,Clerk\n",
    );
    let wanted = pairs(&[
        ("Managing director", None),
        ("Head of works", Some("Managing director")),
        ("Head of sales", Some("Managing director")),
        ("Clerk", Some("Head of sales")),
    ]);
    assert_eq!(tree(&found), wanted);
    let keys: Vec<&str> =
        found.fragment.positions.iter().filter_map(|one| one.position.key.as_deref()).collect();
    assert_eq!(keys, ["007100", "025896", "504060", "25896"]);
    let uses: Vec<Use> = found.columns.iter().map(|column| column.used_as).collect();
    assert_eq!(uses, [Use::Key, Use::Superior, Use::Name, Use::Title]);
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let found = found(
        "ID\tName\tTitle\tManager\n\
         10\tJo Falk\tRegistrar\t\n\
         11\tAmy Orr\tClerk (Mon-Wed)\t10\n\
         11\tBen Kay\tClerk (Wed-Fri)\t10\n\
         12\tCy Dunn\tUsher\t11\n",
    );
    assert_eq!(found.fragment.positions.len(), 4);
    assert!(found.told.iter().any(|told| told.contains("row 4") && told.contains("\"11\"")));
    assert_eq!(tree(&found)["Usher"].as_deref(), Some("Clerk (Mon-Wed)"));
}

#[test]
fn names_in_two_columns_and_superiors_with_their_key_in_brackets_are_read() {
    let found = found(
        "Badge id\tFirst Name\tLast Name\tEmail\tDepartment\tJob Position\tReporting Manager\n\
         B001\tOlu\tAdeyemi\tolu@ex.test\tDepot\tDepot head\t\n\
         B002\tSam\tPike\tsam@ex.test\tDepot\tTruck Driver - (Driver)\tOlu Adeyemi (B001)\n\
         B003\tRia\tBose\tria@ex.test\tDepot\tDispatcher\tOlu Adeyemi (B001)\n",
    );
    let wanted = pairs(&[
        ("Depot head", None),
        ("Truck Driver - (Driver)", Some("Depot head")),
        ("Dispatcher", Some("Depot head")),
    ]);
    assert_eq!(tree(&found), wanted);
    assert_eq!(found.fragment.positions[1].position.holders[0].name, "Sam Pike");
    assert!(found.told.is_empty(), "{:?}", found.told);
}

#[test]
fn superiors_are_found_by_their_e_mail_address() {
    let found = found(
        "Name\tTitle\tEmail\tManager Email\n\
         Olu Adeyemi\tDepot head\tolu@ex.test\t\n\
         Sam Pike\tDriver\tsam@ex.test\tolu@ex.test\n",
    );
    assert_eq!(tree(&found)["Driver"].as_deref(), Some("Depot head"));
}

#[test]
fn a_head_is_no_person_even_where_one_column_is_known() {
    let found = found("Unique_ID\tWho sits there\tSolid-Rep ID\nA1\tAnn\t\nA2\tBob\tA1\n");
    assert!(found.fragment.positions.iter().all(|one| one.position.title != "Unique_ID"));
}

#[test]
fn cells_in_quotes_may_hold_line_breaks_and_separators() {
    let found = found("id,name,title,manager\n1,\"Ann,\nB. A.\",Head,\n2,Bob,Clerk,1\n");
    assert_eq!(found.fragment.positions.len(), 2);
    assert_eq!(found.fragment.positions[0].position.holders[0].name, "Ann,\nB. A.");
}

#[test]
fn tabs_and_blanks_mix_and_numbers_say_how_deep() {
    let found = found(
        "Ministry\n\tDirectorate A\n    Directorate B\n\t\tSection A1\n        Section B1\n\
         1.2 Directorate C\n1.2.1 Section C1\n",
    );
    let wanted = pairs(&[
        ("Ministry", None),
        ("Directorate A", Some("Ministry")),
        ("Directorate B", Some("Ministry")),
        ("Section A1", Some("Directorate B")),
        ("Section B1", Some("Directorate B")),
        ("Directorate C", Some("Ministry")),
        ("Section C1", Some("Directorate C")),
    ]);
    assert_eq!(tree(&found), wanted);
}

/// Rows without a head are name, title, superior and unit, and go to a page of their own.
#[test]
fn rows_without_a_head_are_asked_about_at_once_and_a_column_can_be_used_for_something_else() {
    let mut session = empty();
    let text = "Ann\tHead\t\tBoard\nBob\tClerk\t\tAnn\nCy\tCook\t\tAnn\n".to_owned();
    let paste = ClipAction::Paste { own: None, text, at: None };
    session.update(Action::Clip(paste));
    let uses = |session: &Session| -> Vec<Use> {
        session.pasting().unwrap().preview.columns.iter().map(|it| it.used_as).collect()
    };
    assert_eq!(uses(&session), [Use::Name, Use::Title, Use::Superior, Use::Unit]);
    session.update(Action::Clip(ClipAction::UseColumn(2, Use::Nothing)));
    session.update(Action::Clip(ClipAction::UseColumn(3, Use::Superior)));
    session.update(Action::Clip(ClipAction::Confirm));
    let stage = session.shown_stage();
    let chart = Chart::of(stage);
    let title = |id: PositionId| stage.positions().get(id).unwrap().title.as_str();
    let lines: Vec<_> = stage
        .positions()
        .ids()
        .filter_map(|id| Some((title(id), title(chart.solid_superior(id)?))))
        .collect();
    assert_eq!(lines, [("Clerk", "Head"), ("Cook", "Head")]);
}
