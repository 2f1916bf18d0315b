//! Where the texts around findings come from.

use crate::base::path::RelPath;
use crate::diagnostic::Sources;
use crate::source::Files;
use crate::theme::Theme;
use std::sync::Arc;

/// The site's own files, and behind them the embedded theme.
pub struct SiteSources<'a> {
    /// The site's own files.
    pub files: &'a dyn Files,
    /// The theme's; `None`: it has not been loaded.
    pub theme: Option<&'a Theme>,
}

impl Sources for SiteSources<'_> {
    fn text(&self, file: &RelPath) -> Option<Arc<str>> {
        if let Some(text) = self.theme.and_then(|t| t.sources.get(file)) {
            return Some(Arc::clone(text));
        }
        let bytes = self.files.read(file).ok()?;
        String::from_utf8(bytes).ok().map(Arc::from)
    }
}
