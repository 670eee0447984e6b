//! A file as the window would propose to bring it in.

use std::path::Path;

use fulcrum::model::breaches;
use fulcrum::storage::{Choices, Draft, Incoming, draft, open_bytes};

pub(crate) fn read(name: &str, bytes: impl AsRef<[u8]>) -> Draft {
    match open_bytes(Path::new(name), bytes.as_ref(), None, &mut |_, _| true) {
        Ok(Incoming::Source(source, _)) => {
            let made = draft(&source, &Choices::guess(&source));
            assert_eq!(breaches(&made.map), []);
            made
        }
        Ok(Incoming::Map(..)) => panic!("{name} is no map"),
        Err(error) => panic!("{error}"),
    }
}
