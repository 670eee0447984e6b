//! Claims about the system: concentration, norms, communication, participation, insulation.

use super::{Band, Found, LedgerInput, Side, band};
use crate::analysis::{consult_by_respondent, height_by_chance};
use crate::wording::measured::Form;
use crate::wording::words::{
    counted, is_below, lower_than_average, percent, pull_words, settled, two,
};

impl LedgerInput<'_> {
    pub(super) fn of_system(&self, number: u8) -> Found {
        if number != 17
            && let Some(few) = self.too_few_heard()
        {
            return few;
        }
        let found = match number {
            6 => self.at_the_top(),
            7 => self.knowledge_dispersed(),
            8 => self.norm(false),
            9 => self.norm(true),
            10 => self.consults(true),
            11 => self.consults(false),
            17 => self.participation(),
            18 => self.emergent(),
            24 => self.leaders_depend(),
            25 => self.matches(),
            _ => self.insulated(),
        };
        found.unwrap_or_else(Found::missing)
    }

    /// Whether the relations are mechanistic, by what is not tested itself: the survey, the
    /// structure and direction of the talk, and the rules.
    fn mechanistic(&self) -> Result<f64, String> {
        let contrasts = &self.shown.further.contrasts;
        let loose = self.shown.analysis.mean_rules.map(|rules| 1.0 - rules);
        let all = [contrasts.survey, contrasts.network, contrasts.lateral, loose];
        let known: Vec<f64> = all.into_iter().flatten().collect();
        if known.len() < 2 {
            return Err(
                "two signs of whether the relations are mechanistic: survey, talk, rules".into()
            );
        }
        let score = known.iter().sum::<f64>() / known.len() as f64;
        match score < self.settings.claim_mechanistic {
            true => Ok(score),
            false => Err(format!(
                "mechanistic relations, about which it is; these lie at {} from 0 mechanistic to \
                 1 organic",
                two(score)
            )),
        }
    }

    /// Whether the work explores.
    fn explores(&self) -> Result<f64, String> {
        let explore = self
            .shown
            .analysis
            .mean_explore
            .map_err(|_| "whether the work explores: enter it for the positions".to_owned())?;
        match settled(explore) >= self.settings.exploratory {
            true => Ok(explore),
            false => Err(format!(
                "work that explores, about which it is; this work lies at {} from 0 routine to 1",
                two(explore)
            )),
        }
    }

    fn at_the_top(&self) -> Result<Found, String> {
        self.mechanistic()?;
        let pull = self.shown.analysis.gravity.pull.map_err(|why| why.to_string())?;
        let sentence =
            format!("Who decides, knows and is depended on, taken together, {}.", pull_words(pull));
        let chance = self.shown.analysis.chance.as_ref();
        let by_chance = Band::of_chance(band(chance.and_then(|it| it.pull.as_ref())));
        let side = Side::AtLeast(self.settings.top_border);
        Ok(Found::judged(side, pull, sentence, &by_chance, Form::Share))
    }

    fn knowledge_dispersed(&self) -> Result<Found, String> {
        self.explores()?;
        let analysis = self.shown.analysis;
        let top = analysis.gravity.knowledge.top_heaviness.map_err(|why| why.to_string())?;
        let column = analysis.knowledge.pooled.as_ref().map_err(ToString::to_string)?;
        let by_chance = Band::of_chance(height_by_chance(analysis, column));
        let sentence = match is_below(top) {
            true => format!("Knowledge lies {}.", lower_than_average(top)),
            false => format!("Knowledge lies {} of the way up to the top.", percent(top.max(0.0))),
        };
        let side = Side::NotAbove(self.settings.center_border);
        Ok(Found::judged(side, top, sentence, &by_chance, Form::Scale))
    }

    fn norm(&self, expertise: bool) -> Result<Found, String> {
        if expertise { self.explores() } else { self.mechanistic() }?;
        let analysis = self.shown.analysis;
        let index = analysis.norm.influence.map_err(|why| why.to_string())?;
        let by_chance = band(analysis.chance.as_ref().and_then(|it| it.norm.as_ref()));
        let sentence = format!(
            "On a scale from -1, influence follows rank, to 1, it follows expertise, it lies at {}.",
            two(index)
        );
        let side = if expertise { Side::AtLeast(0.0) } else { Side::Under(0.0) };
        Ok(Found::judged(side, index, sentence, &Band::of_chance(by_chance), Form::Scale))
    }

    fn consults(&self, organic: bool) -> Result<Found, String> {
        if organic { self.explores() } else { self.mechanistic() }?;
        let analysis = self.shown.analysis;
        let share = analysis.flow_shares.consult.map_err(|why| why.to_string())?;
        let border = self.settings.instructive_consult;
        let sentence = format!("{} of asking and telling is asking.", percent(share));
        // Chance keeps how often everybody asks and tells; single respondents are what can vary.
        let by_one = consult_by_respondent(self.shown.stage, analysis);
        let by_one = by_one.map(|(low, high)| (low.max(0.0), high.min(1.0)));
        let side = if organic { Side::AtLeast(border) } else { Side::Under(border) };
        Ok(Found::judged(side, share, sentence, &Band::of_respondents(by_one), Form::Share))
    }

    fn participation(&self) -> Result<Found, String> {
        let below = self.shown.further.leading.decided_below.map_err(|why| why.to_string())?;
        let sentence = format!("{} of the decision rights lies below the top.", percent(below));
        Ok(Found::when(settled(below) >= self.settings.claim_participation, below, sentence))
    }

    fn emergent(&self) -> Result<Found, String> {
        let emergent =
            self.shown.analysis.leadership.emergent.as_ref().map_err(ToString::to_string)?;
        let people = counted(emergent.len(), "person has", "people have");
        let sentence = format!("{people} far more influence than the chart alone would give.");
        Ok(Found::when(!emergent.is_empty(), emergent.len() as f64, sentence))
    }

    fn leaders_depend(&self) -> Result<Found, String> {
        let analysis = self.shown.analysis;
        let top = analysis.gravity.knowledge.top_heaviness.map_err(|why| why.to_string())?;
        if top > self.settings.center_border {
            return Err(format!(
                "dispersed knowledge, about which it is; here it lies {} of the way up",
                percent(top)
            ));
        }
        let it = self.shown.further.leading.inequality.map_err(|why| why.to_string())?;
        let sentence = format!(
            "On {}, dependence lies at {} from -1, the leader depends, to 1, the follower does.",
            counted(it.count, "reporting line", "reporting lines"),
            two(it.mean)
        );
        Ok(Found::when(settled(it.mean) <= self.settings.claim_even, it.mean, sentence))
    }

    fn matches(&self) -> Result<Found, String> {
        let analysis = self.shown.analysis;
        let knowledge = analysis.gravity.knowledge.top_heaviness.map_err(|why| why.to_string())?;
        let dispersed = settled(knowledge) <= self.settings.center_border;
        let signs = [
            analysis
                .flow_shares
                .consult
                .map(|share| settled(share) >= self.settings.instructive_consult),
            analysis.norm.influence.map(|index| index > 0.0),
            analysis.gravity.authority.top_heaviness.map(|top| top < self.settings.top_authority),
        ];
        let known: Vec<bool> = signs.into_iter().flatten().collect();
        if known.len() < 2 {
            return Err("two of communication, norm and authority".into());
        }
        let matching = known.iter().filter(|sign| **sign == dispersed).count();
        let sentence = format!(
            "{matching} of {} (communication, norm, authority) match where knowledge lies.",
            counted(known.len(), "sign", "signs")
        );
        Ok(Found::when(matching == known.len(), matching as f64, sentence))
    }

    fn insulated(&self) -> Result<Found, String> {
        let leaders = self.shown.analysis.leadership.leaders.values();
        let known = leaders.filter_map(|it| Some((it.layers_below, it.insulation.ok()?)));
        let known: Vec<(usize, f64)> = known.collect();
        let mean = |far: bool| {
            let own: Vec<f64> = known
                .iter()
                .filter(|(layers, _)| (*layers > 1) == far)
                .map(|(_, it)| *it)
                .collect();
            (!own.is_empty()).then(|| own.iter().sum::<f64>() / own.len() as f64)
        };
        let (Some(far), Some(near)) = (mean(true), mean(false)) else {
            return Err("leaders of one layer and of several, with voices drawn".into());
        };
        let sentence = format!(
            "Leaders of several layers are insulated at {}, those of one layer at {} (0 hears \
             everyone, 1 hears no one).",
            two(far),
            two(near)
        );
        Ok(Found::when(far > near, far - near, sentence))
    }
}
