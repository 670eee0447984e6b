use super::PresentCommand;
use super::WindowCommand;
use super::subject::{
    DrawCommand, EditCommand, FileCommand, LayoutCommand, PageCommand, SelectCommand, ViewCommand,
};
use crate::edit::{
    ArrangeCommand, Command, Composite, FlowCommand, LineCommand, PositionCommand, PositionValue,
    RoutineCommand, UnitCommand,
};
use crate::gui::app::context::{PanelContext, Shown, WindowAction};
use crate::gui::app::settings::{Panels, Setting};
use crate::model::{Chart, Holder, LineKind, PositionId};
use crate::quantity::{Frequency, MapPoint};
use crate::session::{
    Action, ClipAction, Direction, EditAction, FileAction, History, Item, Next, PresentAction,
    RecoveryAction, Seat, SelectAction, ViewAction,
};
use crate::wording::{Readings, position_table};

impl WindowCommand {
    /// Whether it works while something is typed.
    pub(in crate::gui) fn works_while_typing(&self) -> bool {
        let file = [FileCommand::Save, FileCommand::SaveAs, FileCommand::Open, FileCommand::Quit];
        match self {
            Self::File(command) => file.contains(command),
            Self::View(command) => *command == ViewCommand::NextPanel,
            Self::Present(command) => *command == PresentCommand::Guess,
            Self::Edit(_) | Self::Draw(_) | Self::Select(_) | Self::Layout(_) | Self::Page(_) => {
                false
            }
        }
    }

    /// Whether holding its key down does it again and again.
    pub(in crate::gui) fn repeats(&self) -> bool {
        match self {
            Self::Edit(command) => matches!(
                command,
                EditCommand::Undo | EditCommand::Redo | EditCommand::Reorder { .. }
            ),
            Self::Select(command) => matches!(command, SelectCommand::Walk(_)),
            Self::Layout(command) => matches!(command, LayoutCommand::Nudge(..)),
            Self::View(command) => matches!(
                command,
                ViewCommand::ZoomIn | ViewCommand::ZoomOut | ViewCommand::WidenFocus { .. }
            ),
            Self::File(_) | Self::Draw(_) | Self::Present(_) | Self::Page(_) => false,
        }
    }

    /// Does it.
    pub(in crate::gui) fn run(&self, cx: &PanelContext<'_>) {
        if self.why_not(cx).is_some() {
            return;
        }
        let action = match self {
            Self::File(command) => command.action(cx),
            Self::Edit(command) => command.action(cx),
            Self::Draw(command) => command.action(cx),
            Self::Select(SelectCommand::Leave) if cx.session.show().is_some() => {
                Some(Action::Present(PresentAction::Leave))
            }
            Self::Select(command) => Some(command.action()),
            Self::Layout(command) => command.action(cx),
            Self::View(command) => command.run(cx),
            Self::Present(command) => command.run(cx),
            Self::Page(PageCommand::Tour) => {
                crate::gui::page::tour::begin(cx);
                None
            }
            Self::Page(command) => {
                cx.ask_window(WindowAction::Show(command.page(cx)));
                None
            }
        };
        if let Some(action) = action {
            cx.send(action);
        }
    }
}

impl FileCommand {
    fn action(&self, cx: &PanelContext<'_>) -> Option<Action> {
        Some(Action::File(match self {
            Self::NewMap => FileAction::Leave(Next::New),
            Self::Open => FileAction::Leave(Next::OpenDialog),
            Self::Import => FileAction::Import,
            Self::Save => FileAction::Save,
            Self::SaveAs => FileAction::SaveAs,
            Self::Recover => FileAction::Recovery(RecoveryAction::Show),
            Self::ExportMeasures => {
                let answer = cx.session.shown().answer()?;
                let table = position_table(&Readings {
                    stage: cx.session.seen_stage(),
                    analysis: &answer.analysis,
                    further: &answer.further,
                });
                FileAction::ExportTable(table.texts())
            }
            Self::SurveyPage => return Some(crate::gui::page::survey::page(cx)),
            Self::ImportAnswers => FileAction::ImportAnswers,
            Self::Welcome => FileAction::Leave(Next::Welcome),
            Self::Quit => FileAction::Leave(Next::Quit),
        }))
    }
}

