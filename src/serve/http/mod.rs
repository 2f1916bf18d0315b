//! HTTP/1.1 for one site and a few people: GET and HEAD, one request a connection, a thread for each.
//!
//! Nothing that a client does may hold a thread or an open file for long: heads have an end and a time, bodies are not read,
//! answers have a time, and there are so many connections at most. Why not tiny_http: ARCHITECTURE.md.

mod answer;
mod connection;
mod fresh;
mod listen;
mod live;
mod path;
mod request;
mod response;

pub(super) use answer::Server;
pub(super) use listen::{Bound, bind, serve};
