//! The texts of the pages in blocks, for snippets and for the last look at the best pages.
use super::build::LARGE;
use super::collect::{nfc, sections, stamp};
use super::input::SearchPage;
use super::memory::{self, Memory};
use super::pack::{Lead, TextPacker};
use crate::base::hash::Hash;
use crate::base::json;
use crate::base::parallel;

/// Bytes of text in one block before it is packed: a page's worth, so that a result costs little; on a large site at
/// least two pages, so that there are fewer files.
const SMALL_BLOCK: usize = 3_000;
const BLOCK: usize = 6_000;
/// Blocks that a processor packs before another may take over.
const AT_ONCE: usize = 64;
/// Bytes of the text that blocks are packed after, and how much text a site has before that pays.
const LEAD: usize = 8_192;
const WITH_LEAD: usize = 400_000;

/// The texts of all pages, packed in blocks.
pub struct Texts {
    /// Pages in each block.
    pub counts: Vec<u32>,
    pub blocks: Vec<Vec<u8>>,
    /// What they are packed after.
    pub lead: Vec<u8>,
}

/// Packs the texts of all pages; `bytes` tells about how much each takes.
pub fn blocks(pages: &[SearchPage<'_>], bytes: &[u32], memory: &dyn Memory) -> Texts {
    let large = pages.len() >= LARGE;
    let (most, least) = if large { (BLOCK, 2) } else { (SMALL_BLOCK, 1) };
    let mut groups: Vec<&[SearchPage<'_>]> = Vec::new();
    let (mut from, mut room, mut all) = (0, 0, 0);
    for (i, size) in bytes.iter().map(|size| *size as usize).enumerate() {
        if i >= from + least && room + size > most {
            groups.push(&pages[from..i]);
            (from, room) = (i, 0);
        }
        room += size;
        all += size;
    }
    if from < pages.len() {
        groups.push(&pages[from..]);
    }
    let lead = if all >= WITH_LEAD { lead(pages, memory) } else { Lead::none() };
    let after = Hash::of(&lead.packed);
    let blocks = parallel::map_in(
        &groups,
        AT_ONCE,
        || TextPacker::new(&lead),
        |packer, group| {
            let key = || Some(memory::key("block", [placed(group)?.bytes(), after.bytes()]));
            memory::bytes(memory, key, || packer.pack(&block(group)))
        },
    );
    Texts { counts: groups.iter().map(|g| g.len() as u32).collect(), blocks, lead: lead.packed }
}

/// Pieces out of the middle of pages all over the site: what its texts have in common.
fn lead(pages: &[SearchPage<'_>], memory: &dyn Memory) -> Lead {
    const PIECES: usize = 32;
    let sampled: Vec<SearchPage<'_>> = pages.iter().step_by(pages.len().div_ceil(PIECES)).cloned().collect();
    let key = || Some(memory::key("lead", [placed(&sampled)?.bytes()]));
    memory::value(memory, key, || {
        let texts: Vec<Vec<u8>> = sampled.iter().map(|page| block(std::slice::from_ref(page))).collect();
        let piece = |text: &Vec<u8>| {
            let from = text.len() / 3;
            text[from..text.len().min(from + LEAD / PIECES)].to_vec()
        };
        Lead::new(texts.iter().flat_map(piece).collect(), &texts)
    })
}

/// A key for all that some pages say, and where they lie.
fn placed(pages: &[SearchPage<'_>]) -> Option<Hash> {
    let said = stamp("placed", pages)?;
    Some(memory::key("placed", std::iter::once(said.bytes()).chain(pages.iter().map(|page| page.url.as_bytes()))))
}

/// JSON: per page `[url, title, description, [[heading, anchor, text], …]]`.
fn block(pages: &[SearchPage<'_>]) -> Vec<u8> {
    let mut out = Vec::with_capacity(BLOCK);
    for page in pages {
        out.push(if out.is_empty() { b'[' } else { b',' });
        strings(&mut out, [&page.url, &nfc(&page.title), &nfc(&page.description)]);
        out.extend_from_slice(b",[");
        let made = page.sections.made();
        for (i, (heading, anchor, text)) in sections(&made).enumerate() {
            out.extend((i > 0).then_some(b','));
            strings(&mut out, [&nfc(heading), anchor, &nfc(text)]);
            out.push(b']');
        }
        out.extend_from_slice(b"]]");
    }
    out.push(b']');
    out
}

/// A list that begins with these.
fn strings(out: &mut Vec<u8>, texts: [&str; 3]) {
    for (text, before) in texts.iter().zip(*b"[,,") {
        out.push(before);
        json::string(out, text);
    }
}
