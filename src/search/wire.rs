//! How bytes travel: each file is a classic script that registers its payloads, so it loads over HTTP and
//! from `file://` alike, under `script-src 'self'`. A payload is a zlib stream (its checksum tells damage)
//! in base64, which costs under one percent once the server compresses it again.
use super::base64;
use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use std::fmt;
use std::io::Read;

/// Name of the global list that the files push to.
const GLOBAL: &str = "ledfyrIndex";

/// Why a file of the index cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The file is not there.
    Missing(String),
    /// It is there, but not whole.
    Broken(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Missing(name) => write!(f, "the search file «{name}» is missing"),
            Damage::Broken(name) => write!(f, "the search file «{name}» is damaged"),
        }
    }
}

impl std::error::Error for Damage {}

/// Deflates payloads, one after the other in the same memory.
#[derive(Debug)]
pub struct Packer {
    compress: Compress,
}

impl Packer {
    /// `level` as zlib's.
    pub fn new(level: u32) -> Self {
        Packer { compress: Compress::new(Compression::new(level), true) }
    }

    /// One zlib stream.
    pub fn pack(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.compress.reset();
        self.deflate(bytes, FlushCompress::Finish)
    }

    /// The rest of a zlib stream that begins as [`Lead::packed`] does: what a reader inflates is the lead's text
    /// and then this.
    pub fn pack_after(&mut self, lead: &Lead, bytes: &[u8]) -> Vec<u8> {
        self.compress.reset();
        // A zlib stream has two bytes of header, with a dictionary four more that name it, then the blocks, then
        // the checksum of this text alone, where that of both is wanted.
        let header = if lead.text.is_empty() { 2 } else { 6 };
        if header > 2 && self.compress.set_dictionary(&lead.text).is_err() {
            return Vec::new();
        }
        let out = self.deflate(bytes, FlushCompress::Finish);
        let (Some(blocks), Some(sum)) = (out.get(header..out.len().saturating_sub(4)), out.last_chunk::<4>()) else {
            return Vec::new();
        };
        let sum = adler_of_both(lead.adler(), u32::from_be_bytes(*sum), bytes.len());
        [blocks, &sum.to_be_bytes()].concat()
    }

    fn deflate(&mut self, bytes: &[u8], flush: FlushCompress) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let read = self.compress.total_in() as usize;
            match self.compress.compress_vec(&bytes[read.min(bytes.len())..], &mut out, flush) {
                Ok(Status::StreamEnd) => return out,
                Ok(_) if out.len() < out.capacity() && !matches!(flush, FlushCompress::Finish) => return out,
                Ok(_) => out.reserve(bytes.len() / 4 + 64),
                // An empty stream is told as damage by the reader.
                Err(_) => return Vec::new(),
            }
        }
    }
}

/// Deflates one payload; `level` as zlib's.
pub fn pack(bytes: &[u8], level: u32) -> Vec<u8> {
    Packer::new(level).pack(bytes)
}

/// Text that all blocks of text are packed as if it stood before them, so that each can refer to it. It travels
/// once, as a stream of its own; its end is cut off and a block put in its place.
#[derive(Debug, Clone, Default)]
pub struct Lead {
    pub text: Vec<u8>,
    /// A whole zlib stream; the last [`LEAD_END`] bytes are its end.
    pub packed: Vec<u8>,
}

/// An empty last block and the checksum.
pub const LEAD_END: usize = 6;

impl Lead {
    pub fn new(text: Vec<u8>) -> Self {
        let mut packer = Packer::new(9);
        let mut packed = packer.deflate(&text, FlushCompress::Sync);
        packed.extend_from_slice(&[3, 0]);
        packed.extend_from_slice(&adler(&text).to_be_bytes());
        Lead { text, packed }
    }

    fn adler(&self) -> u32 {
        self.packed.last_chunk::<4>().map_or(1, |sum| u32::from_be_bytes(*sum))
    }
}

const ADLER: u32 = 65_521;

/// Checksum of RFC 1950.
fn adler(bytes: &[u8]) -> u32 {
    let (mut a, mut b) = (1u32, 0u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % ADLER;
        b = (b + a) % ADLER;
    }
    b << 16 | a
}

