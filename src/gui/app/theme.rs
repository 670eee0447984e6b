//! The themes as the toolkit sees them. Every colour of the window comes from the tokens that
//! the pictures are drawn with.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, TextStyle,
    Visuals,
};

use crate::drawing::{Color, Ink, Palette, Theme, Weight};
use crate::typeface;

/// The name of the family in which titles are set.
const SEMI_BOLD: &str = "semi-bold";

/// A colour of the tokens, for the toolkit.
pub(in crate::gui) fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// The font of a text on the map or in a title.
pub(in crate::gui) fn font(size: f32, weight: Weight) -> FontId {
    let family = match weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::SemiBold => FontFamily::Name(SEMI_BOLD.into()),
    };
    FontId::new(size, family)
}

/// A text in the weight of titles.
pub(in crate::gui) fn strong(text: impl Into<String>, size: f32) -> egui::RichText {
    egui::RichText::new(text).font(font(size, Weight::SemiBold))
}

/// Hands the bundled fonts to the toolkit, ahead of its own, and those that stepped in for scripts
/// that Inter does not have. Gives back how many of the latter there are.
pub(in crate::gui) fn install_fonts(ctx: &egui::Context) -> usize {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("regular", typeface::REGULAR), (SEMI_BOLD, typeface::SEMI_BOLD)] {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(bytes)));
    }
    let own = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let faces = typeface::faces();
    let mut fallback = Vec::new();
    for (number, face) in faces.iter().enumerate() {
        // One file may hold several fonts, and two fonts may have one name.
        let name = format!("{} {number}", face.name);
        let font = FontData { index: face.index, ..FontData::from_static(face.bytes) };
        fonts.font_data.insert(name.clone(), Arc::new(font));
        fallback.push(name);
    }
    fallback.extend(own);
    let family = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(fallback.iter().cloned());
        names
    };
    let (regular, semi_bold) = (family("regular"), family(SEMI_BOLD));
    fonts.families.insert(FontFamily::Proportional, regular);
    fonts.families.insert(FontFamily::Name(SEMI_BOLD.into()), semi_bold);
    ctx.set_fonts(fonts);
    faces.len()
}

/// Whether the bundled fonts are in use: the toolkit takes them up on the frame after they were
/// handed over.
pub(in crate::gui) fn fonts_are_ready(ctx: &egui::Context) -> bool {
    let family = FontFamily::Name(SEMI_BOLD.into());
    ctx.fonts(|fonts| fonts.definitions().families.contains_key(&family))
}

/// A question above everything, with room round it.
pub(in crate::gui) fn modal(ctx: &egui::Context, name: &str) -> egui::Modal {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(22.0);
    egui::Modal::new(egui::Id::new(name)).frame(frame)
}

/// How much larger everything is drawn in a theme: a projector is read from afar.
pub(in crate::gui) fn magnification(theme: Theme) -> f32 {
    if theme == Theme::Projector { 1.25 } else { 1.0 }
}

/// Dresses the toolkit in a theme.
pub(in crate::gui) fn apply(ctx: &egui::Context, theme: Theme, palette: &Palette) {
    let ink = |ink: Ink| color32(palette.color(ink));
    let dark = theme == Theme::Dark;
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = ink(Ink::Surface);
    visuals.window_fill = ink(Ink::Surface);
    visuals.extreme_bg_color = ink(Ink::Paper);
    visuals.override_text_color = Some(ink(Ink::Text));
    visuals.window_stroke = Stroke::new(1.0, ink(Ink::Hairline));
    visuals.hyperlink_color = ink(Ink::Authority);
    visuals.selection.bg_fill = ink(Ink::Authority).gamma_multiply(0.35);
    // A blinking cursor draws frames while nothing moves.
    visuals.text_cursor.blink = false;
    visuals.selection.stroke = Stroke::new(1.0, ink(Ink::Text));
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, ink(Ink::Hairline));
    visuals.widgets.noninteractive.bg_fill = ink(Ink::Surface);
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, ink(Ink::TextQuiet).gamma_multiply(0.7));
    visuals.widgets.inactive.weak_bg_fill = ink(Ink::Paper);
    visuals.widgets.inactive.bg_fill = ink(Ink::Hairline);
    visuals.widgets.inactive.fg_stroke.width = 2.0;
    visuals.widgets.hovered.bg_stroke = Stroke::new(1.0, ink(Ink::TextQuiet));
    visuals.widgets.hovered.weak_bg_fill = ink(Ink::Hairline);
    visuals.widgets.active.bg_stroke = Stroke::new(1.5, ink(Ink::Text));
    visuals.widgets.open.weak_bg_fill = ink(Ink::Hairline);
    for widget in [
        &mut visuals.widgets.noninteractive,
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.corner_radius = CornerRadius::same(5);
        widget.fg_stroke.color = ink(Ink::Text);
    }
    let base = 14.5;
    ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.all_styles_mut(|style| {
        style.visuals = visuals.clone();
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        style.spacing.button_padding = egui::vec2(10.0, 5.0);
        style.spacing.interact_size.y = base + 12.0;
        style.text_styles = [
            (TextStyle::Small, font(base - 2.0, Weight::Regular)),
            (TextStyle::Body, font(base, Weight::Regular)),
            (TextStyle::Button, font(base, Weight::Regular)),
            (TextStyle::Heading, font(base + 4.0, Weight::SemiBold)),
            (TextStyle::Monospace, FontId::monospace(base - 1.0)),
        ]
        .into();
    });
}
