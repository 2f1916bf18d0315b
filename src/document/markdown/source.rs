//! Making room around shortcodes before Markdown is parsed.
//!
//! A shortcode on a line of its own is a block, whatever stands on the lines around it. Markdown would take
//! `{{ notice }}` and the text below it for one paragraph, and `{{ /notice }}` for the end of a list's last item.
//! So blank lines are put around such lines, and places in the spaced text are mapped back to the file.

use super::shortcode::read_tag;
use std::borrow::Cow;

/// The text that is parsed, and how its places correspond to the file's.
pub struct Spaced<'a> {
    pub text: Cow<'a, str>,
    /// Whether there may be shortcodes in it.
    pub tags: bool,
    /// (first byte in `text`, how many bytes were put in before it), ascending.
    shifts: Vec<(usize, usize)>,
    /// Where the text begins in the file.
    start: usize,
}

impl Spaced<'_> {
    /// The place in the file of a place in `text`.
    pub fn to_file(&self, at: usize) -> usize {
        let i = self.shifts.partition_point(|(from, _)| *from <= at);
        let shift = if i == 0 { 0 } else { self.shifts[i - 1].1 };
        at - shift.min(at) + self.start
    }
}

/// `body` begins `start` bytes into its file.
pub fn space(body: &str, start: usize) -> Spaced<'_> {
    let body = with_line_ends(body);
    if !body.contains("{{") {
        return Spaced { text: body, tags: false, shifts: Vec::new(), start };
    }
    let mut text = String::with_capacity(body.len() + 64);
    let mut shifts = Vec::new();
    let mut added = 0;
    let mut fence: Option<(u8, usize)> = None;
    let mut at = 0;
    while at < body.len() {
        let line_end = body[at..].find('\n').map_or(body.len(), |i| at + i + 1);
        let line = &body[at..line_end];
        let inner = line.trim_start_matches(' ');
        let indent = line.len() - inner.len();
        fence = next_fence(fence, inner, indent);
        // A tag may go over several lines, so it is read from the whole text that is left.
        let tag = if fence.is_none() && indent <= 3 && inner.starts_with("{{") {
            match read_tag(&body[at + indent..], 0) {
                Ok(Some((_, len))) => Some(at + indent + len),
                _ => None,
            }
        } else {
            None
        };
        let alone = tag.filter(|end| body[*end..].lines().next().is_none_or(|rest| rest.trim().is_empty()));
        let Some(tag_end) = alone else {
            text.push_str(line);
            at = line_end;
            continue;
        };
        let end = body[tag_end..].find('\n').map_or(body.len(), |i| tag_end + i + 1);
        text.push('\n');
        added += 1;
        shifts.push((text.len(), added));
        text.push_str(&body[at..end]);
        text.push('\n');
        added += 1;
        shifts.push((text.len(), added));
        at = end;
    }
    Spaced { text: Cow::Owned(text), tags: true, shifts, start }
}

/// A carriage return alone ends a line in Markdown too, but the parser loses what follows one that ends a blank line
/// in indented code. It is read as a line feed, which is as long, so that no place moves.
fn with_line_ends(body: &str) -> Cow<'_, str> {
    let alone = |i: usize| body.as_bytes().get(i + 1) != Some(&b'\n');
    if !body.match_indices('\r').any(|(i, _)| alone(i)) {
        return Cow::Borrowed(body);
    }
    Cow::Owned(body.char_indices().map(|(i, c)| if c == '\r' && alone(i) { '\n' } else { c }).collect())
}

/// The code fence that is open after this line: its sign and length.
fn next_fence(open: Option<(u8, usize)>, inner: &str, indent: usize) -> Option<(u8, usize)> {
    let sign = inner.bytes().next().filter(|b| indent <= 3 && (*b == b'`' || *b == b'~'));
    let Some(sign) = sign else { return open };
    let run = inner.bytes().take_while(|b| *b == sign).count();
    match open {
        None if run >= 3 && !(sign == b'`' && inner[run..].contains('`')) => Some((sign, run)),
        Some((s, n)) if s == sign && run >= n && inner[run..].trim().is_empty() => None,
        open => open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_tags_on_their_own_lines_and_maps_back() {
        let body = "Före\n{{ notice }}\n- å\n{{ /notice }}\nEfter {{ contact id=\"a\" }} mer\n";
        let s = space(body, 10);
        assert_eq!(s.text, "Före\n\n{{ notice }}\n\n- å\n\n{{ /notice }}\n\nEfter {{ contact id=\"a\" }} mer\n");
        for word in ["Före", "{{ notice", "- å", "{{ /notice", "Efter", "mer"] {
            let (here, there) = (s.text.find(word).unwrap(), body.find(word).unwrap());
            assert_eq!(s.to_file(here), there + 10, "{word}");
        }
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        assert_eq!(space("a\r\nb\rc\n\rd\r", 0).text, "a\r\nb\nc\n\nd\n");
        assert!(matches!(space("a\r\nb\r\n", 0).text, Cow::Borrowed(_)));
    }

    #[test]
    fn leaves_code_and_pages_without_tags_as_they_are() {
        let code = "```\n{{ notice }}\n```\n    {{ notice }}\n";
        assert_eq!(space(code, 0).text, code);
        assert!(matches!(space("plain", 0).text, Cow::Borrowed("plain")));
    }
}
