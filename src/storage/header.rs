//! What the columns of staff lists are called, and what they are used for.
//!
//! One table for every list that comes in: files, pasted rows, attributes of networks. Headers
//! are compared without case, spaces, underlines, hyphens and brackets.

mod elsewhere;

use elsewhere::{ELSEWHERE, FIRST_BESIDE_LAST, FIRST_NAMES, LAST_BESIDE_FIRST};

use super::text::plain;

/// What a column of a list is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// The organization's own number or code; never read as a number.
    Key,
    /// The full name of the holder.
    Name,
    /// The first part of the holder's name.
    FirstName,
    /// The last part of the holder's name.
    LastName,
    /// What the position is called.
    Title,
    /// Whom it reports to: a key, an e-mail address or a name.
    Superior,
    /// Further superiors: one or several keys, addresses or names.
    Dotted,
    /// The holder's e-mail address. It is kept as a further column.
    Email,
    /// The unit that a unit of this row lies in.
    OuterUnit,
    /// The unit.
    Unit,
    /// A part of the unit.
    InnerUnit,
    /// The unit with all that it lies in, outermost first, between slashes.
    UnitPath,
    /// Person, team or assistant; or 1 for an assistant.
    Kind,
    /// The part of a post that this person fills, above 0 to 1.
    Share,
    /// Whether the holder is still there.
    Status,
    /// The day on which the holder leaves or left. It is kept as a further column.
    End,
    /// The rank, 1 the highest.
    Level,
    /// The authority as a source states it.
    Authority,
    /// How far the work is exploration, 0 to 1.
    Explore,
    /// How far the work goes by the book, 0 to 1.
    Rules,
    /// How the holder wants to be led, 0 told to 1 asked.
    Wants,
    /// Where the holder thinks the centre of gravity is, 0 to 1.
    Pin,
    /// Anything worth remembering.
    Notes,
    /// Where it stands on the drawing, to the right.
    X,
    /// Where it stands on the drawing, downwards.
    Y,
    /// Kept under its own name.
    Further,
    /// Left out.
    Nothing,
    /// A column that Fulcrum wrote itself, by its own name.
    Ours,
}

impl Use {
    /// How many uses there are.
    pub(super) const COUNT: usize = Self::Ours as usize + 1;
}

/// A use with the word for it on the command line and on the screen, and the headers by which it
/// is known. Where several columns of a list fit, the header that stands first here is taken.
#[derive(Debug, Clone, Copy)]
pub struct HeaderRow {
    /// What the column is used for.
    pub used_as: Use,
    /// The word for it.
    pub word: &'static str,
    /// Headers in their plain form: small letters and digits alone.
    pub headers: &'static [&'static str],
    /// Whether several columns of a list may have this use.
    pub several: bool,
}

