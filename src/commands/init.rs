//! `ledfyr init`

use super::Exit;
use super::cli::{Cli, InitArgs, Language};
use super::day::Day;
use super::files::write_new;
use super::print::{print, print_error};
use super::skeleton;
use crate::base::text::Lang;
use crate::config::default_time_zone;
use crate::text;
use std::path::Path;

/// What the program makes, which is not to be kept in the site's history.
const GITIGNORE: &str = "public/\n.*.ledfyr/\n";

pub(super) fn run(cli: &Cli, args: &InitArgs) -> Exit {
    let lang = match cli.lang {
        Some(Language::En) => Lang::En,
        Some(Language::Sv) | None => Lang::Sv,
    };
    match init(cli, args, lang) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn init(cli: &Cli, args: &InitArgs, lang: Lang) -> Result<Exit, Exit> {
    let folder = &args.dir;
    let day = Day::of(cli.as_of.as_deref(), lang)?;
    let today = day.date(default_time_zone(if lang == Lang::Sv { "sv" } else { "en" }));
    empty(folder, lang)?;
    let files = skeleton::site(lang, today);
    let pages = files.iter().filter(|(name, _)| name.ends_with(".md")).count();
    write_new(&folder.join(".gitignore"), GITIGNORE.as_bytes(), lang)?;
    for (name, text) in files {
        write_new(&folder.join(name), text.as_bytes(), lang)?;
    }
    if !cli.quiet {
        let shown = folder.display();
        let done = text!(
            "{shown}: en webbplats med {pages} sidor. Se den så här:",
            "{shown}: a site of {pages} pages. See it like this:"
        );
        print(&format!("{}\n\n  cd {}\n  ledfyr serve\n", done.get(lang), quoted(folder)), lang)?;
    }
    Ok(Exit::Fine)
}

/// Refuses a folder with anything in it but a repository that was just made.
fn empty(folder: &Path, lang: Lang) -> Result<(), Exit> {
    let shown = folder.display();
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => {
            print_error(&text!("{shown} kan inte läsas: {e}", "{shown} cannot be read: {e}"), lang);
            return Err(Exit::Fault);
        }
    };
    if entries.flatten().any(|e| e.file_name() != ".git") {
        print_error(
            &text!(
                "{shown} är inte tom; välj en ny mapp: ledfyr init NAMN",
                "{shown} is not empty; choose a new folder: ledfyr init NAME"
            ),
            lang,
        );
        return Err(Exit::Fault);
    }
    Ok(())
}

/// As a shell takes it.
fn quoted(path: &Path) -> String {
    let shown = path.display().to_string();
    let plain = shown.chars().all(|c| c.is_alphanumeric() || "/._-~\\:".contains(c));
    if plain { shown } else { format!("'{}'", shown.replace('\'', "'\\''")) }
}
