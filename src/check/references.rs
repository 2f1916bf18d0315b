//! Ids in front matter, and who is accountable.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::suggest::instead;
use crate::base::text::Text;
use crate::data::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::{Kind, OfKind, page_id};
use crate::front_matter::is_id;
use crate::site::{Page, Site, contact_instead, heading_instead};
use crate::text;

/// What an id ought to be the id of.
#[derive(Clone, Copy)]
enum Of {
    Role,
    Unit,
    Page,
    /// A page, or one that the program makes.
    Entry,
    Contact,
    Law,
}

pub(super) fn page(site: &Site, page: &Page, found: &mut Diagnostics) {
    each_id(page, &mut |key, span, id, of| found.extend(unknown(site, page, key, span, id, of)));
    let f = page.fields();
    for (i, target) in f.implements.iter().enumerate() {
        found.extend(implements(site, page, i, target));
    }
    let (contacts, laws) = (page.own().contacts(), page.own().laws());
    let urls = contacts.iter().map(|c| &c.url).enumerate().map(|(i, u)| ("contacts", Some(i), u));
    let urls = urls.chain(laws.iter().map(|l| &l.url).enumerate().map(|(i, u)| ("laws", Some(i), u)));
    let feedback = match page.own() {
        OfKind::Statement(statement) => Some(("feedback_url", None, &statement.feedback_url)),
        _ => None,
    };
    for (key, index, url) in urls.chain(feedback) {
        found.extend(url.as_ref().and_then(|url| web(page, key, index, url)));
    }
    own_lists(site, page, found);
}

/// Files of pages that could not be read, once for each place in the front matter that names one.
pub(super) fn unreadable_targets(site: &Site, page: &Page, files: &mut Vec<RelPath>) {
    let mut add = |id: &str, of: Of| {
        if !known(site, page.lang, id, of) {
            files.extend(unreadable_file(site, id, of));
        }
    };
    each_id(page, &mut |_, _, id, of| add(id, of));
    page.fields().implements.iter().for_each(|target| add(page_id(target), Of::Page));
}

/// The file of the page that could not be read and may be, or hold, what has that id.
fn unreadable_file(site: &Site, id: &str, of: Of) -> Option<RelPath> {
    let page = match of {
        Of::Contact => site.unreadable_candidate(id, Some(Kind::Contacts)),
        Of::Law => site.unreadable_candidate(id, Some(Kind::Laws)),
        Of::Page | Of::Entry => site.unreadable_candidate(id, None),
        Of::Role => site.unreadable_candidate(id, None).filter(|p| p.kind.is_none_or(|k| k == Kind::Role)),
        Of::Unit => site.unreadable_candidate(id, None).filter(|p| p.kind.is_none_or(|k| k == Kind::Unit)),
    };
    page.map(|page| page.file.clone())
}

/// Gives `visit` every id in the front matter, but those of what it implements: its key, its place, what it is of.
fn each_id(page: &Page, visit: &mut dyn FnMut(&str, Span, &str, Of)) {
    let f = page.fields();
    let front = &page.doc.front;
    let mut at = |key: &str, span: Span, id: &str, of: Of| visit(key, span, id, of);
    let mut one = |key: &str, index: Option<usize>, id: &str, of: Of| at(key, front.span(key, index), id, of);
    if let Some(id) = &f.owner {
        one("owner", None, id, Of::Role);
    }
    match page.own() {
        OfKind::Unit(unit) => {
            unit.chair.iter().for_each(|id| one("chair", None, id, Of::Role));
            unit.parent.iter().for_each(|id| one("parent", None, id, Of::Unit));
            unit.members.iter().enumerate().for_each(|(i, id)| one("members", Some(i), id, Of::Role));
        }
        OfKind::Statement(statement) => one("contact", None, &statement.contact, Of::Contact),
        _ => {}
    }
    for (key, id) in [("supersedes", &f.supersedes), ("superseded_by", &f.superseded_by)] {
        if let Some(id) = id {
            one(key, None, id, Of::Page);
        }
    }
    let lists: [(&str, &[String], Of); 5] = [
        ("audience", &f.audience, Of::Role),
        ("related", &f.related, Of::Page),
        ("templates", page.own().templates(), Of::Page),
        ("affects", page.own().affects(), Of::Page),
        ("questions", &f.questions, Of::Contact),
    ];
    for (key, ids, of) in lists {
        for (i, id) in ids.iter().enumerate() {
            one(key, Some(i), id, of);
        }
    }
    for (i, basis) in f.legal_basis.iter().enumerate() {
        let span = part(page, "legal_basis", i, |item| item.get("law"));
        at("legal_basis", span, &basis.law, Of::Law);
    }
    for (i, duty) in f.duties.iter().enumerate() {
        let lists = [("responsible", &duty.responsible), ("consulted", &duty.consulted), ("informed", &duty.informed)];
        for (key, roles) in lists {
            for (j, role) in roles.iter().enumerate() {
                at("duties", part(page, "duties", i, |item| item.get(key)?.items().get(j)), role, Of::Role);
            }
        }
        for (j, id) in duty.exercises.iter().enumerate() {
            at("duties", part(page, "duties", i, |item| item.get("exercises")?.items().get(j)), id, Of::Page);
        }
        if let Some(role) = &duty.accountable {
            at("duties", part(page, "duties", i, |item| item.get("accountable")), role, Of::Role);
        }
        if let Some(form) = &duty.template {
            at("duties", part(page, "duties", i, |item| item.get("template")), form, Of::Page);
        }
        for (j, legal) in duty.legal.iter().enumerate() {
            let span = part(page, "duties", i, |item| item.get("legal")?.items().get(j)?.get("law"));
            at("duties", span, &legal.law, Of::Law);
        }
    }
}

