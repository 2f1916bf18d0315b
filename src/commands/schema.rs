//! `ledfyr schema`

use super::Exit;
use super::cli::Cli;
use super::context::language;
use super::print::print;

pub(super) fn run(cli: &Cli) -> Exit {
    let schema = serde_json::to_string_pretty(&crate::front_matter::schema::schema()).unwrap_or_default();
    Exit::from(print(&format!("{schema}\n"), language(cli)))
}
