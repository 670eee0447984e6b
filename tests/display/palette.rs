//! What the inks look like.

use fulcrum::drawing::{Color, Ink, Palette, Theme, Weight};
use fulcrum::typeface;
use fulcrum::wording::Lens;

#[test]
fn texts_have_contrast_in_every_theme() {
    for theme in Theme::ALL {
        let palette = Palette::of(theme);
        let enough = |text: Ink, ground: Color, what: &str| {
            let contrast = palette.color(text).over(ground).contrast(ground);
            assert!(contrast >= 4.5, "{what} in {}: {contrast:.2}", theme.key());
        };
        let paper = palette.color(Ink::Paper);
        let surface = palette.color(Ink::Surface);
        let position = palette.color(Ink::Position);
        for ground in [paper, surface, position] {
            enough(Ink::Text, ground, "text");
            enough(Ink::TextQuiet, ground, "quiet text");
        }
        for depth in 0..=5 {
            enough(Ink::UnitText, palette.color(Ink::UnitArea { depth }), "unit title");
        }
        for step in 0..=10 {
            let tone = f64::from(step) / 10.0;
            enough(Ink::Text, palette.color(Ink::Mass { tone }), "text on mass");
        }
        for score in 0..=20 {
            for confidence in 0..=10 {
                let (score, confidence) = (f64::from(score) / 20.0, f64::from(confidence) / 10.0);
                let fill = palette.color(Ink::Organicity { score, confidence });
                enough(Ink::OnOrganicity { score, confidence }, fill, "text on organicity");
            }
        }
        for ink in [Ink::Authority, Ink::Knowledge, Ink::Influence, Ink::Gravity] {
            enough(Ink::Paper, palette.color(ink), "letter on a marker");
        }
    }
}

#[test]
fn inks_are_read_and_mixed_as_written() {
    assert_eq!(Color::parse("#0A0b0C"), Some(Color { r: 10, g: 11, b: 12, a: 255 }));
    assert_eq!(Color::parse("#00000080").map(|color| color.a), Some(128));
    for wrong in ["", "#", "#12345", "123456", "#12345G", "#1234567", "#ééé"] {
        assert_eq!(Color::parse(wrong), None, "{wrong}");
    }
    // Black on white is 21 to 1 by the definition of WCAG.
    let (black, white) = (Color::parse("#000000"), Color::parse("#FFFFFF"));
    let (Some(black), Some(white)) = (black, white) else { panic!("both are colours") };
    assert!((black.contrast(white) - 21.0).abs() < 1e-9);
    let half = Color { a: 51, ..black }.over(white);
    assert_eq!((half.r, half.a), (204, 255), "a fifth of black on white");
    let width = typeface::width("Ada", 10.0, Weight::Regular);
    assert!(width > 0.0);
}

#[test]
fn names_of_lenses_and_themes_lead_back_to_them() {
    for lens in Lens::ALL {
        assert_eq!(Lens::named(lens.key()), Some(lens));
    }
    for theme in Theme::ALL {
        assert_eq!(Theme::named(&theme.key().to_uppercase()), Some(theme));
    }
    assert_eq!(Theme::named("sepia"), None);
}
