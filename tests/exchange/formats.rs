//! What goes out comes back: everything through lossless formats, and through the others all but
//! what the table of formats says they drop.

use std::collections::BTreeMap;
use std::sync::Arc;

use fulcrum::model::*;
use fulcrum::quantity::*;
use fulcrum::storage::{
    Boxes, Choices, FORMATS, Format, Incoming, Kept, draft, open, read, write_map_folder,
};
use proptest::prelude::*;

const STAGE: StageId = StageId(1);

/// A position with its key, its place and its unit.
type Planned = (Position, Option<String>, Option<(i16, i16)>, Option<usize>);

fn added<K, V>(id: K, record: V) -> Delta<K, V> {
    Delta { id, before: None, after: Some(Arc::new(record)) }
}

/// Texts as hands and hostile files make them.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zåß ]{1,12}",
        prop::sample::select(vec![
            "=SUM(A1)",
            "+47",
            "-5",
            "'=x",
            "<b>&amp;",
            "a,b;c",
            "\"q\"",
            " outer ",
            "two\nlines",
            "tab\there",
            "vacant",
            "p3",
            "12",
            "1.0",
            "null",
            "{}",
            "[1]",
            "日本語",
            "a | b",
            "\\n",
            "@x",
            "#x",
            "%y%",
            "*Arcs",
            "0",
            "--",
            "->",
            "]]>",
            "co\u{1}ntrol",
            "Ann, Head (North)",
        ])
        .prop_map(str::to_owned),
    ]
}

#[expect(clippy::too_many_lines, reason = "a record has many fields")]
fn position() -> impl Strategy<Value = Position> {
    let score =
        || prop::option::of((0_u8..=4).prop_map(|it| Score::new(f64::from(it) / 4.0).unwrap()));
    let holders = prop::collection::vec((words(), 1_u8..=2), 0..3).prop_map(|names| {
        let holder = |(name, part): (String, u8)| Holder {
            share: Share::new(f64::from(part) / 2.0).unwrap(),
            ..Holder::named(name)
        };
        names.into_iter().map(holder).collect::<Vec<_>>()
    });
    let kinds = vec![PositionKind::Person, PositionKind::Team, PositionKind::Assistant];
    let attributes = prop::collection::btree_map(words(), words(), 0..3);
    let domains = prop::collection::btree_map(words(), 0_u8..=3, 0..3);
    (
        words(),
        holders,
        prop::sample::select(kinds),
        [score(), score(), score(), score()],
        attributes,
        domains,
        words(),
        prop::option::of(-3_i64..9),
    )
        .prop_map(
            |(
                title,
                holders,
                kind,
                [explore, rules, wants, pin],
                attributes,
                domains,
                notes,
                level,
            )| {
                let domain = |name: &String| Domain::new(name);
                Position {
                    title: title.into(),
                    holders,
                    kind,
                    explore,
                    rules,
                    wants,
                    pin,
                    level,
                    notes: notes.into(),
                    expertise: domains
                        .iter()
                        .filter_map(|(it, level)| {
                            Some((domain(it)?, Expertise::new(f64::from(*level)).unwrap()))
                        })
                        .collect(),
                    rights: domains
                        .iter()
                        .filter_map(|(it, right)| {
                            Some((domain(it)?, Right::new(f64::from(*right)).unwrap()))
                        })
                        .collect(),
                    attributes: attributes
                        .into_iter()
                        .map(|(name, it)| (name.into(), it.into()))
                        .collect(),
                    ..Position::default()
                }
            },
        )
}

#[derive(Debug, Clone)]
struct Plan {
    title: String,
    description: String,
    positions: Vec<Planned>,
    units: Vec<(String, bool)>,
    lines: Vec<(usize, usize, Option<u8>)>,
    flows: Vec<(usize, usize, usize, u8, Option<u8>)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let key = prop::option::of("[a-z0-9]{1,4}");
    let place = prop::option::of((any::<i16>(), any::<i16>()));
    let positions =
        prop::collection::vec((position(), key, place, prop::option::of(0_usize..3)), 2..6);
    let units = prop::collection::vec((words(), any::<bool>()), 3);
    let lines = prop::collection::vec((0_usize..6, 0_usize..6, prop::option::of(1_u8..=5)), 0..6);
    let flows = prop::collection::vec(
        (0_usize..6, 0_usize..6, 0_usize..4, 1_u8..=5, prop::option::of(0_u8..=2)),
        0..8,
    );
    (words(), words(), positions, units, lines, flows).prop_map(
        |(title, description, positions, units, lines, flows)| Plan {
            title,
            description,
            positions,
            units,
            lines,
            flows,
        },
    )
}

