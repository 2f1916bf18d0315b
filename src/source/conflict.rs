//! Conflicts that version control left in a file: both versions, and lines between them.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;

/// The signs of git, Mercurial and Subversion: seven at the beginning of a line.
const SIGNS: usize = 7;

/// A line that stands between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// `<<<<<<< ours`
    Ours,
    /// `=======`
    Middle,
    /// `>>>>>>> theirs`
    Theirs,
}

/// The first conflict in a file, whole or with some of its lines gone. A row of `=` alone is none, it may underline a
/// heading; nor are seven `>` alone, which quote, unless they name a version as only version control does.
pub fn find(file: &RelPath, bytes: &[u8]) -> Option<Diagnostic> {
    if !has_signs(bytes) {
        return None;
    }
    let mut marks: Vec<(Mark, usize, Span)> = Vec::new();
    // The last row of `=` before any conflict: its beginning may be gone.
    let mut row = None;
    let mut at = 0;
    for (number, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
        let kept = line.len() - line.iter().rev().take_while(|b| matches!(b, b'\n' | b'\r')).count();
        // A byte-order mark stands before the first line.
        let shown = line[..kept].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line[..kept]);
        if let Some(mark) = mark(shown) {
            let from = at + kept - shown.len();
            let here = (mark, number + 1, Span::new(from, at + kept));
            let wanted = match (mark, marks.last().map(|(m, ..)| *m)) {
                (Mark::Ours, _) => true,
                (Mark::Middle, last) => last == Some(Mark::Ours),
                (Mark::Theirs, Some(last)) => last != Mark::Theirs,
                (Mark::Theirs, None) => names_version(&shown[SIGNS..], row.is_some()),
            };
            match mark {
                Mark::Ours => marks.clear(),
                Mark::Middle if !wanted => row = Some(here),
                Mark::Theirs if wanted && marks.is_empty() => marks.extend(row),
                _ => {}
            }
            if wanted {
                marks.push(here);
            }
            if mark == Mark::Theirs && wanted {
                break;
            }
        }
        at += line.len();
    }
    diagnostic(file, &marks)
}

/// The finding, with all lines of the conflict.
fn diagnostic(file: &RelPath, marks: &[(Mark, usize, Span)]) -> Option<Diagnostic> {
    let (_, _, span) = *marks.first()?;
    let numbers: Vec<String> = marks.iter().map(|(_, number, _)| number.to_string()).collect();
    let (last, before) = numbers.split_last()?;
    let (sv, en) = match before {
        [] => (format!("rad {last}"), format!("line {last}")),
        before => {
            let before = before.join(", ");
            (format!("raderna {before} och {last}"), format!("lines {before} and {last}"))
        }
    };
    let mut found = Diagnostic::new(
        Code::MergeConflict,
        text!(
            "filen har två versioner av samma text, från en sammanslagning som inte är färdig ({sv})",
            "the file holds two versions of the same text, of a merge that is not finished ({en})"
        ),
    )
    .file(file)
    .span(span)
    .cause("conflict")
    .help(text!(
        "behåll den text som gäller, och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>",
        "keep the text that holds, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
    ));
    for (mark, _, span) in &marks[1..] {
        let message = match mark {
            Mark::Middle => text!("här börjar den andra versionen", "here the other version begins"),
            _ => text!("här slutar den", "here it ends"),
        };
        found = found.related(file, Some(*span), message);
    }
    Some(found)
}

/// Nearly no file has any.
fn has_signs(bytes: &[u8]) -> bool {
    let line = |line: &[u8]| {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        line.starts_with(b"<<<<<<<") || line.starts_with(b">>>>>>>")
    };
    bytes.split(|b| *b == b'\n').any(line)
}

