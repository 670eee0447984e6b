use std::fmt::Write as _;

use super::report_part::{
    CLAIMS, DEFINITIONS, FINDINGS, NONE, NOT_DRAWN, NUMBERS, PICTURES, ReportPage, VERDICT,
    claims as claims_of, finding_words, questions, terms,
};
use super::xml::escaped;
use crate::wording::{LedgerRow, MeasureTable, Reading, Says, measures};

/// A report as one page of HTML that loads nothing from anywhere: the verdict, the pictures, the
/// findings, the table and the definitions.
#[must_use]
pub fn report_page(page: &ReportPage<'_>) -> String {
    let title = escaped(page.title);
    let mut out = format!(
        concat!(
            "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n",
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
            "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
            "<title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n",
            "<style>\n{style}</style>\n</head>\n<body>\n",
            "<a class=\"skip\" href=\"#findings\">To the findings</a>\n",
            "<header>\n<h1>{title}</h1>\n"
        ),
        title = title,
        style = STYLE
    );
    let _ = writeln!(out, "<p class=\"quiet\">{}</p>", escaped(page.stage));
    if !page.description.trim().is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escaped(page.description));
    }
    let verdict = &page.reading.verdict;
    let _ = writeln!(
        out,
        "</header>\n<main>\n<section aria-labelledby=\"verdict\">\n<h2 id=\"verdict\">{VERDICT}</h2>\n\
         <p class=\"verdict\">{}</p>\n<p class=\"quiet\">{}</p>\n</section>",
        escaped(&verdict.sentence),
        escaped(&verdict.evidence)
    );
    pictures(&mut out, page);
    findings(&mut out, page.reading);
    claims(&mut out, page.ledger);
    table(&mut out, page.table);
    definitions(&mut out);
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

/// The beginning of a part of the page.
fn part(out: &mut String, id: &str, heading: &str) {
    let _ = writeln!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>");
}

fn pictures(out: &mut String, page: &ReportPage<'_>) {
    part(out, "pictures", PICTURES);
    out.push_str(
        "<p class=\"quiet\">Scroll with Ctrl to come nearer, drag to move, double-click to see the \
         whole.</p>\n",
    );
    for lens in page.lenses {
        let _ = writeln!(
            out,
            "<figure>\n<figcaption>{}</figcaption>\n<div class=\"picture light\">{}</div>\n\
             <div class=\"picture dark\">{}</div>\n</figure>",
            escaped(lens.name),
            lens.light,
            lens.dark
        );
    }
    out.push_str("</section>\n");
}

