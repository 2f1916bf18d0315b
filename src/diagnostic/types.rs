//! The diagnostic itself.

use super::{Code, Grade};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Text;
use std::sync::Arc;

/// One finding: a code, a place, a message, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// What is wrong.
    pub message: Text,
    /// Relative to the site's root, as the editor would open it. `None`: about the whole site.
    pub file: Option<RelPath>,
    /// The bytes in the file that it is about. `None`: the whole file.
    pub span: Option<Span>,
    /// What stands at the span («expected a date here»).
    pub label: Option<Text>,
    /// What to do. May be empty when the message says it all.
    pub help: Vec<Text>,
    /// Other places that matter, such as the first of two pages with one id.
    pub related: Vec<Related>,
    /// What lies behind it: findings with one code and one cause are shown as a group (an unknown key's name, say).
    /// `None`: the message itself is the cause.
    pub cause: Option<String>,
    /// The file may be one that the reader of the findings may not read: none of its lines are shown.
    pub sealed: bool,
}

/// Another place, and what it has to do with the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// As [`Diagnostic::file`].
    pub file: RelPath,
    /// As [`Diagnostic::span`].
    pub span: Option<Span>,
    /// What the place has to do with it.
    pub message: Text,
}

/// What a stage found. Order is made when they are shown, so stages may collect in any order.
pub type Diagnostics = Vec<Diagnostic>;

/// Where the text of a file is found, to show the lines around a finding.
pub trait Sources {
    /// `file` as in [`Diagnostic::file`]. `None`: not text, or not to be shown.
    fn text(&self, file: &RelPath) -> Option<Arc<str>>;
}

impl Diagnostic {
    /// A finding about the whole site, without help.
    pub fn new(code: Code, message: Text) -> Diagnostic {
        Diagnostic {
            code,
            message,
            file: None,
            span: None,
            label: None,
            help: Vec::new(),
            related: Vec::new(),
            cause: None,
            sealed: false,
        }
    }

    /// Sets the file.
    pub fn file(mut self, file: &RelPath) -> Self {
        self.file = Some(file.clone());
        self
    }

    /// Sets the span.
    pub fn span(mut self, span: impl Into<Span>) -> Self {
        self.span = Some(span.into());
        self
    }

    /// Sets what stands at the span.
    pub fn label(mut self, label: Text) -> Self {
        self.label = Some(label);
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: Text) -> Self {
        self.help.push(help);
        self
    }

    /// Help when there is any: `maybe_help(suggestion.map(|s| text!(…)))`.
    pub fn maybe_help(mut self, help: Option<Text>) -> Self {
        self.help.extend(help);
        self
    }

    /// Adds another place.
    pub fn related(mut self, file: &RelPath, span: Option<Span>, message: Text) -> Self {
        self.related.push(Related { file: file.clone(), span, message });
        self
    }

    /// Sets the cause.
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Whether it stops publishing.
    pub fn grade(&self) -> Grade {
        self.code.grade()
    }

    /// What findings are sorted by when shown: file, place, code, message.
    pub fn order(&self) -> (Option<&RelPath>, Option<Span>, &'static str, &str) {
        (self.file.as_ref(), self.span, self.code.as_str(), &self.message.en)
    }
}
