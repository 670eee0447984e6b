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
