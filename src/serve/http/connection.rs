//! One connection: its requests one after the other, each within its time.

use super::answer::{Answer, Server};
use super::live;
use super::request::{self, Bad, Head, MAX_HEAD};
use super::response::Response;
use std::io::{self, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

/// A browser may keep a connection this long without asking for anything.
const IDLE: Duration = Duration::from_secs(60);
/// The head of a request must be here this long after its first byte.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// One that does not read what it asked for is let go.
const WRITE_TIME: Duration = Duration::from_secs(10);

/// A connection as the listener knows it.
pub(super) struct Connection {
    pub id: u64,
    pub stream: TcpStream,
    /// Since when it has been waiting for a request; `None`: it is being answered.
    idle: Mutex<Option<Instant>>,
}

impl Connection {
    pub fn new(id: u64, stream: TcpStream) -> Connection {
        Connection { id, stream, idle: Mutex::new(Some(Instant::now())) }
    }

    pub fn idle_since(&self) -> Option<Instant> {
        *self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_idle(&self, idle: bool) {
        *self.idle.lock().unwrap_or_else(PoisonError::into_inner) = idle.then(Instant::now);
    }

    /// Answers until the browser leaves.
    pub fn serve(&self, server: &Server) {
        let _ = self.requests(server);
        let _ = self.stream.shutdown(Shutdown::Both);
    }

    fn requests(&self, server: &Server) -> io::Result<()> {
        self.stream.set_nodelay(true)?;
        self.stream.set_write_timeout(Some(WRITE_TIME))?;
        let local = self.stream.peer_addr().is_ok_and(|a| a.ip().to_canonical().is_loopback());
        let mut buffer = Vec::new();
        loop {
            self.set_idle(true);
            let head = match self.head(&mut buffer)? {
                None => return Ok(()),
                Some(Ok(head)) => head,
                Some(Err(bad)) => return self.refuse(bad),
            };
            self.set_idle(false);
            let with_body = head.method != "HEAD";
            match server.answer(&head, local) {
                Answer::Response(response) => {
                    let close = head.close || head.has_body;
                    response.write(&mut &self.stream, with_body, close)?;
                    if close {
                        return self.drain();
                    }
                }
                Answer::Events { page } => return live::stream(self, server, page, local),
                Answer::Ended => return Ok(()),
            }
        }
    }

    /// The next head; `None`: the browser closed the connection, or let it lie. What lies behind the head stays in
    /// `buffer`.
    fn head(&self, buffer: &mut Vec<u8>) -> io::Result<Option<Result<Head, Bad>>> {
        let mut deadline = (!buffer.is_empty()).then(|| Instant::now() + HEAD_TIME);
        loop {
            if let Some(end) = request::head_end(buffer) {
                let rest = buffer.split_off(end);
                let head = std::mem::replace(buffer, rest);
                return Ok(Some(request::parse(&head)));
            }
            if buffer.len() > MAX_HEAD {
                return Ok(Some(Err(Bad::TooLong)));
            }
            let left = deadline.map_or(IDLE, |d| d.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return Ok(None);
            }
            self.stream.set_read_timeout(Some(left))?;
            let mut chunk = [0; 4096];
            let n = match (&self.stream).read(&mut chunk) {
                Ok(0) => return Ok(None),
                Ok(n) => n,
                Err(e) if matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => return Ok(None),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            buffer.extend_from_slice(&chunk[..n]);
            deadline.get_or_insert_with(|| Instant::now() + HEAD_TIME);
        }
    }

    fn refuse(&self, bad: Bad) -> io::Result<()> {
        let response = match bad {
            Bad::Malformed => Response::text(400, "400 Bad Request\n"),
            Bad::TooLong => Response::text(431, "431 Request Header Fields Too Large\n"),
            Bad::Version => Response::text(505, "505 HTTP Version Not Supported\n"),
        };
        response.write(&mut &self.stream, true, true)?;
        self.drain()
    }

    /// Closes without losing the answer: unread bytes would make the system break the connection off.
    fn drain(&self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        self.stream.set_read_timeout(Some(Duration::from_millis(500)))?;
        let mut chunk = [0; 4096];
        for _ in 0..64 {
            if (&self.stream).read(&mut chunk)? == 0 {
                break;
            }
        }
        Ok(())
    }
}