impl EditCommand {
    fn action(&self, cx: &PanelContext<'_>) -> Option<Action> {
        let positions = cx.session.selection().positions();
        let first = positions.first().copied();
        Some(Action::Edit(match self {
            Self::Undo => return Some(Action::History(History::Undo)),
            Self::Redo => return Some(Action::History(History::Redo)),
            Self::Cut => return Some(Action::Clip(ClipAction::Cut)),
            Self::Copy => return Some(Action::Clip(ClipAction::Copy)),
            Self::CopyPicture => {
                cx.ask_window(WindowAction::CopyPicture);
                return None;
            }
            Self::Paste => {
                cx.ask_window(WindowAction::Paste);
                return None;
            }
            Self::TryRemedy => {
                let misfit = cx.session.shown().answer()?.analysis.misfits.first()?.clone();
                return Some(Action::View(ViewAction::Clear(misfit)));
            }
            Self::EndTrial { keep } => return Some(Action::View(ViewAction::EndTrial(*keep))),
            Self::Duplicate => EditAction::DuplicateSelected { dx: 30.0, dy: 30.0 },
            Self::Remove => EditAction::RemoveSelected,
            Self::Rename => EditAction::StartRenaming(first?),
            Self::Reorder { later } => {
                let by = if *later { 1 } else { -1 };
                let shift = ArrangeCommand::Shift { position: first?, by };
                EditAction::Do(Command::Arrange(shift))
            }
            Self::Vacant { vacant } => EditAction::Do(vacate(cx, &positions, *vacant)),
            Self::ReportToNobody => {
                EditAction::Do(Command::Line(LineCommand::Reparent { positions, under: None }))
            }
        }))
    }
}

impl DrawCommand {
    fn action(&self, cx: &PanelContext<'_>) -> Option<Action> {
        let first = || cx.session.selection().positions().first().copied();
        Some(Action::Edit(match self {
            Self::Tool(tool) => return Some(Action::View(ViewAction::Tool(*tool))),
            Self::NewPosition => EditAction::NewPosition(Seat::Free(cx.pointer)),
            Self::AddReport => EditAction::NewPosition(Seat::Under(first()?)),
            Self::AddColleague { after } => {
                EditAction::NewPosition(Seat::Beside { colleague: first()?, after: *after })
            }
            Self::AddSuperior => EditAction::NewPosition(Seat::Above(first()?)),
            Self::MakeUnit => EditAction::MakeUnit,
            Self::NameUnit => EditAction::StartNamingUnit(cx.unit_meant()?),
            Self::DissolveUnit => {
                EditAction::Do(Command::Unit(UnitCommand::Remove { unit: cx.unit_meant()? }))
            }
            Self::MakeRoutine => {
                let chosen = cx.session.selection().positions();
                let parts = chosen.into_iter().map(crate::gui::panel::inspector::alone).collect();
                let name = "New routine".into();
                EditAction::Do(Command::Routine(RoutineCommand::Add { name, parts }))
            }
            Self::Reverse => EditAction::Do(reverse(cx)),
            Self::FlowKind(kind) => {
                let (flows, kind) = (cx.session.selection().flows(), kind.clone());
                EditAction::Do(Command::Flow(FlowCommand::SetKind { flows, kind }))
            }
            Self::Frequency(often) => {
                let flows = cx.session.selection().flows();
                let frequency = Frequency::new(f64::from(*often)).ok()?;
                EditAction::Do(Command::Flow(FlowCommand::SetFrequency { flows, frequency }))
            }
            Self::Dotted { dotted } => {
                let kind = if *dotted { LineKind::Dotted } else { LineKind::Solid };
                let lines = cx.session.selection().lines().into_iter();
                let set =
                    lines.map(|line| Some(Command::Line(LineCommand::SetKind { line, kind })));
                EditAction::Do(all("Change lines", set))
            }
        }))
    }
}

