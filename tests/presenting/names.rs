//! Hidden names are hidden: nowhere in the window, its title, its pictures and what it hands out
//! stands the name of anybody, and nothing of the map is lost by it.

use std::collections::BTreeSet;

use eframe::egui::{Key, Modifiers, pos2};
use egui_kittest::kittest::NodeT;
use fulcrum::edit::{
    Command, FlowCommand, MapCommand, PositionCommand, PositionValue, SceneCommand, UnitCommand,
};
use fulcrum::model::{FlowKind, GuessQuestion, Holder, OrgMap, PositionId, Scene, Veil};
use fulcrum::quantity::Frequency;
use fulcrum::session::{Action, EditAction, GuessAction, Item, PresentAction, SelectAction};
use fulcrum::storage::write_orgmap;
use fulcrum::wording::Lens;

use crate::person::{Window, app, chord, command, example, key, letters, press, session};

const NAMES: [&str; 5] = ["Anna Berg", "Bodil Larsen", "Chidi Okafor", "Dora", "李小龍"];

fn ask(window: &mut Window, action: Action) {
    let ctx = window.ctx.clone();
    window.state_mut().as_mut().expect("the window was started").perform(action, &ctx);
    window.run_steps(3);
}

fn edit(window: &mut Window, command: Command) {
    ask(window, Action::Edit(EditAction::Do(command)));
}

/// A lab whose people have names, in every place where a name can stand: as holders, as titles,
/// in units, notes, scenes and rounds.
fn named() -> (Window, Vec<PositionId>) {
    let mut window = example("A lab run as a plant");
    let ids: Vec<PositionId> = session(&window).shown_stage().positions().ids().collect();
    for (id, name) in ids.iter().zip(NAMES) {
        let holders = vec![Holder::named(name)];
        let value = PositionValue::Holders { position: *id, holders };
        edit(&mut window, Command::Position(PositionCommand::Set(value)));
    }
    let notes = "Ask Anna Berg; Okafor knows the currents, as Dora says. 李小龍先生".to_owned();
    let value = PositionValue::Notes { position: ids[0], notes };
    edit(&mut window, Command::Position(PositionCommand::Set(value)));
    let title = "Bodil Larsen".to_owned();
    edit(&mut window, Command::Position(PositionCommand::Rename { position: ids[1], title }));
    let title = "Head of currents (Chidi Okafor)".to_owned();
    edit(&mut window, Command::Position(PositionCommand::Rename { position: ids[2], title }));
    let (name, members) = ("Team Larsen".to_owned(), vec![ids[1], ids[2]]);
    edit(&mut window, Command::Unit(UnitCommand::Add { name, parent: None, members }));
    let stage = session(&window).stage_id();
    let scene = Scene {
        note: "Let Dora answer".into(),
        ..Scene::new("Anna Berg decides it all", stage, Lens::Structure.key())
    };
    edit(&mut window, Command::Scene(SceneCommand::Add { scene: Box::new(scene) }));
    let (kind, frequency) = (FlowKind::Consult, Frequency::ONE);
    let (from, to) = (ids[1], ids[2]);
    edit(&mut window, Command::Flow(FlowCommand::Add { from, to, kind, frequency }));
    (window, ids)
}

/// Everything that is said anywhere in the window.
fn said(window: &Window) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    let mut rest = vec![window.root()];
    while let Some(node) = rest.pop() {
        let node_of = node.accesskit_node();
        said.extend(node_of.label());
        said.extend(node_of.value());
        said.extend(node_of.description());
        rest.extend(node.children());
    }
    for shape in &window.output().shapes {
        painted(&shape.shape, &mut said);
    }
    said.insert(session(window).window_title());
    said.insert(session(window).status().to_owned());
    said.extend(session(window).undo_label().map(str::to_owned));
    said.extend(session(window).redo_label().map(str::to_owned));
    said.extend(session(window).notices().map(|notice| notice.text.clone()));
    said.insert(format!("{:?}", app(window).picture()));
    said
}

fn painted(shape: &eframe::egui::Shape, said: &mut BTreeSet<String>) {
    match shape {
        eframe::egui::Shape::Text(text) => {
            said.insert(text.galley.text().to_owned());
        }
        eframe::egui::Shape::Vec(shapes) => shapes.iter().for_each(|it| painted(it, said)),
        _ => {}
    }
}

/// The names that stand somewhere, with where.
fn seen(window: &Window) -> Vec<String> {
    let said = said(window);
    let words = NAMES.iter().flat_map(|name| name.split(' '));
    words
        .flat_map(|word| said.iter().filter(move |text| text.contains(word)))
        .map(|text| text.chars().take(300).collect())
        .collect()
}

#[test]
fn without_hiding_the_names_are_there_to_be_found() {
    let (window, _) = named();
    assert!(!seen(&window).is_empty(), "the search finds what is there");
}

