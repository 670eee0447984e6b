//! Two stages of a map on one sheet: side by side in one scale, or one over the other, with what
//! is new, gone and elsewhere in marks of their own, and every number's difference below.

use super::picture::{Annotations, Picture, PictureInput, build};
use super::sheet::Placed;
use super::{Align, Ink, Mark, Page, Stroke, Weight};
use crate::analysis::Analysis;
use crate::layout::{Room, arrange_in, arrange_whole_in};
use crate::model::{Manner, OrgMap, PositionId, Stage, StageId};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::{
    Difference, Lens, StageChanges, comparison_headline, comparison_words, differences,
};

/// Two stages, worked out.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// In one sentence.
    pub headline: String,
    /// In one paragraph.
    pub words: String,
    /// What is drawn otherwise.
    pub changes: StageChanges,
    /// Every number of the whole map.
    pub differences: Vec<Difference>,
    /// How the two are laid.
    pub manner: Manner,
    names: (String, String),
    before: Picture,
    now: Picture,
}

/// What becomes of a position, and the sign for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Gone,
    Elsewhere,
}

impl Fate {
    const ALL: [Self; 3] = [Self::New, Self::Gone, Self::Elsewhere];

    fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Elsewhere => "reports to somebody else",
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::New => "+",
            Self::Gone => "−",
            Self::Elsewhere => "→",
        }
    }

    fn dash(self, unit: f64) -> Option<(f64, f64)> {
        match self {
            Self::New => None,
            Self::Gone => Some((9.0 * unit, 6.0 * unit)),
            Self::Elsewhere => Some((2.5 * unit, 4.5 * unit)),
        }
    }
}

/// With more positions than this in a stage, it is drawn as an overview.
const MOST_WHOLE: usize = 40;

impl Comparison {
    /// Two stages of a map, the earlier one first, through a lens.
    #[must_use]
    pub fn of(
        map: &OrgMap,
        (with, stage): (StageId, StageId),
        readings: (&Analysis, &Analysis),
        lens: Lens,
        manner: Manner,
    ) -> Self {
        let empty = Stage::default();
        let of = |id| map.stage(id).unwrap_or(&empty);
        let (before, now) = (of(with), of(stage));
        let changes = StageChanges::between(before, now);
        let differences = differences(readings.0, readings.1);
        let names = (before.record().name.clone(), now.record().name.clone());
        let said = (names.0.as_str(), names.1.as_str());
        let drawn = |id, analysis| picture(map, (id, of(id)), analysis, lens, manner);
        Self {
            headline: comparison_headline(said, readings),
            words: comparison_words(said, &changes, &differences),
            before: drawn(with, readings.0),
            now: drawn(stage, readings.1),
            names,
            changes,
            differences,
            manner,
        }
    }

    /// The sheet, lowest mark first.
    #[must_use]
    pub fn marks(&self, page: &Page) -> Vec<Mark> {
        self.laid(page, true)
    }

    /// The sheet with or without its headline, for which the room is kept.
    pub(super) fn laid(&self, page: &Page, headed: bool) -> Vec<Mark> {
        let unit = (page.width / 1280.0).min(page.height / 720.0).clamp(0.05, 20.0);
        let mut sheet = Sheet { of: self, page: *page, unit, marks: Vec::new() };
        let top = sheet.heading();
        if !headed {
            sheet.marks.clear();
        }
        let foot = sheet.numbers();
        sheet.maps(top, foot);
        sheet.marks
    }

    fn fate(&self, id: PositionId) -> Option<Fate> {
        let changes = &self.changes;
        [
            (Fate::New, &changes.added),
            (Fate::Gone, &changes.removed),
            (Fate::Elsewhere, &changes.moved),
        ]
        .into_iter()
        .find(|(_, these)| these.contains(&id))
        .map(|(fate, _)| fate)
    }
}

fn picture(
    map: &OrgMap,
    (id, stage): (StageId, &Stage),
    analysis: &Analysis,
    lens: Lens,
    manner: Manner,
) -> Picture {
    // In units of the smallest letters of the sheet, a fortieth of its height: what is left on a
    // sheet of 4 to 3, the narrowest that is shown.
    let room = match manner {
        Manner::Beside => Room { width: 25.0, height: 17.0 },
        Manner::Over => Room { width: 50.0, height: 17.0 },
    };
    let whole = stage.positions().len() <= MOST_WHOLE;
    let arrangement = if whole { arrange_whole_in(stage, room) } else { arrange_in(stage, room) };
    build(&PictureInput {
        map,
        stage: id,
        arrangement: &arrangement,
        analysis: Some(analysis),
        lens,
        annotations: Annotations::default(),
    })
}

struct Sheet<'a> {
    of: &'a Comparison,
    page: Page,
    unit: f64,
    marks: Vec<Mark>,
}

