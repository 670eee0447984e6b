//! The real window, stopped in the middle of whatever it does: the file is whole, old or new, and
//! the journal gives back every edit that is older than a second.
//!
//! The window tells every state its map is in (`FULCRUM_LOG=debug`), as the print of the file that
//! it would make. What files and journals hold after the stop is looked for among these states, so
//! that an edit counts from when it was made, and not from when its keys were struck.
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

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use fulcrum::model::OrgMap;
use fulcrum::storage::{Print, orphaned_journals, read, read_journal, write_orgmap};

/// How old an edit must be to be certain to come back.
const CERTAIN: Duration = Duration::from_secs(1);
/// How many windows are open at a time.
const WINDOWS: u64 = 2;

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

fn comes(patience: Duration, mut what: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < patience {
        if what() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
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
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-noreset", "-screen", "0", "1280x800x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut number).unwrap();
        Some(Self { server, display: format!(":{}", number.trim()) })
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

/// A state that a map was in.
#[derive(Debug, Clone)]
struct State {
    since: Instant,
    map: u64,
    print: String,
    saved: bool,
    trial: bool,
}

impl State {
    /// What a line of the window says, which has come just now.
    fn told(line: &str) -> Option<Self> {
        let (map, said) = line.strip_prefix("fulcrum: debug: map ")?.split_once(" is ")?;
        let mut said = said.split(", ");
        let print = said.next()?.to_owned();
        let saved = said.next()? == "saved";
        let trial = said.next().is_some();
        Some(Self { since: Instant::now(), map: map.parse().ok()?, print, saved, trial })
    }
}

fn print_of(map: &OrgMap) -> String {
    Print::of(write_orgmap(map).as_bytes()).to_string()
}

/// One life of the window, from its start to the stop.
struct Life<'s> {
    screen: &'s Screen,
    folder: tempfile::TempDir,
    window: Child,
    told: Arc<Mutex<Told>>,
    names: u64,
}

/// What the window has said of itself.
#[derive(Debug, Default)]
struct Told {
    states: Vec<State>,
    /// How often it began to write a map, and to read one.
    writes: usize,
    reads: usize,
}

impl Told {
    fn take(&mut self, line: &str) {
        self.states.extend(State::told(line));
        self.writes += usize::from(line.starts_with("fulcrum: debug: writing map"));
        self.reads += usize::from(line.starts_with("fulcrum: debug: reading beside map"));
    }
}

