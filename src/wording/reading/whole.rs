use super::super::MeasureId;
use super::super::words::{one, percent, two};
use super::{Finding, Ground, Speaker};
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
        let explore = self.analysis.mean_explore.as_ref().ok().copied()?;
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
        Some(finding.from(self.explore_evidence()).sure(self.coverage(&[Ground::Explore])))
    }

    fn explore_evidence(&self) -> String {
        let evidence = &self.analysis.evidence;
        format!("\"explore\" of {} of {} people", evidence.with_explore, evidence.people)
    }

    /// The unit whose relations fit its work least.
    fn least_fit(&self) -> Option<Finding> {
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
        let about = own.map(|(id, _)| id).collect();
        Some(finding.about(about).from("organicity and \"explore\" by unit").sure(unit.confidence))
    }

    /// The domain in which knowledge and authority lie furthest apart.
    fn furthest_domain(&self) -> Option<Finding> {
        let domains = self.further.domains.iter();
        let (domain, gap) =
            domains.max_by(|a, b| a.1.tv.total_cmp(&b.1.tv).then_with(|| b.0.cmp(a.0)))?;
        let far = match &gap.steps {
            Ok(steps) => format!(", {} reporting steps on average", one(*steps)),
            Err(_) => String::new(),
        };
        let sentence = format!(
            "Of the domains, {domain} has knowledge and authority furthest apart: {:.0} of every \
             100 units would have to change hands{far}.",
            gap.tv * 100.0
        );
        let finding =
            Finding::new(MeasureId::DomainGap, "Domain by domain", 0.43, gap.tv, sentence);
        let mut far: Vec<_> = gap.by_person.iter().zip(&self.analysis.people).collect();
        far.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
        let about = far.into_iter().filter(|(gap, _)| gap.abs() >= 0.05).take(5);
        let about = about.map(|(_, id)| *id).collect();
        let sure = self.coverage(&[Ground::Knowledge]);
        Some(finding.about(about).from("expertise and rights in each domain").sure(sure))
    }

    fn contrasts(&self) -> Option<Finding> {
        let contrasts = &self.further.contrasts;
        let four =
            [&contrasts.network, &contrasts.anywhere, &contrasts.lateral, &contrasts.consult];
        let known: Vec<f64> = four.into_iter().filter_map(|it| it.as_ref().ok().copied()).collect();
        if known.is_empty() {
            return None;
        }
        let organic = known.iter().filter(|value| **value > 0.5).count();
        let sentence = format!(
            "Of {} measured contrasts between mechanistic and organic systems, {organic} lean to \
             the organic end.",
            known.len()
        );
        let title = "Mechanistic against organic";
        let finding = Finding::new(MeasureId::Contrasts, title, 0.41, organic as f64, sentence);
        let sure = self.coverage(&[Ground::Arrows]);
        Some(finding.from("structure, place of knowledge, direction, content of talk").sure(sure))
    }

    fn participation(&self) -> Option<Finding> {
        let below = *self.further.leading.decided_below.as_ref().ok()?;
        let sentence = format!("{} of the decision rights lies below the top.", percent(below));
        let title = "Room for participation";
        let finding = Finding::new(MeasureId::Participation, title, 0.38, below, sentence);
        let evidence = &self.analysis.evidence;
        let from = format!("decision rights of {} people", evidence.with_rights);
        Some(finding.from(from).sure(self.coverage(&[Ground::Chart])))
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
            "{} of {} routines are led by more than one ({}).",
            percent(shared),
            self.analysis.routines.len(),
            said.join(", ")
        );
        let finding = Finding::new(MeasureId::Routines, "Routines", 0.38, shared, sentence);
        Some(finding.from("who carries which routine, in which steps"))
    }

    /// Where the map lies between creative and compliant: pull against inwardness.
    fn quadrant(&self) -> Option<Finding> {
        if self.too_few_arrows().is_some() {
            return None;
        }
        let gravity = &self.analysis.gravity;
        let (pull, inward) =
            (*gravity.pull.as_ref().ok()?, *gravity.mass.inwardness.as_ref().ok()?);
        let inside = inward >= self.settings.inwardness_center;
        let place = match (Zone::of(pull, self.settings), inside) {
            (Zone::Top, true) => "hierarchical, and its top is well connected",
            (Zone::Top, false) => "hierarchical, and its top is little connected",
            (Zone::Between, _) => "between hierarchy and centre",
            (Zone::Low, true) => "led from the centre",
            (Zone::Low, false) => "led from everywhere",
            (Zone::Bottom, _) => "led from below",
        };
        let sentence = format!(
            "With a pull to the top of {} and an inwardness of {}, this organization is {place}.",
            percent(pull),
            two(inward)
        );
        let title = "Creative or compliant";
        let finding = Finding::new(MeasureId::Quadrant, title, 0.36, pull, sentence);
        let sure = self.coverage(&[Ground::Chart, Ground::Arrows]);
        Some(finding.from("pull by inwardness of the whole weight").sure(sure))
    }
}
