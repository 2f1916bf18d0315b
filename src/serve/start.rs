//! Starting a server, and ending it.

use super::build::Builder;
use super::console::Console;
use super::event::Event;
use super::event_loop::{EventLoop, tick};
use super::http::{self, Server};
use super::state::Shared;
use super::tracked::TrackedFiles;
use super::watch;
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::config::Config;
use crate::diagnostic::RenderOptions;
use crate::pipeline::{Options, WithSearch};
use crate::source::DiskFiles;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

/// What the command line asks of a server.
pub struct Setup {
    /// The site's folder.
    pub files: DiskFiles,
    /// As for a build; base URL, day, output folder and search are set here.
    pub options: Options,
    /// The organisation's day, asked for at each build.
    pub today: Box<dyn Fn(&Config) -> Date + Send + Sync>,
    /// The content folders, as the configuration has them at the start.
    pub content: Vec<RelPath>,
    /// The name or address to listen on.
    pub host: String,
    /// 0: any; else this one or the next that is free.
    pub port: u16,
    /// Look for changes instead of being told of them.
    pub poll: bool,
    /// The link that opens a place in the editor, with `{path}`, `{line}` and `{column}`.
    pub editor: String,
    /// Print nothing but findings and warnings.
    pub quiet: bool,
    /// How findings are drawn on the terminal, and the language of all messages.
    pub render: RenderOptions,
}

/// Why a server could not start.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{0}")]
    /// The port cannot be had.
    Listen(#[from] std::io::Error),
    /// The findings have been shown.
    #[error("the configuration is at fault")]
    Configuration,
}

/// A server that answers.
pub struct Handle {
    /// Where a browser on this machine finds the site.
    pub url: String,
    events: Sender<Event>,
    thread: std::thread::JoinHandle<()>,
}

impl Handle {
    /// What ends the server when called, from any thread.
    pub fn stopper(&self) -> impl Fn() + Send + Sync + 'static {
        let events = self.events.clone();
        move || {
            let _ = events.send(Event::Stop);
        }
    }

    /// Waits until the server has ended.
    pub fn wait(self) {
        let _ = self.thread.join();
    }
}

/// Takes the port, builds the site and answers. Requests that come before the site is there wait for it.
///
/// # Errors
/// When no port can be had, or the configuration is at fault.
pub fn start(setup: Setup) -> Result<Handle, Fault> {
    let endpoint = http::bind(&setup.host, setup.port)?;
    let (events, receiver) = channel();
    let shared = Arc::new(Shared::default());
    let console = Console { quiet: setup.quiet, files: setup.files.clone(), options: setup.render };
    let server = Server::new(Arc::clone(&shared), events.clone(), endpoint.host.clone(), console.lang());
    http::serve(&endpoint, server)?;
    // Watched from before the first file is read, so that no change is lost.
    let sources =
        watch::Sources { content: setup.content, out: setup.options.out.clone(), ..watch::Sources::default() };
    let watch = watch::start(setup.files.clone(), setup.poll, sources, events.clone());
    let url = endpoint.url();
    let options =
        Options { base_url: Some(url.clone()), search: WithSearch::Deferred, service_worker: false, ..setup.options };
    let builder = Arc::new(Builder {
        tracked: TrackedFiles::new(setup.files.clone()),
        files: setup.files,
        work: Mutex::default(),
        options,
        today: setup.today,
        shared: Arc::clone(&shared),
    });
    let mut event_loop = EventLoop::new(shared, builder, console, watch, setup.editor, events.clone());
    if !event_loop.first_build(&receiver, &endpoint, setup.port) {
        event_loop.end();
        return Err(Fault::Configuration);
    }
    tick(&events);
    let thread = std::thread::spawn(move || event_loop.run(&receiver));
    Ok(Handle { url, events, thread })
}