fn findings(out: &mut String, reading: &Reading) {
    part(out, "findings", FINDINGS);
    if reading.findings.is_empty() {
        let _ = writeln!(out, "<p>{NONE}</p>");
    }
    for finding in &reading.findings {
        let (said, evidence) = finding_words(finding);
        let _ = writeln!(
            out,
            "<article>\n<h3>{}</h3>\n<p>{}</p>\n<p class=\"quiet\">{}</p>\n</article>",
            escaped(&finding.title),
            escaped(&said),
            escaped(&evidence)
        );
    }
    if !reading.questions.is_empty() {
        let _ = writeln!(out, "<h3>{NOT_DRAWN}</h3>\n<ul>");
        for question in questions(reading) {
            let _ = writeln!(out, "<li>{}</li>", escaped(&question));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

/// The ledger of claims: what the map supports, contradicts and cannot test.
fn claims(out: &mut String, ledger: &[LedgerRow]) {
    part(out, "claims", CLAIMS);
    for (says, heading, rows) in claims_of(ledger) {
        let open = if says == Says::CannotTest { "" } else { " open" };
        let _ = writeln!(out, "<details{open}>\n<summary>{heading}</summary>\n<ul>");
        for row in rows {
            let (claim, said) = (escaped(row.claim.claim), escaped(&row.sentence));
            let _ = writeln!(out, "<li><strong>{claim}</strong> {said}</li>");
        }
        out.push_str("</ul>\n</details>\n");
    }
    out.push_str("</section>\n");
}

fn table(out: &mut String, table: &MeasureTable) {
    part(out, "numbers", NUMBERS);
    out.push_str(concat!(
        "<p><label>Show names with <input id=\"filter\" type=\"search\"></label></p>\n",
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"The numbers as a table\">\n",
        "<table>\n<thead><tr><th scope=\"col\"><button type=\"button\">Name</button></th>"
    ));
    for head in &table.heads {
        let _ = write!(
            out,
            "<th scope=\"col\"><button type=\"button\">{}</button></th>",
            escaped(head.name)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escaped(&row.name));
        for (head, cell) in table.heads.iter().zip(&row.cells) {
            let (head, said) = (escaped(head.name), escaped(&MeasureTable::words(cell)));
            let _ = match cell {
                Ok(value) => {
                    write!(out, "<td data-head=\"{head}\" data-value=\"{value}\">{said}</td>")
                }
                Err(_) => write!(out, "<td data-head=\"{head}\" class=\"none\">{said}</td>"),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}

fn definitions(out: &mut String) {
    part(out, "definitions", DEFINITIONS);
    for measure in measures() {
        let _ = writeln!(
            out,
            "<details>\n<summary>{}</summary>\n<p>{}</p>\n<dl>",
            escaped(measure.name),
            escaped(measure.meaning)
        );
        for (term, text) in terms(measure) {
            let _ = writeln!(out, "<dt>{term}</dt><dd>{}</dd>", escaped(text));
        }
        out.push_str("</dl>\n</details>\n");
    }
    out.push_str("</section>\n");
}

const STYLE: &str = "\
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1d2430; --quiet: #566070; --line: #d5dae1; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181f; --ink: #e9edf3; --quiet: #a6b0be; --line: #39424f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Inter, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; margin: 0 0 .3rem; } h2 { font-size: 1.35rem; margin: 2rem 0 .6rem; } h3 { margin: 1rem 0 .2rem; font-size: 1.05rem; }
p { margin: .3rem 0; } .quiet { color: var(--quiet); } .verdict { font-size: 1.25rem; font-weight: 600; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
figure { margin: 1rem 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
figcaption { padding: .5rem .8rem; font-weight: 600; border-bottom: 1px solid var(--line); }
.picture svg { display: block; width: 100%; height: auto; cursor: grab; }
.dark { display: none; }
@media (prefers-color-scheme: dark) { .dark { display: block; } .light { display: none; } }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: right; font-variant-numeric: tabular-nums; }
tbody th, thead th:first-child { text-align: left; position: sticky; left: 0; background: var(--paper); }
th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid; }
input { font: inherit; padding: .2rem .5rem; } dt { font-weight: 600; } dd { margin: 0 0 .4rem; } details { margin: .3rem 0; }
@media print { @page { margin: 15mm; } :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; }
  .dark, label, .skip { display: none; } .light { display: block; } figure, article, tr { break-inside: avoid; } .wide { overflow: visible; }
  h2, h3 { break-after: avoid; } section:has(table) { break-before: page; } summary { list-style: none; font-weight: 600; }
  .picture svg { max-height: 100mm; } dl, dl + p, details p { font-size: .75rem; margin: .1rem 0; } dt, dd { display: inline; } dt::after { content: ': '; } dd::after { content: ' '; } body { padding: 0; font-size: .85rem; } }
/* On paper and on a telephone a person is a paragraph: nobody can push a wide table there. */
@media print, (max-width: 40rem) {
  table, tbody { display: block; } thead { display: none; }
  tbody tr:not([hidden]) { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tbody th { display: block; position: static; padding: 0; border: 0; }
  td { display: inline-block; padding: 0 .9rem 0 0; border: 0; text-align: left; } td.none { display: none; }
  td::before { content: attr(data-head) ' '; color: var(--quiet); } }
";

const SCRIPT: &str = "\
'use strict';
const body = document.querySelector('tbody');
document.querySelectorAll('thead button').forEach((button, column) => {
  let down = false;
  button.addEventListener('click', () => {
    down = !down;
    const value = row => { const cell = row.children[column];
      return column === 0 ? cell.textContent : cell.dataset.value === undefined ? null : Number(cell.dataset.value); };
    const rows = [...body.rows].sort((a, b) => { const x = value(a), y = value(b);
      if (x === null || y === null) return (x === null) - (y === null);
      const order = column === 0 ? x.localeCompare(y) : x - y; return down && column !== 0 ? -order : order; });
    body.append(...rows);
    document.querySelectorAll('thead th').forEach(head => head.removeAttribute('aria-sort'));
    button.parentElement.setAttribute('aria-sort', down && column !== 0 ? 'descending' : 'ascending');
  });
});
document.getElementById('filter').addEventListener('input', event => {
  const wanted = event.target.value.toLowerCase();
  for (const row of body.rows) row.hidden = !row.children[0].textContent.toLowerCase().includes(wanted);
});
// Paper cannot be unfolded.
let folded = [];
window.addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details:not([open])')];
  folded.forEach(part => { part.open = true; });
});
window.addEventListener('afterprint', () => folded.forEach(part => { part.open = false; }));
document.querySelectorAll('.picture > svg').forEach(svg => {
  const whole = svg.viewBox.baseVal, first = [whole.x, whole.y, whole.width, whole.height];
  const show = view => svg.setAttribute('viewBox', view.join(' '));
  let view = [...first], held = null;
  svg.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect(), factor = Math.exp(event.deltaY * 0.002);
    const fx = (event.clientX - box.left) / box.width, fy = (event.clientY - box.top) / box.height;
    view = [view[0] + view[2] * fx * (1 - factor), view[1] + view[3] * fy * (1 - factor), view[2] * factor, view[3] * factor];
    show(view);
  }, { passive: false });
  svg.addEventListener('pointerdown', event => { if (event.pointerType === 'mouse') held = [event.clientX, event.clientY]; });
  window.addEventListener('pointerup', () => { held = null; });
  window.addEventListener('pointermove', event => {
    if (!held) return;
    const scale = view[2] / svg.getBoundingClientRect().width;
    view[0] -= (event.clientX - held[0]) * scale; view[1] -= (event.clientY - held[1]) * scale;
    held = [event.clientX, event.clientY]; show(view);
  });
  svg.addEventListener('dblclick', () => { view = [...first]; show(view); });
});
";
