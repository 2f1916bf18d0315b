//! AVIF: boxes within boxes (ISO/IEC 14496-12 and 23008-12). Nothing is taken out, as what is left would have to be moved; a
//! file with notes, or with a part that may hold some, is refused.

use super::ImageError;

/// The boxes of a still picture.
const TOP: [&[u8; 4]; 5] = [b"ftyp", b"meta", b"mdat", b"free", b"skip"];
/// Those of its description.
const META: [&[u8; 4]; 9] = [b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp", b"idat", b"dinf", b"grpl"];
/// Properties of a picture that decide how it looks.
const PROPERTIES: [&[u8; 4]; 17] = [
    b"ispe", b"pixi", b"av1C", b"colr", b"pasp", b"irot", b"imir", b"clap", b"auxC", b"clli", b"mdcv", b"cclv",
    b"amve", b"a1op", b"lsel", b"a1lx", b"free",
];
/// What items may be: pictures, and how they are put together.
const ITEMS: [&[u8; 4]; 4] = [b"av01", b"grid", b"iovl", b"tmap"];

struct Part<'a> {
    name: [u8; 4],
    body: &'a [u8],
}

fn truncated(part: &str) -> ImageError {
    ImageError::Truncated { part: part.to_owned(), position: 0 }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |n, byte| n << 8 | u64::from(*byte))
}

/// Boxes up to the end of `bytes`; those that are not in `known` end it.
fn parts<'a>(mut bytes: &'a [u8], known: &[&[u8; 4]]) -> Result<Vec<Part<'a>>, ImageError> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        let Some(&[_, _, _, _, a, b, c, d]) = bytes.get(..8) else { return Err(truncated("a box")) };
        let name = [a, b, c, d];
        let shown = name.escape_ascii().to_string();
        let (head, len) = match number(&bytes[..4]) {
            0 => (8, bytes.len() as u64),
            1 => (16, number(bytes.get(8..16).ok_or_else(|| truncated(&shown))?)),
            len => (8, len),
        };
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let body = bytes.get(head..len).ok_or_else(|| truncated(&shown))?;
        if !known.contains(&&name) {
            return Err(ImageError::Damaged { what: format!("the box {shown} is unknown"), position: 0 });
        }
        if matches!(&name, b"free" | b"skip") && body.iter().any(|byte| *byte != 0) {
            return Err(ImageError::Notes);
        }
        parts.push(Part { name, body });
        bytes = &bytes[len..];
    }
    Ok(parts)
}

/// The file, if nothing is noted in it.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let top = parts(bytes, &TOP)?;
    let meta = top.iter().find(|part| &part.name == b"meta").ok_or_else(|| truncated("meta"))?;
    for part in parts(meta.body.get(4..).ok_or_else(|| truncated("meta"))?, &META)? {
        match &part.name {
            b"iinf" => items(part.body)?,
            b"iprp" => {
                for part in parts(part.body, &[b"ipco", b"ipma"])? {
                    if &part.name == b"ipco" {
                        parts(part.body, &PROPERTIES)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(bytes.to_vec())
}

/// The list of items: a version, their number, and a box for each.
fn items(body: &[u8]) -> Result<(), ImageError> {
    let wide = body.first().is_some_and(|version| *version != 0);
    for item in parts(body.get(if wide { 8 } else { 6 }..).ok_or_else(|| truncated("iinf"))?, &[b"infe"])? {
        let at = match item.body.first() {
            Some(2) => 8,
            Some(3) => 10,
            _ => return Err(ImageError::Notes),
        };
        let kind = item.body.get(at..at + 4).ok_or_else(|| truncated("infe"))?;
        if !ITEMS.iter().any(|known| *known == kind) {
            return Err(ImageError::Notes);
        }
    }
    Ok(())
}
