//! Live reload: what browsers are told, and how they keep listening (server-sent events, HTML Standard 9.2).

use super::answer::Server;
use super::response::headers;
use crate::base::text::Lang;
use crate::serve::state::{Newer, Shared, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Browsers that listen at a time; when one more comes, the oldest is let go. Tabs that are not seen do not listen.
const MAX_LISTENERS: usize = 64;

/// How long is waited for something to tell.
const LOOK: Duration = Duration::from_secs(1);
/// A comment is sent when nothing else has been for so many looks: only by writing is it noticed that a listener left.
const QUIET_LOOKS: u32 = 3;

/// Who listens, in the order they came.
#[derive(Default)]
pub(super) struct Listeners(Mutex<Seats>);

#[derive(Default)]
struct Seats {
    next: u64,
    /// What is raised for those who are to go.
    taken: BTreeMap<u64, Arc<AtomicBool>>,
}

/// A place among the listeners.
struct Seat<'a> {
    listeners: &'a Listeners,
    shared: &'a Shared,
    id: u64,
    go: Arc<AtomicBool>,
}

impl<'a> Seat<'a> {
    fn take(server: &'a Server, page: &str) -> Seat<'a> {
        let listeners = &server.listeners;
        let mut seats = listeners.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seats.taken.len() >= MAX_LISTENERS
            && let Some((_, oldest)) = seats.taken.pop_first()
        {
            oldest.store(true, Ordering::Relaxed);
        }
        let (id, go) = (seats.next, Arc::new(AtomicBool::new(false)));
        seats.next += 1;
        seats.taken.insert(id, Arc::clone(&go));
        server.shared.page_opened(id, page.to_owned());
        Seat { listeners, shared: &server.shared, id, go }
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.listeners.0.lock().unwrap_or_else(PoisonError::into_inner).taken.remove(&self.id);
        self.shared.page_closed(self.id);
    }
}

/// The way to one who listens. In chunks: their end tells the browser that nothing more will come, and not that the
/// connection broke.
pub(super) struct Events<'a> {
    pub out: &'a TcpStream,
    pub chunked: bool,
}

impl Events<'_> {
    fn open(&mut self) -> io::Result<()> {
        let headers = headers("text/event-stream; charset=utf-8");
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let mut open = format!("HTTP/1.1 200 OK\r\n{headers}");
        open.push_str(if self.chunked { "Transfer-Encoding: chunked\r\n" } else { "" });
        open.push_str("Connection: close\r\nX-Accel-Buffering: no\r\n\r\n");
        self.out.write_all(open.as_bytes())?;
        self.out.flush()
    }

    fn send(&mut self, text: &str) -> io::Result<()> {
        let text = if self.chunked { format!("{:x}\r\n{text}\r\n", text.len()) } else { text.to_owned() };
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    fn close(mut self) -> io::Result<()> {
        if self.chunked {
            self.out.write_all(b"0\r\n\r\n")?;
        }
        self.out.flush()
    }
}

/// Tells the browser every state until it leaves. One who is slow is told the newest state and not each between.
pub(super) fn stream(mut events: Events<'_>, server: &Server, page: &str, local: bool) -> io::Result<()> {
    let seat = Seat::take(server, page);
    events.open()?;
    let (mut last, mut quiet) = (None, 0);
    while !seat.go.load(Ordering::Relaxed) {
        match server.shared.newer(last.unwrap_or(0), LOOK) {
            Newer::Ended => break,
            Newer::State(state) => {
                let message = message(&state, page, last, local, server.lang);
                events.send(&format!("data: {message}\n\n"))?;
                (last, quiet) = (Some(state.number), 0);
            }
            Newer::Nothing => {
                quiet += 1;
                if quiet % QUIET_LOOKS == 0 {
                    events.send(":\n\n")?;
                }
            }
        }
    }
    events.close()
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
