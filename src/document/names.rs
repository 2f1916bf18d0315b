//! What the name of a file says: order, language, title, id.

use crate::base::date::Date;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::base::slug::slug;
use unicode_normalization::UnicodeNormalization;

/// `01-syfte` → `(Some(1), "syfte")`. A date or a bare number is no order; before a blank only one like `01` is.
pub(crate) fn split_order(name: &str) -> (Option<i64>, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &name[digits..];
    let padded = name.starts_with('0').then(|| rest.strip_prefix(' ')).flatten();
    let separated = rest.strip_prefix(['-', '_', '.', ')']).or(padded).map(str::trim_start);
    match separated {
        Some(rest) if (1..=3).contains(&digits) && rest.starts_with(|c: char| c.is_alphabetic()) => {
            (name[..digits].parse().ok(), rest)
        }
        _ => (None, name),
    }
}

/// The day at the beginning of a name, and what follows it: `2024-03-01-nytt` → `nytt`.
pub(crate) fn date_of(name: &str) -> Option<(Date, &str)> {
    let (day, rest) = name.split_at_checked(10)?;
    let rest = rest.strip_prefix(['-', '_', ' ', '.'])?;
    let dated = day.as_bytes().get(4) == Some(&b'-') && !rest.is_empty();
    Some((Date::parse(day).filter(|_| dated)?, rest))
}

/// The language tag at the end of a stem (`riskanalys.en`), if it is one of `known`.
pub(crate) fn file_lang<'a>(path: &RelPath, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let (_, tag) = path.stem().rsplit_once('.')?;
    known.into_iter().find(|k| *k == tag).map(str::to_owned)
}

/// Languages that the name of a file may state.
const TAGS: [&str; 24] = [
    "sv", "en", "fi", "no", "nb", "nn", "da", "de", "fr", "es", "it", "pl", "ar", "so", "fa", "ti", "uk", "ru", "ku",
    "et", "lt", "lv", "se", "zh",
];

/// The stem without what looks like a language tag, for files whose language is not known.
fn plain_stem(path: &RelPath) -> &str {
    match path.stem().rsplit_once('.') {
        Some((plain, tag)) if TAGS.contains(&tag) && !plain.is_empty() => plain,
        _ => path.stem(),
    }
}

/// What looks like a language tag and is not one that the site has; call it when [`file_lang`] found none.
pub(crate) fn unknown_lang(path: &RelPath) -> Option<String> {
    let (_, tag) = path.stem().rsplit_once('.')?;
    TAGS.contains(&tag).then(|| tag.to_owned())
}

/// The stem without its language tag.
pub(crate) fn stem<'a>(path: &'a RelPath, lang: Option<&str>) -> &'a str {
    let stem = path.stem();
    match lang.and_then(|l| stem.strip_suffix(l)).and_then(|s| s.strip_suffix('.')) {
        Some(plain) => plain,
        None => stem,
    }
}

/// The name of a version at the end of a stem without its language: `riskanalys.v2` is version 2 of `riskanalys`.
pub(crate) fn version(stem: &str) -> Option<(&str, u32)> {
    let (plain, version) = stem.rsplit_once(".v").filter(|(plain, _)| !plain.is_empty())?;
    let digits = !version.starts_with('0') && version.bytes().all(|b| b.is_ascii_digit());
    Some((plain, version.parse().ok().filter(|_| digits)?))
}

/// What the names of Markdown files end in, in small letters.
pub(crate) const MARKDOWN: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// Whether the file holds Markdown.
pub(crate) fn is_markdown(path: &RelPath) -> bool {
    MARKDOWN.contains(&path.extension().as_str())
}

/// Whether the file is the front page of its folder.
pub(crate) fn is_index(stem: &str) -> bool {
    stem == "_index" || stem.eq_ignore_ascii_case("index")
}

/// The place of the file among those that can be the front page of their folder; the first is it.
pub(crate) fn front_rank(stem: &str) -> Option<u8> {
    match stem {
        "_index" => Some(0),
        s if s.eq_ignore_ascii_case("index") => Some(1),
        s if s.eq_ignore_ascii_case("readme") => Some(2),
        _ => None,
    }
}

/// Code points are longer than what they stand for, and a disk takes names of 255 bytes at most.
const LONGEST_POINTS: usize = 100;

/// One part of a URL. A name with neither letter nor digit (an emoji) is named by its code points.
pub(crate) fn url_part(name: &str) -> String {
    address_part(split_order(name).1)
}

/// A name as it stands in an address, numbers at its beginning among it.
pub(crate) fn address_part(name: &str) -> String {
    let part = slug(name);
    if !part.is_empty() {
        return part;
    }
    let mut points = name.chars().map(|c| format!("{:x}", c as u32)).collect::<Vec<_>>().join("-");
    if points.len() > LONGEST_POINTS {
        // ASCII, so any byte is a place to cut.
        points.truncate(LONGEST_POINTS);
        points.push_str(&format!("-{}", Hash::of(name.as_bytes()).short()));
    }
    points
}

