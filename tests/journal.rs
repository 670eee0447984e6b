//! The recovery journal: what was edited comes back, whatever stopped the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and breaks files on purpose"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fulcrum::model::{Change, Delta, Flow, FlowId, FlowKind, OrgMap, Position, RelationName};
use fulcrum::quantity::Frequency;
use fulcrum::storage::{
    Journal, JournalHead, Print, delete_journal, orphaned_journals, read, read_journal,
    read_orgmap, write_orgmap,
};
use serde_json::Value;

fn example(name: &str) -> OrgMap {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).unwrap().map
}

fn head() -> JournalHead {
    let print = Some(Print::of(b"as it was saved"));
    JournalHead {
        file: Some(PathBuf::from("/home/ada/school.orgmap")),
        print,
        process: 7,
        follows: None,
    }
}

/// The school after so many small edits, each with its own trace.
fn edited(times: usize) -> OrgMap {
    let mut value: Value = serde_json::from_str(&write_orgmap(&example("school.orgmap"))).unwrap();
    for time in 0..times {
        let positions = value["stages"][0]["positions"].as_array_mut().unwrap();
        let count = positions.len();
        match time % 4 {
            0 => positions[time % count]["title"] = format!("Title {time}").into(),
            1 => positions[time % count]["notes"] = format!("Nöte {time}\n\"quoted\"").into(),
            2 => {
                let next = value["next_id"].as_u64().unwrap();
                value["next_id"] = (next + 1).into();
                let added = serde_json::json!({"id": format!("p{next}"), "title": "New"});
                value["stages"][0]["positions"].as_array_mut().unwrap().push(added);
            }
            _ => value["title"] = format!("School {time}").into(),
        }
    }
    read_orgmap(value.to_string().as_bytes(), Path::new("edited")).unwrap().map
}

#[test]
fn every_edit_comes_back_with_whose_it_is_and_when() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::begin(folder.path(), "a", head(), &edited(0), 1000).unwrap();
    for times in 1..40 {
        journal.add(&edited(times), 1000 + times as u64).unwrap();
        let found = read_journal(&folder.path().join("a.journal")).unwrap();
        assert_eq!(write_orgmap(&found.map), write_orgmap(&edited(times)));
        assert_eq!((found.at, found.head), (1000 + times as u64, head()));
    }
    // An edit costs about what it says, not what the map weighs.
    let bytes = std::fs::metadata(folder.path().join("a.journal")).unwrap().len() as usize;
    assert!(bytes < write_orgmap(&edited(40)).len() + 40 * 1000, "{bytes} bytes");
}

#[test]
fn any_map_can_follow_any_other() {
    let names = ["school", "plant", "three-ways", "lab-run-as-plant", "bank-wiring-room"];
    let maps = names.map(|name| example(&format!("{name}.orgmap")));
    for first in &maps {
        for second in &maps {
            let folder = tempfile::tempdir().unwrap();
            let mut journal = Journal::begin(folder.path(), "a", head(), first, 1).unwrap();
            journal.add(second, 2).unwrap();
            journal.add(first, 3).unwrap();
            journal.add(second, 4).unwrap();
            let found = read_journal(&folder.path().join("a.journal")).unwrap();
            assert_eq!(write_orgmap(&found.map), write_orgmap(second));
        }
    }
}

fn put(map: &mut OrgMap, flows: Vec<Delta<FlowId, Flow>>) {
    let stage = map.first_stage().unwrap();
    flows.into_iter().for_each(|delta| map.apply(&Change::Flow(stage, delta)).unwrap());
}

/// Another state of a map: some flows taken out or put back, others more frequent, a title changed.
fn shaken(map: &OrgMap, all: &OrgMap, seed: u64) -> OrgMap {
    let mut next = map.clone();
    let (stage, whole) = (map.first_stage().unwrap(), all.first_stage().unwrap());
    let (flows, every) = (map.stage(stage).unwrap().flows(), all.stage(whole).unwrap().flows());
    let mut deltas = Vec::new();
    for (number, id) in every.ids().enumerate() {
        let (before, own) = (flows.share(id), every.share(id));
        let after = match (number as u64).wrapping_mul(2_654_435_761).wrapping_add(seed) % 7 {
            0 => None,
            1 => own,
            2 if seed == 5 => None,
            3 => before.as_deref().map(|flow| {
                let frequency = Frequency::new((seed % 5 + 1) as f64).unwrap();
                Arc::new(Flow { frequency, ..flow.clone() })
            }),
            _ => before.clone(),
        };
        deltas.push(Delta { id, before, after });
    }
    put(&mut next, deltas);
    let id = map.stage(stage).unwrap().positions().ids().nth(seed as usize % 9).unwrap();
    let before = map.stage(stage).unwrap().positions().share(id);
    let title = format!("Title {seed}");
    let after =
        before.as_deref().map(|it| Arc::new(Position { title: title.into(), ..it.clone() }));
    next.apply(&Change::Position(stage, Delta { id, before, after })).unwrap();
    next
}

