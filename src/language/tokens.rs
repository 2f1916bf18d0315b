//! From text to words. The same steps stand in the theme's `scripts/search/tokens.js`; change both together.
//!
//! Atoms are runs of letters and digits. A second pass joins those that belong together: hyphen compounds,
//! statutes (`2018:585`), chapters and paragraphs (`2kap`, `2§`), telephone and long numbers, and drops the
//! endings that are written after a colon (`VMA:t`).
use super::chars::{Class, class, lower};
use super::tables::COLON_ENDINGS;

/// Letters beyond this are cut: no word is longer, only noise is.
pub(crate) const LONGEST_WORD: usize = 60;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Lower case, joined.
    pub text: String,
    /// What it was joined from, when that can be searched for alone.
    pub parts: Vec<String>,
    /// Bytes in the text that it stands for.
    pub start: usize,
    pub end: usize,
}

/// What stands between two atoms; only what may join them is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Hyphen,
    Colon,
    Dot,
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Atom {
    start: usize,
    end: usize,
    /// Where what follows it begins: behind skipped signs at its end.
    past: usize,
    /// Range in the lower-case text.
    from: usize,
    to: usize,
    digits: bool,
    letters: bool,
    /// A `§`.
    sign: bool,
    /// A `+` stands right before.
    plus: bool,
    gap: Gap,
}

/// Bytes between two atoms of one word at most.
const LONGEST_GAP: usize = 3;
/// Atoms that one word is made of at most.
const MOST_ATOMS: usize = 7;

/// Buffers that are used again from text to text.
#[derive(Debug, Default)]
pub(crate) struct Tokeniser {
    /// The text in lower case, and after it the words that are not written in it as they read.
    lower: String,
    /// Those that may make the word at hand.
    atoms: Vec<Atom>,
}

fn gap(between: &str) -> Gap {
    match between {
        "" => Gap::None,
        _ if between.len() > LONGEST_GAP => Gap::Other,
        " " | "\u{A0}" | "\u{202F}" | "\u{2009}" => Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" => Gap::Hyphen,
        ":" => Gap::Colon,
        "." => Gap::Dot,
        _ => Gap::Other,
    }
}

/// The end of a word of ASCII letters, å, ä, ö and their like in lower case that begins at `start`, with nothing after it
/// that could belong to it; `None` where that takes a closer look.
fn plain(bytes: &[u8], start: usize) -> Option<usize> {
    let mut i = start;
    loop {
        match bytes.get(i) {
            Some(b) if b.is_ascii_alphabetic() => i += 1,
            // U+00E0 to U+00FF without the sign of division.
            Some(0xC3) if bytes.get(i + 1).is_some_and(|b| *b >= 0xA0 && *b != 0xB7) => i += 2,
            Some(b'0'..=b'9' | b'-' | b':' | b'\'' | 0x80..) => return None,
            _ => break,
        }
    }
    (start < i && i - start <= LONGEST_WORD).then_some(i)
}

/// All words of a text, in order. The text should be in NFC.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    Tokeniser::default().each(text, |word, parts, start, end| {
        out.push(Token { text: word.to_owned(), parts: parts.iter().map(|p| (*p).to_owned()).collect(), start, end });
    });
    out
}

