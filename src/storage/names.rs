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
        start.iter_mut().zip(name.bytes()).for_each(|(place, byte)| *place = byte);
        Self { number, len: u32::try_from(name.len()).unwrap_or(u32::MAX), start }
    }

    /// Whether both may be of one name.
    fn is_like(&self, other: &Self) -> bool {
        (self.len, self.start) == (other.len, other.start)
    }
}

impl Names {
    /// The number of a name, which is given one when it is new.
    pub(super) fn of(&mut self, name: &str) -> u32 {
        if let Some(number) = self.find(name) {
            return number;
        }
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
            it.is_like(&wanted) && (name.len() <= it.start.len() || self.get(it.number) == name)
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
