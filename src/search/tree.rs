//! A tree of word forms.
use super::collect::QuickMap;

/// What a form leads to: the number of a stem, and what using it costs.
pub type Use = (u32, u32);

/// Forms by letter, so that a walk through a word stops where no form goes on.
#[derive(Debug, Clone)]
pub struct Tree {
    /// Node and letter → the next node. The root is 0.
    next: QuickMap<u64, u32>,
    /// By node: what the form that ends there leads to.
    ends: Vec<Option<Use>>,
}

impl Default for Tree {
    fn default() -> Self {
        Tree { next: QuickMap::default(), ends: vec![None] }
    }
}

impl Tree {
    pub fn step(&self, node: u32, c: char) -> Option<u32> {
        self.next.get(&(u64::from(node) << 32 | u64::from(c as u32))).copied()
    }

    /// What the form that ends at a node leads to.
    pub fn end(&self, node: u32) -> Option<Use> {
        self.ends.get(node as usize).copied().flatten()
    }

    /// Where `letters` lead from a node; what is not there yet is made.
    pub fn reach(&mut self, mut node: u32, letters: &str) -> u32 {
        for c in letters.chars() {
            let ends = &mut self.ends;
            node = *self.next.entry(u64::from(node) << 32 | u64::from(c as u32)).or_insert_with(|| {
                ends.push(None);
                ends.len() as u32 - 1
            });
        }
        node
    }

    /// Keeps the cheapest use of the form that ends at a node, the first among equals.
    pub fn put(&mut self, node: u32, stem: u32, cost: u32) {
        let old = &mut self.ends[node as usize];
        if old.is_none_or(|old| cost < old.1) {
            *old = Some((stem, cost));
        }
    }
}
