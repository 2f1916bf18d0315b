//! Marked text in another language than its page becomes a `span` with its `lang` (WCAG 2.2, 3.1.2), and with its `dir` where
//! that language is written the other way.

use super::html::{Token, tokens};
use crate::base::text::direction;
use crate::theme::language_marks::{CLOSE, MIDDLE, OPEN, unmarked};

/// Elements that hold nothing but text.
const PLAIN: [&str; 7] = ["title", "script", "style", "textarea", "option", "text", "desc"];

/// A page in the language `lang` with its marks made to elements; in attributes and in elements that hold text alone they are
/// taken away.
pub(super) fn marks_to_spans(html: String, lang: &str) -> String {
    if !html.contains(OPEN) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 1024);
    let mut plain: Option<&str> = None;
    for token in tokens(&html) {
        match token {
            Token::Text(html) => text(html, lang, plain.is_some(), &mut out),
            Token::Other(html) => out.push_str(&unmarked(html)),
            Token::Tag(tag) => {
                out.push_str(&unmarked(tag.source));
                match plain {
                    Some(open) if tag.closes && open == tag.name => plain = None,
                    None if !tag.closes && !tag.source.ends_with("/>") => {
                        plain = PLAIN.into_iter().find(|known| *known == tag.name);
                    }
                    _ => {}
                }
            }
        }
    }
    out
}

/// Text between two tags. A mark opens and closes within it, as nothing marked holds markup.
fn text(html: &str, lang: &str, plain: bool, out: &mut String) {
    if plain || !html.contains(OPEN) {
        out.push_str(&unmarked(html));
        return;
    }
    // The languages of the marks that are open, and whether each has an element.
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find([OPEN, CLOSE]) {
        out.push_str(&rest[..at]);
        let mark = &rest[at..];
        let language = mark.strip_prefix(OPEN).and_then(|mark| mark.split_once(MIDDLE));
        match language {
            Some((language, after)) => {
                let around = open.last().map_or(lang, |(around, _)| around);
                let other = language != around && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
                if other {
                    let dir = direction(language);
                    let turned = if dir == direction(around) { String::new() } else { format!(" dir=\"{dir}\"") };
                    out.push_str(&format!("<span lang=\"{language}\"{turned}>"));
                }
                open.push((language, other));
                rest = after;
            }
            None => {
                if open.pop().is_some_and(|(_, element)| element) {
                    out.push_str("</span>");
                }
                rest = &mark[CLOSE.len_utf8()..];
            }
        }
    }
    out.push_str(rest);
    open.iter().filter(|(_, element)| *element).for_each(|_| out.push_str("</span>"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::language_marks::marked;

    #[test]
    fn a_mark_becomes_an_element_where_there_is_text_and_goes_away_elsewhere() {
        let en = marked("en", "Skip");
        let html = format!(
            "<title>{en}</title><a title=\"{en} > 1\" href=\"#\">{en}</a><option>{en}</option> {}",
            marked("ar", "مرحبا")
        );
        assert_eq!(
            marks_to_spans(html, "ar"),
            "<title>Skip</title><a title=\"Skip > 1\" href=\"#\"><span lang=\"en\" dir=\"ltr\">Skip</span></a><option>Skip</option> مرحبا"
        );
        assert_eq!(marks_to_spans(en.clone(), "sv"), "<span lang=\"en\">Skip</span>");
        assert_eq!(marks_to_spans(en.clone(), "en"), "Skip");
    }

    #[test]
    fn a_mark_within_another_is_one_within_another() {
        let all = marked("en", &format!("All of {} here", marked("fa", "راهنما")));
        assert_eq!(
            marks_to_spans(all.clone(), "sv"),
            "<span lang=\"en\">All of <span lang=\"fa\" dir=\"rtl\">راهنما</span> here</span>"
        );
        assert_eq!(unmarked(&all), "All of راهنما here");
        assert_eq!(marked("en", "–"), "–");
    }

    #[test]
    fn what_is_no_mark_harms_nothing() {
        for text in ["\u{FDD4}a", "\u{FDD2}a", "\u{FDD2}\"><b\u{FDD3}a\u{FDD4}", "a\u{FDD3}"] {
            assert!(
                !marks_to_spans(format!("{text} {}", marked("en", "x")), "sv").contains(['\u{FDD2}', '\u{FDD4}']),
                "{text:?}"
            );
            assert!(!unmarked(text).contains(['\u{FDD2}', '\u{FDD4}']));
        }
    }
}
