//! What the theory claims, and where each claim is seen and read: one row a claim.

use super::reading::Reading;
use super::{Lens, MeasureId};

/// A claim of the theory, and how the program shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Its number in the list of claims, from 1.
    pub number: u8,
    /// What is claimed, in short.
    pub claim: &'static str,
    /// What a person draws or enters for it.
    pub entry: &'static str,
    /// The measure that tells of it.
    pub measure: MeasureId,
    /// The panel in which it is read, besides the lens.
    pub panel: &'static str,
    /// The lens through which it is seen.
    pub lens: Lens,
    /// The example in which it shows: the stem of its file, and which of its stages.
    pub example: (&'static str, usize),
}

impl Claim {
    /// The sentence of a reading that tells of it; nothing when the map does not show it.
    #[must_use]
    pub fn sentence<'a>(&self, reading: &'a Reading) -> Option<&'a str> {
        if self.measure == MeasureId::Pull {
            return reading.verdict.number.map(|_| reading.verdict.sentence.as_str());
        }
        let mut findings = reading.findings.iter();
        findings.find(|it| it.measure == self.measure).map(|it| it.sentence.as_str())
    }
}

const READING: &str = "Reading";
const SCHOOL: (&str, usize) = ("school", 0);
const PLANT: (&str, usize) = ("plant", 0);
const LAB: (&str, usize) = ("lab-run-as-plant", 0);
const NETWORK: (&str, usize) = ("three-ways", 2);

const fn row(
    number: u8,
    claim: &'static str,
    entry: &'static str,
    measure: MeasureId,
    panel: &'static str,
    lens: Lens,
    example: (&'static str, usize),
) -> Claim {
    Claim { number, claim, entry, measure, panel, lens, example }
}

use Lens::{
    AuthorityAndKnowledge as Gap, CenterOfGravity as Center, Communication as Talk, Fit,
    Leadership as Lead, Organicity as Organic,
};

/// All claims, in their order.
#[rustfmt::skip]
pub const CLAIMS: [Claim; 38] = [
    row(1, "Mechanistic systems are stable, routinized and run from the top", "reporting lines, instruct arrows, rules, survey", MeasureId::Organicity, READING, Organic, PLANT),
    row(2, "Organic systems are knowledge-intensive and not led by hierarchy", "consult and inform arrows, expertise, explore, survey", MeasureId::Organicity, READING, Organic, NETWORK),
    row(3, "The two differ as wholes, by contrasts", "arrows, expertise, survey", MeasureId::Contrasts, "Reading: Mechanistic against organic", Talk, LAB),
    row(4, "Exploiting narrows variation, exploring widens it", "explore", MeasureId::Explore, "Charts: Fit", Fit, PLANT),
    row(5, "The two are managed and led differently", "explore and survey by unit", MeasureId::Fit, "Charts: Units", Fit, SCHOOL),
    row(6, "Knowledge, power and authority are concentrated at the top", "expertise, arrows, decision rights", MeasureId::TopHeaviness, "Charts: Concentration", Gap, LAB),
    row(7, "In organic systems knowledge is dispersed", "expertise by domain", MeasureId::Knowledge, "Charts: Concentration", Gap, SCHOOL),
    row(8, "Where hierarchy is the norm, influence follows rank", "rights, arrows, expertise", MeasureId::Norm, READING, Lead, LAB),
    row(9, "Where knowledge is the norm, influence follows expertise", "rights, arrows, expertise", MeasureId::Norm, READING, Lead, SCHOOL),
    row(10, "Organic communication consults", "consult arrows with frequency", MeasureId::ConsultShare, READING, Talk, SCHOOL),
    row(11, "Mechanistic communication instructs", "instruct arrows with frequency", MeasureId::ConsultShare, READING, Talk, LAB),
    row(12, "Leader-centric views see the leader as the centre", "consult and instruct arrows", MeasureId::Form, READING, Lead, PLANT),
    row(13, "Follower-centric views see followers as partners", "consult and instruct arrows", MeasureId::WithoutReports, READING, Lead, SCHOOL),
    row(14, "The centre of gravity can shift", "stages of one map", MeasureId::Pull, "Reading: Compared", Center, NETWORK),
    row(15, "Leaders become more consultative", "arrows of leaders", MeasureId::LeaderConsult, READING, Talk, SCHOOL),
    row(16, "Leaders are willing to be influenced by followers", "consult arrows down the line, what is taken up", MeasureId::TakeUp, READING, Talk, SCHOOL),
    row(17, "There is room for participation", "decision rights, routines", MeasureId::Participation, READING, Gap, SCHOOL),
    row(18, "Leadership emerges from relationships", "consult and instruct arrows", MeasureId::Emergent, READING, Lead, SCHOOL),
    row(19, "Leadership is a pattern of leader and follower", "reporting line, arrows both ways", MeasureId::Inequality, "Inspector of a reporting line", Lead, SCHOOL),
    row(20, "Routines are led by one, together, side by side or in sequence", "routines: who, step, together", MeasureId::Routines, "Routines", Lead, SCHOOL),
    row(21, "Followers have a model of how to be led", "wants", MeasureId::Mismatch, READING, Lead, PLANT),
    row(22, "Followers accept or refuse influence", "accepts", MeasureId::Acceptance, READING, Lead, LAB),
    row(23, "Leaders far from that model get little commitment", "wants, accepts", MeasureId::M6, "Reading: misfits", Lead, LAB),
    row(24, "Dispersal makes leaders depend on followers", "arrows along reporting lines", MeasureId::Inequality, "Inspector of a reporting line", Lead, PLANT),
    row(25, "Communication, norms and leadership should match the dispersal of knowledge", "all of these", MeasureId::M3, "Reading: misfits", Gap, LAB),
    row(26, "Layers and rules insulate leaders", "reporting lines, arrows, rules", MeasureId::Insulation, READING, Talk, LAB),
    row(27, "Knowledge-intensive work makes traditional leadership less effective", "explore, expertise", MeasureId::Explore, READING, Fit, LAB),
    row(28, "Leading organic systems by hierarchy, orders and authority at the top is less effective", "all of these", MeasureId::Warning, "Reading: misfits", Organic, LAB),
    row(29, "What is espoused is not always what is done", "survey in both voices", MeasureId::Espoused, READING, Organic, LAB),
    row(30, "Some leaders only accept ideas like their own", "what is taken up, units of those consulted", MeasureId::AsksOutside, READING, Talk, SCHOOL),
    row(31, "Leaders keep a hierarchical distance", "distance", MeasureId::Distance, READING, Lead, LAB),
    row(32, "Leaders are fixed in their beliefs", "espoused survey, pin", MeasureId::Pin, READING, Center, LAB),
    row(33, "Some leaders go on thinking that the centre is at the top", "pin", MeasureId::M11, "Reading: misfits", Center, SCHOOL),
    row(34, "In knowledge-intensive organizations the centre of gravity is at the centre", "all of these", MeasureId::Pull, READING, Center, SCHOOL),
    row(35, "Creative organizations differ from compliant ones", "all of these", MeasureId::Quadrant, "Charts: Pull by inwardness", Center, SCHOOL),
    row(36, "A sudden change throws an organization off balance", "all of these", MeasureId::M12, "What if", Center, SCHOOL),
    row(37, "Distributed leadership does not deny leaders", "reporting lines", MeasureId::Form, READING, Lead, SCHOOL),
    row(38, "No form is a panacea: mechanistic fits routine work", "explore, arrows, rules", MeasureId::Fit, READING, Fit, PLANT),
];
