//! Deflate (RFC 1951) of many small texts that have much in common. All are packed as if the same lead stood before them,
//! and in one Huffman code that travels with the lead: no text needs a code of its own to be worked out and sent. Against
//! zlib's second level, given the lead as its dictionary, that is half the time and three percent smaller.
use super::huffman::{Bits, codes, lengths};
use serde::{Deserialize, Serialize};

/// Signs for literals, the end and lengths; and for distances.
const LITERALS: usize = 286;
const DISTANCES: usize = 30;
const END: usize = 256;
/// Bytes that end a block after the common text: the last bits of that, and the longest code there may be.
pub const END_BYTES: usize = 3;
/// What is copied: bytes, and how far back.
const SHORTEST: usize = 5;
const LONGEST: usize = 258;
const FARTHEST: usize = 32_768;
/// A copy so long is taken without a look at whether the next byte begins a longer one.
const LONG: usize = 8;

/// Takes a text in pieces.
trait Sink {
    fn literal(&mut self, byte: u8);
    fn copy(&mut self, length: usize, distance: usize);
}

/// A sign with the bits that follow it: how many, and which.
type Sign = (usize, u32, u32);

/// The sign of a number from 0 on where each doubling has `1 << log` signs.
fn sign(n: u32, log: u32) -> Sign {
    let top = (n | 1 << log).ilog2();
    let bits = top - log;
    (((bits << log) + (n >> bits)) as usize, bits, n & ((1 << bits) - 1))
}

fn length_sign(length: usize) -> Sign {
    if length == LONGEST {
        return (LITERALS - 1, 0, 0);
    }
    let (n, bits, rest) = sign((length - 3) as u32, 2);
    (END + 1 + n, bits, rest)
}

fn distance_sign(distance: usize) -> Sign {
    sign((distance - 1) as u32, 1)
}

/// By the hash of five bytes: the last two places that began with such. Each stands as its last sixteen bits and one, so
/// that 0 is none; the newer in the lower half.
#[derive(Clone)]
struct Places(Box<[u32; 1 << Places::BITS]>);

fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// How many bytes from `a` on are as those from `b` on, the first of which are `first`.
#[inline(always)]
fn alike(text: &[u8], a: usize, (b, first): (usize, u64)) -> usize {
    let most = (text.len() - b).min(LONGEST);
    let other = eight(text, a).map_or(0, |bytes| bytes ^ first);
    if other != 0 {
        return (other.trailing_zeros() as usize / 8).min(most);
    }
    let mut n = 8;
    while n < most {
        let (Some(x), Some(y)) = (eight(text, a + n), eight(text, b + n)) else { break };
        let other = x ^ y;
        if other != 0 {
            return (n + other.trailing_zeros() as usize / 8).min(most);
        }
        n += 8;
    }
    let rest = text[a + n..].iter().zip(&text[b + n..]);
    (n + rest.take_while(|(x, y)| x == y).count()).min(most)
}

impl Places {
    const BITS: u32 = 13;

    fn new() -> Places {
        Places(Box::new([0; 1 << Places::BITS]))
    }

    /// Those of the bytes at `at`, where `at` is put down.
    fn put(&mut self, bytes: u64, at: usize) -> u32 {
        let hash = (bytes << (64 - 8 * SHORTEST)).wrapping_mul(0x9E37_79B1_85EB_CA87) >> (64 - Places::BITS);
        let slot = &mut self.0[hash as usize];
        let before = *slot;
        *slot = before << 16 | u32::from((at + 1) as u16);
        before
    }

    fn note(&mut self, text: &[u8], at: usize) {
        if let Some(bytes) = eight(text, at) {
            self.put(bytes, at);
        }
    }

    /// The longest that goes on at `at` as it did before, as length and distance.
    #[inline(always)]
    fn find(&mut self, text: &[u8], at: usize) -> (usize, usize) {
        let Some(bytes) = eight(text, at) else { return (0, 0) };
        let mut best = (0, 0);
        let mut places = self.put(bytes, at);
        while places != 0 {
            let distance = usize::from(((at + 1) as u16).wrapping_sub(places as u16));
            if places as u16 != 0 && distance <= FARTHEST.min(at) && distance > 0 {
                let length = alike(text, at - distance, (at, bytes));
                if length > best.0 {
                    best = (length, distance);
                }
            }
            places >>= 16;
        }
        best
    }
}

