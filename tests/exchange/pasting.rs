//! Lists with a head from a spreadsheet, pasted: they come by the page of files, into the map that
//! is open.

use fulcrum::clipboard;
use fulcrum::model::{Chart, OrgMap, PositionId};
use fulcrum::session::{Action, ClipAction, History, ImportAction, KnownRows, Screen, Way};
use fulcrum::storage::{Fate, Use};

use crate::merging::Desk;

const LIST: &str = "ID\tName\tTitle\tManager\n\
    900\tVera Lindqvist\tDirector\t900\n\
    901\tTom Okafor\tDepot head\t900\n\
    902\tPia Ruiz\tFitter\t901\n";

fn desk() -> Desk {
    Desk::new(OrgMap::new("Paste"), Screen::Map)
}

fn paste(desk: &mut Desk, text: &str) {
    let text = text.to_owned();
    desk.act(Action::Clip(ClipAction::Paste { own: None, text, at: None }));
    assert!(desk.session.pasting().is_none(), "it has no page of its own");
}

fn superiors(desk: &Desk) -> Vec<(String, Option<String>)> {
    let stage = desk.session.shown_stage();
    let chart = Chart::of(stage);
    let title = |id: PositionId| stage.positions().get(id).unwrap().title.to_string();
    stage.positions().ids().map(|id| (title(id), chart.solid_superior(id).map(title))).collect()
}

fn wanted(list: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    list.iter().map(|(title, above)| ((*title).into(), above.map(Into::into))).collect()
}

#[test]
fn a_list_comes_into_the_open_map_in_one_step_and_every_row_is_told() {
    let mut desk = desk();
    let before = desk.session.map().clone();
    paste(&mut desk, &format!("{LIST}Total\t3\t\t\n"));
    let intake = desk.session.intake().unwrap();
    assert_eq!((intake.name.as_str(), intake.way), ("the clipboard", Way::Merge));
    let report = &intake.proposal.as_ref().unwrap().draft.report;
    let fates: Vec<Fate> = report.rows.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [Fate::Changed, Fate::Made, Fate::Made, Fate::Refused]);
    let first = report.rows.iter().next().unwrap();
    assert!(first.why.contains("itself"), "{}", first.why);
    assert_eq!(desk.session.map(), &before, "nothing is made yet");
    desk.act(Action::Import(ImportAction::Confirm));
    let made =
        [("Director", None), ("Depot head", Some("Director")), ("Fitter", Some("Depot head"))];
    assert_eq!(superiors(&desk), wanted(&made));
    assert_eq!(desk.session.undo_label(), Some("Paste a list: 3 new"));
    desk.act(Action::History(History::Undo));
    assert_eq!(desk.session.map(), &before, "it is one step");
}

#[test]
fn a_second_list_updates_those_who_are_there_in_one_step() {
    let mut desk = desk();
    paste(&mut desk, LIST);
    desk.act(Action::Import(ImportAction::Confirm));
    let first = desk.session.map().clone();
    let changed = LIST.replace("Fitter\t901", "Senior fitter\t900");
    paste(&mut desk, &format!("{changed}903\tEve Holm\tClerk\t902\n"));
    let plan = desk.session.intake().unwrap().proposal.as_ref().unwrap().plan.clone().unwrap();
    assert_eq!((plan.differences.same, plan.differences.new.len()), (3, 1));
    desk.act(Action::Import(ImportAction::Confirm));
    let made = [
        ("Director", None),
        ("Depot head", Some("Director")),
        ("Senior fitter", Some("Director")),
        ("Clerk", Some("Senior fitter")),
    ];
    assert_eq!(superiors(&desk), wanted(&made));
    desk.act(Action::History(History::Undo));
    assert_eq!(desk.session.map(), &first, "it is one step");
}

