//! Bytes of postings, as they lie in the shards.
//!
//! A posting is: pages since the one before (varint), one byte of impact (six bits) and form (two bits), then
//! by form: 0 – only the top of the page; 1 – one other section, its number (varint); 2 – up to four sections,
//! a byte each: last (1 bit), number (4 bits, 15 is followed by the rest as a varint), impact (3 bits).
use super::wire::{get, put};

/// Sections that one posting names at most.
pub const MOST_SECTIONS: usize = 4;

/// One page's word about one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posting {
    pub page: u32,
    /// 1 to 63.
    pub impact: u8,
    /// How many of `sections` are set.
    pub count: u8,
    /// Sections by number with their own impact, 1 to 7; best first.
    pub sections: [(u16, u8); MOST_SECTIONS],
}

impl Posting {
    pub fn sections(&self) -> &[(u16, u8)] {
        &self.sections[..usize::from(self.count).min(MOST_SECTIONS)]
    }

    /// Appends the bytes; `before` is the page of the posting before and becomes this one's.
    pub fn write(&self, out: &mut Vec<u8>, before: &mut u32) {
        put(out, self.page - *before);
        *before = self.page;
        let head = self.impact << 2;
        match self.sections() {
            [] | [(0, _)] => out.push(head),
            [(n, _)] => {
                out.push(head | 1);
                put(out, u32::from(*n));
            }
            list => {
                out.push(head | 2);
                for (i, (n, impact)) in list.iter().enumerate() {
                    let last = if i + 1 == list.len() { 0x80 } else { 0 };
                    let low = (*n).min(15) as u8;
                    out.push(last | low << 3 | impact & 7);
                    if low == 15 {
                        put(out, u32::from(*n) - 15);
                    }
                }
            }
        }
    }

    /// Reads one posting; `None` when the bytes are not whole.
    pub fn read(bytes: &[u8], at: &mut usize, before: &mut u32) -> Option<Self> {
        let page = before.checked_add(get(bytes, at)?)?;
        *before = page;
        let head = *bytes.get(*at)?;
        *at += 1;
        let impact = head >> 2;
        let mut p = Posting { page, impact, count: 1, ..Self::default() };
        // One section alone has the page's impact, in three bits.
        let own = (impact >> 3).max(1);
        match head & 3 {
            0 => p.sections[0] = (0, own),
            1 => p.sections[0] = (get(bytes, at)? as u16, own),
            2 => {
                p.count = 0;
                loop {
                    let b = *bytes.get(*at)?;
                    *at += 1;
                    let mut n = u32::from(b >> 3 & 15);
                    if n == 15 {
                        n += get(bytes, at)?;
                    }
                    let slot = p.sections.get_mut(usize::from(p.count))?;
                    *slot = (n as u16, b & 7);
                    p.count += 1;
                    if b & 0x80 != 0 {
                        break;
                    }
                }
            }
            _ => return None,
        }
        Some(p)
    }
}

/// A posting that was passed over: its page, impact and where its bytes go on after the page.
#[derive(Debug, Clone, Copy)]
pub struct Passed {
    pub page: u32,
    pub impact: u8,
    pub from: usize,
    pub to: usize,
}

/// Passes over one posting; `None` when the bytes are not whole.
pub fn pass(bytes: &[u8], at: &mut usize, before: &mut u32) -> Option<Passed> {
    let page = before.checked_add(get(bytes, at)?)?;
    *before = page;
    let from = *at;
    let head = *bytes.get(*at)?;
    *at += 1;
    match head & 3 {
        0 => {}
        1 => {
            get(bytes, at)?;
        }
        _ => loop {
            let b = *bytes.get(*at)?;
            *at += 1;
            if b >> 3 & 15 == 15 {
                get(bytes, at)?;
            }
            if b & 0x80 != 0 {
                break;
            }
        },
    }
    Some(Passed { page, impact: head >> 2, from, to: *at })
}

/// Reads `count` postings.
pub fn read_all(bytes: &[u8], count: usize) -> Option<Vec<Posting>> {
    let (mut at, mut before) = (0, 0);
    (0..count).map(|_| Posting::read(bytes, &mut at, &mut before)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut a = Posting { page: 3, impact: 40, count: 1, ..Posting::default() };
        a.sections[0] = (0, 5);
        let mut b = Posting { page: 3000, impact: 63, count: 1, ..Posting::default() };
        b.sections[0] = (300, 7);
        let mut c = Posting { page: 3001, impact: 1, count: 3, ..Posting::default() };
        c.sections = [(2, 7), (15, 1), (1000, 3), (0, 0)];
        let mut bytes = Vec::new();
        let mut before = 0;
        for p in [a, b, c] {
            p.write(&mut bytes, &mut before);
        }
        assert_eq!(read_all(&bytes, 3), Some(vec![a, b, c]));
        assert_eq!(read_all(&bytes[..bytes.len() - 1], 3), None, "cut bytes are told");
        let (mut at, mut before) = (0, 0);
        for p in [a, b, c] {
            let passed = pass(&bytes, &mut at, &mut before).map(|x| (x.page, x.impact, x.to));
            assert_eq!(passed, Some((p.page, p.impact, at)));
        }
        assert_eq!(at, bytes.len());
    }
}