/// Gives `sink` what of the text stands from `from` on; `places` knows what stands before it.
fn pieces(text: &[u8], from: usize, places: &mut Places, sink: &mut impl Sink) {
    let mut at = from;
    while let Some(byte) = text.get(at) {
        let (mut length, mut distance) = places.find(text, at);
        if length < SHORTEST {
            sink.literal(*byte);
            at += 1;
            continue;
        }
        while length < LONG {
            let next = places.find(text, at + 1);
            if next.0 <= length {
                break;
            }
            sink.literal(text[at]);
            at += 1;
            (length, distance) = next;
        }
        sink.copy(length, distance);
        // To put all of it down would take longer than it gains.
        places.note(text, at + 2);
        at += length;
        places.note(text, at - 1);
    }
}

/// How often each sign is used.
struct Counts {
    literals: [u64; LITERALS],
    distances: [u64; DISTANCES],
}

impl Sink for Counts {
    fn literal(&mut self, byte: u8) {
        self.literals[usize::from(byte)] += 1;
    }

    fn copy(&mut self, length: usize, distance: usize) {
        self.literals[length_sign(length).0] += 1;
        self.distances[distance_sign(distance).0] += 1;
    }
}

/// The code of all texts.
struct Code {
    literals: [(u32, u32); LITERALS],
    /// By length, with the bits that follow the sign.
    lengths: [(u32, u32); LONGEST + 1],
    distances: [(u32, u32); DISTANCES],
}

struct Writer<'a> {
    bits: Bits,
    code: &'a Code,
}

impl Sink for Writer<'_> {
    #[inline(always)]
    fn literal(&mut self, byte: u8) {
        let (code, bits) = self.code.literals[usize::from(byte)];
        self.bits.put(code, bits);
    }

    #[inline(always)]
    fn copy(&mut self, length: usize, distance: usize) {
        let (code, bits) = self.code.lengths[length];
        self.bits.put(code, bits);
        let (sign, more, rest) = distance_sign(distance);
        let (code, bits) = self.code.distances[sign];
        self.bits.put(code | rest << bits, bits + more);
    }
}

/// What texts are packed after, and in what code.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Common {
    /// What stands before all of them.
    pub text: Vec<u8>,
    /// Bits of the codes of literals and lengths, and of distances.
    literals: Vec<u8>,
    distances: Vec<u8>,
}

impl Common {
    /// With a code that fits texts like `samples`.
    pub fn new(text: Vec<u8>, samples: &[Vec<u8>]) -> Common {
        let known = known(&text);
        let mut counts = Counts { literals: [0; LITERALS], distances: [0; DISTANCES] };
        for sample in samples {
            let all = [&text[..], sample].concat();
            pieces(&all, text.len(), &mut known.clone(), &mut counts);
            counts.literals[END] += 1;
        }
        Common { text, literals: lengths(&counts.literals), distances: lengths(&counts.distances) }
    }

    fn code(&self) -> Code {
        let literals: [(u32, u32); LITERALS] = codes(&self.literals);
        let length = |length: usize| {
            let (sign, more, rest) = length_sign(length.max(3));
            let (code, bits) = literals[sign];
            (code | rest << bits, bits + more)
        };
        Code { lengths: std::array::from_fn(length), distances: codes(&self.distances), literals }
    }

    /// A block, the last, that is begun with its code: each length of a code in four bits.
    fn begin(&self) -> Bits {
        let mut bits = Bits::default();
        bits.put(0b101, 3);
        bits.put(LITERALS as u32 - 257, 5);
        bits.put(DISTANCES as u32 - 1, 5);
        bits.put(15, 4);
        // Repetitions, the first three, are not used.
        (0..19).for_each(|n| bits.put(if n < 3 { 0 } else { 4 }, 3));
        for length in self.literals.iter().chain(&self.distances) {
            bits.put(u32::from(length.reverse_bits() >> 4), 4);
        }
        bits
    }
}

/// The places of a text.
fn known(text: &[u8]) -> Places {
    let mut places = Places::new();
    (0..text.len()).for_each(|at| places.note(text, at));
    places
}

/// Packs texts, one after the other in the same memory.
pub struct Deflater {
    code: Code,
    begun: Vec<u8>,
    /// What of the common text is not in `begun`: each text's blocks begin with these bits.
    open: Bits,
    known: Places,
    places: Places,
    text: Vec<u8>,
    common: usize,
}

