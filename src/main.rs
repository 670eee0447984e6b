//! The program: the window, or the work that its arguments name.

use std::process::ExitCode;

use fulcrum::cli::{Args, Window, run};

fn main() -> ExitCode {
    run(&TheWindow)
}

/// The window of this build.
struct TheWindow;

#[cfg(feature = "gui")]
impl Window for TheWindow {
    fn open(&self, args: &Args) -> Result<(), String> {
        use fulcrum::cli::Drawing as Asked;
        use fulcrum::gui::{Drawing, Options};
        let drawing = args.renderer.map(|asked| match asked {
            Asked::Glow => Drawing::Glow,
            Asked::Wgpu => Drawing::Wgpu,
        });
        fulcrum::gui::run(&Options { path: args.path.clone(), drawing })
    }
}

#[cfg(not(feature = "gui"))]
impl Window for TheWindow {
    fn open(&self, _args: &Args) -> Result<(), String> {
        Err("this build has no window".into())
    }
}