#[test]
fn those_who_are_there_can_be_left_as_they_are_or_brought_in_once_more() {
    let changed = LIST.replace("Fitter\t901", "Senior fitter\t900");
    let longer = format!("{changed}903\tEve Holm\tClerk\t902\n");
    let mut desk = desk();
    paste(&mut desk, LIST);
    desk.act(Action::Import(ImportAction::Confirm));
    paste(&mut desk, &longer);
    desk.act(Action::Import(ImportAction::Known(KnownRows::LeaveOut)));
    desk.act(Action::Import(ImportAction::Confirm));
    let made = [
        ("Director", None),
        ("Depot head", Some("Director")),
        ("Fitter", Some("Depot head")),
        ("Clerk", Some("Fitter")),
    ];
    assert_eq!(superiors(&desk), wanted(&made), "who is there stays as it is");
    assert_eq!(desk.session.undo_label(), Some("Paste a list: 1 new"));

    paste(&mut desk, LIST);
    desk.act(Action::Import(ImportAction::Known(KnownRows::Again)));
    let plan = desk.session.intake().unwrap().proposal.as_ref().unwrap().plan.clone().unwrap();
    assert!(plan.gone.is_empty(), "nobody is gone because a list came in apart");
    desk.act(Action::Import(ImportAction::Confirm));
    let all = superiors(&desk);
    assert_eq!(all.len(), 7);
    assert_eq!(all.iter().filter(|(_, above)| above.is_none()).count(), 2, "two charts");
    let stage = desk.session.shown_stage();
    let keys: Vec<_> = stage.positions().iter().filter_map(|(_, it)| it.key.clone()).collect();
    assert_eq!(keys, ["900", "901", "902", "903"], "a key belongs to one position");
}

#[test]
fn a_superior_that_only_the_map_knows_is_found_by_key_name_or_title() {
    for boss in ["901", "Tom Okafor", "Depot head"] {
        let mut desk = desk();
        paste(&mut desk, LIST);
        desk.act(Action::Import(ImportAction::Confirm));
        paste(&mut desk, &format!("Name\tTitle\tReports to\nEve Holm\tClerk\t{boss}\n"));
        let rows = desk.session.intake().unwrap().proposal.as_ref().unwrap().rows.clone();
        assert_eq!(rows[0].why, format!("its superior \"{boss}\" is on the open map"));
        desk.act(Action::Import(ImportAction::Confirm));
        let clerk = superiors(&desk).into_iter().find(|(title, _)| title == "Clerk").unwrap();
        assert_eq!(clerk.1.as_deref(), Some("Depot head"), "{boss}");
    }
}

#[test]
fn a_column_can_be_used_for_something_else_and_a_new_map_made() {
    let mut desk = desk();
    paste(&mut desk, "Name\tTitle\tTeam lead\nAnn\tHead\t\nBob\tClerk\tAnn\n");
    assert_eq!(desk.session.intake().unwrap().choices.columns[2], Use::Further);
    desk.act(Action::Import(ImportAction::UseColumn(2, Use::Superior)));
    desk.act(Action::Import(ImportAction::Way(Way::NewMap)));
    desk.act(Action::Import(ImportAction::Confirm));
    assert_eq!(superiors(&desk), wanted(&[("Head", None), ("Clerk", Some("Head"))]));
    assert_eq!(desk.session.map().header().title, "the clipboard");
}

#[test]
fn names_outlines_and_rows_without_a_head_stay_as_quick_as_they_are() {
    for text in [
        "Ann\nBob\nCy\n",
        "Chair (Ada)\n\tCook\n",
        "Ann\tHead\t\tBoard\nBob\tClerk\tAnn\tBoard\n",
        "Manager\n",
        "Name\tTitle\n",
    ] {
        assert!(!clipboard::has_head(text), "{text}");
    }
    for text in [LIST, "id,name\n1,Ann\n", "Unique_ID\tWho sits there\nA1\tAnn\n"] {
        assert!(clipboard::has_head(text), "{text}");
    }
}
