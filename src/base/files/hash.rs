//! Hashes of bytes.

use std::fmt;

/// BLAKE3 of some bytes; compared to tell whether something changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(*blake3::hash(bytes).as_bytes())
    }

    /// All of its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// All 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        self.digits(32)
    }

    /// 8 digits, enough to tell two versions of one thing apart.
    pub fn short(&self) -> String {
        self.digits(4)
    }

    /// What [`Hash::hex`] wrote.
    pub fn parse(hex: &str) -> Option<Hash> {
        let mut bytes = [0; 32];
        let digits = hex.as_bytes().chunks_exact(2);
        if hex.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Hash(bytes))
    }

    fn digits(&self, bytes: usize) -> String {
        digits(&self.0[..bytes])
    }
}

/// SHA-256 of some bytes in 64 hexadecimal digits (FIPS 180-4): the hash that browsers compute too (Web Cryptography API).
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    digits(&sha2::Sha256::digest(bytes))
}

/// An identifier made of a name (RFC 9562, 5.5: version 5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Uuid([u8; 16]);

impl Uuid {
    /// The namespace of addresses (RFC 9562, 6.6).
    pub const URL: Uuid = Uuid(0x6ba7_b811_9dad_11d1_80b4_00c0_4fd4_30c8_u128.to_be_bytes());

    /// That of a name in this namespace.
    pub fn named(self, name: &str) -> Uuid {
        use sha1::Digest;
        let hash = sha1::Sha1::new().chain_update(self.0).chain_update(name).finalize();
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        bytes[6] = bytes[6] & 0x0f | 0x50;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        Uuid(bytes)
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = digits(&self.0);
        write!(f, "{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

fn digits(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(bytes.len() * 2);
    for b in bytes {
        let _ = write!(out, "{b:02x}");
    }
    out
}

/// The hash of bytes that come piece by piece; quickest when the pieces are large.
#[derive(Debug, Default)]
pub struct Hashing(blake3::Hasher);

impl Hashing {
    /// Adds some bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Of all bytes so far.
    pub fn hash(&self) -> Hash {
        Hash(*self.0.finalize().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_to_the_same() {
        let mut hashing = Hashing::default();
        ["a", "", "bc"].iter().for_each(|piece| hashing.add(piece.as_bytes()));
        assert_eq!(hashing.hash(), Hash::of(b"abc"));
    }

    #[test]
    fn sha256_gives_the_digits_of_the_standard() {
        // FIPS 180-4, examples.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn names_give_the_identifiers_of_the_standard() {
        // RFC 9562, A.4, where the namespace is that of DNS.
        let dns = Uuid(0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8_u128.to_be_bytes());
        assert_eq!(dns.named("www.example.com").to_string(), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    #[test]
    fn digits_can_be_read_again() {
        let hash = Hash::of(b"x");
        assert_eq!(Hash::parse(&hash.hex()), Some(hash));
        for bad in ["", "12", &hash.hex()[1..], &hash.hex().replace(|c: char| c.is_ascii_digit(), "g")] {
            assert_eq!(Hash::parse(bad), None);
        }
    }
}
