//! Server-sent events: what browsers are told of changes (HTML Standard, 9.2).

use super::response::headers;
use crate::base::text::Lang;
use crate::serve::state::{NextState, Shared, State};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::net::TcpStream;
use std::time::Duration;

/// How long to wait for something to tell before it is asked whether the browser may still listen.
const WAIT: Duration = Duration::from_secs(1);
/// A comment is sent when nothing else has been for so many waits: only by writing is it noticed that a browser left.
const SILENT_WAITS: u32 = 3;

/// The stream to one browser. In chunks: their end tells the browser that nothing more will come, and not that the
/// connection broke.
pub(super) struct EventStream<'a> {
    pub out: &'a TcpStream,
    pub chunked: bool,
}

impl EventStream<'_> {
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

/// Sends every state until the browser leaves. One that is slow is sent the newest state and not each between.
pub(super) fn send(
    mut stream: EventStream<'_>,
    shared: &Shared,
    page: &str,
    local: bool,
    lang: Lang,
) -> io::Result<()> {
    let listener = shared.listen(page);
    stream.open()?;
    let (mut last, mut silent) = (None, 0);
    while listener.may_stay() {
        match shared.wait_for_next(last.unwrap_or(0), WAIT) {
            NextState::Ended => break,
            NextState::State(state) => {
                let message = message(&state, page, last, local, lang);
                stream.send(&format!("data: {message}\n\n"))?;
                (last, silent) = (Some(state.number), 0);
            }
            NextState::TimedOut => {
                silent += 1;
                if silent % SILENT_WAITS == 0 {
                    stream.send(":\n\n")?;
                }
            }
        }
    }
    stream.close()
}

/// The state as one line of JSON: `{number, page, source, stale, assets, findings, words}`. `page` is the hash of the
/// page that the browser shows, `assets` what changed after the state `since`, `words` the overlay's own.
pub(super) fn message(state: &State, page: &str, since: Option<u64>, local: bool, lang: Lang) -> Value {
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
