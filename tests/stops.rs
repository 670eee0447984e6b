//! The real window, stopped in the middle of whatever it does: the file is whole, old or new, and
//! the journal gives back every edit that is older than a second.
//!
//! Needs Xvfb and xdotool, and says so where they are not there. `FULCRUM_STOPS` sets how often
//! the window is stopped, `FULCRUM_SEED` where the dice begin, and `FULCRUM_PROGRAM` another
//! program than the one of the tests.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and drives other programs"
)]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fulcrum::model::{OrgMap, Position};
use fulcrum::storage::{orphaned_journals, read, read_journal};

/// How old an edit must be to be certain to come back.
const CERTAIN: Duration = Duration::from_secs(1);

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn program() -> PathBuf {
    let own = env!("CARGO_BIN_EXE_fulcrum");
    std::env::var_os("FULCRUM_PROGRAM").map_or_else(|| own.into(), PathBuf::from)
}

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A screen of its own.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    /// Nothing where the programs for it are missing.
    fn start() -> Option<Self> {
        let there = |name: &str| {
            let found = Command::new("sh").args(["-c", &format!("command -v {name}")]).output();
            found.is_ok_and(|output| output.status.success())
        };
        if !there("Xvfb") || !there("xdotool") {
            return None;
        }
        let display = format!(":{}", 600 + std::process::id() % 4000);
        let server = Command::new("Xvfb")
            .args([display.as_str(), "-screen", "0", "1280x800x24"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let screen = Self { server, display };
        assert!(screen.comes(|| screen.tool(&["getdisplaygeometry"]).is_some()), "Xvfb answers");
        Some(screen)
    }

    fn comes(&self, mut what: impl FnMut() -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if what() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        false
    }

    /// What xdotool says, when it does what it is told.
    fn tool(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", &self.display)
            .output()
            .expect("xdotool starts");
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }

    fn keys(&self, keys: &[&str]) {
        self.tool(&[&["key", "--clearmodifiers"], keys].concat());
    }

    fn words(&self, words: &str) {
        self.tool(&["type", "--delay", "12", words]);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// One life of the window, from its start to the stop.
struct Life<'s> {
    screen: &'s Screen,
    folder: tempfile::TempDir,
    map: PathBuf,
    window: Child,
    /// The names that were kept, and when.
    edits: Vec<Instant>,
    names: u64,
}

impl<'s> Life<'s> {
    fn begin(screen: &'s Screen) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("first.orgmap");
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plant.orgmap");
        std::fs::copy(&example, &map).unwrap();
        std::fs::copy(&example, folder.path().join("second.orgmap")).unwrap();
        let window = Command::new(program())
            .arg(&map)
            .env("DISPLAY", &screen.display)
            .env("HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("XDG_STATE_HOME", folder.path().join("state"))
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            // Without a program for dialogs the window asks by itself.
            .env("PATH", folder.path())
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let life = Self { screen, folder, map, window, edits: Vec::new(), names: 0 };
        let mut found = None;
        let opened = screen.comes(|| {
            found = screen.tool(&["search", "--onlyvisible", "--name", "first.orgmap"]);
            found.is_some()
        });
        assert!(opened, "the window opens the map");
        let found = found.unwrap();
        screen.tool(&["windowfocus", found.lines().next().unwrap()]);
        life
    }

    /// Adds a position with a name of its own.
    fn edit(&mut self) {
        self.names += 1;
        let name = format!("fresh{}", self.names);
        self.screen.keys(&["p"]);
        std::thread::sleep(Duration::from_millis(90));
        self.screen.words(&name);
        self.screen.keys(&["Return"]);
        self.edits.push(Instant::now());
    }

    fn act(&mut self, kind: u64, dice: &mut Dice) {
        match (kind, dice.roll(4)) {
            (0, _) | (_, 0) => self.edit(),
            (1, 1 | 2) => self.screen.keys(&["ctrl+s"]),
            (2, 1 | 2) => {
                // The edit that clears the first misfit is put on trial, or dropped again.
                self.screen.tool(&["mousemove", "1130", "560", "click", "1"]);
                self.screen.keys(&["ctrl+s"]);
                self.screen.keys(&["Escape"]);
            }
            (3, 1) => {
                self.screen.keys(&["ctrl+s"]);
                std::thread::sleep(Duration::from_millis(dice.roll(200)));
                self.screen.keys(&["ctrl+o"]);
                std::thread::sleep(Duration::from_millis(150));
                self.screen.keys(&["ctrl+a"]);
                let second = self.folder.path().join("second.orgmap");
                self.screen.words(second.to_str().unwrap());
                self.screen.keys(&["Return"]);
            }
            _ => std::thread::sleep(Duration::from_millis(dice.roll(150))),
        }
    }

    fn journals(&self) -> PathBuf {
        self.folder.path().join("state/fulcrum/journals")
    }
}

/// The titles that were added, in the order of their identities; the rest of the map is as it was.
fn added(map: &OrgMap, before: &OrgMap, what: &str) -> Vec<String> {
    let positions = |map: &OrgMap| -> Vec<(u64, Position)> {
        let (_, stage) = map.stages().next().unwrap();
        stage.positions().iter().map(|(id, it)| (id.0, it.clone())).collect()
    };
    let old = positions(before);
    let (kept, fresh): (Vec<_>, Vec<_>) =
        positions(map).into_iter().partition(|(id, _)| old.iter().any(|(known, _)| known == id));
    assert_eq!(kept, old, "{what}: nothing but what was kept is in it");
    fresh.into_iter().map(|(_, it)| it.title).filter(|title| !title.is_empty()).collect()
}

/// How many edits came back, and how many had to.
fn stopped_once(screen: &Screen, dice: &mut Dice, number: u64) -> (usize, usize) {
    let mut life = Life::begin(screen);
    let before = read(&life.map).unwrap().map;
    let kind = dice.roll(4);
    let end = Instant::now() + Duration::from_millis(300 + dice.roll(2800));
    // The stop comes from beside, in the middle of whatever is being done.
    let process = life.window.id().to_string();
    let stop = std::thread::spawn(move || {
        std::thread::sleep(end.saturating_duration_since(Instant::now()));
        Command::new("kill").args(["-9", &process]).status().unwrap();
        Instant::now()
    });
    while Instant::now() < end {
        life.act(kind, dice);
    }
    let stopped = stop.join().unwrap();
    life.window.wait().unwrap();
    let certain = life.edits.iter().filter(|edit| **edit + CERTAIN <= stopped).count();

    let what = format!("stop {number} of kind {kind}");
    let mut back = 0;
    for name in ["first.orgmap", "second.orgmap"] {
        let saved = read(&life.folder.path().join(name));
        let saved = saved.unwrap_or_else(|error| panic!("{what}: {error}")).map;
        back += added(&saved, &before, &what).len();
    }
    for path in orphaned_journals(&life.journals()) {
        let found = read_journal(&path).unwrap_or_else(|error| panic!("{what}: {error}"));
        let in_file = found.head.file.clone().unwrap();
        let saved = added(&read(&in_file).unwrap().map, &before, &what);
        let kept = added(&found.map, &before, &what);
        let both = kept.iter().zip(&saved).take_while(|(a, b)| a == b).count();
        assert!(both == saved.len() || both == kept.len(), "{what}: {kept:?} after {saved:?}");
        back += kept.len().saturating_sub(saved.len());
    }
    assert!(back >= certain, "{what}: {certain} edits were older than a second, {back} came back");
    (back, certain)
}

#[test]
#[ignore = "it takes seconds for every stop and needs a screen: cargo test --test stops -- --ignored"]
fn whatever_stops_the_window_the_file_is_whole_and_edits_come_back() {
    let Some(screen) = Screen::start() else {
        eprintln!("Xvfb or xdotool is not there: the window was not stopped at all");
        return;
    };
    let stops = setting("FULCRUM_STOPS", 50);
    let mut dice = Dice(setting("FULCRUM_SEED", 7));
    let (mut back, mut certain) = (0, 0);
    for number in 1..=stops {
        let (came, had_to) = stopped_once(&screen, &mut dice, number);
        back += came;
        certain += had_to;
        if number.is_multiple_of(25) {
            eprintln!("{number} stops: {certain} edits had to come back, {back} did");
        }
    }
    eprintln!("{stops} stops: {certain} edits had to come back, {back} did");
    assert!(certain > 0, "the hand was too slow for any edit to grow old");
}
