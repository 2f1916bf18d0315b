//! What the search is built from: plain values, made by whoever has read the pages.
use super::format::IndexFormat;
use std::borrow::Cow;

/// One published page. Nearly all of it is the page's own text, so it is not copied.
#[derive(Debug, Clone, Default)]
pub(crate) struct SearchPage<'a> {
    /// Path of the source file below the content root.
    pub source: Cow<'a, str>,
    /// Address below the site root, without a leading slash.
    pub url: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub description: Cow<'a, str>,
    /// Language code, `sv` or `en`; any other is read as Swedish.
    pub lang: Cow<'a, str>,
    /// Kind as an id (`role`), and as people read it («Roll»).
    pub kind: Cow<'a, str>,
    pub kind_label: Cow<'a, str>,
    /// Tier as an id (`tactical`) and a label; empty when the page has none.
    pub tier: Cow<'a, str>,
    pub tier_label: Cow<'a, str>,
    /// Where a page stands that is not in force (`draft`), and a label; empty of one that is. It is found when asked for.
    pub standing: Cow<'a, str>,
    pub standing_label: Cow<'a, str>,
    /// The roles that the page is for: id and label.
    pub roles: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Name of the top section that the page lies in.
    pub section_label: Cow<'a, str>,
    /// Words that people search for and the text does not say.
    pub keywords: Vec<Cow<'a, str>>,
    /// Telephone numbers that contacts of the page answer.
    pub numbers: Vec<Cow<'a, str>>,
    /// 1.0 is an ordinary page; old news may have less, a start page more. Kept within 0.25 and 4.
    pub boost: f32,
    /// In the order of the page; text before the first heading is a section with an empty heading.
    pub sections: Vec<SearchSection<'a>>,
}

/// The text under one heading, without markup.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SearchSection<'a> {
    pub heading: Cow<'a, str>,
    /// Id of the heading, without `#`; empty for the top of the page.
    pub anchor: Cow<'a, str>,
    pub text: Cow<'a, str>,
}

/// What the site adds to the language's own tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SearchOptions {
    /// What the files of the index are.
    pub form: IndexFormat,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// Whether only these count, not the program's own.
    pub own_synonyms_only: bool,
    /// Words not to be used, each with the one to use.
    pub avoid: Vec<(String, String)>,
}
