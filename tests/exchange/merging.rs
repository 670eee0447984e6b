//! A list that comes into a map that is open: what it would change is said before, exactly, and
//! one undo takes it back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fulcrum::model::{Chart, OrgMap, breaches};
use fulcrum::session::{
    Action, Effect, FileAction, History, ImportAction, Intake, Screen, Session, Way,
};
use fulcrum::storage::{RelationUse, Use, read, write_orgmap};
use fulcrum::work::{Place, Workers};

/// A session with those who do what it asks of the outside, on the spot.
pub(crate) struct Desk {
    pub(crate) session: Session,
    workers: Workers,
    kept: usize,
}

impl Desk {
    pub(crate) fn new(map: OrgMap, screen: Screen) -> Self {
        let workers = Workers::new(Place::OnTheSpot, Arc::new(|| {}), None);
        Self { session: Session::new(map, screen), workers, kept: 0 }
    }

    pub(crate) fn act(&mut self, action: Action) {
        let mut actions = vec![action];
        while let Some(action) = actions.pop() {
            for effect in self.session.update(action) {
                match effect {
                    Effect::Read(order) => self.workers.read(order),
                    Effect::Draft(order) => self.workers.draft(*order),
                    Effect::KeepShapes(shapes) => self.kept = shapes.len(),
                    _ => {}
                }
            }
            actions.extend(self.workers.outcomes().map(Action::Outcome));
        }
    }

    fn open(&mut self, path: &Path) {
        self.act(Action::File(FileAction::Open(path.to_path_buf())));
    }

    fn import(&mut self, action: ImportAction) {
        self.act(Action::Import(action));
    }

    fn intake(&self) -> &Intake {
        self.session.intake().expect("a file waits for a yes")
    }

    fn bytes(&self) -> String {
        write_orgmap(self.session.map())
    }
}

/// Somebody of a list.
#[derive(Clone)]
struct Somebody {
    key: String,
    name: String,
    title: String,
    boss: String,
}

/// Five hundred people, six reporting to each.
fn staff() -> Vec<Somebody> {
    let key = |number: usize| format!("{:04}", number + 1);
    let one = |number: usize| Somebody {
        key: key(number),
        name: format!("Person {number}"),
        title: format!("Post {number}"),
        boss: if number == 0 { String::new() } else { key((number - 1) / 6) },
    };
    (0..500).map(one).collect()
}

fn list(staff: &[Somebody]) -> String {
    let mut text = String::from("Employee ID;Name;Job Title;Manager ID\r\n");
    for Somebody { key, name, title, boss } in staff {
        text.push_str(&format!("{key};{name};{title};{boss}\r\n"));
    }
    text
}

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The list after a reorganization: whoever leads nobody from 400 on moves under the last but one
/// superior, 12 come, 9 go, 4 have another name.
fn reorganized() -> (Vec<Somebody>, [Vec<String>; 4]) {
    let mut staff = staff();
    // 83 leads 499 alone; those who lead are 0 to 83.
    let moved: Vec<usize> = (400..430).collect();
    for number in &moved {
        "0003".clone_into(&mut staff[*number].boss);
    }
    let renamed = [200, 201, 202, 203];
    for number in renamed {
        staff[number].name = format!("Someone else {number}");
    }
    let names = |numbers: &[usize]| -> Vec<String> {
        numbers.iter().map(|number| format!("Person {number}, Post {number}")).collect()
    };
    let (moved, renamed) = (names(&moved), names(&renamed));
    let gone: Vec<usize> = (450..459).collect();
    let gone_names = names(&gone);
    staff.retain(|one| !gone.iter().any(|number| one.title == format!("Post {number}")));
    let mut new = Vec::new();
    for number in 0..12 {
        let key = format!("N{number}");
        let (name, title) = (format!("New {number}"), format!("New post {number}"));
        new.push(format!("{name}, {title}"));
        staff.push(Somebody { key, name, title, boss: "0001".into() });
    }
    // The order of a list means nothing.
    staff.reverse();
    new.reverse();
    (staff, [moved, new, gone_names, renamed])
}

