//! Places positions on the drawing: pure functions from a stage to points.
