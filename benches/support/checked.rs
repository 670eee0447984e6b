//! What the command `check` takes as a whole: the file read, and the readings for which no look is
//! taken at all pairs of people.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use fulcrum::storage::save;

use super::in_window::program;
use super::organization::Organization;
use super::{Table, growth, short};

/// The command on an organization of each size, where the program is built. The system counts in
/// hundredths of a second, so that it is called several times.
pub(crate) fn measure(table: &mut Table, root: &Path) {
    let program = program(root);
    let Ok(folder) = tempfile::tempdir() else { return };
    let mut spent = Vec::new();
    for (people, calls) in [(10_000, 20_u32), (100_000, 4)] {
        let path = folder.path().join(format!("{people}.orgmap"));
        if save(&Organization::of(people).map(), &path).is_err() {
            return;
        }
        let before = of_children();
        for _ in 0..calls {
            let called =
                Command::new(&program).arg("check").arg(&path).stdout(Stdio::null()).status();
            if called.is_err() {
                return;
            }
        }
        let Some((before, after)) = before.zip(of_children()) else { return };
        spent.push((after - before) / f64::from(calls));
        let against = growth(&spent);
        let own = format!("{} s of all threads", short(spent[spent.len() - 1]));
        let row = [own, against, "12 x the time of 10,000".into()];
        table.row("A8", "`check`, the file read with it", &people.to_string(), row);
    }
}

/// Processor seconds of the programs that were called and have ended; nothing where the system does
/// not tell.
fn of_children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let counted = after_name.split_whitespace().skip(13).take(2);
    Some(counted.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0)
}
