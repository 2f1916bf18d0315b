//! The elements that are open while a page is written, and what closes them.
//!
//! Raw elements never cross generated ones: an end tag closes only what was opened
//! since the last generated tag, and a generated end tag closes what is left open.

use super::content_model as model;
use super::{Dropped, Finding, RawUrl, Sanitised};
use crate::body::prose::Prose;
use crate::body::tree::{Node, is_void};
use std::borrow::Cow;
use std::ops::Range;

/// More open raw elements than this are refused: browsers flatten deeper trees, and
/// the search for an end tag's partner stays cheap.
const DEPTH: usize = 100;

/// An element that is open.
struct Open {
    /// Borrowed for elements that are on the page.
    name: Cow<'static, str>,
    /// The source range of the start tag; `None` for elements that Markdown made.
    raw: Option<(usize, usize)>,
    /// Its place among the nodes.
    node: usize,
    /// The count of visible things when it was opened, itself included.
    seen: u64,
    /// Whether its start tag was taken back; its end tag then goes silently.
    dead: bool,
    /// Put in by us, as a browser would.
    implied: bool,
}

/// Nodes, open elements and findings.
pub(super) struct Nesting<'p> {
    pub prose: &'p mut Prose,
    pub nodes: Vec<Node>,
    findings: Vec<Finding>,
    /// Ids and addresses, with the node whose attribute they are.
    ids: Vec<(usize, String)>,
    urls: Vec<(usize, RawUrl)>,
    stack: Vec<Open>,
    seen: u64,
    raw_anchors: usize,
}

