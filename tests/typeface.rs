//! Names in every script: measured, ordered, broken and drawn.

use fulcrum::typeface::{Weight, faces, runs, shorten, visual_order, width, wrap};

const SIZE: f64 = 20.0;

/// One title in each script that the bundled fonts cover.
const TITLES: [(&str, &str); 4] = [
    ("Noto Sans Hebrew", "מנהלת מחלקת כספים"),
    ("Noto Sans Arabic", "مدير إدارة الموارد البشرية"),
    ("Noto Sans Devanagari", "वरिष्ठ लेखा अधिकारी"),
    ("Noto Sans Thai", "หัวหน้าฝ่ายบัญชี"),
];

#[test]
fn every_letter_of_a_bundled_script_has_a_font() {
    for (font, title) in TITLES {
        for (face, run) in runs(title, Weight::Regular) {
            let name = face.map(|face| face.name.as_str());
            assert!(name == Some(font) || run == " ", "{run} is drawn with {name:?}");
        }
    }
}

#[test]
fn a_shaped_word_is_as_wide_as_its_joined_letters() {
    // Arabic letters join: the word is narrower than its letters set one by one.
    let word = "مدير";
    let apart: f64 =
        word.chars().map(|letter| width(&letter.to_string(), SIZE, Weight::Regular)).sum();
    let joined = width(word, SIZE, Weight::Regular);
    assert!(joined > 0.0 && joined < apart, "{joined} against {apart}");
    // A vowel sign above its letter takes no room of its own.
    let bare = width("ห", SIZE, Weight::Regular);
    assert!((width("หั", SIZE, Weight::Regular) - bare).abs() < 1e-9);
}

#[test]
fn no_line_leaves_its_room_in_any_script() {
    let scripts = TITLES.iter().map(|(_, title)| *title);
    for title in
        scripts.chain(["営業本部長 兼 海外事業部担当", "👩‍🔬 Lab lead", "Nguyễn Thị Ánh Tuyết"])
    {
        for room in [25.0, 60.0, 110.0] {
            for line in wrap(title, SIZE, Weight::SemiBold, room, 9) {
                let single = line.chars().count() <= 3;
                assert!(width(&line, SIZE, Weight::SemiBold) <= room || single, "{line} in {room}");
            }
            let short = shorten(title, SIZE, Weight::Regular, room);
            assert!(width(&short, SIZE, Weight::Regular) <= room, "{short} in {room}");
        }
    }
}

#[test]
fn a_break_never_falls_between_a_letter_and_its_marks() {
    // A consonant with its vowel sign, a letter with its accent, and a joined sign.
    for title in ["कि".repeat(20), "e\u{301}".repeat(20), "👩‍🔬".repeat(6)] {
        let lines = wrap(&title, SIZE, Weight::Regular, 70.0, 99);
        assert!(lines.len() > 1);
        assert_eq!(lines.concat(), title);
        for line in lines {
            let first = line.chars().next().unwrap();
            assert!(!['ि', '\u{301}', '\u{200D}', '🔬'].contains(&first), "{line}");
        }
    }
}

#[test]
fn the_words_of_an_arabic_line_are_set_from_the_right_and_its_number_last() {
    let line = "مدير إدارة 123";
    assert_eq!(visual_order(line), "123 إدارة مدير");
}

#[test]
fn outlines_are_drawn_for_every_bundled_script() {
    for (font, title) in TITLES {
        let face = faces().into_iter().find(|face| face.name == font).unwrap();
        let word = title.split(' ').next().unwrap();
        let path = face.outlines(word, SIZE);
        assert!(path.starts_with('M') && path.ends_with('Z'), "{font}: {path}");
        assert!(!path.contains("NaN"));
    }
}
