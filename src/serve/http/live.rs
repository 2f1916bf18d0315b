//! Live reload: what browsers are told, and how they keep listening (server-sent events, HTML Standard 9.2).

use super::answer::Server;
use super::connection::Connection;
use super::response::{Response, head};
use crate::base::text::Lang;
use crate::serve::state::{Newer, Shared, State};
use serde_json::{Value, json};
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Browsers that listen at a time. Tabs that are not seen do not.
pub(super) const MAX_LISTENERS: usize = 64;

/// How soon a listener that left is noticed.
const LOOK: Duration = Duration::from_secs(1);
/// A comment is sent when nothing else has been for so many looks: proxies close what is silent.
const QUIET_LOOKS: u32 = 15;

/// A place among the listeners.
pub(super) struct Seat<'a> {
    taken: &'a AtomicUsize,
    shared: &'a Shared,
    id: u64,
}

impl<'a> Seat<'a> {
    fn take(server: &'a Server, id: u64, page: &str) -> Option<Seat<'a>> {
        let taken = &server.listeners;
        if taken.fetch_add(1, Ordering::Relaxed) >= MAX_LISTENERS {
            taken.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        server.shared.page_opened(id, page.to_owned());
        Some(Seat { taken, shared: &server.shared, id })
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.taken.fetch_sub(1, Ordering::Relaxed);
        self.shared.page_closed(self.id);
    }
}

/// Tells the browser every state until it leaves. One who is slow is told the newest state and not each between.
pub(super) fn stream(connection: &Connection, server: &Server, page: String, local: bool) -> io::Result<()> {
    let mut out = &connection.stream;
    let Some(_seat) = Seat::take(server, connection.id, &page) else {
        return Response::text(503, "503 Service Unavailable\n")
            .header("Retry-After", "10")
            .write(&mut out, true, true);
    };
    let mut open = head(200, "text/event-stream; charset=utf-8");
    open.push_str("Connection: close\r\nX-Accel-Buffering: no\r\n\r\n");
    out.write_all(open.as_bytes())?;
    let (mut last, mut quiet) = (None, 0);
    loop {
        match server.shared.newer(last.unwrap_or(0), LOOK) {
            Newer::Ended => return Ok(()),
            Newer::State(state) => {
                let message = message(&state, &page, last, local, server.lang);
                write!(out, "data: {message}\n\n")?;
                (last, quiet) = (Some(state.number), 0);
            }
            Newer::Nothing => {
                quiet += 1;
                if quiet % QUIET_LOOKS == 0 {
                    out.write_all(b":\n\n")?;
                }
            }
        }
        if has_left(connection)? {
            return Ok(());
        }
    }
}

/// A browser that left has closed its side. It sends nothing else here.
fn has_left(connection: &Connection) -> io::Result<bool> {
    connection.stream.set_nonblocking(true)?;
    let read = (&connection.stream).read(&mut [0; 64]);
    connection.stream.set_nonblocking(false)?;
    Ok(match read {
        Ok(n) => n == 0,
        Err(e) => e.kind() != io::ErrorKind::WouldBlock,
    })
}

/// The state as one line of JSON: `{number, page, source, stale, assets, findings, words}`. `page` is the hash of the
/// page that the browser shows, `assets` what changed after the state `since`, `words` the overlay's own.
pub(super) fn message(state: &Arc<State>, page: &str, since: Option<u64>, local: bool, lang: Lang) -> Value {
    let assets: Vec<&str> = match since {
        Some(since) => state.assets.iter().filter(|(n, _)| *n > since).map(|(_, url)| url.as_str()).collect(),
        None => Vec::new(),
    };
    json!({
        "number": state.number,
        "page": state.snapshot.page_hash(page),
        "source": state.snapshot.source(page).map(|s| s.as_str().to_owned()),
        "stale": state.stale,
        "assets": assets,
        "findings": state.findings.json(local),
        "words": words(lang),
    })
}

fn words(lang: Lang) -> Value {
    match lang {
        Lang::Sv => json!({
            "region": "Fynd från ledfyr",
            "stale": "Visar den senaste felfria versionen",
            "updated": "Sidan är uppdaterad",
            "lost": "Ingen kontakt med ledfyr serve",
            "open": "Öppna i redigeraren",
            "line": "rad",
            "error": "Fel",
            "warning": "Varning",
            "more": "till; alla visas av ledfyr check",
            "elsewhere": "på andra sidor",
        }),
        Lang::En => json!({
            "region": "Findings of ledfyr",
            "stale": "Showing the last version without errors",
            "updated": "The page has been updated",
            "lost": "No contact with ledfyr serve",
            "open": "Open in the editor",
            "line": "line",
            "error": "Error",
            "warning": "Warning",
            "more": "more; ledfyr check shows all",
            "elsewhere": "on other pages",
        }),
    }
}
