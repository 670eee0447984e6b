//! Drawing a line or flow from one position to another.

use eframe::egui::{
    self, Area, Button, Event, Frame, Id, Key, Modifiers, Order, Pos2, Rect, Stroke,
};

use super::Canvas;
use super::gesture::Drag;
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::model::PositionId;
use crate::quantity::MapPoint;
use crate::session::{Action, EditAction, Item, Seat, Tool};

/// A line or flow that is being drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    from: PositionId,
    tool: Option<Tool>,
}

/// A drawn arrow whose kind is still to be chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    from: PositionId,
    end: End,
    at: Pos2,
}

/// Where an arrow ends: at a position, or where a new one is to be made.
#[derive(Debug, Clone, Copy)]
enum End {
    Position(PositionId),
    Empty(MapPoint),
}

/// The kinds to choose from, with their words.
const KINDS: [(&str, Tool, &str, Key); 5] = [
    ("consults", Tool::Consult, "C", Key::C),
    ("instructs", Tool::Instruct, "I", Key::I),
    ("informs", Tool::Inform, "N", Key::N),
    ("reports to", Tool::ReportsTo, "R", Key::R),
    ("dotted line to", Tool::DottedTo, "Shift R", Key::R),
];

/// How large the handle at a position's edge is, in screen points.
const HANDLE: f32 = 7.0;

impl Link {
    /// A link whose kind is chosen when it is dropped.
    pub(super) fn from_handle(from: PositionId) -> Self {
        Self { from, tool: None }
    }

    /// A link of the tool's kind.
    pub(super) fn with_tool(from: PositionId, tool: Tool) -> Self {
        Self { from, tool: Some(tool) }
    }
}

impl Canvas {
    /// The position whose handle lies at a place on the screen.
    pub(super) fn handle_at(
        &self,
        cx: &PanelContext<'_>,
        at: Pos2,
        rect: Rect,
    ) -> Option<PositionId> {
        let offered = self.offers_handle(cx)?;
        let place = self.handle_place(cx, offered, rect)?;
        (place.distance(at) <= HANDLE + 4.0).then_some(offered)
    }

    /// The position at which a handle is shown: the one under the pointer, or the selected one.
    fn offers_handle(&self, cx: &PanelContext<'_>) -> Option<PositionId> {
        if cx.session.tool() != Tool::Select || self.drag.is_some() {
            return None;
        }
        self.offer.or(cx.session.selection().single().and_then(Item::position))
    }

    fn handle_place(&self, cx: &PanelContext<'_>, id: PositionId, rect: Rect) -> Option<Pos2> {
        let node = cx.picture.node(id)?;
        let place = self.viewport.transform(rect).rect(node.rect());
        (place.width() > 24.0).then(|| place.right_bottom() + egui::vec2(HANDLE, HANDLE) * 0.6)
    }

    /// Paints the handle, and the line that follows the pointer while a link is drawn.
    pub(super) fn paint_link(&self, cx: &PanelContext<'_>, painter: &egui::Painter, rect: Rect) {
        if let Some(place) = self.offers_handle(cx).and_then(|id| self.handle_place(cx, id, rect)) {
            painter.circle(
                place,
                HANDLE,
                cx.color(Ink::Surface),
                Stroke::new(2.0, cx.color(Ink::Consult)),
            );
            let arm = HANDLE * 0.5;
            let line = Stroke::new(2.0, cx.color(Ink::Consult));
            let tip = place + egui::vec2(arm, arm) * 0.8;
            painter.line_segment([place - egui::vec2(arm, arm) * 0.8, tip], line);
            painter.line_segment([tip, tip - egui::vec2(arm * 1.1, 0.0)], line);
            painter.line_segment([tip, tip - egui::vec2(0.0, arm * 1.1)], line);
        }
        let Some(link) = self.link else { return };
        let Some(pointer) = painter.ctx().pointer_latest_pos() else { return };
        let Some(from) = cx.picture.node(link.from) else { return };
        let start = self.viewport.transform(rect).point(from.center);
        let refusal = self.refusal(cx, link);
        let ink = match (refusal.is_some(), link.tool) {
            (true, _) => Ink::TextQuiet,
            (_, Some(Tool::Instruct)) => Ink::Instruct,
            (_, Some(Tool::Inform)) => Ink::Inform,
            (_, Some(Tool::ReportsTo | Tool::DottedTo)) => Ink::Line,
            (_, Some(Tool::Select | Tool::Position | Tool::Consult) | None) => Ink::Consult,
        };
        painter.arrow(start, pointer - start, Stroke::new(2.5, cx.color(ink)));
        if let Some(why) = refusal {
            super::overlay::paint_hint(cx, painter, pointer, &why);
        }
    }

