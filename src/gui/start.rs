//! Whether the window can be started, and what is missing where it cannot: one sentence that
//! names what to install.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

/// A library that is looked for when the window starts, and the packages that bring it.
#[derive(Debug, Clone, Copy)]
struct Library {
    file: &'static str,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
}

const fn library(
    file: &'static str,
    debian: &'static str,
    fedora: &'static str,
    arch: &'static str,
) -> Library {
    Library { file, debian, fedora, arch }
}

/// What a window on an X server needs. The first to draw it is OpenGL; without that, Vulkan.
const LIBRARIES: [Library; 8] = [
    library("libX11.so.6", "libx11-6", "libX11", "libx11"),
    library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    library("libXcursor.so.1", "libxcursor1", "libXcursor", "libxcursor"),
    library("libXi.so.6", "libxi6", "libXi", "libxi"),
    library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    library("OpenGL", "libegl1 libgl1-mesa-dri", "libglvnd-egl mesa-dri-drivers", "libglvnd mesa"),
    library("Vulkan", "mesa-vulkan-drivers", "mesa-vulkan-drivers", "vulkan-swrast"),
];

/// A sentence that names packages by system: "install … on Debian and Ubuntu, … on Fedora, or …
/// on Arch".
fn install(missing: &[Library]) -> String {
    let packages = |of: fn(&Library) -> &'static str| {
        let mut names: Vec<&str> = Vec::new();
        for name in missing.iter().map(of) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(" ")
    };
    format!(
        "install {} on Debian or Ubuntu, {} on Fedora, {} on Arch",
        packages(|it| it.debian),
        packages(|it| it.fedora),
        packages(|it| it.arch)
    )
}

/// Refuses to start where a library is missing without which the toolkit would end the program
/// in the middle of its start.
///
/// # Errors
/// The sentence that says what is missing and what to install.
#[cfg(target_os = "linux")]
pub(super) fn libraries_are_there() -> Result<(), String> {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let on_wayland = named("WAYLAND_DISPLAY") || named("WAYLAND_SOCKET");
    let [x11, xcb, cursor, input, keys, keys_x11, ..] = LIBRARIES;
    let mut missing = Vec::new();
    let mut need = |library: Library, is_there: bool| {
        if !is_there {
            missing.push(library);
        }
    };
    if !on_wayland {
        need(x11, x11_dl::xlib::Xlib::open().is_ok());
        need(xcb, x11_dl::xlib_xcb::Xlib_xcb::open().is_ok());
        need(cursor, x11_dl::xcursor::Xcursor::open().is_ok());
        need(input, x11_dl::xinput2::XInput2::open().is_ok());
    }
    need(keys, xkbcommon_dl::xkbcommon_option().is_some());
    if !on_wayland {
        need(keys_x11, xkbcommon_dl::x11::xkbcommon_x11_option().is_some());
    }
    if missing.is_empty() {
        return Ok(());
    }
    let files: Vec<&str> = missing.iter().map(|library| library.file).collect();
    let verb = if files.len() == 1 { "is" } else { "are" };
    Err(format!("{} {verb} missing: {}", files.join(", "), install(&missing)))
}

/// Other systems bring what a window needs.
///
/// # Errors
/// None.
#[cfg(not(target_os = "linux"))]
pub(super) fn libraries_are_there() -> Result<(), String> {
    Ok(())
}

/// Starts the window; a library that gives up in the middle of it becomes an error in words. Once
/// the window is there, `started` was called, and failures are told as usual.
///
/// # Errors
/// What the toolkit said, without the paths of the machine it was built on.
pub(super) fn quietly(start: impl FnOnce() -> Result<(), String>) -> Result<(), String> {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    TOLD.with_borrow_mut(|kept| *kept = Some(told));
    let done = catch_unwind(AssertUnwindSafe(start));
    tell_failures();
    match done {
        Ok(done) => done.map_err(|why| without_paths(&why)),
        Err(panic) => {
            let said = panic.downcast_ref::<&str>().map(|said| (*said).to_owned());
            let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(without_paths(&said.unwrap_or_else(|| "a library gave up".into())))
        }
    }
}

