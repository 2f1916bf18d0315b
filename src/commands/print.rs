//! What a command prints: its answer, and its own errors.

use super::Exit;
use crate::base::text::{Lang, Text};
use crate::text;
use std::io::Write;

/// Writes to standard output.
///
/// # Errors
/// When it cannot be written, which is told on standard error.
pub(super) fn print(text: &str, lang: Lang) -> Result<(), Exit> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).or_else(|e| unprinted(&e, lang))
}

/// What is to be done when the output of a command could not be written. A reader that has seen enough (`head`) is no fault.
pub(super) fn unprinted(e: &std::io::Error, lang: Lang) -> Result<(), Exit> {
    if e.kind() == std::io::ErrorKind::BrokenPipe {
        return Ok(());
    }
    print_error(&text!("det går inte att skriva ut svaret: {e}", "the answer could not be written: {e}"), lang);
    Err(Exit::Fault)
}

/// An error of the command itself, on standard error.
pub(super) fn print_error(text: &Text, lang: Lang) {
    let word = match lang {
        Lang::Sv => "fel",
        Lang::En => "error",
    };
    let _ = writeln!(std::io::stderr(), "{word}: {}", text.get(lang));
}
