//! `ledfyr completions` and `ledfyr man`

use super::Exit;
use super::cli::{Cli, CompletionsArgs};
use clap::CommandFactory;

pub(super) fn completions(args: &CompletionsArgs) -> Exit {
    clap_complete::generate(args.shell, &mut Cli::command(), "ledfyr", &mut std::io::stdout());
    Exit::Fine
}

pub(super) fn man() -> Exit {
    match clap_mangen::Man::new(Cli::command()).render(&mut std::io::stdout()) {
        Ok(()) => Exit::Fine,
        Err(_) => Exit::Fault,
    }
}
