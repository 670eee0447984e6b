use super::super::MeasureId;
use super::super::firm::too_few_arrows;
use super::super::words::{counted, one, people, percent, pull_words, settled, two};
use super::{Finding, Ground, Known, Speaker};
use crate::analysis::{RoutineClass, Undefined, Zone};

impl Speaker<'_> {
    /// Work, units, domains, routines, and the contrasts as a whole.
    pub(super) fn findings_of_the_whole(&self) -> Vec<Finding> {
        let mut all = Vec::new();
        all.extend(self.work());
        all.extend(self.least_fit());
        all.extend(self.furthest_domain());
        all.extend(self.contrasts());
        all.extend(self.participation());
        all.extend(self.routines());
        all.extend(self.quadrant());
        all
    }

    fn work(&self) -> Option<Finding> {
        let explore = settled(*self.analysis.mean_explore.as_ref().ok()?);
        let kind = if explore >= self.settings.exploratory {
            "It counts as exploratory"
        } else if explore <= self.settings.routine {
            "It counts as routine"
        } else {
            "It counts as neither exploratory nor routine"
        };
        let sentence = format!(
            "The work explores at {} on average (0 routine, 1 exploration). {kind}.",
            two(explore)
        );
        let finding = Finding::new(MeasureId::Explore, "The work", 0.4, explore, sentence);
        Some(finding.from(self.explore_evidence()).known(self.coverage(&[Ground::Explore])))
    }

    fn explore_evidence(&self) -> String {
        let evidence = &self.analysis.evidence;
        format!("what is said of the work of {}", people(evidence.with_explore))
    }

    /// The unit whose relations fit its work least.
    fn least_fit(&self) -> Option<Finding> {
        // Least of one says nothing.
        if self.further.units.values().filter(|unit| unit.fit.is_ok()).count() < 2 {
            return None;
        }
        let units = self.further.units.iter();
        let fits = units.filter_map(|(id, unit)| Some((*unit.fit.as_ref().ok()?, *id, unit)));
        let (fit, id, unit) = fits.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        let name = self.stage.units().get(id).map_or("", |unit| unit.name.as_str());
        let (organicity, explore) = (*unit.organicity.as_ref().ok()?, *unit.explore.as_ref().ok()?);
        let sentence = format!(
            "Of the units, \"{name}\" fits its work least ({} of 1): relations at {} from \
             mechanistic to organic, work at {} from routine to exploration.",
            two(fit),
            two(organicity),
            two(explore)
        );
        let finding = Finding::new(MeasureId::Fit, "Unit by unit", 0.4, fit, sentence);
        let own = self.stage.positions().iter().filter(|(_, it)| it.unit == Some(id));
        let about: Vec<_> = own.map(|(id, _)| id).collect();
        let scored = |id: &&crate::model::PositionId| {
            let person = self.analysis.person(**id);
            person.is_some_and(|at| self.analysis.organicity.by_person[at].score().is_ok())
        };
        let known = about.iter().filter(scored).count();
        let known = Known { ground: Ground::Flows, known, of: unit.people, noun: Known::PEOPLE };
        let finding = finding.about(about).known(known);
        Some(finding.from("working relations and work by unit"))
    }

    /// The domain in which knowledge and authority lie furthest apart.
    fn furthest_domain(&self) -> Option<Finding> {
        let mut domains = self.further.domains.iter();
        let most = domains.clone().map(|(_, gap)| gap.tv).fold(0.0, f64::max);
        // Of several as far apart the first by name, whatever rounding says.
        let (domain, gap) = domains.find(|(_, gap)| gap.tv >= most - 1e-9)?;
        let far = match &gap.steps {
            Ok(steps) => format!(", {} reporting steps on average", one(*steps)),
            Err(_) => String::new(),
        };
        if self.further.domains.len() < 2 {
            return None;
        }
        let which = format!("Of {} domains, {domain}", self.further.domains.len());
        let sentence = format!(
            "{which} has knowledge and authority furthest apart: {} of the knowledge lies with \
             others than the authority{far}.",
            percent(gap.tv)
        );
        let finding =
            Finding::new(MeasureId::DomainGap, "Domain by domain", 0.43, gap.tv, sentence);
        let mut far: Vec<_> = gap.by_person.all().into_iter().zip(&self.analysis.people).collect();
        far.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
        let about = far.into_iter().filter(|(gap, _)| settled(gap.abs()) >= 0.05).take(5);
        let about = about.map(|(_, id)| *id).collect();
        let known = self.coverage(&[Ground::Expertise]);
        Some(finding.about(about).from("expertise and rights in each domain").known(known))
    }

    fn contrasts(&self) -> Option<Finding> {
        let contrasts = &self.further.contrasts;
        let four =
            [&contrasts.network, &contrasts.anywhere, &contrasts.lateral, &contrasts.consult];
        let known: Vec<f64> = four.into_iter().filter_map(|it| it.as_ref().ok().copied()).collect();
        if known.is_empty() {
            return None;
        }
        let organic = known.iter().filter(|value| settled(**value) > 0.5).count();
        let verb = if organic == 1 { "leans" } else { "lean" };
        let sentence = format!(
            "Of {} between mechanistic and organic systems, {organic} {verb} to the organic end.",
            counted(known.len(), "measured contrast", "measured contrasts")
        );
        let title = "Mechanistic against organic";
        let finding = Finding::new(MeasureId::Contrasts, title, 0.41, organic as f64, sentence);
        let known = self.coverage(&[Ground::Flows]);
        Some(finding.from("structure, place of knowledge, direction, content of talk").known(known))
    }

    fn participation(&self) -> Option<Finding> {
        let below = *self.further.leading.decided_below.as_ref().ok()?;
        let sentence = format!("{} of the decision rights lies below the top.", percent(below));
        let title = "Room for participation";
        let finding = Finding::new(MeasureId::Participation, title, 0.38, below, sentence);
        let from = format!("decision rights of {}", people(self.analysis.evidence.with_rights));
        Some(finding.from(from).known(self.coverage(&[Ground::Chart])))
    }

    fn routines(&self) -> Option<Finding> {
        let shared = *self.further.leading.shared_routines.as_ref().ok()?;
        let count = |class| self.analysis.routines.values().filter(|it| **it == class).count();
        let classes = [
            (Ok(RoutineClass::Solo), "solo"),
            (Ok(RoutineClass::Collaborated), "collaborated"),
            (Ok(RoutineClass::Collective), "collective"),
            (Ok(RoutineClass::Coordinated), "coordinated"),
            (Err(Undefined::TogetherUnsaid), "without a word on how"),
        ];
        let said = classes.iter().filter(|(class, _)| count(*class) > 0);
        let said: Vec<String> =
            said.map(|(class, name)| format!("{} {name}", count(*class))).collect();
        let sentence = format!(
            "{} of the routines is led by more than one ({}).",
            percent(shared),
            said.join(", ")
        );
        let finding = Finding::new(MeasureId::Routines, "Routines", 0.38, shared, sentence);
        Some(finding.from("who carries which routine, in which steps"))
    }

    /// Where the map lies between creative and compliant: pull against inwardness.
    fn quadrant(&self) -> Option<Finding> {
        if too_few_arrows(self.analysis).is_some() {
            return None;
        }
        let gravity = &self.analysis.gravity;
        let (pull, inward) =
            (*gravity.pull.as_ref().ok()?, *gravity.mass.inwardness.as_ref().ok()?);
        let inside = settled(inward) >= self.settings.inwardness_center;
        let place = match (Zone::of(pull, self.settings), inside) {
            (Zone::Top, true) => "hierarchical, and its top is well connected",
            (Zone::Top, false) => "hierarchical, and its top is little connected",
            (Zone::Between, _) => "between hierarchy and centre",
            (Zone::Low, true) => "led from the centre",
            (Zone::Low, false) => "led from everywhere",
            (Zone::Bottom, _) => "led from below",
        };
        let sentence = format!(
            "The weight {} and has an inwardness of {}: this organization is {place}.",
            pull_words(pull),
            two(inward)
        );
        let title = "Creative or compliant";
        let finding = Finding::new(MeasureId::Quadrant, title, 0.36, pull, sentence);
        let known = self.coverage(&[Ground::Chart, Ground::Flows]);
        Some(finding.from("height by inwardness of the whole weight").known(known))
    }
}
