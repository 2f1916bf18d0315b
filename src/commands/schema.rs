//! `ledfyr schema`

use super::Exit;
use std::io::Write;

pub(super) fn run() -> Exit {
    let schema = serde_json::to_string_pretty(&crate::document::schema::schema()).unwrap_or_default();
    let _ = writeln!(std::io::stdout(), "{schema}");
    Exit::Fine
}