/// Where a part of item `i` of a list stands; the item, where it has no such part.
pub(super) fn part(page: &Page, key: &str, i: usize, part: impl Fn(&Node) -> Option<&Node>) -> Span {
    let front = &page.doc.front;
    let item = front.node.get(key).and_then(|list| list.items().get(i));
    item.and_then(part).map_or_else(|| front.span(key, Some(i)), |node| node.span)
}

fn unknown(site: &Site, page: &Page, key: &str, span: Span, id: &str, of: Of) -> Option<Diagnostic> {
    if known(site, page.lang, id, of) || unreadable_file(site, id, of).is_some() {
        return None;
    }
    if matches!(of, Of::Role | Of::Unit | Of::Page) && site.is_withheld(id) {
        return Some(
            Diagnostic::new(
                Code::LinkToHigher,
                text!(
                    "{key}: sidan med id ”{id}” har högre klassning",
                    "{key}: the page with the id \"{id}\" has a higher classification"
                ),
            )
            .file(&page.doc.file)
            .span(span)
            .help(text!(
                "ta bort hänvisningen, eller klassa den här sidan lika högt",
                "remove the reference, or classify this page as high"
            )),
        );
    }
    if matches!(of, Of::Role | Of::Unit | Of::Page) && site.is_left_out(id) {
        return Some(left_out(key, id).file(&page.doc.file).span(span));
    }
    let (sv, en) = match of {
        Of::Role => ("ingen roll", "no role"),
        Of::Unit => ("ingen enhet", "no unit"),
        Of::Page | Of::Entry => ("ingen sida", "no page"),
        Of::Contact => ("ingen kontakt", "no contact"),
        Of::Law => ("ingen författning i registret", "no statute in the register"),
    };
    Some(
        Diagnostic::new(
            Code::UnknownReference,
            text!("{key}: det finns {sv} med id ”{id}”", "{key}: there is {en} with the id \"{id}\""),
        )
        .file(&page.doc.file)
        .span(span)
        .help(help(site, page.lang, id, of)),
    )
}

/// The finding for an id in front matter or in the configuration whose page is not published now.
fn left_out(key: &str, id: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownReference,
        text!(
            "{key}: sidan med id ”{id}” publiceras inte nu",
            "{key}: the page with the id \"{id}\" is not published now"
        ),
    )
    .help(text!(
        "den är ett utkast eller gäller inte än, och utelämnas här tills den publiceras",
        "it is a draft or not valid yet, and is left out here until it is published"
    ))
}

/// Pages that entries of the editor's own lists name (`extra: {entrances: [{page: id}]}`).
fn own_lists(site: &Site, page: &Page, found: &mut Diagnostics) {
    let lists = page.doc.front.node.get("extra").map_or(&[][..], Node::entries);
    for (key, list) in lists {
        for node in list.items().iter().filter_map(|item| item.get("page")) {
            if let Value::Str(id) = &node.value
                && is_id(id)
            {
                found.extend(unknown(site, page, &key.name, node.span, id, Of::Page));
            }
        }
    }
}

/// What to write instead of an id that is not of the right thing.
fn help(site: &Site, lang: usize, id: &str, of: Of) -> Text {
    if let Some(ix) = site.page_by_id(lang, id) {
        let kind = site.pages[ix].kind();
        return text!("sidan med det id:t är av slaget ”{kind}”", "the page with that id is of kind \"{kind}\"");
    }
    let of_kind =
        |kind: Kind| text!("skriv id:t för en sida med kind: {kind}", "write the id of a page with kind: {kind}");
    let none = match of {
        Of::Role => of_kind(Kind::Role),
        Of::Unit => of_kind(Kind::Unit),
        Of::Page | Of::Entry => {
            text!("skriv det id som står i sidans front matter", "write the id in the page's front matter")
        }
        Of::Contact => return contact_instead(id, &site.facts),
        Of::Law => {
            text!("lägg till författningen på en sida med kind: laws", "add the statute to a page with kind: laws")
        }
    };
    instead(id, candidates(site, of)).unwrap_or(none)
}

