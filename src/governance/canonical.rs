//! All of a page that governs, in one form that is the same however its file is written: what a review and a decision are
//! bound to.
//!
//! It is made of one file alone, so that no edition, day or move of another page changes it.

use crate::base::hash::Hash;
use crate::body::tree::{Attribute, Hole, Node};
use crate::body::{ArgumentValue, Destination};
use crate::document::Document;
use serde_json::{Value, json};

/// What hashes of this form begin with. Another form would begin with another number, so that an old hash is known for what
/// it is.
pub(super) const FORM: &str = "v2:";

/// 128 bits: enough that no two texts have the same, and short enough to stand in front matter.
const DIGITS: usize = 32;

/// Fields of front matter that govern nobody: what finds, sorts, shows or keeps the page, and what is written about reviews and
/// decisions. All others govern, those that are added later too. Of `status`, what is no longer in force is bound to nothing,
/// and what is to be decided governs as it will when it is.
const UNGOVERNED: &[&str] = &[
    "id",
    "title",
    "description",
    "date",
    "classification",
    "lang",
    "weight",
    "sidebar_position",
    "nav_order",
    "order",
    "tags",
    "keywords",
    "aliases",
    "redirect_from",
    "slug",
    "url",
    "permalink",
    "path",
    "related",
    "draft",
    "sample",
    "template",
    "search",
    "offline",
    "questions",
    "status",
    "last_reviewed",
    "review_every",
    "decision",
    "superseded_by",
    "reviewed_hash",
    "reviewed_basis",
    "extra",
];

/// The hash of all that governs in a page, worked out once.
pub fn governed_hash(doc: &Document) -> &str {
    doc.governed_hash.get_or_init(|| {
        let hash = Hash::of(governed(doc).to_string().as_bytes()).hex();
        format!("{FORM}{}", &hash[..DIGITS])
    })
}

/// All that governs: the title, the fields that are not [`UNGOVERNED`], what the page has by its kind, and the text.
fn governed(doc: &Document) -> Value {
    let mut fields = serde_json::to_value(&doc.front.fields).unwrap_or_default();
    if let Some(fields) = fields.as_object_mut() {
        fields.retain(|name, _| !UNGOVERNED.contains(&name.as_str()));
    }
    let own = serde_json::to_value(&doc.front.own).unwrap_or_default();
    let mut text = Text { doc, out: String::new(), blank: false, pre: 0, code: 0 };
    text.nodes(&doc.prose.nodes);
    for term in &doc.body.terms {
        text.line(&term.term);
        text.nodes(&term.definition);
    }
    let title: Vec<&str> = doc.title.split_whitespace().collect();
    sorted(json!({
        "title": title.join(" "),
        "fields": unordered(fields),
        "own": own,
        "text": text.out,
    }))
}

/// With keys in order and without those that say nothing, so that a new field that a page does not use changes no hash.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            entries.retain(|(_, value)| !says_nothing(value));
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
    }
}

/// With lists in one order: tasks, statutes and roles hold alike in any.
fn unordered(value: Value) -> Value {
    match sorted(value) {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(unordered).collect();
            items.sort_by_cached_key(Value::to_string);
            Value::Array(items)
        }
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, unordered(value))).collect()),
        other => other,
    }
}

/// Elements within a line: blanks beside them are shown.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var",
];

/// The text as it is written out: elements, words with one blank between them, and what holes stand for.
struct Text<'a> {
    doc: &'a Document,
    out: String,
    /// A blank comes before the next word.
    blank: bool,
    /// Open elements in which blanks are shown as they are.
    pre: usize,
    /// Open elements of code, whose colours are not counted.
    code: usize,
}

