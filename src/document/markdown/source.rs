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
    if !body.contains("{{") {
        return Spaced { text: Cow::Borrowed(body), tags: false, shifts: Vec::new(), start };
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
    fn leaves_code_and_pages_without_tags_as_they_are() {
        let code = "```\n{{ notice }}\n```\n    {{ notice }}\n";
        assert_eq!(space(code, 0).text, code);
        assert!(matches!(space("plain", 0).text, Cow::Borrowed("plain")));
    }
}
