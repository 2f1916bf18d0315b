//! Which encoding bytes are in that are not UTF-8, and text that was read in the wrong one.

/// Encodings that Swedish text files come in, by the names of VS Code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Western Windows.
    Windows1252,
    /// Western Mac OS before X.
    MacRoman,
    /// Western DOS.
    Cp850,
    /// UTF-8 in which some bytes are damaged.
    DamagedUtf8,
}

/// What Windows-1252 has at 0x80 to 0x9F, as the WHATWG's table has it (unused places are C1 controls).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The Swedish letters (and é, É, ü, Ü) of Mac OS Roman and of code page 850, with their bytes.
const MAC: [(u8, char); 10] = [
    (0x8c, 'å'),
    (0x8a, 'ä'),
    (0x9a, 'ö'),
    (0x81, 'Å'),
    (0x80, 'Ä'),
    (0x85, 'Ö'),
    (0x8e, 'é'),
    (0x83, 'É'),
    (0x9f, 'ü'),
    (0x86, 'Ü'),
];
const DOS: [(u8, char); 10] = [
    (0x86, 'å'),
    (0x84, 'ä'),
    (0x94, 'ö'),
    (0x8f, 'Å'),
    (0x8e, 'Ä'),
    (0x99, 'Ö'),
    (0x82, 'é'),
    (0x90, 'É'),
    (0x81, 'ü'),
    (0x9a, 'Ü'),
];
/// The same letters in Windows-1252.
const WINDOWS_LETTERS: &str = "åäöÅÄÖéÉüÜ";

/// `bytes` as text, or themselves where they are not UTF-8. UTF-16 of nothing but ASCII would be: it is told by its zeros.
pub fn utf8(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    if utf16(&bytes).is_some() {
        return Err(bytes);
    }
    String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)
}

/// Which UTF-16 the bytes are, by their mark or by their zeros: of text in Latin letters, every other byte is 0.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16Be),
        _ if !bytes.contains(&0) => return None,
        _ => {}
    }
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let wide = (even + odd) * 4 > bytes.len() && even != odd;
    wide.then_some(if odd > even { Encoding::Utf16Le } else { Encoding::Utf16Be })
}