impl<'s> Life<'s> {
    fn begin(screen: &'s Screen) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("first.orgmap");
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/plant.orgmap");
        std::fs::copy(&example, &map).unwrap();
        std::fs::copy(&example, folder.path().join("second.orgmap")).unwrap();
        let mut window = Command::new(program())
            .arg(&map)
            .env("DISPLAY", &screen.display)
            .env("HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path().join("config"))
            .env("XDG_STATE_HOME", folder.path().join("state"))
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("FULCRUM_LOG", "debug")
            // Without a program for dialogs the window asks by itself.
            .env("PATH", folder.path())
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let told = Arc::new(Mutex::new(Told::default()));
        let (ear, lines) = (Arc::clone(&told), BufReader::new(window.stderr.take().unwrap()));
        std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                ear.lock().unwrap().take(&line);
            }
        });
        let mut life = Self { screen, folder, window, told, names: 0 };
        let opened = print_of(&read(&map).unwrap().map);
        let opens = || life.states().last().is_some_and(|state| state.print == opened);
        assert!(comes(Duration::from_secs(60), opens), "the window opens the map");
        let search = ["search", "--onlyvisible", "--name", "first.orgmap"];
        let mut found = None;
        let shows = comes(Duration::from_secs(60), || {
            found = screen.tool(&search);
            found.is_some()
        });
        assert!(shows, "the window shows the map");
        screen.tool(&["windowfocus", found.unwrap().lines().next().unwrap()]);
        // From the first edit on it is certain that keys arrive.
        life.edit();
        let edited = || life.states().last().is_some_and(|state| !state.saved);
        assert!(comes(Duration::from_secs(60), edited), "the window takes an edit");
        life
    }

    fn states(&self) -> Vec<State> {
        self.told.lock().unwrap().states.clone()
    }

    fn counts(&self) -> (usize, usize) {
        let told = self.told.lock().unwrap();
        (told.writes, told.reads)
    }

    /// Leads to where the stop is meant to come: into a save, one beside a trial, or the opening
    /// of another map. Waits until the window is there, and not for ever.
    fn provoke(&mut self, kind: u64) {
        let patience = Duration::from_secs(4);
        self.edit();
        let before = self.counts();
        if kind == 2 {
            self.try_remedy();
            comes(patience, || self.states().last().is_some_and(|state| state.trial));
        }
        self.screen.keys(&["ctrl+s"]);
        comes(patience, || self.counts().0 > before.0);
        if kind == 3 && comes(patience, || self.states().last().is_some_and(|it| it.saved)) {
            self.open_second();
            comes(patience, || self.counts().1 > before.1);
        }
    }

    fn try_remedy(&self) {
        self.screen.keys(&["ctrl+k"]);
        self.screen.words("clears the first");
        self.screen.keys(&["Return"]);
    }

    fn open_second(&self) {
        self.screen.keys(&["ctrl+o"]);
        std::thread::sleep(Duration::from_millis(100));
        self.screen.keys(&["ctrl+a"]);
        let second = self.folder.path().join("second.orgmap");
        self.screen.words(second.to_str().unwrap());
        self.screen.keys(&["Return"]);
    }

    /// Adds a position with a name of its own.
    fn edit(&mut self) {
        self.names += 1;
        let name = format!("x{}", self.names);
        self.screen.keys(&["p"]);
        self.screen.words(&name);
        self.screen.keys(&["Return"]);
    }

    fn act(&mut self, kind: u64, dice: &mut Dice) {
        match (kind, dice.roll(4)) {
            (0, _) | (_, 0) => self.edit(),
            (1, 1 | 2) => self.screen.keys(&["ctrl+s"]),
            (2, 1) => {
                // What clears the first misfit goes on trial; the map is saved without it.
                self.try_remedy();
                std::thread::sleep(Duration::from_millis(dice.roll(300)));
                self.screen.keys(&["ctrl+s"]);
            }
            (3, 1) => {
                self.screen.keys(&["ctrl+s"]);
                let saved = || self.states().last().is_some_and(|state| state.saved);
                if comes(Duration::from_millis(dice.roll(1500)), saved) {
                    self.open_second();
                }
            }
            _ => std::thread::sleep(Duration::from_millis(dice.roll(150))),
        }
    }
}

/// What was seen in one life or several.
#[derive(Debug, Default)]
struct Seen {
    /// Stops in whose life something was edited, saved, put on trial, and opened besides.
    edited: usize,
    saved: usize,
    tried: usize,
    opened: usize,
    /// Edits that were older than a second at the stop, and those that came back.
    certain: usize,
    back: usize,
    /// Edits that were asked for more than a second before the stop, and not made by then.
    late: usize,
}

impl Seen {
    fn and(self, other: &Self) -> Self {
        Self {
            edited: self.edited + other.edited,
            saved: self.saved + other.saved,
            tried: self.tried + other.tried,
            opened: self.opened + other.opened,
            certain: self.certain + other.certain,
            back: self.back + other.back,
            late: self.late + other.late,
        }
    }
}

/// Starts a window, does this and that in it, and stops it in the middle.
fn stopped_once(screen: &Screen, dice: &mut Dice, what: &str) -> Seen {
    let mut life = Life::begin(screen);
    let before = print_of(&read(&life.folder.path().join("first.orgmap")).unwrap().map);
    let (kind, aimed) = (dice.roll(4), dice.roll(3) > 0);
    let end = Instant::now() + Duration::from_millis(100 + dice.roll(2000));
    let process = life.window.id().to_string();
    let kill = move || {
        // What is told a moment before the signal arrives may have happened after this.
        let now = Instant::now();
        Command::new("kill").args(["-9", &process]).status().unwrap();
        now
    };
    let mut asked = Vec::new();
    // The stop comes from beside, in the middle of whatever is being done, or a moment after the
    // window has begun with what the stop is aimed at.
    let stopped = std::thread::scope(|scope| {
        let beside = (kind == 0 || !aimed).then(|| {
            scope.spawn(|| {
                std::thread::sleep(end.saturating_duration_since(Instant::now()));
                kill()
            })
        });
        while Instant::now() < end {
            let names = life.names;
            life.act(kind, dice);
            if life.names > names {
                asked.push(Instant::now());
            }
        }
        match beside {
            Some(beside) => beside.join().unwrap(),
            None => {
                life.provoke(kind);
                std::thread::sleep(Duration::from_millis(dice.roll(60)));
                kill()
            }
        }
    });
    life.window.wait().unwrap();
    let what = format!("{what} of kind {kind}");
    let seen = judged(&life, stopped, &before, &what);
    let made = life.states().iter().filter(|state| !state.saved).count();
    let old = asked.iter().filter(|asked| **asked + CERTAIN <= stopped).count();
    Seen { late: old.saturating_sub(made), ..seen }
}

