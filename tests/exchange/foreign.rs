//! Files that other programs wrote, read where they lie: beside the folder that `FULCRUM_CASES`
//! names. What is in them was counted by hand, by their own programs or by networkx.

use std::collections::BTreeMap;

use fulcrum::model::FlowKind;

use crate::field::{beside_cases, proposed, stage};

/// How many flows there are of each relation.
fn relations(map: &fulcrum::model::OrgMap) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (_, flow) in stage(map).flows().iter() {
        let name = match &flow.kind {
            FlowKind::Relation(name) => name.to_string(),
            other => format!("{other:?}"),
        };
        *counts.entry(name).or_default() += 1;
    }
    counts
}

fn counted(wanted: &[(&str, usize)]) -> BTreeMap<String, usize> {
    wanted.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

#[test]
fn a_project_of_matrices_is_a_chart_and_its_talk() {
    let Some(foreign) = beside_cases("foreign") else { return };
    let made = proposed(&foreign.join("socnetv/Krackhardt_High-tech_managers.paj"));
    let chart = stage(&made.map);
    assert_eq!(chart.positions().len(), 21);
    // Krackhardt (1987): 21 managers, 190 ties of advice, 102 of friendship, 20 of reporting.
    assert_eq!(relations(&made.map), counted(&[("gives_advice_to", 190), ("is_friend_of", 102)]));
    assert_eq!(chart.lines().len(), 20);
}

#[test]
fn arcs_and_edges_of_one_file_are_joined() {
    let Some(foreign) = beside_cases("foreign") else { return };
    // 16 arcs and 28 edges both ways are 72; nine edges say again what an arc said.
    let made = proposed(&foreign.join("socnetv/Campnet.paj"));
    assert_eq!(stage(&made.map).positions().len(), 18);
    assert_eq!(stage(&made.map).flows().len(), 63);
    assert_eq!(made.report.count(fulcrum::storage::Fate::Merged), 9);
    let holly = stage(&made.map).position_by_key("1").unwrap();
    assert_eq!(stage(&made.map).positions().get(holly).unwrap().title, "HOLLY");
    assert!(stage(&made.map).placements().get(holly).unwrap().at.is_some());
    // 26 arcs and 16 edges, two of the former both ways: 58 of the 18 monks.
    let made = proposed(&foreign.join("socnetv/Sampson_Monks_N18.net"));
    assert_eq!(stage(&made.map).positions().len(), 18);
    assert!(stage(&made.map).placements().is_empty(), "it has no coordinates");
}

#[test]
fn matrices_of_ucinet_are_relations() {
    let Some(foreign) = beside_cases("foreign") else { return };
    let made = proposed(&foreign.join("socnetv/Thurman_Office_Networks_Coalitions.dl"));
    assert_eq!(stage(&made.map).positions().len(), 15);
    let found = relations(&made.map);
    assert_eq!(found.keys().collect::<Vec<_>>(), ["THURA", "THURM"]);
    let text =
        std::fs::read_to_string(foreign.join("socnetv/Thurman_Office_Networks_Coalitions.dl"))
            .unwrap();
    let ones =
        text.split_once("DATA:").unwrap().1.split_whitespace().filter(|cell| *cell == "1").count();
    assert_eq!(found.values().sum::<usize>(), ones);
    let made = proposed(&foreign.join("igraph/edgelist3.dl"));
    assert_eq!((stage(&made.map).positions().len(), stage(&made.map).flows().len()), (5, 5));
    let keys: Vec<_> =
        stage(&made.map).positions().iter().map(|(_, it)| it.key.clone().unwrap()).collect();
    assert_eq!(keys, ["george", "sally", "jim", "billy", "jane"]);
}

#[test]
fn every_flavour_of_graphml_is_read() {
    let Some(foreign) = beside_cases("foreign") else { return };
    let made = proposed(&foreign.join("graphology/miserables_gephi.graphml"));
    let people = stage(&made.map);
    // 254 ties without a direction stand both ways.
    assert_eq!((people.positions().len(), people.flows().len()), (77, 508));
    let valjean = people.positions().get(people.position_by_key("11").unwrap()).unwrap();
    assert_eq!(valjean.title, "Valjean");
    assert_eq!(valjean.attributes.get("Modularity Class").unwrap(), "1");
    let made = proposed(&foreign.join("socnetv/TinyDir_N3_REL2.graphml"));
    assert_eq!(stage(&made.map).positions().len(), 3);
    assert_eq!(relations(&made.map).len(), 2, "one relation for each graph");
    let made = proposed(&foreign.join("igraph/yfiles_yed-live.graphml"));
    let titles: Vec<_> =
        stage(&made.map).positions().iter().map(|(_, it)| it.title.to_string()).collect();
    assert_eq!(titles.len(), 4);
    assert!(titles.contains(&"Top left rounded rectangle".to_owned()), "{titles:?}");
}

#[test]
fn gexf_of_three_versions_is_read() {
    let Some(foreign) = beside_cases("foreign") else { return };
    let made = proposed(&foreign.join("graphology/v1_3.gexf"));
    assert_eq!(relations(&made.map), counted(&[("likes", 2)]));
    let suzy = stage(&made.map).position_by_key("Suzy").unwrap();
    let suzy = &stage(&made.map).positions().get(suzy).unwrap().attributes;
    for name in ["pipe", "comma", "raw"] {
        assert_eq!(suzy.get(name).unwrap(), "a | b | c", "{name}");
    }
    assert_eq!(suzy.get("single").unwrap(), "a | 'b' | c");
    let made = proposed(&foreign.join("graphology/les_miserables_1.1.gexf"));
    assert_eq!((stage(&made.map).positions().len(), stage(&made.map).flows().len()), (77, 254));
    assert!(made.map.header().title.starts_with("Les Misérables"));
    let myriel = stage(&made.map).position_by_key("0.0").unwrap();
    assert_eq!(stage(&made.map).positions().get(myriel).unwrap().title, "Myriel");
}

#[test]
fn graphs_of_graphviz_are_read() {
    let Some(foreign) = beside_cases("foreign") else { return };
    let made = proposed(&foreign.join("gephi/subgraph.dot"));
    let graph = stage(&made.map);
    assert_eq!((graph.positions().len(), graph.flows().len(), graph.units().len()), (2, 1, 1));
    let n0 = graph.positions().get(graph.position_by_key("n0").unwrap()).unwrap();
    assert_eq!(n0.attributes.get("foo").unwrap(), "a");
    let made = proposed(&foreign.join("socnetv/Signed_Dir_N4_NoCycle.dot"));
    // The tie of weight -2 is left out, and told.
    assert_eq!((stage(&made.map).positions().len(), stage(&made.map).flows().len()), (4, 3));
    assert_eq!(made.report.told().count(), 1);
}

#[test]
fn samples_of_chart_libraries_are_read() {
    let Some(foreign) = beside_cases("foreign") else { return };
    let made = proposed(&foreign.join("drawio/orgchart.csv"));
    let chart = stage(&made.map);
    // Three report to Evan Miller; one of them has two further ties.
    assert_eq!((chart.positions().len(), chart.lines().len()), (4, 5));
    let path = foreign.join("d3-org-chart/data.csv");
    let made = proposed(&path);
    let rows = csv::Reader::from_path(&path).unwrap().records().count();
    assert_eq!(stage(&made.map).positions().len(), rows);
    assert_eq!(stage(&made.map).lines().len(), rows - 1, "everyone but one has a superior");
    let king =
        stage(&made.map).positions().get(stage(&made.map).position_by_key("100").unwrap()).unwrap();
    assert_eq!(king.holders[0].name, "Steven King");
}
