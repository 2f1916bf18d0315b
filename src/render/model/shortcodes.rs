//! What the components of shortcodes are given in place of a name.

use super::documented::view;
use super::parts::PageRef;
use super::shared::Shared;

view! {
    /// What `file` and `image` stand for in a shortcode.
    struct File<'a> {
        /// Its address.
        url: String,
        /// Its name.
        name: &'a str,
        /// In bytes.
        size: usize,
        /// What it holds, such as `application/pdf`.
        media_type: &'static str,
        /// In pixels, of an image.
        width: Option<u32>,
        /// In pixels, of an image.
        height: Option<u32>,
    }

    /// What `section` stands for in a shortcode: a part of another page.
    struct Section<'a> {
        /// The page.
        page: Shared<PageRef>,
        /// The heading, or the page's title.
        title: &'a str,
        /// The text below it, as HTML.
        html: String,
    }
}
