//! What lies over the picture.

use fulcrum::drawing::Mark;
use fulcrum::drawing::overlay::{Frame, OverlayParts, overlay, overlay_insets};
use fulcrum::quantity::{MapPoint, MapRect, MapSize};
use fulcrum::wording::Lens;

use super::{company_through, text_rect};

#[test]
fn the_overlay_stays_on_the_screen_and_outside_of_the_insets() {
    for lens in Lens::ALL {
        let picture = company_through(lens);
        for (width, height, scale) in [(1280.0, 720.0, 1.0), (1920.0, 1080.0, 1.5)] {
            let screen = MapRect { min: MapPoint::default(), max: MapPoint::new(width, height) };
            let insets = overlay_insets(&picture, OverlayParts::ALL, width, height, scale);
            let inner = MapRect {
                min: MapPoint::new(insets.left, insets.top),
                max: MapPoint::new(width - insets.right, height - insets.bottom),
            };
            assert!(inner.width() > width * 0.7 && inner.height() > height * 0.6);
            let parts = OverlayParts::ALL;
            let frame = Frame::fitted(&picture, parts, (width, height), scale, 1.5 * scale);
            for mark in overlay(&picture, parts, &frame) {
                let rect = match &mark {
                    Mark::Box { rect, .. } => *rect,
                    Mark::Circle { center, radius, .. } => {
                        let side = radius * 2.0;
                        MapRect::around(*center, MapSize::new(side, side))
                    }
                    Mark::Text { .. } => text_rect(&mark).expect("a text"),
                    _ => continue,
                };
                assert!(screen.contains(rect.min) && screen.contains(rect.max), "{mark:?}");
                assert!(!rect.overlaps(&inner), "{mark:?} in {}", lens.name());
            }
        }
    }
}
