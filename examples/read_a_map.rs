//! Reads a map without a window and prints where its centre of gravity lies and how far apart
//! authority and knowledge are.
//!
//! `cargo run --no-default-features --example read_a_map -- a-map.orgmap`; without a file it
//! reads the school that comes with the program.
#![expect(clippy::print_stdout, reason = "a small program that shows what it read")]

use std::error::Error;
use std::path::{Path, PathBuf};

use fulcrum::analysis::{Cancel, Question, Settings, analyse, further};
use fulcrum::storage::read;
use fulcrum::wording::reading;

fn main() -> Result<(), Box<dyn Error>> {
    let school = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school.orgmap");
    let path = std::env::args_os().nth(1).map_or(school, PathBuf::from);
    let loaded = read(&path)?;
    for warning in &loaded.warnings {
        println!("{warning}");
    }
    let settings = Settings::of(&loaded.map);
    for (id, stage) in loaded.map.stages() {
        let question = Question { stage: stage.clone(), settings: settings.clone() };
        let analysis = analyse(&question, &Cancel::default())?;
        let further = further(&question, &analysis, &Cancel::default())?;
        println!("{}: {}", loaded.map.header().title, stage.record().name);
        println!("{}", reading(&loaded.map, id, &analysis, &further, &settings).verdict.sentence);
        let gap = match &analysis.gap {
            Ok(gap) => format!("{:.0} of 100 units of knowledge sit elsewhere", gap.tv * 100.0),
            Err(why) => format!("not defined, as {why}"),
        };
        println!("Gap: {gap}.");
    }
    Ok(())
}
