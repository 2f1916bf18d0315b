//! Contacts and statutes as templates see them.

use crate::body::Destination;
use crate::front_matter::fields;
use crate::render::model::facts::{Contact, Law, LegalRef};
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::Shows;

pub(in crate::render) fn contact(c: &fields::Contact) -> Contact<'_> {
    Contact {
        id: &c.id,
        name: &c.name,
        phone: c.phone.as_deref(),
        email: c.email.as_deref(),
        url: c.url.as_deref().and_then(web_address),
        when: c.when.as_deref(),
        note: c.note.as_deref(),
        placeholder: c.placeholder,
    }
}

pub(in crate::render) fn contact_by_id<'a>(context: &'a SiteContext, id: &str) -> Option<Contact<'a>> {
    context.site.facts.contact(&context.site.pages, id).map(contact)
}

pub(super) fn contacts<'a>(context: &'a SiteContext, ids: &[String]) -> Vec<Contact<'a>> {
    ids.iter().filter_map(|id| contact_by_id(context, id)).collect()
}

pub(super) fn law<'a>(context: &'a SiteContext, id: &str) -> Option<Law<'a>> {
    let site = &context.site;
    let (page, i) = *site.facts.laws.get(id)?;
    let law = site.pages[page].own().laws().get(i)?;
    let own_page = site.built_in.showing(site.pages[page].lang, Shows::Statute(page, i));
    Some(Law {
        id: &law.id,
        sfs: &law.sfs,
        title: &law.title,
        short: law.short.as_deref(),
        status: law.status,
        checked: law.checked,
        url: match own_page {
            Some(own_page) => encode(&site.built_in.all[own_page].url),
            None => format!("{}#{}", encode(&site.pages[page].url), law.id),
        },
        source_url: law.url.as_deref().and_then(web_address),
        note: law.note.as_deref(),
    })
}

pub(super) fn legal<'a>(context: &'a SiteContext, refs: &'a [fields::LegalRef]) -> Vec<LegalRef<'a>> {
    refs.iter()
        .filter_map(|r| Some(LegalRef { law: law(context, &r.law)?, reference: r.reference.as_deref() }))
        .collect()
}

/// An address on the web that front matter gives, fit for a link; what could run code is none.
pub(super) fn web_address(url: &str) -> Option<String> {
    match crate::markdown::destination(url) {
        Destination::External(url) if url.starts_with("http") => Some(encode(&url)),
        _ => None,
    }
}
