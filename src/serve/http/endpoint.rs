//! The port that is listened to, and the threads that answer.

use super::answer::{Answer, Server};
use super::connection::{Connection, Connections, Deadline, close};
use super::events::{self, EventStream};
use super::request;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long a browser may take to send the head of a request, …
const HEAD_TIME: Duration = Duration::from_secs(15);
/// … to receive an answer, …
const ANSWER_TIME: Duration = Duration::from_secs(300);
/// … and to receive one event.
const EVENT_TIME: Duration = Duration::from_secs(10);

/// The pause after a connection that could not be accepted.
const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

/// Enough open files for all connections.
#[cfg(unix)]
const OPEN_FILES: u64 = 10_000;

/// How many ports after the one asked for are tried.
const PORTS_TRIED: u16 = 100;

/// An address that is listened to.
pub(in crate::serve) struct Endpoint {
    pub listener: TcpListener,
    pub address: SocketAddr,
    /// As the user wrote it.
    pub host: String,
}

impl Endpoint {
    /// Where a browser on this machine finds the site.
    pub(crate) fn url(&self) -> String {
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
    pub(crate) fn network_url(&self) -> Option<String> {
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
pub(in crate::serve) fn bind(host: &str, port: u16) -> io::Result<Endpoint> {
    let plain = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS_TRIED) };
    let mut failure = io::Error::from(io::ErrorKind::AddrInUse);
    for port in port..=last {
        let addresses: Vec<SocketAddr> = (plain, port).to_socket_addrs()?.collect();
        match TcpListener::bind(addresses.as_slice()) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Endpoint { listener, address, host: plain.to_owned() });
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
pub(in crate::serve) fn serve(endpoint: &Endpoint, server: Server) -> io::Result<()> {
    open_more_files();
    let listener = endpoint.listener.try_clone()?;
    let (server, connections) = (Arc::new(server), Arc::new(Connections::default()));
    thread::spawn(move || {
        for stream in listener.incoming() {
            if server.shared.has_ended() {
                return;
            }
            match stream {
                Ok(stream) => answer(connections.add(stream), &server),
                Err(_) => {
                    // Too many open files, or a browser that was gone at once. Neither lasts.
                    connections.evict();
                    thread::sleep(ACCEPT_PAUSE);
                }
            }
        }
    });
    Ok(())
}

/// Answers a connection on a thread of its own.
fn answer(connection: Connection, server: &Arc<Server>) {
    let server = Arc::clone(server);
    let respond = move || {
        // The browser left, or took too long.
        let _ = respond(&connection, &server);
        let _ = close(&connection.stream);
    };
    // Without a thread the connection ends here.
    let _ = thread::Builder::new().name("request".to_owned()).spawn(respond);
}

fn respond(connection: &Connection, server: &Server) -> io::Result<()> {
    let stream = &*connection.stream;
    stream.set_nodelay(true)?;
    let local = stream.peer_addr()?.ip().to_canonical().is_loopback();
    let head = request::read(&mut Deadline::new(stream, HEAD_TIME))?;
    connection.asked();
    let with_body = head.as_ref().map_or(true, |head| head.method != "HEAD");
    match head.map_or_else(Answer::Response, |head| server.answer(&head, local)) {
        Answer::Response(response) => response.write(&mut Deadline::new(stream, ANSWER_TIME), with_body),
        Answer::Events { page, chunked } => {
            connection.stays();
            stream.set_write_timeout(Some(EVENT_TIME))?;
            events::send(EventStream { out: stream, chunked }, &server.shared, &page, local, server.lang)
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
        let wanted = maximum.unwrap_or(OPEN_FILES).min(OPEN_FILES);
        if current.is_some_and(|current| current < wanted) {
            let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum });
        }
    }
}
