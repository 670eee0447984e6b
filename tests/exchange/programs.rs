//! Lists, charts and answers as further programs write them, made up here; what each means is
//! said beside it.

use fulcrum::model::{LineKind, PositionKind, Stage};
use fulcrum::storage::Fate;

use crate::field::stage;
use crate::proposed::read;

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
         0001;Lee Ann;50001;Board;CEO;0000\n0002;Ode Bo;50002;Sales;VP;0001\n\
         0003;Cruz Cy;50002;Sales;Rep;0002\n",
        "Name,Job,Dotted manager,Manager\nAnn,CEO,,\nBo,VP,,Ann (Board)\nCy,Rep,Ann,Bo (Sales)\n",
        "Ref,Full name,Job title,Current supervisor ref\nR1,Ann,CEO,\nR2,Bo,VP,R1\nR3,Cy,Rep,R2\n",
    ] {
        let made = read("staff.csv", list);
        assert_eq!(lines(stage(&made.map)), [("VP", "CEO"), ("Rep", "VP")], "{list}");
        assert_eq!(made.report.told().count(), 0, "{list}");
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

#[test]
fn the_columns_of_a_matrix_of_two_modes_are_called_behind_its_rows() {
    let made = read(
        "clubs.net",
        "*Vertices 5 3\n1 \"Ann\"\n2 \"Bo\"\n3 \"Cy\"\n4 \"Board\"\n5 \"Club\"\n*Matrix\n1 0\n1 1\n0 1\n",
    );
    let wanted =
        [("Ann", "Board", 1.0), ("Bo", "Board", 1.0), ("Bo", "Club", 1.0), ("Cy", "Club", 1.0)];
    assert_eq!(flows(stage(&made.map)), wanted);
}

#[test]
fn labels_of_yed_live_may_stand_in_an_attribute() {
    let made = read(
        "live.graphml",
        r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/yfiles-common/3.0" xmlns:x="http://www.yworks.com/xml/yfiles-common/markup/3.0">
<key id="d4" for="node" attr.name="NodeLabels" y:attr.uri="http://www.yworks.com/xml/yfiles-common/2.0/NodeLabels"/>
<key id="d9" for="edge" attr.name="EdgeLabels" y:attr.uri="http://www.yworks.com/xml/yfiles-common/2.0/EdgeLabels"/>
<graph edgedefault="directed"><node id="n0"><data key="d4"><x:List><y:Label><y:Label.Text>Ann</y:Label.Text></y:Label></x:List></data></node>
<node id="n1"><data key="d4"><x:List><y:Label Text="Bo"/></x:List></data></node>
<edge source="n1" target="n0"><data key="d9"><x:List><y:Label Text="reports to"/></x:List></data></edge></graph></graphml>"#,
    );
    assert_eq!(lines(stage(&made.map)), [("Bo", "Ann")]);
}

#[test]
fn a_column_called_by_a_number_sign_holds_keys_and_shares_may_be_percent() {
    let made = read(
        "staff.tsv",
        "#\tEmployee\tDirect Manager\tJob\tFTE\tAssistenz\n1\tLee, Ann\t\tCEO\t100%\tnein\n\
         2\tOde, Bo\tLee, Ann\tPA\t50 %\tja\n",
    );
    let found = stage(&made.map);
    assert_eq!(lines(found), [("PA", "CEO")]);
    let shares: Vec<f64> =
        found.positions().iter().map(|(_, it)| it.holders[0].share.get()).collect();
    assert_eq!(shares, [1.0, 0.5]);
    let kinds: Vec<PositionKind> = found.positions().iter().map(|(_, it)| it.kind).collect();
    assert_eq!(kinds, [PositionKind::Person, PositionKind::Assistant]);
}

#[test]
fn answers_in_words_and_superiors_as_records_are_read() {
    let made = read(
        "a.csv",
        "Respondent,Colleague,How often\nAnn,Bo,Daily\nAnn,Cy,Never\nBo,Ann,Rarely\n",
    );
    assert_eq!(flows(stage(&made.map)), [("Ann", "Bo", 5.0), ("Bo", "Ann", 1.0)]);
    assert_eq!(made.report.told().count(), 1, "a weight of 0 is told");
    let made = read(
        "people.json",
        r#"[{"Employee ID":"7","Full Name":"Ann","Manager":null,"Job Title":"CEO"},
            {"Employee ID":"8","Full Name":"Bo","Manager":{"id":"7","name":"Ann"},"Job Title":"VP"}]"#,
    );
    assert_eq!(lines(stage(&made.map)), [("VP", "CEO")]);
}

#[test]
fn a_cover_sheet_before_the_list_of_a_workbook_is_not_what_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("Overview").unwrap();
    cover.write(0, 0, "Staff at the end of the quarter").unwrap();
    cover.write(1, 0, "internal").unwrap();
    let list = book.add_worksheet();
    list.set_name("Staff").unwrap();
    let rows = [
        ["ACME staff", "", "", "", ""],
        ["", "", "", "", ""],
        ["Personnel No.", "Name", "Job Title", "Line Manager", "FTE"],
        ["101", "Ann", "CEO", "", "1"],
        ["102", "Bo", "VP", "Ann", "1"],
        ["Grand total", "", "", "", "2"],
        ["Page 1 of 1", "", "", "", ""],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            list.write(row, column, cell).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    let made = read("staff.xlsx", &bytes);
    assert_eq!(lines(stage(&made.map)), [("VP", "CEO")]);
    assert!(made.report.remarks.iter().any(|it| it.contains("\"Staff\"")));
    let left_out = made.report.rows.iter().filter(|row| row.fate == Fate::Refused);
    assert_eq!(left_out.map(|row| row.line).collect::<Vec<_>>(), [Some(6), Some(7)]);
}
