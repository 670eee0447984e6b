//! Files of the kinds that other programs write, made up here, each with what it says.

use std::path::Path;

use fulcrum::model::{Chart, FlowKind, LineKind, OrgMap, PositionKind, breaches};
use fulcrum::storage::{Choices, Fate, Incoming, draft, open_bytes};

use crate::field::stage;

fn made(name: &str, text: &str) -> (OrgMap, Vec<Fate>) {
    match open_bytes(Path::new(name), text.as_bytes(), None, &mut |_, _| true) {
        Ok(Incoming::Source(source, _)) => {
            let made = draft(&source, &Choices::guess(&source));
            assert_eq!(breaches(&made.map), []);
            (made.map, made.report.rows.iter().map(|row| row.fate).collect())
        }
        Ok(Incoming::Map(..)) => panic!("{name} is no map"),
        Err(error) => panic!("{error}"),
    }
}

/// Flows as `from > to: kind frequency`, by titles.
fn flows(map: &OrgMap) -> Vec<String> {
    let title = |id| stage(map).positions().get(id).unwrap().title.clone();
    let mut told: Vec<String> = stage(map)
        .flows()
        .iter()
        .map(|(_, it)| {
            let kind = match &it.kind {
                FlowKind::Relation(name) => name.to_string(),
                other => format!("{other:?}"),
            };
            format!("{} > {}: {kind} {}", title(it.from), title(it.to), it.frequency.get())
        })
        .collect();
    told.sort();
    told
}

fn titles(map: &OrgMap) -> Vec<String> {
    stage(map).positions().iter().map(|(_, it)| it.title.to_string()).collect()
}

#[test]
fn projects_of_kumu_are_networks() {
    let (map, _) = made(
        "kumu.json",
        r#"{"elements":[{"_id":"e1","attributes":{"label":"Ann","element type":"Person","tags":["board","x"]}},
            {"_id":"e2","attributes":{"label":"Bo"}}],
            "connections":[{"from":"e1","to":"e2","direction":"directed",
            "attributes":{"connection type":"advice","strength":3}},
            {"from":"e2","to":"e1","direction":"mutual","attributes":{"label":"trust"}}]}"#,
    );
    assert_eq!(flows(&map), ["Ann > Bo: advice 3", "Ann > Bo: trust 1", "Bo > Ann: trust 1"]);
    let (map, _) = made(
        "connections.csv",
        "From,To,Label,Type,Direction,Strength\nAnn,Bo,x,Advice,directed,2\nBo,Cy,,Trust,mutual,1\n",
    );
    assert_eq!(flows(&map), ["Ann > Bo: Advice 2", "Bo > Cy: Trust 1", "Cy > Bo: Trust 1"]);
}

#[test]
fn networks_of_cytoscape_networkx_and_the_graph_format_in_json_are_read() {
    for text in [
        r#"{"elements":{"nodes":[{"data":{"id":"a","label":"Ann"}},{"data":{"id":"b","label":"Bo"}}],
            "edges":[{"data":{"source":"a","target":"b","interaction":"asks round","weight":2}}]}}"#,
        r#"{"graph":{"directed":true,"nodes":{"a":{"label":"Ann"},"b":{"label":"Bo"}},
            "edges":[{"source":"a","target":"b","relation":"asks round","weight":2}]}}"#,
        r#"{"directed":true,"multigraph":false,"graph":{},"nodes":[{"label":"Ann","id":0},{"label":"Bo","id":1}],
            "links":[{"weight":2,"source":0,"target":1,"kind":"asks round"}]}"#,
    ] {
        let (map, _) = made("net.json", text);
        assert_eq!(titles(&map), ["Ann", "Bo"], "{text}");
        assert_eq!(flows(&map), ["Ann > Bo: asks round 2"], "{text}");
    }
}

#[test]
fn charts_in_json_are_lists_or_trees() {
    let (map, _) = made(
        "d3.json",
        r#"[{"id":"1","parentId":"","name":"Ann","positionName":"CEO"},
            {"id":2,"parentId":1,"name":"Bo","positionName":"CTO"}]"#,
    );
    assert_eq!(titles(&map), ["CEO", "CTO"]);
    assert_eq!(stage(&map).lines().len(), 1);
    let (map, _) = made(
        "orgchart.json",
        r#"[{"id":1,"name":"Ann","title":"CEO"},{"id":2,"pid":1,"name":"Bo","title":"PA","tags":["assistant"]}]"#,
    );
    let kinds: Vec<_> = stage(&map).positions().iter().map(|(_, it)| it.kind).collect();
    assert_eq!(kinds, [PositionKind::Person, PositionKind::Assistant]);
    let (map, _) = made(
        "tree.json",
        r#"{"name":"Ann","title":"CEO","children":[{"name":"Bo","title":"CTO","children":[{"name":"Cy","title":"Dev"}]}]}"#,
    );
    let chart = Chart::of(stage(&map));
    let depth = stage(&map).positions().ids().map(|id| chart.reach(id).len()).max();
    assert_eq!(titles(&map), ["CEO", "CTO", "Dev"]);
    assert_eq!((stage(&map).lines().len(), depth.is_some()), (2, true));
}

