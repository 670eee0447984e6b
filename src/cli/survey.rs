use super::args::Survey;
use super::output::Output;
use super::{Failure, read};
use crate::wording::survey_page;

pub(super) fn run(work: &Survey) -> Result<(), Failure> {
    let output = Output { path: &work.output, input: work.path.as_deref(), force: work.force };
    output.permit()?;
    let title = match &work.path {
        Some(path) => read(path)?.map.header().title.clone(),
        None => String::new(),
    };
    output.write(survey_page(&title).as_bytes())
}
