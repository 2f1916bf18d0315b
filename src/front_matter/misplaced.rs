//! Front matter that is not read: not quite first, not quite fenced, or a line of it that stands in the text.

use super::fence::{after_blanks, after_comments, is_blank};
use super::forms;
use super::lines::{KeyLine, Line, is_fence, key_line, key_lines};
use super::model::{FrontMatter, Rules};
use super::tags;
use super::words::{self, GuardMatch};
use crate::base::span::Span;
use crate::data::Value;
use crate::diagnostic::{Code, Diagnostic};
use crate::text;

/// The number of lines, blank ones not counted, that are looked through.
const NEAR: usize = 40;
/// A block of fields is no longer than this.
const LONGEST: usize = 100;

/// A key or a block of fields that stands where no front matter is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// A key that guards, as it is written, and the field that it means. `sure`: it is written as a field.
    Guard { at: Span, key: String, field: &'static str, sure: bool },
    /// Fields between signs that are nearly a fence, none of which guards.
    Fields { at: Span },
}

impl Misplaced {
    pub(super) fn at(&self) -> Span {
        match self {
            Misplaced::Guard { at, .. } | Misplaced::Fields { at } => *at,
        }
    }

    pub(super) fn guards(&self, what: &str) -> bool {
        matches!(self, Misplaced::Guard { field, .. } if *field == what)
    }

    /// Whether the page's level is not known for it. In a folder of another program's what may not be meant leaves the page
    /// out, and stops no build.
    pub(super) fn leaves_unclear(&self, rules: &Rules<'_>) -> bool {
        let sure = !matches!(self, Misplaced::Guard { sure: false, .. });
        self.guards("classification") && (sure || !rules.foreign)
    }

    /// The finding, without its place.
    pub(super) fn report(&self) -> Diagnostic {
        let first = |field: &str| {
            text!(
                "front matter ska stå först i filen, mellan två rader med tre bindestreck (---); skriv {field} där",
                "front matter must be the first thing in the file, between two lines of three hyphens (---); write {field} there"
            )
        };
        match self {
            Misplaced::Guard { key, field, .. } => Diagnostic::new(
                Code::GuardedKey,
                text!(
                    "”{key}” står där ingen front matter läses, och skyddar ingen",
                    "\"{key}\" stands where no front matter is read, and guards nobody"
                ),
            )
            .cause("misplaced")
            .help(first(field)),
            Misplaced::Fields { .. } => Diagnostic::new(
                Code::FrontMatterSyntax,
                text!("det här ser ut som front matter men läses inte", "this looks like front matter but is not read"),
            )
            .cause("misplaced")
            .help(text!(
                "front matter ska stå först i filen, mellan två rader med exakt tre bindestreck (---)",
                "front matter must be the first thing in the file, between two lines of exactly three hyphens (---)"
            )),
        }
    }
}

/// Looks through the beginning of the body.
pub(super) fn misplaced(text: &str, front: &FrontMatter, rules: &Rules<'_>) -> Vec<Misplaced> {
    let search = Search { front, rules, found: Vec::new() };
    search.run(&near_top(text, front.body_start), text)
}

fn near_top(text: &str, start: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut shown) = (start, 0);
    // A carriage return alone ends a line too.
    for line in text[start..].split_inclusive(['\n', '\r']) {
        let kept = line.trim_end_matches(['\n', '\r']);
        if !kept.trim_matches(is_blank).is_empty() {
            shown += 1;
            lines.push(Line { text: kept, at });
        } else if !line.starts_with('\n') || lines.last().is_some_and(|l: &Line<'_>| !l.text.is_empty()) {
            lines.push(Line { text: "", at });
        }
        at += line.len();
        if shown > NEAR {
            break;
        }
    }
    lines
}

struct Search<'a> {
    front: &'a FrontMatter,
    rules: &'a Rules<'a>,
    found: Vec<Misplaced>,
}

