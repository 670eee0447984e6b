//! Reporting lines by how those at their upper ends lead.

use super::arc::{Head, line_stroke};
use super::build::View;
use crate::analysis::Settings;
use crate::drawing::{Ink, Stroke};
use crate::model::{Line, LineId};
use crate::wording::Lens;

/// A reporting line as it is led: in the lens about leadership the thicker the more gladly its
/// leader is accepted, in a colour of its own where the leader is refused, pale where no dealings
/// are drawn. It is the mean of all who report that is shown, so that no answer can be told apart.
pub(super) fn leading_stroke(view: &View, id: LineId, line: &Line) -> Stroke {
    let own = line_stroke(line.kind);
    // Where the subject is who talks with whom, the chart stands back.
    let back = if view.input.lens == Lens::Communication { 0.55 } else { 1.0 };
    let plain = Stroke { width: own.width * back, ..own };
    let Some(analysis) = view.input.analysis.filter(|_| view.input.lens == Lens::Leadership) else {
        return plain;
    };
    let leader = analysis.leadership.leaders.get(&line.to);
    let dealt = analysis.leadership.lines.get(&id);
    let refused = Settings::of(view.input.map).refused_acceptance;
    match leader.and_then(|leader| leader.acceptance.ok()) {
        Some(accepts) => {
            let ink = if accepts < refused { Ink::RefusedLine } else { plain.ink };
            Stroke { ink, width: 1.0 + 0.8 * accepts, ..plain }
        }
        None if dealt.is_some_and(|it| it.inequality.is_err()) => {
            Stroke { ink: Ink::PaperLine, ..plain }
        }
        None => plain,
    }
}

/// Who depends on whom along a reporting line, in the lens about leadership.
pub(super) fn leading_head(view: &View, id: LineId) -> Head {
    let analysis = view.input.analysis.filter(|_| view.input.lens == Lens::Leadership);
    let line = analysis.and_then(|analysis| analysis.leadership.lines.get(&id));
    match line.map(|line| line.inequality) {
        Some(Ok(inequality)) => Head::Bead(f64::midpoint(1.0, inequality)),
        _ => Head::None,
    }
}