impl LayoutCommand {
    fn action(&self, cx: &PanelContext<'_>) -> Option<Action> {
        let stage = cx.session.seen_stage();
        let chosen = cx.session.selection().positions();
        let command = match self {
            Self::Tidy => {
                let positions = stage.placements().ids().collect();
                Command::Arrange(ArrangeCommand::Unplace { positions })
            }
            Self::TidyBranch => {
                let chart = Chart::of(stage);
                let mut positions = chosen.clone();
                positions.extend(chosen.iter().flat_map(|id| chart.reach(*id)));
                Command::Arrange(ArrangeCommand::Unplace { positions })
            }
            Self::Form(form) => {
                let keep_placed = cx.settings.keep_placed;
                Command::Arrange(ArrangeCommand::SetForm { form: *form, keep_placed })
            }
            Self::KeepPlaced => {
                cx.ask_window(WindowAction::Set(Setting::KeepPlaced(!cx.settings.keep_placed)));
                return None;
            }
            Self::ByCommunication => return Some(Action::Edit(EditAction::ByCommunication)),
            Self::Nudge(direction, steps) => {
                let command = nudge(cx, &chosen, *direction, f64::from(*steps));
                return Some(Action::Edit(EditAction::Join(command, "nudge".into())));
            }
            Self::AlignRow => aligned(cx, &chosen, |at, middle| MapPoint::new(at.x, middle.y)),
            Self::AlignColumn => aligned(cx, &chosen, |at, middle| MapPoint::new(middle.x, at.y)),
            Self::Fold => fold(cx, chosen),
            Self::FoldLevel { out } => fold_level(cx, *out)?,
            Self::FoldUnit => {
                let unit = cx.unit_meant()?;
                let folded = !stage.units().get(unit).is_some_and(|unit| unit.folded);
                let fold = Command::Unit(UnitCommand::Fold { units: vec![unit], folded });
                // What was selected in it is no longer seen; its box is.
                cx.send(Action::Edit(EditAction::Do(fold)));
                return Some(Action::Select(SelectAction::Only(Item::Unit(unit))));
            }
            Self::UnfoldUnits => {
                let folded = stage.units().iter().filter(|(_, unit)| unit.folded);
                let units = folded.map(|(id, _)| id).collect();
                Command::Unit(UnitCommand::Fold { units, folded: false })
            }
        };
        Some(Action::Edit(EditAction::Do(command)))
    }
}

impl SelectCommand {
    fn action(&self) -> Action {
        match self {
            Self::All => Action::Select(SelectAction::All),
            Self::Kin(kin) => Action::Select(SelectAction::Kin(*kin)),
            Self::Walk(direction) => Action::Select(SelectAction::Walk(*direction)),
            Self::Leave => Action::View(ViewAction::Leave),
        }
    }
}

impl ViewCommand {
    /// Asks the window, or gives what is to be asked of the session.
    fn run(&self, cx: &PanelContext<'_>) -> Option<Action> {
        const STEP: f32 = 1.1;
        let scale = cx.settings.scale;
        cx.ask_window(match self {
            Self::Lens(lens) => return Some(Action::View(ViewAction::Lens(*lens))),
            Self::Focus => return Some(Action::View(ViewAction::Focus)),
            Self::WidenFocus { wider } => {
                return Some(Action::View(ViewAction::WidenFocus(*wider)));
            }
            Self::Theme(theme) => WindowAction::Set(Setting::Theme(*theme)),
            Self::Larger => WindowAction::Set(Setting::Scale(scale * STEP)),
            Self::Smaller => WindowAction::Set(Setting::Scale(scale / STEP)),
            Self::FitMap => WindowAction::FitMap,
            Self::FitSelection => WindowAction::FitSelection,
            Self::FullSize => WindowAction::Zoom(1.0),
            Self::ZoomIn => WindowAction::ZoomBy(1.25),
            Self::ZoomOut => WindowAction::ZoomBy(0.8),
            Self::Matrix => WindowAction::Matrix(cx.picture.matrix.is_none()),
            Self::Overview => WindowAction::Set(Setting::Overview(!cx.settings.overview)),
            Self::SidePanel => WindowAction::Set(Setting::Panel(Panels::Side, !cx.settings.panel)),
            Self::Outline => {
                WindowAction::Set(Setting::Panel(Panels::Outline, !cx.settings.outline))
            }
            Self::Table => WindowAction::Set(Setting::Panel(Panels::Table, !cx.settings.table)),
            Self::Charts => WindowAction::Set(Setting::Panel(Panels::Charts, !cx.settings.charts)),
            Self::NextPanel => WindowAction::NextPanel,
        });
        None
    }
}

impl PageCommand {
    /// What it shows.
    fn page(&self, cx: &PanelContext<'_>) -> Shown {
        match self {
            Self::Find => Shown::Find,
            Self::Palette => Shown::Palette,
            Self::Settings => Shown::Settings,
            Self::Output => Shown::Output,
            Self::Survey => Shown::Survey(cx.session.selection().positions().first().copied()),
            Self::RoundTable => Shown::RoundTable,
            Self::Glossary => Shown::Glossary,
            Self::Keys => Shown::Keys,
            Self::Help | Self::Tour => Shown::Help,
        }
    }
}

/// Turns the selected arrows round.
fn reverse(cx: &PanelContext<'_>) -> Command {
    let selection = cx.session.selection();
    let (flows, lines) = (selection.flows(), selection.lines());
    all(
        "Turn arrows round",
        [
            (!flows.is_empty()).then_some(Command::Flow(FlowCommand::Reverse { flows })),
            (!lines.is_empty()).then_some(Command::Line(LineCommand::Reverse { lines })),
        ],
    )
}

