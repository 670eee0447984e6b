//! A round of guesses on the wall: the question until it is answered, then the guesses beside
//! what the map says.

use super::picture::Ruler;
use super::spread::{Wish, spread};
use super::{Align, Ink, Mark, Stroke, Weight};
use crate::analysis::{GuessAnswer, GuessSpread, guess_spread};
use crate::model::{Guess, GuessQuestion, GuessRound, PositionId, Stage};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::{
    guess_headline, guess_lines, guess_number, guess_question, guess_side, position_name,
};

/// What a board is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct GuessBoard<'a> {
    /// The round.
    pub round: &'a GuessRound,
    /// The stage it is about.
    pub stage: &'a Stage,
    /// What the map says; nothing where it does not say it.
    pub answer: Option<&'a GuessAnswer>,
    /// The scale of the verdict, for where the centre is.
    pub ruler: Option<&'a Ruler>,
}

/// Beyond so many pins they are dots without names.
const MOST_NAMES: usize = 12;
/// The width of a bar that stands for all, on a screen of 1280 by 720.
const WHOLE: f64 = 480.0;

/// The scale of numbers on a board: where on the screen it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GuessScale {
    /// Where the scale stands, in screen points.
    pub rect: MapRect,
    /// The number at its foot.
    pub lowest: f64,
    /// The number at its top.
    pub highest: f64,
}

impl GuessScale {
    /// The height on the screen of a number; held within the scale.
    #[must_use]
    pub fn y(&self, number: f64) -> f64 {
        let part = (number - self.lowest) / (self.highest - self.lowest).max(1e-9);
        self.rect.max.y - self.rect.height() * part.clamp(0.0, 1.0)
    }

    /// The number at a height on the screen; held within the scale.
    #[must_use]
    pub fn number(&self, y: f64) -> f64 {
        let part = (self.rect.max.y - y) / self.rect.height().max(1e-9);
        self.lowest + (self.highest - self.lowest) * part.clamp(0.0, 1.0)
    }
}

impl GuessBoard<'_> {
    /// The board on a screen of this size, in screen points, lowest mark first.
    #[must_use]
    pub fn marks(&self, width: f64, height: f64) -> Vec<Mark> {
        self.laid((width, height), true)
    }

    /// The board with or without its headline, for which the room is kept.
    pub(super) fn laid(&self, (width, height): (f64, f64), headed: bool) -> Vec<Mark> {
        let unit = (width / 1280.0).min(height / 720.0).clamp(0.25, 8.0);
        let mut sheet = Sheet { board: self, width, height, unit, marks: Vec::new() };
        if headed {
            sheet.headline();
        }
        match self.scale(width, height) {
            Some(scale) => sheet.numbers(&scale),
            None => sheet.positions(),
        }
        sheet.foot();
        sheet.marks
    }

    /// Where the scale of numbers stands; nothing where positions are guessed.
    #[must_use]
    pub fn scale(&self, width: f64, height: f64) -> Option<GuessScale> {
        self.round.question.range()?;
        let unit = (width / 1280.0).min(height / 720.0).clamp(0.25, 8.0);
        let (lowest, highest) = match (&self.round.question, self.ruler) {
            (GuessQuestion::Center, Some(ruler)) => (ruler.lowest, ruler.highest),
            (GuessQuestion::Center, None) => (-0.5, 1.25),
            _ => (0.0, 1.0),
        };
        let left = width * 0.395;
        let rect = MapRect {
            min: MapPoint::new(left, 120.0 * unit),
            max: MapPoint::new(left + 80.0 * unit, height - 130.0 * unit),
        };
        Some(GuessScale { rect, lowest, highest })
    }
}

struct Sheet<'a> {
    board: &'a GuessBoard<'a>,
    width: f64,
    height: f64,
    unit: f64,
    marks: Vec<Mark>,
}

