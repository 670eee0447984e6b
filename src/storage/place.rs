//! Where the records of a map's text stand. It is looked for only once something is refused, so
//! that a sound file is not walked twice.

use super::strict::end_of_string;

/// A record as the text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'t> {
    /// The stage the record is in, counted from 0; none for stages and scenes themselves.
    pub(super) stage: Option<usize>,
    /// The name of the table: `positions`, `flows`, `stages` and so on.
    pub(super) table: &'t str,
    /// The place in that table, counted from 0.
    pub(super) index: usize,
    /// What the record calls itself, or for a placement the position it places; empty when it
    /// says neither.
    pub(super) identity: &'t str,
    /// The line of the identity, or else the line on which the record begins, counted from 1.
    pub(super) line: usize,
}

/// All stages, scenes and records of stages in a text that is JSON, from top to bottom. Works
/// without recursion and in one pass.
pub(super) fn places(text: &str) -> Vec<Place<'_>> {
    let mut walk = Walk { text, line: 1, open: Vec::new(), places: Vec::new() };
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'\n' => walk.line += 1,
            b'{' => walk.enter(true),
            b'[' => walk.enter(false),
            b'}' | b']' => drop(walk.open.pop()),
            b',' => walk.next(),
            b'"' => {
                let end = end_of_string(text.as_bytes(), at);
                walk.string(text.get(at + 1..end).unwrap_or_default());
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    walk.places
}

/// An object or list that has begun and not ended.
struct Open<'t> {
    is_object: bool,
    wants_key: bool,
    key: &'t str,
    index: usize,
    place: Option<usize>,
}

struct Walk<'t> {
    text: &'t str,
    line: usize,
    open: Vec<Open<'t>>,
    places: Vec<Place<'t>>,
}

impl<'t> Walk<'t> {
    fn enter(&mut self, is_object: bool) {
        let place = if is_object { self.place() } else { None };
        let place = place.map(|place| {
            self.places.push(place);
            self.places.len() - 1
        });
        let (key, index) = (&self.text[..0], 0);
        self.open.push(Open { is_object, wants_key: is_object, key, index, place });
    }

    /// The record that begins here, if it is one: a member of a list of the map or of a stage.
    fn place(&self) -> Option<Place<'t>> {
        let (stage, table, index) = match self.open.as_slice() {
            [map, list] if map.is_object && !list.is_object => (None, map.key, list.index),
            [map, stages, stage, list]
                if map.key == "stages" && stage.is_object && !list.is_object =>
            {
                (Some(stages.index), stage.key, list.index)
            }
            _ => return None,
        };
        Some(Place { stage, table, index, identity: "", line: self.line })
    }

    fn next(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.wants_key = open.is_object;
            open.index += 1;
        }
    }

    fn string(&mut self, said: &'t str) {
        let line = self.line;
        let Some(open) = self.open.last_mut() else { return };
        if open.wants_key {
            open.key = said;
            open.wants_key = false;
        } else if let Some(place) = open.place.and_then(|place| self.places.get_mut(place)) {
            let own = if place.table == "placements" { "position" } else { "id" };
            if open.key == own {
                place.identity = said;
                place.line = line;
            }
        }
    }
}
