//! What the search is given: the parsed pages in its own plain terms.

use crate::base::parallel;
use crate::front_matter::fields::{Kind, Law, OfKind};
use crate::front_matter::is_id;
use crate::governance::{Citation, Governance, Standing};
use crate::plan::Plan;
use crate::render::described;
use crate::search::{IndexFormat, SearchOptions, SearchPage, SearchSection};
use crate::site::{BuiltInIx, Page, PageIx, Shows, Site};
use crate::theme::Theme;
use crate::theme::language_marks::unmarked;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The boost of pages that the program makes: what somebody wrote comes first.
const MADE: f32 = 0.25;

/// One entry for each page that may be found. What is not in force is found by those who ask for it.
pub(super) fn pages<'a>(governance: &'a Governance, plan: &Plan, theme: &'a Theme) -> Vec<SearchPage<'a>> {
    let site = governance.site();
    let is_found = |ix: &PageIx| !site.pages[*ix].generated && !site.pages[*ix].fields().search.exclude;
    let found: Vec<PageIx> = (0..site.pages.len()).filter(is_found).collect();
    let mut pages = parallel::map(&found, |ix| page(governance, theme, *ix));
    pages.extend(plan.built_in.iter().filter_map(|ix| built_in(governance, theme, *ix)));
    pages
}

/// One of the program's own pages: what it is called and what people search for instead, and of a statute what rests on it. The
/// search itself is not found, and a topic is a word of its pages.
fn built_in<'a>(governance: &'a Governance, theme: &'a Theme, ix: BuiltInIx) -> Option<SearchPage<'a>> {
    let site = governance.site();
    let page = &site.built_in.all[ix];
    if matches!(page.shows, Shows::Search | Shows::Tag(_)) {
        return None;
    }
    let language = &site.languages[page.lang];
    let told = described(site, theme, ix);
    let mut found = SearchPage {
        source: page.url.as_str().into(),
        url: page.url.as_str().into(),
        title: unmarked(&told.title).into(),
        description: unmarked(&told.description).into(),
        lang: language.code.as_str().into(),
        kind: told.kind.into(),
        kind_label: theme.strings_for(&language.code).plain("kinds", told.kind).into(),
        keywords: told.keywords.split(", ").filter(|word| !word.is_empty()).map(Cow::from).collect(),
        boost: MADE,
        ..SearchPage::default()
    };
    if let Shows::Statute(register, i) = page.shows {
        let law = site.pages[register].own().laws().get(i)?;
        found.section_label = site.pages[register].title().into();
        found.keywords = law.short.iter().chain([&law.sfs]).map(Cow::from).collect();
        let about: Vec<&str> = law.note.iter().chain(&law.keywords).map(String::as_str).collect();
        found.sections = vec![section("", "", about.join(". "))];
        let resting =
            |citation: &Citation<'_>| site.pages[citation.page].lang == page.lang && citation.basis.law == law.id;
        let titles: BTreeSet<&str> =
            governance.citations().filter(resting).map(|citation| site.pages[citation.page].title()).collect();
        let heading = theme.strings_for(&language.code).plain("", "rests_on_it");
        let titles: Vec<&str> = titles.into_iter().collect();
        found.sections.extend((!titles.is_empty()).then(|| section(heading, "_rests", titles.join(". "))));
    }
    Some(found)
}

/// The site's own synonyms and those of its glossaries.
pub(super) fn options(site: &Site, portable: bool) -> SearchOptions {
    let search = &site.config.search;
    let mut options = SearchOptions {
        form: IndexFormat::of(portable),
        synonyms: search.synonyms.clone(),
        own_synonyms_only: !search.builtin_synonyms,
        avoid: Vec::new(),
    };
    for (page, i) in &site.facts.terms {
        let term = &site.pages[*page].doc.body.terms[*i];
        if !term.synonyms.is_empty() {
            options.synonyms.push(std::iter::once(&term.term).chain(&term.synonyms).cloned().collect());
        }
        options.avoid.extend(term.avoid.iter().map(|word| (word.clone(), term.term.clone())));
    }
    options
}

