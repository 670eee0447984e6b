//! What the command `check` takes as a whole: the file read, and the readings for which no look is
//! taken at all pairs of people.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use fulcrum::storage::save;

use super::in_window::program;
use super::machine::median;
use super::organization::Organization;
use super::{Table, growth, short};

/// The command on an organization of each size, in turns, where the program is built. The system
/// counts in hundredths of a second, so that it is called several times in each.
pub(crate) fn measure(table: &mut Table, root: &Path) {
    const TURNS: usize = 3;
    let program = program(root);
    let Ok(folder) = tempfile::tempdir() else { return };
    let saved = |people: usize| {
        let path = folder.path().join(format!("{people}.orgmap"));
        save(&Organization::of(people).map(), &path).map(|_| path).ok()
    };
    let (Some(ten), Some(hundred)) = (saved(10_000), saved(100_000)) else { return };
    let turn = || Some([called(&program, &ten, 20)?, called(&program, &hundred, 3)?]);
    let Some(turns) = (0..TURNS).map(|_| turn()).collect::<Option<Vec<[f64; 2]>>>() else { return };
    for (size, people) in ["10000", "100000"].into_iter().enumerate() {
        let spent = median(turns.iter().map(|turn| turn[size]).collect());
        let against = if size == 0 { String::new() } else { growth(&turns) };
        let own = format!("{} s of all threads", short(spent));
        let row = [own, against, "12 x the time of 10,000".into()];
        table.row("A8", "`check`, the file read with it", people, row);
    }
}

/// Processor seconds of a call, in the mean of so many.
fn called(program: &Path, map: &Path, calls: u32) -> Option<f64> {
    let before = of_children()?;
    for _ in 0..calls {
        Command::new(program).arg("check").arg(map).stdout(Stdio::null()).status().ok()?;
    }
    Some((of_children()? - before) / f64::from(calls))
}

/// Processor seconds of the programs that were called and have ended; nothing where the system does
/// not tell.
fn of_children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let counted = after_name.split_whitespace().skip(13).take(2);
    Some(counted.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0)
}
