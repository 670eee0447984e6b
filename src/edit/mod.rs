//! What a person may do to a map, and how it is undone.
