//! What a body's HTML is made of, without making it: where all of it is equal, so is the HTML.

use super::renderer::Renderer;
use super::values::write_text;
use crate::site::{PageIx, Resolved};
use std::collections::BTreeSet;

impl Renderer {
    /// Whether [`Renderer::ingredients`] can tell all of a page's body. What a shortcode shows is anybody's: it must be seen.
    pub(super) fn is_told(&self, page: PageIx) -> bool {
        let page = &self.site.pages[page];
        page.doc.body.shortcodes.is_empty() && self.told_terms[page.lang]
    }

    /// Whether the glossaries of a language have no shortcodes, as their definitions are shown on other pages.
    pub(super) fn tells_terms(&self, lang: usize) -> bool {
        self.glossaries(lang).iter().all(|page| self.site.pages[*page].doc.body.shortcodes.is_empty())
    }

    fn glossaries(&self, lang: usize) -> BTreeSet<PageIx> {
        let terms = self.site.facts.terms.iter().map(|(page, _)| *page);
        terms.filter(|page| self.site.pages[*page].lang == lang).collect()
    }

    /// What all bodies of a language may show beside what their own pages say.
    pub(super) fn shared_ingredients(&self, lang: usize, out: &mut Vec<u8>) {
        write_text(&serde_json::to_string(&*self.site.config).unwrap_or_default(), out);
        for page in self.glossaries(lang) {
            write_text(&self.site.pages[page].url, out);
            self.ingredients(page, out);
        }
    }

    /// All that the body of a page depends on beside its view, its address and [`Renderer::shared_ingredients`]: its
    /// file, and what its links and images lead to.
    pub(super) fn ingredients(&self, page: PageIx, out: &mut Vec<u8>) {
        let page = &self.site.pages[page];
        out.extend_from_slice(page.doc.hash.bytes());
        for link in &page.links {
            match link {
                Resolved::Page { page, anchor } => {
                    let target = &self.site.pages[*page];
                    out.push(1);
                    write_text(&target.url, out);
                    write_text(anchor.as_deref().unwrap_or_default(), out);
                    write_text(&self.site.languages[target.lang].code, out);
                    write_text(target.title(), out);
                    write_text(target.fields().description.as_deref().unwrap_or_default(), out);
                    out.push(u8::from(anchor.is_some()) | u8::from(target.fields().description.is_some()) << 1);
                }
                Resolved::Asset(asset) => {
                    out.push(2);
                    write_text(&self.site.assets[*asset].url, out);
                    out.push(u8::from(self.assets.get(*asset).is_some()));
                }
                Resolved::External(url) => {
                    out.push(3);
                    write_text(url, out);
                }
                Resolved::Anchor(anchor) => {
                    out.push(4);
                    write_text(anchor, out);
                }
                Resolved::Broken => out.push(5),
            }
        }
        for image in &page.images {
            let shown = image.and_then(|asset| Some((asset, self.assets.get(asset)?)));
            out.push(u8::from(shown.is_some()));
            let Some((asset, prepared)) = shown else { continue };
            write_text(&self.site.assets[asset].url, out);
            let (width, height) = prepared.size.unwrap_or_default();
            out.extend_from_slice(&width.to_le_bytes());
            out.extend_from_slice(&height.to_le_bytes());
        }
    }
}
