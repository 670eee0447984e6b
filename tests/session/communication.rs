//! Many positions are arranged by communication beside the window.

use std::sync::Arc;

use fulcrum::edit::{Command, PositionCommand};
use fulcrum::layout::by_communication;
use fulcrum::model::{
    Change, Delta, Line, LineId, LineKind, OrgMap, Position, PositionId, StageId,
};
use fulcrum::session::{
    Action, CommunicationOrder, EditAction, Effect, History, Outcome, Screen, Session,
};

const STAGE: StageId = StageId(1);
const PEOPLE: u64 = 320;

/// A map of more positions than are arranged on the spot, in teams of five.
fn opened() -> Session {
    let mut map = OrgMap::new("Large");
    let mut put = |change: &Change| map.apply(change).expect("it is new");
    for id in 1..=PEOPLE {
        let record = Some(Arc::new(Position::held(format!("Seat {id}"))));
        put(&Change::Position(STAGE, Delta { id: PositionId(id), before: None, after: record }));
        if id > 1 {
            let line = Line::new(PositionId(id), PositionId((id - 2) / 5 + 1), LineKind::Solid);
            let delta = Delta { id: LineId(1_000 + id), before: None, after: Some(Arc::new(line)) };
            put(&Change::Line(STAGE, delta));
        }
    }
    Session::new(map, Screen::Map)
}

fn ask(session: &mut Session) -> Vec<Effect> {
    session.update(Action::Edit(EditAction::ByCommunication))
}

fn ordered(effects: &[Effect]) -> CommunicationOrder {
    let order = effects.iter().find_map(|effect| match effect {
        Effect::Communicate(order) => Some(order.as_ref().clone()),
        _ => None,
    });
    order.expect("it is ordered")
}

fn placed(session: &Session) -> usize {
    session.shown_stage().placements().len()
}

fn answer(order: &CommunicationOrder) -> Action {
    let places = by_communication(&order.stage, &order.drawing, &mut |_| true);
    Action::Outcome(Outcome::Communicated(order.revision, places))
}

#[test]
fn it_tells_how_far_it_is_and_is_one_step_once_it_is_there() {
    let mut session = opened();
    let order = ordered(&ask(&mut session));
    assert_eq!(placed(&session), 0, "nothing moves meanwhile");
    session.update(Action::Outcome(Outcome::Communicating(order.revision, 0.42)));
    assert!(session.status().contains("42 %"), "{}", session.status());
    session.update(answer(&order));
    assert_eq!(placed(&session), PEOPLE as usize);
    session.update(Action::History(History::Undo));
    assert_eq!(placed(&session), 0);
}

#[test]
fn the_same_command_calls_it_off_and_what_comes_late_changes_nothing() {
    let mut session = opened();
    let order = ordered(&ask(&mut session));
    let effects = ask(&mut session);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ForgetCommunication)));
    assert!(session.status().contains("called off"), "{}", session.status());
    session.update(answer(&order));
    assert_eq!(placed(&session), 0);
    ordered(&ask(&mut session));
}

#[test]
fn a_map_that_was_changed_meanwhile_stays_as_it_is() {
    let mut session = opened();
    let order = ordered(&ask(&mut session));
    let first = session.shown_stage().positions().ids().next().expect("somebody is there");
    session.update(
        Command::Position(PositionCommand::Rename { position: first, title: "Other".into() })
            .into(),
    );
    session.update(answer(&order));
    assert_eq!(placed(&session), 0);
    assert!(session.notices().any(|notice| notice.text.contains("was changed")));
}
