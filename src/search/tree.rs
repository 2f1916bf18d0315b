//! A tree of word forms.
use super::collect::QuickMap;

/// Forms by letter, so that a walk through a word stops where no form goes on.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Node and letter → the next node. The root is 0.
    next: QuickMap<u64, u32>,
    /// Node → stem and cost of the form that ends there.
    pub ends: QuickMap<u32, (String, u32)>,
    nodes: u32,
}

impl Tree {
    pub fn step(&self, node: u32, c: char) -> Option<u32> {
        self.next.get(&(u64::from(node) << 32 | u64::from(c as u32))).copied()
    }

    pub fn get(&self, form: &str) -> Option<&(String, u32)> {
        let node = form.chars().try_fold(0, |node, c| self.step(node, c))?;
        self.ends.get(&node)
    }

    /// Keeps the cheapest use of a form, the first among equals.
    pub fn put(&mut self, form: &str, stem: &str, cost: u32) {
        let mut node = 0;
        for c in form.chars() {
            let nodes = &mut self.nodes;
            node = *self.next.entry(u64::from(node) << 32 | u64::from(c as u32)).or_insert_with(|| {
                *nodes += 1;
                *nodes
            });
        }
        let old = self.ends.entry(node).or_insert_with(|| (stem.to_owned(), cost));
        if cost < old.1 {
            *old = (stem.to_owned(), cost);
        }
    }
}
