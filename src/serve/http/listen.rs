//! The port, and the connections on it.

use super::answer::Server;
use super::connection::Connection;
use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Connections at a time. When there are more, the one that has been idle longest goes: a new one always comes in.
/// Well below the 256 files that some systems let a program have open.
const MAX_CONNECTIONS: usize = 192;

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
        let ip = match self.address.ip() {
            ip if !ip.is_unspecified() => ip,
            _ => IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
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

/// Accepts connections until the server ends, on a thread of its own.
pub(in crate::serve) fn serve(listener: TcpListener, server: Server) {
    let server = Arc::new(server);
    std::thread::spawn(move || {
        let connections = Arc::new(Connections::default());
        for id in 0.. {
            let accepted = listener.accept();
            if server.has_ended() {
                return;
            }
            let Ok((stream, _)) = accepted else {
                // Too many open files, or the browser was gone at once. Neither lasts.
                std::thread::sleep(Duration::from_millis(10));
                continue;
            };
            let connection = Arc::new(Connection::new(id, stream));
            connections.add(&connection);
            let (server, all) = (Arc::clone(&server), Arc::clone(&connections));
            // Without a thread the connection is dropped, that is closed; the browser tries again.
            let spawned = std::thread::Builder::new().name("connection".to_owned()).spawn(move || {
                let _leave = Leave { all, id };
                connection.serve(&server);
            });
            if spawned.is_err() {
                connections.remove(id);
            }
        }
    });
}

#[derive(Default)]
struct Connections(Mutex<BTreeMap<u64, Arc<Connection>>>);

impl Connections {
    fn add(&self, new: &Arc<Connection>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MAX_CONNECTIONS {
            let idle = all.values().filter_map(|c| Some((c.idle_since()?, c.id))).min();
            if let Some(oldest) = idle.and_then(|(_, id)| all.remove(&id)) {
                let _ = oldest.stream.shutdown(Shutdown::Both);
            }
        }
        all.insert(new.id, Arc::clone(new));
    }

    fn remove(&self, id: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// Takes a connection off the list however its thread ends.
struct Leave {
    all: Arc<Connections>,
    id: u64,
}

impl Drop for Leave {
    fn drop(&mut self) {
        self.all.remove(self.id);
    }
}
