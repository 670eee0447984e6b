//! Flows of a map with too many of them to draw: those of whom one points at or selects.

use std::collections::BTreeSet;

use super::{Canvas, MANY};
use crate::drawing::picture::{ArcFigure, ArcId};
use crate::gui::app::context::PanelContext;
use crate::model::FlowId;
use crate::session::Item;

/// The flows that are asked for, as they were drawn last.
#[derive(Default)]
pub(super) struct Asked {
    of: Option<(u64, Vec<FlowId>)>,
    pub(super) figures: Vec<ArcFigure>,
}

impl Canvas {
    /// Draws the flows that are asked for, where others are asked for than before.
    pub(super) fn follow_asked(&mut self, cx: &PanelContext<'_>) {
        let flows = if cx.lifted.is_some() { Vec::new() } else { self.asked_for(cx) };
        if flows.is_empty() {
            self.asked = Asked::default();
            return;
        }
        let of = Some((cx.stamp, flows));
        if self.asked.of != of {
            let flows = of.as_ref().map(|(_, flows)| flows.as_slice()).unwrap_or_default();
            let figures = cx.picture.waiting_figures(cx.session.seen_stage(), flows);
            self.asked = Asked { of, figures };
        }
    }

    /// Those of whom one points at and of what is selected; none where they are so many that they
    /// would say nothing.
    fn asked_for(&self, cx: &PanelContext<'_>) -> Vec<FlowId> {
        let mut flows = BTreeSet::new();
        for item in cx.session.selection().items().chain(self.hovered) {
            match item {
                Item::Position(id) => {
                    let own = cx.picture.waiting_flows(id);
                    flows.extend(own.iter().copied().take(MANY + 1));
                }
                Item::Arc(ArcId::Flow(id)) => {
                    flows.insert(id);
                }
                Item::Arc(ArcId::Line(_)) | Item::Unit(_) => {}
            }
            if flows.len() > MANY {
                return Vec::new();
            }
        }
        flows.into_iter().collect()
    }
}