impl Sheet<'_> {
    fn text(&mut self, words: &str, (x, y): (f64, f64), size: f64, align: Align, ink: Ink) {
        let weight = Weight::Regular;
        let (at, size, text) = (MapPoint::new(x, y), size * self.unit, words.to_owned());
        self.marks.push(Mark::Text { at, text, size, weight, align, ink });
    }

    fn strong(&mut self, words: &str, (x, y): (f64, f64), size: f64, ink: Ink) {
        let (weight, align) = (Weight::SemiBold, Align::Left);
        let (at, size, text) = (MapPoint::new(x, y), size * self.unit, words.to_owned());
        self.marks.push(Mark::Text { at, text, size, weight, align, ink });
    }

    fn line(&mut self, points: Vec<(f64, f64)>, stroke: Stroke) {
        let points = points.into_iter().map(|(x, y)| MapPoint::new(x, y)).collect();
        self.marks.push(Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) });
    }

    fn area(&mut self, rect: MapRect, fill: Ink, stroke: Option<Stroke>) {
        self.marks.push(Mark::Box { rect, corner: 0.0, fill: Some(fill), stroke });
    }

    fn spread(&self) -> Option<GuessSpread> {
        let answer = match self.board.answer {
            Some(GuessAnswer::Number { value, margin }) => Some((*value, *margin)),
            _ => None,
        };
        guess_spread(self.board.round, answer)
    }

    fn headline(&mut self) {
        let (spread, board) = (self.spread(), self.board);
        let words = guess_headline(board.round, board.stage, board.answer, spread.as_ref());
        let size = 40.0;
        let room = self.width - 60.0 * self.unit;
        let lines = typeface::wrap(&words, size * self.unit, Weight::SemiBold, room, 2);
        for (number, line) in lines.iter().enumerate() {
            let y = (52.0 + 48.0 * number as f64) * self.unit;
            self.strong(line, (30.0 * self.unit, y), size, Ink::Text);
        }
    }

    /// How many have guessed, until the answer is shown.
    fn foot(&mut self) {
        let round = self.board.round;
        let words = match (round.revealed, round.pins.len()) {
            (true, _) => match round.question {
                GuessQuestion::Center => {
                    "0: everyone counts alike. 1: it runs on orders alone.".to_owned()
                }
                _ => guess_question(&round.question),
            },
            (false, 0) => "Nobody has guessed yet".to_owned(),
            (false, 1) => "1 guess".to_owned(),
            (false, count) => format!("{count} guesses"),
        };
        let at = (40.0 * self.unit, self.height - 34.0 * self.unit);
        self.text(&words, at, 22.0, Align::Left, Ink::TextQuiet);
    }

    fn numbers(&mut self, scale: &GuessScale) {
        self.zones(scale);
        if !self.board.round.revealed {
            return;
        }
        self.pins(scale);
        let answer = match self.board.answer {
            Some(GuessAnswer::Number { value, margin }) => Some((*value, *margin)),
            _ => None,
        };
        if let Some((value, margin)) = answer {
            self.truth(scale, value, margin);
        }
        if let Some(spread) = self.spread() {
            self.middle(scale, &spread, answer);
        }
    }

    fn zones(&mut self, scale: &GuessScale) {
        let unit = self.unit;
        let MapRect { min, max } = scale.rect;
        self.area(scale.rect, Ink::Zone { tone: 0.0 }, None);
        let zones = self.board.ruler.map(|ruler| ruler.zones.clone()).unwrap_or_default();
        let central = self.board.round.question == GuessQuestion::Center;
        for zone in zones.into_iter().filter(|_| central) {
            let (top, foot) = (scale.y(zone.to), scale.y(zone.from));
            let rect = MapRect { min: MapPoint::new(min.x, top), max: MapPoint::new(max.x, foot) };
            self.area(rect, Ink::Zone { tone: zone.tone }, None);
            if foot - top > 30.0 * unit {
                let at = (40.0 * unit, (top + foot) / 2.0 + 8.0 * unit);
                self.text(zone.name, at, 24.0, Align::Left, Ink::TextQuiet);
            }
            if zone.to < scale.highest {
                let line = vec![(40.0 * unit, top), (min.x - 150.0 * unit, top)];
                self.line(line, Stroke::solid(Ink::Hairline, 1.5 * unit));
            }
        }
        let edge = Some(Stroke::solid(Ink::Text, 1.6 * unit));
        self.marks.push(Mark::Box { rect: scale.rect, corner: 0.0, fill: None, stroke: edge });
        let middle = (min.x + max.x) / 2.0;
        let (top, foot) = match self.board.round.question {
            GuessQuestion::Center => ("the top", "the people"),
            _ => ("all of it sideways", "none of it"),
        };
        self.text(top, (middle, min.y - 12.0 * unit), 20.0, Align::Center, Ink::TextQuiet);
        self.text(foot, (middle, max.y + 28.0 * unit), 20.0, Align::Center, Ink::TextQuiet);
        let ticks: [f64; 2] = if central { [0.0, 1.0] } else { [0.25, 0.75] };
        for tick in ticks {
            if (scale.lowest..=scale.highest).contains(&tick) {
                let y = scale.y(tick);
                let dash = Some((4.0 * unit, 4.0 * unit));
                let stroke = Stroke { dash, ..Stroke::solid(Ink::TextQuiet, 1.5 * unit) };
                self.line(vec![(min.x, y), (max.x, y)], stroke);
                if !self.board.round.revealed {
                    let words = guess_number(&self.board.round.question, tick);
                    let at = (max.x + 12.0 * unit, y + 7.0 * unit);
                    self.text(&words, at, 20.0, Align::Left, Ink::TextQuiet);
                }
            }
        }
    }

    /// The pins: names pushed apart, thin leaders to their true height.
    fn pins(&mut self, scale: &GuessScale) {
        let unit = self.unit;
        let mut pins: Vec<(f64, String, bool)> = Vec::new();
        for pin in &self.board.round.pins {
            if let Guess::Number(number) = pin.guess {
                pins.push((scale.y(number), pin.who.trim().to_owned(), pin.after));
            }
        }
        pins.sort_by(|a, b| a.0.total_cmp(&b.0));
        let anybody = pins.iter().any(|(_, who, _)| !who.is_empty());
        let named = pins.len() <= MOST_NAMES && anybody;
        let pitch = if named { 30.0 } else { 18.0 } * unit;
        let wishes: Vec<Wish> =
            pins.iter().map(|(y, ..)| Wish { middle: *y, width: pitch }).collect();
        let places = spread(&wishes, scale.rect.min.y, scale.rect.max.y);
        let left = scale.rect.min.x;
        for ((y, who, after), place) in pins.iter().zip(places) {
            let (dot, ink) = (left - 62.0 * unit, Ink::Routine);
            let thin = Stroke::solid(ink, 1.6 * unit);
            let way =
                vec![(dot, place), (dot + 22.0 * unit, place), (left - 6.0 * unit, *y), (left, *y)];
            self.line(way, thin);
            self.line(vec![(left, *y), (left + 24.0 * unit, *y)], Stroke::solid(ink, 3.6 * unit));
            let (center, radius) = (MapPoint::new(dot, place), 8.5 * unit);
            let (fill, rim) = match after {
                true => (Ink::Paper, Some(Stroke::solid(ink, 2.4 * unit))),
                false => (ink, None),
            };
            self.marks.push(Mark::Circle { center, radius, fill: Some(fill), stroke: rim });
            if named && !who.is_empty() {
                let at = (dot - 18.0 * unit, place + 8.0 * unit);
                self.text(who, at, 23.0, Align::Right, Ink::Text);
            }
        }
    }

    fn truth(&mut self, scale: &GuessScale, value: f64, margin: f64) {
        let (unit, right) = (self.unit, scale.rect.max.x);
        let y = scale.y(value);
        if margin > 0.0 {
            let bar = MapRect {
                min: MapPoint::new(right + 6.0 * unit, scale.y(value + margin)),
                max: MapPoint::new(right + 20.0 * unit, scale.y(value - margin)),
            };
            self.area(bar, Ink::Zone { tone: 1.0 }, None);
        }
        let line = vec![(scale.rect.min.x, y), (right + 26.0 * unit, y)];
        self.line(line, Stroke::solid(Ink::Text, 5.0 * unit));
        let name = match self.board.round.question {
            GuessQuestion::Center => "the centre of gravity",
            _ => "on this map",
        };
        // The words stand on the side away from the middle guess.
        let below = self.spread().is_none_or(|spread| spread.middle >= value);
        let base = y + if below { 28.0 } else { -44.0 } * unit;
        self.strong(name, (right + 34.0 * unit, base), 24.0, Ink::Text);
        let mut words = guess_number(&self.board.round.question, value);
        if margin > 0.0 {
            words +=
                &format!(", give or take {}", guess_number(&self.board.round.question, margin));
        }
        self.text(
            &words,
            (right + 34.0 * unit, base + 29.0 * unit),
            21.0,
            Align::Left,
            Ink::TextQuiet,
        );
    }

    /// The middle guess with the middle half, and how far it is from what the map says.
    fn middle(&mut self, scale: &GuessScale, spread: &GuessSpread, answer: Option<(f64, f64)>) {
        let (unit, MapRect { min, max }) = (self.unit, scale.rect);
        let y = scale.y(spread.middle);
        let half = MapRect {
            min: MapPoint::new(min.x + 30.0 * unit, scale.y(spread.upper)),
            max: MapPoint::new(min.x + 46.0 * unit, scale.y(spread.lower)),
        };
        self.area(half, Ink::RoutineFill, Some(Stroke::solid(Ink::Routine, 1.0 * unit)));
        self.line(vec![(min.x, y), (max.x, y)], Stroke::solid(Ink::Routine, 5.0 * unit));
        let truth = answer.map(|(value, _)| scale.y(value));
        let above = truth.is_none_or(|truth| truth >= y);
        let base = y + if above { -12.0 } else { 30.0 } * unit;
        self.strong("your middle guess", (max.x + 34.0 * unit, base), 24.0, Ink::Routine);
        let lines = guess_lines(&self.board.round.question, spread);
        for (number, line) in lines.iter().enumerate() {
            let at = (self.width - 40.0 * unit, self.height - (92.0 - 30.0 * number as f64) * unit);
            self.text(line, at, 21.0, Align::Right, Ink::Text);
        }
        let (Some(truth), Some((value, margin))) = (truth, answer) else { return };
        let bracket = max.x + 330.0 * unit;
        let stroke = Stroke::solid(Ink::Text, 2.4 * unit);
        let dashed =
            |ink| Stroke { dash: Some((3.0 * unit, 5.0 * unit)), ..Stroke::solid(ink, 1.8 * unit) };
        self.line(vec![(max.x, y), (bracket - 10.0 * unit, y)], dashed(Ink::Routine));
        self.line(vec![(max.x, truth), (bracket - 10.0 * unit, truth)], dashed(Ink::Text));
        let way = [(-8.0, y), (0.0, y), (0.0, truth), (-8.0, truth)];
        self.line(way.iter().map(|(x, y)| (bracket + x * unit, *y)).collect(), stroke);
        let off = spread.middle - value;
        let side = if off > 0.0 { "too high" } else { "too low" };
        let words = match off.abs() <= margin {
            true => "within the margin".to_owned(),
            false => format!("{} {side}", guess_number(&self.board.round.question, off.abs())),
        };
        let at = (bracket + 16.0 * unit, (y + truth) / 2.0);
        self.strong(&words, at, 27.0, Ink::Text);
        let side = guess_side(spread, margin);
        let room = self.width - at.0 - 20.0 * unit;
        let lines = typeface::wrap(&side, 21.0 * unit, Weight::Regular, room, 2);
        for (number, line) in lines.iter().enumerate() {
            let y = at.1 + (28.0 + 26.0 * number as f64) * unit;
            self.text(line, (at.0, y), 21.0, Align::Left, Ink::TextQuiet);
        }
    }

    /// The positions that were guessed or lie foremost, each with its guesses and its bar.
    fn positions(&mut self) {
        const MOST: usize = 9;
        let round = self.board.round;
        if !round.revealed {
            return;
        }
        let answer: &[(PositionId, f64)] = match self.board.answer {
            Some(GuessAnswer::Positions(all)) => all,
            _ => &[],
        };
        let mut rows: Vec<(PositionId, f64)> = answer.iter().copied().take(MOST).collect();
        for pin in &round.pins {
            if let Guess::Position(id) = pin.guess
                && !rows.iter().any(|(row, _)| *row == id)
            {
                let share = answer.iter().find(|(row, _)| *row == id).map_or(0.0, |(_, it)| *it);
                rows.push((id, share));
            }
        }
        rows.truncate(MOST + 3);
        let unit = self.unit;
        let pitch = ((self.height / unit - 230.0) / rows.len().max(1) as f64).min(58.0);
        for (number, (id, share)) in rows.iter().enumerate() {
            let y = (130.0 + pitch * (number as f64 + 0.5)) * unit;
            self.position_row(*id, *share, y);
        }
    }

    fn position_row(&mut self, id: PositionId, share: f64, y: f64) {
        let unit = self.unit;
        let axis = 520.0 * unit;
        let name = position_name(self.board.stage, id);
        let room = 250.0 * unit;
        let name = typeface::shorten(&name, 24.0 * unit, Weight::Regular, room).into_owned();
        self.text(&name, (axis - 16.0 * unit, y + 8.0 * unit), 24.0, Align::Right, Ink::Text);
        let bar = MapRect {
            min: MapPoint::new(axis, y - 13.0 * unit),
            max: MapPoint::new(axis + (WHOLE * share).max(1.0) * unit, y + 13.0 * unit),
        };
        self.area(bar, Ink::Knowledge, None);
        let words = crate::wording::words::percent(share);
        let after = bar.max.x + 10.0 * unit;
        self.text(&words, (after, y + 8.0 * unit), 22.0, Align::Left, Ink::TextQuiet);
        let guessed = self.board.round.pins.iter().filter(|pin| pin.guess == Guess::Position(id));
        let guessed: Vec<bool> = guessed.map(|pin| pin.after).collect();
        for (number, after) in guessed.iter().enumerate() {
            let x = axis - (300.0 + 24.0 * number as f64) * unit;
            let (fill, rim) = match after {
                true => (Ink::Paper, Some(Stroke::solid(Ink::Routine, 2.4 * unit))),
                false => (Ink::Routine, None),
            };
            let (center, radius) = (MapPoint::new(x, y), 9.0 * unit);
            self.marks.push(Mark::Circle { center, radius, fill: Some(fill), stroke: rim });
        }
    }
}
