//! What a sheet tells: that its headline, its marks and its legend say the same, on sheets of
//! several sizes.

use std::collections::BTreeSet;
use std::path::Path;

use fulcrum::analysis::{Analysis, Cancel, Question, Settings, analyse};
use fulcrum::drawing::overlay::OverlayParts;
use fulcrum::drawing::picture::{Annotations, Picture, PictureInput, build};
use fulcrum::drawing::{Align, Ink, Mark, Page, Sign, Theme, each_sign, sheet};
use fulcrum::layout::arrange_in;
use fulcrum::model::{OrgMap, PositionId, StageId};
use fulcrum::quantity::{MapPoint, MapRect};
use fulcrum::storage::read;
use fulcrum::typeface;
use fulcrum::wording::Lens;

const EXAMPLES: [&str; 5] =
    ["three-ways", "school", "plant", "lab-run-as-plant", "bank-wiring-room"];
const SIZES: [(f64, f64); 3] = [(1920.0, 1080.0), (1280.0, 720.0), (1024.0, 768.0)];

/// A sheet of an example as it is drawn.
pub(super) struct Drawn<'a> {
    pub(super) of: String,
    map: &'a OrgMap,
    stage: StageId,
    analysis: &'a Analysis,
    pub(super) picture: Picture,
    pub(super) page: Page,
}

impl Drawn<'_> {
    pub(super) fn marks(&self, parts: OverlayParts) -> Vec<Mark> {
        sheet(&self.picture, parts, &self.page, &[])
    }

    fn texts(&self) -> Vec<String> {
        let parts = OverlayParts { headline: false, reading: false, ..OverlayParts::ALL };
        let marks = self.marks(parts);
        let text = |mark: Mark| match mark {
            Mark::Text { text, .. } => Some(text),
            _ => None,
        };
        marks.into_iter().filter_map(text).collect()
    }

    /// The titles of all boxes, or what they are called together.
    fn names(&self) -> BTreeSet<String> {
        self.picture.nodes.iter().map(|node| node.name.clone()).collect()
    }
}

/// Looks at every stage of the examples through some lenses, on all sizes and themes.
pub(super) fn each_sheet(lenses: &[Lens], mut see: impl FnMut(&Drawn<'_>)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for file in EXAMPLES {
        let map = read(&root.join(format!("{file}.orgmap"))).expect("an example").map;
        for (stage, record) in map.stages() {
            let question = Question { stage: record.clone(), settings: Settings::of(&map) };
            let analysis = analyse(&question, &Cancel::never()).expect("nobody cancels");
            for (width, height) in SIZES {
                // The themes that are not for the wall differ in colours alone.
                for theme in [Theme::Light, Theme::Projector] {
                    let page = Page::new(theme, width, height);
                    let arrangement = arrange_in(record, page.room());
                    for lens in lenses {
                        let picture = build(&PictureInput {
                            map: &map,
                            stage,
                            arrangement: &arrangement,
                            analysis: Some(&analysis),
                            lens: *lens,
                            annotations: Annotations::default(),
                        });
                        let name = record.record().name.clone();
                        let lens = lens.name();
                        let of = format!("{file} {name}, {lens}, {width} by {height} {theme:?}");
                        let analysis = &analysis;
                        see(&Drawn { of, map: &map, stage, analysis, picture, page });
                    }
                }
            }
        }
    }
}

pub(super) fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_legend_entry_has_its_mark_on_the_sheet_and_every_mark_its_entry() {
    let mut faults = Vec::new();
    each_sheet(&Lens::ALL, |drawn| {
        let parts = OverlayParts { legend: false, ..OverlayParts::ALL };
        let mut shown = BTreeSet::new();
        each_sign(&drawn.marks(parts), &mut |sign| {
            shown.insert(sign);
        });
        // Entries of the list of routines and the parts on a ruler are named where they stand.
        let told: BTreeSet<Sign> = drawn.picture.legend.iter().filter_map(|row| row.sign).collect();
        let in_place = drawn.picture.named_in_place();
        let of = &drawn.of;
        faults.extend(told.difference(&shown).map(|sign| format!("{of}: no mark for {sign:?}")));
        let untold = shown.difference(&told).filter(|sign| {
            let center = matches!(sign, Sign::AuthorityCenter | Sign::KnowledgeCenter);
            !(in_place.contains(sign) || center && drawn.picture.lens.key() == LEVELS)
        });
        faults.extend(untold.map(|sign| format!("{of}: no entry for {sign:?}")));
    });
    assert_none(&faults);
}

/// In this lens the discs of two centres have their names beside them.
const LEVELS: &str = "authority-and-knowledge";

#[test]
fn the_numbers_of_the_headline_stand_in_the_picture() {
    let lenses = [Lens::AuthorityAndKnowledge, Lens::CenterOfGravity];
    let mut faults = Vec::new();
    each_sheet(&lenses, |drawn| {
        let texts = drawn.texts();
        let figures = drawn.picture.headline.split('\u{a0}').collect::<Vec<_>>();
        for pair in figures.windows(2).filter(|pair| pair[1].starts_with('%')) {
            let number = pair[0].rsplit(' ').next().unwrap_or_default();
            let figure = format!("{number}\u{a0}%");
            if !texts.contains(&figure) {
                faults.push(format!("{}: {figure} of the headline is not there", drawn.of));
            }
        }
    });
    assert_none(&faults);
}

