//! The command line: one thin file for each subcommand, and what they share.

#![allow(clippy::disallowed_methods, reason = "commands meet the machine: folders, the clock, the environment")]

mod build;
mod check;
pub mod cli;
mod context;
mod explain;
mod init;
mod manual;
mod mv;
mod new;
mod report;
mod review;
mod schema;
mod search;
mod serve;
mod skeleton;
mod stages;
mod theme;

use clap::Parser;
use cli::{Cli, Command};
use std::ffi::OsString;
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
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() { Exit::Fault as u8 } else { Exit::Fine as u8 });
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
        Command::Schema => schema::run(),
        Command::Completions(args) => manual::completions(args),
        Command::Man => manual::man(),
    };
    ExitCode::from(exit as u8)
}

/// Writes a file that must not exist yet, and the folders above it.
fn write_new(path: &std::path::Path, bytes: &[u8], lang: crate::base::text::Lang) -> Result<(), Exit> {
    use std::io::Write;
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
