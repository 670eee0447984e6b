//! Files of other programs, opened, dropped and pasted by a person: what they would make is seen
//! first, can be chosen otherwise, and is made as one step.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::{DroppedFile, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use fulcrum::session::Way;

use crate::person::Person;

const STAFF: &str = "id,name,title,Belongs below\n1,Ann,Head,\n2,Bo,Clerk,1\n3,Cy,Cook,1\n";

/// A file as the desktop hands it over.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub(crate) fn drop_file(person: &mut Person, path: &Path) {
    let file = Arc::new(Dropped(path.to_path_buf()));
    person.harness.input_mut().dropped_files.push(file);
    person.harness.run_steps(1);
    person.harness.input_mut().dropped_files.clear();
    person.harness.run_steps(6);
}

fn choose(person: &mut Person, label: &str, entry: &str) {
    person.harness.get_by_role_and_label(Role::ComboBox, label).click();
    person.harness.run_steps(4);
    person.harness.get_by_label(entry).click();
    person.harness.run_steps(6);
}

#[test]
fn a_list_dropped_on_the_window_is_seen_and_chosen_before_it_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("staff.csv");
    std::fs::write(&path, STAFF).unwrap();
    let mut person = Person::new();
    drop_file(&mut person, &path);
    let before = person.bytes();
    assert!(person.harness.query_by_label("staff.csv: 3 rows: 3 made").is_some());
    assert!(
        person
            .harness
            .query_by_label("staff.csv as a map: 3 positions, 0 reporting lines, 0 flows")
            .is_some()
    );
    choose(&mut person, "Use of Belongs below", "superior");
    assert!(
        person
            .harness
            .query_by_label("staff.csv as a map: 3 positions, 2 reporting lines, 0 flows")
            .is_some()
    );
    assert_eq!(person.bytes(), before, "nothing is made yet");
    person.press("Make the map");
    assert_eq!(person.superior("Clerk").as_deref(), Some("Head"));
    assert_eq!(person.stage().lines().len(), 2);
}

#[test]
fn a_second_list_is_merged_into_the_open_map_and_undone_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first.csv"), folder.path().join("second.csv"));
    let list = |rows: &str| format!("id,name,title,Reports To\n{rows}");
    std::fs::write(&first, list("1,Ann,Head,\n2,Bo,Clerk,1\n3,Cy,Cook,2\n")).unwrap();
    std::fs::write(&second, list("1,Ann,Head,\n3,Cy,Cook,1\n4,Di,Driver,1\n")).unwrap();
    let mut person = Person::new();
    drop_file(&mut person, &first);
    person.key(Key::Enter);
    assert_eq!(person.stage().positions().len(), 3, "Enter makes it");
    let before = person.bytes();
    drop_file(&mut person, &second);
    assert_eq!(person.session().intake().unwrap().way, Way::Merge);
    for told in ["1 moved", "1 new", "1 gone", "0 renamed"] {
        assert!(person.harness.query_by_label(told).is_some(), "{told}");
    }
    let moved = "Cy, Cook: from Bo, Clerk to Ann, Head";
    assert!(person.harness.query_by_label(moved).is_some());
    person.press("1 gone");
    assert!(person.harness.query_by_label("Bo, Clerk").is_some());
    person.press("Take out the 1 who are gone");
    person.press("Merge into the map");
    assert_eq!(person.stage().positions().len(), 3);
    assert_eq!(person.superior("Cook").as_deref(), Some("Head"));
    person.hold(Modifiers::COMMAND, Key::Z);
    person.is_as(&before);
}

#[test]
fn esc_throws_a_draft_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.dot");
    std::fs::write(&path, "digraph { Ann -> Bo [label=advice] }").unwrap();
    let mut person = Person::with_empty_map();
    let before = person.bytes();
    drop_file(&mut person, &path);
    choose(&mut person, "Use of advice", "consults");
    person.key(Key::Escape);
    assert!(person.session().intake().is_none());
    person.is_as(&before);
}
