//! `ledfyr explain`

use super::Exit;
use super::cli::{Cli, ExplainArgs};
use super::context::language;
use super::print::{print, print_error};
use crate::base::suggest::closest;
use crate::diagnostic::Code;
use crate::diagnostic::explain::{explain, explain_title};
use crate::text;

pub(super) fn run(cli: &Cli, args: &ExplainArgs) -> Exit {
    let lang = language(cli);
    let Some(name) = &args.code else {
        let line = |code: &Code| format!("{:<24} {}\n", code.as_str(), explain_title(*code, lang));
        return Exit::from(print(&Code::ALL.iter().map(line).collect::<String>(), lang));
    };
    match Code::parse(name) {
        Some(code) => Exit::from(print(&format!("{}\n", explain(code, lang).trim_end()), lang)),
        None => {
            let meant = closest(name, Code::ALL.iter().map(|c| c.as_str()));
            let (sv, en) = match meant {
                Some(m) => (format!("; menade du ”{m}”?"), format!("; did you mean \"{m}\"?")),
                None => (String::new(), String::new()),
            };
            print_error(&text!("det finns ingen kod ”{name}”{sv}", "there is no code \"{name}\"{en}"), lang);
            Exit::Fault
        }
    }
}
