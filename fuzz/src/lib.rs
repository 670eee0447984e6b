//! What every target does: reads bytes as a file of some name, makes the draft that the window
//! would propose, and holds it to the rules of a map.

use std::path::Path;
use std::sync::Once;

use fulcrum::model::{OrgMap, breaches};
use fulcrum::storage::{Choices, Incoming, draft, open_bytes};

/// Reads bytes as a file of a name. What is refused is refused with words.
pub fn read(name: &str, bytes: &[u8]) {
    match open_bytes(Path::new(name), bytes, None, &mut |_, _| true) {
        Ok(Incoming::Map(loaded, _)) => hold(&loaded.map),
        Ok(Incoming::Source(source, _)) => {
            let made = draft(&source, &Choices::guess(&source));
            assert!(made.report.rows.len() >= made.report.told().count());
            hold(&made.map);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Lets a run go on when a reader has caught a panic of the library it reads with, as that for
/// workbooks does: the fuzzer stops at every panic otherwise. One that nobody catches still ends it.
pub fn let_caught_panics_pass() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

/// Reads bytes as the two tables of a folder, parted at a line of equals signs.
pub fn read_folder(bytes: &[u8]) {
    let parting = b"\n====\n";
    let at = bytes.windows(parting.len()).position(|window| window == parting);
    let (nodes, edges) = match at {
        Some(at) => (&bytes[..at], &bytes[at + parting.len()..]),
        None => (bytes, &b""[..]),
    };
    let folder = tempfile::tempdir().expect("a folder for a moment");
    std::fs::write(folder.path().join("nodes.csv"), nodes).expect("room for a table");
    std::fs::write(folder.path().join("edges.csv"), edges).expect("room for a table");
    if let Ok(loaded) = fulcrum::storage::read(folder.path()) {
        hold(&loaded.map);
    }
}

fn hold(map: &OrgMap) {
    assert_eq!(breaches(map), []);
}
