//! Sound files with bytes flipped, cut out, said twice and mixed with words of their formats: no
//! reader falls over, and whatever comes of it keeps the rules of a map. `FULCRUM_MUTATIONS` says
//! how many of each format are tried; the targets in `fuzz` go further.

use std::path::Path;

use fulcrum::model::breaches;
use fulcrum::storage::{Boxes, Choices, FORMATS, Incoming, draft, open_bytes, read_orgmap};

/// Numbers without pattern, the same on every run (Marsaglia 2003, shifts 13, 7 and 17).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }
}

/// Words that mean something to one reader or another.
const WORDS: [&str; 40] = [
    "*Vertices 3",
    "*Arcs",
    "*Edges",
    "*Matrix :2 \"x\"",
    "dl n=3",
    "nm=2",
    "format=fullmatrix",
    "labels embedded",
    "data:",
    "<graph>",
    "</graph>",
    "<node id=\"a\"/>",
    "<![CDATA[",
    "]]>",
    "<y:NodeLabel>",
    "<attvalue for=\"0\" value=\"1\"/>",
    "&amp;",
    "&#0;",
    "subgraph cluster_1 {",
    "-> {a b}",
    "}",
    "[label=<b>]",
    "\"",
    "''",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "sep=;\n",
    "NaN",
    "1e999",
    "-0",
    "99999999999",
    "\u{feff}",
    "{\"id\":",
    "null",
    "[[[[",
    "  - x",
    "# y",
];

fn altered(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(40)).min(bytes.len());
        match dice.below(6) {
            0 => drop(bytes.splice(at..end, [])),
            1 => {
                let again = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, again));
            }
            2 => drop(bytes.splice(at..at, WORDS[dice.below(WORDS.len())].bytes())),
            3 => drop(bytes.splice(at..end, WORDS[dice.below(WORDS.len())].bytes())),
            4 => bytes.truncate(at),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    bytes
}

/// Small files of every format: those that are written, and some by hand.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let example = fulcrum::session::EXAMPLES[0];
    let map = read_orgmap(example.text.as_bytes(), Path::new(example.file)).unwrap().map;
    let stage = map.first_stage().unwrap();
    let mut seeds = vec![("x.orgmap".to_owned(), example.text.as_bytes().to_vec())];
    for format in FORMATS.iter().filter(|format| format.can_write()) {
        let name = format!("x.{}", format.endings[0]);
        seeds.push((name, format.write(&map, stage, &Boxes::new()).unwrap()));
    }
    let by_hand = [
        (
            "x.csv",
            "id;name;title;Reports To;Dotted;Email\r\n01;Ann;Head;;;a@x\r\n02;\"B\nC\";Clerk;01;a@x;\r\n",
        ),
        ("x.csv", "Source,Target,Type,Weight\nAnn,Bo,Directed,2\nBo,Cy,Undirected,9\n"),
        ("x.csv", "who,Ann,Bo\nAnn,0,1\nBo,2,0\n"),
        ("x.vna", "*Node data\nID sex\nAnn 1\nBo 2\n*Tie data\nfrom to advice\nAnn Bo 3\n"),
        ("x.json", "[{\"id\":1,\"name\":\"Ann\"},{\"id\":\"2\",\"parentId\":1,\"name\":\"Bo\"}]"),
        (
            "x.json",
            "{\"elements\":[{\"label\":\"Ann\"}],\"connections\":[{\"from\":\"Ann\",\"to\":\"Bo\"}]}",
        ),
        ("x.md", "- Ann, Head (North)\n  - Bo, Clerk\n\t- Cy\n# Di\n"),
    ];
    seeds.extend(by_hand.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    seeds
}

#[test]
fn no_altered_file_makes_a_reader_fall_over() {
    let wanted = std::env::var("FULCRUM_MUTATIONS").ok().and_then(|text| text.parse().ok());
    let runs: usize = wanted.unwrap_or(60);
    let mut dice = Dice(0x5eed_f1e5);
    for (name, seed) in seeds() {
        for run in 0..runs {
            let bytes = altered(&seed, &mut dice);
            match open_bytes(Path::new(&name), &bytes, None, &mut |_, _| true) {
                Ok(Incoming::Source(source, _)) => {
                    let made = draft(&source, &Choices::guess(&source));
                    assert_eq!(breaches(&made.map), [], "{name}, run {run}");
                }
                Ok(Incoming::Map(loaded, _)) => {
                    assert_eq!(breaches(&loaded.map), [], "{name}, run {run}");
                }
                Err(error) => assert!(!error.what.is_empty() && !error.hint.is_empty()),
            }
        }
    }
}
