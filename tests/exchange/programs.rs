//! Lists, charts and answers as further programs write them, made up here; what each means is
//! said beside it.

use std::path::Path;

use fulcrum::model::{LineKind, Stage, breaches};
use fulcrum::storage::{Choices, Draft, Fate, Incoming, draft, open_bytes};

use crate::field::stage;

fn read(name: &str, text: &str) -> Draft {
    match open_bytes(Path::new(name), text.as_bytes(), None, &mut |_, _| true) {
        Ok(Incoming::Source(source, _)) => {
            let made = draft(&source, &Choices::guess(&source));
            assert_eq!(breaches(&made.map), []);
            made
        }
        Ok(Incoming::Map(..)) => panic!("{name} is no map"),
        Err(error) => panic!("{error}"),
    }
}

fn title(stage: &Stage, id: fulcrum::model::PositionId) -> &str {
    stage.positions().get(id).unwrap().title.as_str()
}

/// Who reports to whom, by titles.
fn lines(stage: &Stage) -> Vec<(&str, &str)> {
    let solid = stage.lines().iter().filter(|(_, line)| line.kind == LineKind::Solid);
    solid.map(|(_, line)| (title(stage, line.from), title(stage, line.to))).collect()
}

/// Who deals with whom and how often, by titles.
fn flows(stage: &Stage) -> Vec<(&str, &str, f64)> {
    let ends = |flow: &fulcrum::model::Flow| {
        (title(stage, flow.from), title(stage, flow.to), flow.frequency.get())
    };
    stage.flows().iter().map(|(_, flow)| ends(flow)).collect()
}

#[test]
fn superiors_are_known_by_a_word_of_their_header_where_they_are_met() {
    for list in [
        "PERSON_NUMBER|DISPLAY_NAME|ASSIGNMENT_NAME|POSITION_CODE|MANAGER_PERSON_NUMBER\n\
         300100|Lee, Ann|CEO|P1|\n300101|Ode, Bo|VP|P2|300100\n300102|Cruz, Cy|Rep|P3|300101\n",
        "Pers.No.;Last name First name;Org. Unit;Organizational Unit;Position;Pers.no. of Superior\n\
         0001;Lee Ann;50001;Board;CEO;\n0002;Ode Bo;50002;Sales;VP;0001\n\
         0003;Cruz Cy;50002;Sales;Rep;0002\n",
        "Ref,Full name,Job title,Current supervisor ref\nR1,Ann,CEO,\nR2,Bo,VP,R1\nR3,Cy,Rep,R2\n",
    ] {
        let made = read("staff.csv", list);
        assert_eq!(lines(stage(&made.map)), [("VP", "CEO"), ("Rep", "VP")], "{list}");
    }
    let made = read(
        "staff.csv",
        "Pers.No.;Last name First name;Org. Unit;Organizational Unit;Position\n\
         0001;Lee Ann;50001;Board;CEO\n0002;Ode Bo;50002;Sales;VP\n",
    );
    let units: Vec<_> = stage(&made.map).units().iter().map(|(_, it)| it.name.clone()).collect();
    assert_eq!(units, ["Board", "Sales"], "numbers of units are no units");
}

#[test]
fn who_has_left_in_another_language_leaves_a_vacant_post() {
    let made = read(
        "staff.csv",
        "ID;Name;Position;Status\n1;Änne;Leiterin;Aktiv\n2;Max;Einkäufer;Ausgeschieden\n",
    );
    let vacant: Vec<bool> =
        stage(&made.map).positions().iter().map(|(_, it)| it.is_vacant()).collect();
    assert_eq!(vacant, [false, true]);
}

