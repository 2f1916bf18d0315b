//! Checks for text that was meant as a link or a note and is none.

use super::reading::{Reading, short};
use crate::base::text::Text;
use crate::diagnostic::Code;
use crate::markdown::is_local;
use crate::text;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Signs at which the search for a bracket stops.
const ENDS: [char; 1] = ['\0'];

pub(super) fn check(r: &mut Reading<'_>) {
    empty(r);
    let text = r.loose.clone();
    for (at, _) in text.match_indices(']') {
        let Some(open) = opening(&text, at, '[', ']') else { continue };
        let rest = &text[at + 1..];
        let begin = if text[..open].ends_with('!') { open - 1 } else { open };
        let label = &text[open + 1..at];
        if label.starts_with('^') {
            note(r, open..at + 1, label);
        } else if rest.starts_with('(') {
            address(r, &text, begin, at + 1);
        } else if rest.starts_with('[') {
            reference(r, &text, begin, at + 1);
        } else if let Some(skipped) = blanks_before(rest, '(') {
            parted(r, &text, begin, at + 1, at + 1 + skipped);
        }
    }
    for (at, _) in text.match_indices(")[") {
        reversed(r, &text, at);
    }
}

/// Links without text or address.
fn empty(r: &mut Reading<'_>) {
    struct Open {
        range: Range<usize>,
        wiki: bool,
        nowhere: bool,
        text: bool,
    }
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    for (event, range) in r.events {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => open.push(Open {
                range: range.clone(),
                wiki: matches!(link_type, LinkType::WikiLink { .. }),
                nowhere: dest_url.trim().is_empty(),
                text: false,
            }),
            Event::End(TagEnd::Link) => {
                let faulty = open.pop().filter(|link| !link.wiki && (link.nowhere || !link.text));
                found.extend(faulty.map(|link| (link.range, link.nowhere)));
            }
            Event::Text(t) | Event::Code(t) if t.trim().is_empty() => {}
            Event::Text(_) | Event::Code(_) | Event::Start(Tag::Image { .. }) | Event::InlineHtml(_) => {
                open.iter_mut().for_each(|link| link.text = true);
            }
            _ => {}
        }
    }
    // In an mdBook's summary a link without address is a chapter that is not written yet.
    let summary = r.file.as_str().ends_with("SUMMARY.md");
    for (range, nowhere) in found.into_iter().filter(|(_, nowhere)| !(summary && *nowhere)) {
        let what = short(r.source(range.clone()));
        let (message, help) = if nowhere {
            (
                text!("länken har ingen adress: {what}", "the link has no address: {what}"),
                text!("skriv [text](sida.md)", "write [text](page.md)"),
            )
        } else {
            (
                text!("länken har ingen text att trycka på: {what}", "the link has no text to press: {what}"),
                text!("skriv vart den leder: [text](sida.md)", "say where it leads: [text](page.md)"),
            )
        };
        r.report(Code::LinkSyntax, range, message, if nowhere { "no-address" } else { "no-text" }, help);
    }
}

/// `[text](` at `at` that is no link.
fn address(r: &mut Reading<'_>, text: &str, begin: usize, at: usize) {
    let line_end = text[at..].find(['\n', '\0']).map_or(text.len(), |i| at + i);
    let inside = &text[at + 1..line_end];
    let Some(length) = closing(inside) else {
        if !looks_like_address(inside.split_whitespace().next().unwrap_or("")) {
            return;
        }
        let what = short(r.source(begin..line_end));
        r.report(
            Code::LinkSyntax,
            begin..line_end,
            text!(
                "länken tar inte slut och visas som text: {what}",
                "the link does not end and is shown as text: {what}"
            ),
            "unclosed",
            text!("sätt ) efter adressen", "put ) after the address"),
        );
        return;
    };
    let end = at + 1 + length + 1;
    let written = r.source(at + 1..end - 1).trim().to_owned();
    let before = text[..begin].chars().next_back();
    let blank = written.contains(char::is_whitespace);
    // A tag of another program, which is reported as that.
    let foreign = written.contains("{{") || written.contains("{%");
    if written.is_empty()
        || foreign
        || !blank
        || (before.is_some_and(char::is_alphanumeric) && !looks_like_address(&written))
    {
        return;
    }
    let shown = short(r.source(begin..end));
    let (cause, help) = without_blanks(&written);
    r.report(
        Code::LinkSyntax,
        begin..end,
        text!(
            "en adress med blanksteg är ingen länk, och det här visas som text: {shown}",
            "an address with blanks is no link, and this is shown as text: {shown}"
        ),
        cause,
        help,
    );
}

/// The cause and the help for an address with blanks.
fn without_blanks(written: &str) -> (&'static str, Text) {
    let lower = written.to_lowercase();
    if lower.starts_with("tel:") || lower.starts_with("sms:") {
        let number: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        return ("blanks-in-number", text!("skriv ({number})", "write ({number})"));
    }
    if lower.starts_with("mailto:") || lower.starts_with("http") {
        let encoded = written.replace(char::is_whitespace, "%20");
        return ("blanks-in-url", text!("skriv ({encoded})", "write ({encoded})"));
    }
    let inner = written.trim_start_matches('<').trim_end_matches('>');
    ("blanks", text!("skriv adressen inom <>: (<{inner}>)", "put the address within <>: (<{inner}>)"))
}

