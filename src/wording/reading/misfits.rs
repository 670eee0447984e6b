use super::super::MeasureId;
use super::super::words::{list, percent, two};
use super::{Finding, Ground, Speaker};
use crate::analysis::{Misfit, Rule};
use crate::model::PositionId;

impl Speaker<'_> {
    /// The seed's warning first, then every misfit that fires, with the edit that would clear it.
    pub(super) fn misfit_findings(&self) -> Vec<Finding> {
        let misfits = &self.analysis.misfits;
        let in_full = [Rule::M1, Rule::M2, Rule::M3];
        let severity =
            in_full.iter().filter(|rule| misfits.iter().any(|m| m.rule == **rule)).count();
        let mut all = Vec::new();
        if severity > 0 {
            let sentence = format!(
                "{severity} of 3 signs that work which explores is led as if it were routine: \
                 rigid hierarchy, instructive communication, authority kept at the top."
            );
            let title = "Led against its work";
            let mut finding =
                Finding::new(MeasureId::Warning, title, 0.97, severity as f64, sentence);
            for misfit in misfits.iter().filter(|misfit| in_full.contains(&misfit.rule)) {
                finding.positions.extend(&misfit.positions);
                finding.flows.extend(&misfit.flows);
            }
            let sure = self.coverage(&[Ground::Explore]);
            all.push(finding.from(self.work_evidence()).sure(sure));
        }
        let alone = |misfit: &&Misfit| misfit.rule == Rule::M12 && misfit.domain.is_some();
        all.extend(misfits.iter().filter(|it| !alone(it)).map(|misfit| self.misfit(misfit)));
        let holders: Vec<&Misfit> = misfits.iter().filter(alone).collect();
        all.extend(self.sole_holders(&holders));
        all
    }

    /// The domains that one person alone knows, in one finding.
    fn sole_holders(&self, misfits: &[&Misfit]) -> Option<Finding> {
        let said = misfits.iter().filter_map(|misfit| {
            let domain = misfit.domain.as_ref()?;
            Some(format!("{} ({})", domain, self.name(misfit.position?)))
        });
        let said: Vec<String> = said.collect();
        let count = said.len();
        if count == 0 {
            return None;
        }
        let noun = if count == 1 { "domain is" } else { "domains are" };
        let sentence = format!(
            "{count} {noun} known by one person alone: {}. To clear it, let somebody learn it too.",
            list(&said)
        );
        let about = misfits.iter().filter_map(|misfit| misfit.position).collect();
        let title = "Single holders";
        let mut finding =
            Finding::new(MeasureId::M12, title, 0.52, count as f64, sentence).about(about);
        // Its button clears the first of them; the others follow one by one.
        finding.misfit = misfits.first().map(|misfit| (*misfit).clone());
        Some(finding.from("entered expertise").sure(self.coverage(&[Ground::Knowledge])))
    }

    fn work_evidence(&self) -> String {
        let evidence = &self.analysis.evidence;
        let explore = self.analysis.mean_explore.as_ref().copied().unwrap_or(0.0);
        format!(
            "mean \"explore\" {} of {} of {} people",
            two(explore),
            evidence.with_explore,
            evidence.people
        )
    }

    fn misfit(&self, misfit: &Misfit) -> Finding {
        let who = misfit.position.map(|id| self.name(id)).unwrap_or_default();
        let domain = misfit.domain.as_ref().map(ToString::to_string).unwrap_or_default();
        let (title, weight, sentence) = self.misfit_words(misfit, &who, &domain);
        let (_, number) = misfit.numbers.last().copied().unwrap_or(("", 0.0));
        let mut about: Vec<PositionId> = misfit.position.into_iter().collect();
        about.extend(misfit.positions.iter().copied());
        let measure = MeasureId::of_rule(misfit.rule);
        let mut finding = Finding::new(measure, title, weight, number, sentence).about(about);
        finding.flows.clone_from(&misfit.flows);
        finding.misfit = Some(misfit.clone());
        finding.confidence = self.misfit_coverage(misfit.rule);
        let number = |name: &str, value: f64| match name.starts_with("lines") {
            true => format!("{name} {value}"),
            false => format!("{name} {}", two(value)),
        };
        let said = misfit.numbers.iter().map(|(name, value)| number(name, *value));
        let said: Vec<String> = said.collect();
        let borders = misfit.rule.settings().map(|setting| two(setting.get(self.settings)));
        let borders: Vec<String> = borders.collect();
        let noun = if borders.len() == 1 { "threshold" } else { "thresholds" };
        finding.from(format!("{}; {noun} {}", said.join(", "), borders.join(", ")))
    }

    fn misfit_coverage(&self, rule: Rule) -> f64 {
        use Ground::{Arrows, Chart, Explore, Knowledge, Survey};
        self.coverage(match rule {
            Rule::M1 | Rule::M2 => &[Explore, Arrows],
            Rule::M3 => &[Explore, Chart, Knowledge],
            Rule::M4 => &[Arrows, Chart],
            Rule::M5 => &[Survey],
            Rule::M6 => &[Chart],
            Rule::M7 => &[Explore],
            Rule::M8 | Rule::M9 => &[Knowledge],
            Rule::M10 | Rule::M12 => &[Arrows],
            Rule::M11 => &[Chart, Arrows],
        })
    }

    /// Title, weight, and the sentence with the edit that would clear it.
    fn misfit_words(
        &self,
        misfit: &Misfit,
        who: &str,
        domain: &str,
    ) -> (&'static str, f64, String) {
        let number = |name: &str| {
            let found = misfit.numbers.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| *value)
        };
        let of = |name: &str| number(name).map(percent).unwrap_or_default();
        let settings = self.settings;
        match misfit.rule {
            Rule::M1 => {
                let mut signs = Vec::new();
                signs.extend(
                    number("lateral share")
                        .map(|share| format!("only {} of the talk goes sideways", percent(share))),
                );
                signs.extend(
                    number("rules")
                        .map(|rules| format!("the work goes by the book ({} of 1)", two(rules))),
                );
                let edit = if number("rules").is_some() {
                    format!("loosen the rules to under {}", two(settings.rigid_rules))
                } else {
                    "draw who asks whom across units".to_owned()
                };
                let sentence = format!(
                    "New work in a rigid hierarchy: {}. To clear it, {edit}.",
                    signs.join("; ")
                );
                ("Rigid hierarchy on exploratory work", 0.96, sentence)
            }
            Rule::M2 => {
                let sentence = format!(
                    "New work led by telling: {} of asking and telling is asking. To clear it, \
                     turn instruct arrows into consult arrows until half are.",
                    of("consult share")
                );
                ("Instructive communication on exploratory work", 0.95, sentence)
            }
            Rule::M3 => {
                let sentence = format!(
                    "Authority sits {} of the way up, knowledge only {}. To clear it, move \
                     decision rights to those who know.",
                    of("top-heaviness of authority"),
                    of("top-heaviness of knowledge")
                );
                ("Authority at the top, knowledge not", 0.94, sentence)
            }
            _ => self.misfit_words_of_one(misfit, who, domain, &of),
        }
    }

    fn misfit_words_of_one(
        &self,
        misfit: &Misfit,
        who: &str,
        domain: &str,
        of: &dyn Fn(&str) -> String,
    ) -> (&'static str, f64, String) {
        let number = |name: &str| {
            let found = misfit.numbers.iter().find(|(known, _)| *known == name);
            found.map_or(0.0, |(_, value)| *value)
        };
        match misfit.rule {
            Rule::M4 => (
                "Insulated leader",
                0.8,
                format!(
                    "{who} hears little from below ({} on a scale from 0, hears everyone, to 1, \
                     hears no one). To clear it, draw whom {who} asks among those below, or who \
                     of them informs {who}.",
                    two(number("insulation"))
                ),
            ),
            Rule::M5 => (
                "Says organic, experienced as mechanistic",
                0.85,
                format!(
                    "{who} says {} and is experienced as {} (0 mechanistic, 1 organic). To clear \
                     it, ask more than tell on the lines of those who answered.",
                    two(number("espoused")),
                    two(number("enacted"))
                ),
            ),
            Rule::M7 => (
                "Loose on routine work",
                0.9,
                format!(
                    "Routine work (explore {}) in loose relations ({} from 0 mechanistic to 1 \
                     organic). To clear it, agree on rules where nothing is new.",
                    two(number("explore")),
                    two(number("organicity"))
                ),
            ),
            _ => self.misfit_words_of_knowledge(misfit, who, domain, of),
        }
    }

    fn refused_words(misfit: &Misfit, who: &str) -> String {
        let number = |name: &str| misfit.numbers.iter().find(|(known, _)| *known == name);
        let mut signs = Vec::new();
        if let Some((_, acceptance)) = number("acceptance") {
            signs.push(format!("mean acceptance is {} of 5", two(*acceptance)));
        }
        if let Some((_, lines)) = number("lines on which wishes are missed") {
            signs.push(format!("on {lines} of its lines wishes are missed"));
        }
        format!(
            "{who} leads otherwise than those who report want: {}. To clear it, ask those who \
             want to be asked, and tell those who want to be told.",
            signs.join("; ")
        )
    }

    fn misfit_words_of_knowledge(
        &self,
        misfit: &Misfit,
        who: &str,
        domain: &str,
        of: &dyn Fn(&str) -> String,
    ) -> (&'static str, f64, String) {
        match misfit.rule {
            Rule::M8 => (
                "Stranded expert",
                0.82,
                format!(
                    "{who} holds {} of the knowledge of {domain}, decides {} of the whole, and \
                     nobody above asks. To clear it, let a superior consult {who}.",
                    of("share of the domain's knowledge"),
                    of("authority")
                ),
            ),
            Rule::M9 => (
                "Decides without knowing or asking",
                0.83,
                format!(
                    "{who} has {} of the decision rights in {domain} but {} of the knowledge, and \
                     asks nobody who knows more. To clear it, let {who} consult somebody who does.",
                    of("share of the decision rights"),
                    of("share of the knowledge")
                ),
            ),
            Rule::M6 => ("Influence refused", 0.81, Self::refused_words(misfit, who)),
            Rule::M11 => (
                "Pin too high",
                0.86,
                format!(
                    "{who} thinks the centre is at {} of the way to pure command; it is at {}. \
                     To clear it, look at the map together and let {who} set the pin again.",
                    of("pin"),
                    of("pull")
                ),
            ),
            Rule::M12 => (
                "Single point",
                0.53,
                format!(
                    "Without {who}, {} of the pairs could not reach each other. To clear it, \
                     draw arrows among those whom {who} alone connects.",
                    of("fragmentation without this person")
                ),
            ),
            _ => (
                "Distributed but fragmented",
                0.84,
                format!(
                    "{} hold {} of the influence, and {} of their pairs ask each other both ways. \
                     To clear it, let them consult each other.",
                    self.names(&misfit.positions),
                    of("share of influence"),
                    of("mutual consultation")
                ),
            ),
        }
    }
}
