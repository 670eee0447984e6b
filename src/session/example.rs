/// A map that comes with the program.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Its name on the welcome page.
    pub title: &'static str,
    /// What it teaches, in one sentence.
    pub teaches: &'static str,
    /// Its file name.
    pub file: &'static str,
    /// The file.
    pub text: &'static str,
}

/// The examples, in the order in which they teach.
pub const EXAMPLES: [Example; 5] = [
    Example {
        title: "One chart, three ways",
        teaches: "The same thirteen people run by command, as a network, and as a misfit of the two.",
        file: "three-ways.orgmap",
        text: include_str!("../../examples/three-ways.orgmap"),
    },
    Example {
        title: "A school",
        teaches: "Leadership spread over routines: who carries what, alone or together.",
        file: "school.orgmap",
        text: include_str!("../../examples/school.orgmap"),
    },
    Example {
        title: "A plant",
        teaches: "Routine work, led by orders and rules: mechanistic, and fitting.",
        file: "plant.orgmap",
        text: include_str!("../../examples/plant.orgmap"),
    },
    Example {
        title: "A lab run as a plant",
        teaches: "New work every day, all authority at the top: the misfit in full.",
        file: "lab-run-as-plant.orgmap",
        text: include_str!("../../examples/lab-run-as-plant.orgmap"),
    },
    Example {
        title: "The bank wiring room",
        teaches: "Fourteen men of the Hawthorne works in 1931 and their six kinds of relation.",
        file: "bank-wiring-room.orgmap",
        text: include_str!("../../examples/bank-wiring-room.orgmap"),
    },
];
