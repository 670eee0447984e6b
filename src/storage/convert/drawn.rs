//! Words of a file about how a stage is drawn and came about.

use super::to_model::{Wrong, wrong};
use crate::model::{ChartForm, Gathered, Tone};

pub(super) fn chart_of(key: Option<&str>) -> Result<ChartForm, Wrong> {
    let Some(key) = key else { return Ok(ChartForm::Down) };
    ChartForm::named(key).ok_or_else(|| {
        let keys = ChartForm::ALL.map(ChartForm::key).join(", ");
        wrong(format!("a chart drawn \"{key}\""), format!("a chart is one of {keys}"))
    })
}

pub(super) fn gathered_of(key: Option<&str>) -> Result<Gathered, Wrong> {
    let Some(key) = key else { return Ok(Gathered::Together) };
    Gathered::named(key).ok_or_else(|| {
        let hint = "a stage is drawn together, or by its respondents";
        wrong(format!("a stage gathered \"{key}\""), hint)
    })
}

pub(super) fn tone_of(number: Option<u8>) -> Result<Option<Tone>, Wrong> {
    let Some(number) = number else { return Ok(None) };
    match Tone::new(number) {
        Some(tone) => Ok(Some(tone)),
        None => Err(wrong(format!("a tone of {number}"), "tones are numbered 0 to 7")),
    }
}
