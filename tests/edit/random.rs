//! Long random walks: whatever is done in whatever order, the map stays sound, and all of it can
//! be taken back. `FULCRUM_RANDOM_COMMANDS` sets how many commands there are.

use std::collections::BTreeSet;

use fulcrum::edit::*;
use fulcrum::model::*;
use fulcrum::quantity::*;
use fulcrum::storage::write_orgmap;

use crate::notation::{part, scene};

const MOST_POSITIONS: usize = 40;

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    fn coin(&mut self) -> bool {
        self.roll(2) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[self.roll(of.len())])
    }

    fn some<T: Copy>(&mut self, of: &[T]) -> Vec<T> {
        (0..=self.roll(3)).filter_map(|_| self.one(of)).collect()
    }

    fn number(&mut self) -> f64 {
        [0.0, 0.5, 1.0, 2.0, 5.0, -3.0, 1.0e9, f64::NAN][self.roll(8)]
    }

    fn word(&mut self) -> String {
        ["", "Ann", " Bob ", "Head of \"all\"", "Ä\nö", "7"][self.roll(6)].into()
    }

    fn domain(&mut self) -> Domain {
        Domain::new(["Law", "Tax", "Art"][self.roll(3)]).unwrap()
    }

    fn kind(&mut self) -> FlowKind {
        match self.roll(4) {
            3 => FlowKind::Relation(RelationName::new("friend").unwrap()),
            at => FlowKind::STANDARD[at].clone(),
        }
    }

    fn frequency(&mut self) -> Frequency {
        Frequency::count(self.number()).unwrap_or(Frequency::ONE)
    }

    fn line_kind(&mut self) -> LineKind {
        if self.coin() { LineKind::Solid } else { LineKind::Dotted }
    }
}

/// What a stage holds, and now and then something that it does not.
struct Held {
    positions: Vec<PositionId>,
    units: Vec<UnitId>,
    lines: Vec<LineId>,
    flows: Vec<FlowId>,
    routines: Vec<RoutineId>,
}

impl Held {
    fn of(stage: &Stage, dice: &mut Dice) -> Self {
        let mut held = Self {
            positions: stage.positions().ids().collect(),
            units: stage.units().ids().collect(),
            lines: stage.lines().ids().collect(),
            flows: stage.flows().ids().collect(),
            routines: stage.routines().ids().collect(),
        };
        if dice.roll(20) == 0 {
            let lost = dice.roll(500) as u64;
            held.positions.push(PositionId(lost));
            held.lines.push(LineId(lost));
            held.flows.push(FlowId(lost));
            held.units.push(UnitId(lost));
        }
        held
    }
}

fn command(map: &OrgMap, stage: StageId, dice: &mut Dice) -> Option<Command> {
    let shown = map.stage(stage).unwrap();
    let held = Held::of(shown, dice);
    Some(match dice.roll(20) {
        0..6 => Command::Position(position(&held, dice)?),
        6..10 => Command::Line(line(&held, dice)?),
        10..14 => Command::Flow(flow(&held, dice)?),
        14 => Command::Unit(unit(&held, dice)?),
        15 => Command::Routine(routine(&held, dice)?),
        16 | 17 => Command::Arrange(arrange(&held, dice)?),
        18 => match dice.roll(12) {
            0 => Command::Stage(stages(map, dice)?),
            1 if dice.roll(2) == 0 => Command::Map(MapCommand::SetSetting {
                name: dice.word(),
                value: (dice.roll(3) > 0).then(|| dice.roll(5) as f64 / 4.0),
            }),
            1 => Command::Map(MapCommand::SetTitle { title: dice.word() }),
            2 => Command::Insert(fragment(shown, &held, dice)?),
            3 => {
                let commands = (0..3).filter_map(|_| command(map, stage, dice)).collect();
                Command::All(Composite { label: dice.word(), commands })
            }
            4..7 => Command::Guess(guesses(map, stage, &held, dice)?),
            _ => Command::Scene(scenes(map, stage, &held, dice)?),
        },
        _ => Command::Position(property(&held, dice)?),
    })
}

