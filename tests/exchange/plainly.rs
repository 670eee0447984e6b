//! What is written plainly says the same as what is written with all the marks that a format
//! has: most of a file is read along a short way, and the rest along that of a library.

use std::collections::BTreeSet;

use fulcrum::storage::{Choices, Draft, Fate, Incoming, draft, open};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

/// What a file makes; its title and the name of its folder are the same every time.
fn made(name: &str, text: &str) -> Result<Draft, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    match open(&path, None, &mut |_, _| true) {
        Ok(Incoming::Source(source, _)) => Ok(draft(&source, &Choices::guess(&source))),
        Ok(Incoming::Map(..)) => panic!("{name} is no map"),
        Err(error) => Err(error.to_string().replace(&path.display().to_string(), name)),
    }
}

/// Lines of a table without any quotation mark, with all that may stand at the ends of lines and
/// cells, and at the beginning of a text.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let cell = prop_oneof![
        4 => "[A-D][0-9]?",
        1 => "[ '=+@\\-#a\u{feff}\u{a0}é.0]{0,4}",
    ];
    let row = prop::collection::vec(cell, 0..5).prop_map(|cells| cells.join(","));
    let end = prop_oneof![6 => Just("\n"), 3 => Just("\r\n"), 1 => Just("\r"), 1 => Just("\n\n")];
    prop::collection::vec((row, end).prop_map(|(row, end)| row + end), 0..12)
}

proptest! {
    /// A quotation mark in the header, in any later row, or nowhere: the rows, their lines, and
    /// what is said of them are the same.
    #[test]
    fn a_table_says_the_same_with_a_cell_in_quotation_marks(
        before in lines(), behind in lines(), last in any::<bool>(),
    ) {
        let with = |head: &str, middle: &str| {
            let mut text = format!("{head},title,reports to\n{}\n", before.concat());
            text.push_str(&format!("{middle},x,\n{}", behind.concat()));
            text.push_str(if last { "Z9,end,A1" } else { "" });
            made("list.csv", &text)
        };
        let plain = with("id", "M5");
        prop_assert_eq!(&plain, &with("\"id\"", "M5"));
        prop_assert_eq!(&plain, &with("id", "\"M5\""));
    }
}

const NETWORK: &str = "<?xml version=\"1.0\"?>\n<graphml><key id=\"a\" for=\"node\" attr.name=\"label\"/>\n\
    <key id='k' for='edge' attr.name='kind'/>\n<graph edgedefault=\"directed\">\n\
    <node id=\"n1\"><data key=\"a\">Ann &amp; Bo</data></node>\n<!-- two -->\n\
    <node id=\"n2\"><data key=\"a\"><![CDATA[Cy]]></data></node>\n\
    <edge source=\"n1\" target=\"n2\">\n<data key=\"k\">informs</data></edge>\n</graph></graphml>\n";

/// What is wrong with a text as XML, by the library alone.
fn fault(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A network with letters put in, taken out or written over is refused for just what the
    /// library finds wrong in it, and otherwise not as XML.
    #[test]
    fn a_broken_network_is_refused_as_the_library_refuses_it(
        changes in prop::collection::vec((any::<prop::sample::Index>(), "[<>/&;'\"= \n!\\[\\]?a:\\-]{0,2}", 0..3_usize), 1..4),
    ) {
        let mut text: Vec<char> = NETWORK.chars().collect();
        for (place, letters, gone) in changes {
            let at = place.index(text.len());
            let end = (at + gone).min(text.len());
            text.splice(at..end, letters.chars());
        }
        is_refused_alike(&text.into_iter().collect::<String>());
    }
}

fn is_refused_alike(text: &str) {
    let said = made("x.graphml", text).err().unwrap_or_default();
    match fault(text) {
        _ if said.contains("declares entities") || said.contains("no format") => {}
        Some(why) => {
            assert!(said.contains(&format!("is not whole XML: {why}")), "{said}: {why}: {text}");
        }
        None => assert!(!said.contains("is not whole XML"), "{said}: {text}"),
    }
}

