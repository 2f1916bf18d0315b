//! One file to one `Document`: a pure function of its bytes and the configuration.

pub mod fields;
pub mod front_matter;