fn known(site: &Site, lang: usize, id: &str, of: Of) -> bool {
    let kind = site.page_by_id(lang, id).map(|ix| site.pages[ix].kind());
    match of {
        Of::Role => kind == Some(Kind::Role),
        Of::Unit => kind == Some(Kind::Unit),
        Of::Page => kind.is_some(),
        Of::Entry => kind.is_some() || site.built_in.find(lang, id).is_some(),
        Of::Contact => site.facts.contacts.contains_key(id),
        Of::Law => site.facts.laws.contains_key(id),
    }
}

fn candidates(site: &Site, of: Of) -> Vec<&str> {
    let kind = |kind: Kind| site.pages.iter().filter(move |p| p.kind() == kind).map(|p| p.id.as_str()).collect();
    let pages = || site.pages.iter().map(|p| p.id.as_str());
    let built_in = site.built_in.all.iter().filter(|page| page.lang == 0);
    match of {
        Of::Role => kind(Kind::Role),
        Of::Unit => kind(Kind::Unit),
        Of::Page => pages().collect(),
        Of::Entry => pages().chain(built_in.map(|page| page.id.as_str())).collect(),
        Of::Contact => site.facts.contacts.keys().map(String::as_str).collect(),
        Of::Law => site.facts.laws.keys().map(String::as_str).collect(),
    }
}

fn implements(site: &Site, page: &Page, i: usize, target: &str) -> Option<Diagnostic> {
    let (id, anchor) = target.split_once('#').map_or((target, None), |(id, a)| (id, Some(a)));
    let Some(ix) = site.page_by_id(page.lang, id) else {
        return unknown(site, page, "implements", page.doc.front.span("implements", Some(i)), id, Of::Page);
    };
    let anchor = anchor?;
    let other = &site.pages[ix];
    let ids = || other.doc.body.headings.iter().map(|h| h.id.as_str());
    if ids().any(|h| h == anchor) {
        return None;
    }
    let title = other.title();
    Some(
        Diagnostic::new(
            Code::BrokenAnchor,
            text!(
                "”{title}” har ingen rubrik med id ”{anchor}”",
                "\"{title}\" has no heading with the id \"{anchor}\""
            ),
        )
        .file(&page.doc.file)
        .span(page.doc.front.span("implements", Some(i)))
        .help(heading_instead(anchor, ids())),
    )
}

/// Addresses in front matter become links as they stand, so they must lead to the web.
fn web(page: &Page, key: &str, index: Option<usize>, url: &str) -> Option<Diagnostic> {
    if url.starts_with("https://") || url.starts_with("http://") {
        return None;
    }
    Some(
        Diagnostic::new(
            Code::UnsafeUrl,
            text!(
                "{key}: adressen leder inte ut på webben: {url}",
                "{key}: the address does not lead to the web: {url}"
            ),
        )
        .file(&page.doc.file)
        .span(page.doc.front.span(key, index))
        .help(text!("skriv hela adressen, med https://", "write the whole address, with https://")),
    )
}

/// Ids in the configuration.
pub(super) fn configured(site: &Site, found: &mut Diagnostics) {
    let config = &site.config.site;
    let pages = [("about", &config.about), ("statement", &config.statement), ("acute_page", &config.acute_page)];
    let pages = pages.into_iter().filter_map(|(key, id)| Some((("site", key, None), id.as_deref()?, Of::Page)));
    let contact = config.contact.iter().map(|id| (("site", "contact", None), id.as_str(), Of::Contact));
    let menu = site.config.menu.pages.iter().enumerate();
    let menu = menu.map(|(i, id)| (("menu", "pages", Some(i)), id.as_str(), Of::Entry));
    for (place, id, of) in pages.chain(contact).chain(menu) {
        let (table, key, index) = place;
        if known(site, 0, id, of) || unreadable_file(site, id, of).is_some() {
            continue;
        }
        let at = |d: Diagnostic| {
            d.file(&crate::base::path::RelPath::lit(crate::config::CONFIG_FILE))
                .span(site.config.span(table, key, index))
        };
        if matches!(of, Of::Page | Of::Entry) && site.is_left_out(id) {
            found.push(at(left_out(key, id)));
            continue;
        }
        let message = match of {
            Of::Contact => {
                text!("{key}: ”{id}” finns inte bland kontakterna", "{key}: \"{id}\" is not among the contacts")
            }
            _ => text!("{key}: ”{id}” finns inte bland sidorna", "{key}: \"{id}\" is not among the pages"),
        };
        found.push(at(Diagnostic::new(Code::UnknownReference, message)).help(help(site, 0, id, of)));
    }
}
