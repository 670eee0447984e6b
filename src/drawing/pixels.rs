use std::fmt;

/// A picture as points, for programs that take nothing else: row by row from the top, four bytes
/// for each point: red, green, blue, and how opaque it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Points in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// The bytes.
    pub rgba: Vec<u8>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pixels({} × {})", self.width, self.height)
    }
}