const fn one(used_as: Use, word: &'static str, headers: &'static [&'static str]) -> HeaderRow {
    HeaderRow { used_as, word, headers, several: false }
}

const fn several(used_as: Use, word: &'static str, headers: &'static [&'static str]) -> HeaderRow {
    HeaderRow { used_as, word, headers, several: true }
}

/// Every use with its headers.
pub const HEADERS: [HeaderRow; 27] = [
    one(
        Use::Key,
        "key",
        &[
            "id",
            "key",
            "employeeid",
            "employeenumber",
            "employeeno",
            "empid",
            "empno",
            "personid",
            "personnelnumber",
            "personnumber",
            "personnelno",
            "uniqueid",
            "workerid",
            "staffid",
            "staffnumber",
            "badgeid",
            "badgenumber",
            "badge",
            "postuniquereference",
            "positionid",
            "positionnumber",
            "positioncode",
            "userid",
            "nodeid",
            "number",
            "no",
            "code",
            "personalnummer",
        ],
    ),
    one(
        Use::Name,
        "name",
        &[
            "name",
            "fullname",
            "employeename",
            "displayname",
            "workername",
            "personname",
            "preferredname",
            "holder",
            "holders",
            "holdername",
            "incumbent",
            "incumbentname",
            "person",
            "employee",
            "worker",
            "who",
            "staffmember",
        ],
    ),
    one(
        Use::FirstName,
        "first name",
        &["firstname", "givenname", "forename", "preferredfirstname", "legalfirstname", "vorname"],
    ),
    one(
        Use::LastName,
        "last name",
        &["lastname", "surname", "familyname", "legallastname", "nachname"],
    ),
    one(
        Use::Title,
        "title",
        &[
            "title",
            "jobtitle",
            "position",
            "positiontitle",
            "positionname",
            "jobposition",
            "employeetitle",
            "role",
            "jobrole",
            "businesstitle",
            "job",
            "jobname",
            "function",
            "label",
            "designation",
            "post",
            "posttitle",
        ],
    ),
    several(
        Use::Superior,
        "superior",
        &[
            "parentid",
            "pid",
            "managerid",
            "superiorid",
            "supervisorid",
            "bossid",
            "linemanagerid",
            "manageremployeeid",
            "manageruserid",
            "managernumber",
            "managerpersonnumber",
            "reportstoid",
            "reportsto",
            "reportstoseniorpost",
            "reportingseniorpost",
            "reportingto",
            "superior",
            "manager",
            "boss",
            "supervisor",
            "linemanager",
            "reportingmanager",
            "directmanager",
            "directsupervisor",
            "immediatesupervisor",
            "parent",
            "managername",
            "supervisorname",
            "bossname",
            "superiorname",
            "reportstoname",
            "linemanagername",
            "manageremail",
            "manageremailaddress",
            "supervisoremail",
            "supervisoremailaddress",
            "bossemail",
            "superioremail",
            "reportstoemail",
            "linemanageremail",
            "reportsdirectlyto",
            "vorgesetzter",
        ],
    ),
    several(
        Use::Dotted,
        "dotted superior",
        &[
            "dottedlinereportsto",
            "dottedline",
            "dottedlinemanager",
            "dottedlinemanagerid",
            "dottedlinesupervisor",
            "dottedlinesupervisorid",
            "dottedmanager",
            "dottedsuperior",
            "dottedsuperiors",
            "dottedlineto",
            "matrixmanager",
            "matrixmanagerid",
            "matrixmanageremail",
            "secondarymanager",
            "secondarymanagerid",
            "secondmanager",
            "functionalmanager",
            "functionalmanagerid",
            "secondaryreportsto",
            "alsoreportsto",
            "refs",
        ],
    ),
    one(
        Use::Email,
        "e-mail",
        &[
            "email",
            "emailaddress",
            "mail",
            "workemail",
            "businessemail",
            "primaryemail",
            "emailprimary",
            "useremail",
            "employeeemail",
            "userprincipalname",
        ],
    ),
    several(
        Use::OuterUnit,
        "outer unit",
        &["parentdepartment", "parentunit", "businessunit", "directorate", "company", "division"],
    ),
    several(
        Use::Unit,
        "unit",
        &[
            "dept",
            "unit",
            "department",
            "departmentname",
            "organisation",
            "organization",
            "orgunit",
            "organizationalunit",
            "organisationalunit",
            "group",
            "abteilung",
        ],
    ),
    several(
        Use::InnerUnit,
        "inner unit",
        &["subdepartment", "subunit", "section", "team", "teamname", "squad"],
    ),
    one(Use::UnitPath, "unit path", &["orgunitpath", "unitpath", "departmentpath", "units"]),
    one(Use::Kind, "kind", &["isassistant", "assistant", "assistenz", "kind", "positionkind"]),
    one(Use::Share, "share", &["fte", "share", "fulltimeequivalent", "jobshare"]),
    one(
        Use::Status,
        "status",
        &["status", "employmentstatus", "employeestatus", "workerstatus", "positionstatus"],
    ),
    one(
        Use::End,
        "end date",
        &[
            "enddate",
            "leavedate",
            "leavingdate",
            "terminationdate",
            "lastday",
            "lastworkingday",
            "contractend",
            "contractenddate",
            "datetermination",
            "dateleft",
        ],
    ),
    one(Use::Level, "level", &["level", "hierarchylevel", "orglevel"]),
    one(Use::Authority, "authority", &["authority", "commandrank", "statedauthority"]),
    one(Use::Explore, "explore", &["explore", "exploration"]),
    one(Use::Rules, "rules", &["rules"]),
    one(Use::Wants, "wants", &["wants"]),
    one(Use::Pin, "pin", &["pin"]),
    one(Use::Notes, "notes", &["notes"]),
    one(Use::X, "x", &["x", "xpos", "xcoordinate", "posx"]),
    one(Use::Y, "y", &["y", "ypos", "ycoordinate", "posy"]),
    several(Use::Further, "further", &[]),
    several(Use::Nothing, "nothing", &[]),
];

impl Use {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        HEADERS.iter().find(|row| row.used_as == self).map_or("as written", |row| row.word)
    }

    /// The use of this word, without regard to case, spaces and hyphens; nothing when it is
    /// none.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let wanted = plain(word);
        HEADERS.iter().find(|row| plain(row.word) == wanted).map(|row| row.used_as)
    }

    /// What a header stands for by itself; nothing when it is not known.
    #[must_use]
    pub fn of_header(header: &str) -> Option<Self> {
        rank(header).map(|(row, _)| HEADERS[row].used_as)
    }
}

