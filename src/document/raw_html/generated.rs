//! Follows the HTML that the program made itself, without changing it: to know where
//! the elements that raw HTML opened must end.

use super::allow;
use super::tree::Tree;

/// Where the last piece of generated HTML ended. Pieces may end inside a tag, since
/// slots stand in attributes; a tag's name is never split.
#[derive(Default)]
pub struct Generated {
    tag: Option<OpenTag>,
}

struct OpenTag {
    name: String,
    closing: bool,
    quote: Option<u8>,
    last: u8,
}

impl Generated {
    /// Whether the next piece stands inside a tag.
    pub fn in_tag(&self) -> bool {
        self.tag.is_some()
    }

    /// Writes one piece of generated HTML.
    pub fn piece(&mut self, tree: &mut Tree, html: &str) {
        let bytes = html.as_bytes();
        // What is not written yet: as long as nothing raw is open, nothing can come in
        // between, and the piece is written whole.
        let mut from = 0;
        let mut at = 0;
        while at < bytes.len() {
            if let Some(tag) = &mut self.tag {
                let Some(len) = tag.end(&bytes[at..]) else { break };
                at += len;
                if let Some(tag) = self.tag.take()
                    && !tag.closing
                    && tag.last != b'/'
                    && !allow::is_void(&tag.name)
                {
                    flush(tree, html, &mut from, at, false);
                    tree.open_generated(tag.name);
                }
                continue;
            }
            let text = html[at..].find('<').map_or(html.len(), |len| at + len);
            if !bytes[at..text].iter().all(u8::is_ascii_whitespace) {
                flush(tree, html, &mut from, at, false);
                tree.visible("text");
            }
            at = text;
            if html[at..].starts_with("<!--") {
                at = html[at..].find("-->").map_or(html.len(), |len| at + len + 3);
                continue;
            }
            let closing = bytes.get(at + 1) == Some(&b'/');
            let name = at + 1 + usize::from(closing);
            let mut end = name;
            while end < bytes.len() && (bytes[end].is_ascii_alphanumeric() || bytes[end] == b'-') {
                end += 1;
            }
            if at == bytes.len() || !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
                at = (at + 1).min(bytes.len());
                continue;
            }
            flush(tree, html, &mut from, at, false);
            let name = html[name..end].to_ascii_lowercase();
            if closing {
                tree.close_generated(&name);
            } else {
                tree.before_generated(&name);
            }
            self.tag = Some(OpenTag { name, closing, quote: None, last: 0 });
            at = end;
        }
        flush(tree, html, &mut from, html.len(), true);
    }

    /// Something that the renderer fills in later.
    pub fn slot(&self, tree: &mut Tree, block: bool) {
        if self.in_tag() {
            return;
        }
        if block {
            tree.before_generated("div");
        } else {
            tree.visible("text");
        }
    }
}

impl OpenTag {
    /// The length up to and with `>`.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate() {
            match (self.quote, byte) {
                (Some(quote), _) if quote == byte => self.quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => self.quote = Some(byte),
                (None, b'>') => return Some(at + 1),
                (None, _) => {}
            }
            self.last = byte;
        }
        None
    }
}

fn flush(tree: &mut Tree, html: &str, from: &mut usize, to: usize, always: bool) {
    if always || tree.has_raw() {
        tree.push(&html[*from..to]);
        *from = to;
    }
}
