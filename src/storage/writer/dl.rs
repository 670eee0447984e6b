//! UCINET DL: a list of ties with their labels, one matrix for each kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Outgoing;
use crate::model::PositionId;

/// Writes DL.
pub(in crate::storage) fn write(out: &Outgoing<'_>) -> Result<Vec<u8>, String> {
    let labels = labels(out);
    let ties = out.ties();
    let mut kinds = Outgoing::kinds(&ties);
    if kinds.is_empty() {
        kinds.push("reports_to".into());
    }
    let mut text = format!("DL N={} NM={}\nFORMAT = EDGELIST1\n", labels.len(), kinds.len());
    text.push_str("LABELS:\n");
    for label in labels.values() {
        let _ = writeln!(text, "\"{label}\"");
    }
    text.push_str("LABELS EMBEDDED\nMATRIX LABELS:\n");
    for kind in &kinds {
        let _ = writeln!(text, "\"{}\"", plain(kind));
    }
    text.push_str("DATA:\n");
    for (number, kind) in kinds.iter().enumerate() {
        if number > 0 {
            text.push_str("!\n");
        }
        for tie in ties.iter().filter(|tie| tie.kind == *kind) {
            let (from, to) = (&labels[&tie.from], &labels[&tie.to]);
            let _ = writeln!(text, "\"{from}\" \"{to}\" {}", tie.weight);
        }
    }
    Ok(text.into_bytes())
}

/// What positions are called: their titles, with their codes where two are alike without regard
/// to case.
fn labels(out: &Outgoing<'_>) -> BTreeMap<PositionId, String> {
    let codes = out.codes();
    let mut seen = BTreeSet::new();
    let mut labels = BTreeMap::new();
    for id in out.stage.positions().ids() {
        let title = plain(out.label(id));
        let code = codes.get(&id).map(|code| plain(code)).unwrap_or_default();
        let mut label = if title.is_empty() { code.clone() } else { title.clone() };
        if !seen.insert(label.to_lowercase()) {
            label = format!("{title} ({code})");
            while !seen.insert(label.to_lowercase()) {
                label.push('\'');
            }
        }
        labels.insert(id, label);
    }
    labels
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "'")
}
