//! What the window remembers between runs: theme, scale, recent files. Kept where the platform
//! keeps such things, and never in a map.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

use crate::drawing::Theme;
use crate::storage::KnownShape;

/// How the window is set up.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gui) struct WindowSettings {
    /// The theme.
    pub(in crate::gui) theme: Theme,
    /// Size of everything, 1 being normal.
    pub(in crate::gui) scale: f32,
    /// Whether the side panel is shown.
    pub(in crate::gui) panel: bool,
    /// Whether the outline is shown.
    pub(in crate::gui) outline: bool,
    /// Whether the table is shown.
    pub(in crate::gui) table: bool,
    /// Whether charts and measures are shown.
    pub(in crate::gui) charts: bool,
    /// Whether the overview is shown where the map is larger than the window.
    pub(in crate::gui) overview: bool,
    /// Whether stages and scenes stand below the map.
    pub(in crate::gui) strip: bool,
    /// Whether the presenter's window is there while a show runs.
    pub(in crate::gui) presenter: bool,
    /// Whether another form of the chart leaves those placed by hand where they are.
    pub(in crate::gui) keep_placed: bool,
    /// What the wheel does.
    pub(in crate::gui) wheel: Wheel,
    /// Whether the wheel turns the other way round.
    pub(in crate::gui) invert_wheel: bool,
    /// What a drag on empty canvas does.
    pub(in crate::gui) empty_drag: EmptyDrag,
    /// Whether the view glides.
    pub(in crate::gui) motion: Motion,
    /// After so many minutes with unsaved edits the map is saved to its file; never when not given.
    pub(in crate::gui) autosave: Option<u32>,
    /// How many older versions are kept beside a file.
    pub(in crate::gui) versions: u32,
    /// Files opened or saved, the latest first.
    pub(in crate::gui) recent: Vec<PathBuf>,
    /// What was chosen for files of other programs, the last one first.
    pub(in crate::gui) shapes: Vec<KnownShape>,
    /// How large the panels are.
    pub(in crate::gui) sizes: PanelSizes,
    /// Where the window stood last.
    pub(in crate::gui) window: Option<WindowPlace>,
}

/// Another setting of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui) enum Setting {
    /// Dress in this theme.
    Theme(Theme),
    /// Make everything so many times as large.
    Scale(f32),
    /// Show or hide a panel.
    Panel(Panels, bool),
    /// Show or hide the overview.
    Overview(bool),
    /// Show or hide the stages and scenes below the map.
    Strip(bool),
    /// Show or hide the presenter's window while a show runs.
    Presenter(bool),
    /// Whether another form of the chart leaves those placed by hand where they are.
    KeepPlaced(bool),
    /// What the wheel does.
    Wheel(Wheel),
    /// Whether the wheel turns the other way round.
    InvertWheel(bool),
    /// What a drag on empty canvas does.
    EmptyDrag(EmptyDrag),
    /// Whether the view glides.
    Motion(Motion),
    /// Save by the clock after so many minutes; never when not given.
    Autosave(Option<u32>),
    /// Keep so many older versions beside a file.
    Versions(u32),
}

/// The panels beside the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Panels {
    /// Reading and inspector.
    Side,
    /// The tree of units and positions.
    Outline,
    /// Every position a row.
    Table,
    /// Charts, and every measure in a table.
    Charts,
}

impl WindowSettings {
    /// Takes another setting on.
    pub(in crate::gui) fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Theme(theme) => self.theme = theme,
            Setting::Scale(scale) => self.scale = clamp_scale(scale),
            Setting::Panel(Panels::Side, shown) => self.panel = shown,
            Setting::Panel(Panels::Outline, shown) => self.outline = shown,
            Setting::Panel(Panels::Table, shown) => self.table = shown,
            Setting::Panel(Panels::Charts, shown) => self.charts = shown,
            Setting::Overview(shown) => self.overview = shown,
            Setting::Strip(shown) => self.strip = shown,
            Setting::Presenter(shown) => self.presenter = shown,
            Setting::KeepPlaced(keep) => self.keep_placed = keep,
            Setting::Wheel(wheel) => self.wheel = wheel,
            Setting::InvertWheel(invert) => self.invert_wheel = invert,
            Setting::EmptyDrag(drag) => self.empty_drag = drag,
            Setting::Motion(motion) => self.motion = motion,
            Setting::Autosave(minutes) => self.autosave = minutes,
            Setting::Versions(count) => self.versions = count,
        }
    }
}

/// How large the panels are, in points: their width at the sides, their height below.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::gui) struct PanelSizes {
    pub(in crate::gui) outline: f32,
    pub(in crate::gui) side: f32,
    pub(in crate::gui) table: f32,
    pub(in crate::gui) charts: f32,
}

impl Default for PanelSizes {
    fn default() -> Self {
        Self { outline: 240.0, side: 330.0, table: 250.0, charts: 300.0 }
    }
}

