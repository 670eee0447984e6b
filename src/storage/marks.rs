//! Where letters stand that part a text. Tables have millions, a few bytes apart, so that many
//! bytes are looked at together and not asked for the next one each time.

/// So many bytes are looked at together: as many as a number has bits.
const BLOCK: usize = 64;

/// Tells in order where either of two bytes stands in others.
///
/// # Errors
/// What was found was refused; nothing behind it is told.
pub(super) fn each_of<E>(
    [one, other]: [u8; 2],
    bytes: &[u8],
    mut found: impl FnMut(usize) -> Result<(), E>,
) -> Result<(), E> {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for (block, start) in blocks.iter().zip((0..).step_by(BLOCK)) {
        let mut places = places(one, other, block);
        while places != 0 {
            found(start + places.trailing_zeros() as usize)?;
            places &= places - 1;
        }
    }
    let start = bytes.len() - rest.len();
    let mut behind = (start..).zip(rest).filter(|(_, byte)| **byte == one || **byte == other);
    behind.try_for_each(|(at, _)| found(at))
}

/// A bit for each byte that is one of the two.
fn places(one: u8, other: u8, block: &[u8; BLOCK]) -> u64 {
    let mut is_it = [0; BLOCK];
    for (is_it, byte) in is_it.iter_mut().zip(block) {
        *is_it = u8::from(*byte == one) | u8::from(*byte == other);
    }
    /// Moves the lowest bits of eight bytes beside each other, into the highest of them.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let eights = is_it.as_chunks::<8>().0.iter().zip((0..).step_by(8));
    eights.fold(0, |places, (eight, at)| {
        places | (u64::from_le_bytes(*eight).wrapping_mul(TOGETHER) >> 56) << at
    })
}
