//! `ledfyr schema`

use super::Exit;
use super::cli::Cli;
use super::context::{language, print};

pub(super) fn run(cli: &Cli) -> Exit {
    let schema = serde_json::to_string_pretty(&crate::document::schema::schema()).unwrap_or_default();
    super::ended(print(&format!("{schema}\n"), language(cli)))
}
