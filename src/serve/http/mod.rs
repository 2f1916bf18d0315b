//! HTTP/1.1 for one site and a few people: GET and HEAD, one request a connection, a thread for each.
//!
//! Nothing that a client does may hold a thread or an open file for long: heads have an end and a time, bodies are not read,
//! answers have a time, and the number of connections has a limit. Why tiny_http does not read requests: ARCHITECTURE.md.

mod answer;
mod connection;
mod endpoint;
mod events;
mod path;
mod request;
mod response;
mod semaphore;

pub(super) use answer::Server;
pub(super) use endpoint::{Endpoint, bind, serve};
