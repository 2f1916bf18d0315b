//! Bytes of postings: pages by their distance (varints), then a byte for each: impact, and in the two highest bits what
//! the term is to the page's title. What section of a
//! page fits best is seen in its text, which is fetched for the snippet anyway.
use super::wire::{get, put};

/// One page's word about one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posting {
    pub page: u32,
    /// 1 to 63.
    pub impact: u8,
    /// What the term is to the page's title: 0 nothing, 1 a part of one of its words or one word of many, 2 its first word
    /// or one of two or three, 3 the whole title.
    pub title: u8,
}

/// Appends postings, which must be sorted by page.
pub fn write_all(postings: &[Posting], out: &mut Vec<u8>) {
    let mut before = 0;
    for p in postings {
        put(out, p.page - before);
        before = p.page;
    }
    out.extend(postings.iter().map(|p| p.title << 6 | p.impact));
}

/// Reads `count` postings; `None` when the bytes are not whole.
pub fn read_all(bytes: &[u8], count: usize) -> Option<Vec<Posting>> {
    let mut out = Vec::with_capacity(count.min(bytes.len()));
    let (mut at, mut page) = (0, 0u32);
    for _ in 0..count {
        page = page.checked_add(get(bytes, &mut at)?)?;
        out.push(Posting { page, ..Posting::default() });
    }
    let impacts = bytes.get(at..)?;
    if impacts.len() != count {
        return None;
    }
    for (p, byte) in out.iter_mut().zip(impacts) {
        (p.impact, p.title) = (byte & 63, byte >> 6);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let list: Vec<Posting> = [(3, 40, 3), (3000, 63, 0), (3001, 1, 1)]
            .map(|(page, impact, title)| Posting { page, impact, title })
            .to_vec();
        let mut bytes = Vec::new();
        write_all(&list, &mut bytes);
        assert_eq!(read_all(&bytes, 3), Some(list));
        assert_eq!(read_all(&bytes[..bytes.len() - 1], 3), None, "cut bytes are told");
        assert_eq!(read_all(&bytes, 2), None);
    }
}
