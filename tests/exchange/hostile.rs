//! Files that would harm a careless reader.

use std::io::Write;

use fulcrum::model::breaches;
use fulcrum::storage::{Choices, Draft, Incoming, draft, open};

fn read(name: &str, bytes: &[u8]) -> Result<Draft, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    match open(&path, None, &mut |_, _| true).map_err(|error| error.to_string())? {
        Incoming::Map(..) => panic!("{name} is no map"),
        Incoming::Source(source, _) => {
            let made = draft(&source, &Choices::guess(&source));
            assert_eq!(breaches(&made.map), [], "{name}");
            Ok(made)
        }
    }
}

#[test]
fn entities_of_a_files_own_are_refused() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\
        <graphml><graph><node id=\"&b;\"/></graph></graphml>";
    assert!(read("x.graphml", bomb.as_bytes()).unwrap_err().contains("entities"));
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = format!("<graphml>{}", "<graph>".repeat(100_000));
    assert!(read("x.graphml", deep.as_bytes()).unwrap_err().contains("nested"));
    assert!(read("x.gexf", "<gexf>".repeat(100_000).as_bytes()).unwrap_err().contains("nested"));
    assert!(
        read("x.dot", format!("digraph {}", "{".repeat(100_000)).as_bytes())
            .unwrap_err()
            .contains("nested")
    );
    assert!(read("x.json", "[".repeat(100_000).as_bytes()).is_err());
}

#[test]
fn elements_that_do_not_end_where_they_should_are_refused() {
    let refused = |text: &str| read("x.graphml", text.as_bytes()).unwrap_err();
    for whole in [
        "<graphml><graph><node id=\"a\"></graph></node></graphml>",
        "<graphml><graph></graph></graphml></graph>",
        "<graphml><graph><node id=\"a\"",
        "<graphml><graph><node id=\"a\"/></graph",
        "<graphml><graph>a & b</graph></graphml>",
    ] {
        assert!(refused(whole).contains("is not whole XML"), "{whole}: {}", refused(whole));
    }
    assert!(refused("<graphml><graph>\n").contains("breaks off before its end"));
}

#[test]
fn xml_may_be_written_in_every_way_that_it_allows() {
    let text = "<?xml version='1.0'?>\n<!-- <node> --><g:graphml xmlns:g='x'>\
        <g:key id='k' for='node' attr.name='label'\n/><g:key id = \"w\" for=\"edge\" \
        attr.name=\"weight\"/><g:graph edgedefault='directed'><g:node id='a > b'>\
        <g:data key='k'>R&amp;D &#65;<![CDATA[<&>]]></g:data ></g:node>\
        <g:node id='c\"d'/><g:edge source='a > b' target = 'c&quot;d' ><g:data key='w'>3\
        </g:data></g:edge></g:graph></g:graphml>";
    let made = read("x.graphml", text.as_bytes()).unwrap();
    let stage = made.map.stage(made.map.first_stage().unwrap()).unwrap();
    let titles: Vec<&str> = stage.positions().iter().map(|(_, it)| it.title.as_str()).collect();
    assert_eq!(titles, ["R&D A<&>", "c\"d"]);
    let weights: Vec<f64> = stage.flows().iter().map(|(_, it)| it.frequency.get()).collect();
    assert_eq!(weights, [3.0]);
}

#[test]
fn counts_without_measure_are_refused() {
    assert!(read("x.net", b"*Vertices 99999999999\n").unwrap_err().contains("99999999999"));
    assert!(
        read("x.dl", b"DL N=4000000000 FORMAT=FULLMATRIX DATA:\n0")
            .unwrap_err()
            .contains("4000000000")
    );
    let set: String = (0..2000).map(|at| format!("n{at} ")).collect();
    assert!(
        read("x.dot", format!("digraph {{ {{ {set} }} -> {{ {set} }} }}").as_bytes())
            .unwrap_err()
            .contains("more ties")
    );
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let noughts = vec![b'0'; 1 << 20];
    for _ in 0..64 {
        archive.write_all(&noughts).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 200_000, "it is small as long as it is packed");
    assert!(read("x.xlsx", &bytes).unwrap_err().contains("unpacks"));
}

#[test]
fn a_number_that_asks_for_more_people_than_a_file_could_name_is_refused() {
    for (name, text) in [
        ("x.net", "*Vertices 820113\n1 \"Ann\"\n*Arcs\n1 2 1\n"),
        ("x.dl", "dl n=820113 format=edgelist1\ndata:\n1 2\n"),
    ] {
        let words = read(name, text.as_bytes()).unwrap_err();
        assert!(words.contains("820113") && words.contains("correct the number"), "{words}");
    }
    // Vertices without labels are none the less vertices.
    let made = read("x.net", b"*Vertices 2000\n*Arcs\n1 2 1\n").expect("a network");
    let count: usize = made.map.stages().map(|it| it.1.positions().len()).sum();
    assert_eq!(count, 2000);
}

