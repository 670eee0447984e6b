//! How near the voices of those below come to everybody who leads somebody.

use super::cancel::{Cancel, Cancelled};
use super::network::Rows;
use super::sweep::{Reached, Sweep};

/// So many words of leaders go into one sweep.
const WORDS: usize = 4;

/// Room to listen in, kept from call to call.
#[derive(Debug, Default)]
pub(super) struct Listening(Sweep<WORDS>);

impl Listening {
    /// Of each leader the sum of 1 over the steps that the voices of those below take, 0 for a
    /// voice that does not arrive. `speaks` leads from a person to those whom it speaks to.
    pub(super) fn near(
        &mut self,
        speaks: &Rows,
        leaders: &[u32],
        led_by: &LedBy,
        cancel: &Cancel,
    ) -> Result<Vec<f64>, Cancelled> {
        let mut near = vec![0.0; leaders.len()];
        for (number, batch) in leaders.chunks(WORDS * 64).enumerate() {
            cancel.check()?;
            let mut told = Heard { first: number * WORDS * 64, led_by, near: &mut near };
            self.0.run(speaks, batch, &mut told);
        }
        Ok(near)
    }
}

/// Who leads each person, as places among the leaders.
#[derive(Debug)]
pub(super) enum LedBy {
    /// All of them, person by person.
    Rows(Rows),
    /// Where everybody has one superior: the next leader above each person, and above each leader.
    Upwards {
        /// Of each person; `u32::MAX` for none.
        person: Vec<u32>,
        /// Of each leader.
        leader: Vec<u32>,
    },
}

impl LedBy {
    fn each(&self, person: usize, mut told: impl FnMut(usize)) {
        match self {
            Self::Rows(rows) => rows.of(person).iter().for_each(|leader| told(*leader as usize)),
            Self::Upwards { person: own, leader } => {
                let mut at = own[person];
                while at != u32::MAX {
                    told(at as usize);
                    at = leader[at as usize];
                }
            }
        }
    }
}

struct Heard<'a> {
    first: usize,
    led_by: &'a LedBy,
    near: &'a mut [f64],
}

impl Reached<WORDS> for Heard<'_> {
    #[inline(always)]
    fn reach(&mut self, steps: u32, node: usize, sources: &[u64; WORDS]) {
        let nearer = 1.0 / f64::from(steps);
        self.led_by.each(node, |leader| {
            let Some(bit) = leader.checked_sub(self.first) else { return };
            if bit < WORDS * 64 && sources[bit / 64] >> (bit % 64) & 1 == 1 {
                self.near[leader] += nearer;
            }
        });
    }
}