#[test]
fn no_name_stands_anywhere_in_the_window_while_names_are_hidden() {
    let (mut window, ids) = named();
    key(&mut window, Key::H);
    assert!(session(&window).names_hidden());
    assert_eq!(seen(&window), Vec::<String>::new(), "nothing selected");
    for panel in [Key::O, Key::T, Key::H] {
        chord(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, panel);
        assert_eq!(seen(&window), Vec::<String>::new(), "{panel:?}");
    }
    for id in &ids[..5] {
        ask(&mut window, Action::Select(SelectAction::Only(Item::Position(*id))));
        window.run_steps(3);
        assert_eq!(seen(&window), Vec::<String>::new(), "selected {id:?}");
    }
    ask(&mut window, Action::Select(SelectAction::Positions(ids[..4].to_vec())));
    assert_eq!(seen(&window), Vec::<String>::new(), "several selected");
    ask(&mut window, Action::Select(SelectAction::Clear));
    for digit in [Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num1] {
        key(&mut window, digit);
        assert_eq!(seen(&window), Vec::<String>::new(), "{digit:?}");
    }
    chord(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(seen(&window), Vec::<String>::new(), "what was undone is not named");
    chord(&mut window, Modifiers::COMMAND, Key::Y);
    chord(&mut window, Modifiers::COMMAND, Key::F);
    letters(&mut window, "head");
    assert_eq!(seen(&window), Vec::<String>::new(), "the search for a position");
}

#[test]
fn no_name_stands_on_the_wall_and_leaving_the_show_shows_none() {
    let (mut window, ids) = named();
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::H);
    key(&mut window, Key::F5);
    for _ in 0..10 {
        assert_eq!(seen(&window), Vec::<String>::new());
        key(&mut window, Key::PageDown);
    }
    ask(&mut window, Action::Select(SelectAction::Only(Item::Position(ids[0]))));
    assert_eq!(seen(&window), Vec::<String>::new());
    // Frame by frame: not even the first after the show may have a name.
    window.key_press(Key::Escape);
    window.run_steps(1);
    for _ in 0..6 {
        window.key_press(Key::Escape);
        window.run_steps(1);
        assert_eq!(seen(&window), Vec::<String>::new(), "on the way out");
    }
    assert!(session(&window).show().is_none());
    assert!(session(&window).names_hidden(), "they stay hidden until they are asked for");
    key(&mut window, Key::H);
    window.run_steps(2);
    assert!(!seen(&window).is_empty(), "H shows them again");
}

/// Everything that is said while the pointer rests on one thing after the other.
fn said_under_the_pointer(window: &mut Window) -> BTreeSet<String> {
    window.ctx.all_styles_mut(|style| {
        style.interaction.tooltip_delay = 0.0;
        style.interaction.show_tooltips_only_when_still = false;
    });
    window.run_steps(1);
    let mut places = BTreeSet::new();
    let mut rest = vec![window.root()];
    while let Some(node) = rest.pop() {
        if let Some(bounds) = node.accesskit_node().raw_bounds() {
            let (x, y) = ((bounds.x0 + bounds.x1) / 2.0, (bounds.y0 + bounds.y1) / 2.0);
            places.insert((x as i32, y as i32));
        }
        rest.extend(node.children());
    }
    let stage = session(window).shown_stage();
    let points = stage.positions().ids().filter_map(|id| app(window).picture().node(id));
    let points: Vec<_> = points.filter_map(|node| app(window).on_screen(node.center)).collect();
    places.extend(points.into_iter().map(|at| (at.x as i32, at.y as i32)));
    let mut said_there = BTreeSet::new();
    for (x, y) in places {
        window.hover_at(pos2(x as f32, y as f32));
        window.run_steps(3);
        said_there.extend(said(window));
    }
    window.hover_at(pos2(1.0, 1.0));
    window.run_steps(3);
    said_there
}

fn names_in(said: &BTreeSet<String>) -> Vec<String> {
    let words: Vec<&str> = NAMES.iter().flat_map(|name| name.split(' ')).collect();
    let named = said.iter().filter(|text| words.iter().any(|word| text.contains(word)));
    named.map(|text| text.chars().take(300).collect()).collect()
}

#[test]
fn no_tooltip_names_anybody_while_names_are_hidden() {
    let (mut window, _) = named();
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::H);
    let at_rest = said(&window).len();
    let all = said_under_the_pointer(&mut window);
    assert!(all.len() > at_rest + 10, "there are tooltips: {} beyond {at_rest}", all.len());
    assert_eq!(names_in(&all), Vec::<String>::new(), "in the window with the strip of scenes");
    for panel in [Key::O, Key::T, Key::H] {
        chord(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, panel);
        let all = said_under_the_pointer(&mut window);
        assert_eq!(names_in(&all), Vec::<String>::new(), "{panel:?}");
    }
}

