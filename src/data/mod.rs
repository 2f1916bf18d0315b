//! YAML and TOML as one tree of values that know their place, and its decoding into typed structs with findings
//! that point at the value. Front matter and configuration both come through here.

mod de;
mod decode;
mod node;
mod toml;
mod yaml;

pub use decode::{Decoded, decode};
pub use node::{Key, Node, SyntaxError, Value};
pub use toml::parse_toml;
pub use yaml::parse_yaml;
