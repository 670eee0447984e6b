//! Answers to the survey: given in the form, or read from a table after a preview.

use std::collections::BTreeSet;
use std::path::Path;

use super::notice::Tone;
use super::state::Session;
use crate::clipboard::{Answers, holds_outcomes, read_answers, read_outcomes};
use crate::edit::{Command, Composite, PositionCommand, PositionValue};
use crate::model::{Extra, PositionId, SurveyResponse, Voice};

/// Something about the survey.
#[derive(Debug, Clone)]
pub enum SurveyAction {
    /// Add the answers of one respondent, who stays unnamed.
    Add {
        /// About which position.
        position: PositionId,
        /// In which voice.
        voice: Voice,
        /// The answers, 1 to 7; nothing where none was given.
        answers: [Option<u8>; 7],
        /// The answers to the items of readiness, 1 to 7; nothing where none was given.
        readiness: [Option<u8>; 3],
    },
    /// Remove all answers about a position.
    Clear(PositionId),
    /// Add what the preview shows.
    Confirm,
    /// Do not.
    Drop,
}

impl Session {
    /// Answers from a table that wait for a yes.
    #[must_use]
    pub fn importing(&self) -> Option<&Answers> {
        self.incoming.importing.as_ref()
    }

    pub(super) fn survey(&mut self, action: &SurveyAction) {
        match *action {
            SurveyAction::Add { position, voice, answers, readiness } => {
                let (respondent, extra) = (String::new(), Extra::default());
                let response = SurveyResponse { respondent, voice, answers, readiness, extra };
                if let Some(command) = self.with_answers(position, vec![response]) {
                    let label = "Add survey answers".into();
                    self.execute(&Command::All(Composite { label, commands: vec![command] }));
                }
            }
            SurveyAction::Clear(position) => {
                let command =
                    PositionCommand::Set(PositionValue::Survey { position, responses: Vec::new() });
                self.execute(&Command::Position(command));
            }
            SurveyAction::Confirm => {
                let Some(answers) = self.incoming.importing.take() else { return };
                let count = answers.count();
                let commands = answers.responses.into_iter();
                let commands: Vec<Command> =
                    commands.filter_map(|(id, new)| self.with_answers(id, new)).collect();
                let label = format!("Import {count} survey answers");
                self.execute(&Command::All(Composite { label, commands }));
            }
            SurveyAction::Drop => self.incoming.importing = None,
        }
    }

    /// The command that adds answers about a position. Respondents are numbered and not named;
    /// no number is given twice while its answers are there.
    fn with_answers(&self, position: PositionId, new: Vec<SurveyResponse>) -> Option<Command> {
        let mut responses = self.shown_stage().positions().get(position)?.survey.clone();
        let taken: BTreeSet<String> = responses.iter().map(|it| it.respondent.clone()).collect();
        let mut free = (1..).map(|number: u32| format!("r{number}"));
        for mut response in new {
            response.respondent = free.find(|code| !taken.contains(code)).unwrap_or_default();
            responses.push(response);
        }
        Some(Command::Position(PositionCommand::Set(PositionValue::Survey { position, responses })))
    }

    pub(super) fn answers_read(&mut self, path: &Path, result: Result<String, String>) {
        match result {
            Ok(text) if holds_outcomes(&text) => self.take_outcomes(&text),
            Ok(text) => self.preview_answers(&text, &format!("{} holds", path.display())),
            Err(why) => self.tell(Tone::Problem, why),
        }
    }

    /// Enters the outcomes of a table as one step, and says what could not be read.
    fn take_outcomes(&mut self, text: &str) {
        let rows = read_outcomes(text, self.map(), self.stage_id());
        let count = rows.commands.len();
        let commands: Vec<Command> = rows.commands.into_iter().map(Command::Stage).collect();
        if count > 0 {
            let noun = if count == 1 { "outcome" } else { "outcomes" };
            let label = format!("Import {count} {noun}");
            self.execute(&Command::All(Composite { label, commands }));
        }
        if let Some(first) = rows.told.first() {
            let more = match rows.told.len() {
                1 => String::new(),
                told => format!("; and {} more", told - 1),
            };
            self.tell(Tone::Problem, format!("Not all outcomes could be read. {first}{more}"));
        }
    }

    /// Shows what a table of answers would add; says so where it adds nothing.
    pub(super) fn preview_answers(&mut self, text: &str, whence: &str) {
        let answers = read_answers(text, self.shown_stage());
        if answers.count() == 0 {
            let why = answers.told.first().map_or("", String::as_str);
            self.tell(Tone::Problem, format!("{whence} no survey answers that can be read; {why}"));
            return;
        }
        self.incoming.importing = Some(answers);
    }
}
