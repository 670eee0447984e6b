//! A box with round corners in few triangles. Its straight sides lie between the dots of the
//! screen and need no soft edge; the corners alone have one. Without a graphics card most of what
//! a box costs are thin triangles along its sides.

use eframe::egui::{Color32, Mesh, Pos2, Rect, Stroke as Line, Vec2, pos2, vec2};

/// The box that is filled and has a line round it; its pieces do not overlap, so that either
/// colour may let something through. The line lies on the edge, half outside. `dot` is the size
/// of one dot of the screen, in points.
pub(super) fn rounded_box(edge: Rect, radius: f32, fill: Color32, line: Line, dot: f32) -> Mesh {
    let width = match line.width > 0.0 && line.color != Color32::TRANSPARENT {
        true => (line.width / dot).round().max(1.0) * dot,
        false => 0.0,
    };
    let between_dots = |at: Pos2| pos2((at.x / dot).round() * dot, (at.y / dot).round() * dot);
    let edge = edge.expand(width / 2.0);
    let outer = Rect::from_min_max(between_dots(edge.min), between_dots(edge.max));
    let radius = match radius < dot {
        true => 0.0,
        false => (radius + width / 2.0).min(outer.size().min_elem() / 2.0),
    };
    let mut mesh = Mesh::default();
    let round = Round { outer, radius, width, fill, line: line.color, dot };
    if outer.size().min_elem() <= 2.0 * width {
        round.piece(outer, line.color, &mut mesh);
        return mesh;
    }
    round.straight(&mut mesh);
    if radius > 0.0 {
        round.corners(&mut mesh);
    }
    mesh
}

struct Round {
    /// The box with its line.
    outer: Rect,
    /// Of the outermost edge.
    radius: f32,
    /// Of the line.
    width: f32,
    fill: Color32,
    line: Color32,
    dot: f32,
}

impl Round {
    /// All but the corners.
    fn straight(&self, mesh: &mut Mesh) {
        let (outer, inner) = (self.outer, self.outer.shrink(self.width));
        // Where the corners end, towards the middle.
        let corners = outer.shrink(self.radius.max(self.width));
        let piece =
            |x: (f32, f32), y: (f32, f32)| Rect::from_min_max(pos2(x.0, y.0), pos2(x.1, y.1));
        let (across, down) = ((corners.min.x, corners.max.x), (corners.min.y, corners.max.y));
        let fills = [
            piece(across, (inner.min.y, inner.max.y)),
            piece((inner.min.x, across.0), down),
            piece((across.1, inner.max.x), down),
        ];
        for piece in fills {
            self.piece(piece, self.fill, mesh);
        }
        // A box without round corners has its corners in the lines above and below.
        let along = if self.radius > 0.0 { across } else { (outer.min.x, outer.max.x) };
        let lines = [
            piece(along, (outer.min.y, inner.min.y)),
            piece(along, (inner.max.y, outer.max.y)),
            piece((outer.min.x, inner.min.x), down),
            piece((inner.max.x, outer.max.x), down),
        ];
        for piece in lines {
            self.piece(piece, self.line, mesh);
        }
    }

    fn piece(&self, piece: Rect, color: Color32, mesh: &mut Mesh) {
        if piece.is_positive() && color != Color32::TRANSPARENT {
            mesh.add_colored_rect(piece, color);
        }
    }

    /// The four corners, each as rings about its middle.
    fn corners(&self, mesh: &mut Mesh) {
        let middles = self.outer.shrink(self.radius);
        let (min, max) = (middles.min, middles.max);
        let corners = [
            (max, vec2(1.0, 0.0), vec2(0.0, 1.0)),
            (pos2(min.x, max.y), vec2(0.0, 1.0), vec2(-1.0, 0.0)),
            (min, vec2(-1.0, 0.0), vec2(0.0, -1.0)),
            (pos2(max.x, min.y), vec2(0.0, -1.0), vec2(1.0, 0.0)),
        ];
        let rings = self.rings();
        // No way between two points is further from the arc than a sixth of a dot.
        let steps = ((self.radius / self.dot).sqrt() * 1.5).ceil().clamp(2.0, 16.0) as usize;
        for (middle, from, to) in corners {
            let first = mesh.vertices.len() as u32;
            mesh.colored_vertex(middle, self.fill);
            for step in 0..=steps {
                let angle = std::f32::consts::FRAC_PI_2 * step as f32 / steps as f32;
                let way: Vec2 = from * angle.cos() + to * angle.sin();
                for (radius, color) in &rings {
                    mesh.colored_vertex(middle + way * *radius, *color);
                }
            }
            self.join(first, steps as u32, rings.len() as u32, mesh);
        }
    }

    /// The radius and colour of rings from the middle outwards: over one dot one colour goes over
    /// into the next.
    fn rings(&self) -> Vec<(f32, Color32)> {
        let soft = self.dot / 2.0;
        let inner = self.radius - self.width;
        let mut rings = vec![((inner - soft).max(0.0), self.fill)];
        if self.width > 0.0 {
            rings.push(((inner + soft).max(0.0), self.line));
            if self.width > self.dot {
                rings.push((self.radius - soft, self.line));
            }
        }
        rings.push((self.radius + soft, Color32::TRANSPARENT));
        rings
    }

    /// The triangles of a corner whose middle is the vertex `first`, and whose rings follow it.
    fn join(&self, first: u32, steps: u32, rings: u32, mesh: &mut Mesh) {
        let at = |step: u32, ring: u32| first + 1 + step * rings + ring;
        for step in 0..steps {
            if self.fill != Color32::TRANSPARENT {
                mesh.add_triangle(first, at(step, 0), at(step + 1, 0));
            }
            for ring in 1..rings {
                let (inside, outside) = (
                    (at(step, ring - 1), at(step + 1, ring - 1)),
                    (at(step, ring), at(step + 1, ring)),
                );
                mesh.add_triangle(inside.0, outside.0, outside.1);
                mesh.add_triangle(inside.0, outside.1, inside.1);
            }
        }
    }
}
