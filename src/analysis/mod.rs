//! Pure functions from a frozen stage of a map to what it says.
//!
//! [`analyse`] gives the readings of the theory (authority, knowledge, influence, the centre of
//! gravity, the gap, organicity, leaders and followers, misfits); [`standard`] the measures of
//! network analysis, one kind of arc at a time; [`what_if`] what single edits would move. All
//! are deterministic, ask the cancel token in their long loops, and say *not defined* with a
//! reason where a measure has no value.

mod analyse;
mod authority;
mod below;
mod cancel;
mod chance;
mod column;
mod concentration;
mod coverage;
mod dealings;
mod distribution;
mod effect;
mod gravity;
mod guess;
mod firmness;
mod hierarchy;
mod joined;
mod kept;
mod followers;
mod fragment;
mod further;
mod leaders;
mod leadership;
mod leading;
mod margin;
mod misfit;
mod network;
mod organicity;
mod part;
mod people;
mod pieces;
mod question;
mod reader;
mod readiness;
mod remedy;
mod respondents;
mod refinement;
mod result;
mod said;
mod setting;
mod standard;
mod strong;
mod sweep;
mod ties;
mod transport;
mod trial;
mod undefined;
mod verdict;
mod voices;
mod votes;
mod weighing;
mod what_if;

pub use analyse::{analyse, analyse_at_once};
pub use cancel::{Cancel, Cancelled};
pub use chance::{ByChance, Chance, Chances, DRAWS, PROVISIONAL_DRAWS, Standing, chance};
pub use column::Column;
pub use concentration::{Concentration, lorenz};
pub use coverage::Coverage;
pub use effect::{Association, FEWEST_POINTS, association};
pub use firmness::{Border, Firmness, Weighting};
pub use further::{Band, Contrasts, Further, Spread, UnitFigures, further, in_domain};
pub use guess::{GuessAnswer, GuessSpread, guess_answer, guess_spread};
pub use leading::{Leading, OverLeaders, OverLines};
pub use margin::{consult_by_respondent, height_by_chance};
pub use part::{PartOfMass, parts_of_mass};
pub use pieces::{Listed, Pieces, PiecesIter};
pub use question::{Question, Settings};
pub use reader::Reader;
pub use readiness::{ItemGap, MeanOf, PinMoved, Readiness, readiness};
pub use remedy::remedy;
pub use result::*;
pub use setting::{SETTINGS, Setting};
pub use standard::{
    BROKERAGE, Core, Digraph, Formal, Nearness, Sampled, Searches, Standard, Through, Units, View,
    standard, standard_through,
};
pub use trial::{TriedEdit, claimed, learned};
pub use undefined::{Defined, Packed, Undefined};
pub use verdict::{Verdict, Zone};
pub use what_if::{Moved, WhatIf, after, what_if, what_if_all, what_if_told};
