//! Made-up organizations of any size, the same on every run: spans of four to nine, uneven depth,
//! staff posts that lead nobody, departments with teams, and about six flows a person, most of
//! them near.

use fulcrum::model::{FlowKind, LineKind, OrgMap};

use super::sample::Sample;

const DEPARTMENTS: [&str; 12] = [
    "Operations",
    "Engineering",
    "Sales",
    "Finance",
    "Human Resources",
    "Research",
    "Customer Service",
    "Legal",
    "Marketing",
    "Information Technology",
    "Supply Chain",
    "Quality",
];
const LEADERS: [&str; 7] = [
    "Chief Executive",
    "Director",
    "Vice President",
    "Head",
    "Senior Manager",
    "Manager",
    "Team Lead",
];
const OTHERS: [&str; 8] = [
    "Specialist",
    "Analyst",
    "Engineer",
    "Associate",
    "Coordinator",
    "Advisor",
    "Technician",
    "Clerk",
];
const PLACES: [&str; 18] = [
    "North",
    "South",
    "East",
    "West",
    "Core",
    "Platform",
    "Field",
    "Plant",
    "Projects",
    "Services",
    "Planning",
    "Delivery",
    "Accounts",
    "Systems",
    "Data",
    "Support",
    "Design",
    "Logistics",
];
const FIRST: [&str; 8] = ["Ada", "Boris", "Chloe", "Dilan", "Frida", "Ibrahim", "Kaito", "Priya"];
const LAST: [&str; 8] =
    ["Berg", "Cohen", "Fontaine", "Hoffmann", "Kowalski", "Nakamura", "Oliveira", "Schneider"];

/// Numbers that look like chance (the generator of Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() * count as f64) as usize % count.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// A whole number with this mean.
    fn times(&mut self, mean: f64) -> usize {
        mean as usize + usize::from(self.next() < mean.fract())
    }
}

/// Who is where: the first is at the top, and superiors stand before their reports.
struct People {
    above: Vec<usize>,
    level: Vec<usize>,
    below: Vec<Vec<usize>>,
    department: Vec<usize>,
    unit: Vec<String>,
}

fn people(count: usize, chance: &mut Chance) -> People {
    let mut people = People {
        above: vec![0],
        level: vec![0],
        below: vec![Vec::new()],
        department: vec![0],
        unit: vec!["Executive Board".to_owned()],
    };
    // Who may still get a team: those higher up earlier, but not strictly so.
    let mut waiting = vec![(0.0, 0)];
    while people.above.len() < count {
        waiting.sort_by(|one: &(f64, usize), other| other.0.total_cmp(&one.0));
        let (_, leader) = waiting.pop().unwrap_or((0.0, people.above.len() - 1));
        let span = 4 + ((chance.next() + chance.next()) * 3.0) as usize;
        let mut team = None;
        for number in 0..span.min(count - people.above.len()) {
            let id = people.above.len();
            let level = people.level[leader] + 1;
            let department = if leader == 0 { number % 12 } else { people.department[leader] };
            let name = DEPARTMENTS[department];
            let unit = if leader == 0 {
                name.to_owned()
            } else {
                let place = || format!("{name} {} {leader}", chance.of(&PLACES));
                team.get_or_insert_with(place).clone()
            };
            people.above.push(leader);
            people.level.push(level);
            people.below.push(Vec::new());
            people.below[leader].push(id);
            people.department.push(department);
            people.unit.push(unit);
            if level == 1 || chance.next() > 0.12 {
                waiting.push((level as f64 + 1.3 * chance.next(), id));
            }
        }
    }
    people
}

fn title(people: &People, id: usize, chance: &mut Chance) -> String {
    let deepest = people.level.iter().copied().max().unwrap_or(0);
    let department = DEPARTMENTS[people.department[id]];
    if id == 0 {
        return LEADERS[0].to_owned();
    }
    if people.below[id].is_empty() {
        return format!("{} {department}", chance.of(&OTHERS));
    }
    let up = deepest - people.level[id];
    format!("{} {department}", LEADERS[(7_usize.saturating_sub(up)).clamp(1, 6)])
}

/// An organization of so many people; with its reporting lines, or with its units alone.
pub(crate) fn organization(count: usize, lines: bool) -> OrgMap {
    let mut chance = Chance(count as u64);
    let people = people(count, &mut chance);
    let mut sample = Sample::new("An organization");
    let number = |id: usize| id as u64 + 1;
    let mut units: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
    for id in 0..count {
        let next = 1_000_000 + units.len() as u64;
        let unit = *units.entry(&people.unit[id]).or_insert_with(|| {
            sample.unit(next, &people.unit[id]);
            next
        });
        let holder = format!("{} {}", chance.of(&FIRST), chance.of(&LAST));
        sample.position(number(id), &title(&people, id, &mut chance), &holder, Some(unit));
    }
    if lines {
        for id in 1..count {
            sample.line(number(id), number(people.above[id]), LineKind::Solid);
        }
    }
    let mut groups: std::collections::BTreeMap<(usize, usize), Vec<usize>> =
        std::collections::BTreeMap::new();
    for id in 0..count {
        groups.entry((people.department[id], people.level[id])).or_default().push(id);
    }
    let mut seen = std::collections::BTreeSet::new();
    for id in 0..count {
        for (from, to, kind) in talk(&people, &groups, id, &mut chance) {
            if from != to && seen.insert((from, to)) {
                sample.flow(number(from), number(to), kind, 1.0 + chance.below(5) as f64);
            }
        }
    }
    sample.map
}

type Groups = std::collections::BTreeMap<(usize, usize), Vec<usize>>;

/// What somebody says and asks: with the superior, in the team, among colleagues of the department
/// and, seldom, anywhere.
fn talk(
    people: &People,
    groups: &Groups,
    id: usize,
    chance: &mut Chance,
) -> Vec<(usize, usize, FlowKind)> {
    let mut talk = Vec::new();
    let either =
        |chance: &mut Chance, part: f64, one, other| if chance.next() < part { one } else { other };
    if id > 0 {
        let superior = people.above[id];
        if chance.next() < 0.85 {
            let kind = either(chance, 0.7, FlowKind::Instruct, FlowKind::Consult);
            talk.push((superior, id, kind));
        }
        if chance.next() < 0.75 {
            let kind = either(chance, 0.6, FlowKind::Inform, FlowKind::Consult);
            talk.push((id, superior, kind));
        }
        let team = &people.below[superior];
        for _ in 0..chance.times(4.3) {
            let kind = either(chance, 0.65, FlowKind::Consult, FlowKind::Inform);
            talk.push((id, team[chance.below(team.len())], kind));
        }
    }
    let group = &groups[&(people.department[id], people.level[id])];
    let place = group.iter().position(|it| *it == id).unwrap_or(0);
    for _ in 0..chance.times(1.05) {
        let step = ((chance.next() + chance.next()) * 60.0) as usize;
        let kind = either(chance, 0.5, FlowKind::Consult, FlowKind::Inform);
        talk.push((id, group[(place + step) % group.len()], kind));
    }
    for _ in 0..chance.times(0.35) {
        let kind = either(chance, 0.4, FlowKind::Consult, FlowKind::Inform);
        talk.push((id, chance.below(people.above.len()), kind));
    }
    talk
}
