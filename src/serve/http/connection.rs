//! Limits on connections: how many are open at a time, and how long each may take.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Connections at a time: a thread and an open file each.
const MAX_CONNECTIONS: usize = 512;

/// How long a new one waits for another to end before it takes the place of one that is being answered.
const PATIENCE: Duration = Duration::from_secs(1);

/// What was sent and not read is drained for so long and so far after the answer: closed at once, the system would
/// throw away the answer too.
const DRAIN_TIME: Duration = Duration::from_secs(1);
const DRAIN_BYTES: u64 = 1 << 20;

/// The open connections.
#[derive(Default)]
pub(super) struct Connections {
    open: Mutex<Open>,
    closed: Condvar,
}

#[derive(Default)]
struct Open {
    count: usize,
    next: u64,
    /// Connections that may be closed for others: those that have asked for nothing yet first, the oldest before others.
    evictable: BTreeMap<(Asked, u64), Arc<TcpStream>>,
}

/// Whether a whole request has come.
type Asked = bool;

/// One connection; counted until it is dropped.
pub(super) struct Connection {
    pub stream: Arc<TcpStream>,
    all: Arc<Connections>,
    id: u64,
}

impl Connections {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a new connection. When there are too many, the one that has been silent for longest is closed.
    pub(super) fn add(self: &Arc<Connections>, stream: TcpStream) -> Connection {
        let mut open = self.open();
        let mut waited = false;
        while open.count >= MAX_CONNECTIONS {
            if let Some(first) = open.evictable.first_entry()
                && (waited || !first.key().0)
            {
                let _ = first.remove().shutdown(Shutdown::Both);
            }
            let is_full = |open: &mut Open| open.count >= MAX_CONNECTIONS;
            let (now, timeout) =
                self.closed.wait_timeout_while(open, PATIENCE, is_full).unwrap_or_else(PoisonError::into_inner);
            (open, waited) = (now, timeout.timed_out());
        }
        let (stream, id) = (Arc::new(stream), open.next);
        open.count += 1;
        open.next += 1;
        open.evictable.insert((false, id), Arc::clone(&stream));
        Connection { stream, all: Arc::clone(self), id }
    }

    /// Closes the connection that has been silent for longest.
    pub(super) fn evict(&self) {
        if let Some((_, stream)) = self.open().evictable.pop_first() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Connection {
    /// A whole request has come.
    pub(super) fn asked(&self) {
        let mut open = self.all.open();
        if let Some(stream) = open.evictable.remove(&(false, self.id)) {
            open.evictable.insert((true, self.id), stream);
        }
    }

    /// It stays open for events, and those who listen to them have a limit of their own.
    pub(super) fn stays(&self) {
        self.all.open().evictable.remove(&(true, self.id));
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut open = self.all.open();
        open.evictable.remove(&(false, self.id));
        open.evictable.remove(&(true, self.id));
        open.count -= 1;
        self.all.closed.notify_one();
    }
}

/// A stream that must be done by a certain time, however little it sends at a time.
pub(super) struct Deadline<'a> {
    stream: &'a TcpStream,
    at: Instant,
}

impl<'a> Deadline<'a> {
    pub(super) fn new(stream: &'a TcpStream, time: Duration) -> Deadline<'a> {
        Deadline { stream, at: Instant::now() + time }
    }

    fn left(&self) -> io::Result<Option<Duration>> {
        match self.at.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(io::ErrorKind::TimedOut.into()),
            left => Ok(Some(left)),
        }
    }
}

impl Read for Deadline<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Deadline<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Ends a connection so that the answer arrives.
pub(super) fn close(stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    io::copy(&mut Deadline::new(stream, DRAIN_TIME).take(DRAIN_BYTES), &mut io::sink()).map(drop)
}
