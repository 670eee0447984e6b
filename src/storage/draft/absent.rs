//! Words for nobody.

/// Names of those who are not there.
pub(super) const NOBODY: [&str; 20] = [
    "vacant",
    "vacancy",
    "vakant",
    "n/d",
    "eliminated",
    "tbd",
    "tbh",
    "tba",
    "tbc",
    "open",
    "unfilled",
    "to be hired",
    "to be confirmed",
    "to be recruited",
    "not in post",
    "unbesetzt",
    "n.n.",
    "offen",
    "vacante",
    "poste vacant",
];

/// States of those who have left.
pub(super) const LEFT: [&str; 25] = [
    "terminated",
    "left",
    "leaver",
    "inactive",
    "resigned",
    "retired",
    "former",
    "departed",
    "dismissed",
    "exited",
    "separated",
    "offboarded",
    "no longer employed",
    "ausgeschieden",
    "ausgetreten",
    "inaktiv",
    "gekündigt",
    "sorti",
    "inactif",
    "inactivo",
    "baja",
    "cessato",
    "nieaktywny",
    "уволен",
    "退職",
];

pub(super) fn is_one_of(words: &str, list: &[&str]) -> bool {
    let words = words.trim().to_lowercase();
    list.contains(&words.as_str())
}
