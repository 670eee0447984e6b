use super::super::MeasureId;
use super::super::words::{counted, percent, settled, two};
use super::{AMOUNT, Finding, Ground, Known, Speaker};
use crate::analysis::{Defined, OverLeaders};
use crate::model::PositionId;

impl Speaker<'_> {
    /// What leaders do on the whole, and how those who report see it.
    pub(super) fn leader_findings(&self) -> Vec<Finding> {
        let mut all = Vec::new();
        all.extend(self.asking_of_leaders());
        all.extend(self.insulation());
        all.extend(self.followers());
        all.extend(self.ratings());
        all.extend(self.said_and_lived());
        all.extend(self.pins());
        all
    }

    fn over(&self, it: &Defined<OverLeaders>) -> Option<(OverLeaders, String, Known)> {
        let it = it.as_ref().ok().cloned()?;
        let of = self.analysis.leadership.leaders.len();
        let known = Known::leaders(Ground::Flows, it.count, of);
        let count = counted(it.count, "leader", "leaders");
        Some((it, count, known))
    }

    fn asking_of_leaders(&self) -> Vec<Finding> {
        let leading = &self.further.leading;
        let mut all = Vec::new();
        if let Some((it, count, known)) = self.over(&leading.consult) {
            let sentence = format!(
                "Of what leaders ask and tell, {} is asking on average ({count}).",
                percent(it.mean)
            );
            let title = "How leaders talk";
            let finding = Finding::new(MeasureId::LeaderConsult, title, 0.38, it.mean, sentence);
            let finding = finding.about(it.most.clone()).known(known);
            all.push(finding.from("arrows that start at leaders"));
        }
        if let Some((it, count, known)) = self.over(&leading.downward) {
            let sentence = format!(
                "Of what leaders ask, {} goes down the line, to people below them ({count}).",
                percent(it.mean)
            );
            let title = "Whom leaders let influence them";
            let finding = Finding::new(MeasureId::ConsultsDownward, title, 0.37, it.mean, sentence);
            let finding = finding.about(it.most.clone()).known(known);
            all.push(finding.from("consult arrows of leaders"));
        }
        if let Some((it, count, known)) = self.over(&leading.take_up) {
            let sentence = format!(
                "Of what leaders hear when they ask, {} is taken up ({count}).",
                percent(it.mean)
            );
            let finding =
                Finding::new(MeasureId::TakeUp, "What is taken up", 0.37, it.mean, sentence);
            // It tells of those who ask; whoever asks nobody takes nothing up.
            let asking = leading.downward.as_ref().map_or(it.count, |asking| asking.count);
            let known = Known { of: asking.max(it.count), ..known };
            let finding = finding.about(it.most.clone()).known(known);
            all.push(finding.from("\"taken up\" on consult arrows"));
        }
        if let Some((it, count, known)) = self.over(&leading.outside) {
            let sentence = format!(
                "Leaders ask {} their own unit ({} from -1, all inside, to 1, all outside; \
                 {count}).",
                if settled(it.mean) < 0.0 { "mostly inside" } else { "as much or more outside" },
                two(it.mean)
            );
            let finding =
                Finding::new(MeasureId::AsksOutside, "Whom leaders ask", 0.33, it.mean, sentence);
            all.push(finding.known(known).from("consult arrows of leaders, by unit"));
        }
        all
    }

    fn insulation(&self) -> Option<Finding> {
        let (it, count, known) = self.over(&self.further.leading.insulation)?;
        let chain = self.further.leading.insulation_chain_only.as_ref().ok()?.mean;
        // Who is said to hear least must have been heard of.
        let named: Vec<PositionId> =
            it.most.iter().copied().filter(|one| self.is_heard(*one)).collect();
        let furthest = match named.is_empty() {
            false => format!(", {} most at {}", self.names(&named), two(it.largest)),
            true => String::new(),
        };
        let sentence = format!(
            "Leaders are insulated at {} on average (0 hears everyone below, 1 hears no one; \
             {count}){furthest}; by the chart alone it would be {}.{}",
            two(it.mean),
            two(chain),
            self.beside_chance(it.mean, |it| it.insulation, two, AMOUNT)
        );
        let finding =
            Finding::new(MeasureId::Insulation, "Who hears whom", 0.36, it.mean, sentence);
        let heard = self.coverage(&[Ground::Flows]);
        let known = if heard.part() < known.part() { heard } else { known };
        Some(finding.about(named).from("voices that reach a leader").known(known))
    }

    fn followers(&self) -> Vec<Finding> {
        let leading = &self.further.leading;
        let mut all = Vec::new();
        let known = self.coverage(&[Ground::Flows]);
        let lines = self.analysis.leadership.lines.len();
        if let Ok(it) = &leading.inequality {
            let paper = match leading.paper_lines {
                0 => String::new(),
                1 => "; 1 line is on paper only".into(),
                count => format!("; {count} lines are on paper only"),
            };
            let sentence = format!(
                "On {} with dealings, those who report depend {} ({} from -1, the leader depends, \
                 to 1, the follower does){paper}.",
                counted(it.count, "reporting line", "reporting lines"),
                if settled(it.mean) > 0.05 {
                    "more than those they report to"
                } else if settled(it.mean) < -0.05 {
                    "less than those they report to"
                } else {
                    "about as much as those they report to"
                },
                two(it.mean),
            );
            let finding =
                Finding::new(MeasureId::Inequality, "Leader and follower", 0.35, it.mean, sentence);
            all.push(finding.from("who asks and tells whom on each line").known(known));
        }
        let shares = &self.analysis.leadership;
        if let (Ok(influence), Ok(heads)) =
            (&shares.influence_without_reports, &shares.people_without_reports)
        {
            let sentence = format!(
                "People whom nobody reports to hold {} of the influence; they are {} of the heads.",
                percent(*influence),
                percent(*heads)
            );
            let title = "Followers as partners";
            let finding =
                Finding::new(MeasureId::WithoutReports, title, 0.39, *influence, sentence);
            all.push(finding.from("who asks and tells whom").known(known));
        }
        if let Ok(it) = &leading.mismatch {
            let sentence = format!(
                "On {} on which somebody said how to be led, the wish is missed by {} on average \
                 (0 met, 1 missed).",
                counted(it.count, "reporting line", "reporting lines"),
                two(it.mean)
            );
            let finding =
                Finding::new(MeasureId::Mismatch, "Led as wanted", 0.4, it.mean, sentence);
            // Where nobody asks or tells, no wish can be missed.
            let dealing = lines - leading.paper_lines.min(lines);
            let of = Known {
                ground: Ground::Ratings,
                known: it.count,
                of: dealing,
                noun: ("reporting line with dealings", "reporting lines with dealings"),
            };
            all.push(finding.from("\"wants\" against the arrows down the line").known(of));
        }
        all
    }

    fn ratings(&self) -> Vec<Finding> {
        let leading = &self.further.leading;
        // It tells of those who were rated four times or more, and of nobody else.
        let rated = |known: Known| Known { ground: Ground::Ratings, of: known.known, ..known };
        let mut all = Vec::new();
        if let Some((it, count, known)) = self.over(&leading.acceptance) {
            let sentence = format!(
                "Those who report accept their leaders at {} of 5 on average ({count}).",
                two(it.mean)
            );
            let finding = Finding::new(MeasureId::Acceptance, "Accepted", 0.37, it.mean, sentence);
            let finding = finding.known(rated(known));
            all.push(finding.from("ratings of four or more for each leader"));
        }
        if let Some((it, count, known)) = self.over(&leading.distance) {
            let furthest = match it.count {
                1 => String::new(),
                _ => format!("; furthest is {} at {}", self.names(&it.most), two(it.largest)),
            };
            let sentence = format!(
                "Those who report rate the distance of their leaders at {} of 5 on average \
                 ({count}){furthest}.",
                two(it.mean)
            );
            let finding =
                Finding::new(MeasureId::Distance, "Power distance", 0.34, it.mean, sentence);
            let finding = finding.about(it.most.clone()).known(rated(known));
            all.push(finding.from("ratings of four or more for each leader"));
        }
        all
    }

    fn said_and_lived(&self) -> Option<Finding> {
        let it = self.further.leading.espoused_apart.as_ref().ok()?;
        let side = if settled(it.mean) >= 0.0 { "more organic" } else { "more mechanistic" };
        let furthest = match it.count {
            1 => String::new(),
            _ => {
                let names = self.names(&it.most);
                format!("; furthest apart is {names} ({})", two(it.largest.abs()))
            }
        };
        let sentence = format!(
            "What is said is {} {side} than what is lived, over {} with answers in both \
             voices{furthest}.",
            two(it.mean.abs()),
            counted(it.count, "position", "positions"),
        );
        let finding = Finding::new(MeasureId::Espoused, "Said and lived", 0.39, it.mean, sentence);
        // It tells of those who answered for themselves, and of nobody else.
        let people = self.analysis.organicity.by_person.iter();
        let of = people.filter(|one| one.espoused.get().is_ok()).count();
        let noun = ("position described from within", "positions described from within");
        let known = Known { ground: Ground::Survey, known: it.count, of, noun };
        Some(finding.about(it.most.clone()).from("survey answers in both voices").known(known))
    }

    fn pins(&self) -> Option<Finding> {
        let (it, count, known) = self.over(&self.further.leading.pin_gap)?;
        let side = if settled(it.mean) >= 0.0 { "higher" } else { "lower" };
        let sentence = format!(
            "Leaders who set a pin put the centre {} {side} than it is on average, on a scale from \
             0, everybody counts alike, to 1, orders alone ({count}).",
            two(it.mean.abs())
        );
        let finding =
            Finding::new(MeasureId::Pin, "Where leaders think it is", 0.38, it.mean, sentence);
        let known = Known { ground: Ground::Pins, of: it.count, ..known };
        Some(finding.about(it.most.clone()).from("pins against where the centre lies").known(known))
    }
}
