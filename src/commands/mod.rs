//! The command line: one thin file for each subcommand, and what they share.

#![allow(clippy::disallowed_methods, reason = "commands meet the machine: folders, the clock, the environment")]

mod build;
mod check;
#[allow(missing_docs, reason = "clap shows documentation as help")]
pub mod cli;
mod context;
mod day;
mod decide;
mod done;
mod exit;
mod explain;
mod files;
mod init;
mod manual;
mod mv;
mod new;
mod print;
mod report;
mod review;
mod schema;
mod search;
mod serve;
mod skeleton;
mod theme;
mod timings;

use crate::base::text::Lang;
use clap::Parser;
use cli::{Cli, Command};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

pub use exit::Exit;

/// Runs the program with its arguments, the first being its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(e) => {
            let shown = e.print().and_then(|()| std::io::stdout().flush());
            let shown = shown.or_else(|e| print::unprinted(&e, Lang::default()));
            let exit = if e.use_stderr() { Exit::Fault } else { Exit::from(shown) };
            return ExitCode::from(exit as u8);
        }
    };
    let exit = match &cli.command {
        Command::Build(args) => build::run(&cli, args),
        Command::Check(args) => check::run(&cli, args),
        Command::Serve(args) => serve::run(&cli, args),
        Command::Init(args) => init::run(&cli, args),
        Command::New(args) => new::run(&cli, args),
        Command::Mv(args) => mv::run(&cli, args),
        Command::Report(args) => report::run(&cli, args),
        Command::Review(args) => review::run(&cli, args),
        Command::Decide(args) => decide::run(&cli, args),
        Command::Done(args) => done::run(&cli, args),
        Command::Search(args) => search::run(&cli, args),
        Command::Explain(args) => explain::run(&cli, args),
        Command::Theme(args) => theme::run(&cli, args),
        Command::Schema => schema::run(&cli),
        Command::Completions(args) => manual::completions(&cli, args),
        Command::Man => manual::man(&cli),
    };
    ExitCode::from(exit as u8)
}
