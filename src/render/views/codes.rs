//! The codes on paper cards, and where they lead.

use crate::base::percent;
use crate::plan::scan_url;
use crate::render::model::cards::OnPaper;
use crate::render::model::shared::Shared;
use crate::render::qr;
use crate::render::site_context::SiteContext;
use crate::render::url::encode;
use crate::site::PageIx;
use std::sync::OnceLock;

/// By page, the code of a checklist: it stands on up to seven pages and is drawn once.
pub(super) struct Codes(Vec<OnceLock<Option<Code>>>);

#[derive(Clone)]
struct Code {
    address: Shared<String>,
    /// `None`: the address is longer than a code can hold.
    svg: Option<Shared<String>>,
}

impl Codes {
    pub(super) fn new(pages: usize) -> Codes {
        Codes(vec![OnceLock::new(); pages])
    }

    /// What a checklist needs for paper: its code and the ways to its cards.
    pub(super) fn on_paper(&self, context: &SiteContext, ix: PageIx) -> OnPaper {
        let page = &context.site.pages[ix];
        let code = self.0[ix].get_or_init(|| code(context, ix)).clone();
        let paths = &context.site.paths[page.lang];
        let sheet = |part: &str| context.governance.is_in_force(ix).then(|| encode(&format!("{}{part}/", page.url)));
        OnPaper {
            qr: code.as_ref().and_then(|code| code.svg.clone()),
            scan_address: code.map(|code| code.address),
            wall_url: sheet(&paths.wall),
            pocket_url: sheet(&paths.pocket),
            scan_url: page.is_current(ix).then(|| encode(&scan_url(&context.site, ix))),
        }
    }
}

/// `None`: the site's address is not known.
fn code(context: &SiteContext, ix: PageIx) -> Option<Code> {
    let page = &context.site.pages[ix];
    let url = context.absolute(&scan_url(&context.site, ix))?;
    let address = url + &url_query(page.fields().version.as_deref().unwrap_or(""));
    let label = context.strings(page.lang).get("qr_label").replace("{title}", page.title());
    Some(Code { svg: qr::svg(&address, &label).map(|svg| Shared::new(&svg)), address: Shared::new(&address) })
}

/// `?v=1.0`, or nothing for a card without version.
fn url_query(version: &str) -> String {
    if version.is_empty() {
        return String::new();
    }
    format!("?v={}", percent::encode(version, percent::PART))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_stand_in_addresses() {
        assert_eq!(url_query("1.0"), "?v=1.0");
        assert_eq!(url_query("2 å"), "?v=2%20%C3%A5");
        assert_eq!(url_query(""), "");
    }
}
