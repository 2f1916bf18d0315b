//! Personal identity numbers and e-mail addresses in text that may name nobody.

/// What tells who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Personal {
    /// A Swedish personal identity number or coordination number (folkbokföringslag 1991:481, 18 and 18 a §).
    Number,
    /// An e-mail address.
    Mail,
}

/// The first of them in `text`.
pub(crate) fn find(text: &str) -> Option<Personal> {
    let splits = |c: char| c.is_whitespace() || ",;:()<>\"'/".contains(c);
    let mut words = text.split(splits);
    words.find_map(|word| match () {
        () if is_mail(word) => Some(Personal::Mail),
        () if is_number(word) => Some(Personal::Number),
        () => None,
    })
}

fn is_mail(word: &str) -> bool {
    let parts = word.split_once('@').and_then(|(name, host)| Some((name, host.trim_end_matches('.').split_once('.')?)));
    parts.is_some_and(|(name, (host, ending))| !name.is_empty() && !host.is_empty() && !ending.is_empty())
}

/// Six or eight digits that are a date, and four more. Ten digits in a row are a telephone number unless the last one is right.
fn is_number(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let digits: Vec<u8> = word.bytes().filter(u8::is_ascii_digit).map(|b| b - b'0').collect();
    let signs: Vec<usize> = word.char_indices().filter(|(_, c)| !c.is_ascii_digit()).map(|(i, _)| i).collect();
    let century = match digits.len() {
        10 => 0,
        12 if matches!(&digits[..2], [1, 8 | 9] | [2, 0]) => 2,
        _ => return false,
    };
    let divided = match signs[..] {
        [] => false,
        [at] if at + 4 + 1 == word.len() && ['-', '+'].contains(&char::from(word.as_bytes()[at])) => true,
        _ => return false,
    };
    let number = &digits[century..];
    let (month, day) = (number[2] * 10 + number[3], number[4] * 10 + number[5]);
    let is_date = (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day));
    is_date && (divided || century > 0 || has_right_check_digit(number))
}

/// By Luhn's algorithm, as the number's tenth digit is made.
fn has_right_check_digit(number: &[u8]) -> bool {
    let weighed = number.iter().enumerate().map(|(i, digit)| if i % 2 == 0 { digit * 2 } else { *digit });
    weighed.map(|n| u32::from(n / 10 + n % 10)).sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_persons_from_other_words() {
        for text in ["811218-9876", "19811218-9876", "198112189876", "8112189876", "se 811218+9876.", "(701063-2391)"] {
            assert_eq!(find(text), Some(Personal::Number), "{text}");
        }
        for text in ["anna@kommun.example", "Frågor: <anna.b@x.example>.", "a@b.se,"] {
            assert_eq!(find(text), Some(Personal::Mail), "{text}");
        }
        for text in [
            "2026-11-22",
            "0701234567",
            "013-20 60 00",
            "8112189877",
            "811318-9876",
            "@skolan",
            "3 @ 2",
            "20261122",
            "",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
