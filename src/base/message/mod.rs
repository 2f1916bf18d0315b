//! What is said to people at the terminal.

pub mod suggest;
pub mod text;
