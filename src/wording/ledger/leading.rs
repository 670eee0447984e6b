//! Claims about leaders: change between stages, openness, distance, pins.

use super::{Found, LedgerInput};
use crate::analysis::readiness;
use crate::wording::READINESS;
use crate::wording::measured::Readings;
use crate::wording::words::{counted, percent, settled, two};

impl LedgerInput<'_> {
    pub(super) fn of_leaders(&self, number: u8) -> Found {
        let found = match number {
            14 => self.shifts(),
            15 => self.more_consultative(),
            16 => self.open_to_influence(),
            22 => self.accepted_or_not(),
            29 => self.said_is_not_lived(),
            30 => self.only_alike(),
            31 => self.keeps_distance(),
            32 => self.fixed(),
            _ => self.thinks_it_is_at_the_top(),
        };
        found.unwrap_or_else(Found::missing)
    }

    fn two_stages(&self) -> Result<Readings<'_>, String> {
        self.before.ok_or_else(|| "a second stage to compare with".into())
    }

    fn shifts(&self) -> Result<Found, String> {
        let before = self.two_stages()?.analysis.gravity.pull.map_err(|why| why.to_string())?;
        let now = self.shown.analysis.gravity.pull.map_err(|why| why.to_string())?;
        let sentence = format!(
            "From one stage to the next the centre moved from {} to {} (0 everybody counts alike, \
             1 orders alone).",
            two(before),
            two(now)
        );
        let moved = settled((now - before).abs()) >= self.settings.claim_moved;
        Ok(Found::when(moved, now - before, sentence))
    }

    fn more_consultative(&self) -> Result<Found, String> {
        let mean = |it: &Readings<'_>| {
            it.further.leading.consult.as_ref().map(|it| it.mean).map_err(ToString::to_string)
        };
        let (before, now) = (mean(&self.two_stages()?)?, mean(&self.shown)?);
        let sentence = format!(
            "Of what leaders ask and tell, {} was asking in the stage before, {} is now.",
            percent(before),
            percent(now)
        );
        Ok(Found::when(now > before, now - before, sentence))
    }

    fn open_to_influence(&self) -> Result<Found, String> {
        let it = self.shown.further.leading.take_up.as_ref().map_err(|_| {
            "how far leaders take up what they hear: enter it on their consult arrows".to_owned()
        })?;
        let leaders = counted(it.count, "leader", "leaders");
        let sentence =
            format!("Of what {leaders} heard when asking, {} was taken up.", percent(it.mean));
        Ok(Found::when(settled(it.mean) >= self.settings.claim_taken_up, it.mean, sentence))
    }

    fn accepted_or_not(&self) -> Result<Found, String> {
        let leaders = self.shown.analysis.leadership.leaders.values();
        let rated: Vec<f64> = leaders.filter_map(|it| it.acceptance.ok()).collect();
        if rated.len() < 2 {
            return Err("acceptance of two leaders, by four or more each".into());
        }
        let most = rated.iter().copied().fold(f64::MIN, f64::max);
        let least = rated.iter().copied().fold(f64::MAX, f64::min);
        let sentence = format!(
            "Acceptance differs between {} from {} to {} of 5.",
            counted(rated.len(), "leader", "leaders"),
            two(least),
            two(most)
        );
        let differs = settled(most - least) >= self.settings.claim_acceptance;
        Ok(Found::when(differs, most - least, sentence))
    }

    fn said_is_not_lived(&self) -> Result<Found, String> {
        let it = self
            .shown
            .further
            .leading
            .espoused_apart
            .as_ref()
            .map_err(|_| "survey answers in both voices about one position".to_owned())?;
        let ready = readiness(self.shown.stage, self.shown.analysis);
        let mut sentence = format!(
            "What is said lies {} from what is lived, over {}.",
            two(it.mean.abs()),
            counted(it.count, "position", "positions")
        );
        for (item, words) in ready.items.iter().zip(&READINESS) {
            if let (Ok(said), Ok(lived)) = (item.espoused, item.enacted) {
                sentence.push_str(&format!(
                    " {}: said {}, lived {} (0 fixed, 1 open).",
                    words.topic,
                    two(said.mean),
                    two(lived.mean)
                ));
            }
        }
        Ok(Found::when(settled(it.mean.abs()) >= self.settings.espoused_apart, it.mean, sentence))
    }

    fn only_alike(&self) -> Result<Found, String> {
        let ready = readiness(self.shown.stage, self.shown.analysis);
        let what = "what leaders take up from their own units and from others";
        let (like, unlike) = ready.take_up_like.ok().zip(ready.take_up_unlike.ok()).ok_or(what)?;
        let sentence = format!(
            "Leaders take up {} of what they hear from other units and {} from their own.",
            percent(unlike.mean),
            percent(like.mean)
        );
        let apart = unlike.mean - like.mean;
        Ok(Found::when(apart < -self.settings.claim_even, apart, sentence))
    }

    fn keeps_distance(&self) -> Result<Found, String> {
        let ready = readiness(self.shown.stage, self.shown.analysis);
        if let (Ok(rated), Ok(proper)) = (ready.distance_rated, ready.distance_proper) {
            let sentence = format!(
                "On {}, distance is rated at {} of 5 and thought proper at {}.",
                counted(rated.count, "reporting line", "reporting lines"),
                two(rated.mean),
                two(proper.mean)
            );
            let apart = rated.mean - proper.mean;
            return Ok(Found::when(apart > 0.0, apart, sentence));
        }
        let it = self.shown.further.leading.distance.as_ref().map_err(|_| {
            "distance rated on four reporting lines of a leader, and the one thought proper"
                .to_owned()
        })?;
        let sentence = format!(
            "Distance is rated at {} of 5 for {}; what is thought proper is not entered.",
            two(it.mean),
            counted(it.count, "leader", "leaders")
        );
        Ok(Found::when(it.mean > self.settings.claim_distance, it.mean, sentence))
    }

    fn fixed(&self) -> Result<Found, String> {
        let pull = self.shown.analysis.gravity.pull.map_err(|why| why.to_string())?;
        let pins = readiness(self.shown.stage, self.shown.analysis).pins;
        if pins.is_empty() {
            return Err("a leader's pin before and after seeing the readings".into());
        }
        let mean = |of: &dyn Fn(&crate::analysis::PinMoved) -> f64| {
            pins.iter().map(of).sum::<f64>() / pins.len() as f64
        };
        let before = mean(&|pin| (pin.before - pull).abs());
        let after = mean(&|pin| (pin.after - pull).abs());
        let sentence = format!(
            "{} lay {} from the centre before seeing the readings and {} after.",
            counted(pins.len(), "pin", "pins"),
            two(before),
            two(after)
        );
        let stayed = after > before - self.settings.claim_even;
        Ok(Found::when(stayed, after - before, sentence))
    }

    fn thinks_it_is_at_the_top(&self) -> Result<Found, String> {
        let it = self.shown.further.leading.pin_gap.as_ref().map_err(|_| {
            "where leaders think the centre is: set their pins before showing the readings"
                .to_owned()
        })?;
        let side = if it.mean >= 0.0 { "above" } else { "below" };
        let sentence = format!(
            "Pins of {} lie {} {side} the centre on average (1 is from everybody alike to orders \
             alone).",
            counted(it.count, "leader", "leaders"),
            two(it.mean.abs())
        );
        Ok(Found::when(settled(it.largest) >= self.settings.pin_too_high, it.largest, sentence))
    }
}
