//! Faults of pictures.

/// Why a picture cannot be read. Such a file should not be published: what is in it
/// is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in crate::assets) enum ImageError {
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
    /// There are notes, or what may be some, and they cannot be taken out.
    #[error("the image carries notes that cannot be taken out")]
    Notes,
    /// A part is not what the format allows there.
    #[error("the image is damaged: {what} at byte {position}")]
    Damaged {
        /// What is wrong.
        what: String,
        /// Where.
        position: usize,
    },
}
