//! Keeps tiny_http's queue of connections moving (why: see [`super`]).

use super::answer::Server;
use std::io::{self, Read};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

/// Connections in a row. Each lets one that waits in the queue go on.
const ROUND: usize = 8;
/// Between rounds while requests come, and when none have come for long.
const SHORT: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_secs(1);
/// For one connection. Only a server without threads or files to spare takes this long.
const TIME: Duration = Duration::from_millis(200);

/// Nudges until the server ends. A burst of connections is a burst of requests, so after requests it is done often.
pub(super) fn run(server: &Server, address: SocketAddr) {
    let (mut pause, mut seen) = (SHORT, 0);
    while !server.has_ended() {
        std::thread::sleep(pause);
        // The next round tries again.
        let _ = (0..ROUND).try_for_each(|_| nudge(address));
        let now = server.requests();
        pause = if now == seen { (pause * 2).min(LONG) } else { SHORT };
        seen = now;
    }
}

/// Opens a connection, says that nothing will come, and waits until a thread has seen that.
fn nudge(address: SocketAddr) -> io::Result<()> {
    let mut stream = TcpStream::connect_timeout(&address, TIME)?;
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(TIME))?;
    stream.read(&mut [0]).map(drop)
}
