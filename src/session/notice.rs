/// Something told to the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it sounds.
    pub tone: Tone,
    /// What is told.
    pub text: String,
}

/// How a notice sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something went as it should.
    Plain,
    /// Something could not be done.
    Problem,
}
