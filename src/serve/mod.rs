//! The development server: the site in memory, shown in the browser as it is being written.
//!
//! Threads and what they own:
//! - the loop (`event_loop`) takes `event::Event`s one by one, decides what to build and publishes whole states;
//! - the builder loads one site at a time and sends it to the loop;
//! - the watcher turns the file system's noise into batches of paths;
//! - a thread for each request answers from the state of the moment. A page is rendered when it is asked for.
//!
//! Nothing is written to the disk.

#![allow(clippy::disallowed_methods, reason = "the server meets the machine: sockets, watched folders, the browser")]

mod build;
mod console;
mod event;
mod event_loop;
mod findings;
mod http;
mod snapshot;
mod start;
mod state;
mod tracked;
mod watch;

pub use start::{Fault, Handle, Setup, start};
