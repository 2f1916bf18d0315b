//! Sorted words as text, each without the letters that it shares with the one before (front coding).

/// Sorted words as text: each line is a sign for the letters shared with the line before (`0` is none),
/// then the rest. Counted in letters, at most 60.
pub(crate) fn front_code<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut before = "";
    for word in words {
        let shared = before.chars().zip(word.chars()).take(60).take_while(|(a, b)| a == b);
        let (letters, bytes) = shared.fold((0, 0), |(letters, bytes), (c, _)| (letters + 1, bytes + c.len_utf8()));
        out.push((b'0' + letters) as char);
        out.push_str(&word[bytes..]);
        out.push('\n');
        before = word;
    }
    out
}

/// Reads what [`front_code`] wrote.
pub(crate) fn front_decode(text: &str) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut rest = line.chars();
        let shared = (rest.next()? as usize).checked_sub('0' as usize)?;
        let before = out.last().map(String::as_str).unwrap_or_default();
        let mut word: String = before.chars().take(shared).collect();
        word.extend(rest);
        out.push(word);
    }
    Some(out)
}
