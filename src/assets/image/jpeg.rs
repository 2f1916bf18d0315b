//! JPEG: a row of segments, each led by a marker (ITU-T T.81, annex B).

use super::{ImageError, exif};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// What leads the notes of a camera in APP1.
const EXIF: &[u8] = b"Exif\0";

/// JFIF: version and density. Its extension JFXX holds a small copy.
const JFIF: &[u8] = b"JFIF\0";
const JFIF_LEN: usize = 12;
/// Adobe's note of how colours are stored: without it they come out wrong.
const ADOBE_LEN: usize = 12;

/// One part of the file.
struct Segment<'a> {
    marker: u8,
    position: usize,
    /// What the marker leads, without its length.
    body: &'a [u8],
    /// All of it from the marker, and for a scan its pixels too.
    whole: &'a [u8],
}

/// Reads segments until the end of the image; what follows is not looked at.
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Segments<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, ImageError> {
        match bytes {
            [0xff, SOI, ..] => Ok(Segments { bytes, at: 2 }),
            _ => Err(ImageError::NotThis("JPEG")),
        }
    }

    fn next(&mut self) -> Result<Segment<'a>, ImageError> {
        let position = self.at;
        let truncated = |part: String| ImageError::Truncated { part, position };
        let mut at = position;
        match self.bytes.get(at) {
            None => return Err(truncated("a marker".into())),
            Some(0xff) => {}
            Some(byte) => {
                let what = format!("a marker is missing, there is {byte:#04x}");
                return Err(ImageError::Damaged { what, position });
            }
        }
        // A marker may be led by any number of fill bytes.
        while self.bytes.get(at) == Some(&0xff) {
            at += 1;
        }
        let marker = *self.bytes.get(at).ok_or_else(|| truncated("a marker".into()))?;
        let name = format!("the segment 0x{marker:02x}");
        let start = at - 1;
        at += 1;
        if marker == EOI || marker == 0x01 || (0xd0..=0xd7).contains(&marker) {
            self.at = at;
            return Ok(Segment { marker, position, body: &[], whole: &self.bytes[start..at] });
        }
        if marker == 0 || marker == SOI {
            return Err(ImageError::Damaged { what: format!("{name} cannot stand here"), position });
        }
        let Some(&[high, low]) = self.bytes.get(at..at + 2) else { return Err(truncated(name)) };
        let len = usize::from(u16::from_be_bytes([high, low]));
        if len < 2 {
            return Err(ImageError::Damaged { what: format!("the length of {name} is {len}"), position });
        }
        let Some(body) = self.bytes.get(at + 2..at + len) else { return Err(truncated(name)) };
        at += len;
        if marker == SOS {
            at = self.scan_end(at).ok_or_else(|| truncated("the pixels".into()))?;
        }
        self.at = at;
        Ok(Segment { marker, position, body, whole: &self.bytes[start..at] })
    }

    /// Where the pixels of a scan end: at a marker that is no restart marker. In pixels,
    /// the byte 0xff is followed by 0.
    fn scan_end(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            at += self.bytes.get(at..)?.iter().position(|&byte| byte == 0xff)?;
            match self.bytes.get(at + 1)? {
                0 | 0xd0..=0xd7 => at += 2,
                0xff => at += 1,
                _ => return Some(at),
            }
        }
    }
}

/// The file without notes.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let mut segments = Segments::new(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&bytes[..2]);
    let (mut oriented, mut pixels) = (false, false);
    loop {
        let segment = segments.next()?;
        match segment.marker {
            EOI if !pixels => {
                let what = "the image has no pixels".into();
                return Err(ImageError::Damaged { what, position: segment.position });
            }
            // Small copies and whole second images may follow: they are dropped.
            EOI => {
                out.extend_from_slice(segment.whole);
                return Ok(out);
            }
            APP1 => {
                // The first Exif counts, as in browsers.
                if let Some(orientation) = tiff(&segment).filter(|_| !oriented).and_then(exif::worth_keeping) {
                    out.extend_from_slice(&[0xff, APP1, 0, 2 + 6 + 26]);
                    out.extend_from_slice(b"Exif\0\0");
                    out.extend_from_slice(&exif::block(orientation));
                }
                oriented |= tiff(&segment).is_some();
            }
            // The lead of JFIF without the small copy that may follow it, and Adobe's note without what may.
            APP0 if segment.body.starts_with(JFIF) => note(APP0, segment.body, JFIF_LEN, &[0, 0], &mut out),
            APP14 if segment.body.starts_with(b"Adobe") => note(APP14, segment.body, ADOBE_LEN, &[], &mut out),
            marker if keeps(marker, segment.body) => {
                pixels |= marker == SOS;
                out.extend_from_slice(segment.whole);
            }
            _ => {}
        }
    }
}

/// Writes the first bytes of a segment, and what ends it.
fn note(marker: u8, body: &[u8], len: usize, end: &[u8], out: &mut Vec<u8>) {
    if let Some(body) = body.get(..len) {
        let whole = u8::try_from(2 + len + end.len()).unwrap_or(u8::MAX);
        out.extend_from_slice(&[0xff, marker, 0, whole]);
        out.extend_from_slice(body);
        out.extend_from_slice(end);
    }
}

/// The TIFF block of an Exif segment.
fn tiff<'a>(segment: &Segment<'a>) -> Option<&'a [u8]> {
    (segment.marker == APP1).then_some(segment.body)?.strip_prefix(EXIF)?.get(1..)
}

/// Whether a segment is needed to show the picture.
fn keeps(marker: u8, body: &[u8]) -> bool {
    match marker {
        // The colour profile; MPF, which lies here too, points to further images.
        APP2 => body.starts_with(b"ICC_PROFILE\0"),
        // Frames, tables, arithmetic conditioning, restart intervals, scans.
        0xc0..=0xcf | 0xda..=0xdf | 0xd0..=0xd7 | 0x01 => true,
        // Other APPn, comments, and what is reserved.
        _ => false,
    }
}

/// The orientation that a browser will heed.
pub(super) fn orientation(bytes: &[u8]) -> Option<u8> {
    let mut segments = Segments::new(bytes).ok()?;
    loop {
        let segment = segments.next().ok()?;
        if let Some(tiff) = tiff(&segment) {
            return exif::orientation(tiff);
        }
        if segment.marker == SOS || segment.marker == EOI {
            return None;
        }
    }
}
