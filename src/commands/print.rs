//! Writing the answer of a command.

use super::Exit;
use super::context::say;
use crate::base::text::Lang;
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
    say(&text!("det går inte att skriva ut svaret: {e}", "the answer could not be written: {e}"), lang);
    Err(Exit::Fault)
}
