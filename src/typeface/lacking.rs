//! Letters that no font has, and what to install for them.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use unicode_script::{Script, UnicodeScript};

/// How many clusters are remembered as lacking; beyond it only their scripts are.
const MOST: usize = 4_096;

static CLUSTERS: RwLock<BTreeSet<String>> = RwLock::new(BTreeSet::new());
static SCRIPTS: RwLock<BTreeSet<&'static str>> = RwLock::new(BTreeSet::new());

pub(super) fn is_known(cluster: &str) -> bool {
    let clusters = CLUSTERS.read().unwrap_or_else(PoisonError::into_inner);
    clusters.len() >= MOST || clusters.contains(cluster)
}

pub(super) fn note(cluster: &str) {
    CLUSTERS.write().unwrap_or_else(PoisonError::into_inner).insert(cluster.to_owned());
    let script = cluster.chars().map(|letter| letter.script()).find(|script| is_one(*script));
    let name = script.map_or("symbols", |script| script.full_name());
    SCRIPTS.write().unwrap_or_else(PoisonError::into_inner).insert(name);
}

fn is_one(script: Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// Which scripts some text so far was written in whose letters no font of this machine has, in
/// the order of the alphabet. Empty as long as everything can be drawn.
#[must_use]
pub fn lacking_scripts() -> Vec<&'static str> {
    SCRIPTS.read().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
}

/// One sentence that names scripts whose letters are not to be had and the packages that bring
/// them; nothing when everything can be drawn.
#[must_use]
pub fn lacking_words() -> Option<String> {
    words(&lacking_scripts())
}

fn words(scripts: &[&str]) -> Option<String> {
    let (last, others) = scripts.split_last()?;
    let named = if others.is_empty() {
        (*last).to_owned()
    } else {
        format!("{} and {last}", others.join(", "))
    };
    let wide =
        |script: &&str| matches!(*script, "Han" | "Hiragana" | "Katakana" | "Hangul" | "Bopomofo");
    let packages = match (scripts.iter().any(wide), scripts.iter().all(wide)) {
        (true, true) => {
            "fonts-noto-cjk (Debian), google-noto-sans-cjk-fonts (Fedora) or noto-fonts-cjk (Arch)"
        }
        (true, false) => {
            "fonts-noto (Debian), google-noto-fonts-all (Fedora) or noto-fonts and noto-fonts-cjk (Arch)"
        }
        (false, _) => {
            "fonts-noto-core (Debian), google-noto-fonts-all (Fedora) or noto-fonts (Arch)"
        }
    };
    Some(format!(
        "No font on this machine has the letters of {named}: install {packages} and start again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_scripts_and_packages() {
        assert_eq!(words(&[]), None);
        let han = words(&["Han"]).unwrap();
        assert!(han.contains("letters of Han:") && han.contains("fonts-noto-cjk"), "{han}");
        let both = words(&["Han", "Tamil"]).unwrap();
        assert!(both.contains("Han and Tamil") && both.contains("noto-fonts-cjk"), "{both}");
        assert!(words(&["Tamil"]).unwrap().contains("fonts-noto-core"));
    }
}
