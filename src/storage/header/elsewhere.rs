//! What the columns of staff lists are called by large staff systems and in other languages.

use super::Use;

/// Headers in their plain form, parted by blanks, for each use. Where a list has a header of the
/// table of [`super::HEADERS`] too, that one is taken.
pub(super) const ELSEWHERE: [(Use, &str); 10] = [
    (
        Use::Key,
        "emplid employeecode empnumber empcode associateid positionnbr positionno staffno \
         personalnr persnr persno persnummer mitarbeiternummer mitarbeiternr mitarbeiterid matricule \
         identifiant legajo númerodeempleado nºempleado matricola numerodimatricola \
         numerpracownika табельныйномер 社員番号 従業員番号 工号 员工编号 員工編號 사번 \
         personeelsnummer medarbejdernummer anställningsnummer ansattnummer",
    ),
    (
        Use::Name,
        "payrollname legalname legalfullname lastnamefirstname namelastfirst teammember \
         mitarbeiter mitarbeitername vollständigername stelleninhaber nom nomcomplet nomprénom \
         nombre nombrecompleto nombreyapellidos nome nomecompleto nominativo imięinazwisko фио \
         имя 氏名 名前 姓名 성명 이름 naam volledigenaam navn fuldenavn namn",
    ),
    (Use::FirstName, "legalnamefirstname prénom prenom nombres imię voornaam fornavn förnamn"),
    (
        Use::LastName,
        "legalnamelastname familienname nomdefamille apellidos apellido primerapellido cognome \
         sobrenome nazwisko фамилия achternaam efternavn etternavn efternamn",
    ),
    (
        Use::Title,
        "assignmentname jobtitledescription positiontitledescription positiondescription titel stelle \
         stellenbezeichnung planstellenbezeichnung funktion funktionsbezeichnung fonction poste \
         intitulédeposte intituléduposte emploi puesto cargo ruolo mansione qualifica funzione \
         stanowisko должность 役職 職位 职位 职务 직위 직책 functie functietitel stilling \
         befattning",
    ),
    (
        Use::Superior,
        "persnoofsuperior managereid supervisoreid managerempid reportstoassociateid reportstoemployeeid \
         reportstopositionnumber reportstopositionid reportstoposition directmanagerid \
         vorgesetzte vorgesetztenid vorgesetztennummer vorgesetztenr führungskraft berichtetan \
         leiter responsable responsablehiérarchique supérieur supérieurhiérarchique \
         managerdirect n1 jefe jefedirecto jefeinmediato supervisorinmediato gestor \
         gestordireto superiore responsabile przełożony bezpośredniprzełożony kierownik \
         руководитель начальник 上司 直属上司 上级 直属上级 직속상사 상사 leidinggevende \
         nærmesteleder leder närmastechef chef",
    ),
    (
        Use::Unit,
        "supervisoryorganization supervisoryorganisation homedepartmentdescription deptdescr \
         deptname departmentdescription organisationseinheit orgeinheit bereich service \
         département departamento dipartimento reparto ufficio dział подразделение отдел 部署 \
         部門 部门 부서 afdeling avdeling avdelning",
    ),
    (
        Use::Share,
        "ftepercent beschäftigungsgrad anteil pensum tauxdactivité quotité wymiaretatu ставка",
    ),
    (Use::Status, "beschäftigungsstatus statut estado stato"),
    (Use::End, "austrittsdatum austritt datedesortie fechadebaja"),
];

/// Headers of a whole name that are those of a last name beside one of a first name.
pub(super) const LAST_BESIDE_FIRST: [&str; 5] = ["name", "nom", "naam", "navn", "namn"];

/// Headers of a whole name that are those of a first name beside one of a last name.
pub(super) const FIRST_BESIDE_LAST: [&str; 4] = ["name", "nombre", "nome", "имя"];

/// Headers of first names in the languages in which a name beside them is the last one.
pub(super) const FIRST_NAMES: [&str; 6] =
    ["vorname", "prénom", "prenom", "voornaam", "fornavn", "förnamn"];
