//! Rectangles on shelves.

/// Where the top left corners of rectangles go, so that all of them together are drawn largest in
/// a frame of these proportions: on shelves, in their order, with a gap between them.
pub(super) fn shelves(sizes: &[(f64, f64)], aspect: f64, gap: f64) -> Vec<(f64, f64)> {
    const TRIES: u32 = 24;
    let widest = sizes.iter().map(|size| size.0).fold(0.0, f64::max);
    let row: f64 = sizes.iter().map(|size| size.0 + gap).sum();
    let tries = (0..TRIES).map(|number| {
        let part = f64::from(number) / f64::from(TRIES - 1);
        on_shelves(sizes, widest * (row / widest.max(1.0)).max(1.0).powf(part), gap)
    });
    let smallness = |(_, (width, height)): &(Vec<_>, (f64, f64))| (width / aspect).max(*height);
    tries
        .min_by(|one, other| smallness(one).total_cmp(&smallness(other)))
        .map_or_else(Vec::new, |(corners, _)| corners)
}

type Packed = (Vec<(f64, f64)>, (f64, f64));

fn on_shelves(sizes: &[(f64, f64)], room: f64, gap: f64) -> Packed {
    let (mut x, mut y, mut shelf) = (0.0, 0.0, 0.0_f64);
    let mut width = 0.0_f64;
    let mut corners = Vec::new();
    for (wide, high) in sizes {
        if x > 0.0 && x + wide > room + 1e-6 {
            y += shelf + gap;
            (x, shelf) = (0.0, 0.0);
        }
        corners.push((x, y));
        width = width.max(x + wide);
        shelf = shelf.max(*high);
        x += wide + gap;
    }
    (corners, (width, y + shelf))
}
