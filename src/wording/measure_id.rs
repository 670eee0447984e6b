//! The names of all measures, listed once. Everything that is said of a measure (its definition,
//! its numbers, its sentences, its column) is given by a `match` over these names, so that what
//! forgets one does not compile.

use crate::analysis::Rule;

macro_rules! measure_ids {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A measure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum MeasureId {
            $($(#[$doc])* $name,)*
        }

        impl MeasureId {
            /// All measures: heads first, then the centre and the gap, leaders, the work, the misfits.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in files and on the command line.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }
        }
    };
}

measure_ids! {
    /// Held and vacant positions.
    People = "people",
    /// Pull to the top: 1 pure command, 0 everybody counts alike.
    Pull = "pull",
    /// Shares of authority.
    Authority = "authority",
    /// Shares of knowledge.
    Knowledge = "knowledge",
    /// Shares of influence.
    Influence = "influence",
    /// Recorded decisions, entered expertise and influence in one.
    Mass = "mass",
    /// Knowledge against authority.
    Gap = "gap",
    /// How far a weight sits from where the people are towards the top.
    TopHeaviness = "top_heaviness",
    /// Whether the weight lies with the well-connected.
    Inwardness = "inwardness",
    /// How far the centre hangs on single respondents.
    Band = "band",
    /// Pull against inwardness.
    Quadrant = "quadrant",
    /// Reporting steps from knowledge to the authority to use it.
    Steps = "steps",
    /// The gap in each domain.
    DomainGap = "domain_gap",
    /// Domains in which somebody decides and nobody is known to know.
    Uncovered = "uncovered",
    /// Whether influence follows rank or expertise.
    Norm = "norm",
    /// What single edits would move.
    WhatIf = "what_if",
    /// How much of what a number needs is known.
    Confidence = "confidence",
    /// Reporting lines in a circle.
    Loops = "loops",
    /// Asking as a part of asking and telling.
    ConsultShare = "consult_share",
    /// Talk with people neither above nor below.
    LateralShare = "lateral_share",
    /// As if so many shared it equally.
    EffectiveNumber = "effective_number",
    /// Who has half of the influence, and whether they consult each other.
    Form = "form",
    /// People with far more influence than the chart alone would give.
    Emergent = "emergent",
    /// Influence of people without reports.
    WithoutReports = "without_reports",
    /// Asking as a part of what leaders ask and tell.
    LeaderConsult = "leader_consult",
    /// Asking of leaders that goes to people below.
    ConsultsDownward = "consults_downward",
    /// How far leaders take up what they hear.
    TakeUp = "take_up",
    /// Whether leaders ask outside of their own unit.
    AsksOutside = "asks_outside",
    /// How far voices from below do not arrive.
    Insulation = "insulation",
    /// Who depends on whom along a reporting line.
    Inequality = "inequality",
    /// How far wishes to be asked or told are missed.
    Mismatch = "mismatch",
    /// How far influence is accepted.
    Acceptance = "acceptance",
    /// How far away leaders keep.
    Distance = "distance",
    /// What is claimed minus what is lived.
    Espoused = "espoused",
    /// Where leaders think that the centre is.
    Pin = "pin",
    /// Decision rights below the top.
    Participation = "participation",
    /// Routines that more than one carries.
    Routines = "routines",
    /// Mechanistic or organic.
    Organicity = "organicity",
    /// Burns and Stalker's contrasts.
    Contrasts = "contrasts",
    /// Whether the work explores.
    Explore = "explore",
    /// Whether relations fit the work.
    Fit = "fit",
    /// Whether the work goes by the book.
    Rules = "rules",
    /// How many of M1 to M3 fire.
    Warning = "warning",
    /// Rigid hierarchy on exploratory work.
    M1 = "m1",
    /// Instructive communication on exploratory work.
    M2 = "m2",
    /// Authority at the top, knowledge not.
    M3 = "m3",
    /// Leader who hears little from below.
    M4 = "m4",
    /// Says organic, experienced as mechanistic.
    M5 = "m5",
    /// Influence refused.
    M6 = "m6",
    /// Loose on routine work.
    M7 = "m7",
    /// Expert whom nobody above asks.
    M8 = "m8",
    /// Decides in fields that others know better.
    M9 = "m9",
    /// Leadership in several places that do not consult each other.
    M10 = "m10",
    /// Pin above the centre.
    M11 = "m11",
    /// Single point.
    M12 = "m12",
}

impl MeasureId {
    /// The measure of this key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.key() == key)
    }

    /// The measure that tells of a misfit.
    #[must_use]
    pub const fn of_rule(rule: Rule) -> Self {
        match rule {
            Rule::M1 => Self::M1,
            Rule::M2 => Self::M2,
            Rule::M3 => Self::M3,
            Rule::M4 => Self::M4,
            Rule::M5 => Self::M5,
            Rule::M6 => Self::M6,
            Rule::M7 => Self::M7,
            Rule::M8 => Self::M8,
            Rule::M9 => Self::M9,
            Rule::M10 => Self::M10,
            Rule::M11 => Self::M11,
            Rule::M12 => Self::M12,
        }
    }

    /// The rules that it tells of: one for a misfit, three for the warning, else none.
    #[must_use]
    pub const fn rules(self) -> &'static [Rule] {
        match self {
            Self::Warning => &[Rule::M1, Rule::M2, Rule::M3],
            Self::M1 => &[Rule::M1],
            Self::M2 => &[Rule::M2],
            Self::M3 => &[Rule::M3],
            Self::M4 => &[Rule::M4],
            Self::M5 => &[Rule::M5],
            Self::M6 => &[Rule::M6],
            Self::M7 => &[Rule::M7],
            Self::M8 => &[Rule::M8],
            Self::M9 => &[Rule::M9],
            Self::M10 => &[Rule::M10],
            Self::M11 => &[Rule::M11],
            Self::M12 => &[Rule::M12],
            _ => &[],
        }
    }
}

impl std::fmt::Display for MeasureId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key())
    }
}