/// A workbook of three rows, and one cell more at a place.
fn workbook(far: Option<(u32, u16)>) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let list = book.add_worksheet();
    let rows = [["Key", "Name", "Superior"], ["1", "Ann", ""], ["2", "Bo", "1"]];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            list.write(row, column, cell).unwrap();
        }
    }
    if let Some((row, column)) = far {
        list.write(row, column, "x").unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_cell_at_the_far_corner_of_a_sheet_costs_no_more_than_its_row() {
    // All cells between would be 17 thousand million.
    let far = workbook(Some((1_048_575, 16_383)));
    let made = read("x.xlsx", &far).expect("a list with a stray cell");
    let plain = read("x.xlsx", &workbook(None)).expect("a list");
    let people = |made: &Draft| {
        let stages = made.map.stages();
        stages.map(|(_, stage)| stage.positions().len()).sum::<usize>()
    };
    assert_eq!((people(&made), people(&plain)), (2, 2));
    assert!(made.report.rows.iter().any(|row| row.line == Some(1_048_576)));
}

#[test]
fn cells_that_say_they_stand_where_no_sheet_reaches_are_refused_in_words() {
    for place in ["A1048577", "XFE1", "A99999999999", "ZZZZZZZZ1", "A0", "1", ""] {
        let mut from = zip::ZipArchive::new(std::io::Cursor::new(workbook(None))).unwrap();
        let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for at in 0..from.len() {
            let mut part = from.by_index(at).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            to.start_file(part.name().unwrap().into_owned(), options).unwrap();
            let text = text.replace("r=\"A2\"", &format!("r=\"{place}\""));
            to.write_all(text.as_bytes()).unwrap();
        }
        let bytes = to.finish().unwrap().into_inner();
        // Where a place is none at all, the cell may as well be taken for the next one.
        let told = read("x.xlsx", &bytes).map(|made| made.report.rows.len());
        match place {
            "A1048577" | "XFE1" => assert!(told.unwrap_err().contains("rows of"), "{place}"),
            "A99999999999" | "ZZZZZZZZ1" => assert!(told.is_err(), "{place}"),
            _ => assert!(told.is_err() || told == Ok(2), "{place}: {told:?}"),
        }
    }
}

#[test]
fn numbers_that_are_none_and_names_that_stand_twice_leave_their_rows_out() {
    let network = "*Vertices 2\n1 a nan inf\n2 b 1e400 2\n*Arcs\n1 2 NaN\n2 1 inf\n1 9 1\n";
    let made = read("x.net", network.as_bytes()).unwrap();
    assert_eq!(made.map.stages().next().unwrap().1.positions().len(), 2);
    let twice = "<graphml><graph edgedefault=\"directed\"><node id=\"a\"/><node id=\"a\"/>\
        <edge source=\"a\" target=\"zz\"/></graph></graphml>";
    let made = read("x.graphml", twice.as_bytes()).unwrap();
    let (_, stage) = made.map.stages().next().unwrap();
    assert_eq!((stage.positions().len(), stage.flows().len()), (1, 0));
    assert_eq!(made.report.told().count(), 2);
}

#[test]
fn a_label_of_ten_megabytes_comes_in_or_is_refused_but_harms_nobody() {
    let long = "x".repeat(10 << 20);
    for (name, text) in [
        ("x.csv", format!("id,name\n1,{long}\n")),
        (
            "x.graphml",
            format!(
                "<graphml><graph><node id=\"a\"><data key=\"d\">{long}</data></node></graph></graphml>"
            ),
        ),
        ("x.dot", format!("digraph {{ \"{long}\" -> b }}")),
    ] {
        let _ = read(name, text.as_bytes());
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_never_makes_a_reader_fall_over() {
    let files = [
        (
            "x.graphml",
            "<graphml><key id=\"k\" for=\"node\" attr.name=\"label\"/><graph><node id=\"å\"><data key=\"k\">A &amp; B</data></node></graph></graphml>",
        ),
        (
            "x.gexf",
            "<gexf><graph><nodes><node id=\"å\" label=\"x\"/></nodes><edges><edge source=\"å\" target=\"å\"/></edges></graph></gexf>",
        ),
        (
            "x.net",
            "*Vertices 2\n1 \"å b\" 0 0\n2 c\n*Arcs :2 \"x\"\n1 2 3\n*Matrix :3 y\n0 1\n1 0\n",
        ),
        (
            "x.dl",
            "dl n=2 nm=2 format=edgelist1\nlabels:\n\"å\", b\nlabels embedded\nmatrix labels: p, q\ndata:\nå b 2\n!\nb å\n",
        ),
        ("x.vna", "*node data\nid name\n1 \"å\"\n*tie data\nfrom to x\n1 2 3\n"),
        (
            "x.dot",
            "strict digraph \"å\" { subgraph cluster_a { label=\"x\\\"y\"; a:p -> {b c} [label=<b>]; } // x\n # y\n }",
        ),
        ("x.json", "{\"nodes\":[{\"id\":\"å\"}],\"links\":[{\"source\":0,\"target\":0}]}"),
        ("x.csv", "sep=;\nid;name;manager\n1;\"å\";\n2;b;1\n"),
        ("x.md", "# Title\n- å, Head (Unit)\n\t1.2 b\n"),
    ];
    for (name, text) in files {
        assert!(
            read(name, text.as_bytes()).is_ok(),
            "{name}: {:?}",
            read(name, text.as_bytes()).err()
        );
        for end in 0..text.len() {
            let _ = read(name, &text.as_bytes()[..end]);
        }
    }
}