#[test]
fn neither_the_title_of_a_window_nor_the_presenters_view_names_anybody() {
    let (mut window, _) = named();
    let title = "The lab of Anna Berg".to_owned();
    edit(&mut window, Command::Map(MapCommand::SetTitle { title }));
    assert!(session(&window).window_title().contains("Anna Berg"), "the search finds it");
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::H);
    key(&mut window, Key::F8);
    key(&mut window, Key::F5);
    for _ in 0..10 {
        assert_eq!(seen(&window), Vec::<String>::new());
        key(&mut window, Key::PageDown);
    }
    let all = said_under_the_pointer(&mut window);
    assert!(all.iter().any(|text| text.starts_with("Presenter: ")), "its window is there");
    assert_eq!(names_in(&all), Vec::<String>::new());
    ask(&mut window, Action::Guess(GuessAction::Open(GuessQuestion::Center)));
    for said in ["Anna Berg: 0.9", "Dora: 0.4"] {
        ask(&mut window, Action::Guess(GuessAction::Say(said.into())));
    }
    assert_eq!(seen(&window), Vec::<String>::new(), "guesses as they come in");
}

#[test]
fn who_guessed_is_not_told_while_names_are_hidden() {
    let (mut window, _) = named();
    key(&mut window, Key::F9);
    press(&mut window, "Where is the centre of gravity?");
    for said in ["Anna Berg: 0.9", "Dora: 0.4", "Director: 0.7"] {
        letters(&mut window, said);
        key(&mut window, Key::Enter);
    }
    ask(&mut window, Action::Guess(GuessAction::Reveal));
    assert!(!seen(&window).is_empty(), "names stand beside their pins");
    ask(&mut window, Action::Present(PresentAction::HideNames));
    assert!(session(&window).guessing().is_some());
    assert_eq!(seen(&window), Vec::<String>::new());
}

#[test]
fn hiding_names_changes_nothing_of_the_map_and_no_hidden_text_is_written_over() {
    let (mut window, ids) = named();
    let before = session(&window).map().clone();
    key(&mut window, Key::H);
    assert_eq!(*session(&window).map(), before);
    // A name that is only seen as something else cannot be typed over.
    let title = "Chief".to_owned();
    edit(&mut window, Command::Position(PositionCommand::Rename { position: ids[1], title }));
    let value = PositionValue::Notes { position: ids[0], notes: "x".into() };
    edit(&mut window, Command::Position(PositionCommand::Set(value)));
    assert_eq!(*session(&window).map(), before);
    assert!(session(&window).notices().any(|notice| notice.text.contains("show the names first")));
    // What hides no name can.
    let title = "Lead".to_owned();
    edit(&mut window, Command::Position(PositionCommand::Rename { position: ids[4], title }));
    assert_eq!(session(&window).map().first_stage().is_some(), before.first_stage().is_some());
    assert_eq!(session(&window).shown_stage().positions().get(ids[4]).unwrap().title, "Lead");
    assert_eq!(
        session(&window).shown_stage().positions().get(ids[4]).unwrap().holders[0].name,
        NAMES[4]
    );
}

#[test]
fn the_map_that_is_handed_out_holds_no_name_and_says_the_same_numbers() {
    let (window, ids) = named();
    let map: &OrgMap = session(&window).map();
    let seen = Veil::of(map).map(map);
    let text = write_orgmap(&seen);
    for name in NAMES.iter().flat_map(|name| name.split(' ')) {
        assert!(!text.contains(name), "{name}");
    }
    let stage = seen.stage(seen.first_stage().unwrap()).unwrap();
    let title = |id: PositionId| stage.positions().get(id).unwrap().title.clone();
    assert_eq!(title(ids[1]), "Position 2", "a title that is a name gives way to a number");
    assert_eq!(title(ids[2]), "Head of currents");
    let real = map.stage(map.first_stage().unwrap()).unwrap();
    assert_eq!(stage.flows().len(), real.flows().len());
    assert_eq!(stage.lines(), real.lines());
    assert_eq!(fulcrum::model::breaches(&seen).len(), 0, "what is seen is a map like any other");
}

#[test]
fn words_in_small_letters_stay_where_a_name_is_the_same_word() {
    let mut map = OrgMap::new("Will you mark it?");
    let mut editor = fulcrum::edit::Editor::<()>::new(map.clone());
    let stage = map.first_stage().unwrap();
    for (title, name) in [("Lead", "Mark"), ("", "Will Rose")] {
        let add = PositionCommand::Add { title: title.into(), at: None, under: None };
        let made = editor.execute(stage, &Command::Position(add), ()).unwrap().made;
        let holders = vec![Holder::named(name)];
        let value = PositionValue::Holders { position: made[0], holders };
        editor.execute(stage, &Command::Position(PositionCommand::Set(value)), ()).unwrap();
    }
    map = editor.map().clone();
    let veil = Veil::of(&map);
    assert_eq!(veil.text("the mark on it"), "the mark on it");
    assert_eq!(veil.text("Mark said so"), "Lead said so");
    assert_eq!(veil.text("will rose, WILL ROSE."), "Position 2, Position 2.");
    assert_eq!(veil.text("Rose_will"), "Position 2_will");
}
