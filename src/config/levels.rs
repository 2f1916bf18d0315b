//! The levels of findings as `[lint]` sets them.

use super::model::{Config, LintLevel};
use crate::diagnostic::{Code, Level, Levels};

impl Config {
    /// The levels without what the command line adds.
    pub fn levels(&self) -> Levels {
        let level = |l: LintLevel| match l {
            LintLevel::Allow => Level::Allow,
            LintLevel::Warn => Level::Warn,
            LintLevel::Deny => Level::Deny,
        };
        let by_code = self.lint.iter().filter_map(|(name, l)| Some((Code::parse(name)?, level(*l)))).collect();
        Levels { by_code, deny_warnings: false }
    }
}