/// Whether what follows seven `>` is the name of a version, rather than words that somebody quotes. `after_row`: a row of
/// `=` stands before them.
fn names_version(name: &[u8], after_row: bool) -> bool {
    let name = String::from_utf8_lossy(name);
    let name = name.trim();
    let first = name.split([' ', ':']).next().unwrap_or("");
    let is_hash = (7..=40).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_hexdigit());
    let known = ["HEAD", "main", "master", "theirs", "Stashed changes", "Updated upstream"].contains(&name);
    let one_word = !name.contains(char::is_whitespace);
    is_hash || known || (one_word && (after_row || name.contains('/')))
}

fn mark(line: &[u8]) -> Option<Mark> {
    let sign = *line.first()?;
    let mark = match sign {
        b'<' => Mark::Ours,
        b'=' => Mark::Middle,
        b'>' => Mark::Theirs,
        _ => return None,
    };
    let run = line.iter().take_while(|b| **b == sign).count();
    let rest = &line[run..];
    let named = rest.is_empty() || rest.starts_with(b" ");
    let ends = if mark == Mark::Middle { rest.iter().all(|b| *b == b' ') } else { named };
    (run == SIGNS && ends).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(String, usize)> {
        let found = find(&RelPath::lit("a.md"), text.as_bytes())?;
        Some((found.message.sv, found.span.unwrap().start as usize))
    }

    #[test]
    fn a_conflict_is_told_with_its_three_lines() {
        let text = "# A\n\n<<<<<<< HEAD\nett\n=======\ntvå\n>>>>>>> gren\n";
        let found = find(&RelPath::lit("a.md"), text.as_bytes()).unwrap();
        assert_eq!(
            found.message.sv,
            "filen har två versioner av samma text, från en sammanslagning som inte är färdig (raderna 3, 5 och 7)"
        );
        assert_eq!(
            found.message.en,
            "the file holds two versions of the same text, of a merge that is not finished (lines 3, 5 and 7)"
        );
        assert_eq!(found.span, Some(Span::new(5, 17)));
        assert_eq!(
            found.help[0].en,
            "keep the text that holds, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
        );
        let places: Vec<_> = found.related.iter().map(|r| &text[r.span.unwrap().range()]).collect();
        assert_eq!(places, ["=======", ">>>>>>> gren"]);
    }

    #[test]
    fn conflicts_are_seen_however_they_are_written() {
        for (text, numbers) in [
            ("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> x\r\n", "(raderna 1, 3 och 5)"),
            ("\u{feff}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", "(raderna 1, 3 och 5)"),
            ("<<<<<<<\na\n||||||| bas\nc\n=======\nb\n>>>>>>>\n", "(raderna 1, 5 och 7)"),
            ("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n", "(raderna 2, 4 och 6)"),
            ("<<<<<<< HEAD\na\n>>>>>>> x\n", "(raderna 1 och 3)"),
            ("Titel\n=======\n\n<<<<<<< HEAD\nKvarglömd\n", "(rad 4)"),
            ("Titel\n=======\n\nett\n=======\ntvå\n>>>>>>> gren\n", "(raderna 5 och 7)"),
            ("ett\n=======\ntvå\n>>>>>>> 1a2b3c4 (ny rutin)\n", "(raderna 2 och 4)"),
            ("ett\n=======\ntvå\n>>>>>>>\n", "(raderna 2 och 4)"),
            ("ett\ntvå\n>>>>>>> origin/gren\n", "(rad 3)"),
            (">>>>>>> HEAD\nText\n", "(rad 1)"),
        ] {
            assert!(told(text).is_some_and(|(m, _)| m.ends_with(numbers)), "{text:?}: {:?}", told(text));
        }
    }

    #[test]
    fn headings_quotes_and_examples_are_none() {
        for text in [
            "Rubrik\n=======\n\n>>>>>>> djupt citat\n",
            "Rubrik\n=======\n\nText\n",
            ">>>>>>> citat\n",
            ">>>>>>>\n",
            "```\n  =======\n  >>>>>>> gren\n```\n",
            "  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n",
            "<<<<<<<< åtta\n========\n",
            "<<<<<<<HEAD\n",
            "Text <<<<<<< HEAD\n",
        ] {
            assert_eq!(told(text), None, "{text:?}");
        }
    }
}
