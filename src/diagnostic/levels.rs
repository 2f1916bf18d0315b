//! How grave each finding is once the configuration has had its say.

use super::{Code, Grade};
use std::collections::BTreeMap;

/// What the configuration may say of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not shown at all.
    Allow,
    /// Shown; exit code 0.
    Warn,
    /// Shown; nothing is published, and the exit code is 1.
    Deny,
}

impl Level {
    /// All levels.
    pub const ALL: &'static [Level] = &[Level::Allow, Level::Warn, Level::Deny];

    /// The name in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// The level of this name.
    pub fn parse(name: &str) -> Option<Level> {
        Level::ALL.iter().copied().find(|l| l.as_str() == name)
    }
}

/// How grave one finding is. Gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published. Only codes of [`Grade::Error`] reach it, and the configuration cannot change that.
    Error,
    /// Nothing is published: somebody asked for that, in the configuration or with `--deny`.
    Denied,
    /// Published.
    Warning,
}

/// The levels of the configuration and of `--deny`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Codes that are not here have the level [`Level::Warn`].
    pub by_code: BTreeMap<Code, Level>,
    /// Every warning that is not allowed is denied.
    pub deny_warnings: bool,
}

impl Levels {
    /// Whether the configuration may give the code that level: an error cannot be lowered.
    pub fn may_set(code: Code, level: Level) -> bool {
        code.grade() == Grade::Warning || level == Level::Deny
    }

    /// `None`: not to be shown.
    pub fn severity(&self, code: Code) -> Option<Severity> {
        if code.grade() == Grade::Error {
            return Some(Severity::Error);
        }
        match self.by_code.get(&code).copied().unwrap_or(Level::Warn) {
            Level::Allow => None,
            Level::Warn if !self.deny_warnings => Some(Severity::Warning),
            Level::Warn | Level::Deny => Some(Severity::Denied),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_cannot_be_lowered_and_a_warning_can_be_denied() {
        let mut levels = Levels {
            by_code: [
                (Code::InvalidDate, Level::Allow),
                (Code::MissingAlt, Level::Allow),
                (Code::BrokenLink, Level::Deny),
            ]
            .into(),
            deny_warnings: false,
        };
        assert_eq!(levels.severity(Code::InvalidDate), Some(Severity::Error));
        assert_eq!(levels.severity(Code::MissingAlt), None);
        assert_eq!(levels.severity(Code::BrokenLink), Some(Severity::Denied));
        assert_eq!(levels.severity(Code::RawHtml), Some(Severity::Warning));
        levels.deny_warnings = true;
        assert_eq!(levels.severity(Code::RawHtml), Some(Severity::Denied));
        assert_eq!(levels.severity(Code::MissingAlt), None, "allowed stays allowed");
        assert!(!Levels::may_set(Code::InvalidDate, Level::Warn) && Levels::may_set(Code::RawHtml, Level::Allow));
    }
}
