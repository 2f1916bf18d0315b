//! Files that are no pages: images, forms, documents to fetch.

use crate::base::path::RelPath;

/// An asset's place in `Site::assets`.
pub type AssetIx = usize;

/// A file that is no page.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Below its content folder.
    pub path: RelPath,
    /// Below the site's root folder, for reading.
    pub file: RelPath,
    /// In bytes, as it lies on the disk.
    pub size: u64,
    /// Where it is published: beside the section's pages.
    pub url: String,
    /// Whether a published page refers to it, and as what.
    pub used: Use,
}

/// How pages use an asset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// A link or a shortcode leads to it.
    pub linked: bool,
    /// It is shown as an image.
    pub shown: bool,
}
