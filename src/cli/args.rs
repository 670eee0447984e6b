use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::drawing::Theme;
use crate::storage::{FORMATS, HEADERS, RelationUse};
use crate::wording::Lens;

/// See where authority sits against where knowledge sits. Without a command the window opens.
#[derive(Debug, Parser)]
#[command(name = "fulcrum", version, about, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// The map to open: an .orgmap file or a folder of tables.
    pub path: Option<PathBuf>,
    /// What draws the window; the other one is tried when it fails.
    #[arg(long, value_enum)]
    pub renderer: Option<Drawing>,
    /// Work that needs no window.
    #[command(subcommand)]
    pub(super) work: Option<Work>,
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Drawing {
    /// OpenGL.
    Glow,
    /// Vulkan, Metal or Direct3D.
    Wgpu,
}

#[derive(Debug, Subcommand)]
pub(super) enum Work {
    /// Print what the map says: the Reading, or every number.
    Measure(Measure),
    /// Say what is drawn wrongly or missing.
    Check(Check),
    /// Draw a picture, the same as in the window.
    Render(Render),
    /// Write the report, as one page or as a text: verdict, pictures, findings, claims, numbers and
    /// definitions.
    Report(Report),
    /// Make a folder with all that a workshop takes home: the report, a picture of every scene,
    /// the agenda, and the survey, the guess sheet and an empty map sheet to print.
    Kit(Kit),
    /// Write the survey of organicity as a page to print.
    Survey(Survey),
    /// Turn a file of any known format into a map, tables or another format.
    Convert(Convert),
}

#[derive(Debug, clap::Args)]
pub(super) struct Measure {
    /// An .orgmap file or a folder of tables.
    #[arg(required_unless_present = "schema")]
    pub(super) path: Option<PathBuf>,
    /// Every number as JSON, null where it is not defined, with the reason under "undefined".
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,
    /// The schema of what --json prints (JSON Schema 2020-12); needs no map.
    #[arg(long, conflicts_with_all = ["path", "json", "csv", "stage"])]
    pub(super) schema: bool,
    /// A row for every person, a column for every measure.
    #[arg(long)]
    pub(super) csv: bool,
    /// With --csv: a row for every unit.
    #[arg(long, requires = "csv")]
    pub(super) units: bool,
    /// The stage to measure; the first when not given.
    #[arg(long, value_name = "NAME")]
    pub(super) stage: Option<String>,
    /// With --json: try every single edit too, which is slow on a large map.
    #[arg(long, requires = "json")]
    pub(super) what_if: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// An .orgmap file or a folder of tables.
    pub(super) path: PathBuf,
}

