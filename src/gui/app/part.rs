//! Which part of a very large drawing is made into figures: what is seen, and as much again on
//! every side, so that nobody who pans sees where it ends.

use eframe::egui::{self, Pos2, Rect};

use super::App;
use crate::drawing::picture::WHOLE;
use crate::gui::canvas::{Fit, Viewport};
use crate::layout::Arrangement;
use crate::quantity::{MapPoint, MapRect, MapSize};

/// The zoom at which a position that is flown to is shown at the least.
const NEAR: f32 = 0.6;

impl App {
    /// The part of a drawing that is made; nothing where all of it is. It stays as long as what is
    /// seen lies well within it and is no small part of it, and while something is carried.
    pub(super) fn part_of(&self, drawing: &Arrangement) -> Option<MapRect> {
        if drawing.points.len() <= WHOLE {
            return None;
        }
        let seen = self.seen_by(self.canvas.goal());
        let kept = self.drawn.as_ref().and_then(|drawn| drawn.part);
        let kept = kept.filter(|part| self.canvas.is_dragging() || holds(part, &seen));
        Some(kept.unwrap_or_else(|| grown(&seen, 1.0)))
    }

    /// The same of a drawing that is not shown yet: round what is to come into view, or round what
    /// is in the middle now.
    pub(super) fn part_to_come(&self, drawing: &Arrangement) -> Option<MapRect> {
        if drawing.points.len() <= WHOLE {
            return None;
        }
        let near = self.seen_by(Viewport { zoom: NEAR, ..self.canvas.goal() });
        let near = MapSize { width: near.width(), height: near.height() };
        let selected = || self.session.selection().positions();
        let wanted = match self.unfolding.next_view() {
            Some(Fit::Map | Fit::OtherMap) => return None,
            Some(Fit::Part(part)) => part,
            Some(Fit::Position(id)) => drawing.rect(id)?,
            Some(Fit::Ends(from, to)) => drawing.rect(from)?.union(&drawing.rect(to)?),
            Some(Fit::Selection | Fit::Made) => {
                let boxes = selected().into_iter().filter_map(|id| drawing.rect(id));
                boxes.reduce(|all, one| all.union(&one))?
            }
            None => return self.opened(drawing).map(|seen| grown(&seen, 1.0)),
        };
        Some(grown(&MapRect::around(wanted.center(), near).union(&wanted), 1.0))
    }

    /// What is seen once the drawing is shown in the place of the present one, about.
    fn opened(&self, drawing: &Arrangement) -> Option<MapRect> {
        let before = self.unfolding.shown()?;
        let view = self.canvas.goal();
        let seen = self.seen_by(view);
        let away = |at: MapPoint| at.distance(seen.center());
        let nodes = self.picture.nodes.iter();
        let nearest = nodes.min_by(|a, b| away(a.center).total_cmp(&away(b.center)))?;
        let at = drawing.rect(drawing.standing_for(nearest.id)?)?.center();
        let times = drawing.side() / before.side();
        let size = MapSize { width: seen.width() * times, height: seen.height() * times };
        Some(MapRect::around(at, size))
    }

    fn seen_by(&self, view: Viewport) -> MapRect {
        let usual = Rect::from_min_size(Pos2::ZERO, egui::vec2(1280.0, 720.0));
        view.seen(self.canvas.rect().unwrap_or(usual))
    }
}

/// A rectangle with so many times its width and height more on every side.
fn grown(rect: &MapRect, times: f64) -> MapRect {
    let (x, y) = (rect.width() * times, rect.height() * times);
    MapRect { min: rect.min.offset(-x, -y), max: rect.max.offset(x, y) }
}

/// Whether a part is good for what is seen of it.
fn holds(part: &MapRect, seen: &MapRect) -> bool {
    const LARGEST: f64 = 9.0;
    let wanted = grown(seen, 0.25);
    part.contains(wanted.min)
        && part.contains(wanted.max)
        && part.width() <= LARGEST * seen.width()
        && part.height() <= LARGEST * seen.height()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, y: f64, width: f64, height: f64) -> MapRect {
        let min = MapPoint::new(x, y);
        MapRect { min, max: min.offset(width, height) }
    }

    #[test]
    fn a_part_is_good_until_the_view_nears_its_edge_or_is_a_small_piece_of_it() {
        let part = grown(&rect(0.0, 0.0, 100.0, 60.0), 1.0);
        assert_eq!(part, rect(-100.0, -60.0, 300.0, 180.0));
        assert!(holds(&part, &rect(0.0, 0.0, 100.0, 60.0)));
        assert!(holds(&part, &rect(-74.0, 40.0, 100.0, 60.0)));
        assert!(!holds(&part, &rect(-76.0, 40.0, 100.0, 60.0)));
        assert!(!holds(&part, &rect(0.0, 50.0, 100.0, 60.0)));
        assert!(holds(&part, &rect(20.0, 10.0, 40.0, 30.0)));
        assert!(!holds(&part, &rect(20.0, 10.0, 30.0, 18.0)));
    }
}
