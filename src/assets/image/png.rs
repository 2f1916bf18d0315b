//! PNG: a signature and a row of chunks (W3C PNG, third edition, section 5).

use super::{ImageError, exif};

/// The first bytes of every PNG.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that say how the picture looks. The text chunks, the time, Exif, and whatever
/// programs invent for themselves are not here.
const KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",
    b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

struct Chunk<'a> {
    name: [u8; 4],
    position: usize,
    data: &'a [u8],
    /// Length, name, data and check sum.
    whole: &'a [u8],
}

struct Chunks<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Chunks<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, ImageError> {
        match bytes.starts_with(SIGNATURE) {
            true => Ok(Chunks { bytes, at: SIGNATURE.len() }),
            false => Err(ImageError::NotThis("PNG")),
        }
    }

    fn next(&mut self) -> Result<Chunk<'a>, ImageError> {
        let position = self.at;
        let truncated = |part: String| ImageError::Truncated { part, position };
        let Some(&[a, b, c, d, n0, n1, n2, n3]) = self.bytes.get(position..position + 8) else {
            return Err(truncated("a chunk".into()));
        };
        let name = [n0, n1, n2, n3];
        if !name.iter().all(u8::is_ascii_alphabetic) {
            return Err(ImageError::Damaged { what: format!("a chunk is called {}", name.escape_ascii()), position });
        }
        let len = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(usize::MAX);
        let end = position.checked_add(12).and_then(|end| end.checked_add(len));
        let Some(whole) = end.and_then(|end| self.bytes.get(position..end)) else {
            return Err(truncated(format!("the chunk {}", name.escape_ascii())));
        };
        self.at = position + whole.len();
        Ok(Chunk { name, position, data: &whole[8..8 + len], whole })
    }
}

/// The file without notes.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let mut chunks = Chunks::new(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let mut oriented = false;
    loop {
        let chunk = chunks.next()?;
        let first = out.len() == SIGNATURE.len();
        if first != (&chunk.name == b"IHDR") {
            let what = if first { "the first chunk is not IHDR" } else { "a second IHDR" };
            return Err(ImageError::Damaged { what: what.into(), position: chunk.position });
        }
        if KEPT.contains(&&chunk.name) {
            out.extend_from_slice(chunk.whole);
        } else if &chunk.name == b"eXIf" {
            if let Some(orientation) = exif::worth_keeping(chunk.data).filter(|_| !oriented) {
                write(b"eXIf", &exif::block(orientation), &mut out);
            }
            oriented = true;
        } else if chunk.name[0].is_ascii_uppercase() {
            // Upper case: the picture cannot be shown without it.
            let what = format!("the chunk {} is unknown", chunk.name.escape_ascii());
            return Err(ImageError::Damaged { what, position: chunk.position });
        }
        if &chunk.name == b"IEND" {
            return Ok(out);
        }
    }
}

/// The orientation that a browser will heed.
pub(super) fn orientation(bytes: &[u8]) -> Option<u8> {
    let mut chunks = Chunks::new(bytes).ok()?;
    loop {
        let chunk = chunks.next().ok()?;
        match &chunk.name {
            b"eXIf" => return exif::orientation(chunk.data),
            b"IEND" => return None,
            _ => {}
        }
    }
}

/// Writes a chunk.
pub(super) fn write(name: &[u8; 4], data: &[u8], out: &mut Vec<u8>) {
    let len = u32::try_from(data.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&len.to_be_bytes());
    let from = out.len();
    out.extend_from_slice(name);
    out.extend_from_slice(data);
    let sum = check_sum(&out[from..]);
    out.extend_from_slice(&sum.to_be_bytes());
}

/// CRC-32 as in annex D of the standard; only ever run over a few bytes.
fn check_sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, &byte: &u8| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_that_of_the_standard() {
        assert_eq!(check_sum(b"IEND"), 0xae42_6082);
        assert_eq!(check_sum(b"123456789"), 0xcbf4_3926);
    }
}