// What of a map is handed out: as a picture, a page or a kit. A comment of the documentation would
// stand in the place of what these commands say about themselves.
#[derive(Debug, clap::Args)]
pub(super) struct HandedOut {
    /// A map of any format that is read.
    pub(super) path: PathBuf,
    /// Leave the names of people out, in every file that is written.
    #[arg(long)]
    pub(super) hide_names: bool,
    /// The stage to show; the first when not given.
    #[arg(long, value_name = "NAME")]
    pub(super) stage: Option<String>,
    /// Write over what is there.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Render {
    #[command(flatten)]
    pub(super) what: HandedOut,
    /// The picture to write, ending in .svg or .png; a document in .pdf or a presentation in
    /// .pptx, with a page for every scene, or where the map has none, for every lens.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// structure, organicity, authority-and-knowledge, centre-of-gravity, communication,
    /// leadership or fit; the structure when not given, in .pdf and .pptx all.
    #[arg(long, value_name = "NAME", value_parser = lens)]
    pub(super) lens: Option<Lens>,
    /// With the lens about communication: a matrix in the place of the map.
    #[arg(long)]
    pub(super) matrix: bool,
    /// With the lens about leadership: the routine to show, by its name.
    #[arg(long, value_name = "NAME")]
    pub(super) routine: Option<String>,
    /// light, dark or projector.
    #[arg(long, value_name = "NAME", value_parser = theme, default_value = "light")]
    pub(super) theme: Theme,
    /// Width and height in points.
    #[arg(long, value_name = "WxH", value_parser = size, default_value = "1600x1000")]
    pub(super) size: (u32, u32),
    /// Draw everybody, even where nobody could be read.
    #[arg(long)]
    pub(super) unfold: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Report {
    #[command(flatten)]
    pub(super) what: HandedOut,
    /// The page to write, ending in .html; or a text in Markdown, ending in .md, in which every
    /// lens says what it finds in the place of its picture.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct Kit {
    #[command(flatten)]
    pub(super) what: HandedOut,
    /// The folder to make.
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct Survey {
    /// The map whose title stands on the page: an .orgmap file or a folder of tables.
    pub(super) path: Option<PathBuf>,
    /// The page to write, ending in .html.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Write over what is there.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = formats())]
pub(super) struct Convert {
    /// A file of any format that is read, or a folder of tables.
    pub(super) input: PathBuf,
    /// A file of any format that is written, or else a folder for tables.
    pub(super) output: PathBuf,
    /// The stage that is written; the first, or for a folder all, when not given.
    #[arg(long, value_name = "NAME")]
    pub(super) stage: Option<String>,
    /// Write over what is there.
    #[arg(long)]
    pub(super) force: bool,
    /// What a column or relation of the input is used for, such as "Boss=superior" or
    /// "advice=consults"; may be given several times.
    #[arg(long, value_name = "COLUMN=USE", value_parser = pair)]
    pub(super) map: Vec<(String, String)>,
    /// The encoding of the input, such as windows-1250; found by itself when not given.
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// Ties without a direction count as they are written and not both ways.
    #[arg(long)]
    pub(super) one_way: bool,
    /// Print what became of every row, also of those that were simply made.
    #[arg(long)]
    pub(super) rows: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, used) = text.rsplit_once('=').ok_or("write a name and a use, like Boss=superior")?;
    Ok((name.trim().to_owned(), used.trim().to_owned()))
}

/// The formats, one a line.
fn formats() -> String {
    let mut text = String::from("Formats:\n");
    for format in &FORMATS {
        let ways = match (format.can_read(), format.can_write() || format.is_own()) {
            (true, true) => "read, written",
            (true, false) => "read",
            _ => "written",
        };
        let endings: Vec<String> = format.endings.iter().map(|it| format!(".{it}")).collect();
        let endings = if endings.is_empty() { "a folder".into() } else { endings.join(", ") };
        text.push_str(&format!("  {endings}: {} ({ways})\n", format.name));
        if format.can_write() && !format.is_lossless() {
            let kept: Vec<&str> = format.keeps.iter().map(|kept| kept.words()).collect();
            let kept =
                if kept.is_empty() { String::new() } else { format!(", {}", kept.join(", ")) };
            text.push_str(&format!("      keeps of one stage: titles, lines, flows{kept}\n"));
        }
    }
    text.push_str("Uses of columns: ");
    let words: Vec<&str> = HEADERS.iter().map(|row| row.word).collect();
    text.push_str(&words.join(", "));
    text.push_str("\nUses of relations: ");
    let words: Vec<&str> = RelationUse::ALL.iter().map(|used| used.word()).collect();
    text.push_str(&words.join("; "));
    text
}

fn lens(text: &str) -> Result<Lens, String> {
    let names: Vec<&str> = Lens::ALL.iter().map(|lens| lens.key()).collect();
    Lens::named(text).ok_or_else(|| format!("the lenses are {}", names.join(", ")))
}

fn theme(text: &str) -> Result<Theme, String> {
    let names: Vec<&str> = Theme::ALL.iter().map(|theme| theme.key()).collect();
    Theme::named(text).ok_or_else(|| format!("the themes are {}", names.join(", ")))
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let wrong = || "write width and height like 1920x1080".to_owned();
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(wrong)?;
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|number| *number > 0);
    number(width).zip(number(height)).ok_or_else(wrong)
}
