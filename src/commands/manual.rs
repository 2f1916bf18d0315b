//! `ledfyr completions` and `ledfyr man`

use super::Exit;
use super::cli::{Cli, CompletionsArgs};
use super::context::language;
use super::print::{print, unprinted};
use clap::CommandFactory;

pub(super) fn completions(cli: &Cli, args: &CompletionsArgs) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "ledfyr", &mut script);
    Exit::from(print(&String::from_utf8_lossy(&script), language(cli)))
}

pub(super) fn man(cli: &Cli) -> Exit {
    let mut page = Vec::new();
    match clap_mangen::Man::new(Cli::command()).render(&mut page) {
        Ok(()) => Exit::from(print(&String::from_utf8_lossy(&page), language(cli))),
        Err(e) => Exit::from(unprinted(&e, language(cli))),
    }
}
