//! Files on a disk: what is there is kept until the new file is whole, whatever kind of place it
//! lies in.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and makes its own files"
)]

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use fulcrum::model::OrgMap;
use fulcrum::storage::{
    Expected, Obstacle, Print, clear_leftovers, new_file, read, replace_file, save, save_over,
    version_path,
};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The sums are those that the specification of XXH64 and its tests give for seed 0.
#[test]
fn the_print_of_a_file_is_its_length_and_a_sum_that_is_published() {
    let ishmael = b"Call me Ishmael. Some years ago--never mind how long precisely-";
    let known: [(&[u8], &str); 5] = [
        (b"", "ef46db3751d8e999-0"),
        (b"a", "d24ec4f1a98c6e5b-1"),
        (b"abc", "44bc2cf5ad770999-3"),
        (b"asdf", "415872f599cea71e-4"),
        (ishmael, "02a2e85470d6fd96-63"),
    ];
    for (bytes, print) in known {
        assert_eq!(Print::of(bytes).to_string(), print);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.orgmap");
    let long: Vec<u8> = (0..200_003_u32).map(|at| (at * 7 % 251) as u8).collect();
    fs::write(&path, &long).unwrap();
    assert_eq!(Print::at(&path).unwrap(), Some(Print::of(&long)));
}

#[test]
fn saving_follows_a_link_and_leaves_it_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("real");
    fs::create_dir(&real).unwrap();
    fs::write(real.join("map.orgmap"), "old").unwrap();
    let link = folder.path().join("link.orgmap");
    symlink("real/map.orgmap", &link).unwrap();
    let second = folder.path().join("second.orgmap");
    symlink("link.orgmap", &second).unwrap();
    save(&OrgMap::new("New"), &second).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::symlink_metadata(&second).unwrap().is_symlink());
    assert_eq!(read(&real.join("map.orgmap")).unwrap().map.header().title, "New");
    // A link that leads to nothing yet is followed all the same.
    let ahead = folder.path().join("ahead.orgmap");
    symlink("real/later.orgmap", &ahead).unwrap();
    save(&OrgMap::new("Later"), &ahead).unwrap();
    assert!(fs::symlink_metadata(&ahead).unwrap().is_symlink());
    assert!(real.join("later.orgmap").is_file());
}

#[test]
fn links_in_a_circle_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    symlink("b.orgmap", folder.path().join("a.orgmap")).unwrap();
    symlink("a.orgmap", folder.path().join("b.orgmap")).unwrap();
    let error = save(&OrgMap::new(""), &folder.path().join("a.orgmap")).unwrap_err();
    assert!(error.why.contains("circle"), "{error}");
}

#[test]
fn a_file_keeps_its_mode() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.orgmap");
    for mode in [0o600, 0o640, 0o664, 0o755] {
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        save(&OrgMap::new("New"), &path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, mode);
    }
}

#[test]
fn a_protected_file_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.orgmap");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let error = save(&OrgMap::new("New"), &path).unwrap_err();
    assert_eq!(error.obstacle, Obstacle::Protected);
    assert!(error.to_string().contains("write-protected"), "{error}");
    assert!(error.hint.contains("another name"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(folder.path()), ["map.orgmap"]);
}

#[test]
fn a_second_name_on_the_disk_is_broken_only_with_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("map.orgmap"), folder.path().join("other.orgmap"));
    fs::write(&path, "old").unwrap();
    fs::hard_link(&path, &other).unwrap();
    let written = save_over(&OrgMap::new("New"), &path, Expected::Anything, 0).unwrap();
    assert!(written.remarks.iter().any(|said| said.contains("hard link")), "{written:?}");
    assert_eq!(fs::read_to_string(&other).unwrap(), "old");
    let again = save_over(&OrgMap::new("Newer"), &path, Expected::Anything, 0).unwrap();
    assert!(again.remarks.is_empty(), "{again:?}");
}

