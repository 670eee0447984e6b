//! Commands about reporting lines and flows.

use fulcrum::edit::{Command, FlowCommand, LineCommand as Do};
use fulcrum::model::*;
use fulcrum::quantity::Frequency;

use crate::notation::{Sketch, check, flow_kind, refused};

fn add(from: &str, to: &str, kind: LineKind) -> impl Fn(&Sketch) -> Command {
    let (from, to) = (from.to_owned(), to.to_owned());
    move |map| Command::Line(Do::Add { from: map.at(&from), to: map.at(&to), kind })
}

fn under(who: &str, superior: &str) -> impl Fn(&Sketch) -> Command {
    let (who, superior) = (who.to_owned(), superior.to_owned());
    move |map| {
        let under = (!superior.is_empty()).then(|| map.at(&superior));
        Command::Line(Do::Reparent { positions: map.all(&who), under })
    }
}

#[test]
fn a_line_makes_a_report() {
    let label = check("Ann\nBob", add("Bob", "Ann", LineKind::Solid), "Ann\n  Bob");
    assert_eq!(label, "\"Bob\" reports to \"Ann\"");
    let after = "Ann\n  Bob\nCid\n- Bob dotted Cid";
    check("Ann\n  Bob\nCid", add("Bob", "Cid", LineKind::Dotted), after);
}

#[test]
fn a_loop_is_refused_with_the_names_in_it() {
    let said = refused("Ann\n  Bob\n    Cid", add("Ann", "Cid", LineKind::Solid));
    assert_eq!(
        said,
        "\"Ann\" cannot report to \"Cid\", because \"Cid\" reports to \"Ann\" by way of \"Bob\": \
         that would be a loop; choose a superior that is not below \"Ann\", or let \"Cid\" report \
         to somebody else first"
    );
    let said = refused("Ann\n  Bob", add("Ann", "Bob", LineKind::Dotted));
    assert!(
        said.starts_with("\"Ann\" cannot report to \"Bob\", because \"Bob\" reports to \"Ann\":")
    );
    let over_dotted = "Ann\nBob\nCid\n- Cid dotted Bob\n- Bob dotted Ann";
    let said = refused(over_dotted, add("Ann", "Cid", LineKind::Solid));
    assert!(said.contains("by way of \"Bob\""), "{said}");
    assert!(refused("Ann", add("Ann", "Ann", LineKind::Solid)).contains("cannot report to itself"));
}

#[test]
fn a_long_loop_is_named_in_short() {
    let chain = "A\n B\n  C\n   D\n    E\n     F\n      G\n       H";
    let said = refused(chain, add("A", "H", LineKind::Solid));
    assert!(said.contains("by way of \"G\" and 4 others up to \"B\":"), "{said}");
}

#[test]
fn a_second_solid_line_and_a_second_line_to_the_same_are_refused() {
    let said = refused("Ann\n  Bob\nCid", add("Bob", "Cid", LineKind::Solid));
    assert_eq!(
        said,
        "\"Bob\" already reports to \"Ann\" by a solid line; make one of the two lines dotted, or \
         replace the superior"
    );
    let said = refused("Ann\n  Bob", add("Bob", "Ann", LineKind::Dotted));
    assert_eq!(said, "\"Bob\" already reports to \"Ann\"; change that line instead");
}

#[test]
fn a_line_made_solid_makes_the_other_dotted() {
    let set = |kind| {
        move |map: &Sketch| {
            Command::Line(Do::SetKind { line: map.line_between("Bob", "Cid"), kind })
        }
    };
    let before = "Ann\n  Bob\nCid\n- Bob dotted Cid";
    let after = "Ann\nCid\n  Bob\n- Bob dotted Ann";
    assert_eq!(check(before, set(LineKind::Solid), after), "Make line Bob > Cid solid");
    check(before, set(LineKind::Dotted), before);
    check("Cid\n  Bob", set(LineKind::Dotted), "Cid\nBob\n- Bob dotted Cid");
}

#[test]
fn another_superior_takes_the_place_of_the_present_one() {
    let label = check("Ann\n  Bob\n    Cid\nDee", under("Bob", "Dee"), "Ann\nDee\n  Bob\n    Cid");
    assert_eq!(label, "Put \"Bob\" under \"Dee\"");
    let label = check("Ann\n  Bob\n  Cid", under("Bob Cid", ""), "Ann\nBob\nCid");
    assert_eq!(label, "Let 2 positions report to nobody");
    check("Ann\nBob\nCid", under("Bob Cid", "Ann"), "Ann\n  Bob\n  Cid");
    check("Ann\n  Bob (order 1)", under("Bob", "Ann"), "Ann\n  Bob (order 1)");
    check("Ann\n  Bob (order 1, at 2 3)\nCid", under("Bob", "Cid"), "Ann\nCid\n  Bob (at 2 3)");
}

#[test]
fn a_dotted_line_to_the_new_superior_becomes_the_solid_one() {
    let before = "Ann\n  Bob\nCid\nDee\n- Bob dotted Cid\n- Bob dotted Dee";
    check(before, under("Bob", "Cid"), "Ann\nCid\n  Bob\nDee\n- Bob dotted Dee");
    check(before, under("Bob", ""), "Ann\nBob\nCid\nDee\n- Bob dotted Cid\n- Bob dotted Dee");
}

