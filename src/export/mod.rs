//! A picture as SVG and PNG.
