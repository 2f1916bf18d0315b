//! The words and names in every format for people.

use super::{RenderOptions, Severity, visible};
use crate::base::path::RelPath;
use crate::base::text::Lang;

/// The words of the frame around a message.
pub(super) struct Words {
    error: &'static str,
    denied: &'static str,
    warning: &'static str,
    pub help: &'static str,
    pub note: &'static str,
}

impl Words {
    pub(super) fn of(lang: Lang) -> Words {
        match lang {
            Lang::Sv => {
                Words { error: "fel", denied: "nekad varning", warning: "varning", help: "hjälp", note: "obs" }
            }
            Lang::En => {
                Words { error: "error", denied: "denied warning", warning: "warning", help: "help", note: "note" }
            }
        }
    }

    pub(super) fn level(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Denied => self.denied,
            Severity::Warning => self.warning,
        }
    }
}

/// The name of a file as the user opens it from here.
pub(super) fn shown_path(options: &RenderOptions, file: &RelPath) -> String {
    visible::name(&format!("{}{file}", options.prefix)).into_owned()
}
