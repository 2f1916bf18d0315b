//! The command line: one thin file for each subcommand, and what they share.

#![allow(clippy::disallowed_methods, reason = "commands meet the machine: folders, the clock, the environment")]

mod build;
mod check;
pub mod cli;
mod context;
mod day;
mod explain;
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
mod stages;
mod theme;

use crate::base::text::Lang;
use clap::Parser;
use cli::{Cli, Command};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// How a command ended. The numbers are the contract of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Fine = 0,
    /// Something was found in the site that stops publishing or that was denied.
    Findings = 1,
    /// Wrong use, wrong configuration, or the disk would not have it.
    Fault = 2,
}

/// Runs the program with its arguments, the first being its own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(e) => {
            let shown = e.print().and_then(|()| std::io::stdout().flush());
            let shown = shown.or_else(|e| context::unprinted(&e, Lang::default()));
            let exit = if e.use_stderr() { Exit::Fault } else { ended(shown) };
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
        Command::Search(args) => search::run(&cli, args),
        Command::Explain(args) => explain::run(&cli, args),
        Command::Theme(args) => theme::run(&cli, args),
        Command::Schema => schema::run(&cli),
        Command::Completions(args) => manual::completions(&cli, args),
        Command::Man => manual::man(&cli),
    };
    ExitCode::from(exit as u8)
}

/// The exit of a command that only had to print.
fn ended(printed: Result<(), Exit>) -> Exit {
    printed.err().unwrap_or(Exit::Fine)
}

/// Writes a file that must not exist yet, and the folders above it.
fn write_new(path: &std::path::Path, bytes: &[u8], lang: Lang) -> Result<(), Exit> {
    let write = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::File::create_new(path)?.write_all(bytes)
    };
    write().map_err(|e| {
        let shown = path.display();
        let text = match e.kind() {
            std::io::ErrorKind::AlreadyExists => crate::text!("{shown} finns redan", "{shown} exists already"),
            _ => crate::text!("{shown} kunde inte skrivas: {e}", "{shown} could not be written: {e}"),
        };
        context::say(&text, lang);
        Exit::Fault
    })
}