impl PanelSizes {
    /// Whether other sizes differ by no more than rounding does.
    pub(in crate::gui) fn is_near(self, other: Self) -> bool {
        let pairs = [
            (self.outline, other.outline),
            (self.side, other.side),
            (self.table, other.table),
            (self.charts, other.charts),
        ];
        pairs.into_iter().all(|(one, other)| (one - other).abs() < 1.5)
    }
}

/// Where a window stands and how large it is, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(in crate::gui) struct WindowPlace {
    /// The corner, where the desktop tells.
    pub(in crate::gui) corner: Option<(f32, f32)>,
    /// Width and height.
    pub(in crate::gui) size: (f32, f32),
    /// Whether it fills the screen.
    pub(in crate::gui) maximized: bool,
}

impl WindowPlace {
    /// Where a window stands now.
    pub(in crate::gui) fn of(
        viewport: &eframe::egui::ViewportInfo,
        before: Option<Self>,
    ) -> Option<Self> {
        let maximized = viewport.maximized.unwrap_or(false) || viewport.fullscreen.unwrap_or(false);
        if maximized {
            return before.map(|place| Self { maximized, ..place });
        }
        let size = viewport.inner_rect?.size();
        let corner = viewport.outer_rect.map(|rect| (rect.min.x, rect.min.y));
        Some(Self { corner, size: (size.x, size.y), maximized })
    }

    /// Whether a window of this size can be used.
    pub(in crate::gui) fn is_usable(self) -> bool {
        let fits =
            |length: f32, least: f32| length.is_finite() && (least..20_000.0).contains(&length);
        fits(self.size.0, 300.0) && fits(self.size.1, 200.0)
    }
}

impl Default for WindowSettings {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            scale: 1.0,
            panel: true,
            outline: false,
            table: false,
            charts: false,
            overview: false,
            strip: true,
            presenter: false,
            keep_placed: false,
            wheel: Wheel::Auto,
            invert_wheel: false,
            empty_drag: EmptyDrag::Pans,
            motion: Motion::Auto,
            autosave: None,
            versions: 0,
            recent: Vec::new(),
            shapes: Vec::new(),
            sizes: PanelSizes::default(),
            window: None,
        }
    }
}

/// What the wheel does. A wheel and a touchpad cannot be told apart for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::gui) enum Wheel {
    /// A device that counts lines zooms, one that counts points moves the map.
    #[default]
    Auto,
    /// Zooms.
    Mouse,
    /// Moves the map.
    Touchpad,
}

/// What a drag on empty canvas does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::gui) enum EmptyDrag {
    /// Moves the map, as on street maps.
    #[default]
    Pans,
    /// Selects with a box, as in design tools.
    Selects,
}

/// Whether the view glides from one place to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::gui) enum Motion {
    /// As the system wishes.
    #[default]
    Auto,
    /// It glides.
    Smooth,
    /// It jumps.
    Still,
}

impl Motion {
    /// Whether the view may glide.
    pub(in crate::gui) fn glides(self) -> bool {
        match self {
            Self::Smooth => true,
            Self::Still => false,
            Self::Auto => !prefers_stillness(),
        }
    }
}

/// Whether the desktop asks programs for less motion, where it says so in a file.
pub(in crate::gui) fn prefers_stillness() -> bool {
    static ANSWER: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    *ANSWER.get_or_init(|| {
        let Some(dirs) = directories::BaseDirs::new() else { return false };
        ["gtk-4.0", "gtk-3.0"].iter().any(|toolkit| {
            let path = dirs.config_dir().join(toolkit).join("settings.ini");
            let text = std::fs::read_to_string(path).unwrap_or_default();
            text.lines().any(|line| {
                let line = line.replace(' ', "").to_lowercase();
                line == "gtk-enable-animations=0" || line == "gtk-enable-animations=false"
            })
        })
    })
}

/// The settings as they are written.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Written {
    theme: String,
    scale: Option<f32>,
    panel: Option<bool>,
    outline: bool,
    table: bool,
    charts: bool,
    overview: bool,
    strip: Option<bool>,
    presenter: bool,
    keep_placed: bool,
    wheel: Wheel,
    invert_wheel: bool,
    empty_drag: EmptyDrag,
    motion: Motion,
    autosave: Option<u32>,
    versions: u32,
    recent: Vec<PathBuf>,
    shapes: Vec<KnownShape>,
    sizes: PanelSizes,
    window: Option<WindowPlace>,
}

impl WindowSettings {
    /// How many older versions can be kept.
    pub(in crate::gui) const MOST_VERSIONS: u32 = 20;
    /// How many recent files are remembered.
    const MOST_RECENT: usize = 8;