    /// Why the line would be refused if it were dropped now.
    fn refusal(&self, cx: &PanelContext<'_>, link: Link) -> Option<String> {
        let Some(Item::Position(to)) = self.hovered else { return None };
        if link.tool == Some(Tool::ReportsTo)
            && to != link.from
            && cx.session.chart().is_above(link.from, to)
        {
            return Some("That would close a loop of reporting lines".into());
        }
        None
    }

    /// Ends a link at a place on the screen.
    pub(super) fn drop_link(&mut self, cx: &PanelContext<'_>, at: Pos2, rect: Rect) {
        if matches!(self.drag, Some(Drag::Link)) {
            self.drag = None;
        }
        let Some(link) = self.link.take() else { return };
        let point = self.viewport.transform(rect).map_point(at);
        let end = match self.hit(cx, at, rect) {
            Some(Item::Position(to)) if to == link.from => return,
            Some(Item::Position(to)) => End::Position(to),
            _ => End::Empty(point),
        };
        match link.tool {
            Some(tool) => connect(cx, link.from, end, tool),
            None => self.choice = Some(Choice { from: link.from, end, at }),
        }
    }

    /// Takes the key of a kind while a kind is to be chosen. True when one was chosen.
    pub(in crate::gui) fn take_kind(&mut self, cx: &PanelContext<'_>, ctx: &egui::Context) -> bool {
        let Some(choice) = self.choice else { return false };
        let pressed = |(_, tool, _, key): &(&str, Tool, &str, Key)| {
            let held = match tool {
                Tool::DottedTo => Modifiers::SHIFT,
                Tool::Select
                | Tool::Position
                | Tool::ReportsTo
                | Tool::Consult
                | Tool::Instruct
                | Tool::Inform => Modifiers::NONE,
            };
            ctx.input_mut(|input| {
                let pressed = input.modifiers.shift == held.shift && input.key_pressed(*key);
                pressed && input.consume_key(held, *key)
            })
        };
        let Some((_, tool, ..)) = KINDS.iter().copied().find(pressed) else { return false };
        ctx.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_))));
        connect(cx, choice.from, choice.end, tool);
        self.choice = None;
        true
    }

    /// The small list from which the kind of a new arrow is chosen.
    pub(super) fn show_choice(&mut self, cx: &PanelContext<'_>, ui: &egui::Ui) {
        let Some(choice) = self.choice else { return };
        let title = |id: PositionId| {
            let position = cx.session.seen_stage().positions().get(id);
            position.map(|position| position.title.clone()).unwrap_or_default()
        };
        let mut chosen = None;
        Area::new(Id::new("kind of arrow")).order(Order::Foreground).fixed_pos(choice.at).show(
            ui.ctx(),
            |ui| {
                Frame::popup(ui.style()).show(ui, |ui| {
                    ui.label(crate::gui::app::theme::strong(title(choice.from), 14.0));
                    for (words, tool, key, _) in KINDS {
                        if ui.add(Button::new(words).shortcut_text(key)).clicked() {
                            chosen = Some(tool);
                        }
                    }
                    let end = match choice.end {
                        End::Position(to) => title(to),
                        End::Empty(_) => "a new position".into(),
                    };
                    ui.label(crate::gui::app::theme::strong(end, 14.0));
                });
            },
        );
        if let Some(tool) = chosen {
            connect(cx, choice.from, choice.end, tool);
            self.choice = None;
        }
    }
}

/// Adds the line or flow of a tool's kind, with a new position where it ends at none.
fn connect(cx: &PanelContext<'_>, from: PositionId, end: End, tool: Tool) {
    let action = match end {
        End::Position(to) => EditAction::Connect { from, to, tool },
        End::Empty(at) => EditAction::NewPosition(Seat::Linked { at, from, tool }),
    };
    cx.send(Action::Edit(action));
}
