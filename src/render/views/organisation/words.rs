//! Words in boxes: how wide they are at most, and where they break.

/// The size of all words, in pixels of the picture.
const SIZE: i64 = 14;

/// How wide bold words are beside plain ones, in hundredths.
const BOLD: i64 = 107;

/// The width of a line in pixels: by the widest of the theme's faces (Noto Sans), so that no face needs more.
pub(super) fn width(text: &str, bold: bool) -> i64 {
    let ems: i64 = text.chars().map(ems).sum();
    ems * SIZE * if bold { BOLD } else { 100 } / 10_000 + 1
}

/// The width of a letter, in hundredths of its size.
fn ems(c: char) -> i64 {
    match c {
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' => 28,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 42,
        's' | 'c' | 'k' | 'v' | 'x' | 'y' | 'z' => 54,
        'a' | 'e' | 'å' | 'ä' | 'é' | '0'..='9' => 58,
        'm' | 'M' | 'W' => 95,
        'w' | 'O' | 'Ö' | 'Q' | 'G' | 'N' | 'H' | 'D' | 'U' => 80,
        'A'..='Z' | 'Å' | 'Ä' => 66,
        'a'..='z' | 'ö' => 63,
        c if c < '\u{2e80}' => 80,
        _ => 105,
    }
}

/// The text in lines of at most `room` pixels; joined they are the text, but for hyphens where a word is parted. A word that is wider is parted, after an s where two words meet if there is one.
pub(super) fn wrap(text: &str, room: i64, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let mut rest = word;
        match lines.last_mut() {
            Some(last) if width(&format!("{last} {rest}"), bold) <= room => {
                last.push(' ');
                last.push_str(rest);
                continue;
            }
            Some(last) => last.push(' '),
            None => {}
        }
        while width(rest, bold) > room {
            let (first, second) = part(rest, room, bold);
            lines.push(format!("{first}-"));
            rest = second;
        }
        lines.push(rest.to_owned());
    }
    lines
}

/// Letters that either part of a word keeps.
const FEW: usize = 4;

/// What fits of a word before a hyphen, at least one letter, and the rest.
fn part(word: &str, room: i64, bold: bool) -> (&str, &str) {
    let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let fits = ends.iter().take_while(|end| width(&format!("{}-", &word[..**end]), bold) <= room).count().max(1);
    let letters: Vec<char> = word.chars().collect();
    let is_vowel = |at: usize| letters.get(at).is_none_or(|c| "aeiouyåäöé".contains(*c));
    let keeps_few = |at: &usize| *at >= FEW && letters.len() - at >= FEW;
    // «Kommunlednings-förvaltningen»: an s between consonants mostly ends a part of a compound.
    let joint = (fits / 2..=fits).rev().filter(keeps_few).find(|at| letters[at - 1] == 's' && !is_vowel(*at));
    // «Exempelförvalt-ningen»: one consonant goes with the vowel after it.
    let syllable = || (fits / 2..=fits).rev().filter(keeps_few).find(|at| !is_vowel(*at) && is_vowel(at + 1));
    word.split_at(ends[joint.or_else(syllable).unwrap_or(fits) - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_where_two_meet() {
        assert_eq!(wrap("Chef", 154, false), ["Chef"]);
        assert_eq!(wrap("Säkerhetssamordnare fastighet", 154, false), ["Säkerhetssamordnare ", "fastighet"]);
        assert_eq!(wrap("Kommunledningsförvaltningen", 154, true), ["Kommunlednings-", "förvaltningen"]);
        assert_eq!(wrap("Exempelförvaltningen", 154, true), ["Exempelförvalt-", "ningen"]);
        assert_eq!(wrap("", 154, false), [""; 0]);
    }

    #[test]
    fn no_line_is_wider_than_its_room_and_no_letter_is_lost() {
        for text in
            ["Miljö- och samhällsbyggnadsförvaltningen i kommunen", &"ö".repeat(60), "WWWWWWWWWWWWWWWWWWWWWW MMM"]
        {
            let lines = wrap(text, 120, true);
            assert!(lines.iter().all(|line| width(line.trim_end(), true) <= 120), "{lines:?}");
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }
}
