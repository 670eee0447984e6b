//! Every sentence of the Reading, on all maps that ship and on made-up ones.

use std::path::Path;

use fulcrum::analysis::{Cancel, Question, Settings, analyse, further};
use fulcrum::model::{LineKind, OrgMap, Position, Stage, StageId};
use fulcrum::wording::{Ground, Reading, measure, reading};

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
        sentence(&finding.sentence, Some(finding.number), &finding.evidence, name);
        plain(&format!("{} {}", finding.title, finding.outlook.as_deref().unwrap_or("")), name);
        assert!(!finding.title.trim().is_empty(), "{name}: {}", finding.sentence);
        assert!(!measure(finding.measure).meaning.is_empty(), "{name}: {}", finding.measure);
        assert!(finding.known.part() >= 0.5, "{name}: {}", finding.sentence);
        let misfit =
            finding.measure.key().strip_prefix('m').is_some_and(|it| it.parse::<u8>().is_ok());
        assert_eq!(misfit, finding.misfit.is_some(), "{name}: {}", finding.sentence);
        assert_eq!(misfit, finding.outlook.is_some(), "{name}: {}", finding.sentence);
        assert!((0.0..=1.0).contains(&finding.weight), "{name}: weighs {}", finding.weight);
        for id in &finding.positions {
            assert!(question.stage.positions().get(*id).is_some(), "{name}: {}", finding.sentence);
        }
        whoever_is_named_is_known(&question.stage, &finding.sentence, name);
    }
    for question in &said.questions {
        plain(&question.sentence, name);
        assert!(question.known.known < question.known.of.max(1), "{name}: {}", question.sentence);
        assert!(!question.measures.is_empty(), "{name}: {}", question.sentence);
    }
    assert!(said.findings.windows(2).all(|pair| pair[0].weight >= pair[1].weight), "{name}");
    if found.coverage.verdict_withheld && found.influence.is_ok() {
        assert_eq!(said.verdict.number, None, "{name}: {}", said.verdict.sentence);
    }
    let loops = said.findings.iter().filter(|finding| finding.title.contains("loop")).count();
    assert_eq!(loops, found.hierarchy.loops.len(), "{name}");
    said
}

/// A name stands in a finding only where something is drawn or entered about whoever bears it,
/// besides the place on the chart; but for loops, which are about the chart.
fn whoever_is_named_is_known(stage: &Stage, said: &str, name: &str) {
    if said.contains("in a circle") {
        return;
    }
    let words: Vec<&str> = said.split(|letter: char| !letter.is_alphanumeric()).collect();
    for (id, position) in stage.positions().iter() {
        if !words.contains(&position.title.as_str()) {
            continue;
        }
        let talks = stage.flows().iter().any(|(_, flow)| flow.from == id || flow.to == id);
        let led = stage.lines().iter().filter(|(_, line)| line.to == id);
        let rated =
            led.map(|(_, line)| line).any(|line| line.accepts.is_some() || line.distance.is_some());
        let entered = !position.expertise.is_empty()
            || !position.rights.is_empty()
            || !position.survey.is_empty()
            || position.pin.is_some()
            || position.authority.is_some();
        assert!(
            talks || rated || entered,
            "{name}: nothing is known of {}: {said}",
            position.title
        );
    }
}

/// No wrong plural, no percentage below nought, none above a hundred but of the pull, and no word
/// that only the program knows.
fn plain(said: &str, name: &str) {
    let shown = format!("{name}: {said}");
    let words: Vec<&str> = said.split_whitespace().collect();
    let several = [
        "people",
        "positions",
        "leaders",
        "lines",
        "domains",
        "routines",
        "steps",
        "pairs",
        "layers",
        "units",
        "contrasts",
    ];
    let single = [
        "person", "position", "leader", "line", "domain", "routine", "step", "pair", "layer",
        "unit", "contrast",
    ];
    let bare = |word: &str| word.trim_matches(|it: char| !it.is_alphanumeric()).to_lowercase();
    for pair in words.windows(2) {
        // "(0 routine, 1 new every time)" names the ends of a scale.
        let Ok(count) = pair[0].parse::<usize>() else { continue };
        let noun = bare(pair[1]);
        assert!(count != 1 || !several.contains(&noun.as_str()), "{shown}");
        assert!(count == 1 || !single.contains(&noun.as_str()), "{shown}");
    }
    for (at, _) in said.match_indices("\u{a0}%") {
        let number = said[..at].rsplit(|it: char| !(it.is_ascii_digit() || ".-".contains(it)));
        let number: f64 = number.into_iter().next().unwrap().parse().unwrap();
        let pull = said[at..].contains("as top-heavy as if");
        assert!(number >= 0.0 && (number <= 100.0 || pull), "{shown}");
    }
    let private = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12"];
    assert!(words.iter().all(|word| !private.contains(&word.trim_matches('.'))), "{shown}");
    for strange in ["leans to the well", "units of knowledge", "To clear it", "pull", "explore\""] {
        assert!(!said.contains(strange), "{strange} in {shown}");
    }
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
    plain(said, name);
    plain(evidence, name);
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

/// Thirty people and who reports to whom, nothing else.
#[test]
fn a_bare_staff_list_names_nobody_and_says_what_to_draw_first() {
    let positions = (0..30).map(|at| Position::held(format!("Person {at}")));
    let mut plan = Plan { positions: positions.collect(), ..Plan::default() };
    (1..30).for_each(|at| plan.line(at, (at - 1) / 3, LineKind::Solid));
    let said = check(&plan.drawn(&plan.in_order()), STAGE, "a staff list");
    assert_eq!(said.verdict.number, None);
    assert!(said.verdict.sentence.contains("Draw who asks and tells whom"));
    for finding in &said.findings {
        assert!(!finding.sentence.contains("Person "), "{}", finding.sentence);
        assert!(finding.misfit.is_none(), "{}", finding.sentence);
    }
    let first = &said.questions[0];
    assert_eq!(first.ground, Ground::Flows);
    assert_eq!(first.sentence, "Nobody has drawn yet who asks, tells and informs whom.");
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
    assert_eq!(first.number, 3.0);
    for name in ["Ann", "Untitled", "Cy"] {
        assert!(first.sentence.contains(name), "{}", first.sentence);
    }
}

#[test]
fn an_empty_map_says_what_to_do_first() {
    let said = check(&OrgMap::new("Empty"), STAGE, "an empty map");
    assert_eq!(said.verdict.number, None);
    assert!(said.findings.is_empty());
    assert_eq!(said.questions.len(), 1);
    assert_eq!(said.questions[0].ground, Ground::People);
}
