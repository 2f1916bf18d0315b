//! HTTP/1.1 for one site and a few people: GET and HEAD, one thread a connection, nothing that waits for ever.
//!
//! It is our own because a development server lives on connections that stay open (browsers keep several, live reload
//! one for each tab), and tiny_http 0.12 leaves requests unanswered when more connections stay open than it had
//! threads waiting: with twelve, eight got no answer.

mod answer;
mod connection;
mod listen;
mod live;
mod path;
mod request;
mod response;

pub(super) use answer::Server;
pub(super) use listen::{Bound, bind, serve};
