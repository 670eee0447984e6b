//! An organization to measure with.

use fulcrum::edit::{Command, FlowCommand, LineCommand, PositionCommand, plan};
use fulcrum::model::{FlowKind, LineKind, OrgMap, PositionId, StageId};
use fulcrum::quantity::Frequency;

/// A chart with a span of six and three flows a position, the same on every run.
pub(crate) fn organization(size: usize) -> OrgMap {
    let mut map = OrgMap::new("Bench");
    let stage = StageId(1);
    let mut ids: Vec<PositionId> = Vec::with_capacity(size);
    let mut run = |command: Command| {
        let planned = plan(&map, stage, 0, &command).expect("the command fits");
        map = planned.transaction.applied_to(&map).expect("the transaction fits");
        planned.made
    };
    for number in 0..size {
        let title = format!("Position {number}");
        let add = PositionCommand::Add { title, at: None, under: None };
        ids.extend(run(Command::Position(add)));
    }
    for number in 1..size {
        let (from, to) = (ids[number], ids[(number - 1) / 6]);
        run(Command::Line(LineCommand::Add { from, to, kind: LineKind::Solid }));
    }
    flows(map, stage, &ids)
}

fn flows(mut map: OrgMap, stage: StageId, ids: &[PositionId]) -> OrgMap {
    let size = ids.len();
    for number in 0..size {
        let near = [(number + 1) % size, (number * 7 + 3) % size, (number * 31 + 11) % size];
        for (to, kind) in near.into_iter().zip(FlowKind::STANDARD) {
            let command = Command::Flow(FlowCommand::Add {
                from: ids[number],
                to: ids[to],
                kind,
                frequency: Frequency::ONE,
            });
            if let Ok(planned) = plan(&map, stage, 0, &command) {
                map = planned.transaction.applied_to(&map).expect("the transaction fits");
            }
        }
    }
    map
}
