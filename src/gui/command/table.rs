use eframe::egui::Key;

use super::Entry;
use super::Menu;
use super::Need;
use super::WindowCommand as C;
use super::key::{ALT, ALT_SHIFT, CTRL, CTRL_SHIFT, SHIFT, Shortcut, plain, with};
use super::{
    DrawCommand as D, EditCommand as E, FileCommand as F, LayoutCommand as L, PageCommand as P,
    SelectCommand as S, ViewCommand as V,
};
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
    entry(C::File(F::NewMap), "New map", File, Need::Nothing, &[with(CTRL, Key::N)]),
    entry(C::File(F::Open), "Open…", File, Need::Nothing, &[with(CTRL, Key::O)]),
    entry(C::File(F::Save), "Save", File, Need::Map, &[with(CTRL, Key::S)]),
    entry(C::File(F::SaveAs), "Save as…", File, Need::Map, &[with(CTRL_SHIFT, Key::S)]),
    entry(C::File(F::ExportMeasures), "Export the measures…", File, Need::Positions, &[]),
    entry(C::File(F::SurveyPage), "Write the survey to print…", File, Need::Map, &[]),
    entry(C::File(F::ImportAnswers), "Import survey answers or outcomes…", File, Need::Positions, &[]),
    entry(C::File(F::Welcome), "Welcome page", File, Need::Map, &[]),
    entry(C::Page(P::Settings), "Settings…", File, Need::Nothing, &[with(CTRL, Key::Comma)]),
    entry(C::File(F::Quit), "Quit", File, Need::Nothing, &[with(CTRL, Key::Q)]),

    entry(C::Edit(E::Undo), "Undo", Edit, Need::SomethingDone, &[with(CTRL, Key::Z)]),
    entry(C::Edit(E::Redo), "Redo", Edit, Need::SomethingUndone, &[with(CTRL, Key::Y), with(CTRL_SHIFT, Key::Z)]),
    entry(C::Edit(E::Cut), "Cut", Edit, Need::Position, &[with(CTRL, Key::X)]),
    entry(C::Edit(E::Copy), "Copy", Edit, Need::Position, &[with(CTRL, Key::C)]),
    entry(C::Edit(E::Paste), "Paste", Edit, Need::SomethingToPaste, &[with(CTRL, Key::V)]),
    entry(C::Edit(E::Duplicate), "Duplicate", Edit, Need::Position, &[with(CTRL, Key::D)]),
    entry(C::Edit(E::Remove), "Remove", Edit, Need::Selection, &[plain(Key::Delete), plain(Key::Backspace)]),
    entry(C::Edit(E::Rename), "Rename", Edit, Need::OnePosition, &[plain(Key::F2)]),
    entry(C::Edit(E::Reorder { later: false }), "Earlier among colleagues", Edit, Need::OnePosition, &[with(CTRL_SHIFT, Key::ArrowUp)]),
    entry(C::Edit(E::Reorder { later: true }), "Later among colleagues", Edit, Need::OnePosition, &[with(CTRL_SHIFT, Key::ArrowDown)]),
    entry(C::Edit(E::Vacant { vacant: true }), "Make vacant", Edit, Need::Position, &[]),
    entry(C::Edit(E::Vacant { vacant: false }), "Somebody holds it", Edit, Need::Position, &[]),
    entry(C::Edit(E::ReportToNobody), "Let it report to nobody", Edit, Need::Superior, &[]),

    entry(C::Draw(D::NewPosition), "New position", Draw, Need::Map, &[plain(Key::P)]),
    entry(C::Draw(D::AddReport), "Add a report", Draw, Need::OnePosition, &[plain(Key::Tab), with(CTRL, Key::ArrowDown)]),
    entry(C::Draw(D::AddColleague { after: true }), "Add a colleague after", Draw, Need::OnePosition, &[plain(Key::Enter), with(CTRL, Key::ArrowRight)]),
    entry(C::Draw(D::AddColleague { after: false }), "Add a colleague before", Draw, Need::OnePosition, &[with(SHIFT, Key::Enter), with(CTRL, Key::ArrowLeft)]),
    entry(C::Draw(D::AddSuperior), "Add a superior above", Draw, Need::OnePosition, &[with(SHIFT, Key::Tab), with(CTRL, Key::ArrowUp)]),
    entry(C::Draw(D::Tool(Tool::Select)), "Select", Draw, Need::Map, &[plain(Key::V)]),
    entry(C::Draw(D::Tool(Tool::Position)), "Position", Draw, Need::Map, &[]),
    entry(C::Draw(D::Tool(Tool::ReportsTo)), "Reports to", Draw, Need::Map, &[plain(Key::R)]),
    entry(C::Draw(D::Tool(Tool::Consult)), "Consult", Draw, Need::Map, &[plain(Key::C)]),
    entry(C::Draw(D::Tool(Tool::Instruct)), "Instruct", Draw, Need::Map, &[plain(Key::I)]),
    entry(C::Draw(D::Tool(Tool::Inform)), "Inform", Draw, Need::Map, &[plain(Key::N)]),
    entry(C::Draw(D::Reverse), "Turn the arrow round", Draw, Need::FlowOrLine, &[]),
    entry(C::Draw(D::FlowKind(FlowKind::Consult)), "Make it a consult flow", Draw, Need::Flow, &[]),
    entry(C::Draw(D::FlowKind(FlowKind::Instruct)), "Make it an instruct flow", Draw, Need::Flow, &[]),
    entry(C::Draw(D::FlowKind(FlowKind::Inform)), "Make it an inform flow", Draw, Need::Flow, &[]),
    entry(C::Draw(D::Frequency(1)), "Frequency 1, seldom", Draw, Need::Flow, &[]),
    entry(C::Draw(D::Frequency(2)), "Frequency 2", Draw, Need::Flow, &[]),
    entry(C::Draw(D::Frequency(3)), "Frequency 3", Draw, Need::Flow, &[]),
    entry(C::Draw(D::Frequency(4)), "Frequency 4", Draw, Need::Flow, &[]),
    entry(C::Draw(D::Frequency(5)), "Frequency 5, all the time", Draw, Need::Flow, &[]),
    entry(C::Draw(D::Dotted { dotted: true }), "Make the line dotted", Draw, Need::Line, &[]),
    entry(C::Draw(D::Dotted { dotted: false }), "Make the line solid", Draw, Need::Line, &[]),
    entry(C::Draw(D::MakeUnit), "Make a unit", Draw, Need::Position, &[with(CTRL, Key::G)]),
    entry(C::Draw(D::NameUnit), "Name the unit", Draw, Need::Unit, &[with(SHIFT, Key::F2)]),
    entry(C::Draw(D::DissolveUnit), "Dissolve the unit", Draw, Need::Unit, &[with(CTRL_SHIFT, Key::G)]),

    entry(C::Draw(D::MakeRoutine), "Make a routine of the selection", Draw, Need::Position, &[]),
    entry(C::Page(P::Survey), "Survey…", Draw, Need::Positions, &[]),

    entry(C::Select(S::All), "Select all", Select, Need::Map, &[with(CTRL, Key::A)]),
    entry(C::Select(S::Kin(Kin::Reports)), "Select the reports", Select, Need::Reports, &[with(ALT_SHIFT, Key::X)]),
    entry(C::Select(S::Kin(Kin::Superior)), "Select the superior", Select, Need::Superior, &[with(ALT_SHIFT, Key::P)]),
    entry(C::Select(S::Kin(Kin::Colleagues)), "Select the colleagues", Select, Need::Position, &[with(ALT_SHIFT, Key::S)]),
    entry(C::Select(S::Kin(Kin::Branch)), "Select the branch", Select, Need::Position, &[with(ALT_SHIFT, Key::T)]),
    entry(C::Select(S::Walk(Direction::Up)), "Go to the superior", Select, Need::Walkable, &[plain(Key::ArrowUp)]),
    entry(C::Select(S::Walk(Direction::Down)), "Go to the first report", Select, Need::Walkable, &[plain(Key::ArrowDown)]),
    entry(C::Select(S::Walk(Direction::Left)), "Go to the colleague before", Select, Need::Walkable, &[plain(Key::ArrowLeft)]),
    entry(C::Select(S::Walk(Direction::Right)), "Go to the colleague after", Select, Need::Walkable, &[plain(Key::ArrowRight)]),
    entry(C::Page(P::Find), "Find…", Select, Need::Map, &[with(CTRL, Key::F)]),
    entry(C::Select(S::Leave), "Leave", Select, Need::SomethingToLeave, &[plain(Key::Escape)]),

    entry(C::Layout(L::Tidy), "Tidy all", Layout, Need::Placed, &[with(CTRL_SHIFT, Key::L)]),
    entry(C::Layout(L::TidyBranch), "Tidy the branch", Layout, Need::Position, &[]),
    entry(C::Layout(L::Form(ChartForm::Down)), "Chart downwards", Layout, Need::Map, &[]),
    entry(C::Layout(L::Form(ChartForm::Right)), "Chart to the right", Layout, Need::Map, &[]),
    entry(C::Layout(L::Form(ChartForm::Compact)), "Compact chart", Layout, Need::Map, &[]),
    entry(C::Layout(L::Form(ChartForm::Radial)), "Chart as rings", Layout, Need::Map, &[]),
    entry(C::Layout(L::ByCommunication), "Arrange by communication", Layout, Need::Positions, &[]),
    entry(C::Layout(L::KeepPlaced), "Keep what was placed by hand", Layout, Need::Nothing, &[]),
    entry(C::Layout(L::AlignRow), "Align in a row", Layout, Need::Several, &[]),
    entry(C::Layout(L::AlignColumn), "Align in a column", Layout, Need::Several, &[]),
    entry(C::Layout(L::Nudge(Direction::Up, 1)), "Nudge up", Layout, Need::Position, &[with(ALT, Key::ArrowUp)]),
    entry(C::Layout(L::Nudge(Direction::Down, 1)), "Nudge down", Layout, Need::Position, &[with(ALT, Key::ArrowDown)]),
    entry(C::Layout(L::Nudge(Direction::Left, 1)), "Nudge left", Layout, Need::Position, &[with(ALT, Key::ArrowLeft)]),
    entry(C::Layout(L::Nudge(Direction::Right, 1)), "Nudge right", Layout, Need::Position, &[with(ALT, Key::ArrowRight)]),
    entry(C::Layout(L::Nudge(Direction::Up, 10)), "Nudge up by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowUp)]),
    entry(C::Layout(L::Nudge(Direction::Down, 10)), "Nudge down by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowDown)]),
    entry(C::Layout(L::Nudge(Direction::Left, 10)), "Nudge left by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowLeft)]),
    entry(C::Layout(L::Nudge(Direction::Right, 10)), "Nudge right by ten", Layout, Need::Position, &[with(ALT_SHIFT, Key::ArrowRight)]),
    entry(C::Layout(L::Fold), "Fold or unfold the branch", Layout, Need::Reports, &[plain(Key::Period)]),
    entry(C::Layout(L::FoldLevel { out: false }), "Fold the lowest level", Layout, Need::Positions, &[with(ALT, Key::PageUp)]),
    entry(C::Layout(L::FoldLevel { out: true }), "Unfold one level", Layout, Need::Positions, &[with(ALT, Key::PageDown)]),
    entry(C::Layout(L::FoldUnit), "Fold the unit", Layout, Need::Unit, &[with(CTRL, Key::Period)]),
    entry(C::Layout(L::UnfoldUnits), "Unfold all units", Layout, Need::FoldedUnit, &[with(CTRL_SHIFT, Key::Period)]),

    entry(C::View(V::Lens(Lens::Structure)), "Structure", View, Need::Map, &[plain(Key::Num1)]),
    entry(C::View(V::Lens(Lens::Organicity)), "Organicity", View, Need::Map, &[plain(Key::Num2)]),
    entry(C::View(V::Lens(Lens::AuthorityAndKnowledge)), "Authority and knowledge", View, Need::Map, &[plain(Key::Num3)]),
    entry(C::View(V::Lens(Lens::CenterOfGravity)), "Centre of gravity", View, Need::Map, &[plain(Key::Num4)]),
    entry(C::View(V::Lens(Lens::Communication)), "Communication", View, Need::Map, &[plain(Key::Num5)]),
    entry(C::View(V::Lens(Lens::Leadership)), "Leadership", View, Need::Map, &[plain(Key::Num6)]),
    entry(C::View(V::Lens(Lens::Fit)), "Fit", View, Need::Map, &[plain(Key::Num7)]),
    entry(C::View(V::FitMap), "Show the whole map", View, Need::Map, &[with(SHIFT, Key::Num1), plain(Key::Num0)]),
    entry(C::View(V::FitSelection), "Show the selection", View, Need::Selection, &[with(SHIFT, Key::Num2)]),
    entry(C::View(V::FullSize), "Full size (100 %)", View, Need::Map, &[with(SHIFT, Key::Num0)]),
    entry(C::View(V::ZoomIn), "Zoom in", View, Need::Map, &[with(CTRL, Key::Equals), with(CTRL_SHIFT, Key::Equals), with(CTRL, Key::Plus)]),
    entry(C::View(V::ZoomOut), "Zoom out", View, Need::Map, &[with(CTRL, Key::Minus)]),
    entry(C::View(V::Focus), "Focus on the neighbourhood", View, Need::Position, &[plain(Key::F)]),
    entry(C::View(V::WidenFocus { wider: true }), "Widen the focus", View, Need::Focus, &[plain(Key::Equals)]),
    entry(C::View(V::WidenFocus { wider: false }), "Narrow the focus", View, Need::Focus, &[plain(Key::Minus)]),
    entry(C::View(V::Overview), "Overview", View, Need::Map, &[plain(Key::M)]),
    entry(C::View(V::Outline), "Outline panel", View, Need::Map, &[with(CTRL_SHIFT, Key::O)]),
    entry(C::View(V::Table), "Table panel", View, Need::Map, &[with(CTRL_SHIFT, Key::T)]),
    entry(C::View(V::Charts), "Charts and measures", View, Need::Map, &[with(CTRL_SHIFT, Key::H)]),
    entry(C::View(V::SidePanel), "Side panel", View, Need::Map, &[with(CTRL_SHIFT, Key::I)]),
    entry(C::View(V::NextPanel), "To the next panel", View, Need::Map, &[plain(Key::F6)]),
    entry(C::View(V::Theme(Theme::Light)), "Light theme", View, Need::Nothing, &[]),
    entry(C::View(V::Theme(Theme::Dark)), "Dark theme", View, Need::Nothing, &[]),
    entry(C::View(V::Theme(Theme::Projector)), "Projector theme", View, Need::Nothing, &[]),
    entry(C::View(V::Larger), "Larger type", View, Need::Nothing, &[]),
    entry(C::View(V::Smaller), "Smaller type", View, Need::Nothing, &[]),

    entry(C::Page(P::Palette), "All commands…", Help, Need::Nothing, &[with(CTRL, Key::K), with(CTRL_SHIFT, Key::P)]),
    entry(C::Page(P::Glossary), "Measures explained…", Help, Need::Map, &[]),
    entry(C::Page(P::Keys), "Keys", Help, Need::Nothing, &[with(SHIFT, Key::Slash)]),
];
