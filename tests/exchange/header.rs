//! What columns are taken for.

use fulcrum::storage::{HEADERS, Use, uses};

fn guessed(headers: &[&str]) -> Vec<Use> {
    uses(&headers.iter().map(|header| (*header).to_owned()).collect::<Vec<_>>())
}

#[test]
fn lists_of_other_programs_are_known_by_their_headers() {
    use Use::*;
    assert_eq!(
        guessed(&["id", "parentId", "name", "position"]),
        [Key, Superior, Name, Title],
        "d3-org-chart"
    );
    assert_eq!(
        guessed(&[
            "Badge id",
            "First Name",
            "Last Name",
            "Email",
            "Job Position",
            "Reporting Manager"
        ]),
        [Key, FirstName, LastName, Email, Title, Superior],
        "a staff system"
    );
    assert_eq!(
        guessed(&[
            "First Name [Required]",
            "Org Unit Path [Required]",
            "Manager Email",
            "Employee Title"
        ]),
        [FirstName, UnitPath, Superior, Title],
        "Google Workspace"
    );
    assert_eq!(
        guessed(&[
            "Post Unique Reference",
            "Job Title",
            "Parent Department",
            "Organisation",
            "Unit",
            "Reports to Senior Post"
        ]),
        [Key, Title, OuterUnit, Unit, Unit, Superior],
        "a government's list of posts"
    );
    assert_eq!(
        guessed(&["Unique_ID", "Name", "Reports_To", "Department"]),
        [Key, Name, Superior, Unit]
    );
}

#[test]
fn case_blanks_and_signs_in_a_header_do_not_matter() {
    for header in
        ["Employee ID", "employee_id", "EMPLOYEE-ID", " EmployeeId ", "\u{feff}Employee (ID)"]
    {
        assert_eq!(Use::of_header(header), Some(Use::Key), "{header}");
    }
}

#[test]
fn of_two_columns_that_fit_the_better_known_one_is_taken_and_the_other_kept() {
    assert_eq!(guessed(&["label", "title"]), [Use::Further, Use::Title]);
    assert_eq!(guessed(&["Manager", "Manager ID"]), [Use::Superior, Use::Superior]);
    assert_eq!(guessed(&["id", "lastName", "name"]), [Use::Key, Use::LastName, Use::FirstName]);
    assert_eq!(guessed(&["name", "Shoe size", ""]), [Use::Name, Use::Further, Use::Further]);
}

#[test]
fn no_header_means_two_things_and_every_use_has_its_word() {
    let mut seen = std::collections::BTreeSet::new();
    for row in HEADERS {
        assert_eq!(Use::named(row.word), Some(row.used_as));
        for header in row.headers {
            assert!(seen.insert(*header), "{header} stands in two rows");
            assert!(header.chars().all(|letter| letter.is_lowercase() || letter.is_ascii_digit()));
        }
    }
}
