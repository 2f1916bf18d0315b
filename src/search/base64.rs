//! Base64 with the standard alphabet, for payloads that travel inside scripts.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub fn encode(bytes: &[u8]) -> String {
    // What is not written stays as filling.
    let mut out = vec![b'='; bytes.len().div_ceil(3) * 4];
    let letter = |n: u32, k: usize| ALPHABET[(n >> (18 - 6 * k)) as usize & 63];
    let (groups, rest) = bytes.as_chunks::<3>();
    let (written, _) = out.as_chunks_mut::<4>();
    for ([a, b, c], to) in groups.iter().zip(written.iter_mut()) {
        let n = u32::from(*a) << 16 | u32::from(*b) << 8 | u32::from(*c);
        *to = [letter(n, 0), letter(n, 1), letter(n, 2), letter(n, 3)];
    }
    if let (Some(last), false) = (written.last_mut(), rest.is_empty()) {
        let n = rest.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - rest.len()));
        last.iter_mut().enumerate().take(rest.len() + 1).for_each(|(k, to)| *to = letter(n, k));
    }
    // The alphabet is ASCII.
    String::from_utf8(out).unwrap_or_default()
}

/// `None` for anything that is not whole base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(4) {
        return None;
    }
    let body = bytes.iter().rev().take(2).filter(|b| **b == b'=').count();
    let body = &bytes[..bytes.len() - body];
    let mut out = Vec::with_capacity(body.len() * 3 / 4);
    for group in body.chunks(4) {
        let mut n = 0u32;
        for b in group {
            n = n << 6 | ALPHABET.iter().position(|a| a == b)? as u32;
        }
        n <<= 6 * (4 - group.len());
        out.extend_from_slice(&n.to_be_bytes()[1..group.len()]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_and_back() {
        for n in 0..70u8 {
            let bytes: Vec<u8> = (0..n).map(|b| b.wrapping_mul(37)).collect();
            assert_eq!(super::decode(&super::encode(&bytes)), Some(bytes));
        }
        assert_eq!(super::encode(b"ledfyr"), "bGVkZnly");
        assert_eq!(super::decode("bGVk?nly"), None);
        assert_eq!(super::decode("bGV"), None);
    }
}