#[test]
fn a_list_of_five_hundred_says_exactly_who_moved_is_new_gone_and_renamed() {
    let folder = tempfile::tempdir().unwrap();
    let before = written(folder.path(), "staff.csv", &list(&staff()));
    let (after, [moved, new, gone, renamed]) = reorganized();
    let after = written(folder.path(), "reorganized.csv", &list(&after));
    let mut desk = Desk::new(read(&before).unwrap().map, Screen::Map);
    assert_eq!(desk.session.shown_stage().positions().len(), 500);
    let as_it_was = desk.bytes();
    desk.open(&after);
    assert_eq!(desk.bytes(), as_it_was, "nothing is made before a yes");
    assert_eq!(desk.intake().way, Way::Merge, "nearly all of the list are on the map");
    let proposal = desk.intake().proposal.clone().expect("it is worked out");
    let found = proposal.plan.as_ref().expect("a map is open").differences.clone();
    assert_eq!(found.same, 491);
    assert_eq!(sorted(found.moved.iter().map(|it| it.who.clone())), sorted(moved));
    assert!(found.moved.iter().all(|it| it.to == "Person 2, Post 2"), "{:?}", found.moved[0]);
    // 400 reported to (400 - 1) / 6.
    let first = found.moved.iter().find(|it| it.who == "Person 400, Post 400").unwrap();
    assert_eq!(first.from, "Person 66, Post 66");
    assert_eq!(sorted(found.new), sorted(new));
    assert_eq!(sorted(found.gone), sorted(gone));
    assert_eq!(sorted(found.renamed.iter().map(|it| it.0.clone())), sorted(renamed));
    assert!(
        found
            .renamed
            .contains(&("Person 200, Post 200".into(), "Someone else 200, Post 200".into()))
    );
    assert_eq!(found.changed, []);
    assert_eq!((found.flows, found.told), ((0, 0), Vec::new()));

    desk.import(ImportAction::Confirm);
    assert!(desk.session.intake().is_none());
    assert_eq!(breaches(desk.session.map()), []);
    assert_eq!(desk.session.shown_stage().positions().len(), 512, "nobody goes unasked");
    desk.act(Action::History(History::Undo));
    assert!(desk.bytes() == as_it_was, "one undo gives back the same bytes");

    desk.open(&after);
    desk.import(ImportAction::RemoveGone(true));
    desk.import(ImportAction::Confirm);
    let stage = desk.session.shown_stage();
    assert_eq!(stage.positions().len(), 503);
    assert_eq!(stage.lines().len(), 502, "all but the top report to somebody");
    assert!(stage.position_by_key("0455").is_none(), "Person 454 is gone");
    let chart = Chart::of(stage);
    let superior = chart.solid_superior(stage.position_by_key("0401").unwrap()).unwrap();
    assert_eq!(stage.positions().get(superior).unwrap().key.as_deref(), Some("0003"));
    desk.act(Action::History(History::Undo));
    assert!(desk.bytes() == as_it_was);

    // Merged once, there is nothing left to merge.
    desk.act(Action::History(History::Redo));
    desk.open(&after);
    let plan = desk.intake().proposal.as_ref().unwrap().plan.clone().unwrap();
    let again = plan.differences;
    assert_eq!((again.same, again.moved.len(), again.new.len()), (503, 0, 0));
    assert_eq!((again.gone.len(), again.renamed.len(), again.changed.len()), (0, 0, 0));
}

fn sorted(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort();
    names
}

fn merged(before: &str, after: &str) -> (Desk, fulcrum::edit::Differences) {
    let folder = tempfile::tempdir().unwrap();
    let before = written(folder.path(), "before.csv", before);
    let after = written(folder.path(), "after.csv", after);
    let mut desk = Desk::new(read(&before).unwrap().map, Screen::Map);
    desk.open(&after);
    let proposal = desk.intake().proposal.clone().unwrap();
    let found = proposal.plan.as_ref().unwrap().differences.clone();
    desk.import(ImportAction::Way(Way::Merge));
    desk.import(ImportAction::Confirm);
    assert_eq!(breaches(desk.session.map()), []);
    (desk, found)
}

#[test]
fn without_a_key_the_address_tells_and_then_a_name_that_only_one_has() {
    let (desk, found) = merged(
        "Name,Title,Email\nAnn Lee,Head,ann@x.org\nBo Ray,Clerk,bo@x.org\nBo Ray,Driver,ray@x.org\nCy,Cook,\n",
        "Name,Title,Email\nAnn Other,Chief,ANN@x.org\nBo Ray,Porter,\nCy,Baker,\n",
    );
    // Ann by her address, Cy by his name; which Bo is meant nobody can say.
    assert_eq!(found.same, 2);
    assert_eq!(found.new, ["Bo Ray, Porter"]);
    let renamed = [("Ann Lee, Head", "Ann Other, Chief"), ("Cy, Cook", "Cy, Baker")];
    let renamed = renamed.map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(found.renamed, renamed);
    assert_eq!(desk.session.shown_stage().positions().len(), 5);
}

#[test]
fn a_list_of_one_department_leaves_its_head_where_it_is() {
    let (desk, found) = merged(
        "id,name,title,Reports To\n1,Ann,Head,\n2,Bo,Sales head,1\n3,Cy,Seller,2\n4,Di,Cook,1\n",
        // Ann is not in the list, but on the map.
        "id,name,title,Reports To\n2,Bo,Sales head,1\n3,Cy,Seller,2\n5,Ed,Seller,2\n",
    );
    assert_eq!(found.moved, []);
    assert_eq!(found.new, ["Ed, Seller"]);
    let stage = desk.session.shown_stage();
    let chart = Chart::of(stage);
    let key = |key: &str| stage.position_by_key(key).unwrap();
    assert_eq!(chart.solid_superior(key("2")), Some(key("1")));
    assert_eq!(chart.solid_superior(key("5")), Some(key("2")));
}