/// The id of a page that states none: its path in a URL, `/` as `-`.
pub(crate) fn id_of(path: &RelPath) -> String {
    let mut parts: Vec<String> = path.parent().parts().map(url_part).collect();
    let stem = plain_stem(path);
    if !is_index(stem) {
        parts.push(url_part(stem));
    }
    if parts.is_empty() {
        return "start".to_owned();
    }
    parts.join("-")
}

/// The same on a site with further languages: a folder named as one of them, at the top, is no part of it.
pub(crate) fn id_in<'a>(path: &RelPath, mut languages: impl Iterator<Item = &'a String>) -> String {
    let below = path.as_str().split_once('/').filter(|(first, _)| languages.any(|l| l == first));
    below.map_or_else(|| id_of(path), |(_, below)| id_of(&RelPath::lit(below)))
}

/// A title made of the name, without its language tag: `01-syfte_och-mal` → `Syfte och mal`.
pub(crate) fn title_of(path: &RelPath, lang: Option<&str>) -> String {
    let unknown = unknown_lang(path);
    let stem = stem(path, lang.or(unknown.as_deref()));
    let parent = path.parent();
    // Jekyll shows a post by its name without the day.
    let post = date_of(stem).filter(|_| parent.file_name() == "_posts").map_or(stem, |(_, name)| name);
    humanise(if front_rank(stem).is_some() { parent.file_name() } else { post })
}

/// A folder's or file's name as a person would write it. One with blanks is written by a person already; a day keeps its
/// hyphens.
pub(crate) fn humanise(name: &str) -> String {
    let (_, name) = split_order(name);
    let (day, rest) = name.split_at(day_length(name));
    let mut words = day.to_owned();
    match rest.contains(' ') {
        true => words.push_str(rest),
        false => words.push_str(&rest.replace(['-', '_'], " ")),
    }
    let composed: String = words.nfc().collect();
    let mut chars = composed.trim().chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// How long the day is with which the name begins (`2024-03-01-nyhet`), 0 without one.
fn day_length(name: &str) -> usize {
    let day = name.as_bytes().get(..10).is_some_and(|day| {
        day.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() })
    });
    let ends = !name.as_bytes().get(10).is_some_and(u8::is_ascii_digit);
    if day && ends { 10 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(split_order("01-syfte"), (Some(1), "syfte"));
        assert_eq!(split_order("2024-01-01-nyhet"), (None, "2024-01-01-nyhet"));
        assert_eq!(split_order("112"), (None, "112"));
        assert_eq!(split_order("7_x"), (Some(7), "x"));
        let title = |path: &str| title_of(&RelPath::lit(path), None);
        assert_eq!(title("riktlinje/01-syfte_och-mal.md"), "Syfte och mal");
        assert_eq!(title("02-kris/_index.md"), "Kris");
        assert_eq!(title("02-kris/README.md"), "Kris");
        assert_eq!(title("Riktlinje v1.2 (slutlig).md"), "Riktlinje v1.2 (slutlig)");
        assert_eq!(title("Covid-19 i skolan.md"), "Covid-19 i skolan");
        assert_eq!(title("2024-03-01.md"), "2024-03-01");
        assert_eq!(title("2024-03-01-det-nya.md"), "2024-03-01 det nya");
        assert_eq!(title("A\u{30a}tga\u{308}rder.md"), "Åtgärder");
        assert_eq!(title("roll.fr.md"), "Roll");
        assert_eq!(title_of(&RelPath::lit("roll.en.md"), Some("en")), "Roll");
        assert_eq!(split_order("01 Inledning"), (Some(1), "Inledning"));
        assert_eq!(split_order("2. Kapitel"), (Some(2), "Kapitel"));
        assert_eq!(split_order("12 steg"), (None, "12 steg"));
        assert_eq!(title("a/2. Kapitel.md"), "Kapitel");
        assert_eq!(title("a/Version 1.2.md"), "Version 1.2");
        assert_eq!(title("_posts/2024-01-02-ny-rutin.md"), "Ny rutin");
        assert_eq!(id_of(&RelPath::lit("2. Kapitel.md")), "kapitel");
        assert_eq!(date_of("2024-13-45-x"), None);
        assert_eq!(date_of("2024-01-02"), None);
        assert_eq!(id_of(&RelPath::lit("02-kris/skola/_index.en.md")), "kris-skola");
        assert_eq!(id_of(&RelPath::lit("_index.md")), "start");
        assert_eq!(url_part("🚒"), "1f692");
        assert_eq!(url_part("Råd & rön"), "rad-ron");
        assert_eq!(file_lang(&RelPath::lit("a.en.md"), ["sv", "en"].into_iter()), Some("en".into()));
        assert_eq!(unknown_lang(&RelPath::lit("a.fr.md")), Some("fr".into()));
        assert_eq!(unknown_lang(&RelPath::lit("v1.2.md")), None);
        assert_eq!(stem(&RelPath::lit("a.en.md"), Some("en")), "a");
        assert_eq!(version("riskanalys.v2"), Some(("riskanalys", 2)));
        assert_eq!(version("_index.v12"), Some(("_index", 12)));
        for none in ["riskanalys", ".v2", "a.v", "a.v02", "a.v0", "a.v1.2", "a.v+1", "a.v2x", "a.v99999999999", "v1.2"]
        {
            assert_eq!(version(none), None, "{none}");
        }
    }
}
