//! Charts and tables as values, with expectations worked out by hand.

use fulcrum::analysis::{Cancel, Question, Settings, analyse, further, lorenz, parts_of_mass};
use fulcrum::drawing::charts;
use fulcrum::storage::read;
use fulcrum::wording::{MeasureTable, Readings, RowOf, position_table, unit_table};

fn examples() -> Vec<(Question, fulcrum::analysis::Analysis)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut all = Vec::new();
    for name in ["school", "plant", "lab-run-as-plant", "three-ways", "bank-wiring-room"] {
        let map = read(&root.join(format!("{name}.orgmap"))).unwrap().map;
        for (_, stage) in map.stages() {
            let question = Question { stage: stage.clone(), settings: Settings::of(&map) };
            let analysis = analyse(&question, &Cancel::never()).unwrap();
            all.push((question, analysis));
        }
    }
    all
}

#[test]
fn the_curve_of_concentration_runs_from_least_to_most() {
    // 0, a quarter and three quarters of three people.
    let curve = lorenz(&[0.75, 0.0, 0.25]);
    assert_eq!(curve, [(0.0, 0.0), (1.0 / 3.0, 0.0), (2.0 / 3.0, 0.25), (1.0, 1.0)]);
    // Twice the area between the curve and the line of equality is Gini's coefficient: for one of
    // three who has all, 1 - 2 * (1/3 * 1/2) = 2/3; for equal shares 0.
    let area = |curve: &[(f64, f64)]| -> f64 {
        let step = |pair: &[(f64, f64)]| (pair[1].0 - pair[0].0) * (pair[0].1 + pair[1].1);
        1.0 - curve.windows(2).map(step).sum::<f64>()
    };
    assert!((area(&lorenz(&[0.0, 0.0, 1.0])) - 2.0 / 3.0).abs() < 1e-12);
    assert!(area(&lorenz(&[1.0 / 3.0; 3])).abs() < 1e-12);
    assert!(lorenz(&[]).is_empty());
}

#[test]
fn what_the_parts_add_is_the_height_of_the_whole() {
    let mut seen = 0;
    for (question, analysis) in examples() {
        let parts = parts_of_mass(&analysis, &question.settings);
        let Ok(whole) = analysis.gravity.mass.top_heaviness else { continue };
        seen += 1;
        let weights: f64 = parts.iter().map(|part| part.weight).sum();
        assert!((weights - 1.0).abs() < 1e-12);
        let adds: f64 = parts.iter().map(|part| part.adds.unwrap()).sum();
        assert!((adds - whole).abs() < 1e-12, "{adds} instead of {whole}");
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn a_chart_has_a_point_for_everybody_it_can_place_and_counts_the_others() {
    for (question, analysis) in examples() {
        let more = further(&question, &analysis, &Cancel::never()).unwrap();
        let made = charts(&question.stage, &analysis, &more, &question.settings);
        assert_eq!(made.fit.dots.len() + made.fit.left_out, analysis.people.len());
        for dot in &made.fit.dots {
            assert!((0.0..=1.0).contains(&dot.x) && (0.0..=1.0).contains(&dot.y), "{}", dot.words);
        }
        for curve in &made.curves {
            assert_eq!(curve.points.len(), analysis.people.len() + 1);
            assert!(curve.points.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 1e-12));
        }
        assert_eq!(made.units.len(), more.units.values().filter(|unit| unit.people > 0).count());
    }
}

#[test]
fn a_table_sorts_with_what_is_not_defined_last_either_way() {
    let (question, analysis) = examples().swap_remove(0);
    let column_of = |table: &MeasureTable, name: &str| {
        table.heads.iter().position(|head| head.name == name).unwrap()
    };
    let more = further(&question, &analysis, &Cancel::never()).unwrap();
    let stage = &question.stage;
    let mut table = position_table(&Readings { stage, analysis: &analysis, further: &more });
    assert_eq!(table.rows.len(), analysis.people.len());
    assert!(table.rows.iter().all(|row| row.cells.len() == table.heads.len()));
    let insulation = column_of(&table, "Insulation");
    for downwards in [true, false] {
        table.sort(Some(insulation), downwards);
        let cells: Vec<_> = table.rows.iter().map(|row| row.cells[insulation].ok()).collect();
        let known: Vec<f64> = cells.iter().flatten().copied().collect();
        assert!(!known.is_empty() && known.len() < cells.len());
        assert!(cells[..known.len()].iter().all(Option::is_some), "what is not defined is last");
        let sorted =
            known.windows(2).all(|it| if downwards { it[0] >= it[1] } else { it[0] <= it[1] });
        assert!(sorted, "{known:?}");
    }
    let authority = column_of(&table, "Authority");
    for row in &table.rows {
        let RowOf::Position(id) = row.of else { panic!("a row of {:?}", row.of) };
        let person = analysis.person(id).unwrap();
        assert_eq!(
            row.cells[authority].unwrap(),
            analysis.authority.pooled.as_ref().unwrap()[person]
        );
    }
    // Full numbers come back as they were; nothing stands where there is no number.
    let texts = table.texts();
    for (row, text) in table.rows.iter().zip(&texts[1..]) {
        for (cell, text) in row.cells.iter().zip(&text[1..]) {
            assert_eq!(cell.ok(), text.parse().ok());
        }
    }
    assert_eq!(unit_table(&question.stage, &more).rows.len(), more.units.len());
}