#[test]
fn superiors_that_would_run_in_a_circle_with_the_map_stay_as_they_are() {
    let (desk, found) = merged(
        "id,name,title,Reports To\n1,Ann,Head,\n2,Bo,Clerk,1\n3,Cy,Cook,2\n",
        // The head is to report to the cook, who reports to the head by the clerk.
        "id,name,title,Reports To\n1,Ann,Head,3\n9,Xu,Guest,1\n",
    );
    assert_eq!(found.told.len(), 1, "{:?}", found.told);
    assert!(found.told[0].contains("circle"));
    let stage = desk.session.shown_stage();
    assert_eq!(Chart::of(stage).loops(), Vec::<Vec<_>>::new());
    assert_eq!(stage.lines().len(), 3, "Xu reports to Ann");
}

#[test]
fn what_a_list_does_not_say_stays() {
    let (desk, found) = merged(
        "id,name,title,Reports To,Department,Grade\n1,Ann,Head,,Board,7\n2,Bo,Clerk,1,Sales,5\n",
        "id,Grade\n1,7\n2,6\n",
    );
    assert_eq!(found.changed, [("Bo, Clerk".to_owned(), "Grade".to_owned())]);
    assert_eq!((found.moved.len(), found.renamed.len(), found.gone.len()), (0, 0, 0));
    let stage = desk.session.shown_stage();
    let bo = stage.positions().get(stage.position_by_key("2").unwrap()).unwrap();
    assert_eq!((bo.title.as_str(), bo.holders[0].name.as_str()), ("Clerk", "Bo"));
    assert_eq!(bo.attributes.get("Grade").unwrap(), "6");
    assert_eq!(stage.lines().len(), 1);
    assert_eq!(stage.units().len(), 2);
}

#[test]
fn what_was_chosen_for_a_file_is_proposed_for_the_next_one_of_its_shape() {
    let folder = tempfile::tempdir().unwrap();
    let dot = "digraph { a -> b [label=advice]; b -> c [label=advice] }";
    let odd = "Label,Head Of,Belongs below\nAnn,,\nBo,,Ann\n";
    let first = written(folder.path(), "first.csv", odd);
    let second = written(folder.path(), "second.csv", &odd.replace("\nBo,", "\nCy,"));
    let mut desk = Desk::new(OrgMap::new("empty"), Screen::Map);
    desk.open(&first);
    assert!(!desk.intake().can_merge, "there is nothing to merge it into");
    desk.import(ImportAction::UseColumn(2, Use::Superior));
    let chosen = desk.intake().choices.clone();
    assert_eq!(
        desk.intake().proposal.as_ref().unwrap().map().first_stage().map(|id| {
            desk.intake().proposal.as_ref().unwrap().map().stage(id).unwrap().lines().len()
        }),
        Some(1)
    );
    desk.import(ImportAction::Confirm);
    assert_eq!(desk.session.shown_stage().lines().len(), 1, "it became the map");
    assert_eq!(desk.kept, 1, "and the choice is kept for later sessions");
    desk.open(&second);
    assert_eq!(desk.intake().choices, chosen);
    desk.import(ImportAction::Drop);

    let network = written(folder.path(), "net.dot", dot);
    desk.open(&network);
    desk.import(ImportAction::UseRelation(0, RelationUse::IsConsulted));
    desk.import(ImportAction::Way(Way::NewMap));
    desk.import(ImportAction::Confirm);
    // The map that was made before is not saved yet.
    desk.act(Action::File(FileAction::Decide(fulcrum::session::Decision::Discard)));
    let stage = desk.session.shown_stage();
    let title = |id| stage.positions().get(id).unwrap().title.clone();
    let flows: Vec<_> =
        stage.flows().iter().map(|(_, it)| (title(it.from), title(it.to))).collect();
    assert_eq!(flows, [("b".into(), "a".into()), ("c".into(), "b".into())]);
}

#[test]
fn a_network_on_the_clipboard_is_shown_before_it_is_made() {
    let mut desk = Desk::new(OrgMap::new("empty"), Screen::Map);
    for text in [
        "*Vertices 2\n1 \"Ann\"\n2 \"Bo\"\n*Arcs\n1 2\n",
        "digraph { Ann -> Bo }",
        "dl n=2 format=edgelist1\nlabels embedded\ndata:\nAnn Bo\n",
        "[{\"id\":1,\"name\":\"Ann\"},{\"id\":2,\"parentId\":1,\"name\":\"Bo\"}]",
    ] {
        let paste = fulcrum::session::ClipAction::Paste { own: None, text: text.into(), at: None };
        desk.act(Action::Clip(paste));
        let proposal = desk.intake().proposal.clone().unwrap_or_else(|| panic!("{text}"));
        let map = proposal.map();
        let stage = map.stage(map.first_stage().unwrap()).unwrap();
        assert_eq!(stage.positions().len(), 2, "{text}");
        assert_eq!(stage.lines().len() + stage.flows().len(), 1, "{text}");
        desk.import(ImportAction::Drop);
    }
}
