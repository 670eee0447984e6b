//! What must hold on every map whatever is drawn, on maps made up from seeds.

mod findings;
mod maps;
mod readings;
