/// A place on the map: x to the right, y downwards, in map units. One map unit is one point of
/// the screen at 100 % zoom.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MapPoint {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl MapPoint {
    /// The largest distance from the origin, along each axis, at which anything may be placed.
    pub const LIMIT: f64 = 1.0e7;

    /// A point as it is given.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Whether both coordinates are finite and within [`Self::LIMIT`].
    #[must_use]
    pub fn is_placeable(self) -> bool {
        self.x.abs() <= Self::LIMIT && self.y.abs() <= Self::LIMIT
    }

    /// This point moved by so much.
    #[must_use]
    pub fn offset(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    /// The straight distance to another point, in map units.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Width and height in map units, both at least 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MapSize {
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl MapSize {
    /// A size as it is given.
    #[must_use]
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }
}

/// A rectangle on the map, upright.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MapRect {
    /// Top left corner.
    pub min: MapPoint,
    /// Bottom right corner.
    pub max: MapPoint,
}

impl MapRect {
    /// The rectangle of this size round a centre.
    #[must_use]
    pub fn around(center: MapPoint, size: MapSize) -> Self {
        let (dx, dy) = (size.width / 2.0, size.height / 2.0);
        Self { min: center.offset(-dx, -dy), max: center.offset(dx, dy) }
    }

    /// The middle.
    #[must_use]
    pub fn center(&self) -> MapPoint {
        MapPoint::new((self.min.x + self.max.x) / 2.0, (self.min.y + self.max.y) / 2.0)
    }

    /// Across, in map units.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.max.x - self.min.x
    }

    /// Down, in map units.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.max.y - self.min.y
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            min: MapPoint::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: MapPoint::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// This rectangle, larger by a margin on every side.
    #[must_use]
    pub fn expanded(&self, margin: f64) -> Self {
        Self { min: self.min.offset(-margin, -margin), max: self.max.offset(margin, margin) }
    }

    /// Whether a point lies inside or on the border.
    #[must_use]
    pub fn contains(&self, point: MapPoint) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// Whether the two share more than a border.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }
}
