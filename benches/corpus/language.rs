//! Sentences: Swedish in form, made up in content.

use super::prng::Prng;
use super::words::{ADJECTIVES, FIRST, LAST, ORDERS, PLAIN, VERBS, WHEN};

/// The forms of a noun in the word lists.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    Indefinite,
    Definite,
    Plural,
}

/// A noun, a compound more often than not; one in twelve compounds has three parts.
pub fn noun(r: &mut Prng, form: Form) -> String {
    let form = form as usize;
    if r.chance(40) {
        return PLAIN[r.below(PLAIN.len())][form].to_owned();
    }
    let last = LAST[r.skewed(LAST.len())][form];
    let first = FIRST[r.skewed(FIRST.len())];
    if r.chance(8) { format!("{}{first}{last}", r.pick(FIRST)) } else { format!("{first}{last}") }
}

fn verb(r: &mut Prng, tense: usize) -> &'static str {
    VERBS[r.below(VERBS.len())][tense]
}

/// One sentence with a capital and a full stop.
pub fn sentence(r: &mut Prng) -> String {
    use Form::{Definite, Indefinite, Plural};
    let text = match r.below(8) {
        0 => format!("{} ansvarar för att {} {} {}", noun(r, Definite), verb(r, 0), noun(r, Plural), r.pick(WHEN)),
        1 => {
            let (who, what) = (noun(r, Indefinite), noun(r, Plural));
            format!("inför varje {who} behöver {} {} {} {what}", noun(r, Definite), verb(r, 0), r.pick(ADJECTIVES))
        }
        2 => {
            let (one, other) = (noun(r, Definite), noun(r, Definite));
            format!(
                "när {one} {} {} ska även {other} {} {}",
                verb(r, 1),
                noun(r, Plural),
                verb(r, 0),
                noun(r, Definite)
            )
        }
        3 => format!(
            "meddela {} om {} inte går att {} {}",
            noun(r, Definite),
            noun(r, Definite),
            verb(r, 0),
            r.pick(WHEN)
        ),
        4 => {
            let (start, then) = (noun(r, Definite), noun(r, Plural));
            format!("börja med **{start}** och fortsätt sedan med {then} som {} har pekat ut", noun(r, Definite))
        }
        5 => {
            let (one, many) = (noun(r, Definite), noun(r, Plural));
            format!("tänk på att {one} kan påverka {} {many} i flera {}", r.pick(ADJECTIVES), noun(r, Plural))
        }
        6 => format!(
            "enligt {} får ingen {} {} utan stöd av {}",
            noun(r, Definite),
            verb(r, 0),
            noun(r, Plural),
            noun(r, Definite)
        ),
        _ => {
            let (about, who) = (noun(r, Plural), noun(r, Definite));
            format!(
                "har du frågor om {about} vänder du dig till {who}, som {} {} {}",
                verb(r, 1),
                noun(r, Definite),
                r.pick(WHEN)
            )
        }
    };
    format!("{}.", capital(&text))
}

/// `n` sentences.
pub fn paragraph(r: &mut Prng, n: usize) -> String {
    let mut text = sentence(r);
    for _ in 1..n {
        text.push(' ');
        text.push_str(&sentence(r));
    }
    text
}

/// A step: one sentence that begins with an order.
pub fn step(r: &mut Prng) -> String {
    let (what, whom) = (noun(r, Form::Definite), noun(r, Form::Definite));
    format!("{} {what} och säg till {whom} {}.", r.pick(ORDERS), r.pick(WHEN))
}

/// The text with its first letter in upper case, past any emphasis.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Lower case ASCII and hyphens: what a file or a folder is called.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            'é' => 'e',
            c => c,
        };
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
