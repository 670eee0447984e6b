//! Triangles as dots. While the view of a large map moves, its dots are moved and not drawn anew:
//! without a graphics card a frame then costs what the window has of dots, and not what the map
//! has of triangles.

use eframe::egui::epaint::{Mesh, Vertex, WHITE_UV};
use eframe::egui::{Color32, ColorImage, Pos2, Vec2};

/// A rectangle of dots, from the corner on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dots {
    /// The first column and row.
    pub(super) min: [i64; 2],
    /// How many columns and rows.
    pub(super) size: [usize; 2],
}

/// Parts of a dot that corners are placed by.
const PARTS: i64 = 256;

/// The meshes as a picture of these dots, on nothing; `dots` is how many there are to a point, and
/// `letters` the atlas that the meshes were made for. A dot belongs to the triangle that its middle
/// lies in, on an edge to the one on its right or below, so that of two triangles with an edge in
/// common one has it.
pub(super) fn rasterized<'a>(
    meshes: impl Iterator<Item = &'a Mesh>,
    area: Dots,
    dots: f32,
    letters: &ColorImage,
) -> ColorImage {
    let [width, height] = area.size;
    let mut sheet =
        Sheet { width, height, dots: vec![Color32::TRANSPARENT; width * height], letters };
    let corner = Vec2::new(area.min[0] as f32, area.min[1] as f32);
    for mesh in meshes {
        for triangle in mesh.indices.chunks_exact(3) {
            let corners = [triangle[0], triangle[1], triangle[2]]
                .map(|at| mesh.vertices.get(at as usize).copied().unwrap_or_default());
            let placed = corners.map(|it| Vertex { pos: it.pos * dots - corner, ..it });
            sheet.fill(placed);
        }
    }
    ColorImage::new(area.size, sheet.dots)
}

struct Sheet<'a> {
    width: usize,
    height: usize,
    dots: Vec<Color32>,
    letters: &'a ColorImage,
}

/// A side of a triangle whose corners follow each other clockwise.
#[derive(Clone, Copy)]
struct Side {
    from: [i64; 2],
    way: [i64; 2],
    /// A middle on the side itself lies outside.
    open: i64,
}

impl Side {
    fn of(from: [i64; 2], to: [i64; 2]) -> Self {
        let way = [to[0] - from[0], to[1] - from[1]];
        let is_upper = way[1] == 0 && way[0] > 0;
        Self { from, way, open: i64::from(!is_upper && way[1] >= 0) }
    }

    /// The columns of a row whose middles lie inside, as the first and the one behind the last.
    fn columns(&self, row: i64, (first, end): (i64, i64)) -> (i64, i64) {
        let middle = [PARTS / 2, row * PARTS + PARTS / 2];
        let at_first = self.way[0] * (middle[1] - self.from[1])
            - self.way[1] * (middle[0] - self.from[0])
            - self.open;
        let step = -self.way[1] * PARTS;
        match step {
            0 if at_first >= 0 => (first, end),
            0 => (first, first),
            1.. => (
                first.max(
                    (-at_first).div_euclid(step) + i64::from((-at_first).rem_euclid(step) > 0),
                ),
                end,
            ),
            _ => (first, end.min(at_first.div_euclid(-step) + 1)),
        }
    }
}

/// A quantity that changes evenly over a triangle.
#[derive(Clone, Copy)]
struct Even {
    start: f32,
    across: f32,
    down: f32,
}

impl Even {
    fn at(&self, column: i64, row: i64) -> f32 {
        self.start + self.across * (column as f32 + 0.5) + self.down * (row as f32 + 0.5)
    }
}

impl Sheet<'_> {
    /// Puts a triangle above what is there.
    fn fill(&mut self, mut corners: [Vertex; 3]) {
        let part = |at: f32| (at * PARTS as f32).round() as i64;
        let placed = |corner: &Vertex| [part(corner.pos.x), part(corner.pos.y)];
        let mut at = corners.each_ref().map(placed);
        let turn = cross(at[0], at[1], at[2]);
        if turn == 0 {
            return;
        }
        if turn < 0 {
            corners.swap(1, 2);
            at.swap(1, 2);
        }
        let sides = [Side::of(at[0], at[1]), Side::of(at[1], at[2]), Side::of(at[2], at[0])];
        let range = |axis: usize, most: usize| {
            let along = at.map(|it| it[axis]);
            let low = along.iter().min().map_or(0, |it| it.div_euclid(PARTS));
            let high = along.iter().max().map_or(0, |it| it.div_euclid(PARTS) + 1);
            (low.clamp(0, most as i64), high.clamp(0, most as i64))
        };
        let (columns, rows) = (range(0, self.width), range(1, self.height));
        if columns.0 >= columns.1 || rows.0 >= rows.1 {
            return;
        }
        let ink = Ink::of(&corners);
        for row in rows.0..rows.1 {
            let (first, end) = sides.iter().fold(columns, |found, side| side.columns(row, found));
            if first < end {
                let from = row as usize * self.width;
                let dots = &mut self.dots[from + first as usize..from + end as usize];
                ink.lay(dots, first, row, self.letters);
            }
        }
    }
}

