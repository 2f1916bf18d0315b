//! Fingerprints of bytes.

/// BLAKE3 of some bytes; compared to tell whether something changed, shown short in asset names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Hash([u8; 32]);

impl Hash {
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(*blake3::hash(bytes).as_bytes())
    }

    /// All 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        self.digits(32)
    }

    /// 8 digits, enough to tell two versions of one file apart in its name.
    pub fn short(&self) -> String {
        self.digits(4)
    }

    fn digits(&self, bytes: usize) -> String {
        use std::fmt::Write;
        let mut out = String::with_capacity(bytes * 2);
        for b in &self.0[..bytes] {
            let _ = write!(out, "{b:02x}");
        }
        out
    }
}
