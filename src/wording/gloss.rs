//! Words of our own that a reader may not know, each with what it means here.

/// A word and its meaning.
const GLOSSES: [(&str, &str); 14] = [
    (
        "inwardness",
        "Inwardness: whether the weight lies with those who talk with many; 0 as central as people on average, 1 all with the one who talks with most.",
    ),
    (
        "the weight",
        "The weight: who decides, who knows and on whom others depend, in one; each of the three counts alike.",
    ),
    (
        "orders alone",
        "Orders alone: the same chart if everybody depended on their own superior only, and decisions and knowledge lay as the chart has authority.",
    ),
    ("top-heavy", "Top-heavy: how far the weight lies from where the people are towards the top."),
    (
        "mechanistic",
        "Mechanistic: run by rules, orders and the line; it fits routine work. Organic: by advice across the lines; it fits new work (Burns and Stalker 1961).",
    ),
    (
        "organic",
        "Organic: run by advice across the lines; it fits new work. Mechanistic: by rules, orders and the line; it fits routine work (Burns and Stalker 1961).",
    ),
    ("explores", "Explores: how far the work is new every time, from 0 routine to 1."),
    ("influence", "Influence: how much others depend on somebody, because they ask or are told."),
    (
        "insulated",
        "Insulated: how far voices from below do not arrive directly, from 0 hears everyone to 1 hears no one.",
    ),
    ("voices", "Voices: who informs a leader, or is in a consultation with one."),
    ("dealings", "Dealings: somebody asks or tells somebody along the line."),
    (
        "on paper only",
        "On paper only: a reporting line along which nobody is drawn asking or telling.",
    ),
    ("the way up", "The way up: 0 is the height of the average person, 100 % the top."),
    (
        "a confidence",
        "Confidence: how much of what the reading of mechanistic or organic needs was drawn.",
    ),
];

/// What the less common words of a sentence mean, in the order in which they are told.
#[must_use]
pub fn glosses(sentence: &str) -> Vec<&'static str> {
    let lower = sentence.to_lowercase();
    let mut told: Vec<&'static str> = Vec::new();
    for (word, meaning) in GLOSSES {
        // One of the two ends of the scale is enough.
        let second = word == "organic" && told.iter().any(|it| it.starts_with("Mechanistic"));
        if lower.contains(word) && !second {
            told.push(meaning);
        }
    }
    told
}
