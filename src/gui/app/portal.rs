//! Whether the desktop's own dialogs answer.

/// What there is to ask for a path with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answering {
    /// Dialogs of the platform.
    Platform,
    /// None that answer: the window asks by itself.
    Nothing,
}

/// Asks the desktop's portal for its dialogs, and waits only as long as a person would. One that
/// is installed and does not answer would leave the person waiting for ever.
#[cfg(target_os = "linux")]
pub(super) fn who_answers() -> Answering {
    match portal() {
        Portal::Answers => Answering::Platform,
        Portal::Silent => Answering::Nothing,
        Portal::Missing if has_program("zenity") => Answering::Platform,
        Portal::Missing => Answering::Nothing,
    }
}

/// Other systems bring their dialogs.
#[cfg(not(target_os = "linux"))]
pub(super) fn who_answers() -> Answering {
    Answering::Platform
}

#[cfg(target_os = "linux")]
#[derive(Debug, PartialEq, Eq)]
enum Portal {
    Answers,
    Silent,
    Missing,
}

#[cfg(target_os = "linux")]
fn portal() -> Portal {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(std::path::PathBuf::from);
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || runtime.is_some_and(|folder| folder.join("bus").exists());
    if !has_bus {
        return Portal::Missing;
    }
    portal_on(zbus::blocking::connection::Builder::session())
}

/// The portal on a bus.
#[cfg(target_os = "linux")]
fn portal_on(bus: zbus::Result<zbus::blocking::connection::Builder<'_>>) -> Portal {
    const PATIENCE: std::time::Duration = std::time::Duration::from_millis(1500);
    let bus = bus.and_then(|builder| builder.method_timeout(PATIENCE).build());
    let Ok(bus) = bus else { return Portal::Missing };
    let reply = bus.call_method(
        Some("org.freedesktop.portal.Desktop"),
        "/org/freedesktop/portal/desktop",
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &("org.freedesktop.portal.FileChooser", "version"),
    );
    match reply {
        Ok(_) => Portal::Answers,
        // The bus or the portal says that there is no such dialog.
        Err(zbus::Error::MethodError(..)) => Portal::Missing,
        Err(_) => Portal::Silent,
    }
}

#[cfg(target_os = "linux")]
fn has_program(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|it| it.join(name).is_file()))
}

#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::print_stdout, reason = "a test says that it left something out")]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};

    use zbus::blocking::connection::Builder;

    use super::*;

    /// A bus of its own; nothing where no program for one is installed.
    fn bus() -> Option<(Child, String)> {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut address = String::new();
        BufReader::new(daemon.stdout.take()?).read_line(&mut address).ok()?;
        Some((daemon, address.trim().to_owned()))
    }

    #[test]
    fn a_portal_that_is_there_and_silent_is_told_from_one_that_is_not_there() {
        let Some((mut daemon, address)) = bus() else {
            println!("skipped: there is no dbus-daemon");
            return;
        };
        let silent = Builder::address(address.as_str()).and_then(Builder::build);
        let silent = silent.expect("the bus is there");
        // Taken by hand, so that nobody answers under the name.
        let bus = "org.freedesktop.DBus";
        let name = ("org.freedesktop.portal.Desktop", 4_u32);
        let taken =
            silent.call_method(Some(bus), "/org/freedesktop/DBus", Some(bus), "RequestName", &name);
        assert!(taken.is_ok(), "{taken:?}");
        let found = portal_on(Builder::address(address.as_str()));
        daemon.kill().expect("it ran");
        daemon.wait().expect("it ended");
        assert_eq!(found, Portal::Silent);
        assert_eq!(portal_on(Builder::address("unix:path=/nowhere")), Portal::Missing);
    }
}