fn position(held: &Held, dice: &mut Dice) -> Option<PositionCommand> {
    let title = dice.word();
    let any = dice.one(&held.positions);
    let full = held.positions.len() >= MOST_POSITIONS;
    Some(match if full { 5 } else { dice.roll(8) } {
        0 => {
            let at = dice.coin().then(|| MapPoint::new(dice.number(), dice.number()));
            PositionCommand::Add { title, at, under: None }
        }
        1 | 2 => PositionCommand::Add { title, at: None, under: any },
        3 => PositionCommand::AddBeside { title, beside: any?, after: dice.coin() },
        4 => PositionCommand::AddAbove { title, below: any? },
        5 => PositionCommand::Remove { positions: dice.some(&held.positions) },
        6 => {
            let positions = dice.some(&held.positions);
            PositionCommand::Duplicate { positions, dx: dice.number(), dy: dice.number() }
        }
        _ => PositionCommand::Rename { position: any?, title },
    })
}

/// What a clipboard may hold: some of the map, with what does not fit it.
fn fragment(stage: &Stage, held: &Held, dice: &mut Dice) -> Option<Fragment> {
    if held.positions.len() >= MOST_POSITIONS {
        return None;
    }
    let mut fragment = Fragment::of(stage, &dice.some(&held.positions));
    let count = fragment.positions.len();
    for newcomer in &mut fragment.positions {
        if dice.coin() {
            newcomer.unit = vec![dice.word()];
            newcomer.superior = Some(Superior::New(dice.roll(count)));
        }
    }
    Some(fragment)
}

fn property(held: &Held, dice: &mut Dice) -> Option<PositionCommand> {
    let positions = dice.some(&held.positions);
    let position = dice.one(&held.positions)?;
    let score = Score::new(dice.number()).ok();
    Some(match dice.roll(11) {
        0 => PositionCommand::Set(PositionValue::Explore { positions, explore: score }),
        1 => PositionCommand::Set(PositionValue::Rules { positions, rules: score }),
        2 => {
            let level = Expertise::new(dice.number()).ok();
            PositionCommand::Set(PositionValue::Expertise {
                positions,
                domain: dice.domain(),
                level,
            })
        }
        3 => {
            let right = Right::new(dice.number()).ok();
            PositionCommand::Set(PositionValue::Right { positions, domain: dice.domain(), right })
        }
        4 => PositionCommand::RenameDomain { from: dice.domain(), to: dice.domain() },
        5 => PositionCommand::Set(PositionValue::Key { position, key: Some(dice.word()) }),
        6 => PositionCommand::Set(PositionValue::Unit { positions, unit: dice.one(&held.units) }),
        7 => PositionCommand::Set(PositionValue::Holders { position, holders: Vec::new() }),
        8 => PositionCommand::Set(PositionValue::Kind { positions, kind: PositionKind::Team }),
        9 => {
            let (name, value) = (dice.word(), dice.coin().then(|| dice.word()));
            PositionCommand::Set(PositionValue::Attribute { positions, name, value })
        }
        _ => PositionCommand::Set(PositionValue::Notes { position, notes: dice.word() }),
    })
}

fn line(held: &Held, dice: &mut Dice) -> Option<LineCommand> {
    Some(match dice.roll(9) {
        8 => LineCommand::PlaceBeside {
            positions: dice.some(&held.positions),
            colleague: dice.one(&held.positions)?,
            after: dice.coin(),
        },
        0..3 => LineCommand::Add {
            from: dice.one(&held.positions)?,
            to: dice.one(&held.positions)?,
            kind: dice.line_kind(),
        },
        3 | 4 => LineCommand::Reparent {
            positions: dice.some(&held.positions),
            under: if dice.roll(5) == 0 { None } else { dice.one(&held.positions) },
        },
        5 => LineCommand::SetKind { line: dice.one(&held.lines)?, kind: dice.line_kind() },
        6 => LineCommand::Reverse { lines: dice.some(&held.lines) },
        _ => LineCommand::Remove { lines: dice.some(&held.lines) },
    })
}

fn flow(held: &Held, dice: &mut Dice) -> Option<FlowCommand> {
    let flows = dice.some(&held.flows);
    Some(match dice.roll(9) {
        0..4 => FlowCommand::Add {
            from: dice.one(&held.positions)?,
            to: dice.one(&held.positions)?,
            kind: dice.kind(),
            frequency: dice.frequency(),
        },
        4 => FlowCommand::SetKind { flows, kind: dice.kind() },
        5 => FlowCommand::SetFrequency { flows, frequency: dice.frequency() },
        6 | 7 => FlowCommand::Reverse { flows },
        _ => FlowCommand::Remove { flows },
    })
}

