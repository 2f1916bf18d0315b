//! What each code means and how to mend it: `ledfyr explain CODE`.
//!
//! The texts are Markdown in `explain.sv.md` and `explain.en.md`, one section `## code` each, in the order of [`Code`].

use super::Code;
use crate::base::text::Lang;

const SV: &str = include_str!("explain.sv.md");
const EN: &str = include_str!("explain.en.md");

/// What the code means, why it matters, a wrong and a right example, how to mend it, and whether it stops publishing.
/// Markdown, without the heading.
pub fn explain(code: Code, lang: Lang) -> &'static str {
    sections(source(lang)).find(|(name, _)| *name == code.as_str()).map_or("", |(_, body)| body)
}

/// The first sentence of [`explain`]: what the code means, in one line.
pub fn explain_title(code: Code, lang: Lang) -> &'static str {
    let first = explain(code, lang).lines().next().unwrap_or("");
    first.find(". ").map_or(first, |end| &first[..=end])
}

fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => SV,
        Lang::En => EN,
    }
}

/// Name and body of each section. Only a heading that could be a code begins one: examples have headings too.
fn sections(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let starts: Vec<_> = source
        .match_indices("\n## ")
        .map(|(at, mark)| (at, at + mark.len()))
        .filter(|&(_, name)| source[name..].lines().next().is_some_and(|l| !l.is_empty() && l.chars().all(is_code)))
        .collect();
    let ends: Vec<_> = starts.iter().skip(1).map(|&(at, _)| at).chain([source.len()]).collect();
    starts.into_iter().zip(ends).map(|((_, from), to)| {
        let (name, body) = source[from..to].split_once('\n').unwrap_or((&source[from..to], ""));
        (name, body.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Grade;

    #[test]
    fn every_code_has_a_section_and_every_section_a_code() {
        for lang in [Lang::Sv, Lang::En] {
            let names: Vec<_> = sections(source(lang)).map(|(name, _)| name).collect();
            let codes: Vec<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
            assert_eq!(names, codes, "{lang:?}: one section for each code, in the order of code.rs");
        }
    }

    #[test]
    fn every_section_has_all_its_parts_and_tells_the_truth_about_publishing() {
        for (lang, parts, stops, publishes) in [
            (
                Lang::Sv,
                ["**Varför det spelar roll:**", "Fel:\n\n```", "Rätt:\n\n```", "**Så rättar du:**"],
                "**Stoppar publiceringen:** Ja",
                "**Stoppar publiceringen:** Nej",
            ),
            (
                Lang::En,
                ["**Why it matters:**", "Wrong:\n\n```", "Right:\n\n```", "**How to mend it:**"],
                "**Stops publishing:** Yes",
                "**Stops publishing:** No",
            ),
        ] {
            for &code in Code::ALL {
                let text = explain(code, lang);
                let mut from = 0;
                for part in parts {
                    let at = text[from..].find(part);
                    assert!(at.is_some(), "{code} ({lang:?}) lacks «{part}», or has it too early");
                    from += at.unwrap_or(0);
                }
                let end = if code.grade() == Grade::Error { stops } else { publishes };
                assert!(text[from..].contains(end), "{code} ({lang:?}) should say «{end}»");
                assert_eq!(text.matches("\n```").count() % 2, 0, "{code} ({lang:?}): a code block is not closed");
                let title = explain_title(code, lang);
                assert!(title.ends_with('.') && title.len() < 160, "{code} ({lang:?}): «{title}»");
            }
        }
    }
}
