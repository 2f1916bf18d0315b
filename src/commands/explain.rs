//! `ledfyr explain`

use super::Exit;
use super::cli::{Cli, ExplainArgs, Language};
use super::context::say;
use crate::base::suggest::closest;
use crate::base::text::Lang;
use crate::diagnostic::Code;
use crate::diagnostic::explain::{explain, explain_title};
use crate::text;
use std::io::Write;

pub(super) fn run(cli: &Cli, args: &ExplainArgs) -> Exit {
    let lang = match cli.lang {
        Some(Language::En) => Lang::En,
        Some(Language::Sv) => Lang::Sv,
        None => site_language(cli),
    };
    let mut out = std::io::stdout();
    let Some(name) = &args.code else {
        for code in Code::ALL {
            let _ = writeln!(out, "{:<24} {}", code.as_str(), explain_title(*code, lang));
        }
        return Exit::Fine;
    };
    match Code::parse(name) {
        Some(code) => {
            let _ = writeln!(out, "{}", explain(code, lang).trim_end());
            Exit::Fine
        }
        None => {
            let meant = closest(name, Code::ALL.iter().map(|c| c.as_str()));
            let (sv, en) = match meant {
                Some(m) => (format!("; menade du ”{m}”?"), format!("; did you mean \"{m}\"?")),
                None => (String::new(), String::new()),
            };
            say(&text!("det finns ingen kod ”{name}”{sv}", "there is no code \"{name}\"{en}"), lang);
            Exit::Fault
        }
    }
}

/// The language of the site around, if there is one.
fn site_language(cli: &Cli) -> Lang {
    super::context::Context::new(cli)
        .map(|c| Lang::from_tag(&crate::config::load(&c.files).config.site.language))
        .unwrap_or_default()
}
