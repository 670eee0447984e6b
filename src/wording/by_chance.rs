//! How a number lies to what chance alone gives, in words (MEASURES 12, D10).

use crate::analysis::{ByChance, Chance, Standing};

/// Whether a number is higher, lower or no different from what chance alone gives, with the band.
/// Begins with a space, to stand behind the sentence that names the number; empty where chance
/// leaves nothing to vary or is not worked out yet. `say` writes an end of the band as the number
/// itself is written; `apart` are the words for lower and for higher.
pub(super) fn beside_chance(
    value: f64,
    chance: Option<&Chance>,
    band: fn(&Chance) -> Option<ByChance>,
    say: fn(f64) -> String,
    [lower, higher]: [&str; 2],
) -> String {
    let Some((chance, band)) = chance.and_then(|chance| Some((chance, band(chance)?))) else {
        return String::new();
    };
    let apart = match band.standing(value) {
        Standing::Below => format!("{lower} than chance alone gives"),
        Standing::Within => "no different from chance".to_owned(),
        Standing::Above => format!("{higher} than chance alone gives"),
    };
    format!(" That is {apart} ({}).", ends(chance, &band, say))
}

/// What chance alone gives: "0.17 to 0.41"; where more draws are to come, that it is provisional.
pub(super) fn ends(chance: &Chance, band: &ByChance, say: fn(f64) -> String) -> String {
    let provisional = if chance.is_provisional() { ", provisional" } else { "" };
    format!("{} to {}{provisional}", say(band.low), say(band.high))
}
