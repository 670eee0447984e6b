//! What every number means: the one place for these texts. The window explains by them, and the
//! documents are written from them.

mod center;
mod leading;
mod misfit;
mod work;

use super::MeasureId;

/// A measure in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Which measure it is.
    pub id: MeasureId,
    /// What it is called.
    pub name: &'static str,
    /// What it means, in plain words.
    pub meaning: &'static str,
    /// How it is worked out.
    pub formula: &'static str,
    /// Its range, and what the ends mean.
    pub range: &'static str,
    /// When it has no value.
    pub undefined: &'static str,
    /// What it takes for granted.
    pub assumptions: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// What would change it.
    pub change: &'static str,
}

/// All measures: the centre and the gap first, then leaders, the work, the misfits.
pub const MEASURES: [&[Measure]; 4] =
    [center::MEASURES, leading::MEASURES, work::MEASURES, misfit::MEASURES];

/// All measures in their order.
pub fn measures() -> impl Iterator<Item = &'static Measure> {
    MEASURES.into_iter().flatten()
}

/// All measures, each at the place of its identity.
const TABLE: [&Measure; MeasureId::ALL.len()] = {
    let mut table = [&MEASURES[0][0]; MeasureId::ALL.len()];
    let mut group = 0;
    while group < MEASURES.len() {
        let mut at = 0;
        while at < MEASURES[group].len() {
            let measure = &MEASURES[group][at];
            table[measure.id as usize] = measure;
            at += 1;
        }
        group += 1;
    }
    table
};

/// A measure that is not told does not compile.
const _: () = {
    let mut place = 0;
    while place < TABLE.len() {
        assert!(TABLE[place].id as usize == place, "a measure has no entry in the glossary");
        place += 1;
    }
};

/// What a measure means.
#[must_use]
pub fn measure(id: MeasureId) -> &'static Measure {
    TABLE[id as usize]
}

/// The glossary as a document.
#[must_use]
pub fn glossary_document() -> String {
    let mut out = String::from(
        "# Measures in plain words\n\nThis page is written from the program's own texts. A number \
         that cannot be worked out is *not defined*, with the reason; it is never shown as 0.\n",
    );
    for measure in measures() {
        let Measure { id: _, name, meaning, formula, range, undefined, .. } = measure;
        let Measure { assumptions, source, change, .. } = measure;
        out.push_str(&format!(
            "\n## {name}\n\n{meaning}\n\n- Worked out as: {formula}\n- Range: {range}\n- Not \
             defined: {undefined}\n- Takes for granted: {assumptions}\n- Source: {source}\n- What \
             would change it: {change}\n"
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_measure_is_told_once_and_in_full() {
        let ids: BTreeSet<MeasureId> = measures().map(|measure| measure.id).collect();
        assert_eq!(ids.len(), measures().count());
        let keys: BTreeSet<&str> = ids.iter().map(|id| id.key()).collect();
        assert_eq!(keys.len(), ids.len());
        assert!(ids.iter().all(|id| MeasureId::of_key(id.key()) == Some(*id)));
        for it in measures() {
            let texts = [
                it.name,
                it.meaning,
                it.formula,
                it.range,
                it.undefined,
                it.assumptions,
                it.source,
                it.change,
            ];
            assert!(texts.iter().all(|text| text.len() > 2), "{}", it.id);
            assert!(it.meaning.ends_with('.'), "{}", it.id);
            for word in ["healthy", "optimal", " bad "] {
                assert!(texts.iter().all(|text| !text.contains(word)), "{}: {word}", it.id);
            }
        }
    }
}