/// The checksum of two texts put together, from that of each and the length of the second.
fn adler_of_both(first: u32, second: u32, length: usize) -> u32 {
    let length = (length % ADLER as usize) as u64;
    let (a, b) = (u64::from(first & 0xFFFF), u64::from(first >> 16));
    let modulus = u64::from(ADLER);
    let low = (a + u64::from(second & 0xFFFF) + modulus - 1) % modulus;
    let high = (b + u64::from(second >> 16) + length * (a + modulus - 1)) % modulus;
    (high << 16 | low) as u32
}

/// One statement of a script: `(name, packed payload)`.
pub fn statement(name: &str, packed: &[u8]) -> String {
    format!("(self.{GLOBAL}=self.{GLOBAL}||[]).push([\"{name}\",\"{}\"]);\n", base64::encode(packed))
}

/// All payloads of a script, still packed.
pub fn statements(script: &[u8], file: &str) -> Result<Vec<(String, Vec<u8>)>, Damage> {
    let broken = || Damage::Broken(file.to_owned());
    let text = std::str::from_utf8(script).map_err(|_| broken())?;
    let mut out = Vec::new();
    for line in text.lines() {
        let body = line.split_once(".push([\"").and_then(|(_, rest)| rest.strip_suffix("\"]);")).ok_or_else(broken)?;
        let (name, payload) = body.split_once("\",\"").ok_or_else(broken)?;
        out.push((name.to_owned(), base64::decode(payload).ok_or_else(broken)?));
    }
    Ok(out)
}

/// Inflates what [`Packer::pack_after`] made: `lead` is the packed lead, `text` how many bytes it stands for.
pub fn unpack_after(lead: &[u8], text: usize, packed: &[u8], file: &str) -> Result<Vec<u8>, Damage> {
    let begun = lead.get(..lead.len().saturating_sub(LEAD_END)).unwrap_or_default();
    let mut out = unpack(&[begun, packed].concat(), file)?;
    out.drain(..text.min(out.len()));
    Ok(out)
}

pub fn unpack(packed: &[u8], file: &str) -> Result<Vec<u8>, Damage> {
    let mut out = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut out).map_err(|_| Damage::Broken(file.to_owned()))?;
    Ok(out)
}

/// A number in groups of seven bits, lowest first.
pub fn put(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push((n & 0x7F) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Reads what [`put`] wrote and moves `at` past it; `None` when the bytes end too early.
pub fn get(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut n = 0u32;
    for shift in (0..32).step_by(7) {
        let b = *bytes.get(*at)?;
        *at += 1;
        n |= u32::from(b & 0x7F) << shift;
        if b < 0x80 {
            return Some(n);
        }
    }
    None
}

/// Sorted words as text: each line is a sign for the letters shared with the line before (`0` is none),
/// then the rest. Counted in letters, at most 60.
pub fn front_code<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut before = "";
    for word in words {
        let shared = before.chars().zip(word.chars()).take(60).take_while(|(a, b)| a == b).count();
        out.push((b'0' + shared as u8) as char);
        out.extend(word.chars().skip(shared));
        out.push('\n');
        before = word;
    }
    out
}

/// Reads what [`front_code`] wrote.
pub fn front_decode(text: &str) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut rest = line.chars();
        let shared = (rest.next()? as usize).checked_sub('0' as usize)?;
        let before = out.last().map(String::as_str).unwrap_or_default();
        let mut word: String = before.chars().take(shared).collect();
        word.extend(rest);
        out.push(word);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_go_on_where_the_lead_ends() {
        let mut packer = Packer::new(1);
        for lead in ["", &"Säkerhetsombudet gör riskanalysen varje år. ".repeat(40)] {
            let lead = Lead::new(lead.as_bytes().to_vec());
            assert_eq!(unpack(&lead.packed, "p0"), Ok(lead.text.clone()));
            for text in ["", "Säkerhetsombudet gör riskanalysen varje månad.", &"abc ".repeat(50_000)] {
                let packed = packer.pack_after(&lead, text.as_bytes());
                let read = |packed: &[u8]| unpack_after(&lead.packed, lead.text.len(), packed, "d0");
                assert_eq!(read(&packed), Ok(text.as_bytes().to_vec()));
                assert_eq!(packer.pack_after(&lead, text.as_bytes()), packed, "the same bytes again");
                let mut broken = packed.clone();
                broken[0] ^= 0x55;
                assert_eq!(read(&broken), Err(Damage::Broken("d0".to_owned())));
            }
        }
        assert_eq!(unpack(&packer.pack(b"abc"), "t0"), Ok(b"abc".to_vec()));
    }
}
