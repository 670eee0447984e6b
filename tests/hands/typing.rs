//! Typing goes on while windows are slow: every letter comes to where it was meant.

use eframe::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable;
use fulcrum::edit::{Command, Fragment, Newcomer, Superior, plan};
use fulcrum::model::{Chart, ChartForm, FlowKind, OrgMap, Position, PositionId};
use fulcrum::storage::write_orgmap;

use crate::person::{Person, letter_events, strike};

/// Random numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn letter(&mut self, letters: &str) -> char {
        let count = letters.chars().count() as u64;
        letters.chars().nth(self.below(count) as usize).unwrap()
    }
}

const SCRIPTS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéçñ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГД",
    "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔ",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "अआइईउऊएऐओऔकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
    "东南西北中发白山川日月水火木金土上下左右",
];

fn name(dice: &mut Dice) -> String {
    let letters = SCRIPTS[dice.below(SCRIPTS.len() as u64) as usize];
    let length = 3 + dice.below(28);
    (0..length).map(|_| dice.letter(letters)).collect()
}

/// What a hand does, and when: each strike so many seconds after the one before.
#[derive(Default)]
struct Hand {
    now: f64,
    strikes: Vec<(f64, Vec<Event>)>,
}

impl Hand {
    fn strike(&mut self, dice: &mut Dice, events: Vec<Event>) {
        self.now += dice.below(121) as f64 / 1000.0;
        self.strikes.push((self.now, events));
    }

    fn key(&mut self, dice: &mut Dice, key: Key) {
        self.strike(dice, strike(key, Modifiers::NONE, None));
    }

    fn word(&mut self, dice: &mut Dice, word: &str) {
        for letter in word.chars() {
            let events = if letter.is_ascii() {
                letter_events(letter)
            } else {
                // On other keyboards a key gives its letter and is known by its place.
                let place = dice.letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ").to_string();
                strike(Key::from_name(&place).unwrap(), Modifiers::NONE, Some(letter))
            };
            self.strike(dice, events);
        }
    }
}

/// The frames of a window: how long the next one takes.
type Frames<'a> = &'a mut dyn FnMut(&mut Dice) -> f64;

/// Plays what a hand does into a window with such frames.
fn play(person: &mut Person, hand: Hand, dice: &mut Dice, frames: Frames<'_>) {
    let mut clock = 0.0;
    let start = person.harness.ctx.input(|input| input.time);
    let mut strikes = hand.strikes.into_iter().peekable();
    // What waits for a slow window is in the end let in.
    let mut rest = 150;
    while rest > 0 {
        clock += frames(dice);
        let mut events = Vec::new();
        while let Some((_, struck)) = strikes.next_if(|(when, _)| *when <= clock) {
            events.extend(struck);
        }
        if strikes.peek().is_none() && events.is_empty() {
            rest -= 1;
        }
        let input = person.harness.input_mut();
        input.time = Some(start + clock);
        input.events.extend(events);
        person.harness.step();
    }
}

/// A tree of names as it is to come out: each with its superior.
#[derive(Default)]
struct Wanted(Vec<(String, Option<usize>)>);

/// Draws so many positions by typing, and says what is to come of it.
fn draw(hand: &mut Hand, dice: &mut Dice, count: usize) -> Wanted {
    let mut wanted = Wanted::default();
    hand.strike(dice, letter_events('p'));
    let mut superior = None;
    for number in 0..count {
        let called = name(dice);
        hand.word(dice, &called);
        let at = wanted.0.len();
        wanted.0.push((called, superior));
        if dice.below(8) == 0 {
            hand.key(dice, Key::Enter);
            hand.key(dice, Key::F2);
            let called = name(dice);
            hand.word(dice, &called);
            wanted.0[at].0 = called;
        }
        if number + 1 == count {
            hand.key(dice, Key::Enter);
        } else if superior.is_none() || dice.below(4) == 0 {
            hand.key(dice, Key::Tab);
            superior = Some(at);
        } else {
            hand.key(dice, Key::Enter);
            hand.key(dice, Key::Enter);
        }
    }
    wanted
}

fn drawn(person: &Person) -> Vec<(String, Option<usize>)> {
    let stage = person.stage();
    let ids: Vec<PositionId> = stage.positions().ids().collect();
    let chart = Chart::of(stage);
    let place = |id| ids.iter().position(|other| *other == id);
    ids.iter().map(|id| (person.title(*id), chart.solid_superior(*id).and_then(place))).collect()
}

#[test]
fn a_thousand_names_in_six_scripts_come_out_letter_by_letter() {
    let mut dice = Dice(0x5eed);
    for round in 0..40 {
        let mut person = Person::with_empty_map();
        let mut hand = Hand::default();
        let wanted = draw(&mut hand, &mut dice, 25);
        let frames = &mut |dice: &mut Dice| (5 + dice.below(496)) as f64 / 1000.0;
        play(&mut person, hand, &mut dice, frames);
        assert_eq!(drawn(&person), wanted.0, "round {round}");
    }
}

#[test]
fn names_come_out_at_every_even_pace() {
    for frames_a_second in [1.0, 5.0, 20.0, 60.0] {
        let mut dice = Dice(0xfeed);
        let mut person = Person::with_empty_map();
        let mut hand = Hand::default();
        let wanted = draw(&mut hand, &mut dice, 12);
        play(&mut person, hand, &mut dice, &mut |_| 1.0 / frames_a_second);
        assert_eq!(drawn(&person), wanted.0, "at {frames_a_second} frames a second");
    }
}

