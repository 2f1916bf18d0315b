//! The port, and the connections on it.

use super::answer::{Answer, Server};
use super::connection::{Crowd, Place, Until, close};
use super::{live, request};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long a browser may take to ask for something, and to receive it.
const HEAD_TIME: Duration = Duration::from_secs(15);
const ANSWER_TIME: Duration = Duration::from_secs(300);
/// For one event.
const EVENT_TIME: Duration = Duration::from_secs(10);

/// The pause after a connection that could not be taken.
const AGAIN: Duration = Duration::from_millis(10);

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
    let listener = bound.listener.try_clone()?;
    let (server, crowd) = (Arc::new(server), Arc::new(Crowd::default()));
    thread::spawn(move || {
        for stream in listener.incoming() {
            if server.has_ended() {
                return;
            }
            match stream {
                Ok(stream) => attend(crowd.enter(stream), &server),
                Err(_) => {
                    // Too many open files, or a browser that was gone at once. Neither lasts.
                    crowd.make_room();
                    thread::sleep(AGAIN);
                }
            }
        }
    });
    Ok(())
}

/// Answers a connection on a thread of its own.
fn attend(place: Place, server: &Arc<Server>) {
    let server = Arc::clone(server);
    let answer = move || {
        // The browser left, or took too long.
        let _ = respond(&place, &server);
        let _ = close(&place.stream);
    };
    // Without a thread the connection ends here.
    let _ = thread::Builder::new().name("request".to_owned()).spawn(answer);
}

fn respond(place: &Place, server: &Server) -> io::Result<()> {
    let stream = &*place.stream;
    stream.set_nodelay(true)?;
    let local = stream.peer_addr()?.ip().to_canonical().is_loopback();
    let head = request::read(&mut Until::new(stream, HEAD_TIME))?;
    place.asks();
    let with_body = head.as_ref().map_or(true, |head| head.method != "HEAD");
    match head.map_or_else(Answer::Response, |head| server.answer(&head, local)) {
        Answer::Response(response) => response.write(&mut Until::new(stream, ANSWER_TIME), with_body),
        Answer::Events { page, chunked } => {
            place.listens();
            stream.set_write_timeout(Some(EVENT_TIME))?;
            live::stream(live::Events { out: stream, chunked }, server, &page, local)
        }
        Answer::Ended => Ok(()),
    }
}

/// Lets the program have as many files open as it may: each connection is one, and some
/// systems begin with 256.
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