#[test]
fn whoever_leads_without_being_put_in_charge_has_a_star() {
    each_sheet(&[Lens::Leadership], |drawn| {
        let Ok(emergent) = drawn.analysis.leadership.emergent.as_ref() else { return };
        let record = drawn.map.stage(drawn.stage).expect("the stage");
        let arrangement = arrange_in(record, drawn.page.room());
        let boxes: BTreeSet<PositionId> =
            emergent.iter().filter_map(|id| arrangement.standing_for(*id)).collect();
        let parts = OverlayParts { legend: false, ..OverlayParts::ALL };
        let star = |mark: &Mark| matches!(mark, Mark::Path { fill: Some(Ink::Emergent), points, .. } if points.len() == 10);
        let stars = drawn.marks(parts).iter().filter(|mark| star(mark)).count();
        assert_eq!(stars, boxes.len(), "{}", drawn.of);
    });
}

#[test]
fn the_distance_in_the_scatter_is_that_of_the_two_numbers_above_it() {
    each_sheet(&[Lens::Fit], |drawn| {
        let Some(scatter) = &drawn.picture.scatter else { return };
        // Those of the map, as they are measured.
        let explore = *drawn.analysis.mean_explore.as_ref().expect("entered");
        let organicity = *drawn.analysis.organicity.map.as_ref().expect("known");
        let apart = (explore - organicity).abs();
        let told = drawn.texts().iter().any(|text| *text == format!("{apart:.2}"));
        assert_eq!(told, apart > scatter.band, "{}: {apart}", drawn.of);
    });
}

#[test]
fn in_the_lens_about_fit_those_who_do_not_fit_are_named_and_no_others() {
    each_sheet(&[Lens::Fit], |drawn| {
        let Some(scatter) = &drawn.picture.scatter else { return };
        let beyond = |apart: f64| apart.abs() > scatter.band;
        let positions = scatter.positions.iter().filter(|it| beyond(it.apart())).count();
        let units = scatter.units.iter().filter(|it| beyond(it.apart())).count();
        let texts = drawn.texts();
        let figures = texts.iter().filter(|it| it.ends_with(" below") || it.ends_with(" above"));
        // Names take room from the map where the page is hardly wider than high.
        let nearly_square = drawn.page.width < 1.5 * drawn.page.height;
        let most = if nearly_square { (3, 3) } else { (4, 5) };
        assert_eq!(figures.count(), positions.min(most.0) + units.min(most.1), "{}", drawn.of);
    });
}

#[test]
fn titles_and_names_of_units_and_routines_are_whole() {
    let mut faults = Vec::new();
    each_sheet(&Lens::ALL, |drawn| {
        let record = drawn.map.stage(drawn.stage).expect("the stage");
        let units = record.units().iter().map(|(_, unit)| unit.name.clone());
        let routines = record.routines().iter().map(|(_, routine)| routine.name.clone());
        let names: Vec<String> = units.chain(routines).chain(drawn.names()).collect();
        for text in drawn.texts() {
            let beginning = text.strip_suffix('…').map(str::trim_end);
            if beginning.is_some_and(|it| names.iter().any(|name| name.starts_with(it))) {
                faults.push(format!("{}: {text}", drawn.of));
            }
        }
    });
    assert_none(&faults);
}

/// What the letters of a text cover, from the head of small letters to the base line.
pub(super) fn letters_of(mark: &Mark) -> Option<(String, MapRect)> {
    let Mark::Text { at, text, size, weight, align, .. } = mark else { return None };
    let wide = typeface::width(text, *size, *weight);
    let left = match align {
        Align::Left => at.x,
        Align::Center => at.x - wide / 2.0,
        Align::Right => at.x - wide,
    };
    let (min, max) = (MapPoint::new(left, at.y - 0.72 * size), MapPoint::new(left + wide, at.y));
    Some((text.clone(), MapRect { min, max }))
}

#[test]
fn beside_the_bars_of_levels_words_keep_apart_and_no_disc_lies_on_a_figure() {
    each_sheet(&[Lens::AuthorityAndKnowledge], |drawn| {
        let parts = OverlayParts { headline: false, reading: false, ..OverlayParts::ALL };
        let marks = drawn.marks(parts);
        let texts: Vec<_> = marks.iter().filter_map(letters_of).collect();
        let is_level =
            |text: &str| matches!(text, "top" | "middle" | "bottom") || text.starts_with("level ");
        let words = |wanted: fn(&str) -> bool| texts.iter().filter(move |(text, _)| wanted(text));
        for (word, place) in words(|text| matches!(text, "authority" | "knowledge")) {
            // A word that ends where another begins is read as one with it.
            let gap = 0.3 * place.height();
            let near = place.expanded(gap);
            let met = texts.iter().filter(|(text, _)| is_level(text));
            for (level, other) in met {
                assert!(!near.overlaps(other), "{}: {word} runs into {level}", drawn.of);
            }
        }
        let discs = marks.iter().filter_map(|mark| match mark {
            Mark::Circle { center, radius, fill: Some(_), .. } => Some((*center, *radius)),
            _ => None,
        });
        for (center, radius) in discs {
            let disc = MapRect {
                min: center.offset(-0.7 * radius, -0.7 * radius),
                max: center.offset(0.7 * radius, 0.7 * radius),
            };
            for (figure, place) in words(|text| text.ends_with(" %")) {
                assert!(!disc.overlaps(place), "{}: a disc lies on {figure}", drawn.of);
            }
        }
    });
}