impl Encoding {
    /// The encoding that `bytes`, which are not UTF-8, are most likely in.
    pub fn guess(bytes: &[u8]) -> Encoding {
        if let Some(wide) = utf16(bytes) {
            return wide;
        }
        let (mut whole, mut broken) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += usize::from(!chunk.invalid().is_empty());
        }
        if whole > broken {
            return Encoding::DamagedUtf8;
        }
        let letters = |is_letter: &dyn Fn(u8) -> bool| bytes.iter().filter(|b| is_letter(**b)).count();
        let windows = letters(&|b| WINDOWS_LETTERS.contains(char::from(b)) && b >= 0x80);
        let mac = letters(&|b| MAC.iter().any(|(m, _)| *m == b));
        let dos = letters(&|b| DOS.iter().any(|(d, _)| *d == b));
        match () {
            () if windows >= mac && windows >= dos => Encoding::Windows1252,
            () if mac >= dos => Encoding::MacRoman,
            () => Encoding::Cp850,
        }
    }

    /// The name in VS Code's list of encodings.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1252 => "Windows 1252",
            Encoding::MacRoman => "Mac Roman",
            Encoding::Cp850 => "CP 850",
            Encoding::DamagedUtf8 => "UTF-8",
        }
    }

    /// `bytes` as text; what cannot be read is `�`.
    pub fn decode(self, bytes: &[u8]) -> String {
        let units = |unit: fn([u8; 2]) -> u16| -> String {
            let units = bytes.chunks_exact(2).map(|c| unit([c[0], c[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        };
        let table = |letters: &[(u8, char)]| -> String {
            let letter = |b: u8| letters.iter().find(|(l, _)| *l == b).map(|(_, c)| *c);
            bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { letter(*b).unwrap_or('�') }).collect()
        };
        match self {
            Encoding::Utf16Le => units(u16::from_le_bytes),
            Encoding::Utf16Be => units(u16::from_be_bytes),
            Encoding::Windows1252 => bytes.iter().map(|b| windows_char(*b)).collect(),
            Encoding::MacRoman => table(&MAC),
            Encoding::Cp850 => table(&DOS),
            Encoding::DamagedUtf8 => String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

fn windows_char(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        b => char::from(b),
    }
}

fn windows_byte(c: char) -> Option<u8> {
    match WINDOWS.iter().position(|w| *w == c) {
        Some(i) => Some(0x80 + i as u8),
        None => u8::try_from(u32::from(c)).ok(),
    }
}

/// The first run of letters in `text` that is UTF-8 read as Windows-1252 (`Ã¤` for `ä`): its place and what it was.
pub fn doubly_encoded(text: &str) -> Option<(std::ops::Range<usize>, String)> {
    let leads = |c: char| matches!(c, 'Ã' | 'Â' | 'â' | 'Å' | 'ï' | 'ð' | 'Ä');
    for (at, lead) in text.char_indices().filter(|(_, c)| leads(*c)) {
        let length = match lead {
            'â' | 'ï' => 3,
            'ð' => 4,
            _ => 2,
        };
        let run: String = text[at..].chars().take(length).collect();
        let bytes: Option<Vec<u8>> = run.chars().map(windows_byte).collect();
        let Some(was) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else { continue };
        // `Å“` and the like also begin a quotation, and capitals with accents follow each other in other languages.
        let sure = match lead {
            'Ã' => true,
            'Â' => was.chars().all(|c| !c.is_alphanumeric()),
            'â' => run.starts_with("â€") || run.starts_with("â†") || run.starts_with("âœ"),
            'ï' => was == "\u{feff}",
            'ð' => run.starts_with("ðŸ"),
            _ => false,
        };
        if sure && run.chars().count() == length {
            return Some((at..at + run.len(), was));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_encodings() {
        let utf16 = |unit: fn(u16) -> [u8; 2]| "Räddning åt alla".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for (bytes, encoding, text) in [
            (&b"R\xe4ddning \xe5t \xd6rebro \x96 ja"[..], Encoding::Windows1252, "Räddning åt Örebro – ja"),
            (b"R\x8addning \x8ct \x85rebro", Encoding::MacRoman, "Räddning åt Örebro"),
            (b"R\x84ddning \x86t \x99rebro", Encoding::Cp850, "Räddning åt Örebro"),
            (b"\xff\xfeR\0\xe4\0", Encoding::Utf16Le, "\u{feff}Rä"),
            (b"\xfe\xff\0R\0\xe4", Encoding::Utf16Be, "\u{feff}Rä"),
            (&utf16(u16::to_le_bytes), Encoding::Utf16Le, "Räddning åt alla"),
            (&utf16(u16::to_be_bytes), Encoding::Utf16Be, "Räddning åt alla"),
            ("Räddning \u{e5}t".as_bytes().split_last().unwrap().1, Encoding::DamagedUtf8, "Räddning å"),
            (b"R\xc3\xa4ddning \xe5t \xc3\xb6n", Encoding::DamagedUtf8, "Räddning �t ön"),
        ] {
            if std::str::from_utf8(bytes).is_ok() {
                continue;
            }
            assert_eq!(Encoding::guess(bytes), encoding, "{text}");
            assert_eq!(encoding.decode(bytes), text);
        }
    }

    #[test]
    fn utf16_of_ascii_alone_is_no_utf8() {
        assert_eq!(utf8(b"S\0t\0a\0r\0t\0".to_vec()), Err(b"S\0t\0a\0r\0t\0".to_vec()));
        assert_eq!(utf8(b"en nolla \0 h\xc3\xa4r".to_vec()), Ok("en nolla \0 här".to_owned()));
        assert_eq!(utf8(Vec::new()), Ok(String::new()));
    }

    #[test]
    fn finds_what_was_encoded_twice() {
        for (text, was) in [
            ("RÃ¤ddning", "ä"),
            ("fÃ¶rst", "ö"),
            ("Ã…tgÃ¤rd", "Å"),
            ("nu â€“ sedan", "–"),
            ("sa â€\u{9d}", "”"),
            ("2Â§", "§"),
            ("ðŸš’", "🚒"),
        ] {
            assert_eq!(doubly_encoded(text).map(|(_, was)| was), Some(was.to_owned()), "{text}");
        }
        for same in ["Räddning åt Örebro", "Ângström", "château", "MAÇÃO", "Å“", "20 °C", "naïve"] {
            assert_eq!(doubly_encoded(same), None, "{same}");
        }
    }
}
