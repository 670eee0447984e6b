//! The survey: seven items of organicity and three of readiness in our own words, and the page to
//! print.
//!
//! The topics are those of the organicity items in research (Khandwalla 1977; Covin and Slevin
//! 1989): channels, styles, say, adapting, getting things done, control, behaviour. 1 is the
//! mechanistic end, 7 the organic end.

use std::fmt::Write;

use crate::model::Voice;

/// One item: what it is about, and its two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SurveyItem {
    /// What it is about.
    pub topic: &'static str,
    /// What 1 says: the mechanistic end.
    pub low: &'static str,
    /// What 7 says: the organic end.
    pub high: &'static str,
}

/// The seven items, in the order of the answers.
pub const SURVEY: [SurveyItem; 7] = [
    SurveyItem {
        topic: "Who hears what",
        low: "News travels by set channels, and what matters is passed on to few",
        high: "News travels freely, and whoever can use it gets it",
    },
    SurveyItem {
        topic: "How people lead",
        low: "Everybody in charge is expected to lead in the same way",
        high: "Each may lead in the way that suits the person and the task",
    },
    SurveyItem {
        topic: "Whose word counts",
        low: "The word of the person in charge settles a matter",
        high: "The word of the person who knows most about it settles a matter",
    },
    SurveyItem {
        topic: "When things change",
        low: "We hold on to what has proved itself, whatever happens around us",
        high: "We change what we do as soon as things around us change",
    },
    SurveyItem {
        topic: "How work gets done",
        low: "Work is done by the procedure, even where it takes longer",
        high: "Work is done as it gets done best, even past the procedure",
    },
    SurveyItem {
        topic: "How work is watched",
        low: "Most of what we do is checked closely, by reports and sign-offs",
        high: "Little is checked; we rely on each other's word",
    },
    SurveyItem {
        topic: "What decides what one does",
        low: "One does what the job description says",
        high: "One does what the situation and one's own strengths ask for",
    },
];

/// The three items of readiness, in the order of the answers, asked about whoever leads: 1 is the
/// fixed end, 7 the open end.
pub const READINESS: [SurveyItem; 3] = [
    SurveyItem {
        topic: "When something new is on offer",
        low: "Whoever leads here stays with what is known",
        high: "Whoever leads here tries it out, even before it is proven",
    },
    SurveyItem {
        topic: "When something else works as well",
        low: "Whoever leads here clings to how it was always done",
        high: "Whoever leads here lets go of how it was always done",
    },
    SurveyItem {
        topic: "Which ideas are welcome",
        low: "Whoever leads here warms to ideas that are like its own",
        high: "Whoever leads here warms to ideas that are unlike its own",
    },
];

/// Fewest items that must be answered for a response to count.
pub const FEWEST_ANSWERS: usize = 4;

/// What a voice is called, and who answers in it.
#[must_use]
pub fn voice_words(voice: Voice) -> (&'static str, &'static str) {
    match voice {
        Voice::Espoused => ("espoused", "how it is meant, said by the one who leads"),
        Voice::Enacted => ("enacted", "how it is lived, said by those who work there"),
    }
}

/// The survey as a page to print: one file that loads nothing from anywhere. The title is that of
/// the map; empty for a general form.
#[must_use]
pub fn survey_page(title: &str) -> String {
    let title = escaped(title.trim());
    let heading = match title.as_str() {
        "" => "How we work".to_owned(),
        title => format!("How we work: {title}"),
    };
    let mut items = String::new();
    for (number, item) in SURVEY.iter().chain(&READINESS).enumerate() {
        let boxes: String =
            (1..=7).map(|answer| format!("<td class=\"box\"><span>{answer}</span></td>")).collect();
        let _ = write!(
            items,
            "<tr class=\"topic\"><th colspan=\"9\">{}. {}</th></tr>\n<tr><td class=\"end\">{}</td>\
             {boxes}<td class=\"end right\">{}</td></tr>\n",
            number + 1,
            escaped(item.topic),
            escaped(item.low),
            escaped(item.high)
        );
    }
    let voices: String = [Voice::Enacted, Voice::Espoused]
        .into_iter()
        .map(|voice| {
            let (name, who) = voice_words(voice);
            format!("<span class=\"tick\"></span> {name}: {who}<br>")
        })
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{heading}\
         </title>\n<style>\n{PRINT_STYLE}</style>\n</head>\n<body>\n<h1>{heading}</h1>\n<p>Ten \
         questions, seven minutes. Mark one box in each row: the nearer to a sentence, the more it \
         is like that. Leave a row empty where you cannot say. Do not write your name: answers \
         stay anonymous and are read together.</p>\n<p class=\"about\">About the work of (position \
         or team): <span class=\"line\"></span></p>\n<p>{voices}</p>\n<table>\n{items}</table>\n\
         <p class=\"foot\">1 is the left end, 7 the right end. Neither end is the better one.</p>\n\
         </body>\n</html>\n"
    )
}

/// How printed pages look.
pub(super) const PRINT_STYLE: &str = "\
@page { size: A4; margin: 16mm; }
body { font-family: sans-serif; font-size: 11pt; line-height: 1.35; max-width: 178mm; \
margin: 8mm auto; color: #1b1b1b; background: #fff; }
h1 { font-size: 17pt; margin: 0 0 3mm; }
p { margin: 0 0 3mm; }
table { border-collapse: collapse; width: 100%; }
.topic th { text-align: left; padding: 3.2mm 0 1mm; font-size: 11.5pt; }
.end { width: 36%; vertical-align: middle; }
.right { text-align: right; }
.box { width: 4%; text-align: center; }
.box span { display: inline-block; width: 6.2mm; height: 6.2mm; border: 0.35mm solid #444; \
border-radius: 1mm; color: #777; font-size: 8.5pt; line-height: 6.2mm; }
.tick { display: inline-block; width: 4mm; height: 4mm; border: 0.35mm solid #444; \
margin-right: 2mm; }
.line { display: inline-block; width: 70mm; border-bottom: 0.35mm solid #444; }
.foot { margin-top: 4mm; color: #555; font-size: 9.5pt; }
";

/// A text in which nothing is markup.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_ten_items_and_loads_nothing() {
        let page = survey_page("<b>\"Ann & Bob\"</b>");
        assert_eq!(page.matches("class=\"topic\"").count(), 10);
        assert_eq!(page.matches("class=\"box\"").count(), 70);
        assert!(page.contains("&lt;b&gt;&quot;Ann &amp; Bob&quot;&lt;/b&gt;"));
        assert!(!page.contains("<b>"));
        for outside in ["http", "src=", "href=", "url(", "@import", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(survey_page("").contains("<h1>How we work</h1>"));
    }

    #[test]
    fn every_item_has_two_ends_that_differ() {
        for item in SURVEY.iter().chain(&READINESS) {
            assert!(!item.topic.is_empty() && item.low != item.high);
        }
    }
}
