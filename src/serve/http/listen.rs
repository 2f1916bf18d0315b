//! The port, and the connections on it.

use super::answer::{Answer, Server, Turn};
use super::request::{Head, MAX_BODY};
use super::{live, nudge};
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How soon the end of the server is noticed.
const LOOK: Duration = Duration::from_secs(1);

/// Enough open files for thousands of connections.
#[cfg(unix)]
const FILES: u64 = 10_000;

/// How many ports after the one asked for are tried.
const PORTS_TRIED: u16 = 100;

/// A port that is ours.
pub(in crate::serve) struct Bound {
    pub listener: TcpListener,
    pub address: SocketAddr,
    /// As the user wrote it.
    pub host: String,
}

impl Bound {
    /// Where a browser on this machine finds the site.
    pub fn url(&self) -> String {
        format!("http://{}/", self.reachable())
    }

    /// An address that this machine can connect to.
    fn reachable(&self) -> SocketAddr {
        let ip = match self.address.ip() {
            ip if !ip.is_unspecified() => ip,
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        };
        SocketAddr::new(ip, self.address.port())
    }

    /// Where others on the network find it, when they can.
    pub fn network_url(&self) -> Option<String> {
        let ip = self.address.ip();
        if ip.is_loopback() {
            return None;
        }
        let ip = if ip.is_unspecified() { own_address()? } else { ip };
        Some(format!("http://{}/", SocketAddr::new(ip, self.address.port())))
    }
}

/// This machine's address on its network. «Connecting» a datagram socket only asks the system for the way; nothing is
/// sent (and 192.0.2.1 is an address for documentation, which nobody has).
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|a| a.ip()).filter(|ip| !ip.is_unspecified())
}

/// Takes the port, or the next free one.
///
/// # Errors
/// When the host is unknown or no port can be had.
pub(in crate::serve) fn bind(host: &str, port: u16) -> io::Result<Bound> {
    let plain = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS_TRIED) };
    let mut failure = io::Error::from(io::ErrorKind::AddrInUse);
    for port in port..=last {
        let addresses: Vec<SocketAddr> = (plain, port).to_socket_addrs()?.collect();
        match TcpListener::bind(addresses.as_slice()) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Bound { listener, address, host: plain.to_owned() });
            }
            Err(e) if e.kind() == io::ErrorKind::AddrInUse => failure = e,
            Err(e) => return Err(e),
        }
    }
    Err(failure)
}

/// Answers until the server ends, on threads of its own.
///
/// # Errors
/// When the system has no more files to open.
pub(in crate::serve) fn serve(bound: &Bound, server: Server) -> io::Result<()> {
    open_more_files();
    let (listener, address) = (bound.listener.try_clone()?, bound.reachable());
    let server = Arc::new(server);
    let nudged = Arc::clone(&server);
    thread::spawn(move || nudge::run(&nudged, address));
    thread::spawn(move || {
        while !server.has_ended() {
            let http = listener.try_clone().ok().and_then(|l| tiny_http::Server::from_listener(l, None).ok());
            if let Some(http) = http {
                take(&http, &server);
            }
            // Too many open files, or a browser that was gone at once, make tiny_http stop listening. Neither lasts.
            thread::sleep(Duration::from_millis(10));
        }
    });
    Ok(())
}

/// Takes requests for as long as tiny_http listens.
fn take(http: &tiny_http::Server, server: &Arc<Server>) {
    while let Ok(request) = http.recv_timeout(LOOK) {
        if server.has_ended() {
            return;
        }
        let Some(request) = request else { continue };
        let turn = server.take();
        let server = Arc::clone(server);
        let answer = move || {
            // The browser left.
            let _ = respond(request, &server, turn);
        };
        // Without a thread the request is dropped, which tiny_http answers with 500.
        let _ = thread::Builder::new().name("request".to_owned()).spawn(answer);
    }
}

fn respond(request: tiny_http::Request, server: &Server, turn: Turn) -> io::Result<()> {
    if request.body_length().is_some_and(|length| length > MAX_BODY) {
        std::mem::forget(request);
        return Ok(());
    }
    let local = request.remote_addr().is_some_and(|a| a.ip().to_canonical().is_loopback());
    let with_body = *request.method() != tiny_http::Method::Head;
    let head = Head::of(&request);
    // tiny_http's own `respond` cannot say that the connection is to be closed.
    let mut out = request.into_writer();
    let answer = head.map_or_else(Answer::Response, |head| server.answer(&head, local));
    match answer {
        Answer::Response(response) => {
            response.write(&mut out, with_body)?;
            out.flush()
        }
        Answer::Events { page, chunked } => {
            drop(turn);
            live::stream(live::Events { out, chunked }, server, &page, local)
        }
        Answer::Ended => Ok(()),
    }
}

/// Lets the program have as many files open as it may: tiny_http opens two for each connection and panics when there
/// are none, and some systems begin with 256.
fn open_more_files() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
        let wanted = maximum.unwrap_or(FILES).min(FILES);
        if current.is_some_and(|current| current < wanted) {
            let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
        }
    }
}
