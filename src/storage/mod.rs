//! Files in and out of a map.
