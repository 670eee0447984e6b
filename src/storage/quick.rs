//! A quick hash for names: words of eight bytes, multiplied and folded, from a start that is
//! another one in every run, so that no file can be made whose names all fall together.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::OnceLock;

/// Builds the hash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quick(u64);

impl Default for Quick {
    fn default() -> Self {
        static START: OnceLock<u64> = OnceLock::new();
        Self(*START.get_or_init(|| RandomState::new().hash_one(0)))
    }
}

impl BuildHasher for Quick {
    type Hasher = QuickHash;

    fn build_hasher(&self) -> QuickHash {
        QuickHash { sum: self.0, start: self.0 | 1 }
    }
}

/// A hash in the making.
pub(super) struct QuickHash {
    sum: u64,
    start: u64,
}

impl QuickHash {
    /// Takes in a word: both halves of a product of 128 bits.
    fn add(&mut self, word: u64) {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.sum ^ word) * u128::from(self.start ^ FACTOR);
        self.sum = (product as u64) ^ ((product >> 64) as u64) ^ word.rotate_left(32);
    }
}

impl Hasher for QuickHash {
    fn write(&mut self, bytes: &[u8]) {
        let words = bytes.chunks_exact(8);
        let rest = words.remainder();
        for word in words {
            self.add(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last) ^ ((rest.len() as u64) << 56));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.add(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    fn finish(&self) -> u64 {
        self.sum.wrapping_mul(self.start) ^ (self.sum >> 29)
    }
}