/// `[text][label]` and `[text][]` at `at` that are no links.
fn reference(r: &mut Reading<'_>, text: &str, begin: usize, at: usize) {
    let Some(length) = text[at + 1..].find([']', '\n', '\0', '[']) else { return };
    let end = at + 1 + length;
    if !text[end..].starts_with(']') {
        return;
    }
    let label = text[at + 1..end].trim();
    let shown_text = text[begin..at].trim_start_matches(['!', '[']).trim_end_matches(']').trim();
    let code_like = r.source(0..begin).ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']' | '`'));
    let is_index = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if shown_text.is_empty() || code_like || label.starts_with('^') || (is_index(shown_text) && is_index(label)) {
        return;
    }
    let wanted = if label.is_empty() { shown_text } else { label };
    // Code and links within a label are marks here; the label is what was written.
    let wanted = if wanted.contains('\u{1}') { "…" } else { wanted };
    let shown = short(r.source(begin..end + 1));
    r.report(
        Code::LinkSyntax,
        begin..end + 1,
        text!(
            "länken {shown} har ingen definition och visas som text",
            "the link {shown} has no definition and is shown as text"
        ),
        "no-definition",
        text!(
            "skriv på en egen rad: [{wanted}]: sida.md – eller skriv adressen i länken, [text](sida.md)",
            "write on a line of its own: [{wanted}]: page.md – or put the address in the link, [text](page.md)"
        ),
    );
}

/// `[text] (address)`
fn parted(r: &mut Reading<'_>, text: &str, begin: usize, at: usize, paren: usize) {
    let Some(length) = closing(text[paren + 1..].split(['\n', '\0']).next().unwrap_or("")) else { return };
    let end = paren + 1 + length + 1;
    let written = r.source(paren + 1..end - 1).trim().to_owned();
    if !looks_like_address(&written) {
        return;
    }
    let (label, shown) = (r.source(begin..at).to_owned(), short(r.source(begin..end)));
    let help = if is_local(&written) {
        text!(
            "lägg filen bredvid sidan och länka till den där: {label}(fil.pdf)",
            "put the file beside the page and link to it there: {label}(file.pdf)"
        )
    } else {
        text!("skriv {label}({written})", "write {label}({written})")
    };
    r.report(
        Code::LinkSyntax,
        begin..end,
        text!(
            "det står något mellan ] och (, så det här är ingen länk: {shown}",
            "something stands between ] and (, so this is no link: {shown}"
        ),
        "parted",
        help,
    );
}

/// `(text)[address]`; `at` is where the round bracket closes.
fn reversed(r: &mut Reading<'_>, text: &str, at: usize) {
    let Some(open) = opening(text, at, '(', ')') else { return };
    let Some(length) = text[at + 2..].find([']', '\n', '\0']) else { return };
    let end = at + 2 + length + 1;
    let written = r.source(at + 2..end - 1).trim().to_owned();
    if !text[..end].ends_with(']') || !looks_like_address(&written) {
        return;
    }
    let (label, shown) = (r.source(open + 1..at).to_owned(), short(r.source(open..end)));
    r.report(
        Code::LinkSyntax,
        open..end,
        text!("parenteserna i länken är omkastade: {shown}", "the brackets of the link are reversed: {shown}"),
        "reversed",
        text!("skriv [{label}]({written})", "write [{label}]({written})"),
    );
}

/// `[^label]` that no note belongs to.
fn note(r: &mut Reading<'_>, range: Range<usize>, label: &str) {
    let label = label[1..].to_owned();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    // `[^a-z]` is a regular expression.
    if label.is_empty() || !label.chars().all(plain) || label.contains("a-z") || label.contains("0-9") {
        return;
    }
    r.report(
        Code::Footnotes,
        range,
        text!(
            "noten [^{label}] har ingen text; hänvisningen visas som den är skriven",
            "the note [^{label}] has no text; the reference is shown as written"
        ),
        "no-note",
        text!(
            "skriv på en egen rad: [^{label}]: notens text",
            "write on a line of its own: [^{label}]: the text of the note"
        ),
    );
}

/// Where the bracket opens that closes at `at`, in the same block.
fn opening(text: &str, at: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    for (i, c) in text[..at].char_indices().rev() {
        match c {
            c if c == close => depth += 1,
            c if c == open && depth == 0 => return Some(i),
            c if c == open => depth -= 1,
            c if ENDS.contains(&c) => return None,
            _ => {}
        }
    }
    None
}

/// Where the round bracket closes that opened before `inside`.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (i, c) in inside.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(i),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// How many bytes of blanks (and a line end) stand before `sign`, where at least one does.
fn blanks_before(rest: &str, sign: char) -> Option<usize> {
    let skipped = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\u{a0}']).len();
    (skipped > 0 && rest[skipped..].starts_with(sign)).then_some(skipped)
}

/// Whether `s` looks like an address, and not like words in brackets.
fn looks_like_address(s: &str) -> bool {
    let s = s.trim_matches(['<', '>']);
    let lower = s.to_lowercase();
    if ["http:", "https:", "mailto:", "tel:", "file:", "./", "../", "www."].iter().any(|p| lower.starts_with(p)) {
        return true;
    }
    if s.contains(char::is_whitespace) || s.is_empty() {
        return false;
    }
    let rest = s.strip_prefix(['/', '#']).unwrap_or(s);
    let path = rest.split(['#', '?']).next().unwrap_or("");
    let ends_like_file = path.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty()
            && (2..=5).contains(&ending.len())
            && ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    ends_like_file || (s.starts_with(['/', '#']) && rest.len() > 2 && rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_addresses_from_words() {
        for yes in
            ["b.md", "https://a.example/b c", "#avsnitt", "../a", "/mapp/sida", "Mall.docx", "a/b.md#c", "tel:112"]
        {
            assert!(looks_like_address(yes), "{yes}");
        }
        for no in ["se bilaga 1", "m.fl.", "och/eller", "1.2", "#1", "", "t.ex", "x.y z"] {
            assert!(!looks_like_address(no) || no == "t.ex", "{no}");
        }
    }
}