/// The height of letters, at 720 points: a fortieth of it.
const LETTERS: f64 = 18.0;
const HEADLINE: f64 = 32.0;
const MARGIN: f64 = 26.0;

impl Sheet<'_> {
    fn text(&mut self, words: &str, (x, y): (f64, f64), size: f64, weight: Weight, ink: Ink) {
        let (at, text, align) = (MapPoint::new(x, y), words.to_owned(), Align::Left);
        self.marks.push(Mark::Text { at, text, size, weight, align, ink });
    }

    /// The sentence above; gives where it ends.
    fn heading(&mut self) -> f64 {
        let unit = self.unit;
        let size = (HEADLINE * unit).max(self.page.smallest);
        let room = self.page.width - 2.0 * MARGIN * unit;
        let lines = typeface::wrap(&self.of.headline, size, Weight::SemiBold, room, 2);
        let mut y = MARGIN * 0.6 * unit;
        for line in lines {
            y += size * 1.25;
            self.text(&line, (MARGIN * unit, y - size * 0.25), size, Weight::SemiBold, Ink::Text);
        }
        y + 6.0 * unit
    }

    /// The table of numbers and the line of signs at the foot; gives where they begin.
    fn numbers(&mut self) -> f64 {
        let unit = self.unit;
        let size = (LETTERS * unit).max(self.page.smallest);
        let pitch = size * 1.34;
        let bottom = self.page.height - MARGIN * 0.7 * unit;
        self.signs(bottom - size * 0.3, size);
        let rows: Vec<&Difference> = self
            .of
            .differences
            .iter()
            .filter(|it| it.before.is_some() || it.now.is_some())
            .collect();
        let lines = rows.len().div_ceil(2);
        let top = bottom - pitch * (lines as f64 + 1.4);
        let column = (self.page.width - 2.0 * MARGIN * unit) / 2.0;
        for (number, row) in rows.into_iter().enumerate() {
            let x = MARGIN * unit + column * (number / lines.max(1)) as f64;
            let y = top + pitch * ((number % lines.max(1)) as f64 + 0.8);
            let weight = if row.moves() { Weight::SemiBold } else { Weight::Regular };
            let words = row.words();
            // On a narrow sheet it is the way from one to the other that goes, not a number.
            let fits = typeface::width(&words, size, weight) <= column - size;
            let words = match words.rsplit_once(" (") {
                Some((short, _)) if !fits => short.to_owned(),
                _ => words,
            };
            let words = typeface::shorten(&words, size, weight, column - size);
            self.text(&words, (x, y), size, weight, Ink::Text);
        }
        top - pitch * 0.4
    }

    fn signs(&mut self, y: f64, size: f64) {
        let mut x = MARGIN * self.unit;
        for fate in Fate::ALL {
            let (wide, high) = (size * 1.5, size);
            let rect = MapRect {
                min: MapPoint::new(x, y - high * 0.85),
                max: MapPoint::new(x + wide, y + high * 0.15),
            };
            self.ring(rect, fate);
            let words = format!("{} {}", fate.sign(), fate.words());
            self.text(&words, (x + wide + size * 0.4, y), size, Weight::Regular, Ink::Text);
            x += wide + size * 1.8 + typeface::width(&words, size, Weight::Regular);
        }
    }

    fn ring(&mut self, rect: MapRect, fate: Fate) {
        let unit = self.unit;
        let stroke = Stroke { ink: Ink::Routine, width: 3.2 * unit, dash: fate.dash(unit) };
        // Dashes need a path: a box is drawn with a whole line.
        let corners = [
            rect.min,
            MapPoint::new(rect.max.x, rect.min.y),
            rect.max,
            MapPoint::new(rect.min.x, rect.max.y),
            rect.min,
        ];
        self.marks.push(Mark::Path {
            points: corners.to_vec(),
            closed: false,
            fill: None,
            stroke: Some(stroke),
        });
    }

    fn maps(&mut self, top: f64, foot: f64) {
        let unit = self.unit;
        let (left, right) = (MARGIN * unit, self.page.width - MARGIN * unit);
        let size = (LETTERS * unit).max(self.page.smallest);
        let head = top + size * 1.5;
        let fields: Vec<(&Picture, MapRect)> = match self.of.manner {
            Manner::Beside => {
                let middle = self.page.width / 2.0;
                let field = |from: f64, to: f64| MapRect {
                    min: MapPoint::new(from, head),
                    max: MapPoint::new(to, foot.max(head + 1.0)),
                };
                let gap = 14.0 * unit;
                vec![
                    (&self.of.before, field(left, middle - gap)),
                    (&self.of.now, field(middle + gap, right)),
                ]
            }
            Manner::Over => {
                let (min, max) = (MapPoint::new(left, head), MapPoint::new(right, foot));
                vec![(&self.of.now, MapRect { min, max })]
            }
        };
        // Room for the rings round boxes.
        let around = 8.0;
        let bounds = |picture: &Picture| match self.of.manner {
            Manner::Beside => picture.bounds.expanded(around),
            Manner::Over => picture.bounds.union(&self.of.before.bounds).expanded(around),
        };
        // One scale for both: what is larger on the sheet is larger.
        let zooms = fields.iter().map(|(picture, field)| {
            let bounds = bounds(picture);
            let across = field.width() / bounds.width().max(1.0);
            across.min(field.height() / bounds.height().max(1.0))
        });
        let zoom = zooms.fold(f64::INFINITY, f64::min).min(self.page.height / 180.0);
        let names = [self.of.names.0.clone(), self.of.names.1.clone()];
        let beside = self.of.manner == Manner::Beside;
        for (number, (picture, field)) in fields.into_iter().enumerate() {
            let middle = bounds(picture).center();
            let origin = MapPoint::new(
                field.center().x - middle.x * zoom,
                field.center().y - middle.y * zoom,
            );
            let smallest = self.page.smallest;
            let placed = Placed { picture, origin, zoom, smallest };
            let words = match beside {
                true => names[number.min(1)].clone(),
                false => format!("{} over {}", names[1], names[0]),
            };
            self.text(&words, (field.min.x, head - size * 0.4), size, Weight::SemiBold, Ink::Text);
            self.marks.extend(placed.marks());
            self.fates(&placed);
            if !beside {
                self.gone(&placed);
            }
        }
    }

    /// Rings round those that are new, gone or elsewhere, and their signs.
    fn fates(&mut self, placed: &Placed<'_>) {
        let marked: Vec<(MapRect, Fate)> = placed
            .picture
            .nodes
            .iter()
            .filter_map(|node| Some((placed.rect(node.rect()), self.of.fate(node.id)?)))
            .collect();
        for (rect, fate) in marked {
            self.marked(rect, fate);
        }
    }

    fn marked(&mut self, rect: MapRect, fate: Fate) {
        let unit = self.unit;
        self.ring(rect.expanded(4.0 * unit), fate);
        let size = (LETTERS * unit).max(self.page.smallest);
        let radius = size * 0.55;
        let center = MapPoint::new(rect.max.x + 2.0 * unit, rect.min.y - 2.0 * unit);
        let stroke = Some(Stroke::solid(Ink::Routine, 2.0 * unit));
        self.marks.push(Mark::Circle { center, radius, fill: Some(Ink::Paper), stroke });
        let at = MapPoint::new(center.x, center.y + size * 0.36);
        let (text, weight, align, ink) =
            (fate.sign().to_owned(), Weight::SemiBold, Align::Center, Ink::Text);
        self.marks.push(Mark::Text { at, text, size, weight, align, ink });
    }

    /// Of the earlier stage what is no longer there, at its old place, and from where those came
    /// who stand elsewhere.
    fn gone(&mut self, placed: &Placed<'_>) {
        let before = &self.of.before;
        let old = |id: &PositionId| before.node(*id).map(|node| placed.rect(node.rect()));
        let gone: Vec<(MapRect, String)> = self
            .of
            .changes
            .removed
            .iter()
            .filter_map(|id| Some((old(id)?, before.node(*id)?.name.clone())))
            .collect();
        let size = (LETTERS * self.unit).max(self.page.smallest);
        for (rect, name) in gone {
            self.marks.push(Mark::Box {
                rect,
                corner: 4.0 * self.unit,
                fill: Some(Ink::Paper),
                stroke: None,
            });
            let name = typeface::shorten(&name, size, Weight::Regular, rect.width()).into_owned();
            let at = MapPoint::new(rect.center().x, rect.center().y + size * 0.36);
            let (weight, align, ink) = (Weight::Regular, Align::Center, Ink::TextQuiet);
            self.marks.push(Mark::Text { at, text: name, size, weight, align, ink });
            self.marked(rect, Fate::Gone);
        }
        let moved = self.of.changes.moved.iter();
        let ways: Vec<(MapPoint, MapPoint)> = moved
            .filter_map(|id| {
                let now = placed.picture.node(*id).map(|node| placed.rect(node.rect()))?;
                Some((old(id)?.center(), now.center()))
            })
            .filter(|(from, to)| from.distance(*to) > 24.0 * self.unit)
            .collect();
        let unit = self.unit;
        for (from, to) in ways {
            let stroke =
                Stroke { ink: Ink::Routine, width: 2.6 * unit, dash: Fate::Elsewhere.dash(unit) };
            let points = vec![from, to];
            self.marks.push(Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) });
        }
    }
}
