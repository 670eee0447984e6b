use super::super::MeasureId;
use super::Measure;

const POLICY: &str = "the thresholds are settings of the map, policy and not findings";
const NEVER: &str = "it does not fire where one of its numbers is not defined";

const fn rule(
    id: MeasureId,
    name: &'static str,
    meaning: &'static str,
    formula: &'static str,
    source: &'static str,
    change: &'static str,
) -> Measure {
    Measure {
        id,
        name,
        meaning,
        formula,
        range: "fires or does not",
        undefined: NEVER,
        assumptions: POLICY,
        source,
        change,
    }
}

#[rustfmt::skip]
pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: MeasureId::Warning,
        name: "Led against its work",
        meaning: "How many of three signs show that work which explores is led as if it were routine.",
        formula: "the number of M1, M2 and M3 that fire",
        range: "0 to 3; 3 is the essay's warning in full",
        undefined: NEVER,
        assumptions: POLICY,
        source: "Burns and Stalker 1961; Spillane 2006",
        change: "what clears M1, M2 or M3",
    },
    rule(
        MeasureId::M1,
        "M1 Rigid hierarchy on exploratory work",
        "Work explores, and talk keeps to the line or goes by the book.",
        "X >= 0.6 and (lateral share <= 0.25 or mean rules >= 0.6)",
        "Burns and Stalker 1961",
        "talk across the lines, or looser rules",
    ),
    rule(
        MeasureId::M2,
        "M2 Instructive communication on exploratory work",
        "Work explores, and most of asking and telling is telling.",
        "X >= 0.6 and consult share < 0.5",
        "Burns and Stalker 1961",
        "questions in place of orders",
    ),
    rule(
        MeasureId::M3,
        "M3 Authority at the top, knowledge not",
        "Work explores, authority sits at the top, knowledge much lower.",
        "X >= 0.6, T(a) >= 0.5 and T(a) - T(k) >= 0.25",
        "Jensen and Meckling 1992; Burns and Stalker 1961",
        "decision rights for those who know",
    ),
    rule(
        MeasureId::M4,
        "M4 Insulated leader",
        "A leader hears little from below.",
        "insulation >= 0.5",
        "Hofstede 1980",
        "asking those below, or being informed by them",
    ),
    rule(
        MeasureId::M5,
        "M5 Says organic, experienced as mechanistic",
        "What a leader says is far more organic than what is lived.",
        "espoused - enacted >= 0.25, which is 1.5 points of 7",
        "Argyris and Schon 1974",
        "asking more than telling, or claiming less",
    ),
    rule(
        MeasureId::M6,
        "M6 Influence refused",
        "Those who report do not accept a leader, or are led otherwise than they want.",
        "mean acceptance < 3, or a mismatch >= 0.5 on most lines",
        "Lord, Foti and De Vader 1984; DeRue and Ashford 2010",
        "asking those who want to be asked, telling those who want to be told",
    ),
    rule(
        MeasureId::M7,
        "M7 Loose on routine work",
        "Routine work in organic relations.",
        "X <= 0.4 and organicity of the map >= 0.6",
        "Burns and Stalker 1961: mechanistic fits routine",
        "rules where nothing is new, or other work",
    ),
    rule(
        MeasureId::M8,
        "M8 Stranded expert",
        "Whoever knows most of a domain decides little and is asked by nobody above.",
        "largest holder of a domain with a share >= 0.25, a < 1/n, consulted by nobody above",
        "Jensen and Meckling 1992",
        "a superior who asks, or a right to decide",
    ),
    rule(
        MeasureId::M9,
        "M9 Decides without knowing or asking",
        "Somebody decides in a domain, does not know it and asks nobody who knows more.",
        "right share >= 0.5, knowledge share < 0.1, consults nobody with a larger one",
        "Aghion and Tirole 1997",
        "asking somebody who knows",
    ),
    rule(
        MeasureId::M10,
        "M10 Distributed but fragmented",
        "Several people lead, and few of them consult each other.",
        "the form of leadership is distributed and fragmented",
        "Mehra and others 2006",
        "those who lead asking each other",
    ),
    rule(
        MeasureId::M11,
        "M11 Pin too high",
        "A leader thinks the centre is much nearer to the top than it is.",
        "pin - pull >= 1/3",
        "this program's own rule after the essay's closing claim",
        "looking at the map together and setting the pin anew",
    ),
    rule(
        MeasureId::M12,
        "M12 Single point",
        "All depends on one person: the only one who knows a domain, or the one who holds the talk together.",
        "sole holder of a domain, or fragmentation 0.2 higher without the person; fragmentation F = 1 - sum s(s-1) / (n(n-1)) over the pieces",
        "Borgatti 2006",
        "somebody else learning it, or arrows past that person",
    ),
];
