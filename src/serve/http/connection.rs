//! Connections: how many there are at a time, and how long each may take.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Connections at a time: a thread and an open file each.
const MOST: usize = 512;
/// How long a new one waits for another to end before it takes the place of one that is being answered.
const PATIENCE: Duration = Duration::from_secs(1);
/// What has come and was not asked for is read for so long and so far after the answer: closed at once, the system would
/// throw away the answer too.
const LINGER: Duration = Duration::from_secs(1);
const LINGER_BYTES: usize = 1 << 20;

/// The connections that are open.
#[derive(Default)]
pub(super) struct Crowd {
    open: Mutex<Open>,
    left: Condvar,
}

#[derive(Default)]
struct Open {
    count: usize,
    next: u64,
    /// Those that may have to go: first those that have not asked for anything yet, the oldest before others.
    may_go: BTreeMap<(bool, u64), Arc<TcpStream>>,
}

/// One of them; given back when dropped.
pub(super) struct Place {
    pub stream: Arc<TcpStream>,
    crowd: Arc<Crowd>,
    id: u64,
}

impl Crowd {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection in. When there are too many, the one goes that has been silent for longest.
    pub fn enter(self: &Arc<Crowd>, stream: TcpStream) -> Place {
        let mut open = self.open();
        let mut waited = false;
        while open.count >= MOST {
            if let Some(first) = open.may_go.first_entry()
                && (waited || !first.key().0)
            {
                let _ = first.remove().shutdown(Shutdown::Both);
            }
            let full = |open: &mut Open| open.count >= MOST;
            let (now, timeout) =
                self.left.wait_timeout_while(open, PATIENCE, full).unwrap_or_else(PoisonError::into_inner);
            (open, waited) = (now, timeout.timed_out());
        }
        let (stream, id) = (Arc::new(stream), open.next);
        open.count += 1;
        open.next += 1;
        open.may_go.insert((false, id), Arc::clone(&stream));
        Place { stream, crowd: Arc::clone(self), id }
    }

    /// Lets the oldest silent one go, for want of something that each of them holds.
    pub fn make_room(&self) {
        if let Some((_, stream)) = self.open().may_go.pop_first() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Place {
    /// It has asked for something.
    pub fn asks(&self) {
        let mut open = self.crowd.open();
        open.may_go.remove(&(false, self.id));
        open.may_go.insert((true, self.id), Arc::clone(&self.stream));
    }

    /// It listens from now on, and those who listen are counted elsewhere.
    pub fn listens(&self) {
        self.crowd.open().may_go.remove(&(true, self.id));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.crowd.open();
        open.may_go.remove(&(false, self.id));
        open.may_go.remove(&(true, self.id));
        open.count -= 1;
        self.crowd.left.notify_one();
    }
}

/// A connection that must be done by a certain time, however little it sends at a time.
pub(super) struct Until<'a> {
    stream: &'a TcpStream,
    time: Instant,
}

impl<'a> Until<'a> {
    pub fn new(stream: &'a TcpStream, time: Duration) -> Until<'a> {
        Until { stream, time: Instant::now() + time }
    }

    fn left(&self) -> io::Result<Option<Duration>> {
        match self.time.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(io::ErrorKind::TimedOut.into()),
            left => Ok(Some(left)),
        }
    }
}

impl Read for Until<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Until<'_> {
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
    let mut rest = Until::new(stream, LINGER).take(LINGER_BYTES as u64);
    io::copy(&mut rest, &mut io::sink()).map(drop)
}