fn page<'a>(governance: &'a Governance, theme: &'a Theme, ix: PageIx) -> SearchPage<'a> {
    let site = governance.site();
    let page = &site.pages[ix];
    let f = page.fields();
    let language = &site.languages[page.lang];
    let strings = theme.strings_for(&language.code);
    let tier = page.own().tier().map_or("", |t| t.as_str());
    let role = |id: &'a String| {
        let role = site.page_by_id(page.lang, id)?;
        Some((id.into(), site.pages[role].title().into()))
    };
    // The section that a reader knows: the topmost below the start page.
    let trail = site.trail(ix);
    let section = trail.get(1).or((page.is_section && trail.len() == 1).then_some(&ix));
    let kind = page.kind();
    let standing = match governance.standing(ix) {
        Standing::InForce => "",
        other => other.as_str(),
    };
    SearchPage {
        source: page.doc.source.as_str().into(),
        url: page.url.as_str().into(),
        title: page.title().into(),
        description: f.description.as_deref().unwrap_or_default().into(),
        lang: language.code.as_str().into(),
        kind: kind.as_str().into(),
        kind_label: strings.plain("kinds", kind.as_str()).into(),
        tier: tier.into(),
        tier_label: if tier.is_empty() { String::new() } else { strings.plain("tiers", tier) }.into(),
        standing: standing.into(),
        standing_label: if standing.is_empty() { String::new() } else { strings.plain("standings", standing) }.into(),
        roles: f.audience.iter().filter_map(role).collect(),
        section_label: section.map_or("", |s| site.pages[*s].title()).into(),
        keywords: keywords(page),
        numbers: page.own().contacts().iter().filter_map(|c| c.phone.as_deref()).map(Cow::from).collect(),
        boost: f.search.boost.unwrap_or(1.0) as f32,
        sections: sections(site, page),
    }
}

/// The text of the body, and what stands only in the front matter.
fn sections<'a>(site: &Site, page: &'a Page) -> Vec<SearchSection<'a>> {
    let f = page.fields();
    let mut sections: Vec<SearchSection<'_>> =
        page.doc.prose.sections.iter().map(|s| section(&s.heading, &*s.anchor, &*s.text)).collect();
    let occasion = match page.own() {
        OfKind::Checklist(checklist) => Some(&checklist.scenario),
        OfKind::Process(process) => process.trigger.as_ref(),
        _ => None,
    };
    if let Some(occasion) = occasion {
        sections.insert(0, section("", "", occasion));
    }
    if page.kind() == Kind::Process && !f.duties.is_empty() {
        // What several roles have part in is said once.
        let mut does: Vec<&str> = Vec::new();
        for duty in &f.duties {
            if !does.contains(&duty.does.as_str()) {
                does.push(&duty.does);
            }
        }
        let text = does.join(". ");
        sections.push(section("", "_duties", text));
    }
    // A statute with a page of its own is found there.
    let on_own_page = |law: &&Law| is_id(&law.id) && site.facts.law(&site.pages, &law.id).is_some();
    sections.extend(page.own().laws().iter().filter(|law| !on_own_page(law)).map(|law| {
        let words = [law.short.as_deref(), Some(law.sfs.as_str()), law.note.as_deref()];
        let text = words.into_iter().flatten().collect::<Vec<_>>().join(". ");
        section(&law.title, &law.id, text)
    }));
    sections.extend(page.own().contacts().iter().map(|c| {
        let words = [c.phone.as_deref(), c.when.as_deref(), c.note.as_deref(), c.email.as_deref()];
        let text = words.into_iter().flatten().collect::<Vec<_>>().join(". ");
        section(&c.name, format!("contact-{}", c.id), text)
    }));
    sections
}

/// What the text does not say: of the page, and of each of its statutes.
fn keywords(page: &Page) -> Vec<Cow<'_, str>> {
    let f = page.fields();
    let of_laws = page.own().laws().iter().flat_map(|law| &law.keywords);
    f.keywords.iter().chain(&f.tags).chain(of_laws).map(Cow::from).collect()
}

/// The shortest run of `_` that is a line to write on.
const FORM_LINE: &str = "___";

/// A text without the lines to write on.
fn without_form_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(FORM_LINE) {
        return text;
    }
    let kept: Vec<&str> = text.split(FORM_LINE).map(|piece| piece.trim_start_matches('_')).collect();
    kept.concat().into()
}

fn section<'a>(
    heading: impl Into<Cow<'a, str>>,
    anchor: impl Into<Cow<'a, str>>,
    text: impl Into<Cow<'a, str>>,
) -> SearchSection<'a> {
    SearchSection { heading: heading.into(), anchor: anchor.into(), text: without_form_lines(text.into()) }
}