    /// Puts a file at the head of the recent ones.
    pub(in crate::gui) fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(Self::MOST_RECENT);
    }

    /// Reads what was written last; the defaults when there is nothing to read.
    pub(in crate::gui) fn load(place: &SettingsPlace) -> Self {
        let standard = Self::default();
        let Some(text) = place.file().and_then(|path| std::fs::read_to_string(path).ok()) else {
            return standard;
        };
        let written: Written = serde_json::from_str(&text).unwrap_or_default();
        Self {
            theme: Theme::named(&written.theme).unwrap_or(standard.theme),
            scale: written.scale.filter(|scale| scale.is_finite()).map_or(1.0, clamp_scale),
            panel: written.panel.unwrap_or(standard.panel),
            outline: written.outline,
            table: written.table,
            charts: written.charts,
            overview: written.overview,
            strip: written.strip.unwrap_or(standard.strip),
            presenter: written.presenter,
            keep_placed: written.keep_placed,
            wheel: written.wheel,
            invert_wheel: written.invert_wheel,
            empty_drag: written.empty_drag,
            motion: written.motion,
            autosave: written.autosave.map(|minutes| minutes.clamp(1, 240)),
            versions: written.versions.min(Self::MOST_VERSIONS),
            recent: written.recent.into_iter().take(Self::MOST_RECENT).collect(),
            shapes: written.shapes,
            sizes: written.sizes,
            window: written.window.filter(|place| place.is_usable()),
        }
    }

    /// The settings as they are written.
    ///
    /// # Errors
    /// They cannot be said in the form of the file.
    pub(in crate::gui) fn text(&self) -> Result<String, String> {
        let written = Written {
            theme: self.theme.key().into(),
            scale: Some(self.scale),
            panel: Some(self.panel),
            outline: self.outline,
            table: self.table,
            charts: self.charts,
            overview: self.overview,
            strip: Some(self.strip),
            presenter: self.presenter,
            keep_placed: self.keep_placed,
            wheel: self.wheel,
            invert_wheel: self.invert_wheel,
            empty_drag: self.empty_drag,
            motion: self.motion,
            autosave: self.autosave,
            versions: self.versions,
            // A path that is not Unicode cannot be written there.
            recent: self.recent.iter().filter(|path| path.to_str().is_some()).cloned().collect(),
            shapes: self.shapes.clone(),
            sizes: self.sizes,
            window: self.window,
        };
        serde_json::to_string_pretty(&written).map_err(|error| error.to_string())
    }
}

/// Scales that leave the window usable.
fn clamp_scale(scale: f32) -> f32 {
    scale.clamp(0.6, 2.5)
}

/// Where the settings are written, and the journals of open maps; nowhere in tests.
#[derive(Debug, Clone)]
pub(in crate::gui) struct SettingsPlace {
    file: Option<PathBuf>,
    journals: Option<PathBuf>,
}

impl SettingsPlace {
    /// Where the platform keeps a program's settings.
    pub(in crate::gui) fn of_platform() -> Self {
        let place = ProjectDirs::from("", "", "fulcrum");
        let state = |dirs: &ProjectDirs| {
            dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).join("journals")
        };
        Self {
            journals: place.as_ref().map(state),
            file: place.map(|dirs| dirs.config_dir().join("settings.json")),
        }
    }

    /// The file of the settings.
    pub(in crate::gui) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The folder of the journals.
    pub(in crate::gui) fn journals(&self) -> Option<PathBuf> {
        self.journals.clone()
    }

    /// Nowhere: nothing is read or written.
    pub(in crate::gui) fn nowhere() -> Self {
        Self { file: None, journals: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage;

    #[test]
    fn what_is_set_is_there_the_next_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let place =
            SettingsPlace { file: Some(folder.path().join("settings.json")), journals: None };
        assert_eq!(WindowSettings::load(&place), WindowSettings::default());
        let settings = WindowSettings {
            theme: Theme::Projector,
            scale: 1.3,
            panel: false,
            outline: true,
            table: true,
            charts: true,
            overview: true,
            strip: false,
            presenter: true,
            keep_placed: true,
            wheel: Wheel::Touchpad,
            invert_wheel: true,
            empty_drag: EmptyDrag::Selects,
            motion: Motion::Still,
            autosave: Some(5),
            versions: 3,
            recent: vec![PathBuf::from("a.orgmap")],
            shapes: vec![KnownShape {
                columns: vec!["Boss".into()],
                relations: Vec::new(),
                column_uses: vec!["superior".into()],
                relation_uses: Vec::new(),
                both_ways: true,
            }],
            sizes: PanelSizes { outline: 200.0, side: 400.0, table: 180.0, charts: 260.0 },
            window: Some(WindowPlace {
                corner: Some((12.0, 34.0)),
                size: (1100.0, 700.0),
                maximized: true,
            }),
        };
        let text = settings.text().expect("they can be said");
        let path = place.file().expect("a path");
        storage::replace_file(path, text.as_bytes()).expect("they are written");
        assert_eq!(WindowSettings::load(&place), settings);
        storage::replace_file(path, b"no settings").expect("it is written");
        assert_eq!(WindowSettings::load(&place), WindowSettings::default());
    }
}
