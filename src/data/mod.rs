//! YAML and TOML as one tree of values that know their place, and its decoding into typed structs with findings
//! that point at the value. Front matter and configuration both come through here. Tables are read and written here too, and
//! calendars written.

pub(crate) mod csv;
mod de;
mod decode;
pub(crate) mod ics;
mod node;
mod toml;
mod yaml;

pub(crate) use decode::{Decoded, decode};
pub(crate) use node::{Key, Node, SyntaxError, Value};
pub(crate) use toml::parse_toml;
pub(crate) use yaml::parse_yaml;
