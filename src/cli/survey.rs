use super::args::Survey;
use super::{Failure, read};
use crate::storage::replace_file;
use crate::wording::survey_page;

pub(super) fn run(work: &Survey) -> Result<(), Failure> {
    let title = match &work.path {
        Some(path) => read(path)?.map.header().title.clone(),
        None => String::new(),
    };
    replace_file(&work.output, survey_page(&title).as_bytes()).map_err(Failure::refused)
}
