//! Every sentence of the Reading, on all maps that ship and on made-up ones.

use std::path::Path;

use fulcrum::analysis::{Cancel, Question, Settings, Verdict, analyse, further};
use fulcrum::model::{LineKind, OrgMap, Position, StageId};
use fulcrum::wording::{Reading, measure, reading};

use crate::maps::{Plan, STAGE};

fn check(map: &OrgMap, stage: StageId, name: &str) -> Reading {
    let settings = Settings::default();
    let question =
        Question { stage: map.stage(stage).unwrap().clone(), settings: settings.clone() };
    let found = analyse(&question, &Cancel::never()).unwrap();
    let more = further(&question, &found, &Cancel::never()).unwrap();
    let said = reading(map, stage, &found, &more, &settings);
    assert!(!said.verdict.evidence.is_empty(), "{name}: no evidence of the verdict");
    sentence(&said.verdict.sentence, said.verdict.number, &said.verdict.evidence, name);
    for finding in &said.findings {
        sentence(&finding.sentence, finding.number, &finding.evidence, name);
        assert!(!finding.title.trim().is_empty(), "{name}: {}", finding.sentence);
        assert!(!measure(finding.measure).meaning.is_empty(), "{name}: {}", finding.measure);
        assert!((0.0..=1.0).contains(&finding.confidence), "{name}: {}", finding.sentence);
        let misfit =
            finding.measure.key().strip_prefix('m').is_some_and(|it| it.parse::<u8>().is_ok());
        assert_eq!(misfit, finding.misfit.is_some(), "{name}: {}", finding.sentence);
        assert!((0.0..=1.0).contains(&finding.weight), "{name}: weighs {}", finding.weight);
        for id in &finding.positions {
            assert!(question.stage.positions().get(*id).is_some(), "{name}: {}", finding.sentence);
        }
    }
    assert!(said.findings.windows(2).all(|pair| pair[0].weight >= pair[1].weight), "{name}");
    let decided = !matches!(
        found.gravity.verdict,
        Verdict::NoChart | Verdict::ChartOnly | Verdict::Undecided
    );
    if found.influence.is_ok() && decided && 2 * found.coverage.heard < found.coverage.people {
        assert_eq!(said.verdict.number, None, "{name}: {}", said.verdict.sentence);
    }
    let loops = said.findings.iter().filter(|finding| finding.title.contains("loop")).count();
    assert_eq!(loops, found.hierarchy.loops.len(), "{name}");
    said
}

fn sentence(said: &str, number: Option<f64>, evidence: &str, name: &str) {
    let shown = format!("{name}: {said} ({evidence})");
    match number {
        Some(number) => {
            assert!(number.is_finite(), "{shown}");
            assert!(said.contains(|letter: char| letter.is_ascii_digit()), "{shown}");
            assert!(!evidence.trim().is_empty(), "{shown}");
        }
        None => assert!(said.starts_with("Not enough drawn"), "{shown}"),
    }
    let lower = format!("{said} {evidence}").to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    for word in ["healthy", "unhealthy", "bad", "optimal", "score", "nan", "inf", "infinity"] {
        assert!(!words.contains(&word), "{word} in {shown}");
    }
    let tidy = said.trim() == said
        && said.ends_with('.')
        && !said.contains("  ")
        && !said.contains("\"\"");
    assert!(tidy && !said.contains(" ,") && !said.contains(" ."), "{shown}");
    assert!(said.chars().next().is_some_and(|first| !first.is_lowercase()), "{shown}");
}

#[test]
fn every_sentence_about_a_made_up_map_keeps_the_rules() {
    for seed in 0..1_000 {
        let plan = Plan::random(seed);
        check(&plan.drawn(&plan.in_order()), STAGE, &format!("seed {seed}"));
    }
}

#[test]
fn every_sentence_about_a_map_that_ships_keeps_the_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    let mut entries: Vec<_> = ["tests/cases", "examples"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let loaded = if path.is_dir() {
            fulcrum::storage::read_table_folder(&path)
        } else if path.extension().is_some_and(|kind| kind == "orgmap") {
            fulcrum::storage::read(&path)
        } else {
            continue;
        };
        let map = loaded.unwrap_or_else(|error| panic!("{}: {error}", path.display())).map;
        for (stage, _) in map.stages() {
            check(&map, stage, &path.display().to_string());
            seen += 1;
        }
    }
    assert!(seen >= 20, "only {seen} stages");
}

#[test]
fn an_untitled_position_is_called_untitled_and_a_loop_names_its_members() {
    let titles = ["Ann", "", "Cy"];
    let mut plan = Plan { positions: titles.map(Position::held).to_vec(), ..Plan::default() };
    for at in 0..3 {
        plan.line(at, (at + 1) % 3, LineKind::Solid);
    }
    let said = check(&plan.drawn(&plan.in_order()), STAGE, "a loop");
    let first = &said.findings[0];
    assert_eq!(first.number, Some(3.0));
    for name in ["Ann", "Untitled", "Cy"] {
        assert!(first.sentence.contains(name), "{}", first.sentence);
    }
}

#[test]
fn an_empty_map_says_what_to_do_first() {
    let said = check(&OrgMap::new("Empty"), STAGE, "an empty map");
    assert_eq!(said.verdict.number, None);
    assert_eq!(said.findings.len(), 1);
}
