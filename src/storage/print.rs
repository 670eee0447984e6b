//! What a file holds, in a few bytes: enough to see that another program wrote it anew.

use std::fmt;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// The print of a file's content: its length and a sum over its bytes (XXH64 with seed 0). Two
/// files of one print hold the same for our purposes; it is no defence against forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// Bytes.
    length: u64,
    /// The sum.
    sum: u64,
}

impl fmt::Display for Print {
    /// The sum in 16 hexadecimal digits, a hyphen and the length.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}-{}", self.sum, self.length)
    }
}

impl Default for Print {
    fn default() -> Self {
        Self::of(&[])
    }
}

impl Print {
    /// The print of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Sum::new().end(bytes)
    }

    /// The print of a file; nothing where there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn at(path: &Path) -> std::io::Result<Option<Self>> {
        const PIECE: usize = 1 << 16;
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (mut sum, mut piece, mut filled) = (Sum::new(), vec![0; PIECE], 0);
        loop {
            match file.read(piece.get_mut(filled..).unwrap_or_default()) {
                Ok(0) => return Ok(Some(sum.end(piece.get(..filled).unwrap_or_default()))),
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if filled == PIECE {
                sum.add(&piece);
                filled = 0;
            }
        }
    }
}

/// A sum in the making: XXH64 of Yann Collet (xxHash fast digest algorithm, specification 0.1.1).
struct Sum {
    lanes: [u64; 4],
    length: u64,
}

/// The five odd numbers of XXH64.
const ODD: [u64; 5] = [
    0x9e37_79b1_85eb_ca87,
    0xc2b2_ae3d_27d4_eb4f,
    0x1656_67b1_9e37_79f9,
    0x85eb_ca77_c2b2_ae63,
    0x27d4_eb2f_1656_67c5,
];

/// So many bytes are taken in at once: a word for each lane.
const STRIPE: usize = 32;

impl Sum {
    fn new() -> Self {
        let both = ODD[0].wrapping_add(ODD[1]);
        Self { lanes: [both, ODD[1], 0, ODD[0].wrapping_neg()], length: 0 }
    }

    /// Takes in whole stripes; what is left over behind the last is not looked at.
    fn add(&mut self, bytes: &[u8]) {
        for stripe in bytes.chunks_exact(STRIPE) {
            for (lane, word) in self.lanes.iter_mut().zip(stripe.chunks_exact(8)) {
                *lane = round(*lane, number(word));
            }
            self.length = self.length.wrapping_add(STRIPE as u64);
        }
    }

    /// Takes in the last bytes, and gives the print.
    fn end(mut self, bytes: &[u8]) -> Print {
        self.add(bytes);
        let rest = bytes.chunks_exact(STRIPE).remainder();
        let [a, b, c, d] = self.lanes;
        let mut sum = if self.length == 0 {
            c.wrapping_add(ODD[4])
        } else {
            let turned = [(a, 1), (b, 7), (c, 12), (d, 18)].map(|(lane, by)| lane.rotate_left(by));
            let joined = turned.into_iter().fold(0, u64::wrapping_add);
            let join = |sum: u64, lane: u64| {
                (sum ^ round(0, lane)).wrapping_mul(ODD[0]).wrapping_add(ODD[3])
            };
            [a, b, c, d].into_iter().fold(joined, join)
        };
        let length = self.length.wrapping_add(rest.len() as u64);
        sum = sum.wrapping_add(length);
        let words = rest.chunks_exact(8);
        let rest = words.remainder();
        for word in words {
            sum ^= round(0, number(word));
            sum = sum.rotate_left(27).wrapping_mul(ODD[0]).wrapping_add(ODD[3]);
        }
        let halves = rest.chunks_exact(4);
        let rest = halves.remainder();
        for half in halves {
            sum ^= number(half).wrapping_mul(ODD[0]);
            sum = sum.rotate_left(23).wrapping_mul(ODD[1]).wrapping_add(ODD[2]);
        }
        for byte in rest {
            sum ^= u64::from(*byte).wrapping_mul(ODD[4]);
            sum = sum.rotate_left(11).wrapping_mul(ODD[0]);
        }
        sum = (sum ^ (sum >> 33)).wrapping_mul(ODD[1]);
        sum = (sum ^ (sum >> 29)).wrapping_mul(ODD[2]);
        Print { length, sum: sum ^ (sum >> 32) }
    }
}

fn round(lane: u64, word: u64) -> u64 {
    lane.wrapping_add(word.wrapping_mul(ODD[1])).rotate_left(31).wrapping_mul(ODD[0])
}

/// Up to eight bytes as a number, the first byte the lowest.
fn number(bytes: &[u8]) -> u64 {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}

/// How a file looks without reading it: when this is the same, nobody has written it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    length: u64,
    modified: Option<SystemTime>,
    place: (u64, u64),
}

impl Look {
    /// How the file at a path looks; nothing where there is no file to look at.
    #[must_use]
    pub fn at(path: &Path) -> Option<Self> {
        let there = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self { length: there.len(), modified: there.modified().ok(), place: place_of(&there) })
    }
}

/// Which file it is on its disk, whatever it is called.
#[cfg(unix)]
fn place_of(there: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (there.dev(), there.ino())
}

#[cfg(not(unix))]
fn place_of(_there: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

/// Whether two paths lead to one file or folder, by links or otherwise.
#[must_use]
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let there = |path: &Path| fs::metadata(path).ok();
    let (Some(a), Some(b)) = (there(one), there(other)) else { return false };
    let same_place = place_of(&a) == place_of(&b) && place_of(&a) != (0, 0);
    same_place || fs::canonicalize(one).ok() == fs::canonicalize(other).ok()
}