impl Tokeniser {
    /// Calls `take(word, parts, start, end)` for every word of the text.
    pub(crate) fn each(&mut self, text: &str, mut take: impl FnMut(&str, &[&str], usize, usize)) {
        self.lower.clear();
        self.lower.push_str(text);
        self.lower.make_ascii_lowercase();
        let bytes = text.as_bytes();
        let mut i = 0;
        let mut joined = String::new();
        while let Some(b) = bytes.get(i) {
            if b.is_ascii() && !b.is_ascii_alphanumeric() {
                i += 1;
            } else if let Some(end) = plain(bytes, i) {
                // Nearly all words.
                take(&self.lower[i..end], &[], i, end);
                i = end;
            } else if self.scan(text, i) {
                i = self.emit(&mut joined, &mut take);
            } else {
                i += text[i..].chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    /// Calls `take` with the word that the atoms begin with; gives the place in the text after it.
    fn emit(&self, joined: &mut String, take: &mut impl FnMut(&str, &[&str], usize, usize)) -> usize {
        let n = self.span();
        let (first, last) = (&self.atoms[0], &self.atoms[n - 1]);
        if n > 1 {
            let (join, keep) = self.join(n, joined);
            let parts: Vec<&str> = if keep { (0..n).map(|k| self.text(k)).collect() } else { Vec::new() };
            take(join, &parts, first.start, last.end);
        } else if !first.sign {
            take(self.text(0), &[], first.start, first.end);
        }
        last.past
    }

    fn text(&self, i: usize) -> &str {
        &self.lower[self.atoms[i].from..self.atoms[i].to]
    }

    /// Finds the atoms from `start` on that may make one word; none where no atom begins.
    fn scan(&mut self, text: &str, start: usize) -> bool {
        self.atoms.clear();
        self.lower.truncate(text.len());
        let (mut i, mut previous_end) = (start, start);
        while self.atoms.len() < MOST_ATOMS {
            let Some(c) = text[i..].chars().next() else { break };
            let sign = c == '§';
            if !sign && !matches!(class(c), Class::Letter | Class::Digit) {
                i += c.len_utf8();
                if self.atoms.is_empty() || i - previous_end > LONGEST_GAP {
                    break;
                }
                continue;
            }
            let gap = gap(&text[previous_end..i]);
            if gap == Gap::Other {
                break;
            }
            let plus = text[..i].ends_with('+');
            if sign {
                let end = i + c.len_utf8();
                let (digits, letters) = (false, false);
                self.atoms.push(Atom { start: i, end, past: end, from: i, to: end, digits, letters, sign, plus, gap });
                (i, previous_end) = (end, end);
            } else {
                let atom = self.word(text, i);
                self.atoms.push(Atom { plus, gap, ..atom });
                (i, previous_end) = (atom.past, atom.past);
            }
        }
        !self.atoms.is_empty()
    }

    /// The run of letters and digits that begins at `start`, and where what belongs to it ends.
    fn word(&mut self, text: &str, start: usize) -> Atom {
        let bytes = text.as_bytes();
        let (mut digits, mut alphabetic, mut letters) = (true, true, 0);
        // Whether `lower` holds the word where the text does.
        let mut there = true;
        let (mut i, mut end, mut past) = (start, start, start);
        while let Some(b) = bytes.get(i) {
            i += if b.is_ascii_alphabetic() {
                // Nearly all there is, so it is run through without a closer look.
                let run = bytes[i..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
                digits = false;
                letters += run - 1;
                run
            } else if b.is_ascii_digit() {
                alphabetic = false;
                1
            } else {
                let Some(c) = text[i..].chars().next() else { break };
                let next = i + c.len_utf8();
                let class = class(c);
                // Inside a word an apostrophe says nothing; at its end it belongs to the gap.
                let apostrophe = || matches!(c, '\'' | '’') && bytes.get(next).is_some_and(u8::is_ascii_alphabetic);
                if class == Class::Letter {
                    digits = false;
                    there &= lower(c) == c;
                    c.len_utf8()
                } else if class == Class::Skipped || apostrophe() {
                    there = false;
                    if class == Class::Skipped {
                        past = next;
                    }
                    i = next;
                    continue;
                } else {
                    break;
                }
            };
            letters += 1;
            (end, past) = (i, i);
        }
        let (mut from, mut to) = (start, end);
        if !there || letters > LONGEST_WORD {
            from = self.lower.len();
            let said = text[start..end].chars().filter(|c| matches!(class(*c), Class::Letter | Class::Digit));
            self.lower.extend(said.take(LONGEST_WORD).map(lower));
            to = self.lower.len();
        }
        let (letters, sign, plus, gap) = (alphabetic, false, false, Gap::None);
        Atom { start, end, past, from, to, digits, letters, sign, plus, gap }
    }

    /// How many atoms make one word.
    fn span(&self) -> usize {
        let a = self.atoms[0];
        let at = |k: usize| self.atoms.get(k).copied();
        let Some(b) = at(1) else { return 1 };
        if a.sign {
            return if b.digits && matches!(b.gap, Gap::Space | Gap::None) { 2 } else { 1 };
        }
        if a.digits {
            if b.digits && (b.gap == Gap::Colon || self.is_time()) {
                return 2;
            }
            let near = matches!(b.gap, Gap::Space | Gap::None);
            if near && (b.sign || self.text(1) == "kap") {
                return 2;
            }
            let letter = near && b.letters && b.to - b.from == 1;
            if letter && at(2).is_some_and(|c| c.sign && matches!(c.gap, Gap::Space | Gap::None)) {
                return 3;
            }
            let n = self.number();
            if n > 1 {
                return n;
            }
        }
        if b.gap == Gap::Colon && a.letters && b.letters && COLON_ENDINGS.split(' ').any(|e| e == self.text(1)) {
            return 2;
        }
        let mut n = 1;
        if !(a.digits && b.digits) {
            while at(n).is_some_and(|x| x.gap == Gap::Hyphen && !x.sign) && n < 6 {
                n += 1;
            }
        }
        n
    }

    /// Whether it is a time of the day: «07:30», «7.30». More after it makes a date or a version of it.
    fn is_time(&self) -> bool {
        let minutes = self.text(1).as_bytes();
        self.atoms[0].digits
            && matches!(self.text(0).parse::<u8>(), Ok(0..24))
            && self.text(0).len() <= 2
            && matches!(minutes, [b'0'..=b'5', b'0'..=b'9'])
            && matches!(self.atoms[1].gap, Gap::Colon | Gap::Dot)
            && self.atoms.get(2).is_none_or(|third| !third.digits || !matches!(third.gap, Gap::Colon | Gap::Dot))
    }

    /// Groups of digits that are one number: by telephone habits, or thousands with a space between.
    fn number(&self) -> usize {
        let mut n = 1;
        while n < MOST_ATOMS && self.atoms.get(n).is_some_and(|x| x.digits && matches!(x.gap, Gap::Space | Gap::Hyphen))
        {
            n += 1;
        }
        let first = self.text(0);
        let thousands =
            |n: usize| first.len() <= 3 && (1..n).all(|k| self.atoms[k].gap == Gap::Space && self.text(k).len() == 3);
        while n > 1 {
            let total: usize = (0..n).map(|k| self.text(k).len()).sum();
            let phone = (first.starts_with('0') || self.atoms[0].plus) && (6..=13).contains(&total);
            let short = n == 2 && first.len() == 3 && first.starts_with("11") && total == 5;
            if phone || short || thousands(n) {
                return n;
            }
            n -= 1;
        }
        1
    }

    /// The joined word, and whether its parts are words too.
    fn join<'a>(&'a self, n: usize, out: &'a mut String) -> (&'a str, bool) {
        out.clear();
        let (a, b) = (self.atoms[0], self.atoms[1]);
        if a.sign {
            out.push_str(self.text(1));
            out.push('§');
            return (out, false);
        }
        if matches!(b.gap, Gap::Colon | Gap::Dot) {
            // «7.30» is «07:30».
            if self.is_time() && a.to - a.from == 1 {
                out.push('0');
            }
            out.push_str(self.text(0));
            if b.digits {
                out.push(':');
                out.push_str(self.text(1));
            }
            return (out, false);
        }
        for k in 0..n {
            out.push_str(self.text(k));
        }
        let cut = out.char_indices().nth(LONGEST_WORD).map_or(out.len(), |(at, _)| at);
        out.truncate(cut);
        let law = self.atoms[n - 1].sign || (a.digits && self.text(n - 1) == "kap" && b.gap != Gap::Hyphen);
        (out, !law)
    }
}
