use std::borrow::Cow;

use super::{Weight, width};

/// What stands for the part that was cut off.
const ELLIPSIS: char = '…';

/// The text, or as much of its beginning as fits, with an ellipsis. Empty when not even that
/// fits.
#[must_use]
pub fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> Cow<'_, str> {
    if width(text, size, weight) <= room {
        return Cow::Borrowed(text);
    }
    let mut left = room - width("…", size, weight);
    if left < 0.0 {
        return Cow::Borrowed("");
    }
    let mut kept = String::new();
    for cluster in clusters(text) {
        left -= width(cluster, size, weight);
        if left < 0.0 {
            break;
        }
        kept.push_str(cluster);
    }
    kept.truncate(kept.trim_end().len());
    kept.push(ELLIPSIS);
    Cow::Owned(kept)
}

/// The text on up to `lines` lines that fit, broken at spaces and behind hyphens, inside of a
/// word only where it is longer than a line. What does not fit is cut off with an ellipsis. One
/// empty line for an empty text; no lines are taken to be one.
#[must_use]
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let lines = lines.max(1);
    let mut done: Vec<String> = vec![String::new()];
    let mut pieces = pieces(text).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let last = done.len();
        let Some(line) = done.last_mut() else { break };
        let with =
            if line.is_empty() { piece.trim_start().to_owned() } else { format!("{line}{piece}") };
        if width(with.trim_end(), size, weight) <= room {
            *line = with;
        } else if last == lines {
            let rest: String = std::iter::once(piece).chain(pieces).collect();
            let all = format!("{line}{rest}");
            *line = shorten(&all, size, weight, room).into_owned();
            break;
        } else if line.is_empty() {
            let (head, tail) = split_word(piece.trim_start(), size, weight, room);
            *line = head.to_owned();
            let rest: String = std::iter::once(tail.to_owned()).chain(pieces).collect();
            done.extend(wrap(&rest, size, weight, room, lines - last));
            break;
        } else {
            let rest: String = std::iter::once(piece).chain(pieces).collect();
            done.extend(wrap(rest.trim_start(), size, weight, room, lines - last));
            break;
        }
    }
    done.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    done
}

/// Words, each with the space before it; a hyphen ends a piece.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        let space = letter.is_whitespace();
        let starts = space || !open;
        match pieces.last_mut() {
            Some(piece) if !starts || piece.chars().all(char::is_whitespace) => {
                piece.push(if space { ' ' } else { letter });
            }
            _ => pieces.push(if space { ' ' } else { letter }.into()),
        }
        open = letter != '-';
    }
    pieces
}

/// The part of a word that fits, at least one letter, and the rest.
fn split_word(word: &str, size: f64, weight: Weight, room: f64) -> (&str, &str) {
    let (mut left, mut at) = (room, 0);
    for cluster in clusters(word) {
        left -= width(cluster, size, weight);
        if left < 0.0 && at > 0 {
            return word.split_at(at);
        }
        at += cluster.len();
    }
    (word, "")
}

/// The letters of a text, each with the marks that belong to it.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let mut end = first.len_utf8();
        let mut joined = false;
        for letter in rest[end..].chars() {
            if !joined && !belongs_to_the_one_before(letter) {
                break;
            }
            joined = letter == JOINER;
            end += letter.len_utf8();
        }
        let (cluster, after) = rest.split_at(end);
        rest = after;
        Some(cluster)
    })
}

/// Makes one sign of the one before and the one after it.
const JOINER: char = '\u{200D}';

/// Whether a letter is a mark on the one before it: accents, signs that choose a form, and skin
/// tones.
fn belongs_to_the_one_before(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}'
        | '\u{64B}'..='\u{65F}' | '\u{93A}'..='\u{93C}' | '\u{93E}'..='\u{94F}'
        | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | JOINER
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: f64 = 10.0;

    fn fits(line: &str, room: f64) -> bool {
        width(line, SIZE, Weight::Regular) <= room
    }

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(shorten("Ann", SIZE, Weight::Regular, 100.0), "Ann");
        assert_eq!(wrap("Ann", SIZE, Weight::Regular, 100.0, 2), ["Ann"]);
        assert_eq!(wrap("", SIZE, Weight::Regular, 100.0, 2), [""]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_and_fits() {
        let short = shorten("Head of Manufacturing", SIZE, Weight::Regular, 60.0);
        assert!(short.ends_with('…') && fits(&short, 60.0), "{short}");
    }

    #[test]
    fn lines_break_between_words_and_the_last_is_cut() {
        let lines =
            wrap("Head of the Manufacturing Department North", SIZE, Weight::Regular, 80.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| fits(line, 80.0)), "{lines:?}");
        assert_eq!(lines[0], "Head of the");
        assert!(lines[1].ends_with('…'));
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_in_itself() {
        let lines = wrap("Donaudampfschifffahrtsgesellschaft", SIZE, Weight::Regular, 70.0, 4);
        assert!(lines.len() > 1 && lines.iter().all(|line| fits(line, 70.0)), "{lines:?}");
        assert_eq!(lines.concat(), "Donaudampfschifffahrtsgesellschaft");
    }

    #[test]
    fn an_accent_is_never_cut_from_its_letter() {
        let word = "e\u{301}".repeat(30);
        let lines = wrap(&word, SIZE, Weight::Regular, 50.0, 40);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| !line.starts_with('\u{301}')), "{lines:?}");
        assert_eq!(lines.concat(), word);
    }

    #[test]
    fn no_lines_at_all_are_one_line() {
        assert_eq!(wrap("Ann", SIZE, Weight::Regular, 100.0, 0), ["Ann"]);
    }
}
