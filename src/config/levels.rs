//! What `[lint]` says of each code.

use super::lint::LintLevel;
use super::model::Config;
use crate::diagnostic::{Code, Level, Levels};

impl Config {
    /// The levels without what the command line adds.
    pub fn levels(&self) -> Levels {
        let level = |l: LintLevel| match l {
            LintLevel::Allow => Level::Allow,
            LintLevel::Warn => Level::Warn,
            LintLevel::Deny => Level::Deny,
        };
        let by_code = self.lint.levels.iter().filter_map(|(name, l)| Some((Code::parse(name)?, level(*l)))).collect();
        Levels { by_code, deny_warnings: false }
    }

    /// How many days after the last day on which all was well nothing is told yet.
    pub fn grace(&self, code: Code) -> u32 {
        self.lint.grace.get(code.as_str()).copied().unwrap_or(0)
    }
}
