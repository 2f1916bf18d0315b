//! `ledfyr theme`

use super::Exit;
use super::cli::{Cli, ThemeArgs, ThemeCommand};
use super::context::Context;
use super::files::write_new;
use super::print::{print, print_error};
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::render::reference;
use crate::source::Files;
use crate::text;
use crate::theme::{FOLDERS, embedded, replaced_by};
use std::collections::BTreeSet;

pub(super) fn run(cli: &Cli, args: &ThemeArgs) -> Exit {
    match theme(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn theme(cli: &Cli, args: &ThemeArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let files = embedded();
    let overridable = || files.keys().filter(|name| FOLDERS.iter().any(|f| name.starts_with(&format!("{f}/"))));
    match &args.command {
        ThemeCommand::Reference => {
            print(&reference(), site.lang)?;
            Ok(Exit::Fine)
        }
        ThemeCommand::List => {
            let walks = FOLDERS.iter().map(|folder| site.context.files.walk(&RelPath::lit(folder), &[]));
            let entries = walks.flat_map(|walk| walk.entries);
            let replaced: BTreeSet<String> = entries.map(|entry| replaced_by(entry.path.as_str())).collect();
            for name in overridable() {
                let own = replaced.contains(name);
                let mark = if own { text!("egen", "own") } else { text!("", "") };
                print(&format!("{:<4} {name}\n", mark.get(site.lang)), site.lang)?;
            }
            Ok(Exit::Fine)
        }
        ThemeCommand::Eject { file } => {
            let Some(bytes) = files.get(file).filter(|_| overridable().any(|n| n == file)) else {
                let full = replaced_by(file);
                let meant = overridable().find(|name| **name == full).map(String::as_str);
                let meant = meant.or_else(|| closest(file, overridable().map(String::as_str)));
                let (sv, en) = meant.map_or_else(Default::default, |m| {
                    (format!("; menade du ”{m}”?"), format!("; did you mean \"{m}\"?"))
                });
                print_error(
                    &text!("temat har ingen fil ”{file}”{sv}", "the theme has no file \"{file}\"{en}"),
                    site.lang,
                );
                return Err(Exit::Fault);
            };
            let target = site.context.root.join(file);
            write_new(&target, bytes, site.lang)?;
            site.print_line(&text!(
                "{file} ligger nu i webbplatsen och går före temats",
                "{file} now lies in the site and takes the place of the theme's"
            ))?;
            Ok(Exit::Fine)
        }
    }
}
