//! WebP: a RIFF file of chunks (RFC 9649, section 2).

use super::{ImageError, exif};

/// Bits of the first byte of `VP8X`.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// Bytes of `ANMF` before the chunks of its frame.
const FRAME_HEADER: usize = 16;

struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
}

/// Reads the chunks of `bytes`, of which the first stands at `position` in the file.
fn chunks(bytes: &[u8], position: usize) -> Result<Vec<Chunk<'_>>, ImageError> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let truncated = |part: String| ImageError::Truncated { part, position: position + at };
        let Some(&[n0, n1, n2, n3, a, b, c, d]) = bytes.get(at..at + 8) else {
            return Err(truncated("a chunk".into()));
        };
        let name = [n0, n1, n2, n3];
        let len = usize::try_from(u32::from_le_bytes([a, b, c, d])).unwrap_or(usize::MAX);
        let data = (at + 8).checked_add(len).and_then(|end| bytes.get(at + 8..end));
        let Some(data) = data else {
            return Err(truncated(format!("the chunk {}", name.escape_ascii())));
        };
        found.push(Chunk { name, data });
        // Chunks are padded to an even length; the last one is sometimes not.
        at += 8 + len + len % 2;
    }
    Ok(found)
}

/// The chunks of the file; what lies behind the RIFF file is not looked at.
fn file(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, ImageError> {
    let Some((&[b'R', b'I', b'F', b'F', a, b, c, d, b'W', b'E', b'B', b'P'], rest)) = bytes.split_first_chunk() else {
        return Err(ImageError::NotThis("WebP"));
    };
    let len = usize::try_from(u32::from_le_bytes([a, b, c, d])).unwrap_or(usize::MAX).saturating_sub(4);
    // Files that lack the last padding byte are shown by browsers.
    let Some(body) = rest.get(..len).or_else(|| rest.get(..len.saturating_sub(1)).filter(|rest| rest.len() % 2 == 1))
    else {
        return Err(ImageError::Truncated { part: "the RIFF file".into(), position: 0 });
    };
    let chunks = chunks(body, 12)?;
    match chunks.first() {
        Some(first) if !matches!(&first.name, b"VP8X" | b"VP8 " | b"VP8L") => {
            let what = format!("the first chunk is {}", first.name.escape_ascii());
            Err(ImageError::Damaged { what, position: 12 })
        }
        _ => Ok(chunks),
    }
}

/// The file without notes.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let chunks = file(bytes)?;
    let orientation = orientation(bytes).filter(|orientation| *orientation != 1);
    let mut out = bytes[..12].to_vec();
    let mut pictures = 0;
    for chunk in &chunks {
        match &chunk.name {
            b"VP8X" => {
                let mut data = chunk.data.to_vec();
                if let Some(flags) = data.first_mut() {
                    *flags &= !(HAS_EXIF | HAS_XMP);
                    *flags |= if orientation.is_some() { HAS_EXIF } else { 0 };
                }
                write(b"VP8X", &data, &mut out);
            }
            b"ANMF" => {
                pictures += 1;
                write(b"ANMF", &frame(chunk.data)?, &mut out);
            }
            b"VP8 " | b"VP8L" => {
                pictures += 1;
                write(&chunk.name, chunk.data, &mut out);
            }
            b"ALPH" | b"ANIM" | b"ICCP" => write(&chunk.name, chunk.data, &mut out),
            _ => {}
        }
    }
    if pictures == 0 {
        return Err(ImageError::Damaged { what: "the image has no pixels".into(), position: 12 });
    }
    if let Some(orientation) = orientation {
        write(b"EXIF", &exif::block(orientation), &mut out);
    }
    let len = u32::try_from(out.len() - 8).unwrap_or(u32::MAX);
    out[4..8].copy_from_slice(&len.to_le_bytes());
    Ok(out)
}

/// One frame of an animation without unknown chunks.
fn frame(data: &[u8]) -> Result<Vec<u8>, ImageError> {
    let Some((header, rest)) = data.split_at_checked(FRAME_HEADER) else {
        return Err(ImageError::Damaged { what: "a frame is too short".into(), position: 12 });
    };
    let mut out = header.to_vec();
    for chunk in chunks(rest, 12)? {
        if matches!(&chunk.name, b"ALPH" | b"VP8 " | b"VP8L") {
            write(&chunk.name, chunk.data, &mut out);
        }
    }
    Ok(out)
}

/// Some programs put the lead of JPEG's Exif into the chunk as well.
fn tiff(data: &[u8]) -> &[u8] {
    data.strip_prefix(b"Exif\0\0").unwrap_or(data)
}

/// The orientation that a browser will heed: notes without their flag are none.
pub(super) fn orientation(bytes: &[u8]) -> Option<u8> {
    let chunks = file(bytes).ok()?;
    let notes = chunks.iter().find(|chunk| &chunk.name == b"EXIF")?;
    let flags = chunks.first().filter(|chunk| &chunk.name == b"VP8X")?.data.first()?;
    (flags & HAS_EXIF != 0).then(|| exif::orientation(tiff(notes.data))).flatten()
}

/// Writes a chunk.
pub(super) fn write(name: &[u8; 4], data: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(name);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