/// So many positions, each with ten reports.
fn large_map(count: usize) -> OrgMap {
    let map = OrgMap::new("Large");
    let newcomer = |number: usize| Newcomer {
        superior: number.checked_sub(1).map(|above| Superior::New(above / 10)),
        ..Newcomer::new(Position::held(format!("Seat {number}")))
    };
    let fragment =
        Fragment { positions: (0..count).map(newcomer).collect(), ..Fragment::default() };
    let stage = map.first_stage().unwrap();
    let planned = plan(&map, stage, 0, &Command::Insert(fragment)).unwrap();
    planned.transaction.applied_to(&map).unwrap()
}

pub(crate) fn with_large_map(count: usize) -> Person {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.orgmap");
    std::fs::write(&path, write_orgmap(&large_map(count))).unwrap();
    let mut person = Person::new();
    person.hold(Modifiers::COMMAND, Key::O);
    person.type_path(&path);
    person.key(Key::Enter);
    assert_eq!(person.stage().positions().len(), count);
    person
}

#[test]
fn names_come_out_on_a_map_of_two_thousand() {
    let mut dice = Dice(0xbeef);
    let mut person = with_large_map(2000);
    let mut hand = Hand::default();
    let wanted = draw(&mut hand, &mut dice, 6);
    let frames = &mut |dice: &mut Dice| (200 + dice.below(301)) as f64 / 1000.0;
    play(&mut person, hand, &mut dice, frames);
    let names: Vec<String> = drawn(&person).into_iter().skip(2000).map(|(name, _)| name).collect();
    assert_eq!(names, wanted.0.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
}

/// Everything of a hand in one frame.
fn at_once(person: &mut Person, hand: Hand, dice: &mut Dice) {
    play(person, hand, dice, &mut |_| 1000.0);
}

fn ctrl(hand: &mut Hand, dice: &mut Dice, key: Key) {
    hand.strike(dice, strike(key, Modifiers::COMMAND, None));
}

#[test]
fn find_palette_and_flows_take_every_letter_that_comes_with_their_key() {
    for pace in [0.005, 0.05, 0.5, 1000.0] {
        let mut dice = Dice(7);
        let mut person = with_large_map(20);
        let mut hand = Hand::default();
        ctrl(&mut hand, &mut dice, Key::F);
        hand.word(&mut dice, "seat 13");
        hand.key(&mut dice, Key::Enter);
        hand.strike(&mut dice, letter_events('c'));
        hand.word(&mut dice, "seat 7");
        hand.key(&mut dice, Key::Enter);
        hand.strike(&mut dice, letter_events('n'));
        hand.word(&mut dice, "seat 19");
        hand.key(&mut dice, Key::Enter);
        ctrl(&mut hand, &mut dice, Key::K);
        hand.word(&mut dice, "compact");
        hand.key(&mut dice, Key::Enter);
        play(&mut person, hand, &mut dice, &mut |_| pace);
        assert_eq!(person.session().selection().positions(), [person.find("Seat 13")]);
        let seat = |number: u32| format!("Seat {number}");
        let wanted =
            [(seat(13), FlowKind::Consult, seat(7)), (seat(13), FlowKind::Inform, seat(19))];
        assert_eq!(person.flows(), wanted, "at {pace} s a frame");
        assert_eq!(person.stage().record().chart, ChartForm::Compact, "at {pace} s a frame");
    }
}

#[test]
fn arrows_after_a_name_walk_the_chart_at_every_pace() {
    for pace in [0.005, 0.03, 0.1, 0.5, 1000.0] {
        let mut dice = Dice(11);
        let mut person = Person::with_empty_map();
        let mut hand = Hand::default();
        hand.strike(&mut dice, letter_events('p'));
        hand.word(&mut dice, "Chair");
        hand.key(&mut dice, Key::Tab);
        hand.word(&mut dice, "Cook");
        hand.key(&mut dice, Key::Tab);
        hand.word(&mut dice, "Helper");
        hand.key(&mut dice, Key::Enter);
        hand.key(&mut dice, Key::ArrowUp);
        hand.key(&mut dice, Key::Enter);
        hand.word(&mut dice, "Clerk");
        hand.key(&mut dice, Key::Enter);
        play(&mut person, hand, &mut dice, &mut |_| pace);
        let wanted = [("Chair", None), ("Cook", Some(0)), ("Helper", Some(1)), ("Clerk", Some(0))];
        let wanted = wanted.map(|(title, above)| (title.to_owned(), above));
        assert_eq!(drawn(&person), wanted, "at {pace} s a frame");
    }
}

/// A press on a field of the side panel.
fn press_field(person: &Person, label: &str) -> Vec<Event> {
    let found = person.harness.query_all_by_label(label);
    let pos = found.last().expect("the field is shown").rect().center();
    let button = |pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(pos), button(true), button(false)]
}

#[test]
fn fields_of_the_side_panel_take_what_is_typed_after_the_press_and_after_tab() {
    let mut dice = Dice(9);
    let mut person = with_large_map(3);
    let seat = person.find("Seat 2");
    person.press("Seat 2");
    let mut hand = Hand::default();
    let press = press_field(&person, "Title");
    hand.strike(&mut dice, press);
    ctrl(&mut hand, &mut dice, Key::A);
    hand.word(&mut dice, "Clerk of works");
    hand.key(&mut dice, Key::Enter);
    at_once(&mut person, hand, &mut dice);
    assert_eq!(person.title(seat), "Clerk of works");

    let mut hand = Hand::default();
    person.harness.query_all_by_label("Notes").last().unwrap().scroll_to_me();
    person.harness.run_steps(4);
    let press = press_field(&person, "Notes");
    hand.strike(&mut dice, press);
    hand.word(&mut dice, "knows the old boiler");
    hand.key(&mut dice, Key::Tab);
    hand.word(&mut dice, "x");
    at_once(&mut person, hand, &mut dice);
    let notes = &person.stage().positions().get(seat).unwrap().notes;
    assert_eq!(notes, "knows the old boiler");
}
