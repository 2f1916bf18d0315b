//! The elements that are open while a page is written, and what closes them.
//!
//! Raw elements never cross generated ones: an end tag closes only what was opened
//! since the last generated tag, and a generated end tag closes what is left open.

use super::model;
use super::{Dropped, Finding, Part, RawId};

/// More open raw elements than this are refused: browsers flatten deeper trees, and
/// the search for an end tag's partner stays cheap.
const DEPTH: usize = 100;

struct Open {
    name: String,
    /// The source range of the start tag; `None` for generated elements.
    raw: Option<(usize, usize)>,
    /// Parts of the output that the start tag takes up.
    parts: (usize, usize),
    /// The count of visible things when it was opened, itself included.
    seen: u64,
    /// Whether its start tag was taken back; its end tag then goes silently.
    dead: bool,
    /// Put in by us, as a browser would.
    implied: bool,
}

/// Output, open elements and findings.
#[derive(Default)]
pub struct Tree {
    pub parts: Vec<Part>,
    pub findings: Vec<Finding>,
    pub ids: Vec<RawId>,
    stack: Vec<Open>,
    seen: u64,
    raw_anchors: usize,
}

impl Tree {
    /// Notes that something was dropped.
    pub fn found(&mut self, (offset, len): (usize, usize), what: Dropped) {
        self.findings.push(Finding { offset, len, what });
    }

    /// Writes HTML that is safe as it stands.
    pub fn push(&mut self, html: &str) {
        if !html.is_empty() {
            self.parts.push(Part::Html(html.to_string()));
        }
    }

    fn top(&self) -> Option<&str> {
        self.stack.iter().rev().find(|open| !open.dead).map(|open| open.name.as_str())
    }

    /// Whether an end tag may have to be written before the next generated tag.
    pub fn has_raw(&self) -> bool {
        self.stack.iter().any(|open| open.raw.is_some())
    }

    /// The first entry after the last generated element.
    fn frame(&self) -> usize {
        self.stack.iter().rposition(|open| open.raw.is_none()).map_or(0, |at| at + 1)
    }

    /// Something visible follows: a table in which it cannot stand ends here.
    pub fn visible(&mut self, what: &str) {
        while self.top().is_some_and(model::is_table_context) && self.drop_top_raw(what) {}
        self.count();
    }

    /// What is open is empty no longer.
    pub fn count(&mut self) {
        self.seen += 1;
    }

    /// A generated element begins (void ones too).
    pub fn before_generated(&mut self, name: &str) {
        while self.top().is_some_and(model::is_table_context) && self.drop_top_raw(name) {}
        if model::is_block(name) {
            while self.host().is_some_and(model::is_phrasing_only) && self.drop_top_raw(name) {}
        }
        if name == "a" && self.raw_anchors > 0 {
            self.take_back_anchors();
        }
        self.seen += 1;
    }

    /// The generated element `name` is open from here.
    pub fn open_generated(&mut self, name: String) {
        self.stack.push(Open { name, raw: None, parts: (0, 0), seen: self.seen, dead: false, implied: false });
    }

    /// A generated end tag: everything raw that is open inside is closed first.
    pub fn close_generated(&mut self, name: &str) {
        if let Some(at) = self.stack.iter().rposition(|open| open.raw.is_none() && open.name == name) {
            self.close_to(at + 1);
            self.stack.pop();
        }
    }

    /// What holds the next thing: the top, but the parent of transparent elements.
    fn host(&self) -> Option<&str> {
        let mut alive = self.stack.iter().rev().filter(|open| !open.dead);
        alive.find(|open| !model::is_transparent(&open.name)).map(|open| open.name.as_str())
    }

    /// Gets rid of the topmost open element, if it is raw, since it cannot hold `inner`:
    /// takes its start tag back when it holds nothing yet, closes it otherwise.
    fn drop_top_raw(&mut self, inner: &str) -> bool {
        let Some(at) = self.stack.iter().rposition(|open| !open.dead) else { return false };
        if self.stack[at].raw.is_none() || at < self.frame() {
            return false;
        }
        if self.stack[at].seen == self.seen {
            self.take_back(at, inner);
            self.seen -= 1;
        } else {
            self.close_to(at);
        }
        true
    }

    /// Takes the start tag of entry `at` back.
    fn take_back(&mut self, at: usize, inner: &str) {
        let open = &mut self.stack[at];
        open.dead = true;
        for part in &mut self.parts[open.parts.0..open.parts.1] {
            *part = Part::Html(String::new());
        }
        let element = open.name.clone();
        if element == "a" {
            self.raw_anchors -= 1;
        }
        if let (Some(range), false) = (open.raw, open.implied) {
            // Ids come in the order of the source: the search ends at the first earlier one.
            let near = self.ids.iter().rposition(|id| id.offset < range.0).map_or(0, |at| at + 1);
            if self.ids.get(near).is_some_and(|id| id.offset < range.0 + range.1) {
                self.ids.remove(near);
            }
            self.found(range, Dropped::CannotHold { element, inner: inner.to_string() });
        }
    }

