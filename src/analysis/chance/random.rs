//! Numbers that look random and are the same on every run (Steele, Lea and Flood 2014).

/// Mixes the bits of a number so that near ones become far ones.
pub(super) fn mix(mut bits: u64) -> u64 {
    bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// A sequence of numbers.
#[derive(Debug)]
pub(in crate::analysis) struct Random(u64);

impl Random {
    /// The sequence of one draw.
    pub(in crate::analysis) fn of(seed: u64, draw: u64) -> Self {
        Self(mix(seed ^ mix(draw)))
    }

    /// A number under `end`, each as likely.
    pub(in crate::analysis) fn under(&mut self, end: usize) -> usize {
        let bits = mix(self.0);
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        // The upper half of the product is spread evenly (Lemire 2019); what is uneven in it is
        // under one in ten to the fifteenth here.
        ((u128::from(bits) * end as u128) >> 64) as usize
    }
}