#[test]
fn tables_of_netdraw_are_parted_by_blanks_or_commas() {
    for node_data in
        ["ID,Name,Sex\n1,\"Ann Lee\",F\n2,Bo,M\n", "ID Name Sex\n1 \"Ann Lee\" F\n2 Bo M\n"]
    {
        let text = format!(
            "*node data\n{node_data}*node properties\nID x y color\n1 10 20 255\n2 30 40 255\n\
             *tie data\nFROM TO advice trust\n1 2 1 0\n2 1 3 4\n"
        );
        let (map, _) = made("a.vna", &text);
        assert_eq!(titles(&map), ["Ann Lee", "Bo"]);
        let wanted = ["Ann Lee > Bo: advice 1", "Bo > Ann Lee: advice 3", "Bo > Ann Lee: trust 4"];
        assert_eq!(flows(&map), wanted);
        assert_eq!(stage(&map).placements().len(), 2);
    }
}

#[test]
fn nodes_that_stand_in_several_graphs_of_a_file_are_one_and_hold_nobody_twice() {
    let text = r#"<graphml><key id="d0" for="node" attr.name="label" attr.type="string"/>
        <graph id="advice" edgedefault="directed"><node id="1"><data key="d0">Ann</data></node>
        <node id="2"><data key="d0">Bo</data></node><edge source="1" target="2"/></graph>
        <graph id="reports to" edgedefault="directed"><node id="1"/><node id="2"/>
        <edge source="2" target="1"/></graph></graphml>"#;
    let (map, _) = made("socnetv.graphml", text);
    assert_eq!(flows(&map), ["Ann > Bo: advice 1"]);
    assert_eq!(stage(&map).lines().len(), 1);
    assert!(stage(&map).positions().iter().all(|(_, it)| it.holders.len() == 1));
}

#[test]
fn a_group_of_yed_is_a_unit_and_the_name_of_the_only_graph_no_relation() {
    let text = r#"<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key for="node" id="d6" yfiles.type="nodegraphics"/>
        <graph edgedefault="directed" id="G"><node id="n0" yfiles.foldertype="group"><data key="d6">
        <y:ProxyAutoBoundsNode><y:Realizers active="0"><y:GroupNode><y:NodeLabel>Sales &amp; North</y:NodeLabel>
        </y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data><graph edgedefault="directed" id="n0:">
        <node id="n0::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Ann</y:NodeLabel></y:ShapeNode></data></node>
        </graph></node><node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Bo</y:NodeLabel></y:ShapeNode></data></node>
        <edge source="n0::n0" target="n1"/></graph></graphml>"#;
    let (map, _) = made("yed.graphml", text);
    assert_eq!(titles(&map), ["Ann", "Bo"]);
    assert_eq!(flows(&map), ["Ann > Bo: tie 1"]);
    let units: Vec<_> = stage(&map).units().iter().map(|(_, it)| it.name.clone()).collect();
    assert_eq!(units, ["Sales & North"]);
}

#[test]
fn who_asks_whom_is_read_from_answers_as_people_write_them() {
    let (map, _) =
        made("survey.csv", "respondent,asks,how often\nAnn,\"Bo; Cy\",weekly\nBo,Ann,daily\n");
    assert_eq!(flows(&map), ["Ann > Bo: tie 3", "Ann > Cy: tie 3", "Bo > Ann: tie 5"]);
}

#[test]
fn matrices_of_two_modes_name_rows_and_columns_apart() {
    let (map, _) = made(
        "two.dl",
        "dl nr=2 nc=3 format=fullmatrix\nrow labels:\nAnn\nBo\ncolumn labels:\nx,y,z\ndata:\n1 0 1\n0 1 0\n",
    );
    assert_eq!(titles(&map).len(), 5, "{:?}", titles(&map));
    assert_eq!(flows(&map), ["Ann > x: tie 1", "Ann > z: tie 1", "Bo > y: tie 1"]);
}

#[test]
fn names_in_bold_are_names() {
    let (map, _) = made("board.md", "# Board\n- **Ann**, CEO\n  - __Bo__, CTO (Tech)\n");
    let names: Vec<_> =
        stage(&map).positions().iter().map(|(_, it)| it.holders[0].name.to_string()).collect();
    assert!(names.contains(&"Ann".to_owned()) && names.contains(&"Bo".to_owned()), "{names:?}");
}

#[test]
fn the_sample_form_of_draw_io_draws_its_second_ties_dotted() {
    let (map, _) = made(
        "chart.csv",
        "# label: %name%\n# connect: {\"from\":\"manager\",\"to\":\"id\",\"invert\":true}\n\
         name,position,id,manager,refs\nEvan,CFO,emi,,\nEd,Brand,emo,emi,\nRon,System,rdo,emi,\"emo,tva\"\nTess,HR,tva,emi,\n",
    );
    let dotted = stage(&map).lines().iter().filter(|(_, it)| it.kind == LineKind::Dotted).count();
    assert_eq!((stage(&map).lines().len(), dotted), (5, 2));
}