#[expect(clippy::too_many_lines, reason = "a map has many tables")]
fn map_of(plan: &Plan) -> OrgMap {
    let mut map = OrgMap::new("");
    let mut put = |change: Change| map.apply(&change).unwrap();
    put(Change::NextId { before: 2, after: 900 });
    for (number, (name, nested)) in plan.units.iter().enumerate() {
        let parent = (number > 0 && *nested).then_some(UnitId(99 + number as u64));
        let unit = Unit { name: name.clone(), parent, ..Unit::default() };
        put(Change::Unit(STAGE, added(UnitId(100 + number as u64), unit)));
    }
    let mut keys = std::collections::BTreeSet::new();
    for (number, (position, key, place, unit)) in plan.positions.iter().enumerate() {
        let id = PositionId(10 + number as u64);
        let key = key.clone().filter(|key| keys.insert(key.clone())).map(Into::into);
        let unit = unit.map(|unit| UnitId(100 + unit as u64));
        put(Change::Position(STAGE, added(id, Position { key, unit, ..position.clone() })));
        if let Some((x, y)) = place {
            let at = Some(MapPoint::new(f64::from(*x) / 4.0, f64::from(*y) / 4.0));
            put(Change::Placement(STAGE, added(id, Placement { at, ..Placement::default() })));
        }
    }
    let count = plan.positions.len();
    let id = |at: usize| PositionId(10 + (at % count) as u64);
    let (mut pairs, mut solid) =
        (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    for (number, (from, to, rating)) in plan.lines.iter().enumerate() {
        let (from, to) = (id(*from), id(*to));
        if from != to && pairs.insert((from, to)) {
            // Some positions have dotted lines alone.
            let kind = if number % 3 != 1 && solid.insert(from) {
                LineKind::Solid
            } else {
                LineKind::Dotted
            };
            let accepts = rating.map(|rating| Rating::new(f64::from(rating)).unwrap());
            let line = Line { accepts, ..Line::new(from, to, kind) };
            put(Change::Line(STAGE, added(LineId(200 + number as u64), line)));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for (number, (from, to, kind, weight, took_up)) in plan.flows.iter().enumerate() {
        let (from, to) = (id(*from), id(*to));
        let kinds = [
            FlowKind::Consult,
            FlowKind::Instruct,
            FlowKind::Inform,
            FlowKind::Relation(RelationName::new("friend").unwrap()),
        ];
        let kind = kinds[*kind].clone();
        if from != to && seen.insert((from, to, kind.clone())) {
            let took_up = took_up.map(|part| Score::new(f64::from(part) / 2.0).unwrap());
            let flow = Flow {
                took_up,
                ..Flow::new(from, to, kind, Frequency::new(f64::from(*weight)).unwrap())
            };
            put(Change::Flow(STAGE, added(FlowId(300 + number as u64), flow)));
        }
    }
    let before = Arc::clone(map.header());
    let header = Header {
        title: plan.title.clone(),
        description: plan.description.clone(),
        settings: BTreeMap::from([("exploratory".into(), 0.5)]),
        ..Header::default()
    };
    map.apply(&Change::Header { before, after: Arc::new(header) }).unwrap();
    assert_eq!(breaches(&map), []);
    map
}

fn through(format: &Format, map: &OrgMap) -> OrgMap {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("map.{}", format.endings[0]));
    let bytes = format.write(map, map.first_stage().unwrap(), &Boxes::new()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    match open(&path, None, &mut |_, _| true) {
        Ok(Incoming::Source(source, _)) => {
            let made = draft(&source, &Choices::guess(&source)).map;
            assert_eq!(breaches(&made), []);
            made
        }
        Ok(Incoming::Map(loaded, _)) => loaded.map,
        Err(error) => panic!("{}: {error}", format.name),
    }
}

fn written() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.can_write() && format.can_read())
}

/// A text on one line, as formats keep it that hold labels.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a position says that a format keeps, in the order of the positions.
fn positions(map: &OrgMap, keeps: &[Kept]) -> Vec<String> {
    let stage = map.stage(map.first_stage().unwrap()).unwrap();
    let has = |kept: Kept| keeps.contains(&kept);
    let mut told = Vec::new();
    for (id, position) in stage.positions().iter() {
        let title = if has(Kept::Particulars) {
            position.title.to_string()
        } else {
            one_line(&position.title).replace('"', "'")
        };
        let mut said = vec![title];
        if has(Kept::Keys) {
            said.push(format!("{id} {:?}", position.key));
        }
        if has(Kept::Particulars) {
            said.push(format!(
                "{:?}",
                Position {
                    expertise: Few::default(),
                    rights: Few::default(),
                    survey: Vec::new(),
                    unit: None,
                    ..position.clone()
                }
            ));
        }
        if has(Kept::Units) {
            let unit = position.unit.and_then(|unit| stage.units().get(unit));
            let alike = |name: &str| stage.units().iter().filter(|(_, it)| it.name == name).count();
            // A name finds a unit again where no other has it.
            let name = unit
                .map(|it| it.name.clone())
                .filter(|name| alike(name) == 1 && one_line(name) == *name);
            said.push(format!("{name:?}"));
        }
        if has(Kept::Places) {
            let at = stage.placements().get(id).and_then(|it| it.at);
            said.push(format!("{at:?}"));
        }
        told.push(said.join(" / "));
    }
    told
}

/// What the ties say that a format keeps.
fn ties(map: &OrgMap, keeps: &[Kept]) -> Vec<String> {
    let stage = map.stage(map.first_stage().unwrap()).unwrap();
    let place = |id| stage.positions().ids().position(|other| other == id).unwrap();
    let more = keeps.contains(&Kept::TieParticulars);
    let mut told: Vec<String> = stage
        .lines()
        .iter()
        .map(|(id, line)| {
            let own = if more {
                format!("{id} {:?} {:?}", line.accepts, line.distance)
            } else {
                String::new()
            };
            format!("{} {} {:?} {own}", place(line.from), place(line.to), line.kind)
        })
        .chain(stage.flows().iter().map(|(id, flow)| {
            let own = if more { format!("{id} {:?}", flow.took_up) } else { String::new() };
            format!(
                "{} {} {:?} {} {own}",
                place(flow.from),
                place(flow.to),
                flow.kind,
                flow.frequency.get()
            )
        }))
        .collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_folder_and_a_workbook_give_back_the_same_map(plan in plan()) {
        let map = map_of(&plan);
        let folder = tempfile::tempdir().unwrap();
        write_map_folder(&map, folder.path()).unwrap();
        let again = read(folder.path()).unwrap_or_else(|error| panic!("{error}")).map;
        prop_assert_eq!(&again, &map);
        for format in written().filter(|format| format.is_lossless()) {
            prop_assert_eq!(&through(format, &map), &map, "{}", format.name);
        }
    }

    #[test]
    fn other_formats_drop_what_the_table_says_and_nothing_else(plan in plan()) {
        let mut plan = plan;
        for (number, (name, _)) in plan.units.iter_mut().enumerate() {
            *name = format!("Unit {number}");
        }
        for (number, (position, ..)) in plan.positions.iter_mut().enumerate() {
            // Where labels are all there is, a blank one is read as the code.
            if position.title.trim().is_empty() {
                position.title = format!("Title {number}").into();
            }
        }
        let map = map_of(&plan);
        for format in written().filter(|format| !format.is_lossless()) {
            let again = through(format, &map);
            let mut was = positions(&map, format.keeps);
            let mut is = positions(&again, format.keeps);
            if format.key == "dl" {
                // Titles are its labels, so that alike ones are told apart.
                was = was.iter().map(|_| String::new()).collect();
                is = is.iter().map(|_| String::new()).collect();
            }
            prop_assert_eq!(is, was, "{}", format.name);
            prop_assert_eq!(ties(&again, format.keeps), ties(&map, format.keeps), "{}", format.name);
            let (header, there) = (again.header(), map.header());
            if format.keeps.contains(&Kept::Description) {
                // XML cannot hold control characters.
                let there = there.description.replace('\u{1}', "\u{fffd}");
                prop_assert_eq!(header.description.trim(), there.trim(), "{}", format.name);
            }
        }
    }
}

#[test]
fn the_table_of_formats_names_each_once_and_finds_outputs_by_their_endings() {
    let mut keys: Vec<&str> = FORMATS.iter().map(|format| format.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), FORMATS.len());
    for (name, key) in [
        ("a.graphml", "graphml"),
        ("b.GEXF", "gexf"),
        ("c.net", "pajek"),
        ("d.xlsx", "xlsx"),
        ("e.dl", "dl"),
        ("f.dot", "dot"),
    ] {
        assert_eq!(Format::of_output(std::path::Path::new(name)).unwrap().key, key);
    }
}
