//! The command line: the same work as in the window, without one.

mod args;
mod check;
mod convert;
mod kit;
mod log;
mod measure;
mod output;
mod progress;
mod render;
mod report;
mod survey;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::model::{OrgMap, StageId, Veil};
use crate::storage::{self, Loaded};

use args::Work;
pub use args::{Args, Drawing};

/// Why the work was not done: one message, told once.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A file or name was refused.
    #[error("{0}")]
    Refused(String),
    /// What was printed could not be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    #[expect(clippy::needless_pass_by_value, reason = "it is the last use of an error")]
    fn refused(what: impl ToString) -> Self {
        Self::Refused(what.to_string())
    }
}

/// What is opened when no work was named: the window.
pub trait Window {
    /// Opens the window and stays until it is closed.
    ///
    /// # Errors
    /// There is no window to be had; the message says why.
    fn open(&self, args: &Args) -> Result<(), String>;
}

/// The commands that need no window.
const WITHOUT_WINDOW: &str =
    "measure, check, render, report, kit, survey and convert need none (fulcrum help)";

/// Reads the arguments and does what they say. Gives 0 when it was done, 1 when something was
/// refused; wrong usage ends the program with 2.
#[must_use]
pub fn run(window: &dyn Window) -> ExitCode {
    let args = Args::parse();
    log::tell();
    let mut out = io::stdout().lock();
    let result = match &args.work {
        None => open_window(window, &args),
        Some(work) => progress::told(|| work_of(work, &mut out)),
    };
    let result = result.and_then(|()| Ok(out.flush()?));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the output has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            // There is nowhere left to say that this could not be said.
            let _ = writeln!(io::stderr(), "{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Does the work that the arguments name.
fn work_of(work: &Work, out: &mut dyn Write) -> Result<(), Failure> {
    match work {
        Work::Measure(work) => measure::run(work, out),
        Work::Check(work) => check::run(work, out),
        Work::Render(work) => render::run(work, out),
        Work::Report(work) => report::run(work, out),
        Work::Kit(work) => kit::run(work, out),
        Work::Survey(work) => survey::run(work),
        Work::Convert(work) => convert::run(work, out),
    }
}

fn open_window(window: &dyn Window, args: &Args) -> Result<(), Failure> {
    if !has_display() {
        let what = format!("fulcrum: no display for the window; {WITHOUT_WINDOW}");
        return Err(Failure::Refused(what));
    }
    window.open(args).map_err(|why| Failure::Refused(format!("fulcrum: {why}; {WITHOUT_WINDOW}")))
}

/// Whether a window can be shown at all. Only Linux can be without.
fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Reads a file and tells its warnings.
fn read(path: &Path) -> Result<Loaded, Failure> {
    progress::now_doing(format!("reading {}", path.display()));
    let loaded = storage::read(path).map_err(Failure::refused)?;
    progress::now_doing("working it out");
    let mut err = io::stderr().lock();
    for warning in &loaded.warnings {
        // A warning that cannot be told does not stop the work.
        let _ = writeln!(err, "{warning}");
    }
    Ok(loaded)
}

impl args::HandedOut {
    /// Where it goes.
    fn output<'a>(&'a self, path: &'a Path) -> output::Output<'a> {
        output::Output { path, input: Some(&self.path), force: self.force }
    }

    /// The map as others may see it, and the stage that is shown.
    fn read(&self) -> Result<(OrgMap, StageId), Failure> {
        let map = read(&self.path)?.map;
        let map = if self.hide_names { Veil::of(&map).map(&map) } else { map };
        let id = stage_of(&map, self.stage.as_deref(), &self.path)?;
        Ok((map, id))
    }
}

/// The stage of a name, or the first.
fn stage_of(map: &OrgMap, name: Option<&str>, path: &Path) -> Result<StageId, Failure> {
    let found = match name {
        Some(name) => map.stage_by_name(name),
        None => map.first_stage(),
    };
    found.ok_or_else(|| {
        let names: Vec<String> =
            map.stages().map(|(_, stage)| format!("\"{}\"", stage.record().name)).collect();
        Failure::Refused(format!(
            "{}: has no stage \"{}\"; its stages are {}",
            path.display(),
            name.unwrap_or_default(),
            names.join(", ")
        ))
    })
}