impl Nesting<'_> {
    pub(super) fn new(prose: &mut Prose) -> Nesting<'_> {
        let nodes = Vec::new();
        Nesting { prose, nodes, findings: vec![], ids: vec![], urls: vec![], stack: vec![], seen: 0, raw_anchors: 0 }
    }

    /// Notes that something was dropped.
    pub(super) fn found(&mut self, (offset, len): (usize, usize), what: Dropped) {
        self.findings.push(Finding { offset, len, what });
    }

    /// Writes text that is escaped.
    pub(super) fn text(&mut self, html: &str) {
        let added = self.prose.add(html);
        match self.nodes.last_mut() {
            _ if added.is_empty() => {}
            Some(Node::Text(before)) if before.end == added.start => before.end = added.end,
            _ => self.nodes.push(Node::Text(added)),
        }
    }

    /// An id of the raw element whose node comes next.
    pub(super) fn id(&mut self, id: String) {
        self.ids.push((self.nodes.len(), id));
    }

    /// An address of the raw element whose node comes next.
    pub(super) fn url(&mut self, url: RawUrl) {
        self.urls.push((self.nodes.len(), url));
    }

    /// Writes a node that Markdown made.
    pub(super) fn generated(&mut self, node: Node) {
        match &node {
            Node::Open { name, .. } => {
                let name = *name;
                self.before_generated(name);
                self.nodes.push(node);
                if !is_void(name) {
                    self.open_generated(name);
                }
                return;
            }
            Node::Close(name) => self.close_generated(name),
            Node::Text(range) if self.prose.html(range).trim_ascii().is_empty() => {}
            Node::Hole(hole) if hole.is_block() => self.before_generated("div"),
            Node::Text(_) | Node::Html(_) | Node::Hole(_) => self.visible("text"),
        }
        self.nodes.push(node);
    }

    fn top(&self) -> Option<&str> {
        self.stack.iter().rev().find(|open| !open.dead).map(|open| &*open.name)
    }

    /// The first entry after the last generated element.
    fn frame(&self) -> usize {
        self.stack.iter().rposition(|open| open.raw.is_none()).map_or(0, |at| at + 1)
    }

    /// Something visible follows: a table in which it cannot stand ends here.
    pub(super) fn visible(&mut self, what: &str) {
        while self.top().is_some_and(model::is_table_context) && self.drop_top_raw(what) {}
        self.count();
    }

    /// Counts something as content of all elements that are open.
    pub(super) fn count(&mut self) {
        self.seen += 1;
    }

    /// A generated element begins (void ones too).
    fn before_generated(&mut self, name: &str) {
        while self.top().is_some_and(model::is_table_context) && self.drop_top_raw(name) {}
        if model::is_block(name) {
            while self.host().is_some_and(model::is_phrasing_only) && self.drop_top_raw(name) {}
        }
        if name == "a" && self.raw_anchors > 0 {
            self.take_back_anchors();
        }
        self.seen += 1;
    }

    fn open_generated(&mut self, name: &'static str) {
        let (name, node) = (Cow::Borrowed(name), self.nodes.len());
        self.stack.push(Open { name, raw: None, node, seen: self.seen, dead: false, implied: false });
    }

    /// A generated end tag: everything raw that is open inside is closed first.
    fn close_generated(&mut self, name: &str) {
        if let Some(at) = self.stack.iter().rposition(|open| open.raw.is_none() && open.name == name) {
            self.close_to(at + 1);
            self.stack.pop();
        }
    }

    /// The element that holds what comes next: the innermost that is not transparent.
    fn host(&self) -> Option<&str> {
        let mut alive = self.stack.iter().rev().filter(|open| !open.dead);
        alive.find(|open| !model::is_transparent(&open.name)).map(|open| &*open.name)
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
        self.nodes[open.node] = Node::Text(0..0);
        let element = open.name.to_string();
        if element == "a" {
            self.raw_anchors -= 1;
        }
        if let (Some(range), false) = (open.raw, open.implied) {
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
        let (Some(range), false, Cow::Borrowed(name)) = (open.raw, open.dead, open.name) else { return };
        self.nodes.push(Node::Close(name));
        if name == "a" {
            self.raw_anchors -= 1;
        }
        if !asked && !open.implied && !model::end_may_be_omitted(name) {
            self.found(range, Dropped::NotClosed(name.to_owned()));
        }
    }

    /// Makes room for a raw start tag, or says why it cannot stand here.
    pub(super) fn before_raw(&mut self, name: &str, range: (usize, usize)) -> Result<(), Dropped> {
        if let Some((ends, stops)) = model::implied_ends(name) {
            let mut last = None;
            for at in (self.frame()..self.stack.len()).rev() {
                let open = &self.stack[at];
                if !open.dead && stops.contains(&&*open.name) {
                    break;
                }
                if !open.dead && ends.contains(&&*open.name) {
                    last = Some(at);
                }
            }
            if let Some(at) = last {
                self.close_to(at);
            }
        }
        let parent = self.top().unwrap_or_default().to_string();
        for between in model::missing_between(&parent, name) {
            self.open_raw(between, range, 0..0, true);
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
    pub(super) fn open_raw(
        &mut self,
        name: &'static str,
        range: (usize, usize),
        attributes: Range<u32>,
        implied: bool,
    ) {
        let node = self.nodes.len();
        self.nodes.push(Node::Open { name, attributes });
        self.seen += 1;
        self.raw_anchors += usize::from(name == "a");
        let name = Cow::Borrowed(name);
        self.stack.push(Open { name, raw: Some(range), node, seen: self.seen, dead: false, implied });
    }

    /// A raw start tag was dropped: its end tag, if there is one, must not end another
    /// element of the same name, and needs no finding of its own.
    pub(super) fn open_dropped(&mut self, name: String, range: (usize, usize)) {
        if self.stack.iter().filter(|open| open.dead).count() < DEPTH {
            let (name, node) = (Cow::Owned(name), self.nodes.len());
            self.stack.push(Open { name, raw: Some(range), node, seen: self.seen, dead: true, implied: false });
        }
    }

    /// A raw end tag. False when it ends nothing that raw HTML has opened here.
    pub(super) fn close_raw(&mut self, name: &str) -> bool {
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

    /// Closes all that raw HTML left open, and gives what came of it.
    pub(super) fn finish(mut self) -> Sanitised {
        self.close_to(0);
        self.findings.sort_by_key(|finding| finding.offset);
        // An element that was taken back has no id and no address.
        let mut nodes = self.nodes;
        let kept = |node: usize| matches!(nodes.get(node), Some(Node::Open { .. }));
        let ids: Vec<String> = self.ids.into_iter().filter(|(node, _)| kept(*node)).map(|(_, id)| id).collect();
        let urls: Vec<RawUrl> = self.urls.into_iter().filter(|(node, _)| kept(*node)).map(|(_, url)| url).collect();
        nodes.retain(|node| !matches!(node, Node::Text(range) if range.is_empty()));
        Sanitised { nodes, findings: self.findings, ids, urls }
    }
}
