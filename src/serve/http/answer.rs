//! The answer to a request.

use super::events;
use super::path::{self, Target};
use super::request::Head;
use super::response::{Response, http_date, media_type, names_tag, parse_http_date};
use super::semaphore::Semaphore;
use crate::base::bytes::Bytes;
use crate::base::html::escape;
use crate::base::text::Lang;
use crate::diagnostic::Diagnostic;
use crate::serve::event::Event;
use crate::serve::snapshot::{Found, Rendered, failure_hash};
use crate::serve::state::{Shared, State};
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// Everything below it is the server's own.
const OWN: &str = "_ledfyr/";
/// Made of `src/serve/live/`.
const SCRIPT: &str = include_str!("../live.js");
const STYLE: &str = include_str!("../live.css");

/// Pages rendered at a time: a thousand browsers that ask at once wait for each other instead of for the machine.
const RENDERS: usize = 16;

/// What answers need to know.
pub(in crate::serve) struct Server {
    pub shared: Arc<Shared>,
    events: Sender<Event>,
    /// The host that the user asked to listen on.
    host: String,
    pub lang: Lang,
    renders: Semaphore,
}

/// What a request is to get.
pub(super) enum Answer {
    Response(Response),
    /// Go on telling of states.
    Events {
        page: String,
        chunked: bool,
    },
    Ended,
}

impl Server {
    pub(crate) fn new(shared: Arc<Shared>, events: Sender<Event>, host: String, lang: Lang) -> Server {
        Server { shared, events, host, lang, renders: Semaphore::new(RENDERS) }
    }

    pub(super) fn answer(&self, head: &Head, local: bool) -> Answer {
        let target = match self.admit(head) {
            Ok(target) => target,
            Err(refusal) => return Answer::Response(refusal),
        };
        let own = target.path.strip_prefix(OWN);
        // Scripts and styles of our own need no state, so the first page that waits for it has them at once.
        match own {
            Some("live.js") => return file("a.js", SCRIPT.as_bytes()),
            Some("live.css") => return file("a.css", STYLE.as_bytes()),
            _ => {}
        }
        let Some(state) = self.shared.current() else { return Answer::Ended };
        // Who waits for the search index to be built keeps nobody from a page.
        let _permit = (!state.snapshot.is_search(&target.path)).then(|| self.renders.acquire());
        let Some(name @ ("events" | "state")) = own else {
            return Answer::Response(self.page(&state, &target, head));
        };
        let page = path::query_value(&target.query, "page").unwrap_or_default();
        let page = page.strip_prefix('/').unwrap_or(&page).to_owned();
        if name == "events" && head.method == "GET" {
            return Answer::Events { page, chunked: !head.old };
        }
        file("a.json", events::message(&state, &page, None, local, self.lang).to_string().as_bytes())
    }

    /// What is asked for, or the answer to a request that is refused.
    fn admit(&self, head: &Head) -> Result<Target, Response> {
        if head.method != "GET" && head.method != "HEAD" {
            return Err(Response::text(405, "405 Method Not Allowed\n").header("Allow", "GET, HEAD"));
        }
        match &head.host {
            None if !head.old => return Err(Response::text(400, "400 Bad Request: no Host\n")),
            Some(host) if !path::is_our_host(host, &self.host) => {
                return Err(Response::text(
                    403,
                    "403 Forbidden: not a name of this server. Use localhost, the address, or --host NAME\n",
                ));
            }
            _ => {}
        }
        if head.foreign {
            return Err(Response::text(403, "403 Forbidden: only pages of this server may ask\n"));
        }
        path::target(&head.target).ok_or_else(|| Response::text(400, "400 Bad Request\n"))
    }

    fn page(&self, state: &State, target: &Target, head: &Head) -> Response {
        match state.snapshot.find(&target.path) {
            Found::File(file) => known(&file, state, head).unwrap_or_else(|| respond(200, &file, state)),
            Found::Elsewhere(path) => {
                let query = if target.query.is_empty() { String::new() } else { format!("?{}", target.query) };
                Response::text(302, "302 Found\n").header("Location", format!("/{}{query}", path::encode(&path)))
            }
            Found::Missing => match state.snapshot.not_found() {
                Found::File(file) => respond(404, &file, state),
                Found::Failed(d) => self.failed(state, &d),
                _ => Response::text(404, "404 Not Found\n"),
            },
            Found::Failed(d) => self.failed(state, &d),
        }
    }

    /// A page that cannot be rendered, and there is no earlier one to show: what is wrong, until it is mended.
    fn failed(&self, state: &State, d: &Diagnostic) -> Response {
        if !state.findings.contains(d) {
            let _ = self.events.send(Event::RenderFailed(Box::new(d.clone())));
        }
        let message = escape(d.message.get(self.lang));
        let file = d.file.as_ref().map_or(String::new(), |f| format!("<p>{}</p>", escape(f.as_str())));
        let lang = match self.lang {
            Lang::Sv => "sv",
            Lang::En => "en",
        };
        let html = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{message}</title></head>\n\
             <body><main><h1>{message}</h1>{file}</main></body>\n</html>\n"
        );
        Response::new(500, "text/html; charset=utf-8", with_live(html.as_bytes(), &failure_hash(d)))
    }
}

/// A file of the server's own; the name tells its media type.
fn file(name: &str, bytes: &[u8]) -> Answer {
    Answer::Response(Response::new(200, &media_type(name), bytes.to_vec()))
}

fn respond(status: u16, file: &Rendered, state: &State) -> Response {
    let hash = file.hash.short();
    let body = if file.is_page { with_live(&file.bytes, &hash) } else { Arc::clone(&file.bytes) };
    let tag = format!("\"{hash}\"");
    let response = Response::new(status, &media_type(&file.path), body);
    response.header("ETag", tag).header("Last-Modified", http_date(state.modified))
}

/// That the browser has the file as it is (RFC 9110, 13.2.2).
fn known(file: &Rendered, state: &State, head: &Head) -> Option<Response> {
    let is_known = match (&head.none_match, &head.modified_since) {
        (Some(tags), _) => names_tag(tags, &file.hash.short()),
        (None, Some(date)) => parse_http_date(date).is_some_and(|seen| seen >= state.modified),
        (None, None) => false,
    };
    // The body is not sent, only its length is told.
    is_known.then(|| respond(304, file, state))
}

/// The page with live reload in it. The script comes before the page's own, so that it sees the page as it was sent.
fn with_live(html: &[u8], hash: &str) -> Bytes {
    let script = format!("<script src=\"/_ledfyr/live.js\" data-page=\"{hash}\" id=\"_ledfyr-live\" defer></script>");
    let head = html.windows(6).position(|w| w.eq_ignore_ascii_case(b"<head>"));
    let at = head.map_or(html.len(), |i| i + 6);
    let mut out = Vec::with_capacity(html.len() + script.len());
    out.extend_from_slice(&html[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&html[at..]);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_first_in_the_head() {
        let html = with_live(b"<!doctype html><html><HEAD><meta></head>", "1a");
        let text = std::str::from_utf8(&html).unwrap();
        assert!(text.contains("<HEAD><script src=\"/_ledfyr/live.js\" data-page=\"1a\""), "{text}");
        assert!(std::str::from_utf8(&with_live(b"<p>", "1a")).unwrap().starts_with("<p><script"));
    }
}
