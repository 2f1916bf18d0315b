//! `ledfyr serve`

use super::Exit;
use super::cli::{Cli, ServeArgs};
use super::context::{Configured, Context, MainThread, use_threads};
use super::print::print_error;
use crate::base::path::RelPath;
use crate::base::text::Lang;
use crate::diagnostic::Format;
use crate::pipeline::WithSearch;
use crate::serve::{Fault, Setup, start};
use crate::text;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

/// Opens a place in the editor that most people have. `LEDFYR_EDITOR` names another: `idea://open?file={path}&line={line}`.
const EDITOR: &str = "vscode://file{path}:{line}:{column}";

pub(super) fn run(cli: &Cli, args: &ServeArgs) -> Exit {
    use_threads(args.edition.jobs, MainThread::Waits);
    match serve(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn serve(cli: &Cli, args: &ServeArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let lang = site.lang;
    // In force before the address is told: who ends the server as soon as it answers ends it politely too. Before there is
    // anything to end, the program just goes.
    let stop = Arc::new(OnceLock::<Box<dyn Fn() + Send + Sync>>::new());
    let stopper = Arc::clone(&stop);
    let _ = ctrlc::set_handler(move || stopper.get().map_or_else(|| std::process::exit(0), |stop| stop()));
    let handle = start(setup(&site, args)?).map_err(|fault| match fault {
        Fault::Configuration => Exit::Fault,
        Fault::Listen(e) => {
            let (host, port) = (&args.host, args.port);
            print_error(
                &text!(
                    "det går inte att lyssna på {host}, port {port} och de närmast följande: {e}. Välj med --host och --port",
                    "cannot listen on {host}, port {port} and those after it: {e}. Choose with --host and --port"
                ),
                lang,
            );
            Exit::Fault
        }
    })?;
    let _ = stop.set(Box::new(handle.stopper()));
    if args.open {
        open(&handle.url, lang);
    }
    handle.wait();
    Ok(Exit::Fine)
}

fn setup(site: &Configured, args: &ServeArgs) -> Result<Setup, Exit> {
    let lang = site.lang;
    let day = site.day;
    Ok(Setup {
        files: site.context.files.clone(),
        options: site.options(
            &args.edition,
            None,
            Some(&site.context.root.join(&site.config.build.out)),
            WithSearch::Deferred,
        )?,
        // The server may run over midnight, and the zone may be changed.
        today: Box::new(move |config| day.date(config.time_zone())),
        content: site.config.content.dirs.iter().filter_map(|d| RelPath::new(d)).collect(),
        host: args.host.clone(),
        port: args.port,
        poll: args.poll,
        editor: std::env::var("LEDFYR_EDITOR").ok().filter(|e| !e.is_empty()).unwrap_or_else(|| EDITOR.to_owned()),
        quiet: site.context.quiet,
        render: site.context.render_options(Format::Human, lang),
    })
}

/// Opens the site in the browser that the system would choose.
fn open(url: &str, lang: Lang) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    let started = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(e) = started {
        print_error(&text!("webbläsaren kunde inte öppnas: {e}", "the browser could not be opened: {e}"), lang);
    }
}
