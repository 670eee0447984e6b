//! In whatever order a file has its records, it says the same map, and the first record that
//! cannot be is the one it is refused for.

use std::collections::{BTreeMap, BTreeSet};

use fulcrum::model::{FlowKind, PositionId};
use proptest::prelude::*;

use super::{line_of, read_text, refused};

/// A map of ten people and these flows, each on a line of its own.
fn text(flows: &[String]) -> String {
    let people: Vec<String> = (0..10).map(|id| format!(r#"{{"id": "p{id}"}}"#)).collect();
    format!(
        "{{\"format\": \"orgmap\", \"version\": \"1.0\", \"stages\": [{{\"id\": \"s1\",\n\
         \"positions\": [{}],\n\"flows\": [\n{}\n]}}]}}",
        people.join(", "),
        flows.join(",\n"),
    )
}

fn flow(id: u64, from: u64, to: u64, kind: usize) -> String {
    let kind = match ["consult", "instruct", "inform"].get(kind) {
        Some(kind) => format!(r#""{kind}""#),
        None => format!(r#""relation", "relation": "bond {kind}""#),
    };
    format!(r#"{{"id": "f{id}", "from": "p{from}", "to": "p{to}", "kind": {kind}}}"#)
}

proptest! {
    /// Identities in order, in order but for a few, or in none; some of them twice.
    #[test]
    fn records_are_found_by_their_identities_whatever_their_order(
        mut ids in prop::collection::vec(1..5_000_u64, 0..700),
        swaps in prop::option::of(prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..4)),
        twice in any::<bool>(),
    ) {
        if let Some(swaps) = swaps {
            ids.sort_unstable();
            let count = ids.len();
            for (one, other) in swaps.into_iter().filter(|_| count > 0) {
                ids.swap(one.index(count), other.index(count));
            }
        }
        let mut seen = BTreeMap::new();
        if !twice {
            ids.retain(|id| seen.insert(*id, ()).is_none());
        }
        // No two flows join the same two people in the same way.
        let rows: Vec<String> =
            ids.iter().enumerate().map(|(at, id)| flow(*id, at as u64 % 9, 9, 3 + at / 9)).collect();
        let mut known = BTreeMap::new();
        let again = ids.iter().enumerate().find(|(at, id)| known.insert(**id, *at).is_some());
        match again {
            Some((at, id)) => {
                let error = refused(&text(&rows));
                prop_assert_eq!(error.line, Some(4 + at));
                let said = format!("f{id} stands here a second time");
                prop_assert!(error.to_string().contains(&said), "{}", error);
            }
            None => {
                let map = read_text(&text(&rows)).unwrap().map;
                let (_, stage) = map.stages().next().unwrap();
                let found: Vec<(u64, PositionId, FlowKind)> =
                    stage.flows().iter().map(|(id, it)| (id.0, it.from, it.kind.clone())).collect();
                let names = |kind: &FlowKind| match kind {
                    FlowKind::Relation(name) => name.name().to_owned(),
                    FlowKind::Consult | FlowKind::Instruct | FlowKind::Inform => String::new(),
                };
                prop_assert_eq!(found.len(), known.len());
                for ((id, from, kind), (wanted, at)) in found.iter().zip(&known) {
                    prop_assert_eq!((*id, from.0), (*wanted, *at as u64 % 9));
                    prop_assert_eq!(names(kind), format!("bond {}", 3 + at / 9));
                }
            }
        }
    }

    /// The kinds are more than are told apart at first sight.
    #[test]
    fn a_second_flow_of_a_kind_is_refused_and_only_that(
        ties in prop::collection::vec((0..4_u64, 4..7_u64, 0..14_usize), 0..24),
    ) {
        let rows: Vec<String> = ties
            .iter()
            .enumerate()
            .map(|(at, (from, to, kind))| flow(at as u64 + 1, *from, *to, *kind))
            .collect();
        let mut seen = BTreeSet::new();
        let again = ties.iter().enumerate().find(|(_, tie)| !seen.insert(**tie));
        match (again, read_text(&text(&rows))) {
            (None, read) => prop_assert!(read.is_ok()),
            (Some((at, (from, to, _))), read) => {
                let error = read.expect_err("a flow is repeated");
                let said = format!("f{} is a second flow of its kind from p{from} to p{to}", at + 1);
                prop_assert!(error.to_string().contains(&said), "{}", error);
                prop_assert_eq!(error.line, Some(4 + at));
            }
        }
    }
}

#[test]
fn what_is_wrong_with_the_text_counts_before_what_is_wrong_in_a_record() {
    let wrong = flow(1, 1, 2, 0).replace("consult", "shout");
    let sound = flow(2, 1, 2, 0);
    let with = |rows: &[&String]| text(&rows.iter().map(|row| (*row).clone()).collect::<Vec<_>>());
    let said = |text: &str| refused(text).to_string();
    assert!(said(&with(&[&wrong, &sound])).contains("f1: a flow of kind \"shout\""));
    assert_eq!(refused(&with(&[&sound, &wrong])).line, Some(5));
    // Behind it the text breaks off, says a name twice, or misses one; before it, the version.
    let whole = with(&[&wrong, &sound]);
    assert!(said(&whole[..whole.len() - 3]).contains("breaks off before its end"));
    let twice = sound.replace("}", r#", "new": 1, "new": 2}"#);
    assert!(said(&with(&[&wrong, &twice])).contains("\"new\""));
    let lacking = sound.replace(r#""from": "p1", "#, "");
    assert!(said(&with(&[&wrong, &lacking])).contains("\"from\" is missing"));
    assert!(said(&whole.replace("1.0", "9.0")).contains("newer Fulcrum"));
    // Of two tables the first counts, and of two records the upper.
    let other = flow(3, 1, 2, 0).replace("\"p2\"", "\"x2\"");
    assert_eq!(refused(&with(&[&sound, &other, &wrong])).line, Some(5));
    let both = whole.replace(r#"{"id": "p3"}"#, "\n{\"id\": \"q3\"}");
    assert_eq!(refused(&both).line, Some(line_of(&both, "q3")));
    assert!(said(&both).contains("q3 names the position \"q3\", which is no identity of one"));
}
