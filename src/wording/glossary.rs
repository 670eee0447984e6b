//! What every number means: the one place for these texts. The window explains by them, and the
//! documents are written from them.

mod center;
mod leading;
mod misfit;
mod work;

/// A measure in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its name among all measures, as findings give it.
    pub key: &'static str,
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

/// The measure of this key.
#[must_use]
pub fn measure(key: &str) -> Option<&'static Measure> {
    measures().find(|measure| measure.key == key)
}

/// The glossary as a document.
#[must_use]
pub fn glossary_document() -> String {
    let mut out = String::from(
        "# Measures in plain words\n\nThis page is written from the program's own texts. A number \
         that cannot be worked out is *not defined*, with the reason; it is never shown as 0.\n",
    );
    for measure in measures() {
        let Measure { key: _, name, meaning, formula, range, undefined, .. } = measure;
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
        let keys: BTreeSet<&str> = measures().map(|measure| measure.key).collect();
        assert_eq!(keys.len(), measures().count());
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
            assert!(texts.iter().all(|text| text.len() > 2), "{}", it.key);
            assert!(it.meaning.ends_with('.'), "{}", it.key);
            for word in ["healthy", "optimal", " bad "] {
                assert!(texts.iter().all(|text| !text.contains(word)), "{}: {word}", it.key);
            }
        }
    }
}