#[test]
fn answers_of_a_form_are_flows_from_whoever_answered() {
    let made = read(
        "answers.csv",
        "Timestamp,Your name,How often do you ask them? [Ann Lee],How often do you ask them? [Bo],\
         How often do you ask them? [Cy],Anything else?\n\
         2026/02/01 9:00:00,Ann Lee,,Daily,Never,no\n2026/02/01 9:10:00,Bo,Weekly,,Monthly,\n",
    );
    let found = stage(&made.map);
    let wanted = [("Ann Lee", "Bo", 5.0), ("Bo", "Ann Lee", 3.0), ("Bo", "Cy", 2.0)];
    assert_eq!(flows(found), wanted);
    let answered = |name: &str| {
        let mut all = found.positions().iter();
        all.find(|(_, it)| it.title == name).unwrap().1.attributes.contains_key("answered")
    };
    assert!(answered("Ann Lee") && answered("Bo") && !answered("Cy"));
    // Hints in brackets that stand once are no people.
    let made = read(
        "users.csv",
        "First Name [Required],Last Name [Required],Employee Title,Manager Email,Email [Required]\n\
         Ann,Lee,CEO,,a@x\nBo,Ode,VP,a@x,b@x\n",
    );
    assert_eq!(lines(stage(&made.map)), [("VP", "CEO")]);
}

#[test]
fn a_matrix_may_say_in_words_how_often() {
    let made = read("roster.csv", "Who;Ann;Bo;Cy\nAnn;;daily;never\nBo;monthly;;weekly\nCy;;x;\n");
    let wanted = [("Ann", "Bo", 5.0), ("Bo", "Ann", 2.0), ("Bo", "Cy", 3.0), ("Cy", "Bo", 1.0)];
    assert_eq!(flows(stage(&made.map)), wanted);
}

#[test]
fn a_list_of_ties_may_come_without_a_header() {
    let made = read("ties.csv", "Ann,Bo,3\nBo,Cy,2\nCy,Ann,1\n");
    let wanted = [("Ann", "Bo", 3.0), ("Bo", "Cy", 2.0), ("Cy", "Ann", 1.0)];
    assert_eq!(flows(stage(&made.map)), wanted);
    assert!(made.report.remarks.iter().any(|it| it.contains("no header")));
    let made = read("ties.csv", "Ann,Bo\nBo,Cy\nCy,Ann\n");
    assert_eq!(stage(&made.map).flows().len(), 3);
}

#[test]
fn a_chart_as_stairs_is_a_chart() {
    let stairs = "Level 1,Level 2,Level 3,FTE\nCEO,,,1\n,VP Sales,,1\n,,Rep North,0.5\n\
         ,,Rep South,1\n,VP Works,,1\n";
    let wanted = [
        ("VP Sales", "CEO"),
        ("Rep North", "VP Sales"),
        ("Rep South", "VP Sales"),
        ("VP Works", "CEO"),
    ];
    let made = read("stairs.csv", stairs);
    assert_eq!(lines(stage(&made.map)), wanted);
    let paths =
        "Ebene 1;Ebene 2;Ebene 3\nCEO;VP Sales;Rep North\nCEO;VP Sales;Rep South\nCEO;VP Works;\n";
    let made = read("paths.csv", paths);
    assert_eq!(lines(stage(&made.map)), wanted);
    assert_eq!(stage(&made.map).positions().len(), 5);
}

#[test]
fn what_is_folded_away_in_a_tree_is_read_and_lists_of_neighbours_are_ties() {
    let made = read(
        "tree.json",
        r#"{"name":"Ann","title":"CEO","children":[{"name":"Bo","title":"VP","_children":[{"name":"Cy","title":"Rep"}]}]}"#,
    );
    assert_eq!(lines(stage(&made.map)), [("VP", "CEO"), ("Rep", "VP")]);
    let made = read(
        "net.json",
        r#"{"directed":true,"multigraph":false,"graph":[],"nodes":[{"id":"Ann"},{"id":"Bo"}],
            "adjacency":[[{"id":"Bo","weight":2}],[]]}"#,
    );
    assert_eq!(flows(stage(&made.map)), [("Ann", "Bo", 2.0)]);
    let made = read(
        "net.json",
        r#"{"directed":false,"nodes":[{"id":"Ann"},{"id":"Bo"}],"links":[{"source":"Ann","target":"Bo"}]}"#,
    );
    assert_eq!(stage(&made.map).flows().len(), 2, "a tie without a direction counts both ways");
}

#[test]
fn a_footer_below_an_outline_is_nobody_and_is_told() {
    let made = read("chart.md", "- Ann, CEO\n  - Bo, VP\n\nStand: 01.02.2026\n");
    assert_eq!(stage(&made.map).positions().len(), 2);
    assert_eq!(made.report.count(Fate::Refused), 1);
}
