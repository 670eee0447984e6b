//! Whatever stands in a file or in a name.

use proptest::prelude::*;

use super::*;

proptest! {
    /// Titles, keys, notes and names may be any text at all.
    #[test]
    fn any_text_survives(title in any::<String>(), notes in any::<String>(), name in any::<String>()) {
        let mut value: serde_json::Value = serde_json::from_str(&school()).unwrap();
        let position = &mut value["stages"][0]["positions"][0];
        position["title"] = title.clone().into();
        position["notes"] = notes.clone().into();
        position["holders"][0]["name"] = name.clone().into();
        let map = read_text(&value.to_string()).unwrap().map;
        let again = read_text(&write_orgmap(&map)).unwrap().map;
        prop_assert_eq!(&again, &map);
        let (_, stage) = again.stages().next().unwrap();
        let (_, position) = stage.positions().iter().next().unwrap();
        prop_assert_eq!(&position.title, &title);
        prop_assert_eq!(&position.notes, &notes);
        prop_assert_eq!(&position.holders[0].name, &name);
    }

    /// Whatever stands in a file, reading it ends.
    #[test]
    fn no_bytes_make_the_reader_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0_usize..2000) {
        let _ = read_orgmap(&bytes, Path::new("a.orgmap"));
        let mut text = school().into_bytes();
        let at = at.min(text.len() - 1);
        text.splice(at..at, bytes);
        let _ = read_orgmap(&text, Path::new("a.orgmap"));
    }
}