static STARTED: AtomicBool = AtomicBool::new(false);

type Hook = Box<dyn Fn(&std::panic::PanicHookInfo<'_>) + Send + Sync>;

thread_local! {
    static TOLD: std::cell::RefCell<Option<Hook>> = const { std::cell::RefCell::new(None) };
}

/// The window is there: from now on a failure is one of the open window.
pub(super) fn started() {
    STARTED.store(true, Ordering::Relaxed);
    tell_failures();
}

/// From now on a failure is told in its own words, and with the place in the sources only to
/// whoever looks for faults.
fn tell_failures() {
    if let Some(told) = TOLD.with_borrow_mut(Option::take) {
        std::panic::set_hook(Box::new(move |info| {
            if log::log_enabled!(log::Level::Debug) {
                told(info);
            } else {
                let said = info.payload_as_str().unwrap_or("a part of the program gave up");
                log::error!("{}", without_paths(said));
            }
        }));
    }
}

/// Whether the window has been there: what fails after that is no failure to start.
pub(super) fn has_started() -> bool {
    STARTED.load(Ordering::Relaxed)
}

/// What is said when the display goes away under an open window.
pub(super) fn display_lost() -> String {
    "the display has gone away; edits that were not saved are offered at the next start".into()
}

/// What is said when neither way to draw could be had.
pub(super) fn cannot_draw(first: &str, second: &str) -> String {
    let display = std::env::var_os("DISPLAY").unwrap_or_default();
    let wayland = std::env::var_os("WAYLAND_DISPLAY").filter(|name| !name.is_empty());
    let all = format!("{first} {second}");
    if let Some(name) = wayland.filter(|_| first.contains("ayland")) {
        let name = name.to_string_lossy();
        return format!("no Wayland compositor answers at WAYLAND_DISPLAY={name}: correct it");
    }
    if all.contains("connection to X server") {
        let display = display.to_string_lossy();
        return format!("no X server answers at DISPLAY={display}: correct it, or start one");
    }
    let [.., opengl, vulkan] = LIBRARIES;
    let (gl, vk) = (install(&[opengl]), install(&[vulkan]));
    format!("neither OpenGL nor Vulkan draws here: {gl}; or {vk}")
}

/// What was said, without the places in sources that it names.
fn without_paths(said: &str) -> String {
    let end = said.rfind(".rs:").map(|at| at + ".rs:".len());
    let rest = end.and_then(|end| said.get(end..)).unwrap_or(said);
    let rest = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ':');
    let line = rest.trim().lines().next().unwrap_or_default().trim_end_matches('.');
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_names_no_source() {
        let said = "winit EventLoopError: os error at /build/w/src/mod.rs:788: No server";
        assert_eq!(without_paths(said), "No server");
        assert_eq!(without_paths("a library is missing."), "a library is missing");
        assert_eq!(without_paths("at /a.rs:1:5:\nlost"), "lost");
    }

    #[test]
    fn a_start_that_gives_up_is_an_error_in_words() {
        let said = quietly(|| panic!("Library libx.so could not be loaded."));
        assert_eq!(said, Err("Library libx.so could not be loaded".into()));
        assert_eq!(quietly(|| Ok(())), Ok(()));
    }

    #[test]
    fn packages_are_named_once_for_each_system() {
        let [x11, xcb, ..] = LIBRARIES;
        let said = install(&[x11, xcb]);
        assert!(said.contains("libx11-6 libx11-xcb1 on Debian"), "{said}");
        assert!(said.ends_with(", libx11 on Arch"), "{said}");
    }

    #[test]
    fn the_readme_names_every_package() {
        let readme = include_str!("../../README.md");
        for library in LIBRARIES {
            for names in [library.debian, library.fedora, library.arch] {
                for name in names.split(' ') {
                    assert!(readme.contains(&format!("`{name}`")), "{name}");
                }
            }
        }
    }
}
