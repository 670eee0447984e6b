//! The window. It shows what the session holds and turns what hands do into actions; nothing
//! here changes a map.

mod app;
mod canvas;
mod command;
mod page;
mod panel;
mod start;
mod wall;

use std::path::PathBuf;

use eframe::egui::{IconData, ViewportBuilder};
use eframe::{NativeOptions, Renderer};

pub use app::App;

/// The list of all commands with their keys, as a document.
#[must_use]
pub fn key_document() -> String {
    command::key_document()
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// OpenGL.
    Glow,
    /// Vulkan, Metal or Direct3D.
    Wgpu,
}

/// How the window is started.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The file to open; the welcome page when not given.
    pub path: Option<PathBuf>,
    /// What to draw with; by platform when not given.
    pub drawing: Option<Drawing>,
}

/// Opens the window and stays until it is closed. When the first way to draw fails, the other
/// one is tried.
///
/// # Errors
/// A library is missing, or neither way to draw can be had; the message says what to install.
pub fn run(options: &Options) -> Result<(), String> {
    app::start_clock();
    start::libraries_are_there()?;
    let first = options.drawing.unwrap_or(if cfg!(target_os = "linux") {
        // Guests of virtual machines often have OpenGL and no Vulkan.
        Drawing::Glow
    } else {
        Drawing::Wgpu
    });
    let other = match first {
        Drawing::Glow => Drawing::Wgpu,
        Drawing::Wgpu => Drawing::Glow,
    };
    let Err(why) = start::quietly(|| open(first, options)) else { return Ok(()) };
    if start::has_started() {
        log::info!("the window is lost: {why}");
        return Err(start::display_lost());
    }
    log::info!("drawing with {first:?} failed ({why}); trying {other:?}");
    start::quietly(|| open(other, options)).map_err(|also| start::cannot_draw(&why, &also))
}

fn open(drawing: Drawing, options: &Options) -> Result<(), String> {
    let mut viewport = ViewportBuilder::default()
        .with_title("Fulcrum")
        .with_app_id("fulcrum")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([720.0, 480.0])
        .with_icon(icon());
    if let Some(place) = app::last_place() {
        viewport = viewport.with_inner_size(place.size).with_maximized(place.maximized);
        if let Some(corner) = place.corner {
            viewport = viewport.with_position(corner);
        }
    }
    let renderer = match drawing {
        Drawing::Glow => Renderer::Glow,
        Drawing::Wgpu => Renderer::Wgpu,
    };
    let native = NativeOptions {
        viewport,
        renderer,
        persist_window: false,
        // Nothing here shades from one colour into another, and without a graphics card every dot
        // of the window has to be paid for.
        dithering: false,
        ..Default::default()
    };
    let path = options.path.clone();
    eframe::run_native(
        "fulcrum",
        native,
        Box::new(move |cc| {
            start::started();
            Ok(Box::new(App::new(&cc.egui_ctx, path)))
        }),
    )
    .map_err(|error| error.to_string())
}

/// The icon of the window; without one where the bundled picture cannot be read.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}
