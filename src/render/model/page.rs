//! What templates see of one page: what every page has, and what its kind has besides.

use super::cards::{CardsPage, ChecklistPage, OfflinePage, ScanPage};
use super::documented::{Documented, Reference, names, view};
use super::facts::{Contact, LegalRef, Notice, TimelineDay, Validity};
use super::follow_up::FollowUpPage;
use super::generated::{IndexPage, ListingPage, RaciPage, RedirectPage, TagPage, TagsPage, WheelPage};
use super::kinds::*;
use super::organisation::SectionPage;
use super::parts::{Language, Link, Nav, PageRef, Tag, TocEntry};
use super::shared::{Shared, value};
use super::trace::{MatrixPage, StatutePage, Trace};
use crate::base::date::Date;
use crate::front_matter::fields::{Change, Status, Tier};
use crate::site::PageIx;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::LazyLock;
use tera::value::Key;
use tera::{Map, Value};

view! {
    /// What every page has, written or generated.
    struct Common<'a> {
        /// Its lasting name.
        id: &'a str,
        /// What it is: `page`, `role`, `checklist` …, or of a generated page `index`, `search`, `wheel` …
        kind: &'static str,
        /// Its title.
        title: Cow<'a, str>,
        /// Its address.
        url: String,
        /// One sentence on what it is for.
        description: Option<Cow<'a, str>>,
        /// The code of its language.
        lang: &'a str,
        /// The day of the page, such as that of news.
        date: Option<Date>,
        /// Where the document stands.
        status: Option<Status>,
        /// Whether it binds on the day of the build: `in-force`, `draft`, `review`, `waiting`, `superseded`, `withdrawn` or
        /// `expired`.
        standing: &'static str,
        /// The tier of a role.
        tier: Option<Tier>,
        /// What news are about.
        change: Option<Change>,
        /// Whether it is the front page of a folder.
        is_section: bool,
        /// The file that it was written in, below its content folder.
        source: &'a str,
        /// Its text, as HTML.
        body: String,
        /// Its contents.
        toc: Vec<TocEntry<'a>>,
        /// How many words it has.
        words: usize,
        /// How long it takes to read.
        reading_minutes: usize,
        /// Addresses from the start page down to the page itself.
        trail: Vec<String>,
        /// The pages above it.
        breadcrumbs: Vec<Link<'a>>,
        /// The page before it.
        prev: Option<Shared<PageRef>>,
        /// The page after it.
        next: Option<Shared<PageRef>>,
        /// The navigation of the section that it lies in.
        nav: Option<Nav>,
        /// The pages and sections below it.
        children: Vec<Shared<PageRef>>,
        /// Pages that lead to it.
        backlinks: Vec<Shared<PageRef>>,
        /// Pages to read as well.
        related: Vec<Shared<PageRef>>,
        /// Its topics.
        tags: Vec<Tag<'a>>,
        /// The roles that it is for.
        audience: Vec<Shared<PageRef>>,
        /// The role that answers for it.
        owner: Option<Shared<PageRef>>,
        /// Whom to ask.
        questions: Vec<Contact<'a>>,
        /// Whether it is an example.
        sample: bool,
        /// Whether it is a draft.
        draft: bool,
        /// The editor's own fields. Where an entry of a list names a page by id, `page` is that page.
        extra: Value,
        /// The language switch; empty on a site of one language.
        translations: Vec<Language<'a>>,
        /// Its whole address, where that is known.
        canonical: Option<String>,
        /// The content of the meta element robots.
        robots: Option<&'static str>,
        /// Where its text can be changed.
        edit_url: Option<String>,
        /// Addresses that the page had, of which a file leads here.
        old_addresses: Vec<Link<'a>>,
        /// What it says of whether it is in force, on the day of the build and on later ones.
        notices: Vec<Notice<'a>>,
        /// Whether it holds, of a controlled document.
        validity: Option<Validity<'a>>,
        /// What has happened to a controlled document and what is coming; none of a checklist, whose page has no room for it.
        timeline: Vec<TimelineDay<'a>>,
        /// The statutes that it rests on.
        legal_basis: Vec<LegalRef<'a>>,
        /// What it puts into practice.
        implements: Vec<Link<'a>>,
        /// What puts it into practice, and what it puts into practice besides `implements`.
        trace: Trace<'a>,
        /// Words that people search for and the text does not use.
        keywords: &'a [String],
        /// News that say what changed on it, newest first.
        changes: Vec<Shared<PageRef>>,
        /// The latest news, on a start page.
        news: Option<Vec<Shared<PageRef>>>,
    }
}

