//! The Reading pressed as a person presses it: shown, explained, tried; thresholds; ghosts.

use eframe::egui::Key;
use egui_kittest::kittest::Queryable;
use fulcrum::analysis::{Misfit, Rule};
use fulcrum::session::{EXAMPLES, Trials};
use fulcrum::wording::trial_words;

use crate::person::Person;

/// The example in which all three signs of the essay's warning show.
fn lab() -> Person {
    let number = EXAMPLES.iter().position(|example| example.title.contains("plant"));
    let labs = EXAMPLES.iter().position(|example| example.title.to_lowercase().contains("lab"));
    Person::with_example(labs.or(number).expect("there is a lab"))
}

fn press(person: &mut Person, label: &str) {
    let found = person.harness.query_all_by_label(label).next();
    found.unwrap_or_else(|| panic!("{label} is not there")).scroll_to_me();
    person.harness.run_steps(3);
    person.press(label);
}

/// Opens the findings that are folded.
fn unfold(person: &mut Person) {
    let count = person.session().shown().answer().unwrap().reading.findings.len();
    press(person, &format!("{} more findings", count - 3));
    person.harness.run_steps(20);
}

fn misfits(person: &Person) -> Vec<Misfit> {
    person.session().shown().answer().unwrap().analysis.misfits.clone()
}

#[test]
fn a_finding_is_shown_before_everything_else_until_escape() {
    let mut person = lab();
    let before = person.bytes();
    press(&mut person, "Show New work, mostly told");
    let shown = person.session().highlight().expect("something is shown");
    let stage = person.stage();
    let flows = shown.items.flows();
    assert!(!flows.is_empty());
    let instruct = fulcrum::model::FlowKind::Instruct;
    assert!(flows.iter().all(|flow| stage.flows().get(*flow).unwrap().kind == instruct));
    let all = stage.flows().iter().filter(|(_, flow)| flow.kind == instruct).count();
    assert_eq!(flows.len(), all, "every order made it fire");
    person.key(Key::Escape);
    assert!(person.session().highlight().is_none());
    person.is_as(&before);
}

#[test]
fn the_edit_that_clears_a_misfit_is_tried_kept_and_dropped() {
    for (title, rule) in [
        ("Tight lines on exploring work", Rule::M1),
        ("New work, mostly told", Rule::M2),
        ("Authority higher up than knowledge", Rule::M3),
    ] {
        let mut person = lab();
        let before = person.bytes();
        let fires = |person: &Person| misfits(person).iter().any(|misfit| misfit.rule == rule);
        assert!(fires(&person), "{title}");
        unfold(&mut person);
        press(&mut person, &format!("Try the change for {title}"));
        assert!(person.session().trial().is_some(), "{title}");
        assert!(!fires(&person), "{title} is cleared");
        person.press("Drop it");
        person.is_as(&before);
        assert!(fires(&person), "{title} is back");
        press(&mut person, &format!("Try the change for {title}"));
        person.press("Keep it");
        assert!(!fires(&person) && person.session().trial().is_none(), "{title}");
    }
}

#[test]
fn a_number_is_explained_with_the_values_of_the_map() {
    let mut person = lab();
    press(&mut person, "Explain the verdict");
    let answer = person.session().shown().answer().unwrap();
    let pull = answer.analysis.gravity.pull.unwrap();
    let line = format!("pull = T(m) / T(m*) = {pull:.2}");
    assert!(person.harness.query_by_label(&line).is_some(), "{line}");
    person.harness.run_steps(8);
    person.press("All measures");
    person.harness.run_steps(8);
    press(&mut person, "Insulation");
    assert!(person.harness.query_by_label("On this map").is_some());
    person.press("Close");
    assert!(person.harness.query_by_label("On this map").is_none());
}

#[test]
fn a_threshold_is_changed_in_the_map_and_decides() {
    let mut person = lab();
    let before = person.bytes();
    let fires = |person: &Person| misfits(person).iter().any(|misfit| misfit.rule == Rule::M2);
    press(&mut person, "Explain New work, mostly told");
    let words = "Led by telling below a consult share of";
    let role = eframe::egui::accesskit::Role::SpinButton;
    person.harness.get_by_role_and_label(role, words).focus();
    person.harness.run_steps(2);
    assert!(fires(&person));
    // Down to the least: nothing is below that.
    for _ in 0..120 {
        person.key(Key::ArrowDown);
        if !fires(&person) {
            break;
        }
    }
    assert!(!fires(&person), "{:?}", person.session().map().header().settings);
    assert!(person.bytes().contains("\"instructive_consult\""));
    person.press("Back to 0.50");
    person.is_as(&before);
    assert!(fires(&person));
}

#[test]
fn pointing_at_an_edit_shows_where_the_centers_would_lie_and_enter_tries_it() {
    let mut person = lab();
    person.key(Key::Num4);
    let before = person.bytes();
    press(&mut person, "Tab What if");
    press(&mut person, "Try every single edit");
    let Trials::Ready { what_if, .. } = person.session().trials() else { panic!("not ready") };
    let best = what_if
        .edits
        .iter()
        .max_by(|a, b| a.top_heaviness.abs().total_cmp(&b.top_heaviness.abs()))
        .unwrap()
        .clone();
    let words = trial_words(person.stage(), &best.edit);
    let row = person.harness.query_all_by_label(&words).next().expect("the best is listed");
    row.scroll_to_me();
    row.focus();
    person.harness.run_steps(6);
    let ghost = person.session().ghost().expect("it is looked at").clone();
    assert_eq!(ghost.edit, best.edit);
    let then = ghost.then.expect("it is worked out").gravity.mass.top_heaviness.unwrap();
    let now = person.session().shown().answer().unwrap().analysis.gravity.mass.top_heaviness;
    assert!((then - now.unwrap() - best.top_heaviness).abs() < 1e-9);
    assert_eq!(person.app().picture().previews.len(), 4, "A, K, P and G");
    person.is_as(&before);
    person.key(Key::Enter);
    assert!(person.session().trial().is_some());
    assert!(person.app().picture().previews.is_empty(), "it is on the map now");
    person.press("Drop it");
    person.is_as(&before);
}

#[test]
fn authority_and_knowledge_are_read_in_one_domain_alone() {
    let mut person = lab();
    person.key(Key::Num3);
    let further = person.session().shown().answer().unwrap().further.clone();
    let (domain, gap) = further.domains.iter().next().unwrap();
    person.press("Domain");
    person.press(domain.name());
    assert_eq!(person.session().domain(), Some(domain));
    let shown = person.session().shown_analysis().unwrap();
    assert_eq!(shown.gap.as_ref().unwrap().tv, gap.tv);
    assert!(person.app().picture().title.contains(domain.name()));
    person.key(Key::Num4);
    assert_eq!(person.session().domain(), None, "only the lens about it is narrowed");
}
