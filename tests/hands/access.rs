//! What a screen reader finds.

use std::collections::BTreeSet;

use eframe::egui::Key;
use egui_kittest::kittest::NodeT;

use crate::person::Person;

fn said(person: &Person) -> (BTreeSet<String>, BTreeSet<String>) {
    let nodes: Vec<_> = person.harness.root().children_recursive().collect();
    let named = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.label().or(node.value())
    };
    let labels = nodes.iter().filter_map(named).collect();
    let more = nodes.iter().filter_map(|node| node.accesskit_node().description()).collect();
    (labels, more)
}

#[test]
fn the_largest_example_names_every_position_line_flow_unit_and_marker() {
    let largest = (0..fulcrum::session::EXAMPLES.len())
        .max_by_key(|number| Person::with_example(*number).stage().positions().len())
        .unwrap();
    let mut person = Person::with_example(largest);
    person.key(Key::Num4);
    person.harness.run_steps(3);
    let (labels, more) = said(&person);
    let stage = person.stage();
    for (id, position) in stage.positions().iter() {
        assert!(labels.contains(position.title.as_str()), "{} is not named", position.title);
        let node = person.app().picture().node(id).unwrap();
        assert!(more.contains(&node.description), "{}", node.description);
    }
    let title = |id| stage.positions().get(id).unwrap().title.to_string();
    for (_, line) in stage.lines().iter() {
        let ends =
            |said: &&String| said.starts_with(&title(line.from)) && said.ends_with(&title(line.to));
        assert!(labels.iter().any(|said| ends(&said)), "{}", title(line.from));
    }
    for (_, flow) in stage.flows().iter() {
        let named = labels.iter().any(|said| {
            said.starts_with(&title(flow.from))
                && said.contains(&format!("{}, freq", title(flow.to)))
        });
        assert!(named, "{} to {}", title(flow.from), title(flow.to));
    }
    for (_, unit) in stage.units().iter() {
        assert!(labels.contains(&format!("Unit {}", unit.name)), "{}", unit.name);
    }
    for marker in &person.app().picture().markers {
        assert!(labels.contains(&marker.description), "{}", marker.description);
    }
}

#[test]
fn a_position_is_told_with_superior_organicity_and_gap() {
    let person = Person::with_example(0);
    let (_, more) = said(&person);
    let head = more.iter().find(|said| said.starts_with("Head A,")).expect("Head A is named");
    assert!(head.contains("reports to Director"), "{head}");
    assert!(head.contains("organic 0."), "{head}");
    assert!(head.contains("more than it") || head.contains("as much as it"), "{head}");
}

#[test]
fn f6_reaches_every_panel_and_comes_back() {
    let mut person = Person::with_example(0);
    for key in [Key::O, Key::T] {
        person.hold(crate::person::CTRL_SHIFT, key);
    }
    let mut seen = Vec::new();
    for _ in 0..4 {
        person.key(Key::F6);
        seen.push(person.focused_name().unwrap_or_default());
    }
    assert_eq!(seen[..3], ["Outline", "Side panel", "Table"]);
    assert!(seen[3].starts_with("Map"), "{seen:?}");
}

#[test]
fn looking_at_what_is_selected_changes_nothing() {
    for number in 0..fulcrum::session::EXAMPLES.len() {
        let mut person = Person::with_example(number);
        let before = person.bytes();
        let count = person.stage().positions().len();
        for _ in 0..count {
            person.key(Key::ArrowRight);
            person.key(Key::ArrowDown);
        }
        person.is_as(&before);
        assert!(person.session().undo_label().is_none());
    }
}
