//! Anything at all, done at the window in any order: it holds, the map stays sound, and a map that
//! is closed leaves no memory behind. It is alone in its process, because memory is measured.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::panic,
    reason = "a test says by failing what is wrong, and this one prints what it measured"
)]

#[allow(dead_code, reason = "the person of the other window tests can do more than is needed here")]
#[path = "../hands/person.rs"]
mod person;
#[path = "../hands/window.rs"]
mod window;

use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, vec2};
use fulcrum::model::breaches;
use fulcrum::session::EXAMPLES;

use crate::person::{Person, strike};

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

const HELD: [Modifiers; 5] =
    [Modifiers::NONE, Modifiers::NONE, Modifiers::SHIFT, Modifiers::ALT, Modifiers::COMMAND];

/// Keys that would read or write files outside of the test.
fn leaves_the_window(key: Key, held: Modifiers) -> bool {
    held.command && matches!(key, Key::S | Key::O | Key::Q | Key::N)
}

fn act(dice: &mut Dice, at: &mut Pos2) -> Vec<Event> {
    match dice.below(10) {
        0..=3 => {
            let (key, held) = (dice.of(Key::ALL), dice.of(&HELD));
            if leaves_the_window(key, held) {
                return Vec::new();
            }
            let letter = key.symbol_or_name().chars().next();
            let text = letter.filter(|_| held == Modifiers::NONE && key.name().len() == 1);
            strike(key, held, text)
        }
        4..=6 => {
            // The menu of files is left alone.
            *at = Pos2::new(dice.below(1280) as f32, 40.0 + dice.below(760) as f32);
            vec![Event::PointerMoved(*at)]
        }
        7 | 8 => {
            let button = dice.of(&[
                PointerButton::Primary,
                PointerButton::Primary,
                PointerButton::Secondary,
            ]);
            let (modifiers, pressed) = (dice.of(&HELD), dice.below(2) == 0);
            vec![Event::PointerButton { pos: *at, button, pressed, modifiers }]
        }
        _ => {
            let delta = vec2(dice.below(9) as f32 - 4.0, dice.below(9) as f32 - 4.0);
            let (unit, phase) = (MouseWheelUnit::Line, TouchPhase::Move);
            vec![Event::MouseWheel { unit, delta, phase, modifiers: dice.of(&HELD) }]
        }
    }
}

/// The memory of this process, in bytes; nothing where the system does not tell.
fn memory() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(pages.split_whitespace().nth(1)?.parse::<usize>().ok()? * 4096)
}

/// Random events at one window; the model is swept after every hundred.
fn play(dice: &mut Dice, person: &mut Person, events: usize) {
    let mut at = Pos2::new(640.0, 400.0);
    let mut done = 0;
    while done < events {
        let mut frame = Vec::new();
        for _ in 0..=dice.below(3) {
            frame.extend(act(dice, &mut at));
        }
        done += frame.len();
        person.harness.input_mut().events.extend(frame);
        person.harness.step();
        if done % 100 < 4 {
            assert_eq!(breaches(person.session().map()), [], "after {done} events");
            assert_eq!(breaches(person.session().kept_map()), [], "after {done} events");
        }
    }
    assert_eq!(breaches(person.session().map()), []);
}

/// So many events on each of the examples, one after the other, each closed before the next; the
/// memory that is taken then.
fn round(dice: &mut Dice, events: usize) -> Option<usize> {
    for number in 0..EXAMPLES.len() {
        let mut person = Person::with_example(number);
        play(dice, &mut person, events / EXAMPLES.len());
    }
    memory()
}

#[test]
fn twenty_thousand_random_events_break_nothing_and_leave_no_memory_behind() {
    let mut dice = Dice(0x0dd5_eed5);
    // What is needed once and kept: fonts, letters that were drawn, the tables of the program.
    let mut before = round(&mut dice, 10_000);
    // What is freed is not always given back to the system, so that one round can end with more
    // than the one before; what every round leaves behind adds up from each to the next.
    for _ in 0..3 {
        let after = round(&mut dice, 10_000);
        let (Some(one), Some(next)) = (before, after) else {
            println!("the memory of a process is not told here: nothing was compared");
            return;
        };
        println!("{} MB before, {} MB after", one >> 20, next >> 20);
        if next as f64 <= one as f64 * 1.1 {
            return;
        }
        before = after;
    }
    panic!("every round took more memory than the one before, {before:?} bytes in the end");
}