impl Text<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        let doc = self.doc;
        for node in nodes {
            match node {
                Node::Open { name, attributes } => {
                    self.edge(name);
                    self.enter(name, 1);
                    self.out.push('<');
                    self.out.push_str(name);
                    doc.prose.attributes_of(attributes).iter().for_each(|attribute| self.attribute(attribute));
                    self.out.push('>');
                }
                Node::Close(name) => {
                    self.edge(name);
                    self.enter(name, -1);
                    self.out.push_str("</");
                    self.out.push_str(name);
                    self.out.push('>');
                }
                Node::Text(range) => self.words(doc.prose.html(range)),
                Node::Html(range) if self.code > 0 => self.words(&without_tags(doc.prose.html(range))),
                Node::Html(range) => self.words(doc.prose.html(range)),
                Node::Hole(hole) => self.hole(*hole),
            }
        }
    }

    fn enter(&mut self, name: &str, step: isize) {
        let depth = match name {
            "pre" => &mut self.pre,
            "code" => &mut self.code,
            _ => return,
        };
        *depth = depth.saturating_add_signed(step);
    }

    /// Blanks beside a block are not shown; those beside an element within a line are.
    fn edge(&mut self, name: &str) {
        let shown = self.blank && INLINE.contains(&name) && !self.out.ends_with('\n');
        if shown {
            self.out.push(' ');
        }
        self.blank = false;
        if !INLINE.contains(&name) && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn words(&mut self, text: &str) {
        if self.pre > 0 {
            self.out.push_str(text);
            return;
        }
        for c in text.chars() {
            // A no-break space is shown as it is.
            if c.is_ascii_whitespace() {
                self.blank = true;
                continue;
            }
            if std::mem::take(&mut self.blank) && !self.out.ends_with(['\n', ' ']) && !self.after_block() {
                self.out.push(' ');
            }
            self.out.push(c);
        }
    }

    /// Whether what was written last is the tag of a block.
    fn after_block(&self) -> bool {
        let Some(tag) = self.out.strip_suffix('>').and_then(|out| out.rsplit('<').next()) else { return false };
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
        !INLINE.contains(&name)
    }

    fn line(&mut self, text: &str) {
        self.edge("p");
        self.words(text);
        self.edge("p");
    }

    fn attribute(&mut self, attribute: &Attribute) {
        let doc = self.doc;
        match attribute {
            Attribute::Written(range) => self.out.push_str(doc.prose.html(range)),
            Attribute::Link(i) | Attribute::Address { link: i, .. } => {
                if let Some(link) = doc.body.links.get(i.n()) {
                    self.out.push_str(" to=");
                    self.out.push_str(&destination(doc, &link.destination));
                }
            }
            Attribute::TableLabel(_) => {}
        }
    }

    fn hole(&mut self, hole: Hole) {
        let doc = self.doc;
        if let Hole::HeadingMark(_) = hole {
            return;
        }
        let said = match hole {
            Hole::Image(i) => doc.body.images.get(i.n()).map(|image| {
                let title = image.title.as_deref().unwrap_or_default();
                json!(["image", destination(doc, &image.destination), image.alt, title])
            }),
            Hole::Shortcode { index, .. } | Hole::ShortcodeOpen(index) => {
                doc.body.shortcodes.get(index.n()).map(|call| {
                    let mut arguments: Vec<Value> =
                        call.arguments.iter().map(|a| json!([a.name, argument(&a.value)])).collect();
                    arguments.sort_by_cached_key(Value::to_string);
                    json!([call.name, arguments])
                })
            }
            Hole::ShortcodeClose(_) => Some(json!("close")),
            Hole::Word(word) => Some(json!(word.key())),
            Hole::HeadingMark(_) | Hole::LinkNote(_) | Hole::Anchor(_) | Hole::TableCaption(_) => None,
        };
        if let Some(said) = said {
            self.words(" ");
            self.edge(if hole.is_block() { "p" } else { "span" });
            self.out.push_str(&said.to_string());
        }
    }
}

fn argument(value: &ArgumentValue) -> Value {
    match value {
        ArgumentValue::Str(text) => json!(text),
        ArgumentValue::Int(n) => json!(n),
        ArgumentValue::Bool(yes) => json!(yes),
        ArgumentValue::Word(key) => json!(key),
    }
}

/// Where a link leads, said alike for all ways of writing a path.
fn destination(doc: &Document, to: &Destination) -> String {
    let at = |anchor: &Option<String>| anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default();
    match to {
        Destination::External(url) | Destination::Unsafe(url) => url.clone(),
        Destination::Anchor(id) => format!("#{id}"),
        Destination::Wiki { id, anchor } => format!("[[{id}{}]]", at(anchor)),
        Destination::Path { path, anchor } => {
            let path = match path.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => doc.source.parent().join(path).map_or_else(|| path.clone(), |p| p.to_string()),
            };
            format!("{path}{}", at(anchor))
        }
    }
}

fn without_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            _ => out.push(c),
        }
    }
    out
}
