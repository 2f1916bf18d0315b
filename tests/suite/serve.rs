//! The development server as people meet it: the program, a folder that changes, and HTTP.
//!
//! Nothing here is timed: every expectation waits for its moment, and only fails when that does not come at all.

#![allow(clippy::disallowed_methods, reason = "a test of files that change on the disk")]

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Far more than anything here takes, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

struct Site {
    root: PathBuf,
    child: Child,
    address: String,
    url: String,
    out: BufReader<ChildStdout>,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Site {
    /// A small site that is being served.
    fn new(name: &str) -> Site {
        Site::with(name, &[], &[])
    }

    fn with(name: &str, arguments: &[&str], files: &[(&str, &str)]) -> Site {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-{name}-{number}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        for (path, text) in [
            ("ledfyr.toml", "[site]\ntitle = \"Prov\"\n"),
            ("content/_index.md", "---\ntitle: Hem\n---\nVälkommen.\n"),
            ("content/a.md", "---\ntitle: Sidan A\n---\nDen första texten.\n"),
            ("content/del/b.md", "---\ntitle: Sidan B\n---\nText.\n"),
        ]
        .iter()
        .chain(files)
        {
            write(&root, path, text);
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_ledfyr"))
            .args(["--root", root.to_str().unwrap(), "serve"])
            .args(if arguments.contains(&"--port") { &[] } else { &["--port", "0"][..] })
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let url = line.split_whitespace().next().unwrap_or("").to_owned();
        let address = url
            .strip_prefix("http://")
            .expect("the first line begins with the address")
            .trim_end_matches('/')
            .to_owned();
        Site { root, child, address, url, out }
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.root, path, text);
    }

    fn get(&self, path: &str) -> Reply {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    fn send(&self, request: &str) -> Reply {
        let text = self.raw(request);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head in {text:?}"));
        let status =
            head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or_else(|| panic!("no status in {head:?}"));
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// All that comes back until the server closes.
    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        // Nothing more will come, so the server closes as well.
        stream.shutdown(Shutdown::Write).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What the overlay is told, for the page at `path`.
    fn state(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(&format!("/_ledfyr/state?page={path}")).body).unwrap()
    }

    fn findings(&self) -> Vec<(String, String)> {
        let state = self.state("/");
        let items = state["findings"]["items"].as_array().unwrap();
        let text = |v: &Value| v.as_str().unwrap_or("").to_owned();
        items.iter().map(|i| (text(&i["code"]), text(&i["file"]))).collect()
    }

    /// Waits until the page shows the text; it must answer with 200 all the time.
    fn shows(&self, path: &str, text: &str) {
        until(|| {
            let reply = self.get(path);
            assert_eq!(reply.status, 200, "{path}");
            reply.body.contains(text)
        });
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[track_caller]
fn until(mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "it never came");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn answers_with_pages_types_and_headers() {
    let site = Site::new("answers");
    let home = site.get("/");
    assert_eq!(home.status, 200);
    assert!(home.body.contains("Välkommen") && home.body.contains("/_ledfyr/live.js"), "{}", home.body);
    for header in [
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "script-src 'self'",
    ] {
        assert!(home.head.contains(header), "{header} in {}", home.head);
    }
    assert!(!home.head.contains("unsafe-"), "{}", home.head);
    let moved = site.get("/del/b?x=1");
    assert_eq!(moved.status, 302);
    assert!(moved.head.contains("Location: /del/b/?x=1\r\n"), "{}", moved.head);
    assert!(site.get("/del/b").head.contains("Location: /del/b/\r\n"));
    let missing = site.get("/finns/inte");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<main"), "the site's own page: {}", missing.body);
    let head = site.send("HEAD /a/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let sitemap = site.get("/sitemap.xml");
    assert!(sitemap.body.contains(&format!("<loc>{}a/</loc>", site.url)), "the address served: {}", sitemap.body);
    assert!(site.get("/sok/index.json").head.contains("Content-Type: application/json"));
    // Nothing is written.
    assert!(!site.root.join("public").exists());
}

#[test]
fn refuses_what_it_should() {
    let site = Site::new("refuses");
    let status = |request: &str| site.send(request).status;
    for path in [
        "/../ledfyr.toml",
        "/%2e%2e/ledfyr.toml",
        "/..%2fledfyr.toml",
        "/a/%2e%2e/%2e%2e/ledfyr.toml",
        "/..%5cledfyr.toml",
        "//evil.example/",
        "/%ff",
        "/%00",
    ] {
        let reply = site.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
        assert!(!reply.body.contains("Prov\"") && !reply.head.contains("Location"), "{path}");
    }
    assert_eq!(site.get("/ledfyr.toml").status, 404);
    assert_eq!(site.get("/content/a.md").status, 404);
    for host in ["localhost:1", "127.0.0.1", "[::1]:80", "192.168.1.7"] {
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")), 200, "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"] {
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")), 403, "{host}");
    }
    assert_eq!(status("GET / HTTP/1.1\r\n\r\n\r\nGET"), 400);
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = site.send(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"));
        assert_eq!(reply.status, 405, "{method}");
        assert!(reply.head.contains("Allow: GET, HEAD"));
    }
    assert_eq!(status("nonsense\r\n\r\n"), 400);
    assert_eq!(status(&format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(40_000))), 431);
    assert_eq!(status("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
    // Pages elsewhere may not ask; people may follow a link from there.
    let from =
        |headers: &str| status(&format!("GET /_ledfyr/state?page=/ HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n"));
    assert_eq!(from("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors"), 403);
    assert_eq!(from("Origin: https://evil.example"), 403);
    assert_eq!(from("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate"), 200);
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let site = Site::new("fresh");
    let header = |reply: &Reply, name: &str| {
        let line =
            reply.head.lines().find_map(|l| l.strip_prefix(name)).unwrap_or_else(|| panic!("{name} in {}", reply.head));
        line.trim_start_matches(": ").to_owned()
    };
    let ask = |header: &str| site.send(&format!("GET /a/ HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n"));
    let first = site.get("/a/");
    let (tag, date) = (header(&first, "ETag"), header(&first, "Last-Modified"));
    for known in [format!("If-None-Match: W/{tag}, \"x\""), format!("If-Modified-Since: {date}")] {
        let again = ask(&known);
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{known}");
        assert_eq!(header(&again, "ETag"), tag);
        assert_eq!(header(&again, "Content-Length"), header(&first, "Content-Length"), "as RFC 9110, 8.6 has it");
    }
    let other = ask(&format!("If-None-Match: \"x\"\r\nIf-Modified-Since: {date}"));
    assert_eq!(other.status, 200, "the tag counts");
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nNy text.\n");
    site.shows("/a/", "Ny text");
    for known in [format!("If-None-Match: {tag}"), format!("If-Modified-Since: {date}")] {
        assert_eq!(ask(&known).status, 200, "{known}");
    }
    let missing = site.send("GET /saknas HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n");
    assert_eq!(missing.status, 404);
}

/// Open files and threads of a process.
#[cfg(target_os = "linux")]
fn held(process: u32) -> (usize, usize) {
    let count = |of: &str| fs::read_dir(format!("/proc/{process}/{of}")).map_or(0, Iterator::count);
    (count("fd"), count("task"))
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_requests_leave_nothing_behind() {
    let site = Site::new("hostile");
    assert_eq!(site.get("/").status, 200);
    let before = held(site.child.id());
    let big = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9223372036854775807\r\n\r\nabc";
    let endless = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nabc";
    let fetched = "GET /a/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000000\r\n\r\nabc";
    let asking = "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4000000000\r\n\r\n";
    let other = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    for _ in 0..400 {
        for (request, status) in [(big, "405"), (endless, "405"), (fetched, "200"), (asking, "405"), (other, "505")] {
            let mut stream = TcpStream::connect(&site.address).unwrap();
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut start = [0; 12];
            stream.read_exact(&mut start).unwrap();
            assert_eq!(&start[9..], status.as_bytes());
        }
    }
    // Those that say nothing more are let go when others come.
    let slow: Vec<TcpStream> = (0..1500)
        .map(|_| {
            let mut stream = TcpStream::connect(&site.address).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
            stream
        })
        .collect();
    assert_eq!(site.get("/").status, 200);
    let (files, threads) = held(site.child.id());
    assert!(files < before.0 + 600 && threads < before.1 + 600, "{files} files, {threads} threads");
    drop(slow);
    until(|| {
        let (files, threads) = held(site.child.id());
        files <= before.0 + 4 && threads <= before.1 + 4
    });
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn another_day_shows_other_pages() {
    use ledfyr::base::date::Date;
    use ledfyr::base::path::RelPath;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-midnight-{}", std::process::id()));
    write(&root, "content/_index.md", "---\ntitle: Hem\n---\n");
    let page = "---\nid: ny\ntitle: Ny\nkind: role\ntier: line\nvalid_from: 2026-12-01\n---\nText.\n";
    write(&root, "content/ny.md", page);
    let day = |day: i8| Date::from_ymd(2026, 11, 30).filter(|_| day == 30).or(Date::from_ymd(2026, 12, 1)).unwrap();
    let midnight = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&midnight);
    let handle = ledfyr::serve::start(ledfyr::serve::Setup {
        files: ledfyr::source::DiskFiles::new(&root),
        options: crate::common::options(),
        today: Box::new(move |_| day(if over.load(Ordering::Relaxed) { 1 } else { 30 })),
        content: vec![RelPath::lit("content")],
        host: "127.0.0.1".to_owned(),
        port: 0,
        poll: false,
        editor: String::new(),
        quiet: true,
        render: ledfyr::diagnostic::RenderOptions::default(),
    })
    .unwrap();
    let address = handle.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let status = || {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.write_all(b"GET /ny/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text.split(' ').nth(1).unwrap_or("").to_owned()
    };
    assert_eq!(status(), "404");
    midnight.store(true, Ordering::Relaxed);
    until(|| status() == "200");
    handle.stopper()();
    handle.wait();
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn shows_edits_new_pages_and_deletions() {
    let site = Site::new("edits");
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nDen andra texten.\n");
    site.shows("/a/", "Den andra texten");
    // As vim saves: the old one moved away, a new one in its place.
    fs::rename(site.root.join("content/a.md"), site.root.join("content/a.md~")).unwrap();
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nDen tredje texten.\n");
    fs::remove_file(site.root.join("content/a.md~")).unwrap();
    site.shows("/a/", "Den tredje texten");
    // As others save: a temporary file that takes the place.
    site.write("content/a.md.tmp", "---\ntitle: Sidan A\n---\nDen fjärde texten.\n");
    fs::rename(site.root.join("content/a.md.tmp"), site.root.join("content/a.md")).unwrap();
    site.shows("/a/", "Den fjärde texten");
    // A title is seen wherever it stands.
    site.write("content/a.md", "---\ntitle: Ny titel\n---\nText.\n");
    site.shows("/", "Ny titel");
    site.write("content/ny/mapp/c.md", "---\ntitle: Sidan C\n---\nHär är C.\n");
    until(|| site.get("/ny/mapp/c/").status == 200);
    fs::rename(site.root.join("content/ny"), site.root.join("content/annan")).unwrap();
    until(|| site.get("/annan/mapp/c/").status == 200);
    assert_eq!(site.get("/ny/mapp/c/").status, 404);
    fs::remove_file(site.root.join("content/a.md")).unwrap();
    until(|| site.get("/a/").status == 404);
    // The whole content goes and comes back.
    fs::rename(site.root.join("content"), site.root.join("undan")).unwrap();
    until(|| !site.findings().is_empty());
    assert_eq!(site.get("/del/b/").status, 200, "a site without its content is an error");
    fs::rename(site.root.join("undan"), site.root.join("content")).unwrap();
    until(|| site.findings().is_empty());
    site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nEfter flytten.\n");
    site.shows("/del/b/", "Efter flytten");
    // A folder that was not there, with nothing but a hidden one in it.
    site.write("root/.well-known/security.txt", "Contact: a\n");
    until(|| site.get("/.well-known/security.txt").body == "Contact: a\n");
}

#[test]
fn editors_may_save_as_they_like() {
    let site = Site::new("editors");
    let whole = |text: &str| format!("---\ntitle: Sidan A\n---\n{text}\n");
    // Locks, swap files, backups and the probe of vim are no pages.
    for name in [".~lock.a.md#", ".a.md.swp", "a.md~", "#a.md#", "4913", ".DS_Store", "a.md.tmp"] {
        site.write(&format!("content/{name}"), "x");
    }
    site.write("content/a.md", &whole("Efter låsen."));
    site.shows("/a/", "Efter låsen");
    // Emptied first and written later.
    for round in 0..5 {
        let path = site.root.join("content/a.md");
        let mut file = fs::File::create(&path).unwrap();
        std::thread::sleep(Duration::from_millis(8));
        let text = whole(&format!("Text {round} i bitar."));
        file.write_all(text.as_bytes()).unwrap();
        drop(file);
        site.shows("/a/", &format!("Text {round} i bitar"));
    }
}

#[test]
fn a_checkout_of_another_branch_is_one_change() {
    let page = |n: usize, of: &str| format!("---\ntitle: {of} {n}\n---\nText {n} av {of}.\n");
    let site = Site::new("checkout");
    for n in 0..40 {
        site.write(&format!("content/gren/{n}.md"), &page(n, "Ett"));
    }
    until(|| site.get("/gren/39/").body.contains("Text 39 av Ett"));
    fs::remove_dir_all(site.root.join("content/gren")).unwrap();
    for n in 20..60 {
        site.write(&format!("content/gren/{n}.md"), &page(n, "Två"));
    }
    site.write("content/ny/_index.md", &page(0, "Två"));
    site.write("ledfyr.toml", "[site]\ntitle = \"Andra grenen\"\n");
    until(|| {
        let home = site.get("/");
        assert_eq!(home.status, 200);
        home.body.contains("Andra grenen") && site.get("/gren/59/").status == 200
    });
    for n in 20..60 {
        until(|| site.get(&format!("/gren/{n}/")).body.contains(&format!("Text {n} av Två")));
    }
    until(|| site.get("/gren/19/").status == 404 && site.get("/ny/").status == 200);
    // Lists follow.
    until(|| !site.get("/a-o/").body.contains("Ett 5") && site.findings().is_empty());
}

#[test]
fn keeps_the_last_good_state_while_there_are_errors() {
    let site = Site::new("errors");
    site.write("content/a.md", "---\ntitle: [trasig\n---\nNy text.\n");
    until(|| !site.findings().is_empty());
    let page = site.get("/a/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Den första texten"), "{}", page.body);
    let state = site.state("/a/");
    assert_eq!(state["stale"], true);
    let item = &state["findings"]["items"][0];
    assert_eq!((&item["severity"], &item["file"]), (&"error".into(), &"content/a.md".into()));
    assert!(item["line"].as_u64() >= Some(2), "{item}");
    assert!(item["excerpt"].as_array().is_some_and(|lines| lines.iter().any(|l| l["here"] == true)), "{item}");
    let editor = item["editor"].as_str().unwrap();
    assert!(editor.starts_with("vscode://file/") && editor.contains("/content/a.md:"), "{editor}");
    // Other pages wait as well: the site is one.
    site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nSenare.\n");
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nLagad text.\n");
    site.shows("/a/", "Lagad text");
    site.shows("/del/b/", "Senare");
    assert!(site.findings().is_empty());
    assert_eq!(site.state("/a/")["stale"], false);
}

#[test]
fn a_broken_configuration_or_template_changes_nothing_but_the_findings() {
    let page = "---\ntitle: Sidan A\ntemplate: egen\n---\nDen första texten.\n";
    let template = |main: &str| format!("{{% extends \"base.html\" %}}{{% block main %}}{main}{{% endblock main %}}");
    let site = Site::with(
        "config",
        &[],
        &[("content/a.md", page), ("templates/egen.html", &template("{{ page.body | safe }}"))],
    );
    site.write("ledfyr.toml", "[site]\ntitel = \"Prov\"\n");
    until(|| site.findings().iter().any(|(code, file)| code == "config-unknown-key" && file == "ledfyr.toml"));
    site.shows("/a/", "Den första texten");
    site.write("ledfyr.toml", "[site]\ntitle = \"Nytt namn\"\n");
    site.shows("/", "Nytt namn");
    assert!(site.findings().is_empty());
    site.write("templates/egen.html", &template("{% if %}"));
    until(|| site.findings().iter().any(|(code, file)| code == "template-error" && file == "templates/egen.html"));
    site.shows("/a/", "Den första texten");
    site.write("templates/egen.html", &template("Egen mall"));
    site.shows("/a/", "Egen mall");
    // A template that fails only when it is used shows when a page is asked for.
    site.write("templates/egen.html", &template("{{ finns.inte.alls }}"));
    until(|| site.get("/a/").status == 500);
    until(|| site.findings().iter().any(|(code, _)| code == "template-error"));
    site.write("templates/egen.html", &template("Lagad mall"));
    until(|| site.get("/a/").body.contains("Lagad mall"));
    assert!(site.findings().is_empty());
}

#[test]
fn a_style_of_the_sites_own_takes_the_themes_place() {
    let site = Site::new("style");
    let href = |body: &str| {
        let at = body.find("static/ledfyr.").unwrap();
        body[at..].split('"').next().unwrap().to_owned()
    };
    let old = href(&site.get("/a/").body);
    site.write("static/ledfyr.css", "body { color: #010203 }\n");
    // The file may be seen when it is there and nothing is in it yet.
    let style = || site.get(&format!("/{}", href(&site.get("/a/").body)));
    until(|| style().body == "body { color: #010203 }\n");
    let style = style();
    assert_eq!((style.status, style.body.as_str()), (200, "body { color: #010203 }\n"));
    assert!(style.head.contains("Content-Type: text/css; charset=utf-8"));
    // A browser that got the page before may still ask for the style of before.
    assert_eq!(site.get(&format!("/{old}")).status, 200);
}

#[test]
fn the_oldest_listener_makes_room() {
    let site = Site::new("room");
    let listen = || {
        let mut stream = TcpStream::connect(&site.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(b"GET /_ledfyr/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut events = BufReader::new(stream);
        let mut line = String::new();
        while !line.starts_with("data: ") {
            line.clear();
            assert_ne!(events.read_line(&mut line).unwrap(), 0, "the stream ended");
        }
        events
    };
    let mut oldest = listen();
    let _others: Vec<_> = (0..64).map(|_| listen()).collect();
    // The last chunk, at which a browser closes the connection and comes again later.
    let mut line = String::new();
    until(|| {
        line.clear();
        oldest.read_line(&mut line).unwrap();
        line == "0\r\n"
    });
}

#[test]
fn browsers_are_told_of_changes() {
    let site = Site::new("events");
    let mut stream = TcpStream::connect(&site.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(b"GET /_ledfyr/events?page=%2Fa%2F HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut events = BufReader::new(stream);
    let mut next = || -> Value {
        loop {
            let mut line = String::new();
            assert_ne!(events.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    };
    let first = next();
    assert_eq!(first["source"], "content/a.md");
    let shown = first["page"].as_str().unwrap().to_owned();
    assert!(site.get("/a/").body.contains(&format!("data-page=\"{shown}\"")), "the page says which one it is");
    // A change elsewhere leaves the page as it was.
    site.write("content/del/b.md", "---\ntitle: Sidan B\n---\nAnnat.\n");
    let second = next();
    assert_eq!(second["page"], shown.as_str());
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nNytt.\n");
    let third = next();
    assert_ne!(third["page"], shown.as_str());
    assert!(third["number"].as_u64() > second["number"].as_u64());
    // Saved again with the same bytes: nothing to tell. The next event is about the next change.
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nNytt.\n");
    site.write("content/a.md", "---\ntitle: [\n---\n");
    let fourth = next();
    assert_eq!((&fourth["page"], &fourth["stale"]), (&third["page"], &true.into()));
}

#[test]
fn many_idle_connections_stop_nobody() {
    let site = Site::new("idle");
    let mut idle = Vec::new();
    for i in 0..300 {
        let mut stream = TcpStream::connect(&site.address).unwrap();
        // Some say nothing, some stop in the middle, some have had an answer and stay.
        match i % 3 {
            0 => {}
            1 => stream.write_all(b"GET / HT").unwrap(),
            _ => stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap(),
        }
        idle.push(stream);
    }
    assert_eq!(site.get("/").status, 200);
    for _ in 0..70 {
        let mut stream = TcpStream::connect(&site.address).unwrap();
        stream.write_all(b"GET /_ledfyr/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        idle.push(stream);
    }
    assert_eq!(site.get("/").status, 200);
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nTrots allt.\n");
    site.shows("/a/", "Trots allt");
    drop(idle);
    site.shows("/a/", "Trots allt");
    // All at once, so that the requests are queued behind connections on which nothing comes.
    for _ in 0..10 {
        let connect = || TcpStream::connect(&site.address).unwrap();
        let _silent: Vec<_> = std::iter::repeat_with(connect).take(12).collect();
        let mut asking: Vec<_> = std::iter::repeat_with(connect).take(6).collect();
        for stream in &mut asking {
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        }
        for mut stream in asking {
            let mut start = [0; 12];
            stream.read_exact(&mut start).unwrap();
            assert_eq!(&start, b"HTTP/1.0 200");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_links_name_is_watched_where_it_lies() {
    let site = Site::with("links", &[], &[("gemensamt/g.md", "---\ntitle: Delad\n---\nEtt.\n")]);
    std::os::unix::fs::symlink("../gemensamt/g.md", site.root.join("content/g.md")).unwrap();
    site.write("gemensamt/annan.md", "Ingen sida.\n");
    until(|| site.get("/g/").status == 200);
    site.write("gemensamt/g.md", "---\ntitle: Delad\n---\nTvå.\n");
    site.shows("/g/", "Två");
    // As others save: a new file in its place.
    site.write("gemensamt/g.new", "---\ntitle: Delad\n---\nTre.\n");
    fs::rename(site.root.join("gemensamt/g.new"), site.root.join("gemensamt/g.md")).unwrap();
    site.shows("/g/", "Tre");
    assert!(site.findings().is_empty());
    // The whole content becomes a link.
    fs::rename(site.root.join("content"), site.root.join("riktig")).unwrap();
    std::os::unix::fs::symlink("riktig", site.root.join("content")).unwrap();
    site.write("riktig/a.md", "---\ntitle: Sidan A\n---\nGenom länken.\n");
    site.shows("/a/", "Genom länken");
    until(|| site.findings().is_empty());
    site.write("riktig/ny/d.md", "---\ntitle: Sidan D\n---\nNy mapp.\n");
    until(|| site.get("/ny/d/").status == 200);
    site.write("riktig/ny/d.md", "---\ntitle: Sidan D\n---\nSparad igen.\n");
    site.shows("/ny/d/", "Sparad igen");
}

#[test]
fn looks_for_itself_when_asked_to() {
    let site = Site::with("poll", &["--poll"], &[]);
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nSedd ändå.\n");
    site.shows("/a/", "Sedd ändå");
    // The same length and the same time: only the bytes tell.
    let path = site.root.join("content/a.md");
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    site.write("content/.ny", "---\ntitle: Sidan A\n---\nSett ändå.\n");
    let new = fs::File::options().write(true).open(site.root.join("content/.ny")).unwrap();
    new.set_times(fs::FileTimes::new().set_modified(time)).unwrap();
    fs::rename(site.root.join("content/.ny"), &path).unwrap();
    site.shows("/a/", "Sett ändå");
    // A folder that comes later, and hidden files in it.
    let hidden = "/.well-known/security.txt";
    site.write("root/.well-known/security.txt", "Contact: a\n");
    until(|| site.get(hidden).body == "Contact: a\n");
    site.write("root/.well-known/security.txt", "Contact: b\n");
    site.shows(hidden, "Contact: b\n");
    // The whole content goes and comes back.
    fs::rename(site.root.join("content"), site.root.join("undan")).unwrap();
    until(|| !site.findings().is_empty());
    fs::rename(site.root.join("undan"), site.root.join("content")).unwrap();
    until(|| site.findings().is_empty());
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nEfter flytten.\n");
    site.shows("/a/", "Efter flytten");
}

#[test]
fn starts_with_errors_and_heals() {
    let site = Site::with("faulty", &[], &[("content/trasig.md", "---\ntitle: [\n---\n")]);
    assert_eq!(site.get("/a/").status, 200, "there is nothing better");
    assert!(!site.findings().is_empty());
    site.write("content/a.md", "---\ntitle: Sidan A\n---\nÄndå ny.\n");
    site.shows("/a/", "Ändå ny");
    fs::remove_file(site.root.join("content/trasig.md")).unwrap();
    until(|| site.findings().is_empty());
}

#[cfg(unix)]
#[test]
fn takes_the_next_port_and_ends_on_ctrl_c() {
    let site = Site::new("port");
    let port = site.address.rsplit(':').next().unwrap().to_owned();
    let mut other = Site::with("port", &["--port", &port], &[]);
    assert_ne!(other.address, site.address);
    let mut line = String::new();
    other.out.read_line(&mut line).unwrap();
    assert!(line.contains(&port), "it says so: {line}");
    let id = other.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(other.child.wait().unwrap().code(), Some(0));
}