fn unit(held: &Held, dice: &mut Dice) -> Option<UnitCommand> {
    let any = dice.one(&held.units);
    Some(match dice.roll(9) {
        6 => UnitCommand::Join { name: dice.word(), members: dice.some(&held.positions) },
        7 => UnitCommand::SetTone { unit: any?, tone: Tone::new(dice.roll(9) as u8) },
        8 => UnitCommand::Fold { units: vec![any?], folded: dice.coin() },
        0 | 1 => {
            let (parent, members) = (any, dice.some(&held.positions));
            UnitCommand::Add { name: dice.word(), parent, members }
        }
        2 => UnitCommand::SetParent { unit: any?, parent: dice.one(&held.units) },
        3 => UnitCommand::SetParent { unit: any?, parent: None },
        4 => UnitCommand::Rename { unit: any?, name: dice.word() },
        _ => UnitCommand::Remove { unit: any? },
    })
}

fn routine(held: &Held, dice: &mut Dice) -> Option<RoutineCommand> {
    let parts = dice.some(&held.positions).into_iter().map(part).collect();
    let any = dice.one(&held.routines);
    Some(match dice.roll(4) {
        0 => RoutineCommand::Add { name: dice.word(), parts },
        1 => RoutineCommand::SetParts { routine: any?, parts },
        2 => RoutineCommand::Rename { routine: any?, name: dice.word() },
        _ => RoutineCommand::Remove { routine: any? },
    })
}

fn arrange(held: &Held, dice: &mut Dice) -> Option<ArrangeCommand> {
    let positions = dice.some(&held.positions);
    Some(match dice.roll(8) {
        7 => {
            let form = dice.one(&ChartForm::ALL)?;
            ArrangeCommand::SetForm { form, keep_placed: dice.coin() }
        }
        5 => ArrangeCommand::Reorder { positions },
        0 | 1 => {
            let place = |id| (id, MapPoint::new(dice.number(), dice.number()));
            ArrangeCommand::Move { positions: positions.into_iter().map(place).collect() }
        }
        2 => ArrangeCommand::Unplace { positions },
        3 => {
            let order = |id| (id, dice.coin().then(|| dice.number()));
            ArrangeCommand::SetOrder { orders: positions.into_iter().map(order).collect() }
        }
        4 => {
            let by = dice.roll(7) as i64 - 3;
            ArrangeCommand::Shift { position: dice.one(&held.positions)?, by }
        }
        _ => ArrangeCommand::Fold { positions, folded: dice.coin() },
    })
}

fn stages(map: &OrgMap, dice: &mut Dice) -> Option<StageCommand> {
    let all: Vec<StageId> = map.stages().map(|(id, _)| id).collect();
    let any = dice.one(&all)?;
    Some(match if all.len() > 3 { 3 } else { dice.roll(5) } {
        4 => StageCommand::Move { stage: any, to: dice.roll(4) },
        0 => StageCommand::Add { name: dice.word(), copy_of: None },
        1 => StageCommand::Add { name: dice.word(), copy_of: Some(any) },
        2 => StageCommand::Rename { stage: any, name: dice.word() },
        _ => StageCommand::Remove { stage: any },
    })
}

fn scenes(map: &OrgMap, stage: StageId, held: &Held, dice: &mut Dice) -> Option<SceneCommand> {
    let all: Vec<SceneId> = map.scenes().ids().collect();
    let mut scene = Box::new(scene(&dice.word(), stage, dice.some(&held.positions)));
    let others: Vec<StageId> = map.stages().map(|(id, _)| id).collect();
    let rounds: Vec<RoundId> = map.rounds().ids().collect();
    scene.subject = match (dice.roll(4), dice.one(&others), dice.one(&rounds)) {
        (0, Some(with), _) => Subject::Comparison { with, manner: Manner::Over },
        (1, _, Some(round)) => Subject::Guesses(round),
        _ => Subject::Map,
    };
    let any = dice.one(&all);
    Some(match if all.len() > 6 { 2 } else { dice.roll(6) } {
        4 => SceneCommand::Duplicate { id: any? },
        5 => SceneCommand::Rename { id: any?, title: dice.word() },
        0 => SceneCommand::Add { scene },
        1 => SceneCommand::Update { id: any?, scene },
        2 => SceneCommand::Remove { id: any? },
        _ => SceneCommand::Reorder { order: all.into_iter().rev().collect() },
    })
}

