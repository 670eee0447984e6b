use super::super::MeasureId;
use super::super::words::{
    counted, is_below, list, lower_than_average, percent, share_of_scale, two,
};
use super::{Finding, Ground, Speaker};
use crate::analysis::{Insulated, Misfit, Rule};
use crate::model::PositionId;

/// What is said of a misfit: its headline, its weight, what is so, and what would change it.
struct Said {
    title: &'static str,
    weight: f64,
    sentence: String,
    outlook: String,
}

/// A misfit with the names of whom and what it is about.
struct About<'a> {
    misfit: &'a Misfit,
    who: String,
    domain: String,
}

impl About<'_> {
    fn number(&self, name: &str) -> Option<f64> {
        let found = self.misfit.numbers.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| *value)
    }

    fn percent(&self, name: &str) -> String {
        self.number(name).map(percent).unwrap_or_default()
    }

    fn two(&self, name: &str) -> String {
        self.number(name).map(two).unwrap_or_default()
    }
}

impl Speaker<'_> {
    /// The seed's warning first, then every misfit that fires, with what would change it.
    pub(super) fn misfit_findings(&self) -> Vec<Finding> {
        let misfits = &self.analysis.misfits;
        let in_full = MeasureId::Warning.rules();
        let severity =
            in_full.iter().filter(|rule| misfits.iter().any(|m| m.rule == **rule)).count();
        let mut all = Vec::new();
        if severity > 0 {
            let sentence = format!(
                "{severity} of 3 signs that work which explores is led as if it were routine: \
                 rigid hierarchy, instructive communication, authority kept at the top."
            );
            let title = "Exploring work, led as routine work";
            let mut finding =
                Finding::new(MeasureId::Warning, title, 0.97, severity as f64, sentence);
            for misfit in misfits.iter().filter(|misfit| in_full.contains(&misfit.rule)) {
                finding.positions.extend(&misfit.positions);
                finding.flows.extend(&misfit.flows);
            }
            let known = self.coverage(&[Ground::Explore]);
            all.push(finding.from(self.work_evidence()).known(known));
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
        let verb = if count == 1 { "is" } else { "are" };
        let domains = counted(count, "domain", "domains");
        let sentence = format!("{domains} {verb} known by one person alone: {}.", list(&said));
        let about = misfits.iter().filter_map(|misfit| misfit.position).collect();
        let title = "Known by one alone";
        let mut finding =
            Finding::new(MeasureId::M12, title, 0.52, count as f64, sentence).about(about);
        // Its button tries the first of them; the others follow one by one.
        finding.misfit = misfits.first().map(|misfit| (*misfit).clone());
        finding.outlook = Some(
            "If somebody else learned it, the knowledge would no longer hang on one. Then enter \
             what that person knows."
                .into(),
        );
        Some(finding.from("entered expertise").known(self.coverage(&[Ground::Expertise])))
    }

    fn work_evidence(&self) -> String {
        let explore = self.analysis.mean_explore.as_ref().copied().unwrap_or(0.0);
        format!("the work explores at {} on average (0 routine, 1 new every time)", two(explore))
    }

    fn misfit(&self, misfit: &Misfit) -> Finding {
        let about = About {
            misfit,
            who: misfit.position.map(|id| self.name(id)).unwrap_or_default(),
            domain: misfit.domain.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        let said = self.misfit_words(&about);
        let (_, number) = misfit.numbers.last().copied().unwrap_or(("", 0.0));
        let mut positions: Vec<PositionId> = misfit.position.into_iter().collect();
        positions.extend(misfit.positions.iter().copied());
        let measure = MeasureId::of_rule(misfit.rule);
        let mut finding =
            Finding::new(measure, said.title, said.weight, number, said.sentence).about(positions);
        finding.flows.clone_from(&misfit.flows);
        finding.misfit = Some(misfit.clone());
        finding.outlook = Some(said.outlook);
        (finding.known, finding.asked) = self.misfit_known(misfit);
        let number = |name: &str, value: f64| match name.starts_with("lines") {
            true => format!("{name} {value}"),
            false if name == "pull" => format!("centre {}", two(value)),
            false => format!("{name} {}", two(value)),
        };
        let numbers = misfit.numbers.iter().map(|(name, value)| number(name, *value));
        let numbers: Vec<String> = numbers.collect();
        let borders = misfit.rule.settings().map(|setting| two(setting.get(self.settings)));
        let borders: Vec<String> = borders.collect();
        let noun = if borders.len() == 1 { "threshold" } else { "thresholds" };
        finding.from(format!("{}; {noun} {}", numbers.join(", "), borders.join(", ")))
    }

    fn misfit_words(&self, about: &About<'_>) -> Said {
        match about.misfit.rule {
            Rule::M1 => self.rigid(about),
            Rule::M2 => Said {
                title: "New work, mostly told",
                weight: 0.95,
                sentence: format!(
                    "The work explores, and {} of asking and telling is asking; the rest is \
                     telling.",
                    about.percent("consult share")
                ),
                outlook: "If half of what is told today were asked, this would no longer hold. \
                          Then draw it: consult arrows in place of instruct arrows."
                    .into(),
            },
            Rule::M3 => Said {
                title: "Authority higher up than knowledge",
                weight: 0.94,
                sentence: format!(
                    "The work explores; authority lies {}, knowledge {}.",
                    share_of_scale(about.number("top-heaviness of authority").unwrap_or(0.0)),
                    share_of_scale(about.number("top-heaviness of knowledge").unwrap_or(0.0))
                ),
                outlook: "If those who know decided more, or those who decide learned more, the \
                          two would come together. Then enter the new rights or levels."
                    .into(),
            },
            Rule::M7 => Said {
                title: "Loose relations on routine work",
                weight: 0.9,
                sentence: format!(
                    "The work is routine ({} of 1, where 1 is new every time), and the relations \
                     are loose ({} of 1, where 1 is organic).",
                    about.two("explore"),
                    about.two("organicity")
                ),
                outlook: "If rules were agreed on where nothing is new, work and relations would \
                          fit. Then enter how far the work goes by the book."
                    .into(),
            },
            Rule::M10 => Said {
                title: "Several lead, few consult each other",
                weight: 0.84,
                sentence: format!(
                    "{} hold {} of the influence together, and {} of their pairs consult each \
                     other both ways.",
                    self.names(&about.misfit.positions),
                    about.percent("share of influence"),
                    about.percent("mutual consultation")
                ),
                outlook: "If they asked each other regularly, leading would be coordinated. Then \
                          draw consult arrows both ways between them."
                    .into(),
            },
            Rule::M4 | Rule::M5 | Rule::M6 | Rule::M8 | Rule::M9 | Rule::M11 | Rule::M12 => {
                self.of_one(about)
            }
        }
    }

    fn rigid(&self, about: &About<'_>) -> Said {
        let lateral = about.number("lateral share");
        let mut signs = Vec::new();
        signs.extend(lateral.map(|share| format!("{} of the talk goes sideways", percent(share))));
        signs.extend(
            about
                .number("rules")
                .map(|rules| format!("the work goes by the book at {} of 1", two(rules))),
        );
        let outlook = match about.number("rules") {
            Some(_) => format!(
                "If fewer rules bound the work (under {} of 1), this would no longer hold. Then \
                 enter the rules as they are by then.",
                two(self.settings.rigid_rules)
            ),
            None => "If people asked each other across the lines, the talk would be less \
                     vertical. Then draw whom they ask."
                .to_owned(),
        };
        Said {
            title: "Tight lines on exploring work",
            weight: 0.96,
            sentence: format!("The work explores, and {}.", signs.join("; ")),
            outlook,
        }
    }

    fn of_one(&self, about: &About<'_>) -> Said {
        let who = &about.who;
        match about.misfit.rule {
            Rule::M4 => insulated(about),
            Rule::M5 => Said {
                title: "Said as organic, lived as mechanistic",
                weight: 0.85,
                sentence: format!(
                    "{who} describes the work at {}, those who work there at {} (0 mechanistic, 1 \
                     organic).",
                    about.two("espoused"),
                    about.two("enacted")
                ),
                outlook: format!(
                    "If {who} asked more than told those who answered, what is lived would come \
                     nearer to what is said. Then ask them again."
                ),
            },
            Rule::M6 => led_otherwise(about),
            Rule::M8 => Said {
                title: "Knows much, is asked by nobody above",
                weight: 0.82,
                sentence: format!(
                    "{who} holds {} of the knowledge of {}, has {} of the authority, and is \
                     consulted by nobody above.",
                    about.percent("share of the domain's knowledge"),
                    about.domain,
                    about.percent("authority")
                ),
                outlook: format!(
                    "If somebody above asked {who}, this knowledge would reach a decision. Then \
                     draw that consult arrow."
                ),
            },
            Rule::M9 => Said {
                title: "Decides in fields that others know better",
                weight: 0.83,
                sentence: format!(
                    "{who} has {} of the decision rights in {} and {} of its knowledge, and asks \
                     none of those who know more.",
                    about.percent("share of the decision rights"),
                    about.domain,
                    about.percent("share of the knowledge")
                ),
                outlook: format!(
                    "If {who} asked somebody who knows more, the decision would rest on it. Then \
                     draw that consult arrow."
                ),
            },
            _ => self.of_place(about),
        }
    }

    /// Where somebody puts the centre, and what hangs on somebody.
    fn of_place(&self, about: &About<'_>) -> Said {
        let who = &about.who;
        match about.misfit.rule {
            Rule::M11 => Said {
                title: "Pin above the centre",
                weight: 0.86,
                sentence: format!(
                    "{who} puts the centre at {}; it lies at {} (0 everybody counts alike, 1 \
                     orders alone).",
                    about.two("pin"),
                    about.two("pull")
                ),
                outlook: format!(
                    "If {who} looks at the map and thinks otherwise then, enter the pin after \
                     seeing it."
                ),
            },
            _ => Said {
                title: "Much of the talk runs through one",
                weight: 0.53,
                sentence: format!(
                    "Without {who}, {} of the pairs could not reach each other.",
                    about.percent("fragmentation without this person")
                ),
                outlook: format!(
                    "If some of those whom {who} alone connects talked directly, the talk would \
                     hold without {who}. Then draw these arrows."
                ),
            },
        }
    }
}

fn insulated(about: &About<'_>) -> Said {
    let who = &about.who;
    let (title, sentence) = match about.misfit.form {
        Some(Insulated::Layers) => {
            let layers = about.number("layers below").unwrap_or(0.0) as usize;
            let sentence = format!(
                "Below {who} lie {}, and nobody from further down than the first is heard \
                 directly.",
                counted(layers, "layer", "layers")
            );
            ("Heard from one layer alone", sentence)
        }
        _ => {
            let sentence = format!(
                "Of the voices below {who}, fewer arrive than the chart alone would carry: {} \
                 where the chart gives {} (0 hears everyone, 1 hears no one).",
                about.two("insulation"),
                about.two("insulation by the chart alone")
            );
            ("Voices from below do not arrive", sentence)
        }
    };
    let outlook = format!(
        "If {who} asked some of those further down, or they informed {who}, more would arrive. \
         Then draw these arrows."
    );
    Said { title, weight: 0.8, sentence, outlook }
}

fn led_otherwise(about: &About<'_>) -> Said {
    let who = &about.who;
    let mut signs = Vec::new();
    signs.extend(
        about
            .number("acceptance")
            .map(|mean| format!("those who report accept it at {} of 5 on average", two(mean))),
    );
    signs.extend(about.number("lines on which wishes are missed").map(|lines| {
        let lines = counted(lines as usize, "reporting line", "reporting lines");
        format!("on {lines} the wish to be asked or told is missed")
    }));
    Said {
        title: "Led otherwise than wanted",
        weight: 0.81,
        sentence: format!("{who} leads otherwise than some want: {}.", signs.join("; ")),
        outlook: format!(
            "If {who} asked those who want to be asked, and told those who want to be told, wishes \
             would be met. Then draw the arrows as they are by then."
        ),
    }
}

/// A top-heaviness in words, for the figures of the whole map.
pub(super) fn height_words(name: &str, top: f64) -> String {
    if is_below(top) {
        format!("{name} here sits {}.", lower_than_average(top))
    } else {
        format!(
            "{name} here sits {} of the way from where the people are to the top.",
            percent(top.max(0.0))
        )
    }
}