/// Twice the area between three corners; above 0 where they follow each other clockwise.
fn cross(a: [i64; 2], b: [i64; 2], c: [i64; 2]) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// What a triangle is filled with.
enum Ink {
    /// One colour.
    Flat(Color32),
    /// A colour that changes, as four parts of 255.
    Changing([Even; 4]),
    /// Letters in a colour that changes: where in the atlas, and the colour.
    Letters([Even; 2], [Even; 4]),
}

impl Ink {
    fn of(corners: &[Vertex; 3]) -> Self {
        let [a, b, c] = corners;
        let colors = corners.map(|it| it.color);
        let is_plain = corners.iter().all(|it| it.uv == WHITE_UV);
        if is_plain && colors[0] == colors[1] && colors[0] == colors[2] {
            return Self::Flat(colors[0]);
        }
        let (one, other) = (b.pos - a.pos, c.pos - a.pos);
        let turn = one.x * other.y - one.y * other.x;
        let even = |values: [f32; 3]| {
            let (to_b, to_c) = (values[1] - values[0], values[2] - values[0]);
            let (across, down) = match turn.abs() > f32::EPSILON {
                true => {
                    ((to_b * other.y - to_c * one.y) / turn, (to_c * one.x - to_b * other.x) / turn)
                }
                false => (0.0, 0.0),
            };
            Even { start: values[0] - across * a.pos.x - down * a.pos.y, across, down }
        };
        let parts = colors.map(|it| it.to_array());
        let color = [0, 1, 2, 3].map(|part| even(parts.map(|it| f32::from(it[part]))));
        match is_plain {
            true => Self::Changing(color),
            false => {
                let place = |of: fn(&Pos2) -> f32| even(corners.each_ref().map(|it| of(&it.uv)));
                Self::Letters([place(|uv| uv.x), place(|uv| uv.y)], color)
            }
        }
    }

    /// Lays it over dots of a row.
    fn lay(&self, dots: &mut [Color32], first: i64, row: i64, letters: &ColorImage) {
        let columns = first..;
        match self {
            Self::Flat(color) if color.a() == 255 => dots.fill(*color),
            Self::Flat(color) => dots.iter_mut().for_each(|dot| *dot = over(*color, *dot)),
            Self::Changing(color) => {
                for (dot, column) in dots.iter_mut().zip(columns) {
                    let color = color.map(|part| byte(part.at(column, row)));
                    *dot = over(premultiplied(color), *dot);
                }
            }
            Self::Letters(place, color) => {
                for (dot, column) in dots.iter_mut().zip(columns) {
                    let place = place.map(|it| it.at(column, row));
                    let texel = sampled(letters, place);
                    let parts = [0, 1, 2, 3]
                        .map(|part| byte(color[part].at(column, row) * texel[part] / 255.0));
                    *dot = over(premultiplied(parts), *dot);
                }
            }
        }
    }
}

/// The atlas at a place, evenly between its four nearest texels.
fn sampled(letters: &ColorImage, place: [f32; 2]) -> [f32; 4] {
    let [width, height] = letters.size;
    if width == 0 || height == 0 {
        return [0.0; 4];
    }
    let (x, y) = (place[0] * width as f32 - 0.5, place[1] * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right, low) = (x - left, y - top);
    let texel = |across: f32, down: f32| {
        let column = (left + across).clamp(0.0, (width - 1) as f32) as usize;
        let row = (top + down).clamp(0.0, (height - 1) as f32) as usize;
        letters.pixels[row * width + column].to_array()
    };
    let near = [texel(0.0, 0.0), texel(1.0, 0.0), texel(0.0, 1.0), texel(1.0, 1.0)];
    let parts =
        [(1.0 - right) * (1.0 - low), right * (1.0 - low), (1.0 - right) * low, right * low];
    [0, 1, 2, 3].map(|part| {
        near.iter().zip(parts).map(|(texel, weight)| f32::from(texel[part]) * weight).sum()
    })
}

fn byte(value: f32) -> u8 {
    // Values outside of a byte are held within it.
    (value + 0.5) as u8
}

fn premultiplied([r, g, b, a]: [u8; 4]) -> Color32 {
    Color32::from_rgba_premultiplied(r, g, b, a)
}

