//! Writing files of the site.

use super::Exit;
use super::print::print_error;
use crate::base::text::Lang;
use crate::text;
use std::io::Write;
use std::path::Path;

/// Writes a file that must not exist yet, and the folders above it.
pub(super) fn write_new(path: &Path, bytes: &[u8], lang: Lang) -> Result<(), Exit> {
    let write = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::File::create_new(path)?.write_all(bytes)
    };
    write().map_err(|e| {
        let shown = path.display();
        let fault = match e.kind() {
            std::io::ErrorKind::AlreadyExists => text!("{shown} finns redan", "{shown} exists already"),
            _ => text!("{shown} kunde inte skrivas: {e}", "{shown} could not be written: {e}"),
        };
        print_error(&fault, lang);
        Exit::Fault
    })
}
