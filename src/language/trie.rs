//! A tree of word forms.
use rustc_hash::FxHashMap;

/// What a form leads to: the number of a stem, and what using it costs.
pub(super) type Use = (u32, u32);

/// Forms by letter, so that a walk through a word stops where no form goes on.
#[derive(Debug, Clone)]
pub(crate) struct Trie {
    /// The root is 0.
    nodes: Vec<Node>,
    /// Node and letter → the next node, for all but the first letter that follows a node.
    more: FxHashMap<u64, u32>,
}

/// Most nodes are followed by one letter. It stands here: a walk along a word finds its nodes side by side.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    letter: char,
    /// Where that letter leads; 0 where none follows.
    next: u32,
    /// Whether other letters follow too.
    more: bool,
    /// What the form that ends here leads to.
    end: Option<Use>,
}

impl Default for Trie {
    fn default() -> Self {
        Trie { nodes: vec![Node::default()], more: FxHashMap::default() }
    }
}

fn key(node: u32, c: char) -> u64 {
    u64::from(node) << 32 | u64::from(c as u32)
}

impl Trie {
    pub(crate) fn step(&self, node: u32, c: char) -> Option<u32> {
        let n = self.nodes.get(node as usize)?;
        if n.letter == c && n.next != 0 {
            Some(n.next)
        } else if n.more {
            self.more.get(&key(node, c)).copied()
        } else {
            None
        }
    }

    /// What the form that ends at a node leads to.
    pub(crate) fn end(&self, node: u32) -> Option<Use> {
        self.nodes.get(node as usize)?.end
    }

    /// Where `letters` lead from a node; what is not there yet is made.
    pub(crate) fn reach(&mut self, mut node: u32, letters: &str) -> u32 {
        for c in letters.chars() {
            node = self.step(node, c).unwrap_or_else(|| self.grow(node, c));
        }
        node
    }

    fn grow(&mut self, node: u32, letter: char) -> u32 {
        let next = self.nodes.len() as u32;
        self.nodes.push(Node::default());
        let from = &mut self.nodes[node as usize];
        if from.next == 0 {
            (from.letter, from.next) = (letter, next);
        } else {
            from.more = true;
            self.more.insert(key(node, letter), next);
        }
        next
    }

    /// Keeps the cheapest use of the form that ends at a node, the first among equals.
    pub(crate) fn put(&mut self, node: u32, stem: u32, cost: u32) {
        let old = &mut self.nodes[node as usize].end;
        if old.is_none_or(|old| cost < old.1) {
            *old = Some((stem, cost));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_letter_by_letter() {
        let mut tree = Trie::default();
        let words = ["brand", "brandskydd", "bro", "å", "\0"];
        for (n, word) in (0..).zip(words) {
            let end = tree.reach(0, word);
            tree.put(end, n, 10);
            tree.put(end, 99, 10);
        }
        let find = |word: &str| word.chars().try_fold(0, |node, c| tree.step(node, c)).and_then(|node| tree.end(node));
        for (n, word) in (0..).zip(words) {
            assert_eq!(find(word), Some((n, 10)), "{word}");
        }
        for word in ["", "bran", "brando", "x", "å\0"] {
            assert_eq!(find(word), None, "{word}");
        }
        let end = tree.reach(0, "bro");
        tree.put(end, 7, 9);
        assert_eq!(tree.end(end), Some((7, 9)), "the cheapest counts");
    }
}
