//! What a finding is about, shown while the rest steps back.

use super::select::Selection;
use super::state::Session;
use crate::drawing::picture::ArcId;
use crate::session::Item;
use crate::wording::Finding;

/// What is shown before everything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// The finding it belongs to, in its own words.
    pub sentence: String,
    /// What is shown.
    pub items: Selection,
}

impl Highlight {
    /// Whether a finding is about any position, flow or line.
    #[must_use]
    pub fn is_there(finding: &Finding) -> bool {
        !(finding.positions.is_empty() && finding.flows.is_empty() && finding.lines.is_empty())
    }

    /// The positions, flows and lines that a finding is about; nothing when it is about none.
    #[must_use]
    pub fn of(finding: &Finding) -> Option<Self> {
        let positions = finding.positions.iter().map(|id| Item::Position(*id));
        let flows = finding.flows.iter().map(|id| Item::Arc(ArcId::Flow(*id)));
        let lines = finding.lines.iter().map(|id| Item::Arc(ArcId::Line(*id)));
        let items = Selection::of(positions.chain(flows).chain(lines));
        (!items.is_empty()).then(|| Self { sentence: finding.sentence.clone(), items })
    }
}

impl Session {
    /// What is shown before everything else, as far as it is still there.
    #[must_use]
    pub fn highlight(&self) -> Option<&Highlight> {
        self.view.highlight.as_ref()
    }

    /// What the map no longer holds is no longer shown.
    pub(super) fn settle_highlight(&mut self) {
        let Some(highlight) = &self.view.highlight else { return };
        let items = highlight.items.within(self.shown_stage());
        let sentence = highlight.sentence.clone();
        self.view.highlight = (!items.is_empty()).then_some(Highlight { sentence, items });
    }
}