impl Search<'_> {
    fn run(mut self, lines: &[Line<'_>], text: &str) -> Vec<Misplaced> {
        let first = after_comments(text, after_blanks(text, self.front.body_start));
        // Whether text of the page's own has been seen, and the fence of the code block around the line.
        let mut begun = self.front.present;
        let mut code: Option<&str> = None;
        let mut run = false;
        // Lines that are no code.
        let mut text_of_page = Vec::new();
        let mut i = 0;
        while let Some(line) = lines.get(i) {
            i += 1;
            let shown = line.text.trim_matches(is_blank);
            let mark = ["```", "~~~"].into_iter().find(|mark| shown.starts_with(mark));
            if let Some(open) = code {
                code = if mark == Some(open) && shown.trim_start_matches(['`', '~']).is_empty() { None } else { code };
                continue;
            }
            if let Some(mark) = mark {
                // A whole front matter inside a code block, before anything else, was wrapped by some program.
                let wrapped = !begun && line.at <= first && is_wrapper(shown.trim_start_matches(['`', '~']));
                let inside = lines.get(i).filter(|_| wrapped).map(|l| l.text.trim_matches(is_blank));
                if inside.is_some_and(|l| l.starts_with('{') || is_fence(l) || key_line(l).is_some()) {
                    continue;
                }
                code = Some(mark);
                begun = true;
                continue;
            }
            if is_fence(shown)
                && let Some(end) = self.block(lines, i, begun)
            {
                i = end;
                continue;
            }
            // Indented code, where it is not the very beginning.
            let indented = begun && (line.text.starts_with("    ") || line.text.starts_with('\t'));
            let guard = if indented { None } else { self.guard(line) };
            if !indented {
                text_of_page.push(Line { ..*line });
            }
            // Of lines that follow each other the first is enough.
            match guard {
                Some(_) if run => {}
                Some(guard) => {
                    self.found.push(guard);
                    run = true;
                }
                None => run = run && !shown.is_empty() && key_line(line.text).is_some(),
            }
            begun |=
                !shown.is_empty() && !shown.starts_with("<!--") && !is_fence(shown) && key_line(line.text).is_none();
        }
        self.other_forms(&text_of_page);
        self.found
    }

    /// A level that is stated in other forms than a line of its own.
    fn other_forms(&mut self, lines: &[Line<'_>]) {
        let mut found: Vec<(usize, String)> = Vec::new();
        for pair in forms::named_values(lines, &|value| self.is_level(value)) {
            let value = KeyLine { name: "", value: &pair.value }.node();
            let meant = words::guard(&pair.name, &value, self.rules.today);
            if meant.is_some_and(|m| m.exact && m.field == "classification") {
                found.push((pair.at, pair.name));
            }
        }
        let marks = forms::marks(lines).into_iter().filter(|(_, mark)| self.is_level(mark));
        found.extend(marks.map(|(at, mark)| (at, mark.to_owned())));
        for line in lines {
            if let Some(tag) = tags::in_text(line.text, self.rules.levels) {
                found.push((line.at + line.text.find(tag).unwrap_or(0), tag.to_owned()));
            }
        }
        let known = self.found.iter().any(|found| found.guards("classification")) || self.is_stated("classification");
        if let Some((at, key)) = found.into_iter().min().filter(|_| !known) {
            let at = Span::new(at, at + key.len());
            self.found.push(Misplaced::Guard { at, key, field: "classification", sure: false });
            self.found.sort_by_key(|found| found.at().range().start);
        }
    }

    fn is_stated(&self, field: &str) -> bool {
        self.front.node.get(field).is_some_and(|node| node.value != Value::Null)
    }

    /// Fields up to the next line that is nearly a fence; returns the line after that. `begun`: text stands before them.
    fn block(&mut self, lines: &[Line<'_>], from: usize, begun: bool) -> Option<usize> {
        let len = lines[from..].iter().take(LONGEST).position(|l| is_fence(l.text.trim_matches(is_blank)))?;
        let inside = &lines[from..from + len];
        let keys = inside.iter().filter(|l| key_line(l.text).is_some()).count();
        let fields = inside.iter().all(|l| {
            let shown = l.text.trim_matches(is_blank);
            let goes_on = l.text.starts_with([' ', '\t']) || shown.starts_with(['#', '-', ']', '}', '{', '"', '[']);
            shown.is_empty() || goes_on || key_line(l.text).is_some()
        });
        if keys == 0 || !fields {
            return None;
        }
        let guard = inside.iter().find_map(|line| {
            key_lines(line.text).find_map(|key| {
                let meant = words::guard(key.name, &key.node(), self.rules.today).filter(|m| !m.state)?;
                Some(found(line, key.name, meant))
            })
        });
        match guard {
            Some(guard) => self.found.push(guard),
            None if begun => return None,
            None => {
                let line = &lines[from - 1];
                let at = line.at + line.text.len() - line.text.trim_start_matches(is_blank).len();
                let at = Span::new(at, at + line.text.trim_matches(is_blank).len());
                self.found.push(Misplaced::Fields { at });
            }
        }
        Some(from + len + 1)
    }

    /// A line that begins with a key that guards, and goes on with a value rather than with a sentence.
    fn guard(&self, line: &Line<'_>) -> Option<Misplaced> {
        key_lines(line.text).find_map(|key| self.guarding(line, &key))
    }

    fn guarding(&self, line: &Line<'_>, key: &KeyLine<'_>) -> Option<Misplaced> {
        let meant = words::guard(key.name, &key.node(), self.rules.today).filter(|m| m.exact && !m.state)?;
        let stated = self.is_stated(meant.field);
        let ours = words::guarded(key.name).is_some();
        // Other words than ours for a date are ordinary in a text, such as «Gäller till: 2027-12-31» below a heading.
        let written = ours || key.name.contains('_') || key.name.chars().skip(1).any(char::is_uppercase);
        let is_value = match meant.field {
            "classification" => self.is_level(key.value) || (ours && one_word(key.value)),
            "draft" => key.value.chars().count() <= 5 && one_word(key.value),
            "secrecy" => ours && !key.value.is_empty(),
            _ => written && key.value.starts_with(|c: char| c.is_ascii_digit()),
        };
        // Tables compare things: only a row with our own word is a table made of front matter.
        let in_table = line.text.trim_start().starts_with('|') && !ours;
        (is_value && !stated && !in_table).then(|| found(line, key.name, meant))
    }

    fn is_level(&self, said: &str) -> bool {
        words::is_level(said, self.rules.levels)
    }
}

fn found(line: &Line<'_>, key: &str, meant: GuardMatch) -> Misplaced {
    let at = line.at + line.text.find(key).unwrap_or(0);
    Misplaced::Guard { at: Span::new(at, at + key.len()), key: key.to_owned(), field: meant.field, sure: true }
}

fn one_word(said: &str) -> bool {
    !said.is_empty() && !said.contains(char::is_whitespace)
}

/// Whether a code block of that kind could be what a program wrapped a page in.
fn is_wrapper(info: &str) -> bool {
    let kind = info.trim_matches(is_blank).to_lowercase();
    matches!(kind.as_str(), "" | "yaml" | "yml" | "toml" | "json" | "md" | "markdown" | "front-matter" | "frontmatter")
}