    /// A link inside a link ends the outer one in browsers.
    fn take_back_anchors(&mut self) {
        for at in 0..self.stack.len() {
            if self.stack[at].name == "a" && self.stack[at].raw.is_some() && !self.stack[at].dead {
                self.take_back(at, "a");
            }
        }
    }

    /// Closes all entries from `at` on; all of them must be raw or generated ones that
    /// were left open.
    fn close_to(&mut self, at: usize) {
        while self.stack.len() > at {
            if let Some(open) = self.stack.pop() {
                self.end(open, false);
            }
        }
    }

    /// Writes the end tag of an entry that has left the stack.
    fn end(&mut self, open: Open, asked: bool) {
        let Some(range) = open.raw.filter(|_| !open.dead) else { return };
        self.push(&format!("</{}>", open.name));
        if open.name == "a" {
            self.raw_anchors -= 1;
        }
        if !asked && !open.implied && !model::end_may_be_omitted(&open.name) {
            self.found(range, Dropped::NotClosed(open.name));
        }
    }

    /// Makes room for a raw start tag, or says why it cannot stand here.
    pub fn before_raw(&mut self, name: &str, range: (usize, usize)) -> Result<(), Dropped> {
        if let Some((ends, stops)) = model::implied_ends(name) {
            let mut last = None;
            for at in (self.frame()..self.stack.len()).rev() {
                let open = &self.stack[at];
                if !open.dead && stops.contains(&open.name.as_str()) {
                    break;
                }
                if !open.dead && ends.contains(&open.name.as_str()) {
                    last = Some(at);
                }
            }
            if let Some(at) = last {
                self.close_to(at);
            }
        }
        let parent = self.top().unwrap_or_default().to_string();
        for between in model::missing_between(&parent, name) {
            self.open_raw(between, range, vec![Part::Html(format!("<{between}>"))], true);
        }
        let misplaced = |inside: &str| Dropped::Misplaced { element: name.into(), inside: inside.into() };
        if !model::fits(self.top(), name) {
            return Err(misplaced(&parent));
        }
        // `<summary>` is checked by its parent, and holds headings.
        if model::is_block(name)
            && let Some(host) = self.host()
            && model::is_phrasing_only(host)
            && !(host == "summary" && name.len() == 2 && name.starts_with('h') && name != "hr")
        {
            return Err(misplaced(host));
        }
        if name == "a" && self.stack.iter().any(|open| open.name == "a" && !open.dead) {
            return Err(misplaced("a"));
        }
        if self.stack.iter().filter(|open| open.raw.is_some() && !open.dead).count() >= DEPTH {
            return Err(Dropped::TooDeep(name.into()));
        }
        Ok(())
    }

    /// Writes a raw start tag and keeps its element open.
    pub fn open_raw(&mut self, name: &str, range: (usize, usize), tag: Vec<Part>, implied: bool) {
        let from = self.parts.len();
        self.parts.extend(tag);
        self.seen += 1;
        self.raw_anchors += usize::from(name == "a");
        self.stack.push(Open {
            name: name.into(),
            raw: Some(range),
            parts: (from, self.parts.len()),
            seen: self.seen,
            dead: false,
            implied,
        });
    }

    /// A raw start tag was dropped: its end tag, if there is one, must not end another
    /// element of the same name, and needs no finding of its own.
    pub fn open_dropped(&mut self, name: &str, range: (usize, usize)) {
        if self.stack.iter().filter(|open| open.dead).count() < DEPTH {
            let parts = (self.parts.len(), self.parts.len());
            self.stack.push(Open {
                name: name.into(),
                raw: Some(range),
                parts,
                seen: self.seen,
                dead: true,
                implied: false,
            });
        }
    }

    /// A raw end tag. False when it ends nothing that raw HTML has opened here.
    pub fn close_raw(&mut self, name: &str) -> bool {
        let frame = self.frame();
        let Some(at) = self.stack[frame..].iter().rposition(|open| open.name == name) else { return false };
        if self.stack[frame + at].dead {
            self.stack.remove(frame + at);
            return true;
        }
        self.close_to(frame + at + 1);
        if let Some(open) = self.stack.pop() {
            self.end(open, true);
        }
        true
    }

    /// Closes all that raw HTML left open.
    pub fn finish(&mut self) {
        self.close_to(0);
    }
}
