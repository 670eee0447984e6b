//! How near the voices of those below come to everybody who leads somebody.

use super::network::Rows;
use super::sweep::{Reached, Sweep};

/// So many words of leaders go into one sweep.
const WORDS: usize = 4;

/// Room to listen in, kept from call to call.
#[derive(Debug, Default)]
pub(super) struct Listening(Sweep<WORDS>);

impl Listening {
    /// Of each leader the sum of 1 over the steps that the voices of those below take, 0 for a
    /// voice that does not arrive. `speaks` leads from a person to those whom it speaks to;
    /// `led_by` from a person to the leaders above, as places among the leaders.
    pub(super) fn near(&mut self, speaks: &Rows, leaders: &[u32], led_by: &Rows) -> Vec<f64> {
        let mut near = vec![0.0; leaders.len()];
        for (number, batch) in leaders.chunks(WORDS * 64).enumerate() {
            let mut told = Heard { first: number * WORDS * 64, led_by, near: &mut near };
            self.0.run(speaks, batch, &mut told);
        }
        near
    }
}

struct Heard<'a> {
    first: usize,
    led_by: &'a Rows,
    near: &'a mut [f64],
}

impl Reached<WORDS> for Heard<'_> {
    fn reach(&mut self, steps: u32, node: usize, sources: &[u64; WORDS]) {
        for leader in self.led_by.of(node) {
            let Some(bit) = (*leader as usize).checked_sub(self.first) else { continue };
            if bit < WORDS * 64 && sources[bit / 64] >> (bit % 64) & 1 == 1 {
                self.near[*leader as usize] += 1.0 / f64::from(steps);
            }
        }
    }
}
