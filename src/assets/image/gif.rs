//! GIF: a screen and a row of blocks (GIF89a, sections 17 to 27).

use super::ImageError;

const IMAGE: u8 = 0x2c;
const EXTENSION: u8 = 0x21;
const TRAILER: u8 = 0x3b;
/// How the next image is shown: for how long, and what is transparent.
const CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

struct Blocks<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Blocks<'a> {
    fn take(&mut self, len: usize, part: &str) -> Result<&'a [u8], ImageError> {
        let end = self.at.saturating_add(len);
        let truncated = || ImageError::Truncated { part: part.to_owned(), position: self.at };
        let taken = self.bytes.get(self.at..end).ok_or_else(truncated)?;
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self, part: &str) -> Result<u8, ImageError> {
        self.take(1, part).map(|byte| byte[0])
    }

    /// The colours that follow a screen or an image with these flags.
    fn colours(&mut self, flags: u8) -> Result<&'a [u8], ImageError> {
        let len = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
        self.take(len, "the colours")
    }

    /// Sub-blocks up to the empty one: all of them, and the first alone.
    fn sub_blocks(&mut self) -> Result<(&'a [u8], &'a [u8]), ImageError> {
        let start = self.at;
        let mut first = None;
        loop {
            let len = usize::from(self.byte("a block")?);
            let data = self.take(len, "a block")?;
            first.get_or_insert(data);
            if len == 0 {
                return Ok((&self.bytes[start..self.at], first.unwrap_or_default()));
            }
        }
    }
}

/// The file without notes: comments, text, XMP and whatever programs invent for themselves.
pub(super) fn strip(bytes: &[u8]) -> Result<Vec<u8>, ImageError> {
    let mut blocks = Blocks { bytes, at: 0 };
    let screen = blocks.take(13, "the screen")?;
    if !(screen.starts_with(b"GIF87a") || screen.starts_with(b"GIF89a")) {
        return Err(ImageError::NotThis("GIF"));
    }
    let mut out = screen.to_vec();
    out.extend_from_slice(blocks.colours(screen[10])?);
    let mut pictures = 0;
    loop {
        let position = blocks.at;
        // Many files lack their last byte, and browsers do not mind.
        let kind = if position == bytes.len() { TRAILER } else { blocks.byte("a block")? };
        match kind {
            IMAGE => {
                pictures += 1;
                let image = blocks.take(9, "an image")?;
                out.push(IMAGE);
                out.extend_from_slice(image);
                out.extend_from_slice(blocks.colours(image[8])?);
                out.push(blocks.byte("an image")?);
                out.extend_from_slice(blocks.sub_blocks()?.0);
            }
            EXTENSION => {
                let label = blocks.byte("an extension")?;
                let (all, first) = blocks.sub_blocks()?;
                extension(label, all, first, &mut out);
            }
            TRAILER if pictures > 0 => {
                out.push(TRAILER);
                return Ok(out);
            }
            TRAILER => return Err(ImageError::Damaged { what: "the image has no pixels".into(), position }),
            other => {
                let what = format!("a block begins with {other:#04x}");
                return Err(ImageError::Damaged { what, position });
            }
        }
    }
}

/// Writes of an extension what decides how the image looks.
fn extension(label: u8, all: &[u8], first: &[u8], out: &mut Vec<u8>) {
    match (label, first) {
        (CONTROL, [_, _, _, _]) => {
            out.extend_from_slice(&[EXTENSION, CONTROL, 4]);
            out.extend_from_slice(first);
            out.push(0);
        }
        // How often the animation runs.
        (APPLICATION, b"NETSCAPE2.0" | b"ANIMEXTS1.0") => {
            if let Some([3, 1, low, high, ..]) = all.get(12..) {
                out.extend_from_slice(&[EXTENSION, APPLICATION, 11]);
                out.extend_from_slice(first);
                out.extend_from_slice(&[3, 1, *low, *high, 0]);
            }
        }
        (APPLICATION, b"ICCRGBG1012") => {
            out.extend_from_slice(&[EXTENSION, APPLICATION]);
            out.extend_from_slice(all);
        }
        _ => {}
    }
}
