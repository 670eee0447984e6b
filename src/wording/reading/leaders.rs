use super::super::MeasureId;
use super::super::words::{percent, two};
use super::{Finding, Ground, Speaker};
use crate::analysis::{Defined, OverLeaders};

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

    fn over(&self, it: &Defined<OverLeaders>) -> Option<(OverLeaders, String)> {
        let it = it.as_ref().ok().copied()?;
        let count = match it.count {
            1 => "1 leader".into(),
            count => format!("{count} leaders"),
        };
        Some((it, count))
    }

    fn asking_of_leaders(&self) -> Vec<Finding> {
        let leading = &self.further.leading;
        let sure = self.coverage(&[Ground::Arrows]);
        let mut all = Vec::new();
        if let Some((it, count)) = self.over(&leading.consult) {
            let sentence =
                format!("Of what {count} ask and tell, {} is asking on average.", percent(it.mean));
            let title = "How leaders talk";
            let finding = Finding::new(MeasureId::LeaderConsult, title, 0.38, it.mean, sentence);
            all.push(finding.about(vec![it.most]).from("arrows that start at leaders").sure(sure));
        }
        if let Some((it, count)) = self.over(&leading.downward) {
            let sentence = format!(
                "{} of what {count} ask goes down the line, to people below them.",
                percent(it.mean)
            );
            let title = "Willing to be influenced";
            let finding = Finding::new(MeasureId::ConsultsDownward, title, 0.37, it.mean, sentence);
            all.push(finding.about(vec![it.most]).from("consult arrows of leaders").sure(sure));
        }
        if let Some((it, count)) = self.over(&leading.take_up) {
            let sentence =
                format!("{} of what {count} hear when they ask is taken up.", percent(it.mean));
            let finding =
                Finding::new(MeasureId::TakeUp, "What is taken up", 0.37, it.mean, sentence);
            all.push(
                finding.about(vec![it.most]).from("\"taken up\" on consult arrows").sure(sure),
            );
        }
        if let Some((it, count)) = self.over(&leading.outside) {
            let sentence = format!(
                "Leaders ask {} of their own unit ({} from -1, all inside, to 1, all outside; \
                 {count}).",
                if it.mean < 0.0 { "mostly inside" } else { "as much or more outside" },
                two(it.mean)
            );
            let finding =
                Finding::new(MeasureId::AsksOutside, "Whom leaders ask", 0.33, it.mean, sentence);
            all.push(finding.from("consult arrows of leaders, by unit").sure(sure));
        }
        all
    }

    fn insulation(&self) -> Option<Finding> {
        let (it, count) = self.over(&self.further.leading.insulation)?;
        let chain = self.further.leading.insulation_chain_only.as_ref().ok()?.mean;
        let sentence = format!(
            "{count} are insulated at {} on average (0 hears everyone below, 1 hears no one), \
             {} most at {}; by the chart alone it would be {}.",
            two(it.mean),
            self.name(it.most),
            two(it.largest),
            two(chain)
        );
        let finding =
            Finding::new(MeasureId::Insulation, "Who hears whom", 0.36, it.mean, sentence);
        let sure = self.coverage(&[Ground::Arrows, Ground::Chart]);
        Some(finding.about(vec![it.most]).from("voices that reach a leader").sure(sure))
    }

    fn followers(&self) -> Vec<Finding> {
        let leading = &self.further.leading;
        let mut all = Vec::new();
        let sure = self.coverage(&[Ground::Arrows]);
        if let Ok(it) = &leading.inequality {
            let sentence = format!(
                "On {} reporting lines with dealings, those who report depend {} ({} from -1, \
                 the leader depends, to 1, the follower does); {} lines are on paper only.",
                it.count,
                if it.mean > 0.05 {
                    "more than those they report to"
                } else if it.mean < -0.05 {
                    "less than those they report to"
                } else {
                    "about as much as those they report to"
                },
                two(it.mean),
                leading.paper_lines
            );
            let finding =
                Finding::new(MeasureId::Inequality, "Leader and follower", 0.35, it.mean, sentence);
            all.push(finding.from("who asks and tells whom on each line").sure(sure));
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
            all.push(finding.from("who asks and tells whom").sure(sure));
        }
        if let Ok(it) = &leading.mismatch {
            let sentence = format!(
                "On {} lines on which somebody said how to be led, the wish is missed by {} on \
                 average (0 met, 1 missed).",
                it.count,
                two(it.mean)
            );
            let finding =
                Finding::new(MeasureId::Mismatch, "Led as wanted", 0.4, it.mean, sentence);
            let known = it.count as f64 / self.analysis.leadership.lines.len().max(1) as f64;
            all.push(finding.from("\"wants\" against the arrows down the line").sure(known));
        }
        all
    }

    fn ratings(&self) -> Vec<Finding> {
        let leading = &self.further.leading;
        let leaders = self.analysis.leadership.leaders.len().max(1) as f64;
        let mut all = Vec::new();
        if let Some((it, count)) = self.over(&leading.acceptance) {
            let sentence =
                format!("Those who report accept {count} at {} of 5 on average.", two(it.mean));
            let finding = Finding::new(MeasureId::Acceptance, "Accepted", 0.37, it.mean, sentence);
            let sure = it.count as f64 / leaders;
            all.push(finding.from("ratings of four or more for each leader").sure(sure));
        }
        if let Some((it, count)) = self.over(&leading.distance) {
            let sentence = format!(
                "Those who report rate the distance of {count} at {} of 5 on average; {} is \
                 furthest at {}.",
                two(it.mean),
                self.name(it.most),
                two(it.largest)
            );
            let finding =
                Finding::new(MeasureId::Distance, "Power distance", 0.34, it.mean, sentence);
            let sure = it.count as f64 / leaders;
            let finding = finding.about(vec![it.most]);
            all.push(finding.from("ratings of four or more for each leader").sure(sure));
        }
        all
    }

    fn said_and_lived(&self) -> Option<Finding> {
        let it = self.further.leading.espoused_apart.as_ref().ok()?;
        let side = if it.mean >= 0.0 { "more organic" } else { "more mechanistic" };
        let sentence = format!(
            "What is said is {} {side} than what is lived, on average of {} who answered for \
             themselves; {} is furthest apart ({}).",
            two(it.mean.abs()),
            it.count,
            self.name(it.most),
            two(it.largest)
        );
        let finding = Finding::new(MeasureId::Espoused, "Said and lived", 0.39, it.mean, sentence);
        let sure = it.count as f64 / self.analysis.people.len().max(1) as f64;
        Some(finding.about(vec![it.most]).from("survey answers in both voices").sure(sure))
    }

    fn pins(&self) -> Option<Finding> {
        let (it, count) = self.over(&self.further.leading.pin_gap)?;
        let side = if it.mean >= 0.0 { "higher" } else { "lower" };
        let sentence = format!(
            "{count} put the centre {} of the way to pure command {side} than it is, on average.",
            percent(it.mean.abs())
        );
        let finding =
            Finding::new(MeasureId::Pin, "Where leaders think it is", 0.38, it.mean, sentence);
        let sure = it.count as f64 / self.analysis.leadership.leaders.len().max(1) as f64;
        Some(finding.about(vec![it.most]).from("pins against the pull to the top").sure(sure))
    }
}
