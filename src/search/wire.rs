//! How bytes travel: each file is a classic script that registers its payloads, so it loads over HTTP and
//! from `file://` alike, under `script-src 'self'`. A payload is a zlib stream (its checksum tells damage)
//! in base64, which costs under one percent once the server compresses it again.
use super::base64;
use super::pack::LEAD_END;
use flate2::read::ZlibDecoder;
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

/// Inflates what [`TextPacker`](super::pack::TextPacker) made: `lead` is the packed lead, `text` how many bytes it stands for.
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
        let shared = before.chars().zip(word.chars()).take(60).take_while(|(a, b)| a == b);
        let (letters, bytes) = shared.fold((0, 0), |(letters, bytes), (c, _)| (letters + 1, bytes + c.len_utf8()));
        out.push((b'0' + letters) as char);
        out.push_str(&word[bytes..]);
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