/// The row of the table that knows a header, and the place of the header in it. A hint in
/// brackets at the end may be part of the header or not; a number sign there is a number.
fn rank(header: &str) -> Option<(usize, usize)> {
    let find = |wanted: &str| {
        HEADERS.iter().enumerate().find_map(|(number, row)| {
            let at = row.headers.iter().position(|known| *known == wanted)?;
            Some((number, at))
        })
    };
    let elsewhere = |wanted: &str| {
        let (used, at) = ELSEWHERE.iter().find_map(|(used, headers)| {
            let at = headers.split_whitespace().position(|known| known == wanted)?;
            Some((*used, at))
        })?;
        let number = HEADERS.iter().position(|row| row.used_as == used)?;
        Some((number, HEADERS[number].headers.len() + at))
    };
    let find = |wanted: &str| find(wanted).or_else(|| elsewhere(wanted));
    if let Some(before) = header.trim_end().strip_suffix('#') {
        return find(&format!("{}number", plain(before)));
    }
    let whole = find(&plain(header));
    let bare = || {
        let end = header.find(['[', '(', '{']).filter(|at| *at > 0)?;
        find(&plain(&header[..end]))
    };
    whole.or_else(bare)
}

/// What the columns of a list are used for, as far as their headers say. A header that is not
/// known is kept under its own name; a column without a header too.
#[must_use]
pub fn uses(headers: &[String]) -> Vec<Use> {
    let ranks: Vec<Option<(usize, usize)>> = headers.iter().map(|header| rank(header)).collect();
    let mut uses = Vec::with_capacity(headers.len());
    for (column, found) in ranks.iter().enumerate() {
        let used = match found {
            None => Use::Further,
            Some((row, _)) if HEADERS[*row].several => HEADERS[*row].used_as,
            Some((row, place)) => {
                let better = |(other, rank): (usize, &Option<(usize, usize)>)| {
                    rank.is_some_and(|(r, p)| r == *row && (p, other) < (*place, column))
                };
                let outdone = ranks.iter().enumerate().any(better);
                if outdone { Use::Further } else { HEADERS[*row].used_as }
            }
        };
        uses.push(used);
    }
    mend(headers, &mut uses);
    uses
}

/// What only the columns together say.
fn mend(headers: &[String], uses: &mut [Use]) {
    let at = |uses: &[Use], wanted: Use| uses.iter().position(|used| *used == wanted);
    // A "name" beside a last name is the first name, unless there is one; beside a "Vorname" or
    // "prénom" it is the last name.
    let (first, last) = (at(uses, Use::FirstName), at(uses, Use::LastName));
    if let Some(name) = at(uses, Use::Name) {
        let is_one_of = |column: usize, of: &[&str]| of.contains(&plain(&headers[column]).as_str());
        match (first, last) {
            (None, Some(_)) if is_one_of(name, &FIRST_BESIDE_LAST) => uses[name] = Use::FirstName,
            (Some(first), None)
                if is_one_of(first, &FIRST_NAMES) && is_one_of(name, &LAST_BESIDE_FIRST) =>
            {
                uses[name] = Use::LastName;
            }
            _ => {}
        }
    }
    // Shares and states are known only in a list of people.
    let people = [Use::Name, Use::FirstName, Use::Superior, Use::Title];
    if !people.iter().any(|named| at(uses, *named).is_some()) {
        for used in uses.iter_mut().filter(|used| matches!(used, Use::Status | Use::Share)) {
            *used = Use::Further;
        }
    }
}
