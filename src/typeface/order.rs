//! The order in which the words of a line are drawn.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, BidiInfo, bidi_class};

/// A line of text with its words in the order in which they stand from left to right, for whoever
/// draws from left to right and shapes each word by itself: letters within a word of a script that
/// runs to the left stay in the order in which they are written, and the shaping turns them.
/// Texts that run to the right come back as they are.
#[must_use]
pub fn visual_order(line: &str) -> Cow<'_, str> {
    if !has_left_runs(line) {
        return Cow::Borrowed(line);
    }
    let bidi = BidiInfo::new(line, None);
    let mut drawn = String::with_capacity(line.len());
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let Some(text) = line.get(run.clone()) else { continue };
            if levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl) {
                turned(text, &mut drawn);
            } else {
                drawn.push_str(text);
            }
        }
    }
    Cow::Owned(drawn)
}

/// Whether some letter of a line belongs to a script that runs to the left.
#[must_use]
pub fn has_left_runs(line: &str) -> bool {
    line.chars().any(runs_left)
}

/// Whether a letter belongs to a script that runs to the left.
fn runs_left(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// Words last to first; what stands between them letter by letter, with brackets the other way.
fn turned(text: &str, drawn: &mut String) {
    let mut words: Vec<(bool, String)> = Vec::new();
    for letter in text.chars() {
        let in_word = runs_left(letter)
            || (bidi_class(letter) == BidiClass::NSM && words.last().is_some_and(|last| last.0));
        match words.last_mut() {
            Some((word, letters)) if *word == in_word => letters.push(letter),
            _ => words.push((in_word, letter.into())),
        }
    }
    for (is_word, letters) in words.into_iter().rev() {
        if is_word {
            drawn.push_str(&letters);
        } else {
            drawn.extend(letters.chars().rev().map(mirrored));
        }
    }
}

fn mirrored(letter: char) -> char {
    match letter {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_run_right_stay() {
        assert!(matches!(visual_order("Head of sales (North)"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_first_word_of_a_hebrew_line_is_drawn_last() {
        assert_eq!(visual_order("אב גד"), "גד אב");
        assert_eq!(visual_order("אב (גד)"), "(גד) אב");
    }

    #[test]
    fn numbers_and_latin_words_keep_their_own_order() {
        assert_eq!(visual_order("אב 123"), "123 אב");
        assert_eq!(visual_order("HR אב גד"), "HR גד אב");
    }
}