/// Folds what is below positions away; unfolds it where all of it is.
fn fold(cx: &PanelContext<'_>, chosen: Vec<PositionId>) -> Command {
    let stage = cx.session.seen_stage();
    let chart = Chart::of(stage);
    let leading = chosen.into_iter().filter(|id| chart.reports(*id).next().is_some());
    let positions: Vec<PositionId> = leading.collect();
    let shut =
        |id: &PositionId| stage.placements().get(*id).is_some_and(|placement| placement.folded);
    let folded = !positions.iter().all(shut);
    Command::Arrange(ArrangeCommand::Fold { positions, folded })
}

/// Several commands as one step.
fn all(label: &str, commands: impl IntoIterator<Item = Option<Command>>) -> Command {
    let commands: Vec<Command> = commands.into_iter().flatten().collect();
    Command::All(Composite { label: label.into(), commands })
}

fn vacate(cx: &PanelContext<'_>, positions: &[PositionId], vacant: bool) -> Command {
    let stage = cx.session.seen_stage();
    let set = positions.iter().map(|id| {
        let position = stage.positions().get(*id)?;
        let holders = match (vacant, position.is_vacant()) {
            (true, _) => Vec::new(),
            (false, true) => vec![Holder::unnamed()],
            (false, false) => return None,
        };
        Some(Command::Position(PositionCommand::Set(PositionValue::Holders {
            position: *id,
            holders,
        })))
    });
    all(if vacant { "Make vacant" } else { "Hold" }, set)
}

/// Moves positions a little; they are placed by hand from then on.
fn nudge(cx: &PanelContext<'_>, ids: &[PositionId], direction: Direction, steps: f64) -> Command {
    const STEP: f64 = 4.0;
    let by = STEP * steps;
    let (dx, dy) = match direction {
        Direction::Up => (0.0, -by),
        Direction::Down => (0.0, by),
        Direction::Left => (-by, 0.0),
        Direction::Right => (by, 0.0),
    };
    let points = &cx.session.arrangement().points;
    let positions =
        ids.iter().filter_map(|id| Some((*id, points.get(id)?.offset(dx, dy)))).collect();
    Command::Arrange(ArrangeCommand::Move { positions })
}

/// Moves positions to where a function of their place and of the middle of all puts them.
fn aligned(
    cx: &PanelContext<'_>,
    ids: &[PositionId],
    place: impl Fn(MapPoint, MapPoint) -> MapPoint,
) -> Command {
    let points = &cx.session.arrangement().points;
    let there: Vec<(PositionId, MapPoint)> =
        ids.iter().filter_map(|id| Some((*id, *points.get(id)?))).collect();
    let count = there.len().max(1) as f64;
    let sum = there.iter().fold((0.0, 0.0), |sum, (_, at)| (sum.0 + at.x, sum.1 + at.y));
    let middle = MapPoint::new(sum.0 / count, sum.1 / count);
    let positions = there.into_iter().map(|(id, at)| (id, place(at, middle))).collect();
    Command::Arrange(ArrangeCommand::Move { positions })
}

/// Folds the lowest level that shows, or unfolds those nearest to the top.
fn fold_level(cx: &PanelContext<'_>, out: bool) -> Option<Command> {
    let stage = cx.session.seen_stage();
    let chart = Chart::of(stage);
    let depth = |id: PositionId| {
        let mut steps = 0_usize;
        let mut at = id;
        // A loop of lines has no top; the walk ends all the same.
        while let Some(above) = chart.solid_superior(at).filter(|_| steps < stage.positions().len())
        {
            steps += 1;
            at = above;
        }
        steps
    };
    let folded = |id: PositionId| stage.placements().get(id).is_some_and(|place| place.folded);
    let shown = cx.session.arrangement().points.keys().copied();
    let leading = shown.filter(|id| chart.reports(*id).next().is_some());
    let wanted: Vec<(usize, PositionId)> =
        leading.filter(|id| folded(*id) == out).map(|id| (depth(id), id)).collect();
    let depths = wanted.iter().map(|(depth, _)| *depth);
    let level = if out { depths.min() } else { depths.max() }?;
    let positions = wanted.into_iter().filter(|(depth, _)| *depth == level).map(|(_, id)| id);
    let positions = positions.collect();
    Some(Command::Arrange(ArrangeCommand::Fold { positions, folded: !out }))
}