#[test]
fn a_closing_tag_of_blanks_is_refused_as_the_library_refuses_it() {
    for blanks in ["", " ", "\n", "\t\r\n"] {
        is_refused_alike(&NETWORK.replacen("</node>", &format!("</{blanks}>"), 1));
    }
}

#[test]
fn a_network_says_the_same_however_its_tags_are_written() {
    let plain = made("x.graphml", NETWORK).unwrap();
    assert_eq!(plain.report.remarks, Vec::<String>::new());
    let titles: Vec<String> = {
        let stage = plain.map.first_stage().and_then(|id| plain.map.stage(id)).unwrap();
        assert_eq!(stage.flows().len(), 1);
        stage.positions().iter().map(|(_, it)| it.title.to_string()).collect()
    };
    assert_eq!(titles, ["Ann & Bo", "Cy"]);
    for (from, to) in [
        ("</data>", "</data >"),
        ("</edge>", "</edge\t>"),
        ("key=\"k\"", "key = 'k'"),
        ("source=\"n1\"", "source  =\"n1\" note=\"a>b\""),
        ("source=\"n1\"", "x:source=\"n1\""),
        ("source=\"n1\"", "a='\"' b=\"/>\" c=\"\" d=\"\" source='n1'"),
        ("source=\"n1\"", "a=\"\" b=\"\" c=\"\" d=\"\" e=\"\" f=\"\" source=\"n1\""),
        ("source=\"n1\"", "source=\"n1\" source=\"n3\""),
        ("source=\"n1\" ", "source=\"n1\""),
        ("source=\"n1\"", "a$b=\"\" source=\"n1\""),
        ("<node id=\"n1\">", "<g:node lone id=\"n1\">"),
        ("Ann &amp; Bo", "<![CDATA[Ann & Bo]]>"),
        ("informs", "in<!-- -->forms"),
        ("target=\"n2\"", "target=\"&#110;2\""),
    ] {
        assert!(NETWORK.contains(from), "{from}");
        let text = NETWORK.replace(from, to);
        let text =
            if to.starts_with("<g:") { text.replacen("</node>", "</g:node>", 1) } else { text };
        assert_eq!(made("x.graphml", &text).as_ref(), Ok(&plain), "{to}");
    }
}

proptest! {
    /// Each flow is drawn once, whether the file repeats one or not, and every row is told.
    #[test]
    fn a_flow_that_is_repeated_is_drawn_once(
        ties in prop::collection::vec((0..5_usize, 0..5_usize, 0..3_usize), 1..20),
    ) {
        let kinds = ["consults", "is consulted by", "trusts"];
        let mut rows = String::new();
        for (from, to, kind) in &ties {
            rows.push_str(&format!("N{from},N{to},{}\n", kinds[*kind]));
        }
        // To be consulted is to consult the other way round.
        let meant = |(from, to, kind): &(usize, usize, usize)| {
            if *kind == 1 { (*to, *from, 0) } else { (*from, *to, *kind) }
        };
        let joined: Vec<_> = ties.iter().filter(|(from, to, _)| from != to).map(meant).collect();
        let different: BTreeSet<_> = joined.iter().collect();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("nodes.csv"), "id\nN0\nN1\nN2\nN3\nN4\n").unwrap();
        let edges = format!("from,to,kind\n{rows}");
        std::fs::write(folder.path().join("edges.csv"), edges).unwrap();
        let Ok(Incoming::Source(source, _)) = open(folder.path(), None, &mut |_, _| true) else {
            panic!("it is a folder of tables")
        };
        let made = draft(&source, &Choices::guess(&source));
        let stage = made.map.first_stage().and_then(|id| made.map.stage(id)).unwrap();
        prop_assert_eq!(stage.flows().len(), different.len());
        prop_assert_eq!(made.report.count(Fate::Merged), joined.len() - different.len());
        prop_assert_eq!(made.report.count(Fate::Refused), ties.len() - joined.len());
        prop_assert_eq!(made.report.rows.len(), 5 + ties.len());
    }
}
