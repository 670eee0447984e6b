use crate::quantity::MapRect;

/// The room that a drawing is to fill, measured in the smallest letters that can be read there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// How many letter heights it is wide; more than 0.
    pub width: f64,
    /// How many letter heights it is high; more than 0.
    pub height: f64,
}

impl Room {
    /// That of a window of usual proportions.
    pub const SCREEN: Self = Self { width: 85.0, height: 50.0 };

    /// A room so many times as wide and as high.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self { width: self.width * factor, height: self.height * factor }
    }

    /// Width by height, kept between a tall page and a broad wall.
    #[must_use]
    pub fn aspect(&self) -> f64 {
        let aspect = self.width / self.height;
        if aspect.is_finite() { aspect.clamp(0.4, 4.0) } else { 1.0 }
    }

    /// How large letters of a size are when a drawing fills this room: 1 for the smallest that
    /// can be read.
    #[must_use]
    pub fn letters(&self, drawing: MapRect, size: f64) -> f64 {
        let across = self.width / drawing.width().max(1.0);
        size * across.min(self.height / drawing.height().max(1.0))
    }
}
