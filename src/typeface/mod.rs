//! The bundled fonts and the widths of texts set in them.
