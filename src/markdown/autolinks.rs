//! Writing bare addresses as links.

use super::bare::{Bare, bare, clean};
use super::builder::Builder;
use super::options::Spanned;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

impl Builder<'_> {
    /// Finds the addresses in the text that begins with `events[i]` and goes on up to the next code, link or line.
    pub(super) fn find_bare(&mut self, events: &[Spanned<'_>], i: usize) {
        let start = events[i].1.start;
        if start < self.bare_to || !self.open_links.is_empty() || self.code.is_some() {
            return;
        }
        let mut end = start;
        for (event, range) in &events[i..] {
            match event {
                Event::Text(_) => end = range.end,
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
                _ => break,
            }
        }
        self.bare_to = end;
        if self.raw_links.iter().any(|n| *n > 0) {
            return;
        }
        let inline = |e: &Event<'_>| {
            !matches!(e, Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_))
                && !matches!(
                    e,
                    Event::Start(t) if !matches!(t, Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
                )
        };
        let goes_on = i.checked_sub(1).and_then(|before| events.get(before)).is_some_and(|(e, _)| inline(e));
        let before = if goes_on { self.source(&(0..start)).chars().next_back() } else { None };
        let found = bare(self.source(&(start..end)), before);
        self.bare = found
            .into_iter()
            .rev()
            .map(|b| Bare { range: b.range.start + start..b.range.end + start, to: b.to })
            .collect();
    }

    /// The next address that begins in `range`.
    pub(super) fn next_bare(&mut self, range: &Range<usize>) -> Option<Bare> {
        while self.bare.last().is_some_and(|b| b.range.start < range.start) {
            self.bare.pop();
        }
        self.bare.pop_if(|b| b.range.start < range.end)
    }

    pub(super) fn bare_link(&mut self, link: &Bare) {
        let shown = clean(self.source(&link.range));
        self.link_start(LinkType::Autolink, &link.to, "", &link.range);
        self.plain(&shown);
        self.shown_text(&shown);
        self.link_end();
        self.last = shown.chars().next_back();
        // What the parser took for marks inside it belongs to it.
        self.skip = link.range.clone();
    }

    /// Remembers which elements of raw HTML are open in which no address becomes a link. `block`: it stands on lines of
    /// its own.
    pub(super) fn note_raw(&mut self, html: &str, block: bool) {
        let open = &mut self.raw_links[usize::from(block)];
        for tag in html.split('<').skip(1) {
            let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
            if ["a", "code", "pre", "kbd", "samp", "button"].contains(&name.as_str()) {
                *open = if closes { open.saturating_sub(1) } else { *open + 1 };
            }
        }
    }
}
