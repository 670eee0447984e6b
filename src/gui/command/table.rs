use eframe::egui::Key;

use super::Entry;
use super::Menu;
use super::Need;
use super::WindowCommand as C;
use super::key::{ALT, ALT_SHIFT, CTRL, CTRL_SHIFT, SHIFT, Shortcut, plain, with};
use crate::drawing::Theme;
use crate::model::{ChartForm, FlowKind};
use crate::session::{Direction, Kin, Tool};
use crate::wording::Lens;

const fn entry(
    command: C,
    name: &'static str,
    menu: Menu,
    need: Need,
    keys: &'static [Shortcut],
) -> Entry {
    Entry { command, name, menu, need, keys }
}

use Menu::{Draw, Edit, File, Help, Layout, Select, View};

/// Every command, in the order in which menus, palette and the list of keys show them.
#[rustfmt::skip]
pub(in crate::gui) const TABLE: &[Entry] = &[
    entry(C::NewMap, "New map", File, Need::Nothing, &[with(CTRL, Key::N)]),
    entry(C::Open, "Open…", File, Need::Nothing, &[with(CTRL, Key::O)]),
    entry(C::Save, "Save", File, Need::Map, &[with(CTRL, Key::S)]),
    entry(C::SaveAs, "Save as…", File, Need::Map, &[with(CTRL_SHIFT, Key::S)]),
    entry(C::ExportMeasures, "Export the measures…", File, Need::Positions, &[]),
    entry(C::SurveyPage, "Write the survey to print…", File, Need::Map, &[]),
    entry(C::ImportAnswers, "Import survey answers…", File, Need::Positions, &[]),
    entry(C::Welcome, "Welcome page", File, Need::Map, &[]),
    entry(C::Settings, "Settings…", File, Need::Nothing, &[with(CTRL, Key::Comma)]),
    entry(C::Quit, "Quit", File, Need::Nothing, &[with(CTRL, Key::Q)]),

    entry(C::Undo, "Undo", Edit, Need::SomethingDone, &[with(CTRL, Key::Z)]),
    entry(C::Redo, "Redo", Edit, Need::SomethingUndone, &[with(CTRL, Key::Y), with(CTRL_SHIFT, Key::Z)]),
    entry(C::Cut, "Cut", Edit, Need::Position, &[with(CTRL, Key::X)]),
    entry(C::Copy, "Copy", Edit, Need::Position, &[with(CTRL, Key::C)]),
    entry(C::Paste, "Paste", Edit, Need::SomethingToPaste, &[with(CTRL, Key::V)]),
    entry(C::Duplicate, "Duplicate", Edit, Need::Position, &[with(CTRL, Key::D)]),
    entry(C::Remove, "Remove", Edit, Need::Selection, &[plain(Key::Delete), plain(Key::Backspace)]),
    entry(C::Rename, "Rename", Edit, Need::OnePosition, &[plain(Key::F2)]),
    entry(C::Reorder { later: false }, "Earlier among colleagues", Edit, Need::OnePosition, &[with(CTRL_SHIFT, Key::ArrowUp)]),
    entry(C::Reorder { later: true }, "Later among colleagues", Edit, Need::OnePosition, &[with(CTRL_SHIFT, Key::ArrowDown)]),
    entry(C::Vacant { vacant: true }, "Make vacant", Edit, Need::Position, &[]),
    entry(C::Vacant { vacant: false }, "Somebody holds it", Edit, Need::Position, &[]),
    entry(C::ReportToNobody, "Let it report to nobody", Edit, Need::Superior, &[]),

    entry(C::NewPosition, "New position", Draw, Need::Map, &[plain(Key::P)]),
    entry(C::AddReport, "Add a report", Draw, Need::OnePosition, &[plain(Key::Tab), with(CTRL, Key::ArrowDown)]),
    entry(C::AddColleague { after: true }, "Add a colleague after", Draw, Need::OnePosition, &[plain(Key::Enter), with(CTRL, Key::ArrowRight)]),
    entry(C::AddColleague { after: false }, "Add a colleague before", Draw, Need::OnePosition, &[with(SHIFT, Key::Enter), with(CTRL, Key::ArrowLeft)]),
    entry(C::AddSuperior, "Add a superior above", Draw, Need::OnePosition, &[with(SHIFT, Key::Tab), with(CTRL, Key::ArrowUp)]),
    entry(C::Tool(Tool::Select), "Select", Draw, Need::Map, &[plain(Key::V)]),
    entry(C::Tool(Tool::Position), "Position", Draw, Need::Map, &[]),
    entry(C::Tool(Tool::ReportsTo), "Reports to", Draw, Need::Map, &[plain(Key::R)]),
    entry(C::Tool(Tool::Consult), "Consult", Draw, Need::Map, &[plain(Key::C)]),
    entry(C::Tool(Tool::Instruct), "Instruct", Draw, Need::Map, &[plain(Key::I)]),
    entry(C::Tool(Tool::Inform), "Inform", Draw, Need::Map, &[plain(Key::N)]),
    entry(C::Reverse, "Turn the arrow round", Draw, Need::FlowOrLine, &[]),
    entry(C::FlowKind(FlowKind::Consult), "Make it a consult flow", Draw, Need::Flow, &[]),
    entry(C::FlowKind(FlowKind::Instruct), "Make it an instruct flow", Draw, Need::Flow, &[]),
    entry(C::FlowKind(FlowKind::Inform), "Make it an inform flow", Draw, Need::Flow, &[]),
    entry(C::Frequency(1), "Frequency 1, seldom", Draw, Need::Flow, &[]),
    entry(C::Frequency(2), "Frequency 2", Draw, Need::Flow, &[]),
    entry(C::Frequency(3), "Frequency 3", Draw, Need::Flow, &[]),
    entry(C::Frequency(4), "Frequency 4", Draw, Need::Flow, &[]),
    entry(C::Frequency(5), "Frequency 5, all the time", Draw, Need::Flow, &[]),
    entry(C::Dotted { dotted: true }, "Make the line dotted", Draw, Need::Line, &[]),
    entry(C::Dotted { dotted: false }, "Make the line solid", Draw, Need::Line, &[]),
    entry(C::MakeUnit, "Make a unit", Draw, Need::Position, &[with(CTRL, Key::G)]),
    entry(C::NameUnit, "Name the unit", Draw, Need::Unit, &[with(SHIFT, Key::F2)]),
    entry(C::DissolveUnit, "Dissolve the unit", Draw, Need::Unit, &[with(CTRL_SHIFT, Key::G)]),

    entry(C::MakeRoutine, "Make a routine of the selection", Draw, Need::Position, &[]),
    entry(C::Survey, "Survey…", Draw, Need::Positions, &[]),

    entry(C::SelectAll, "Select all", Select, Need::Map, &[with(CTRL, Key::A)]),
    entry(C::SelectKin(Kin::Reports), "Select the reports", Select, Need::Reports, &[with(ALT_SHIFT, Key::X)]),
    entry(C::SelectKin(Kin::Superior), "Select the superior", Select, Need::Superior, &[with(ALT_SHIFT, Key::P)]),
    entry(C::SelectKin(Kin::Colleagues), "Select the colleagues", Select, Need::Position, &[with(ALT_SHIFT, Key::S)]),
    entry(C::SelectKin(Kin::Branch), "Select the branch", Select, Need::Position, &[with(ALT_SHIFT, Key::T)]),
    entry(C::Walk(Direction::Up), "Go to the superior", Select, Need::Walkable, &[plain(Key::ArrowUp)]),
    entry(C::Walk(Direction::Down), "Go to the first report", Select, Need::Walkable, &[plain(Key::ArrowDown)]),
    entry(C::Walk(Direction::Left), "Go to the colleague before", Select, Need::Walkable, &[plain(Key::ArrowLeft)]),
    entry(C::Walk(Direction::Right), "Go to the colleague after", Select, Need::Walkable, &[plain(Key::ArrowRight)]),
    entry(C::Find, "Find…", Select, Need::Map, &[with(CTRL, Key::F)]),
    entry(C::Leave, "Leave", Select, Need::SomethingToLeave, &[plain(Key::Escape)]),

    entry(C::Tidy, "Tidy all", Layout, Need::Placed, &[with(CTRL_SHIFT, Key::L)]),
    entry(C::TidyBranch, "Tidy the branch", Layout, Need::Position, &[]),
    entry(C::Form(ChartForm::Down), "Chart downwards", Layout, Need::Map, &[]),
    entry(C::Form(ChartForm::Right), "Chart to the right", Layout, Need::Map, &[]),
    entry(C::Form(ChartForm::Compact), "Compact chart", Layout, Need::Map, &[]),
    entry(C::Form(ChartForm::Radial), "Chart as rings", Layout, Need::Map, &[]),
    entry(C::ByCommunication, "Arrange by communication", Layout, Need::Positions, &[]),
    entry(C::KeepPlaced, "Keep what was placed by hand", Layout, Need::Nothing, &[]),
    entry(C::AlignRow, "Align in a row", Layout, Need::Several, &[]),
    entry(C::AlignColumn, "Align in a column", Layout, Need::Several, &[]),
    entry(C::Nudge(Direction::Up, 1), "Nudge up", Layout, Need::Position, &[with(ALT, Key::ArrowUp)]),
    entry(C::Nudge(Direction::Down, 1), "Nudge down", Layout, Need::Position, &[with(ALT, Key::ArrowDown)]),
    entry(C::Nudge(Direction::Left, 1), "Nudge left", Layout, Need::Position, &[with(ALT, Key::ArrowLeft)]),
    entry(C::Nudge(Direction::Right, 1), "Nudge right", Layout, Need::Position, &[with(ALT, Key::ArrowRight)]),
    entry(C::Nudge(Direction::Up, 10), "Nudge up by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowUp)]),
    entry(C::Nudge(Direction::Down, 10), "Nudge down by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowDown)]),
    entry(C::Nudge(Direction::Left, 10), "Nudge left by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowLeft)]),
    entry(C::Nudge(Direction::Right, 10), "Nudge right by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowRight)]),
    entry(C::Fold, "Fold or unfold the branch", Layout, Need::Reports, &[plain(Key::Period)]),
    entry(C::FoldLevel { out: false }, "Fold the lowest level", Layout, Need::Positions, &[with(ALT, Key::PageUp)]),
    entry(C::FoldLevel { out: true }, "Unfold one level", Layout, Need::Positions, &[with(ALT, Key::PageDown)]),
    entry(C::FoldUnit, "Fold the unit", Layout, Need::Unit, &[with(CTRL, Key::Period)]),
    entry(C::UnfoldUnits, "Unfold all units", Layout, Need::FoldedUnit, &[with(CTRL_SHIFT, Key::Period)]),

    entry(C::Lens(Lens::Structure), "Structure", View, Need::Map, &[plain(Key::Num1)]),
    entry(C::Lens(Lens::Organicity), "Organicity", View, Need::Map, &[plain(Key::Num2)]),
    entry(C::Lens(Lens::AuthorityAndKnowledge), "Authority and knowledge", View, Need::Map, &[plain(Key::Num3)]),
    entry(C::Lens(Lens::CenterOfGravity), "Centre of gravity", View, Need::Map, &[plain(Key::Num4)]),
    entry(C::Lens(Lens::Communication), "Communication", View, Need::Map, &[plain(Key::Num5)]),
    entry(C::Lens(Lens::Leadership), "Leadership", View, Need::Map, &[plain(Key::Num6)]),
    entry(C::Lens(Lens::Fit), "Fit", View, Need::Map, &[plain(Key::Num7)]),
    entry(C::FitMap, "Show the whole map", View, Need::Map, &[with(SHIFT, Key::Num1), plain(Key::Num0)]),
    entry(C::FitSelection, "Show the selection", View, Need::Selection, &[with(SHIFT, Key::Num2)]),
    entry(C::FullSize, "Full size (100 %)", View, Need::Map, &[with(SHIFT, Key::Num0)]),
    entry(C::ZoomIn, "Zoom in", View, Need::Map, &[with(CTRL, Key::Equals), with(CTRL_SHIFT, Key::Equals), with(CTRL, Key::Plus)]),
    entry(C::ZoomOut, "Zoom out", View, Need::Map, &[with(CTRL, Key::Minus)]),
    entry(C::Focus, "Focus on the neighbourhood", View, Need::Position, &[plain(Key::F)]),
    entry(C::WidenFocus { wider: true }, "Widen the focus", View, Need::Focus, &[plain(Key::Equals)]),
    entry(C::WidenFocus { wider: false }, "Narrow the focus", View, Need::Focus, &[plain(Key::Minus)]),
    entry(C::Overview, "Overview", View, Need::Map, &[plain(Key::M)]),
    entry(C::Outline, "Outline panel", View, Need::Map, &[with(CTRL_SHIFT, Key::O)]),
    entry(C::Table, "Table panel", View, Need::Map, &[with(CTRL_SHIFT, Key::T)]),
    entry(C::Charts, "Charts and measures", View, Need::Map, &[with(CTRL_SHIFT, Key::H)]),
    entry(C::SidePanel, "Side panel", View, Need::Map, &[with(CTRL_SHIFT, Key::I)]),
    entry(C::NextPanel, "To the next panel", View, Need::Map, &[plain(Key::F6)]),
    entry(C::Theme(Theme::Light), "Light theme", View, Need::Nothing, &[]),
    entry(C::Theme(Theme::Dark), "Dark theme", View, Need::Nothing, &[]),
    entry(C::Theme(Theme::Projector), "Projector theme", View, Need::Nothing, &[]),
    entry(C::Larger, "Larger type", View, Need::Nothing, &[]),
    entry(C::Smaller, "Smaller type", View, Need::Nothing, &[]),

    entry(C::Palette, "All commands…", Help, Need::Nothing, &[with(CTRL, Key::K), with(CTRL_SHIFT, Key::P)]),
    entry(C::Glossary, "Measures explained…", Help, Need::Map, &[]),
    entry(C::Keys, "Keys", Help, Need::Nothing, &[with(SHIFT, Key::Slash)]),
];