/// Declares what pages of some kinds have besides.
macro_rules! own {
    ($($name:ident($type:ty)),* $(,)?) => {
        /// What a page has besides, by what it is.
        #[derive(Serialize)]
        #[serde(untagged)]
        pub(in crate::render) enum Own<'a> {
            /// Nothing.
            Nothing,
            $($name($type)),*
        }

        impl<'a> Own<'a> {
            /// All names that some page has.
            fn names() -> impl Iterator<Item = &'static str> {
                [$(<$type as Documented>::FIELDS),*].into_iter().flat_map(names)
            }

            fn collect(reference: &mut Reference) {
                $(<$type as Documented>::collect(reference);)*
            }
        }
    };
}

own! {
    Directive(DirectivePage<'a>),
    Chapter(ChapterPage),
    Role(RolePage<'a>),
    Unit(UnitPage<'a>),
    Process(ProcessPage<'a>),
    Checklist(ChecklistPage<'a>),
    Form(FormPage),
    News(NewsPage),
    Glossary(GlossaryPage<'a>),
    Contacts(ContactsPage<'a>),
    Laws(LawsPage<'a>),
    Statement(StatementPage<'a>),
    Section(SectionPage<'a>),
    Index(IndexPage),
    Tags(TagsPage<'a>),
    Tag(TagPage),
    Listing(ListingPage<'a>),
    Wheel(WheelPage<'a>),
    Raci(RaciPage<'a>),
    Matrix(MatrixPage<'a>),
    FollowUp(FollowUpPage<'a>),
    Statute(StatutePage<'a>),
    Cards(CardsPage<'a>),
    Scan(ScanPage),
    Offline(OfflinePage),
    Redirect(RedirectPage),
}

/// `page` in a template.
pub(in crate::render) struct Page<'a> {
    pub common: Common<'a>,
    pub own: Own<'a>,
}

impl Page<'_> {
    /// As a template sees it: all names that some page has, so that it can ask for any of them on every page.
    pub(crate) fn value(&self) -> Value {
        static ABSENT: LazyLock<Map> =
            LazyLock::new(|| Own::names().map(|name| (Key::Str(name), Value::none())).collect());
        let mut page = ABSENT.clone();
        page.extend(value(&self.common).into_map().unwrap_or_default());
        page.extend(value(&self.own).into_map().unwrap_or_default());
        Value::from(page)
    }
}

impl Serialize for Page<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl Documented for Page<'_> {
    fn name() -> Cow<'static, str> {
        "Common, and what its kind has".into()
    }

    fn collect(reference: &mut Reference) {
        Common::collect(reference);
        Own::collect(reference);
    }
}

/// A page, and the template that shows it.
pub(in crate::render) struct View<'a> {
    pub template: String,
    pub page: Page<'a>,
    pub lang: usize,
    /// The page of the site that it shows, for findings.
    pub source: Option<PageIx>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::model::cards::OnPaper;

    #[test]
    fn names_of_flattened_and_renamed_fields_are_those_that_templates_see() {
        let known: Vec<&str> = Own::names().collect();
        for name in ["whole_url", "scenario", "qr", "tables", "chair", "styles", "letters"] {
            assert!(known.contains(&name), "{name}");
        }
        for name in ["checklist", "on_paper", "table"] {
            assert!(!known.contains(&name), "{name} is flattened");
        }
        let scan = OnPaper { qr: None, scan_address: None, wall_url: None, pocket_url: None, scan_url: None };
        let seen = value(&scan).into_map().unwrap();
        let seen: Vec<&str> = seen.keys().filter_map(Key::as_str).collect();
        assert_eq!(seen, names(OnPaper::FIELDS));
        assert_eq!(names(crate::render::model::facts::Citation::FIELDS), ["page", "ref"]);
    }
}
