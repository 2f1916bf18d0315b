//! Photographs and pictures beside pages: what a camera or an editor noted in them (the
//! place, the time, the owner, a small copy from before it was cropped) is taken out
//! before they are published. The picture itself is not touched: no bit of it is
//! encoded anew, and what colours need (profile, gamma) stays.

mod avif;
mod error;
mod exif;
mod gif;
mod jpeg;
mod png;
mod webp;

use std::borrow::Cow;

pub(super) use error::ImageError;

/// The formats that are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ImageKind {
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// PNG and animated PNG (W3C, third edition).
    Png,
    /// WebP (RFC 9649).
    Webp,
    /// GIF, 87a and 89a.
    Gif,
    /// AVIF (AOMedia, 1.1), still pictures.
    Avif,
}

/// What the first bytes of a file say, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sniffed {
    Known(ImageKind),
    /// A picture that browsers do not show, or whose notes cannot be found: the name of its format.
    Unfit(&'static str),
    /// No picture.
    Other,
}

/// Extensions that promise a picture.
const EXTENSIONS: [&str; 43] = [
    "apng", "arw", "avif", "avifs", "bmp", "cr2", "cr3", "crw", "cur", "dib", "dng", "emf", "gif", "heic", "heics",
    "heif", "heifs", "hif", "ico", "j2k", "jfif", "jif", "jp2", "jpe", "jpeg", "jpg", "jpx", "jxl", "nef", "nrw",
    "orf", "pef", "png", "psb", "psd", "raf", "rw2", "srw", "tif", "tiff", "webp", "wmf", "xcf",
];

/// Whether a file of this extension (in small letters) should be a picture.
pub(super) fn promises_image(extension: &str) -> bool {
    EXTENSIONS.contains(&extension)
}

impl Sniffed {
    pub(super) fn of(bytes: &[u8]) -> Sniffed {
        use Sniffed::{Known, Other, Unfit};
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Known(ImageKind::Jpeg),
            _ if bytes.starts_with(png::SIGNATURE) => Known(ImageKind::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Known(ImageKind::Webp),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Known(ImageKind::Gif),
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => media(bytes),
            // Many cameras' raw files are TIFF too.
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Unfit("TIFF"),
            [b'I', b'I', b'R', b'O' | b'S', ..] | [b'M', b'M', b'O', b'R', ..] | [b'I', b'I', b'U', 0, ..] => {
                Unfit("RAW")
            }
            _ if bytes.starts_with(b"FUJIFILMCCD-RAW") => Unfit("RAW"),
            [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Unfit("JPEG XL"),
            [0xff, 0x4f, 0xff, 0x51, ..] | [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => Unfit("JPEG 2000"),
            [b'8', b'B', b'P', b'S', 0, 1 | 2, ..] => Unfit("PSD"),
            // Two letters are little; what must be zero tells it from text.
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Unfit("BMP"),
            [0, 0, 1 | 2, 0, 1..=64, 0, ..] => Unfit("ICO"),
            _ => Other,
        }
    }
}

/// Of the many formats with such boxes the brands tell pictures from films.
fn media(bytes: &[u8]) -> Sniffed {
    let len = bytes.get(..4).map_or(0, |len| len.iter().fold(0, |n: usize, byte| n << 8 | usize::from(*byte)));
    let brands = bytes.get(8..len.min(bytes.len())).unwrap_or_default();
    let has = |names: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| names.iter().any(|name| *name == brand));
    if has(&[b"avif", b"avis"]) {
        Sniffed::Known(ImageKind::Avif)
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"]) {
        Sniffed::Unfit("HEIC")
    } else if has(&[b"crx "]) {
        Sniffed::Unfit("RAW")
    } else {
        Sniffed::Other
    }
}

/// Takes the notes out. Borrows when there are none, so that the caller can tell.
///
/// An orientation other than upright is kept, since the picture would lie on its side
/// without it: it stays as an Exif block that holds nothing else.
pub(super) fn strip_metadata(bytes: &[u8], kind: ImageKind) -> Result<Cow<'_, [u8]>, ImageError> {
    let stripped = match kind {
        ImageKind::Jpeg => jpeg::strip(bytes)?,
        ImageKind::Png => png::strip(bytes)?,
        ImageKind::Webp => webp::strip(bytes)?,
        ImageKind::Gif => gif::strip(bytes)?,
        ImageKind::Avif => avif::strip(bytes)?,
    };
    Ok(if stripped == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(stripped) })
}

/// Width and height in pixels as a browser shows the picture: turned if its
/// orientation says so. None when the format is unknown or the file damaged.
pub(super) fn image_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let orientation = match Sniffed::of(bytes) {
        Sniffed::Known(ImageKind::Jpeg) => jpeg::orientation(bytes),
        Sniffed::Known(ImageKind::Png) => png::orientation(bytes),
        Sniffed::Known(ImageKind::Webp) => webp::orientation(bytes),
        _ => None,
    };
    Some(if orientation.is_some_and(exif::turns) { (height, width) } else { (width, height) })
}

#[cfg(test)]
mod tests;
