//! Deflating what travels: whole zlib streams, and texts that are packed as if a common text stood before them.
use super::deflate::{Common, Deflater, END_BYTES};
use libdeflater::{CompressionLvl, Compressor};
use serde::{Deserialize, Serialize};

/// Deflates payloads, one after the other in the same memory.
pub struct Packer {
    compressor: Compressor,
}

impl Packer {
    /// `level` from 1, the fastest, to 12, the smallest.
    pub fn new(level: i32) -> Self {
        Packer { compressor: Compressor::new(CompressionLvl::new(level).unwrap_or_default()) }
    }

    /// One zlib stream.
    pub fn pack(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = vec![0; self.compressor.zlib_compress_bound(bytes.len())];
        let packed = self.compressor.zlib_compress(bytes, &mut out);
        cut(out, packed.ok())
    }

    /// The blocks of a stream alone.
    fn blocks(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = vec![0; self.compressor.deflate_compress_bound(bytes.len())];
        let packed = self.compressor.deflate_compress(bytes, &mut out);
        cut(out, packed.ok())
    }
}

/// What was filled of `out`. The room asked for is always enough; were it not, a reader would tell an empty stream as damage.
fn cut(mut out: Vec<u8>, filled: Option<usize>) -> Vec<u8> {
    out.truncate(filled.unwrap_or(0));
    out.shrink_to_fit();
    out
}

/// Deflates one payload; `level` as [`Packer::new`]'s.
pub fn pack(bytes: &[u8], level: i32) -> Vec<u8> {
    Packer::new(level).pack(bytes)
}

/// Text that all blocks of text are packed as if it stood before them, so that each can refer to it. It travels
/// once, as a stream of its own; its end is cut off and a block put in its place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lead {
    common: Common,
    /// A whole zlib stream; the last [`LEAD_END`] bytes are its end.
    pub packed: Vec<u8>,
}

/// How a zlib stream begins that is packed well enough.
const HEAD: [u8; 2] = [0x78, 0x9C];
/// The end of the blocks, and the checksum.
pub const LEAD_END: usize = END_BYTES + 4;

impl Lead {
    /// With a code that fits texts like `samples`.
    pub fn new(text: Vec<u8>, samples: &[Vec<u8>]) -> Self {
        let sum = libdeflater::adler32(&text).to_be_bytes();
        let common = Common::new(text, samples);
        let mut deflater = Deflater::new(&common);
        let end = deflater.pack(&[]);
        let packed = [&HEAD[..], deflater.begun(), &end, &sum].concat();
        Lead { common, packed }
    }

    /// No text: what is packed after it stands alone.
    pub fn none() -> Self {
        // Two empty blocks are as long as the end of any lead.
        let packed = [&HEAD[..], &[2, 12, 0], &[0, 0, 0, 1]].concat();
        Lead { common: Common::default(), packed }
    }
}

/// Packs texts after a lead. What comes of it is the rest of a zlib stream that begins as [`Lead::packed`] does: what a
/// reader inflates is the lead's text and then the other.
pub struct TextPacker<'a> {
    lead: &'a Lead,
    how: How,
}

enum How {
    /// As small as it gets.
    Alone(Packer),
    After(Box<Deflater>),
}

impl<'a> TextPacker<'a> {
    pub fn new(lead: &'a Lead) -> Self {
        let alone = lead.common.text.is_empty();
        TextPacker {
            lead,
            how: if alone { How::Alone(Packer::new(12)) } else { How::After(Box::new(Deflater::new(&lead.common))) },
        }
    }

    pub fn pack(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = match &mut self.how {
            How::Alone(packer) => packer.blocks(bytes),
            How::After(deflater) => deflater.pack(bytes),
        };
        // The checksum that is wanted is that of both texts.
        let lead = self.lead.packed.last_chunk::<4>().map_or(1, |sum| u32::from_be_bytes(*sum));
        let sum = adler_of_both(lead, libdeflater::adler32(bytes), bytes.len());
        out.extend_from_slice(&sum.to_be_bytes());
        out
    }
}

/// The checksum of two texts put together, from that of each and the length of the second.
fn adler_of_both(first: u32, second: u32, length: usize) -> u32 {
    const ADLER: u64 = 65_521;
    let length = length as u64 % ADLER;
    let (a, b) = (u64::from(first & 0xFFFF), u64::from(first >> 16));
    let low = (a + u64::from(second & 0xFFFF) + ADLER - 1) % ADLER;
    let high = (b + u64::from(second >> 16) + length * (a + ADLER - 1)) % ADLER;
    (high << 16 | low) as u32
}

#[cfg(test)]
mod tests {
    use super::super::wire::{Damage, unpack, unpack_after};
    use super::*;

    #[test]
    fn blocks_go_on_where_the_lead_ends() {
        let text = "Säkerhetsombudet gör riskanalysen varje år. ".repeat(40).into_bytes();
        for (lead, text) in [(Lead::none(), Vec::new()), (Lead::new(text.clone(), &[]), text)] {
            let mut packer = TextPacker::new(&lead);
            assert_eq!(unpack(&lead.packed, "p0"), Ok(text.clone()));
            let before = text.len();
            for text in ["", "Säkerhetsombudet gör riskanalysen varje månad.", &"abc ".repeat(50_000)] {
                let packed = packer.pack(text.as_bytes());
                let read = |packed: &[u8]| unpack_after(&lead.packed, before, packed, "d0");
                assert_eq!(read(&packed), Ok(text.as_bytes().to_vec()));
                assert_eq!(packer.pack(text.as_bytes()), packed, "the same bytes again");
                let mut broken = packed.clone();
                broken[0] ^= 0x55;
                assert_eq!(read(&broken), Err(Damage::Broken("d0".to_owned())));
            }
        }
        assert_eq!(unpack(&pack(b"abc", 12), "t0"), Ok(b"abc".to_vec()));
    }
}
