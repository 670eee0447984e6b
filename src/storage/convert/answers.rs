use super::super::native::{NativeResponse, Number};
use super::super::record::Entries;
use super::keep;
use super::to_model::{Wrong, wrong};
use crate::model::{OutcomeName, Outcomes, SurveyResponse, Voice};
use crate::quantity::Amount;

pub(in crate::storage) fn response_of(native: NativeResponse) -> Result<SurveyResponse, Wrong> {
    let voice = match native.voice.as_str() {
        "espoused" => Voice::Espoused,
        "enacted" => Voice::Enacted,
        other => {
            let what = format!("a survey answer of voice \"{other}\"");
            return Err(wrong(what, "the voice is espoused or enacted"));
        }
    };
    let count = native.answers.len();
    let answers = native.answers.try_into().map_err(|_| {
        wrong(format!("{count} survey answers"), "there are seven; write null where one is missing")
    })?;
    let count = native.readiness.len();
    let readiness = match native.readiness.try_into() {
        Ok(readiness) => readiness,
        Err(_) if count == 0 => [None; 3],
        Err(_) => {
            let hint = "there are three; write null where one is missing";
            return Err(wrong(format!("{count} answers about readiness"), hint));
        }
    };
    Ok(SurveyResponse {
        respondent: native.respondent,
        voice,
        answers,
        readiness,
        extra: keep(native.extra),
    })
}

pub(super) fn outcomes_of(entries: Entries<String, Number>) -> Result<Outcomes, Wrong> {
    let mut table = Outcomes::new();
    for (name, number) in entries {
        let outcome = OutcomeName::new(&name)
            .ok_or_else(|| wrong("an outcome without a name", "name it, or take it out"))?;
        let amount = Amount::new(number.0)
            .map_err(|error| wrong(format!("in \"{name}\", {error}"), "correct the number"))?;
        if table.insert(outcome, amount).is_some() {
            let what = format!("the outcome \"{}\" stands there twice", name.trim());
            return Err(wrong(what, "keep one of the two"));
        }
    }
    Ok(table)
}
