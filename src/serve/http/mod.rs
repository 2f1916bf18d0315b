//! HTTP for one site and a few people, on tiny_http: GET and HEAD, a thread for each request that is being answered.
//!
//! tiny_http 0.12 keeps a thread for every connection, and its pool has a race: connections that come in a burst are
//! queued for threads that have been woken but already have work, and a queued one is looked at only when some thread
//! gets free. When all of them sit on connections that stay open and silent (browsers open such ones ahead of time,
//! live reload keeps one), a request in the queue would never be answered. So every answer says `Connection: close`,
//! and [`nudge`] opens connections that end at once: the thread that each of them sets free takes the next in the queue.

mod answer;
mod listen;
mod live;
mod nudge;
mod path;
mod request;
mod response;

pub(super) use answer::Server;
pub(super) use listen::{Bound, bind, serve};