/// Holds what is on the disk against the states that the map was in.
fn judged(life: &Life<'_>, stopped: Instant, before: &str, what: &str) -> Seen {
    let states = life.states();
    let is_known = |print: &str| print == before || states.iter().any(|it| it.print == print);
    let mut there = Vec::new();
    for name in ["first.orgmap", "second.orgmap"] {
        let found = read(&life.folder.path().join(name));
        let found = print_of(&found.unwrap_or_else(|error| panic!("{what}: {error}")).map);
        assert!(is_known(&found), "{what}: {name} holds what no map was: {found} {states:?}");
        there.push(found);
    }
    for path in orphaned_journals(&life.folder.path().join("state/fulcrum/journals")) {
        let found = read_journal(&path).unwrap_or_else(|error| panic!("{what}: {error}"));
        let found = print_of(&found.map);
        assert!(is_known(&found), "{what}: a journal holds what no map was: {found} {states:?}");
        there.push(found);
    }
    let last = states.last().unwrap().map;
    let own: Vec<&State> = states.iter().filter(|state| state.map == last).collect();
    let came = there.iter().filter_map(|print| own.iter().rposition(|it| it.print == *print)).max();
    let old = own.iter().rposition(|state| state.since + CERTAIN <= stopped);
    assert!(
        came >= old,
        "{what}: the state {old:?} was older than a second, {came:?} came back, of {:?}",
        own.iter()
            .map(|it| (stopped.saturating_duration_since(it.since), &it.print, it.saved))
            .collect::<Vec<_>>()
    );
    let any = |holds: fn(&State) -> bool| usize::from(states.iter().any(holds));
    Seen {
        edited: any(|state| !state.saved),
        saved: usize::from(life.counts().0 > 0),
        tried: any(|state| state.trial),
        opened: usize::from(life.counts().1 > 1),
        certain: old.unwrap_or(0),
        back: came.unwrap_or(0),
        late: 0,
    }
}

#[test]
#[ignore = "it takes seconds for every stop and needs a screen: cargo test --test stops -- --ignored"]
fn whatever_stops_the_window_the_file_is_whole_and_edits_come_back() {
    let screens: Option<Vec<Screen>> = (0..WINDOWS).map(|_| Screen::start()).collect();
    let Some(screens) = screens else {
        eprintln!("Xvfb or xdotool is not there: the window was not stopped at all");
        return;
    };
    let (stops, seed) = (setting("FULCRUM_STOPS", 50), setting("FULCRUM_SEED", 7));
    let total = Mutex::new((0, Seen::default()));
    std::thread::scope(|scope| {
        for (window, screen) in (0..).zip(&screens) {
            let total = &total;
            scope.spawn(move || {
                let mut dice = Dice(seed + window);
                for number in (window + 1..=stops).step_by(WINDOWS as usize) {
                    let seen = stopped_once(screen, &mut dice, &format!("stop {number}"));
                    let mut total = total.lock().unwrap();
                    *total = (total.0 + 1, std::mem::take(&mut total.1).and(&seen));
                    if total.0 % 25 == 0 {
                        eprintln!("{} stops: {:?}", total.0, total.1);
                    }
                }
            });
        }
    });
    let (done, seen) = total.into_inner().unwrap();
    eprintln!("{done} stops: {seen:?}");
    let all = [seen.edited, seen.saved, seen.tried, seen.opened, seen.certain];
    assert!(stops < 50 || all.iter().all(|count| *count > 0), "not all was done: {seen:?}");
}
