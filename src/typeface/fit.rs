use std::borrow::Cow;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

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
    let left = room - width("…", size, weight);
    if left < 0.0 {
        return Cow::Borrowed("");
    }
    let mut kept = String::new();
    for cluster in text.graphemes(true) {
        // Letters join and change their width, so the beginning is measured as a whole.
        let with = format!("{kept}{cluster}");
        if width(&with, size, weight) > left {
            break;
        }
        kept = with;
    }
    kept.truncate(kept.trim_end().len());
    kept.push(ELLIPSIS);
    Cow::Owned(kept)
}

/// The text on up to `lines` lines that fit, broken where its script allows (Unicode line
/// breaking), inside of a word only where it is longer than a line, and never inside of a letter
/// with its marks. What does not fit is cut off with an ellipsis. One empty line for an empty
/// text; no lines are taken to be one.
#[must_use]
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let lines = lines.max(1);
    let text: String =
        text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
    let mut done: Vec<String> = vec![String::new()];
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let last = done.len() == lines;
        let Some(line) = done.last_mut() else { break };
        let piece = rest.get(..first_break(rest)).unwrap_or(rest);
        let with = format!("{line}{piece}");
        if width(with.trim_end(), size, weight) <= room {
            *line = with;
            rest = &rest[piece.len()..];
        } else if last {
            let all = format!("{line}{rest}");
            *line = shorten(&all, size, weight, room).into_owned();
            break;
        } else if line.is_empty() {
            let (head, tail) = split_word(rest, size, weight, room);
            *line = head.to_owned();
            rest = tail.trim_start();
            if !rest.is_empty() {
                done.push(String::new());
            }
        } else {
            rest = rest.trim_start();
            done.push(String::new());
        }
    }
    done.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    done
}

/// Where a text may be broken first; its end where nowhere before.
fn first_break(text: &str) -> usize {
    linebreaks(text).next().map_or(text.len(), |(at, _)| at)
}

/// The part of a word that fits, at least one letter, and the rest.
fn split_word(word: &str, size: f64, weight: Weight, room: f64) -> (&str, &str) {
    let mut at = 0;
    for cluster in word.graphemes(true) {
        let end = at + cluster.len();
        if at > 0 && word.get(..end).is_none_or(|head| width(head, size, weight) > room) {
            return word.split_at(at);
        }
        at = end;
    }
    (word, "")
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
    fn chinese_breaks_between_signs_and_no_line_begins_with_a_full_stop() {
        let lines = wrap("海外事業部担当。営業本部長", SIZE, Weight::Regular, 42.0, 9);
        assert!(lines.len() > 2 && lines.iter().all(|line| !line.starts_with('。')), "{lines:?}");
        assert_eq!(lines.concat(), "海外事業部担当。営業本部長");
    }

    #[test]
    fn no_lines_at_all_are_one_line() {
        assert_eq!(wrap("Ann", SIZE, Weight::Regular, 100.0, 0), ["Ann"]);
    }
}
