//! Every kind of finding, by the name that people see, configure and look up.

use std::fmt;

/// How grave a finding is before the configuration has had its say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Published all the same, unless `--deny warnings`.
    Warning,
    /// The output would be wrong or unsafe: nothing is published. The configuration cannot lower it.
    Error,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $grade:ident;)*) => {
        /// The name of a kind of finding. Names never change their meaning; `ledfyr explain NAME` tells more.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All codes, in the order of this file.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name, as it is shown and configured.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// Whether it stops publishing.
            pub fn grade(self) -> Grade {
                match self { $(Code::$variant => Grade::$grade,)* }
            }
        }
    };
}

codes! {
    // The configuration (exit code 2).
    /// `ledfyr.toml` is not TOML.
    ConfigSyntax = "config-syntax", Error;
    /// A key that no setting has.
    ConfigUnknownKey = "config-unknown-key", Error;
    /// A setting of the wrong type or outside its range.
    ConfigValue = "config-value", Error;

    // Files.
    /// A Markdown file that is not UTF-8.
    NotUtf8 = "not-utf8", Error;
    /// A file name that is not UTF-8: it cannot be named in a URL or a finding.
    FileName = "file-name", Error;
    /// A page larger than the limit.
    FileTooLarge = "file-too-large", Error;
    /// A symbolic link that leads out of the site's folder.
    SymlinkOutside = "symlink-outside", Error;
    /// A file that could not be read.
    UnreadableFile = "unreadable-file", Error;
    /// A file in which version control left a conflict between two versions.
    MergeConflict = "merge-conflict", Error;
    /// A file that looks like a page but that ledfyr does not read, such as `.mdx`.
    UnsupportedFile = "unsupported-file", Warning;

    // The site as a whole.
    /// Nothing would be published.
    NoPages = "no-pages", Error;
    /// The site's start page would not be published.
    NoStartPage = "no-start-page", Error;
    /// More published pages would be removed than is allowed without asking.
    PagesRemoved = "pages-removed", Error;

    /// A folder that is not read, though Markdown lies in it.
    SkippedFolder = "skipped-folder", Warning;

    // Front matter.
    /// Front matter that is not YAML or TOML, or has no end.
    FrontMatterSyntax = "front-matter-syntax", Error;
    /// A value of the wrong type.
    FrontMatterType = "front-matter-type", Error;
    /// A value of the right type that is not one of those allowed.
    FrontMatterValue = "front-matter-value", Error;
    /// A date that is no date.
    InvalidDate = "invalid-date", Error;
    /// A date that nobody can have meant, such as a review in the future.
    ImplausibleDate = "implausible-date", Warning;
    /// A key that stands twice.
    DuplicateKey = "duplicate-key", Error;
    /// A key that guards people, misspelt, in other words than ours, or where no front matter is read.
    GuardedKey = "guarded-key", Error;
    /// A kind that does not exist.
    UnknownKind = "unknown-kind", Error;
    /// A field that this kind of page must have.
    MissingField = "missing-field", Error;
    /// A key that ledfyr does not know; its value is kept under `page.extra`.
    UnknownKey = "unknown-key", Warning;
    /// A field that only pages of other kinds have; its value is kept under `page.extra`.
    FieldOfOtherKind = "field-of-other-kind", Warning;
    /// A value that its field cannot use, where it guards nobody: the page is published without it.
    FieldValue = "field-value", Warning;
    /// A description longer than 200 characters.
    LongDescription = "long-description", Warning;
    /// Tasks in the form of earlier versions.
    OldDuties = "old-duties", Warning;
    /// Text of the archetype that `ledfyr new` wrote, and nobody has replaced.
    ScaffoldText = "scaffold-text", Warning;
    /// A page that was left out because its front matter could not be read (only where the configuration allows it).
    PageLeftOut = "page-left-out", Warning;

    // Classification.
    /// A classification level that the configuration does not declare.
    UnknownLevel = "unknown-level", Error;
    /// Text that must never be in the tree: security-classified information.
    StateSecret = "state-secret", Error;
    /// A page that states a level below that of its section or its original.
    LevelRaised = "level-raised", Warning;
    /// A file that is shown both on a page that many may read and on one that few may.
    SharedFile = "shared-file", Warning;
    /// A link from a page to one that its readers may not see.
    LinkToHigher = "link-to-higher", Error;

    // Identity.
    /// Two pages with one id.
    DuplicateId = "duplicate-id", Error;
    /// Two outputs with one path.
    DuplicatePath = "duplicate-path", Error;
    /// A page, folder or file that has another's address or id and got a number (only where the configuration allows it).
    NumberedPage = "numbered-page", Warning;
    /// An alias that is another page's path or alias: it leads there.
    AliasClash = "alias-clash", Warning;
    /// An alias that no file can answer at.
    AliasNotServed = "alias-not-served", Warning;
    /// A translation that says another language or kind than its place or its original does.
    TranslationConflict = "translation-conflict", Warning;
    /// A term that is explained in two places.
    DuplicateTerm = "duplicate-term", Warning;
    /// A topic that is spelt in two ways.
    TopicSpelling = "topic-spelling", Warning;
    /// An id of a page, role, contact or statute that does not exist.
    UnknownReference = "unknown-reference", Warning;
    /// Pages that replace each other, or units that lie under each other, in a ring.
    ReferenceLoop = "reference-loop", Error;
    /// A version of a document that has no original, or is of another kind or id than it.
    VersionOriginal = "version-original", Error;
    /// A decided version of a document that does not say when it comes into force.
    VersionDate = "version-date", Error;
    /// Two decided versions of a document that are in force on one day.
    VersionOverlap = "version-overlap", Error;
    /// Days between two decided versions of a document on which none is in force.
    VersionGap = "version-gap", Error;
    /// A page or translation in a language that the site does not have.
    UnknownLanguage = "unknown-language", Warning;

    // Markdown.
    /// A link to a page or file that does not exist.
    BrokenLink = "broken-link", Warning;
    /// A link to a heading that does not exist.
    BrokenAnchor = "broken-anchor", Warning;
    /// A name in a link that several pages or files have.
    AmbiguousLink = "ambiguous-link", Warning;
    /// `![[page]]`: a page or file that is to be shown where it is named, and is linked to instead.
    EmbedAsLink = "embed-as-link", Warning;
    /// An image that does not exist.
    MissingImage = "missing-image", Warning;
    /// An image without alternative text.
    MissingAlt = "missing-alt", Warning;
    /// An image from another host.
    RemoteImage = "remote-image", Warning;
    /// A URL that could run code.
    UnsafeUrl = "unsafe-url", Warning;
    /// A heading that skips a level.
    HeadingJump = "heading-jump", Warning;
    /// Two headings of a page given the same id by hand, or a heading with the id of something else on the page.
    DuplicateHeadingId = "duplicate-heading-id", Warning;
    /// What stands in braces after a heading and is no id or class; Markdown takes it off the page.
    HeadingAttributes = "heading-attributes", Warning;
    /// A row with more cells than its table has columns; Markdown takes the rest off the page.
    TableCells = "table-cells", Warning;
    /// Raw HTML that was taken away.
    RawHtml = "raw-html", Warning;
    /// A comment whose text is shown, or that hides more than it should.
    VisibleComment = "visible-comment", Error;
    /// A code block in a language that cannot be highlighted.
    UnknownCodeLanguage = "unknown-code-language", Warning;
    /// What was meant as a link and is none: a blank in its address, no definition, brackets that do not belong together.
    LinkSyntax = "link-syntax", Warning;
    /// A note without text, without a reference to it, or with the label of another.
    Footnotes = "footnotes", Warning;
    /// A box of a kind that does not exist, or one that does not begin or end.
    UnknownNotice = "unknown-notice", Warning;
    /// Markup that other programs understand, and that is shown as text.
    ForeignSyntax = "foreign-syntax", Warning;
    /// Lines that begin with a word processor's bullets; Markdown makes one paragraph of them.
    PastedList = "pasted-list", Warning;
    /// A heading without text, or with no blank after its signs.
    HeadingSyntax = "heading-syntax", Warning;
    /// Characters that a wrong encoding has destroyed, or that no text has.
    DamagedText = "damaged-text", Warning;
    /// An attached file that was not published: HTML, a damaged image, an SVG with code in it.
    UnsafeFile = "unsafe-file", Warning;
    /// A file that is called an image and is text.
    NotAnImage = "not-an-image", Warning;
    /// An image that is too large for a page.
    LargeImage = "large-image", Warning;

    // Shortcodes.
    /// A shortcode that neither the theme nor the site has.
    UnknownShortcode = "unknown-shortcode", Warning;
    /// A shortcode argument that is wrong, unknown or missing.
    ShortcodeArgument = "shortcode-argument", Warning;
    /// A shortcode that is not closed, or closed and never opened.
    ShortcodeUnclosed = "shortcode-unclosed", Warning;
    /// Pages that include each other in a ring.
    IncludeLoop = "include-loop", Error;

    // Language.
    /// A line about a term of the glossary whose value says nothing.
    GlossaryLine = "glossary-line", Warning;
    /// A word that the glossary asks people not to use.
    AvoidedWord = "avoided-word", Warning;
    /// A page that is harder to read than the site allows for its kind.
    HardToRead = "hard-to-read", Warning;

    // Governance.
    /// A process with no accountable role, or with two.
    RaciAccountable = "raci-accountable", Warning;
    /// A paragraph of a directive that no page in force puts into practice, and no reason for that.
    Gap = "gap", Warning;
    /// A role that has a part in no task.
    RoleWithoutTasks = "role-without-tasks", Warning;
    /// A page in force whose review is overdue.
    ReviewOverdue = "review-overdue", Warning;
    /// A decided page that has ceased to hold, and that no other has taken the place of.
    Expired = "expired", Warning;
    /// A page in force that leads to one that no longer holds.
    ObsoleteLinked = "obsolete-linked", Warning;
    /// A statute that nobody has looked up for longer than the site allows.
    StatuteUnchecked = "statute-unchecked", Warning;
    /// A repealed statute that a page in force rests on.
    RepealedCited = "repealed-cited", Warning;
    /// A checklist phase that breaks the rules for phases.
    ChecklistPhase = "checklist-phase", Warning;
    /// A page in which something else governs than what was reviewed.
    UnreviewedChanges = "unreviewed-changes", Warning;
    /// What this page rests on has changed since it was reviewed.
    SuspectLink = "suspect-link", Warning;
    /// A decided page that is no longer what was decided.
    DecidedTextChanged = "decided-text-changed", Error;
    /// A page that says it is decided, and not by whom.
    DecidedWithoutDecision = "decided-without-decision", Warning;
    /// The table of what has been done cannot be read in whole.
    FollowUpFile = "follow-up-file", Warning;
    /// A row of that table that cannot be used.
    FollowUpRow = "follow-up-row", Warning;
    /// That table tells who somebody is.
    FollowUpPerson = "follow-up-person", Error;
    /// The machine's clock is behind, so that pages may be left out.
    ClockBehind = "clock-behind", Warning;

    // Search.
    /// A search expectation that is not met.
    SearchExpectation = "search-expectation", Warning;
    /// The file of search expectations cannot be read.
    SearchTests = "search-tests", Error;

    // Theme.
    /// A template that cannot be read or rendered.
    TemplateError = "template-error", Error;
    /// A template that a page names and nobody has; the page is shown as others of its kind (only where the configuration
    /// allows it).
    UnknownTemplate = "unknown-template", Warning;
    /// A language whose words for buttons and headings are missing, or some of them: they are in English.
    MissingStrings = "missing-strings", Warning;
    /// A key in a site's own table of strings that no template asks for.
    UnknownString = "unknown-string", Warning;
    /// A template, string table or file that the theme must have.
    MissingThemeFile = "missing-theme-file", Error;
}

impl Code {
    /// Whether it is about `ledfyr.toml` itself.
    pub fn is_configuration(self) -> bool {
        matches!(self, Code::ConfigSyntax | Code::ConfigUnknownKey | Code::ConfigValue)
    }

    /// Whether it is told from a day on, which `[lint.grace]` can put off.
    pub fn is_dated(self) -> bool {
        matches!(self, Code::ReviewOverdue | Code::Expired | Code::ObsoleteLinked | Code::StatuteUnchecked)
    }

    /// Those that are told from a day on.
    pub fn dated() -> impl Iterator<Item = Code> {
        Code::ALL.iter().copied().filter(|code| code.is_dated())
    }

    /// The code of that name.
    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|c| c.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