/// A colour above another one, both multiplied by how opaque they are.
fn over(above: Color32, below: Color32) -> Color32 {
    let rest = 255 - u32::from(above.a());
    let mixed = |above: u8, below: u8| {
        let product = u32::from(below) * rest + 128;
        above.saturating_add(((product + (product >> 8)) >> 8) as u8)
    };
    let (above, below) = (above.to_array(), below.to_array());
    premultiplied([0, 1, 2, 3].map(|part| mixed(above[part], below[part])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Rect, pos2};

    const AREA: Dots = Dots { min: [0, 0], size: [40, 30] };
    const GLASS: Color32 = Color32::from_rgba_premultiplied(40, 0, 20, 80);

    fn white() -> ColorImage {
        ColorImage::new([1, 1], vec![Color32::WHITE])
    }

    /// Corners that are the same on every run, anywhere round the area.
    fn corners(seed: u32, count: usize) -> Vec<Pos2> {
        let mut state = seed;
        let mut next = |range: f32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1_u32 << 24) as f32 * range
        };
        (0..count).map(|_| pos2(next(48.0) - 4.0, next(38.0) - 4.0)).collect()
    }

    fn fan(middle: Pos2, ring: &[Pos2]) -> Mesh {
        let mut mesh = Mesh::default();
        mesh.colored_vertex(middle, GLASS);
        ring.iter().for_each(|at| mesh.colored_vertex(*at, GLASS));
        for at in 0..ring.len() as u32 {
            mesh.add_triangle(0, 1 + at, 1 + (at + 1) % ring.len() as u32);
        }
        mesh
    }

    #[test]
    fn triangles_that_share_an_edge_share_no_dot_and_leave_none_out() {
        for seed in 0..200 {
            let middle = corners(seed, 1)[0].clamp(pos2(0.0, 0.0), pos2(40.0, 30.0));
            let edge = [pos2(-1.0, -1.0), pos2(41.0, -1.0), pos2(41.0, 31.0), pos2(-1.0, 31.0)];
            let drawn = rasterized([&fan(middle, &edge)].into_iter(), AREA, 1.0, &white());
            assert!(drawn.pixels.iter().all(|dot| *dot == GLASS), "{seed}");
        }
    }

    #[test]
    fn a_dot_belongs_to_the_triangle_that_its_middle_lies_in() {
        for seed in 0..200 {
            let three = corners(seed, 3);
            let mut mesh = Mesh::default();
            three.iter().for_each(|at| mesh.colored_vertex(*at, Color32::RED));
            mesh.add_triangle(0, 1, 2);
            let drawn = rasterized([&mesh].into_iter(), AREA, 1.0, &white());
            for (at, dot) in drawn.pixels.iter().enumerate() {
                let middle = pos2((at % 40) as f32 + 0.5, (at / 40) as f32 + 0.5);
                let side = |from: usize| {
                    let (a, b) = (three[from], three[(from + 1) % 3]);
                    (b - a).normalized().rot90().dot(middle - a)
                };
                let sides = [side(0), side(1), side(2)];
                // Corners are placed by a part of a dot.
                if sides.iter().any(|it| it.abs() < 0.02) {
                    continue;
                }
                let inside = sides.iter().all(|it| *it > 0.0) || sides.iter().all(|it| *it < 0.0);
                assert_eq!(*dot != Color32::TRANSPARENT, inside, "{seed} at {middle:?}");
            }
        }
    }

    #[test]
    fn letters_are_the_texels_of_the_atlas_in_the_ink_they_have() {
        let shades = [0, 60, 120, 255].map(Color32::from_white_alpha);
        let letters = ColorImage::new([2, 2], shades.to_vec());
        let mut mesh = Mesh::default();
        let (place, all) = (
            Rect::from_min_max(pos2(3.0, 4.0), pos2(5.0, 6.0)),
            Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)),
        );
        mesh.add_rect_with_uv(place, all, Color32::from_rgb(200, 100, 0));
        let area = Dots { min: [3, 4], size: [2, 2] };
        let drawn = rasterized([&mesh].into_iter(), area, 1.0, &letters);
        let told: Vec<u8> = drawn.pixels.iter().map(Color32::r).collect();
        // 200 times 60, 120 and 255 of 255.
        assert_eq!(told, [0, 47, 94, 200]);
        assert_eq!(drawn.pixels.iter().map(Color32::a).collect::<Vec<_>>(), [0, 60, 120, 255]);
    }

    #[test]
    fn what_lies_above_lets_through_what_it_leaves() {
        let half = Color32::from_rgba_premultiplied(64, 0, 0, 128);
        assert_eq!(over(half, Color32::from_rgb(0, 200, 100)).to_array(), [64, 100, 50, 255]);
        assert_eq!(over(half, Color32::TRANSPARENT), half);
        assert_eq!(over(Color32::BLUE, Color32::RED), Color32::BLUE);
    }
}