#[test]
fn a_superior_from_below_is_refused_unless_it_moves_as_well() {
    let said = refused("Ann\n  Bob\n    Cid", under("Ann", "Cid"));
    assert!(said.contains("because \"Cid\" reports to \"Ann\" by way of \"Bob\""), "{said}");
    assert!(refused("Ann\n  Bob", under("Ann Bob", "Bob")).contains("cannot report to itself"));
    check("Ann\n  Bob\n    Cid\nDee", under("Ann Bob", "Dee"), "Dee\n  Ann\n  Bob\n    Cid");
    let through_moved = "Ann\n  Bob\n    Cid";
    let said = refused(through_moved, under("Ann Bob", "Cid"));
    assert!(said.contains("\"Cid\" reports to \"Bob\""), "{said}");
}

#[test]
fn lines_are_removed_and_reversed() {
    let lines = |map: &Sketch| vec![map.line_between("Bob", "Ann")];
    let remove = move |map: &Sketch| Command::Line(Do::Remove { lines: lines(map) });
    assert_eq!(check("Ann\n  Bob", remove, "Ann\nBob"), "Remove line Bob > Ann");
    let reverse = move |map: &Sketch| Command::Line(Do::Reverse { lines: lines(map) });
    assert_eq!(check("Ann\n  Bob", reverse, "Bob\n  Ann"), "Reverse line Bob > Ann");
    let said = refused("Top\n  Ann\n    Bob", reverse);
    assert!(said.starts_with("\"Ann\" already reports to \"Top\" by a solid line"), "{said}");
    let said = refused("Ann\n  Bob\n  Cid\n- Bob dotted Cid", reverse);
    assert!(said.contains("that would be a loop"), "{said}");
}

fn flow(from: &str, kind: &str, to: &str, often: f64) -> impl Fn(&Sketch) -> Command {
    let (from, to, kind) = (from.to_owned(), to.to_owned(), flow_kind(kind));
    move |map| {
        let frequency = Frequency::count(often).unwrap();
        let (from, to, kind) = (map.at(&from), map.at(&to), kind.clone());
        Command::Flow(FlowCommand::Add { from, to, kind, frequency })
    }
}

#[test]
fn flows_of_different_kinds_and_ways_stand_side_by_side() {
    let before = "Ann\nBob\n- Ann consults Bob 2";
    let label = check("Ann\nBob", flow("Ann", "consults", "Bob", 2.0), before);
    assert_eq!(label, "Add consult Ann > Bob");
    let after = "Ann\nBob\n- Ann consults Bob 2\n- Bob consults Ann 1";
    check(before, flow("Bob", "consults", "Ann", 1.0), after);
    let after = "Ann\nBob\n- Ann consults Bob 2\n- Ann friend Bob 12.5";
    check(before, flow("Ann", "friend", "Bob", 12.5), after);
    let said = refused(before, flow("Ann", "consults", "Bob", 3.0));
    assert_eq!(said, "\"Ann\" already consults \"Bob\"; change how often that happens instead");
    assert!(refused("Ann", flow("Ann", "informs", "Ann", 1.0)).contains("somebody else"));
    let said = refused("Ann\nBob", flow("Ann", "informs", "Bob", 6.0));
    assert!(said.contains("between 1 (rarely) and 5 (daily), not 6"), "{said}");
}

const TWO: &str = "Ann\nBob\nCid\n- Ann consults Bob 2\n- Bob consults Ann 4\n- Ann informs Cid 1";

fn flows(map: &Sketch) -> Vec<FlowId> {
    vec![map.flow_between("Ann", "Bob"), map.flow_between("Bob", "Ann")]
}

#[test]
fn flows_are_changed_together() {
    let often = |map: &Sketch| {
        let frequency = Frequency::new(5.0).unwrap();
        Command::Flow(FlowCommand::SetFrequency { flows: flows(map), frequency })
    };
    let after = "Ann\nBob\nCid\n- Ann consults Bob 5\n- Bob consults Ann 5\n- Ann informs Cid 1";
    assert_eq!(check(TWO, often, after), "Set how often of 2 flows to 5");
    let kind = |map: &Sketch| {
        Command::Flow(FlowCommand::SetKind { flows: flows(map), kind: FlowKind::Inform })
    };
    check(TWO, kind, &TWO.replace("consults", "informs"));
    let reverse = |map: &Sketch| Command::Flow(FlowCommand::Reverse { flows: flows(map) });
    let swapped = "Ann\nBob\nCid\n- Bob consults Ann 2\n- Ann consults Bob 4\n- Ann informs Cid 1";
    check(TWO, reverse, swapped);
    let remove = |map: &Sketch| Command::Flow(FlowCommand::Remove { flows: flows(map) });
    check(TWO, remove, "Ann\nBob\nCid\n- Ann informs Cid 1");
}

#[test]
fn a_flow_does_not_become_the_twin_of_another() {
    let reverse = |map: &Sketch| {
        Command::Flow(FlowCommand::Reverse { flows: vec![map.flow_between("Ann", "Bob")] })
    };
    assert!(refused(TWO, reverse).starts_with("\"Bob\" already consults \"Ann\"; "));
    let kind = |map: &Sketch| {
        let flows = vec![map.flow_between("Ann", "Bob")];
        Command::Flow(FlowCommand::SetKind { flows, kind: FlowKind::Inform })
    };
    let before = "Ann\nBob\n- Ann consults Bob 2\n- Ann informs Bob 1";
    assert!(refused(before, kind).starts_with("\"Ann\" already informs \"Bob\"; "));
    let said = refused("Ann\nBob\n- Ann friend Bob 12", kind);
    assert!(said.contains("set how often to a number from 1 to 5 first"), "{said}");
}
