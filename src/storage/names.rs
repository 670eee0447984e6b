//! Names by which ties and nodes find each other.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Names, each with a number; they stand behind each other in one text.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// The numbers by their names.
    numbers: HashTable<Numbered>,
    hasher: RandomState,
    /// Names that were met lately, each in the place that its letters give it: whoever is named is
    /// mostly named again soon.
    lately: Vec<Numbered>,
}

/// A number, with as much of its name as tells most names apart.
#[derive(Debug, Clone, Copy)]
struct Numbered {
    number: u32,
    len: u32,
    start: [u8; 8],
}

impl Numbered {
    fn new(number: u32, name: &str) -> Self {
        let mut start = [0; 8];
        match name.as_bytes().first_chunk() {
            Some(first) => start = *first,
            None => start[..name.len()].copy_from_slice(name.as_bytes()),
        }
        Self { number, len: u32::try_from(name.len()).unwrap_or(u32::MAX), start }
    }

    /// Whether the letters that are kept are the whole name.
    fn is_whole(&self) -> bool {
        self.len as usize <= self.start.len()
    }

    /// The place among those that were met lately.
    fn slot(&self) -> usize {
        let letters = u64::from_le_bytes(self.start).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (letters >> (64 - LATELY.ilog2())) as usize
    }

    /// Whether both may be of one name.
    fn is_like(&self, other: &Self) -> bool {
        (self.len, self.start) == (other.len, other.start)
    }
}

/// So many names that were met lately are kept.
const LATELY: usize = 256;

impl Names {
    /// The number of a name, which is given one when it is new.
    pub(super) fn of(&mut self, name: &str) -> u32 {
        let wanted = Numbered::new(0, name);
        let slot = wanted.slot();
        if let Some(met) = self.lately.get(slot)
            && wanted.is_whole()
            && met.is_like(&wanted)
        {
            return met.number;
        }
        let number = self.find(name).unwrap_or_else(|| self.add(name));
        if self.lately.is_empty() {
            // No name is as long as these.
            self.lately = vec![Numbered { number: 0, len: u32::MAX, start: [0; 8] }; LATELY];
        }
        self.lately[slot] = Numbered { number, ..wanted };
        number
    }

    fn add(&mut self, name: &str) -> u32 {
        let number = self.ends.len() as u32;
        self.text.push_str(name);
        // No text is larger than a file may be.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let (text, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        let hash_of = |it: &Numbered| hasher.hash_one(name_in(text, ends, it.number));
        self.numbers.insert_unique(hasher.hash_one(name), Numbered::new(number, name), hash_of);
        number
    }

    /// The same, looking first at a number that it may well have.
    pub(super) fn of_like(&mut self, name: &str, like: u32) -> u32 {
        let is_it = (like as usize) < self.len() && self.get(like) == name;
        if is_it { like } else { self.of(name) }
    }

    /// The number of a name that has one.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        let wanted = Numbered::new(0, name);
        let is_it = |it: &Numbered| {
            it.is_like(&wanted) && (wanted.is_whole() || self.get(it.number) == name)
        };
        self.numbers.find(self.hasher.hash_one(name), is_it).map(|it| it.number)
    }

    /// The name of a number.
    pub(super) fn get(&self, number: u32) -> &str {
        name_in(&self.text, &self.ends, number)
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

fn name_in<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends.get(before).map_or(0, |it| *it));
    let end = ends.get(number).map_or(0, |it| *it);
    text.get(start as usize..end as usize).unwrap_or_default()
}