#[test]
fn states_that_share_most_of_a_large_map_come_back_one_after_the_other() {
    let mut all = example("school.orgmap");
    let stage = all.first_stage().unwrap();
    let ids: Vec<_> = all.stage(stage).unwrap().positions().ids().collect();
    let deltas = (0..2_000).map(|number| {
        let (from, to) = (ids[number % ids.len()], ids[(number * 7 + 1) % ids.len()]);
        let frequency = Frequency::new(2.0).unwrap();
        let kind = FlowKind::Relation(RelationName::new(&format!("r{number}")).unwrap());
        let flow = Flow::new(from, to, kind, frequency);
        let after = (from != to).then(|| Arc::new(flow));
        Delta { id: FlowId(1_000_000 + number as u64), before: None, after }
    });
    put(&mut all, deltas.collect());
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::begin(folder.path(), "a", head(), &all, 1).unwrap();
    let mut now = all.clone();
    for seed in 0..12 {
        let mut next = shaken(&now, &all, seed);
        if seed == 7 {
            // Nobody talks any more; later all come back.
            let flows = next.stage(stage).unwrap().flows();
            let gone = flows.ids().map(|id| Delta { id, before: flows.share(id), after: None });
            let gone = gone.collect();
            put(&mut next, gone);
        }
        let (before, after) = (now.stage(stage).unwrap(), next.stage(stage).unwrap());
        let differ = |id: &FlowId| before.flows().get(*id) != after.flows().get(*id);
        let ids: BTreeSet<FlowId> = before.flows().ids().chain(after.flows().ids()).collect();
        let wanted: Vec<FlowId> = ids.into_iter().filter(differ).collect();
        let found = before.flows().differences(after.flows());
        assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), wanted);
        for (id, here, there) in found {
            assert_eq!((here, there), (before.flows().get(id), after.flows().get(id)));
        }
        journal.add(&next, seed + 2).unwrap();
        let found = read_journal(&folder.path().join("a.journal")).unwrap();
        assert!(found.map.stage(stage) == next.stage(stage), "after {seed}");
        now = next;
    }
}

#[test]
fn a_line_that_breaks_off_anywhere_leaves_the_edits_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::begin(folder.path(), "a", head(), &edited(0), 1).unwrap();
    journal.add(&edited(1), 2).unwrap();
    let path = folder.path().join("a.journal");
    let before = std::fs::metadata(&path).unwrap().len() as usize;
    journal.add(&edited(2), 3).unwrap();
    let whole = std::fs::read(&path).unwrap();
    let cut = folder.path().join("cut.journal");
    for length in before..whole.len() {
        std::fs::write(&cut, &whole[..length]).unwrap();
        let found = read_journal(&cut).unwrap();
        assert_eq!((found.at, write_orgmap(&found.map)), (2, write_orgmap(&edited(1))));
    }
    // A disk may also have written nonsense there.
    for at in [before, before + 5, before + 20, whole.len() - 2] {
        let mut broken = whole.clone();
        broken[at] ^= 1;
        std::fs::write(&cut, &broken).unwrap();
        assert_eq!(read_journal(&cut).unwrap().at, 2, "a wrong byte at {at}");
    }
    for length in 0..before.min(200) {
        std::fs::write(&cut, &whole[..length]).unwrap();
        // Refused in words, not a panic, where not even the map is whole.
        assert!(read_journal(&cut).unwrap_err().to_string().contains("; "));
    }
}

#[test]
fn a_journal_that_a_window_holds_is_neither_offered_nor_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::begin(folder.path(), "open", head(), &edited(0), 1).unwrap();
    let crashed = Journal::begin(folder.path(), "crashed", head(), &edited(3), 1).unwrap();
    drop(crashed);
    let (open, left) = (folder.path().join("open.journal"), folder.path().join("crashed.journal"));
    assert_eq!(orphaned_journals(folder.path()), std::slice::from_ref(&left));
    assert!(delete_journal(&open).is_err());
    delete_journal(&left).unwrap();
    assert!(open.exists() && !left.exists());
    journal.remove().unwrap();
    assert!(!open.exists());
}

#[test]
fn a_journal_that_is_mostly_steps_says_so_and_one_of_its_name_gets_a_number() {
    let folder = tempfile::tempdir().unwrap();
    let long = |letter: &str| {
        let mut value: Value = serde_json::from_str(&write_orgmap(&edited(0))).unwrap();
        value["description"] = letter.repeat(600_000).into();
        read_orgmap(value.to_string().as_bytes(), Path::new("long")).unwrap().map
    };
    let mut journal = Journal::begin(folder.path(), "a", head(), &edited(0), 1).unwrap();
    let maps = [long("a"), long("b")];
    let mut steps = 0;
    while !journal.is_overgrown() {
        journal.add(&maps[steps % 2], 2 + steps as u64).unwrap();
        let found = read_journal(&folder.path().join("a.journal")).unwrap();
        assert_eq!((found.at, found.map == maps[steps % 2]), (2 + steps as u64, true));
        steps += 1;
    }
    assert!((4..10).contains(&steps), "{steps} steps of 0.6 MB");
    let head = JournalHead { follows: Some(journal.name()), ..head() };
    let next = Journal::begin(folder.path(), "a", head, &maps[0], 99).unwrap();
    assert!(!next.is_overgrown());
    assert_eq!((journal.name().as_str(), next.name().as_str()), ("a", "a-2"));
    let found = read_journal(&folder.path().join("a-2.journal")).unwrap();
    assert_eq!((found.at, found.head.follows.as_deref()), (99, Some("a")));
    // Both are held, and flushing says nothing else.
    next.flush().unwrap()().unwrap();
    journal.flush().unwrap()().unwrap();
    assert!(orphaned_journals(folder.path()).is_empty());
}
