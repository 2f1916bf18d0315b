//! How a report is shown.

use crate::base::text::Lang;

/// A way to show a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal, with source excerpts.
    #[default]
    Human,
    /// For programs; [`super::json`] describes the shape, which is stable.
    Json,
    /// Workflow commands of GitHub Actions, shown beside the changed lines.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Format] = &[Format::Human, Format::Json, Format::Github, Format::Sarif];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Github => "github",
            Format::Sarif => "sarif",
        }
    }

    /// The format of this name.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|f| f.as_str() == name)
    }
}

/// How to show a report. All that depends on the terminal and the command line comes in here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// The language of messages.
    pub lang: Lang,
    /// Terminal colours; only [`Format::Human`] has any.
    pub color: bool,
    /// Show every finding in full.
    pub verbose: bool,
    /// Show only what makes the command fail; the counts stay those of the whole run.
    pub errors_only: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// How many causes of warnings are drawn before the rest is only counted. Errors are all drawn, without their source
    /// when they have more causes than this.
    pub max_groups: usize,
    /// The way from the current folder (for GitHub: the repository) to the site's root, such as `docs/`; "" when they
    /// are the same. Put before file names where a person or a forge opens them; JSON stays relative to the site.
    pub prefix: String,
}

impl Default for RenderOptions {
    fn default() -> Self {
        RenderOptions {
            lang: Lang::Sv,
            color: false,
            verbose: false,
            errors_only: false,
            width: 100,
            max_groups: 50,
            prefix: String::new(),
        }
    }
}
