//! Labels that draw a box with fields.

/// Whether a box is drawn with fields, as far as this is said of it.
pub(super) fn draws_fields(said: &[(String, String)], unless_said: bool) -> bool {
    let shape = said.iter().find(|(name, _)| name == "shape");
    shape.map_or(unless_said, |(_, shape)| shape.to_lowercase().ends_with("record"))
}

/// What is said of a node, with words in the place of a label of fields.
pub(super) fn with_words(
    mut said: Vec<(String, String)>,
    unless_said: bool,
) -> Vec<(String, String)> {
    if draws_fields(&said, unless_said) {
        for (_, label) in said.iter_mut().filter(|(name, _)| name == "label") {
            *label = words_of_fields(label);
        }
    }
    said
}

/// The words in a label such as `{<f0> Ann Lee|CFO}`, one field after the other. A backslash
/// before a sign of the form says that the sign is meant.
fn words_of_fields(label: &str) -> String {
    let mut words = String::with_capacity(label.len());
    let (mut meant, mut in_port) = (false, false);
    for letter in label.chars() {
        match letter {
            '\\' if !meant => {
                meant = true;
                continue;
            }
            '<' if !meant => in_port = true,
            '>' if !meant => in_port = false,
            _ if in_port => {}
            '{' | '}' | '|' if !meant => words.push(' '),
            letter => words.push(letter),
        }
        meant = false;
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
