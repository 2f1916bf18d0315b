//! Photographs and pictures beside pages: what a camera or an editor noted in them (the
//! place, the time, the owner, a small copy from before it was cropped) is taken out
//! before they are published. The picture itself is not touched: no bit of it is
//! encoded anew, and what colours need (profile, gamma) stays.

mod exif;
mod jpeg;
mod png;
mod webp;

use std::borrow::Cow;

/// The formats in which notes are known to hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageKind {
    /// JPEG (ITU-T T.81).
    Jpeg,
    /// PNG and animated PNG (W3C, third edition).
    Png,
    /// WebP (RFC 9649).
    Webp,
}

impl ImageKind {
    /// Tells the format by the first bytes, whatever the file is called.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(ImageKind::Jpeg),
            _ if bytes.starts_with(png::SIGNATURE) => Some(ImageKind::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageKind::Webp),
            _ => None,
        }
    }
}

/// Why a picture cannot be read. Such a file should not be published: what is in it
/// is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// The first bytes are those of something else.
    #[error("the file is no {0} image")]
    NotThis(&'static str),
    /// The file ends early.
    #[error("the image ends in the middle, in {part} at byte {position}")]
    Truncated {
        /// The marker or chunk.
        part: String,
        /// Where it begins.
        position: usize,
    },
    /// A part is not what the format allows there.
    #[error("the image is damaged: {what} at byte {position}")]
    Damaged {
        /// What is wrong.
        what: String,
        /// Where.
        position: usize,
    },
}

/// Takes the notes out. Borrows when there are none, so that the caller can tell.
///
/// An orientation other than upright is kept, since the picture would lie on its side
/// without it: it stays as an Exif block that holds nothing else.
pub fn strip_metadata(bytes: &[u8], kind: ImageKind) -> Result<Cow<'_, [u8]>, ImageError> {
    let stripped = match kind {
        ImageKind::Jpeg => jpeg::strip(bytes)?,
        ImageKind::Png => png::strip(bytes)?,
        ImageKind::Webp => webp::strip(bytes)?,
    };
    Ok(if stripped == bytes { Cow::Borrowed(bytes) } else { Cow::Owned(stripped) })
}

/// Width and height in pixels as a browser shows the picture: turned if its
/// orientation says so. None when the format is unknown or the file damaged.
pub fn image_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let orientation = match ImageKind::of(bytes) {
        Some(ImageKind::Jpeg) => jpeg::orientation(bytes),
        Some(ImageKind::Png) => png::orientation(bytes),
        Some(ImageKind::Webp) => webp::orientation(bytes),
        None => None,
    };
    Some(if orientation.is_some_and(exif::turns) { (height, width) } else { (width, height) })
}

#[cfg(test)]
mod tests;
