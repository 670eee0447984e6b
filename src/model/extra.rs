/// Fields of a record that this version of the program does not know, kept so that saving gives
/// them back. Each is a name and the text it was written as; nothing here reads them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extra(Option<Box<Fields>>);

/// Next to no record has any, so that they take no room in the others.
type Fields = Vec<(String, String)>;

impl Extra {
    /// The fields in the order in which they were read.
    #[must_use]
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self((!fields.is_empty()).then(|| Box::new(fields)))
    }

    /// The fields, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .flat_map(|fields| fields.iter())
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether nothing unknown was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}
