//! A display value as a file: SVG and PNG pictures, and the report.

mod png;
mod report;
mod svg;

pub use png::png;
pub use report::{ReportPage, report_page};
pub use svg::svg;

/// Why a picture could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// No picture has this size.
    #[error(
        "a picture of {width} by {height} points cannot be made; \
         choose a size between 1x1 and 16384x16384"
    )]
    Size {
        /// Width that was asked for.
        width: u32,
        /// Height that was asked for.
        height: u32,
    },
    /// The drawing could not be turned into points.
    #[error("the picture could not be drawn: {0}; the SVG export does not need this step")]
    Drawing(String),
}
