//! What is only to be read does not look like what can be taken hold of, and a scale says its
//! steps in words.

use eframe::egui::Modifiers;
use eframe::egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use fulcrum::quantity::Frequency;
use fulcrum::session::{Action, Item, SelectAction};

use crate::person::Person;

/// The labels of everything with this role.
fn labels(person: &Person, role: Role) -> Vec<String> {
    let all = person.harness.root().children_recursive();
    all.map(|node| node.accesskit_node())
        .filter(|node| node.role() == role)
        .filter_map(|node| node.label())
        .collect()
}

#[test]
fn the_contrasts_are_figures_and_no_sliders() {
    let mut person = Person::with_example(0);
    person.harness.run_steps(10);
    let figures = labels(&person, Role::ProgressIndicator);
    assert!(figures.iter().any(|label| label.starts_with("Structure of the talk")), "{figures:?}");
    let sliders = labels(&person, Role::Slider);
    assert!(!sliders.iter().any(|label| label.contains("of the talk")), "{sliders:?}");
    // The hand does not change a map by taking hold of a figure.
    let before = person.bytes();
    let figure = person.harness.root().children_recursive().find(|node| {
        let node = node.accesskit_node();
        node.role() == Role::ProgressIndicator
            && node.label().is_some_and(|label| label.starts_with("Structure of the talk"))
    });
    figure.expect("it is shown").scroll_to_me();
    person.harness.run_steps(4);
    let at = person
        .harness
        .root()
        .children_recursive()
        .find(|node| node.accesskit_node().role() == Role::ProgressIndicator)
        .expect("it is shown")
        .rect();
    person.drag(at.left_center(), at.right_center(), Modifiers::NONE);
    person.is_as(&before);
}

#[test]
fn every_step_of_expertise_and_of_a_frequency_says_its_word_at_the_slider() {
    let mut person = Person::with_example(0);
    let stage = person.stage().clone();
    let known = stage.positions().iter().find(|(_, it)| !it.expertise.is_empty()).unwrap();
    let level = known.1.expertise.values().next().unwrap().get();
    let ctx = person.harness.ctx.clone();
    let app = person.harness.state_mut().as_mut().unwrap();
    app.perform(Action::Select(SelectAction::Only(Item::Position(known.0))), &ctx);
    person.harness.run_steps(5);
    let said = [
        "nothing",
        "has heard of it",
        "knows the basics",
        "works in it alone",
        "is asked by others",
        "is the one who knows",
    ];
    let words = format!("{level}: {}", said[level.round() as usize]);
    assert!(person.harness.query_all_by_label(&words).count() > 0, "{words}");

    let (id, flow) = stage.flows().iter().next().unwrap();
    let app = person.harness.state_mut().as_mut().unwrap();
    let arc = fulcrum::drawing::picture::ArcId::Flow(id);
    app.perform(Action::Select(SelectAction::Only(Item::Arc(arc))), &ctx);
    person.harness.run_steps(5);
    let often = flow.frequency.get();
    let words = format!("{often}: {}", Frequency::WORDS[often.round() as usize - 1]);
    assert!(person.harness.query_all_by_label(&words).count() > 0, "{words}");
}