impl Deflater {
    pub fn new(common: &Common) -> Deflater {
        let code = common.code();
        let known = known(&common.text);
        let mut writer = Writer { bits: common.begin(), code: &code };
        pieces(&common.text, 0, &mut Places::new(), &mut writer);
        let bits = writer.bits.bytes.len() * 8 + writer.bits.count as usize;
        let mut begun = writer.bits.end();
        let whole = (bits + code.literals[END].1 as usize).div_ceil(8) - END_BYTES;
        let mut open = Bits::default();
        for (n, byte) in begun.drain(whole..).enumerate() {
            open.put(u32::from(byte), (bits - (whole + n) * 8).min(8) as u32);
        }
        let (places, text) = (known.clone(), common.text.clone());
        Deflater { code, begun, open, known, places, text, common: common.text.len() }
    }

    /// The block that the common text begins.
    pub fn begun(&self) -> &[u8] {
        &self.begun
    }

    /// The rest of a block that begins as [`Deflater::begun`] and stands for the common text and then this one; of no text
    /// [`END_BYTES`].
    pub fn pack(&mut self, text: &[u8]) -> Vec<u8> {
        self.text.truncate(self.common);
        self.text.extend_from_slice(text);
        self.places.0.copy_from_slice(&self.known.0[..]);
        let bytes = Vec::with_capacity(text.len() / 3 + 16);
        let mut writer = Writer { bits: Bits { bytes, ..self.open }, code: &self.code };
        pieces(&self.text, self.common, &mut self.places, &mut writer);
        let (code, bits) = self.code.literals[END];
        writer.bits.put(code, bits);
        writer.bits.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;
    use std::io::Read;

    fn inflated(blocks: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        DeflateDecoder::new(blocks).read_to_end(&mut out).unwrap();
        out
    }

    /// Texts with all that there is to copy: nothing, little, far, long, and bytes that no sample has.
    fn texts() -> Vec<Vec<u8>> {
        let mut n = 7u32;
        let mut noise = |length: usize, signs: u32| -> Vec<u8> {
            let byte = |_| {
                n = n.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                ((n >> 16) % signs) as u8
            };
            (0..length).map(byte).collect()
        };
        let far = [noise(500, 256), noise(33_000, 4), noise(500, 256)].concat();
        let twice = [&far[..500], &noise(32_268, 256), &far[..500], &far[..500]].concat();
        vec![
            Vec::new(),
            b"a".to_vec(),
            b"S\xc3\xa4kerhetsombudet g\xc3\xb6r riskanalysen".to_vec(),
            vec![b'x'; 100_000],
            noise(3000, 256),
            noise(200_000, 3),
            far,
            twice,
        ]
    }

    #[test]
    fn what_is_packed_is_read_again_by_another() {
        for lead in [&b""[..], b"ab", &"S\u{e4}kerhetsombudet g\u{f6}r riskanalysen. ".repeat(200).into_bytes()] {
            for samples in [&[][..], &texts()[1..3], &texts()[..]] {
                let common = Common::new(lead.to_vec(), samples);
                let mut deflater = Deflater::new(&common);
                for text in texts() {
                    let packed = deflater.pack(&text);
                    assert_eq!(inflated(&[deflater.begun(), &packed].concat()), [lead, &text].concat());
                    assert_eq!(deflater.pack(&text), packed, "the same bytes again");
                    assert!(packed.len() == END_BYTES || !text.is_empty());
                }
            }
        }
    }

    #[test]
    fn every_length_and_distance_has_its_sign() {
        // As RFC 1951, 3.2.5, has them: the first number of each sign, and how many bits follow.
        let lengths =
            [(3, 257, 0), (10, 264, 0), (11, 265, 1), (19, 269, 2), (115, 280, 4), (227, 284, 5), (258, 285, 0)];
        for (length, sign, bits) in lengths {
            assert_eq!(length_sign(length), (sign, bits, 0), "{length}");
        }
        assert_eq!(length_sign(257), (284, 5, 30));
        for (distance, sign, bits) in [(1, 0, 0), (4, 3, 0), (5, 4, 1), (7, 5, 1), (193, 15, 6), (24_577, 29, 13)] {
            assert_eq!(distance_sign(distance), (sign, bits, 0), "{distance}");
        }
        assert_eq!(distance_sign(32_768), (29, 13, 8191));
    }
}
