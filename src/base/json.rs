//! Texts as JSON, where so much is written that it tells.

/// Appends a text as a JSON string.
pub fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (plain, from) = rest.split_at(plain(rest));
        out.extend_from_slice(plain);
        let Some((sign, after)) = from.split_first() else { break };
        match sign {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', *sign]),
            _ => out.extend_from_slice(format!("\\u{sign:04x}").as_bytes()),
        }
        rest = after;
    }
    out.push(b'"');
}

/// How many bytes stand as they are before one that must be escaped.
fn plain(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    // Eight at once. Subtracting takes the highest bit of a byte that has none only where it is below; the lowest byte
    // that is told is told rightly, and no other is asked for.
    let below = |group: u64, least: u8| group.wrapping_sub(u64::from(least) * EACH) & !group & HIGH;
    let is = |group: u64, sign: u8| below(group ^ (u64::from(sign) * EACH), 1);
    let mut n = 0;
    while let Some(group) = bytes[n..].first_chunk() {
        let group = u64::from_le_bytes(*group);
        let escaped = below(group, b' ') | is(group, b'"') | is(group, b'\\');
        if escaped != 0 {
            return n + escaped.trailing_zeros() as usize / 8;
        }
        n += 8;
    }
    n + bytes[n..].iter().take_while(|b| **b >= b' ' && !matches!(b, b'"' | b'\\')).count()
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn what_is_written_is_read_again() {
        let signs = (0..0x80u8).map(char::from).chain("åÄ§…😀\u{7f}\u{80}\u{ff}\u{2028}".chars());
        for sign in signs {
            for before in 0..10 {
                for after in [0, 1, 7, 8, 20] {
                    let text = format!("{}{sign}{}{sign}", "ö".repeat(before), "b".repeat(after));
                    let mut out = b"[".to_vec();
                    string(&mut out, &text);
                    out.push(b']');
                    assert_eq!(serde_json::from_slice::<[String; 1]>(&out).unwrap(), [text]);
                }
            }
        }
        let mut out = Vec::new();
        string(&mut out, "\"Å\"\n\\\u{1}");
        assert_eq!(out, "\"\\\"Å\\\"\\n\\\\\\u0001\"".as_bytes());
    }
}
