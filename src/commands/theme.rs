//! `ledfyr theme`

use super::Exit;
use super::cli::{Cli, ThemeArgs, ThemeCommand};
use super::context::Context;
use super::files::write_new;
use super::print::{print, print_error};
use crate::base::suggest::closest;
use crate::render::reference;
use crate::source::Files;
use crate::text;
use crate::theme::{FOLDERS, embedded};

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
            for name in overridable() {
                let own = site.context.files.is_file(&crate::base::path::RelPath::lit(name));
                let mark = if own { text!("egen", "own") } else { text!("", "") };
                print(&format!("{:<4} {name}\n", mark.get(site.lang)), site.lang)?;
            }
            Ok(Exit::Fine)
        }
        ThemeCommand::Eject { file } => {
            let Some(bytes) = files.get(file).filter(|_| overridable().any(|n| n == file)) else {
                let meant = closest(file, overridable().map(String::as_str));
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
