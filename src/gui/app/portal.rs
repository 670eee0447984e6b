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
enum Portal {
    Answers,
    Silent,
    Missing,
}

#[cfg(target_os = "linux")]
fn portal() -> Portal {
    const PATIENCE: std::time::Duration = std::time::Duration::from_millis(1500);
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(std::path::PathBuf::from);
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || runtime.is_some_and(|folder| folder.join("bus").exists());
    if !has_bus {
        return Portal::Missing;
    }
    let bus = zbus::blocking::connection::Builder::session()
        .and_then(|builder| builder.method_timeout(PATIENCE).build());
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
