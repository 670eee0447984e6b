use super::Command;

/// Several commands that are one step: all of them, or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Composite {
    /// What the step is called.
    pub label: String,
    /// The commands, in the order in which they are carried out.
    pub commands: Vec<Command>,
}