#[test]
fn what_is_not_expected_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.orgmap");
    new_file(&path, b"first").unwrap();
    assert_eq!(new_file(&path, b"second").unwrap_err().obstacle, Obstacle::Occupied);
    assert_eq!(fs::read(&path).unwrap(), b"first");
    let known = Expected::Known(Print::of(b"first"));
    let map = OrgMap::new("New");
    fs::write(&path, "by another program").unwrap();
    assert_eq!(save_over(&map, &path, known, 0).unwrap_err().obstacle, Obstacle::Changed);
    assert_eq!(fs::read(&path).unwrap(), b"by another program");
    // The same bytes written again by whomever are no change, and a file that is gone no loss.
    fs::write(&path, "first").unwrap();
    let written = save_over(&map, &path, known, 0).unwrap();
    assert_eq!(Print::at(&path).unwrap(), Some(written.print));
    fs::remove_file(&path).unwrap();
    save_over(&map, &path, Expected::Known(written.print), 0).unwrap();
    assert_eq!(names(folder.path()), ["map.orgmap"]);
}

#[test]
fn of_two_writers_with_one_expectation_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.orgmap");
    for round in 0..50 {
        let first = format!("round {round}");
        replace_file(&path, first.as_bytes()).unwrap();
        let known = Expected::Known(Print::of(first.as_bytes()));
        let writer = |title: &'static str| {
            let path = path.clone();
            std::thread::Builder::new()
                .spawn(move || save_over(&OrgMap::new(title), &path, known, 0).is_ok())
                .unwrap()
        };
        let (a, b) = (writer("a"), writer("b"));
        let done = [a.join().unwrap(), b.join().unwrap()];
        assert_eq!(done.iter().filter(|done| **done).count(), 1, "round {round}: {done:?}");
        let title = read(&path).unwrap().map.header().title.clone();
        assert_eq!(title, if done[0] { "a" } else { "b" });
    }
}

#[test]
fn leftovers_of_writers_that_were_stopped_are_cleared_and_those_at_work_stay() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join(".fulcrum-99999999-0.part");
    let at_work = folder.path().join(".fulcrum-99999998-0.part");
    fs::write(&left, "half a m").unwrap();
    fs::write(&at_work, "half a m").unwrap();
    fs::write(folder.path().join(".fulcrum-notes"), "mine").unwrap();
    let held = File::open(&at_work).unwrap();
    held.lock().unwrap();
    assert_eq!(clear_leftovers(folder.path()), 1);
    assert_eq!(names(folder.path()), [".fulcrum-99999998-0.part", ".fulcrum-notes"]);
    drop(held);
    assert_eq!(clear_leftovers(folder.path()), 1);
    assert_eq!(names(folder.path()), [".fulcrum-notes"]);
}

#[test]
fn so_many_older_versions_are_kept_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.orgmap");
    let titles = ["one", "two", "three", "four", "five"];
    for title in titles {
        save_over(&OrgMap::new(title), &path, Expected::Anything, 2).unwrap();
    }
    let title = |path: &Path| read(path).unwrap().map.header().title.clone();
    assert_eq!(title(&path), "five");
    assert_eq!(title(&version_path(&path, 1)), "four");
    assert_eq!(title(&version_path(&path, 2)), "three");
    assert_eq!(names(folder.path()), ["plan.orgmap", "plan.~1~.orgmap", "plan.~2~.orgmap"]);
    save_over(&OrgMap::new("six"), &path, Expected::Anything, 1).unwrap();
    assert_eq!(names(folder.path()), ["plan.orgmap", "plan.~1~.orgmap"]);
    save_over(&OrgMap::new("seven"), &path, Expected::Anything, 0).unwrap();
    assert_eq!(title(&version_path(&path, 1)), "five");
}

#[test]
fn a_long_name_and_a_full_path_are_no_hindrance() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{}.orgmap", "n".repeat(247)));
    save(&OrgMap::new("Long"), &path).unwrap();
    assert_eq!(read(&path).unwrap().map.header().title, "Long");
    let longer = folder.path().join(format!("{}.orgmap", "n".repeat(249)));
    let error = save(&OrgMap::new("Longer"), &longer).unwrap_err();
    assert!(!error.to_string().contains("os error"), "{error}");
}

#[test]
fn a_device_that_is_full_says_so_in_words() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        eprintln!("there is no /dev/full here: skipped");
        return;
    }
    let error = replace_file(full, b"map").unwrap_err();
    assert_eq!(error.why, "the disk is full");
    assert!(error.hint.contains("room"), "{error}");
}
