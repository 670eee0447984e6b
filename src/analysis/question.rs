use crate::model::Stage;

/// What an analysis is asked about: a frozen stage and the settings. Placement is in the stage
/// but is never looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The stage, frozen.
    pub stage: Stage,
    /// The editable constants.
    pub settings: Settings,
}

/// The constants that a person may change. They are policy, not findings.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Weight of recorded decisions in the mass.
    pub weight_decisions: f64,
    /// Weight of held knowledge in the mass.
    pub weight_knowledge: f64,
    /// Weight of influence in the mass.
    pub weight_influence: f64,
    /// From this pull on, the centre of gravity is at the top.
    pub top_border: f64,
    /// Up to this pull, the centre of gravity is not between top and people; below minus this, it
    /// is at the bottom.
    pub center_border: f64,
    /// From this inwardness on, a low pull means "at the centre" and not "spread out".
    pub inwardness_center: f64,
    /// M1 to M3: mean `explore` from which work counts as exploratory.
    pub exploratory: f64,
    /// M7: mean `explore` up to which work counts as routine.
    pub routine: f64,
    /// M1: lateral share up to which communication counts as vertical.
    pub rigid_lateral: f64,
    /// M1: mean `rules` from which the work counts as bound.
    pub rigid_rules: f64,
    /// M2: consult share below which communication counts as instructive.
    pub instructive_consult: f64,
    /// M3: top-heaviness of authority from which it counts as held at the top.
    pub top_authority: f64,
    /// M3: how much less top-heavy knowledge must be.
    pub top_difference: f64,
    /// M4: insulation from which a leader counts as insulated.
    pub insulated: f64,
    /// M4 by silence: how much more than the chart alone would insulate.
    pub insulated_beyond: f64,
    /// M4 by layers: so many layers below, of which none but the first is heard.
    pub insulated_layers: f64,
    /// M5: espoused minus enacted organicity from which the two count as apart.
    pub espoused_apart: f64,
    /// M7: organicity of the map from which it counts as loose.
    pub loose_organicity: f64,
    /// M8: smallest share of a domain that makes its largest holder an expert.
    pub stranded_share: f64,
    /// M9: share of the decision rights of a domain from which a position counts as deciding.
    pub deciding_share: f64,
    /// M9: share of the knowledge of a domain below which a position counts as not knowing.
    pub knowing_share: f64,
    /// Emergent leaders: influence as a multiple of an equal share.
    pub emergent_equal: f64,
    /// Emergent leaders: influence as a multiple of what pure command would give.
    pub emergent_command: f64,
    /// M6 fires below this mean acceptance.
    pub refused_acceptance: f64,
    /// M6 fires from this mismatch on most lines.
    pub refused_mismatch: f64,
    /// M11 fires from this difference between a pin and the pull.
    pub pin_too_high: f64,
    /// M12 fires from this growth of fragmentation when one person is gone.
    pub single_point: f64,
    /// Density of mutual consultation from which several leaders count as coordinated.
    pub coordinated_density: f64,
    /// Up to this difference of organicity and `explore`, working relations fit the work.
    pub fit_band: f64,
    /// Claims about mechanistic systems are tested below this score of the relations.
    pub claim_mechanistic: f64,
    /// Claims: the centre has moved from this change of the pull between two stages.
    pub claim_moved: f64,
    /// Claims: there is room to take part from this share of the decision rights below the top.
    pub claim_participation: f64,
    /// Claims: what is heard is taken up from this mean on.
    pub claim_taken_up: f64,
    /// Claims: acceptance differs between leaders from so many points of 5.
    pub claim_acceptance: f64,
    /// Claims: distance is kept above so many points of 5, where none is said to be proper.
    pub claim_distance: f64,
    /// Claims: up to this difference two sides of a scale of 0 to 1 are as good as even.
    pub claim_even: f64,
}

impl Settings {
    /// The weights of decisions, held knowledge and influence in the mass.
    #[must_use]
    pub fn weights(&self) -> [f64; 3] {
        [self.weight_decisions, self.weight_knowledge, self.weight_influence]
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            weight_decisions: 1.0,
            weight_knowledge: 1.0,
            weight_influence: 1.0,
            top_border: 2.0 / 3.0,
            center_border: 1.0 / 3.0,
            inwardness_center: 0.1,
            exploratory: 0.6,
            routine: 0.4,
            rigid_lateral: 0.25,
            rigid_rules: 0.6,
            instructive_consult: 0.5,
            top_authority: 0.5,
            top_difference: 0.25,
            insulated: 0.5,
            insulated_beyond: 0.15,
            insulated_layers: 4.0,
            espoused_apart: 0.25,
            loose_organicity: 0.6,
            stranded_share: 0.25,
            deciding_share: 0.5,
            knowing_share: 0.1,
            emergent_equal: 1.5,
            emergent_command: 2.0,
            refused_acceptance: 3.0,
            refused_mismatch: 0.5,
            pin_too_high: 1.0 / 3.0,
            single_point: 0.2,
            coordinated_density: 0.5,
            fit_band: 0.2,
            claim_mechanistic: 0.4,
            claim_moved: 0.1,
            claim_participation: 0.5,
            claim_taken_up: 0.5,
            claim_acceptance: 0.5,
            claim_distance: 3.0,
            claim_even: 0.05,
        }
    }
}
