//! Every constant of the readings by name: what it decides, its range and its usual value. The
//! map keeps those that a person changed.

use super::question::Settings;
use super::result::Rule;
use crate::model::OrgMap;

/// A named constant of the readings. It is policy, not a finding.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in files.
    pub name: &'static str,
    /// What it decides, as the beginning of a sentence that its value ends.
    pub words: &'static str,
    /// The misfit it decides; nothing for those of the verdict and of the scales.
    pub rule: Option<Rule>,
    /// The least it may be.
    pub low: f64,
    /// The most it may be.
    pub high: f64,
    read: fn(&Settings) -> f64,
    field: fn(&mut Settings) -> &mut f64,
}

impl Setting {
    /// Its value among all settings.
    #[must_use]
    pub fn get(&self, settings: &Settings) -> f64 {
        (self.read)(settings)
    }

    /// Sets its value among all settings, held within its range; what is not a number changes
    /// nothing.
    pub fn set(&self, settings: &mut Settings, value: f64) {
        if !value.is_nan() {
            *(self.field)(settings) = value.clamp(self.low, self.high);
        }
    }

    /// The usual value.
    #[must_use]
    pub fn usual(&self) -> f64 {
        self.get(&Settings::default())
    }

    /// Whether a value lies in its range.
    #[must_use]
    pub fn admits(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

impl Settings {
    /// The settings of a map: the usual ones, but for those that the map gives. Names that are
    /// not known have no effect, and values outside of the range are held within it.
    #[must_use]
    pub fn of(map: &OrgMap) -> Self {
        let mut settings = Self::default();
        for setting in SETTINGS {
            if let Some(value) = map.header().settings.get(setting.name) {
                setting.set(&mut settings, *value);
            }
        }
        settings
    }
}

macro_rules! setting {
    ($field:ident, $rule:expr, $low:literal, $high:literal, $words:literal) => {
        Setting {
            name: stringify!($field),
            words: $words,
            rule: $rule,
            low: $low,
            high: $high,
            read: |settings| settings.$field,
            field: |settings| &mut settings.$field,
        }
    };
}

/// All of them: first what is weighed, then the verdict, then the misfits in their order.
#[rustfmt::skip]
pub const SETTINGS: &[Setting] = &[
    setting!(weight_decisions, None, 0.0, 10.0, "Recorded decisions weigh"),
    setting!(weight_knowledge, None, 0.0, 10.0, "Entered expertise weighs"),
    setting!(weight_influence, None, 0.0, 10.0, "Influence weighs"),
    setting!(top_border, None, 0.0, 2.0, "At the top from a pull of"),
    setting!(center_border, None, 0.0, 2.0, "No longer between up to a pull of"),
    setting!(inwardness_center, None, -1.0, 1.0, "At the centre from an inwardness of"),
    setting!(exploratory, Some(Rule::M1), 0.0, 1.0, "Work explores from a mean \"explore\" of"),
    setting!(rigid_lateral, Some(Rule::M1), 0.0, 1.0, "Talk is vertical up to a lateral share of"),
    setting!(rigid_rules, Some(Rule::M1), 0.0, 1.0, "Work goes by the book from mean rules of"),
    setting!(instructive_consult, Some(Rule::M2), 0.0, 1.0, "Led by telling below a consult share of"),
    setting!(top_authority, Some(Rule::M3), -1.0, 1.0, "Authority is at the top from a height of"),
    setting!(top_difference, Some(Rule::M3), 0.0, 2.0, "Knowledge lies lower from a difference of"),
    setting!(insulated, Some(Rule::M4), 0.0, 1.0, "A leader is insulated from"),
    setting!(insulated_beyond, Some(Rule::M4), 0.0, 1.0, "By silence, when that is more than the chart alone gives by"),
    setting!(insulated_layers, Some(Rule::M4), 1.0, 100.0, "By layers, from as many layers below as"),
    setting!(espoused_apart, Some(Rule::M5), 0.0, 1.0, "Said and lived are apart from"),
    setting!(refused_acceptance, Some(Rule::M6), 1.0, 5.0, "Influence is refused below a mean acceptance of"),
    setting!(refused_mismatch, Some(Rule::M6), 0.0, 1.0, "A wish is missed from a mismatch of"),
    setting!(routine, Some(Rule::M7), 0.0, 1.0, "Work is routine up to a mean \"explore\" of"),
    setting!(loose_organicity, Some(Rule::M7), 0.0, 1.0, "Relations are loose from an organicity of"),
    setting!(stranded_share, Some(Rule::M8), 0.0, 1.0, "An expert holds at least this share of a domain:"),
    setting!(deciding_share, Some(Rule::M9), 0.0, 1.0, "Somebody decides from a share of the rights of"),
    setting!(knowing_share, Some(Rule::M9), 0.0, 1.0, "Somebody does not know below a share of"),
    setting!(coordinated_density, Some(Rule::M10), 0.0, 1.0, "Leaders are coordinated from a mutual consultation of"),
    setting!(fit_band, None, 0.0, 1.0, "Relations fit the work up to a difference of"),
    setting!(emergent_equal, None, 0.0, 10.0, "Emergent leaders have this many equal shares of influence:"),
    setting!(emergent_command, None, 0.0, 10.0, "Emergent leaders have this many times what command alone gives:"),
    setting!(pin_too_high, Some(Rule::M11), 0.0, 2.0, "A pin is too high from a difference of"),
    setting!(claim_mechanistic, None, 0.0, 1.0, "Claims about mechanistic relations are tested below a score of"),
    setting!(claim_moved, None, 0.0, 2.0, "The centre has moved between stages from a change of"),
    setting!(claim_participation, None, 0.0, 1.0, "There is room to take part from a share of the rights below the top of"),
    setting!(claim_taken_up, None, 0.0, 1.0, "What is heard is taken up from a mean of"),
    setting!(claim_acceptance, None, 0.0, 4.0, "Acceptance differs between leaders from as many points as"),
    setting!(claim_distance, None, 1.0, 5.0, "Distance is kept above as many points as"),
    setting!(claim_even, None, 0.0, 1.0, "Two sides are as good as even up to a difference of"),
    setting!(single_point, Some(Rule::M12), 0.0, 1.0, "All depends on one from a growth of fragmentation of"),
];

impl Rule {
    /// The settings that decide whether it fires.
    pub fn settings(self) -> impl Iterator<Item = &'static Setting> {
        SETTINGS.iter().filter(move |setting| {
            setting.rule == Some(self)
                || (setting.name == "exploratory" && matches!(self, Self::M2 | Self::M3))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_constant_is_named_once_and_usually_in_its_range() {
        let names: BTreeSet<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        assert_eq!(names.len(), SETTINGS.len());
        for setting in SETTINGS {
            assert!(setting.admits(setting.usual()), "{}", setting.name);
            let mut changed = Settings::default();
            setting.set(&mut changed, f64::NAN);
            assert_eq!(changed, Settings::default());
            setting.set(&mut changed, f64::INFINITY);
            assert_eq!(setting.get(&changed), setting.high);
            let others = SETTINGS.iter().filter(|other| other.name != setting.name);
            for other in others {
                assert_eq!(other.get(&changed), other.usual(), "{}", other.name);
            }
        }
        // As many as there are fields.
        let fields = format!("{:?}", Settings::default()).matches(": ").count();
        assert_eq!(fields, SETTINGS.len());
    }
}
