//! Every claim of the theory is drawn, seen and read: the table against the program, and the page
//! and pictures that are written from it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics says what is wrong")]
#![allow(clippy::disallowed_methods, reason = "the documents are written into the project itself")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use fulcrum::analysis::{Cancel, Question, Rule, Settings, Verdict, analyse, further};
use fulcrum::drawing::picture::{Annotations, PictureInput, build};
use fulcrum::layout::arrange;
use fulcrum::model::{OrgMap, StageId};
use fulcrum::wording::{
    CLAIMS, Claim, Reading, Told, explain, glossary_document, measure, measures, reading,
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn example(claim: &Claim) -> (OrgMap, StageId) {
    let (stem, stage) = claim.example;
    let map = fulcrum::storage::read(&root().join(format!("examples/{stem}.orgmap"))).unwrap().map;
    let (id, _) = map.stages().nth(stage).unwrap();
    (map, id)
}

fn read(claim: &Claim) -> Reading {
    let (map, id) = example(claim);
    let settings = Settings::of(&map);
    let question = Question { stage: map.stage(id).unwrap().clone(), settings };
    let found = analyse(&question, &Cancel::never()).unwrap();
    let more = further(&question, &found, &Cancel::never()).unwrap();
    reading(&map, id, &found, &more, &question.settings)
}

#[test]
fn every_claim_names_a_measure_a_lens_a_sentence_and_an_example_that_shows_it() {
    for (place, claim) in CLAIMS.iter().enumerate() {
        assert_eq!(usize::from(claim.number), place + 1);
        assert_eq!(measure(claim.measure).id, claim.measure);
        assert!(!claim.entry.is_empty() && !claim.panel.is_empty(), "{claim:?}");
        let said = read(claim);
        let sentence = claim.sentence(&said).unwrap_or_else(|| panic!("{claim:?}"));
        assert!(sentence.contains(|it: char| it.is_ascii_digit()), "{sentence}");
        let (map, stage) = example(claim);
        let question =
            Question { stage: map.stage(stage).unwrap().clone(), settings: Settings::of(&map) };
        let analysis = analyse(&question, &Cancel::never()).unwrap();
        let more = further(&question, &analysis, &Cancel::never()).unwrap();
        let arrangement = arrange(&question.stage);
        let picture = build(&PictureInput {
            map: &map,
            stage,
            arrangement: &arrangement,
            analysis: Some(&analysis),
            lens: claim.lens,
            annotations: Annotations::default(),
        });
        assert!(!picture.legend.is_empty() && !picture.reading.is_empty(), "{claim:?}");
        assert!(!picture.reading.starts_with("Not enough"), "{}", picture.reading);
        let (stage, settings) = (&question.stage, &question.settings);
        let told = Told { stage, analysis: &analysis, further: &more, settings, about: None };
        let values = explain(claim.measure, &told).values;
        assert!(values.iter().any(|it| it.contains(|it: char| it.is_ascii_digit())), "{values:?}");
    }
}

#[test]
fn opposite_claims_are_read_from_opposite_examples() {
    let number = |at: usize| {
        let claim = &CLAIMS[at - 1];
        let said = read(claim);
        said.findings.iter().find(|it| it.measure == claim.measure).unwrap().number
    };
    // Mechanistic below 0.4, organic above 0.6; rank below 0, expertise above.
    assert!(number(1) < 0.4 && number(2) > 0.6);
    assert!(number(8) < 0.0 && number(9) > 0.0, "{} {}", number(8), number(9));
    assert!(number(10) > 0.5 && number(11) < 0.5);
    assert_eq!(number(28), 3.0, "the warning in full");
}

/// 37 and 38: no text says that fewer leaders would be better, and mechanistic is no misfit where
/// the work is routine.
#[test]
fn leaders_are_not_denied_and_mechanistic_work_may_fit() {
    let mut texts = vec![glossary_document()];
    let examples: BTreeSet<(&str, usize)> = CLAIMS.iter().map(|claim| claim.example).collect();
    for at in examples {
        let claim = Claim { example: at, ..CLAIMS[0] };
        texts.push(read(&claim).to_text(80));
    }
    for text in texts {
        let lower = text.to_lowercase();
        for words in ["fewer leaders", "fewer bosses", "too many leaders", "flatten", "better"] {
            let said = lower.replace("neither end is the better one", "");
            let said = said.replace("decides in fields that others know better", "");
            assert!(!said.contains(words), "{words}");
        }
    }
    let plant = &CLAIMS[37];
    let (map, id) = example(plant);
    let question = Question { stage: map.stage(id).unwrap().clone(), settings: Settings::of(&map) };
    let found = analyse(&question, &Cancel::never()).unwrap();
    assert_eq!(found.gravity.verdict, Verdict::AtTheTop);
    assert!(found.misfits.iter().all(|misfit| misfit.rule == Rule::M12));
}

fn picture_name(claim: &Claim) -> String {
    let (stem, stage) = claim.example;
    let stage = if stage == 0 { String::new() } else { format!("-{}", stage + 1) };
    format!("{stem}{stage}-{}.svg", claim.lens.key())
}

fn page() -> String {
    let mut out = String::from(
        "# What the theory claims, and where it is seen\n\nThis page and its pictures are written \
         by the program: each claim with what is drawn or entered for it, the measure that tells \
         of it, where it is seen, and its sentence on one of the examples.\n",
    );
    out.push_str("\n| | claim | measure | lens | panel |\n|---|---|---|---|---|\n");
    for claim in &CLAIMS {
        let (number, name) = (claim.number, measure(claim.measure).name);
        let (lens, panel) = (claim.lens.name(), claim.panel);
        writeln!(out, "| {number} | {} | {name} | {lens} | {panel} |", claim.claim).unwrap();
    }
    for claim in &CLAIMS {
        let said = read(claim);
        let sentence = claim.sentence(&said).unwrap();
        let name = measure(claim.measure).name;
        let picture = picture_name(claim);
        write!(
            out,
            "\n## {}. {}\n\n- Drawn or entered: {}\n- Measure: {name}\n- Seen: lens {}, panel \
             {}\n- On the example `{}`: {sentence}\n\n![{}]({picture})\n",
            claim.number,
            claim.claim,
            claim.entry,
            claim.lens.name(),
            claim.panel,
            claim.example.0,
            claim.lens.name(),
        )
        .unwrap();
    }
    out
}

fn render(claim: &Claim, to: &Path) {
    let (map, id) = example(claim);
    let stage = map.stage(id).unwrap().record().name.clone();
    let status = Command::new(env!("CARGO_BIN_EXE_fulcrum"))
        .arg("render")
        .arg(root().join(format!("examples/{}.orgmap", claim.example.0)))
        .args(["--lens", claim.lens.key(), "--size", "1280x800", "--stage", &stage, "-o"])
        .arg(to)
        .output()
        .unwrap();
    assert!(status.status.success(), "{status:?}");
}

/// The page, the glossary and the pictures are those that the program writes now.
#[test]
fn the_written_page_is_what_the_program_says() {
    let folder = root().join("assets/guide");
    let fresh = std::env::var_os("FULCRUM_WRITE_DOCUMENTS").is_some();
    if fresh {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("CLAIMS.md"), page()).unwrap();
        std::fs::write(folder.join("MEASURES.md"), glossary_document()).unwrap();
    }
    let hint = "FULCRUM_WRITE_DOCUMENTS=1 cargo test --test claims writes it anew";
    let written = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    assert!(written("CLAIMS.md") == page(), "CLAIMS.md is not up to date; {hint}");
    assert!(written("MEASURES.md") == glossary_document(), "MEASURES.md is not; {hint}");
    let made = std::env::temp_dir().join(format!("fulcrum-claims-{}", std::process::id()));
    std::fs::create_dir_all(&made).unwrap();
    let mut seen = BTreeSet::new();
    for claim in CLAIMS.iter().filter(|claim| seen.insert(picture_name(claim))) {
        let name = picture_name(claim);
        render(claim, &made.join(&name));
        if fresh {
            std::fs::copy(made.join(&name), folder.join(&name)).unwrap();
        }
        let now = std::fs::read_to_string(made.join(&name)).unwrap();
        assert!(written(&name) == now, "{name} is not up to date; {hint}");
    }
    std::fs::remove_dir_all(&made).unwrap();
}

#[test]
fn every_measure_is_told_on_the_page_of_measures() {
    let page = glossary_document();
    for it in measures() {
        assert!(page.contains(it.meaning) && page.contains(it.formula), "{}", it.id);
    }
}
