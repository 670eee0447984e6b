//! The report as a text in Markdown, for notes, wikis and issues.

use std::fmt::Write as _;

use super::report_part::{
    CLAIMS, DEFINITIONS, FINDINGS, NONE, NOT_DRAWN, NUMBERS, ReportPage, VERDICT, claims,
    finding_words, questions, terms,
};
use crate::wording::{MeasureTable, measures};

/// A report as Markdown: the same words as on the page, what every lens finds in the place of its
/// picture.
pub(super) fn report_text(page: &ReportPage<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n", escaped(page.title), line(page.stage));
    paragraph(&mut out, page.description);
    heading(&mut out, VERDICT);
    let verdict = &page.reading.verdict;
    let _ = writeln!(out, "\n**{}**", escaped(&verdict.sentence));
    paragraph(&mut out, &verdict.evidence);
    heading(&mut out, "What each lens shows");
    out.push('\n');
    for lens in page.lenses {
        let _ = writeln!(out, "- **{}**: {}", escaped(lens.name), escaped(&lens.headline));
    }
    findings(&mut out, page);
    heading(&mut out, CLAIMS);
    for (_, called, rows) in claims(page.ledger) {
        let _ = writeln!(out, "\n### {}\n", escaped(&called));
        for row in rows {
            let (claim, said) = (escaped(row.claim.claim), escaped(&row.sentence));
            let _ = writeln!(out, "- **{claim}** {said}");
        }
    }
    table(&mut out, page.table);
    heading(&mut out, DEFINITIONS);
    for measure in measures() {
        let _ = writeln!(out, "\n### {}\n\n{}\n", escaped(measure.name), line(measure.meaning));
        for (term, text) in terms(measure) {
            let _ = writeln!(out, "- {term}: {}", escaped(text));
        }
    }
    out
}

fn heading(out: &mut String, words: &str) {
    let _ = writeln!(out, "\n## {words}");
}

/// A paragraph, where there is anything to say.
fn paragraph(out: &mut String, words: &str) {
    let words = line(words);
    if !words.is_empty() {
        let _ = writeln!(out, "\n{words}");
    }
}

fn findings(out: &mut String, page: &ReportPage<'_>) {
    heading(out, FINDINGS);
    if page.reading.findings.is_empty() {
        paragraph(out, NONE);
    }
    for finding in &page.reading.findings {
        let (said, evidence) = finding_words(finding);
        let _ = writeln!(out, "\n### {}", escaped(&finding.title));
        paragraph(out, &said);
        paragraph(out, &evidence);
    }
    let questions: Vec<String> = questions(page.reading).collect();
    if !questions.is_empty() {
        let _ = writeln!(out, "\n### {NOT_DRAWN}\n");
        for question in questions {
            let _ = writeln!(out, "- {}", escaped(&question));
        }
    }
}

/// The numbers of every person, without columns in which nobody has one: those are named below.
fn table(out: &mut String, table: &MeasureTable) {
    heading(out, NUMBERS);
    let has = |at: &usize| table.rows.iter().any(|row| matches!(row.cells.get(*at), Some(Ok(_))));
    let (shown, empty): (Vec<usize>, Vec<usize>) = (0..table.heads.len()).partition(has);
    let heads = shown.iter().map(|at| format!(" {} |", escaped(table.heads[*at].name)));
    let _ = writeln!(out, "\n| Name |{}", heads.collect::<String>());
    let _ = writeln!(out, "|---|{}", "---:|".repeat(shown.len()));
    for row in &table.rows {
        let cell = |at: &usize| row.cells.get(*at).map(MeasureTable::words).unwrap_or_default();
        let cells = shown.iter().map(|at| format!(" {} |", escaped(&cell(at))));
        let _ = writeln!(out, "| {} |{}", escaped(&row.name), cells.collect::<String>());
    }
    if !empty.is_empty() && !table.rows.is_empty() {
        let names: Vec<&str> = empty.iter().map(|at| table.heads[*at].name).collect();
        paragraph(out, &format!("Not defined for anybody: {}.", names.join(", ")));
    }
}

/// A text on one line that means nothing to Markdown, whatever stands in it: no emphasis, code,
/// link, HTML, entity, formula, or end of a cell.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Blanks that do not break stay as they are.
    let breaks = |it: char| it == ' ' || it.is_control() || matches!(it, '\u{2028}' | '\u{2029}');
    for word in text.split(breaks) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        // Addresses become links by themselves where a reader looks for them.
        let address = word.contains("://") || word.contains("www.") || word.contains("mailto:");
        for letter in word.chars() {
            let means = matches!(
                letter,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '$' | '@' | '#'
            );
            if means || (address && matches!(letter, ':' | '.' | '/')) {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}

/// The same at the beginning of a line, where a sign or a number may mean a list or a heading.
fn line(text: &str) -> String {
    let words = escaped(text);
    let digits = words.len() - words.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    match words[digits..].chars().next() {
        Some('-' | '+' | '=' | ':') if digits == 0 => format!("\\{words}"),
        Some('.' | ')') if digits > 0 => {
            let (number, rest) = words.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, line};

    #[test]
    fn what_markdown_would_read_into_a_text_is_escaped() {
        assert_eq!(escaped("a | b"), "a \\| b");
        assert_eq!(escaped("<b>x</b>\n# y"), "\\<b\\>x\\</b\\> \\# y");
        assert_eq!(escaped("https://x.test"), "https\\:\\/\\/x\\.test");
        assert_eq!(escaped("www.x.test"), "www\\.x\\.test");
        assert_eq!(escaped("R&D (a)"), "R\\&D (a)");
        assert_eq!(line("1. Ann"), "1\\. Ann");
        assert_eq!(line("- Ann"), "\\- Ann");
        assert_eq!(line("12 people"), "12 people");
    }
}
