use super::MeasureId;

/// One reading of the map: what colour, size, shape and line mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lens {
    /// Who reports to whom, units, all flows.
    #[default]
    Structure,
    /// Mechanistic or organic.
    Organicity,
    /// Who decides against who knows.
    AuthorityAndKnowledge,
    /// Where the weight lies.
    CenterOfGravity,
    /// Who asks, tells and informs whom.
    Communication,
    /// On whom others depend, and who carries which routine.
    Leadership,
    /// Whether working relations fit the work.
    Fit,
}

impl Lens {
    /// All lenses in the order of their keys, 1 first.
    pub const ALL: [Self; 7] = [
        Self::Structure,
        Self::Organicity,
        Self::AuthorityAndKnowledge,
        Self::CenterOfGravity,
        Self::Communication,
        Self::Leadership,
        Self::Fit,
    ];

    /// Its name on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Structure => "Structure",
            Self::Organicity => "Organicity",
            Self::AuthorityAndKnowledge => "Authority and knowledge",
            Self::CenterOfGravity => "Centre of gravity",
            Self::Communication => "Communication",
            Self::Leadership => "Leadership",
            Self::Fit => "Fit",
        }
    }

    /// Its name on the command line and in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Organicity => "organicity",
            Self::AuthorityAndKnowledge => "authority-and-knowledge",
            Self::CenterOfGravity => "centre-of-gravity",
            Self::Communication => "communication",
            Self::Leadership => "leadership",
            Self::Fit => "fit",
        }
    }

    /// The lens of this key or name, ignoring case.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| {
            text.eq_ignore_ascii_case(lens.key()) || text.eq_ignore_ascii_case(lens.name())
        })
    }
}

impl MeasureId {
    /// The lens through which it is seen.
    #[must_use]
    pub fn lens(self) -> Lens {
        match self {
            Self::People | Self::Confidence | Self::Loops | Self::WhatIf => Lens::Structure,
            Self::Organicity | Self::Contrasts | Self::Rules | Self::Espoused | Self::M5 => {
                Lens::Organicity
            }
            Self::Authority
            | Self::Knowledge
            | Self::Gap
            | Self::Steps
            | Self::DomainGap
            | Self::Uncovered
            | Self::Participation
            | Self::M3
            | Self::M8
            | Self::M9 => Lens::AuthorityAndKnowledge,
            Self::Pull
            | Self::TopHeaviness
            | Self::Band
            | Self::Inwardness
            | Self::Quadrant
            | Self::Mass
            | Self::Pin
            | Self::M11
            | Self::M12 => Lens::CenterOfGravity,
            Self::ConsultShare
            | Self::LateralShare
            | Self::LeaderConsult
            | Self::ConsultsDownward
            | Self::TakeUp
            | Self::AsksOutside
            | Self::Insulation
            | Self::M2
            | Self::M4 => Lens::Communication,
            Self::Influence
            | Self::EffectiveNumber
            | Self::Norm
            | Self::Form
            | Self::Emergent
            | Self::WithoutReports
            | Self::Inequality
            | Self::Mismatch
            | Self::Acceptance
            | Self::Distance
            | Self::Routines
            | Self::M6
            | Self::M10 => Lens::Leadership,
            Self::Explore | Self::Fit | Self::Warning | Self::M1 | Self::M7 => Lens::Fit,
        }
    }
}