fn guesses(map: &OrgMap, stage: StageId, held: &Held, dice: &mut Dice) -> Option<GuessCommand> {
    let rounds: Vec<RoundId> = map.rounds().ids().collect();
    let round = dice.one(&rounds);
    let guess = match dice.one(&held.positions).filter(|_| dice.coin()) {
        Some(id) => Guess::Position(id),
        None => Guess::Number(dice.number()),
    };
    let pin = Pin { position: dice.one(&held.positions), ..Pin::new(dice.word(), guess) };
    Some(match if rounds.len() > 4 { 0 } else { dice.roll(8) } {
        0 => GuessCommand::Remove { round: round? },
        1 => GuessCommand::Open { question: GuessQuestion::Center, stage },
        2 => GuessCommand::Open { question: GuessQuestion::KnowsMost(dice.domain()), stage },
        3 => GuessCommand::Reveal { round: round?, revealed: dice.coin() },
        4 => GuessCommand::RemovePin { round: round?, at: dice.roll(3) },
        5 => GuessCommand::SetPin { round: round?, at: dice.roll(3), pin },
        _ => GuessCommand::AddPin { round: round?, pin },
    })
}

fn has_loop(stage: &Stage) -> bool {
    let chart = Chart::of(stage);
    stage.lines().iter().any(|(_, line)| chart.is_above(line.from, line.to))
}

fn wanted() -> usize {
    std::env::var("FULCRUM_RANDOM_COMMANDS").ok().and_then(|text| text.parse().ok()).unwrap_or(3000)
}

/// One step of the walk: mostly a command, at times a gesture, undo or redo.
fn step(editor: &mut Editor<usize>, dice: &mut Dice, turn: usize, seen: &mut BTreeSet<PositionId>) {
    let before = editor.map().clone();
    match dice.roll(20) {
        0..3 => {
            if editor.undo().is_some() {
                let back = editor.map().clone();
                assert!(editor.redo().is_some());
                assert_eq!(*editor.map(), before, "redo after undo changes nothing");
                editor.undo();
                assert_eq!(*editor.map(), back);
            }
            return;
        }
        3 | 4 => {
            editor.redo();
            return;
        }
        _ => {}
    }
    let stages: Vec<StageId> = before.stages().map(|(id, _)| id).collect();
    let stage = dice.one(&stages).unwrap();
    let Some(command) = command(&before, stage, dice) else { return };
    let gesture = dice.roll(8) == 0;
    let steps = editor.entries().filter(|(_, done)| *done).count();
    let done = if gesture {
        editor.begin("", turn);
        editor.preview(stage, &command)
    } else if dice.roll(4) == 0 {
        editor.execute_joined(stage, &command, turn, "group")
    } else {
        editor.execute(stage, &command, turn)
    };
    let Ok(done) = done else {
        assert_eq!(*editor.map(), before, "a refused command changes nothing");
        editor.bail();
        return;
    };
    for id in done.made {
        assert!(seen.insert(id), "{id} was handed out before");
    }
    if gesture && dice.coin() {
        editor.bail();
        assert_eq!(*editor.map(), before, "bail leaves no trace");
    } else if gesture {
        let label = editor.commit(turn);
        assert_eq!(label.is_some(), *editor.map() != before);
        let now = editor.entries().filter(|(_, done)| *done).count();
        assert_eq!(now, steps + usize::from(label.is_some()), "a gesture is one step");
    }
}

#[test]
fn any_walk_keeps_the_map_sound_and_can_be_taken_back() {
    let mut dice = Dice(20_261_123);
    let first = OrgMap::new("Walk");
    let mut editor: Editor<usize> = Editor::new(first.clone());
    let mut seen = BTreeSet::new();
    let mut revisions = (0, 0);
    for turn in 0..wanted() {
        step(&mut editor, &mut dice, turn, &mut seen);
        let map = editor.map();
        assert_eq!(breaches(map), [], "after turn {turn}");
        let looped = map.stages().any(|(_, stage)| has_loop(stage));
        assert!(!looped, "a loop after turn {turn}");
        let now = (editor.content_revision(), editor.placement_revision());
        assert!(now.0 >= revisions.0 && now.1 >= revisions.1);
        revisions = now;
    }
    let last = editor.map().clone();
    while editor.redo().is_some() {}
    let end = editor.map().clone();
    let mut keepsake = usize::MAX;
    while let Some(walked) = editor.undo() {
        assert!(walked.keepsake < keepsake, "keepsakes come back in order");
        keepsake = walked.keepsake;
    }
    assert_eq!(*editor.map(), first, "everything taken back");
    assert_eq!(write_orgmap(editor.map()), write_orgmap(&first), "byte for byte");
    assert!(editor.is_saved());
    while editor.redo().is_some() {}
    assert_eq!(*editor.map(), end, "everything done again");
    assert!(wanted() < 100 || last.next_id() > 30, "the walk has gone somewhere");
}
