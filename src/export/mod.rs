//! A display value as a file: SVG, PNG and PDF pictures, presentations, and the report as a page and as
//! a text.

mod kit;
mod laid;
mod markdown;
mod pdf;
mod png;
mod pptx;
mod report;
mod report_of;
mod report_part;
mod slide;
mod svg;
mod xml;

pub use kit::{KitError, KitFile, kit};
pub use pdf::{pdf, sheets_pdf};
pub use png::{pixels, png, sheet_pixels, sheet_png};
pub use pptx::{pptx, slide_page};
pub use report::report_page;
pub use report_of::{ReportForm, report_of};
pub use report_part::{LensSaid, ReportPage};
pub use slide::{Pointed, Slide, SlideOrder, slides};
pub use svg::{sheet_svg, svg};

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
    /// No page of a document has this size.
    #[error(
        "a page of {width} by {height} points cannot be made; \
         choose a size between 1x1 and 14400x14400, or write an SVG, which may be larger"
    )]
    PageSize {
        /// Width that was asked for.
        width: u32,
        /// Height that was asked for.
        height: u32,
    },
    /// The drawing could not be turned into points.
    #[error("the picture could not be drawn: {0}; the SVG export does not need this step")]
    Drawing(String),
}
