//! Files as other programs and other countries write them, made up here; what they mean is said
//! beside each.

use encoding_rs::{Encoding, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use fulcrum::model::{LineKind, Stage};
use fulcrum::storage::Fate;

use crate::field::stage;
use crate::proposed::read;

/// Who reports to whom, by titles.
fn lines(stage: &Stage) -> Vec<(&str, &str)> {
    let title = |id| stage.positions().get(id).unwrap().title.as_str();
    let solid = stage.lines().iter().filter(|(_, line)| line.kind == LineKind::Solid);
    solid.map(|(_, line)| (title(line.from), title(line.to))).collect()
}

fn holders(stage: &Stage) -> Vec<&str> {
    let holders = stage.positions().iter().flat_map(|(_, it)| it.holders.iter());
    holders.map(|holder| holder.name.as_str()).collect()
}

fn units(stage: &Stage) -> Vec<&str> {
    stage.units().iter().map(|(_, unit)| unit.name.as_str()).collect()
}

#[test]
fn lists_of_staff_systems_are_charts() {
    for (name, list, wanted) in [
        (
            "Workday",
            "Worker,Employee ID,Business Title,Manager,Supervisory Organization,FTE\r\n\
             \"Lee, Ann\",000123,CEO,,Executive Office,100\r\n\
             \"Ode, Bo (On Leave)\",000124,VP,\"Lee, Ann\",Sales,80\r\n\
             \"Cruz, Cy\",000125,Rep,\"Ode, Bo (On Leave)\",Sales,50\r\n",
            vec![("VP", "CEO"), ("Rep", "VP")],
        ),
        (
            "BambooHR",
            "\"Employee #\",\"Last name, First name\",\"Job Title\",\"Reporting to\"\n\
             \"1\",\"Lee, Ann\",\"CEO\",\"\"\n\"2\",\"Ode, Bo\",\"VP\",\"Ann Lee\"\n",
            vec![("VP", "CEO")],
        ),
        (
            "BambooHR with preferred names",
            "Employee Number,First Name,Last Name,Preferred Name,Job Title,Supervisor\n\
             1,Annabel,Lee,Ann,CEO,\n2,Robert,Ode,Bo,VP,\"Lee, Annabel\"\n3,Cy,Cruz,,Rep,Bo\n",
            vec![("VP", "CEO"), ("Rep", "VP")],
        ),
        (
            "PeopleSoft, where posts report to posts",
            "EMPLID,NAME,POSITION_NBR,REPORTS_TO,JOBTITLE\n\
             0001,\"Lee,Ann\",P100,,CEO\n0002,\"Ode,Bo\",P200,P100,VP\n0003,\"Cruz,Cy\",P300,P200,Rep\n",
            vec![("VP", "CEO"), ("Rep", "VP")],
        ),
        (
            "a directory",
            "displayName,jobTitle,manager,userPrincipalName\n\
             Ann Lee,CEO,,ann@x\nBo Ode,VP,ann@x,bo@x\n\
             Cy Cruz,Rep,\"CN=Bo Ode,OU=Users,DC=x,DC=com\",cy@x\n",
            vec![("VP", "CEO"), ("Rep", "VP")],
        ),
        (
            "ADP",
            "Associate ID,Payroll Name,Job Title Description,Reports To Name,Reports To Associate ID\n\
             A1,\"LEE, ANN\",CEO,,\nA2,\"ODE, BO\",VP,\"LEE, ANN\",A1\n",
            vec![("VP", "CEO")],
        ),
        (
            "SuccessFactors",
            "userId,firstName,lastName,managerUserId,title\n101,Ann,Lee,NO_MANAGER,CEO\n102,Bo,Ode,101,VP\n",
            vec![("VP", "CEO")],
        ),
        (
            "superiors under a code of the firm's own",
            "Name,Title,Manager,Seat\nAnn,CEO,,S-1\nBo,VP,S-1,S-2\nCy,Rep,S-2,S-3\n",
            vec![("VP", "CEO"), ("Rep", "VP")],
        ),
    ] {
        let made = read("staff.csv", list.as_bytes());
        assert_eq!(lines(stage(&made.map)), wanted, "{name}");
        let told: Vec<_> = made.report.told().map(|row| row.why).collect();
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}

#[test]
fn lists_in_other_languages_and_code_pages_are_charts() {
    for (encoding, list, wanted, names) in [
        (
            WINDOWS_1252,
            "Personalnummer;Vorname;Name;Stellenbezeichnung;Vorgesetzter;Organisationseinheit\n\
             0012;Änne;Müller;Leiterin;;Führung\n0013;Jörg;Groß;Einkäufer;0012;Beschaffung\n",
            ("Einkäufer", "Leiterin"),
            ["Änne Müller", "Jörg Groß"],
        ),
        (
            WINDOWS_1252,
            "Matricule;Nom;Prénom;Fonction;Service;Responsable hiérarchique\n\
             01;Dupont;Zoé;Directrice;Siège;\n02;Petit;Luc;Contrôleur;Achats;Dupont Zoé\n",
            ("Contrôleur", "Directrice"),
            ["Zoé Dupont", "Luc Petit"],
        ),
        (
            WINDOWS_1252,
            "ID;Nombre;Apellidos;Puesto;Departamento;Jefe\n\
             1;Ana;Núñez;Directora;Dirección;\n2;Luis;Gómez;Técnico;Obras;1\n",
            ("Técnico", "Directora"),
            ["Ana Núñez", "Luis Gómez"],
        ),
        (
            WINDOWS_1250,
            "Numer pracownika;Imię;Nazwisko;Stanowisko;Dział;Przełożony\n\
             1;Żaneta;Łęcka;Prezes;Zarząd;\n2;Jan;Źdźbło;Księgowy;Finanse;Żaneta Łęcka\n",
            ("Księgowy", "Prezes"),
            ["Żaneta Łęcka", "Jan Źdźbło"],
        ),
        (
            WINDOWS_1251,
            "Табельный номер;ФИО;Должность;Подразделение;Руководитель\n\
             1;Иванов Иван;Директор;Дирекция;\n2;Петров Пётр;Бухгалтер;Бухгалтерия;Иванов Иван\n",
            ("Бухгалтер", "Директор"),
            ["Иванов Иван", "Петров Пётр"],
        ),
        (
            SHIFT_JIS,
            "社員番号,氏名,役職,部署,上司\n001,山田太郎,部長,営業部,\n002,鈴木花子,課長,営業部第一課,001\n",
            ("課長", "部長"),
            ["山田太郎", "鈴木花子"],
        ),
    ] {
        let encoding: &'static Encoding = encoding;
        let made = read("staff.csv", &encoding.encode(list).0);
        let stage = stage(&made.map);
        assert_eq!(lines(stage), [wanted]);
        assert_eq!(holders(stage), names);
    }
}

#[test]
fn a_list_of_unknown_headers_is_read_by_what_stands_in_it_and_says_so() {
    let list = "Kód;Jméno;Nadřízený;Místo\nK1;Anna;;Praha\nK2;Petr;K1;Brno\nK3;Ivan;K2;Praha\n";
    let made = read("staff.csv", list.as_bytes());
    assert_eq!(lines(stage(&made.map)), [("Petr", "Anna"), ("Ivan", "Petr")]);
    let anna = stage(&made.map).position_by_key("K1").unwrap();
    assert_eq!(
        stage(&made.map).positions().get(anna).unwrap().attributes.get("Místo").unwrap(),
        "Praha"
    );
    assert!(made.report.remarks.iter().any(|it| it.contains("none of its headers is known")));
}

#[test]
fn text_of_sixteen_bits_with_and_without_a_mark_is_read() {
    let list = "ID\tName\tTitle\tReports To\r\n1\tÄnn\tChef\t\r\n2\tBö\tKoch\t1\r\n";
    let bytes: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [bytes.clone(), [&[0xff, 0xfe][..], &bytes].concat()] {
        let made = read("staff.txt", &bytes);
        assert_eq!(lines(stage(&made.map)), [("Koch", "Chef")]);
        assert_eq!(holders(stage(&made.map)), ["Änn", "Bö"]);
    }
}

#[test]
fn partitions_and_vectors_of_a_project_are_said_of_its_vertices() {
    let project = "*Network advice.net\n*Vertices 3\n1 \"Ann\"\n2 \"Bo\"\n3 \"Cy\"\n\
        *Arcs :1 \"advice\"\n1 2 3\n*Arcs :2 \"reports to\"\n2 1\n3 1\n\
        *Partition dept\n*Vertices 3\n1\n1\n2\n*Vector age\n*Vertices 3\n41\n32.5\n50\n";
    let made = read("project.paj", project.as_bytes());
    let stage = stage(&made.map);
    assert_eq!((stage.positions().len(), stage.lines().len(), stage.flows().len()), (3, 2, 1));
    let age: Vec<_> = stage
        .positions()
        .iter()
        .map(|(_, it)| it.attributes.get("age").unwrap().as_str())
        .collect();
    assert_eq!(age, ["41", "32.5", "50"]);
    assert_eq!(units(stage), ["1", "2"]);
}

#[test]
fn a_box_with_fields_is_called_by_its_words() {
    let chart = "digraph { a [shape=record, label=\"{<f0> Ann Lee|CEO}\"]; \
        b [shape=Mrecord, label=\"{Bo \\\\{x\\\\}|VP}\"]; c [label=\"{Cy | Co}\"]; b -> a [label=\"reports to\"] }";
    let made = read("chart.dot", chart.as_bytes());
    let stage = stage(&made.map);
    let titles: Vec<_> = stage.positions().iter().map(|(_, it)| it.title.as_str()).collect();
    assert_eq!(titles, ["Ann Lee CEO", "Bo {x} VP", "{Cy | Co}"]);
    assert_eq!(lines(stage), [("Bo {x} VP", "Ann Lee CEO")]);
}

#[test]
fn lines_above_the_header_are_passed_over() {
    let list = "ACME GmbH – Stand 01.11.2026;;;\n;;;\nPers.-Nr.;Name;Funktion;Vorgesetzte/r\n\
        1;Ann;Chefin;\n2;Bo;Koch;1\n";
    let made = read("staff.csv", list.as_bytes());
    assert_eq!(lines(stage(&made.map)), [("Koch", "Chefin")]);
    assert!(made.report.rows.iter().all(|row| row.fate == Fate::Made));
}
