//! Markup of other programs.

use super::reading::{Reading, short};
use crate::base::text::Text;
use crate::diagnostic::Code;
use crate::markdown::read_tag;
use crate::text;
use std::collections::BTreeMap;
use std::ops::Range;

/// Kinds of foreign markup, in the order in which they are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Liquid,
    Hugo,
    Variable,
    Contents,
    Attributes,
    Marked,
    Mdx,
    Tabs,
    Inclusion,
    InlineNote,
    Directive,
}

pub(super) fn check(r: &mut Reading<'_>) {
    let mut found: BTreeMap<Form, Vec<Range<usize>>> = BTreeMap::new();
    let mut add = |form: Form, range: Range<usize>| found.entry(form).or_default().push(range);
    let text = r.loose.as_str();
    for (at, _) in text.match_indices("{%") {
        if let Some(end) = within(text, at + 2, "%}").filter(|_| !text[..at].ends_with('{')) {
            add(Form::Liquid, at..end);
        }
    }
    for (at, _) in text.match_indices("{{") {
        let source = &r.normalised.text[at..];
        let hugo = source.starts_with("{{<") || source.starts_with("{{%");
        // What stands in the tag of a shortcode may have been taken for HTML.
        let Some(length) = source.find("}}").filter(|n| *n < 300 && !source[..*n].contains("\n\n")) else { continue };
        let inside = source[2..length].trim_start();
        let named = inside.starts_with(|c: char| c.is_ascii_lowercase() || c == '/');
        // A shortcode that cannot be read is reported already.
        let ours = read_tag(source, 0).is_err();
        if hugo {
            add(Form::Hugo, at..at + length + 2);
        } else if inside.starts_with('#') {
            add(Form::Inclusion, at..at + length + 2);
        } else if !ours && (named || inside.starts_with(['.', '$', '-'])) {
            add(Form::Variable, at..at + length + 2);
        }
    }
    for (at, _) in text.match_indices('{') {
        if let Some(end) = attributes(text, at) {
            add(Form::Attributes, at..end);
        }
    }
    for (range, inside) in pairs(text, "==") {
        if inside.starts_with(char::is_alphanumeric) && !inside.contains(['=', '\n']) && inside.chars().count() < 200 {
            add(Form::Marked, range);
        }
    }
    for (at, _) in text.match_indices("^[") {
        if let Some(end) = within(text, at + 2, "]") {
            add(Form::InlineNote, at..end);
        }
    }
    for &(at, _) in &r.lines {
        let line = text[at..].split(['\n', '\0']).next().unwrap_or("").trim_end();
        if let Some(form) = line_form(line, r.source(at..at + line.len())) {
            add(form, at..at + line.len());
        }
    }
    for (form, places) in found {
        let first = short(r.source(places[0].clone()));
        let (what, cause, help) = form.describe();
        let message = Text {
            sv: format!("{} visas som text på sidan: {first}", what.sv),
            en: format!("{} is shown as text on the page: {first}", what.en),
        };
        r.report_all(Code::ForeignSyntax, &places, message, cause, help);
    }
}

/// Reports comments that were left out: no text is lost without a word.
pub(super) fn comments(r: &mut Reading<'_>, places: &[Range<usize>]) {
    for place in places {
        let what = short(r.source(place.clone()).trim_matches(['%', ' ', '\n']));
        r.report(
            Code::ForeignSyntax,
            place.clone(),
            text!(
                "en kommentar för Obsidian är utelämnad från sidan: {what}",
                "a comment for Obsidian is left out of the page: {what}"
            ),
            "hidden-comment",
            text!(
                "ta bort den om alla kan få läsa filen, eller skriv <!-- … -->; är det text för läsaren, ta bort %%",
                "remove it if anybody may read the file, or write <!-- … -->; if it is text for the reader, remove the %%"
            ),
        );
    }
}

/// Where `end` ends, in the same block.
fn within(text: &str, from: usize, end: &str) -> Option<usize> {
    let block = text[from..].split('\0').next().unwrap_or("");
    block.find(end).map(|i| from + i + end.len())
}

/// The texts between two signs, with no blank inside at either, in the same block.
fn pairs<'t>(text: &'t str, sign: &str) -> Vec<(Range<usize>, &'t str)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(sign).map(|i| from + i) {
        from = at + sign.len();
        let Some(end) = within(text, from, sign) else { continue };
        let inside = &text[from..end - sign.len()];
        let glued =
            text[..at].ends_with(|c: char| c.is_alphanumeric()) || text[end..].starts_with(char::is_alphanumeric);
        if inside.is_empty()
            || glued
            || inside.starts_with(char::is_whitespace)
            || inside.ends_with(char::is_whitespace)
        {
            continue;
        }
        out.push((at..end, inside));
        from = end;
    }
    out
}

/// Where a list of attributes ends that begins at `at`: `{: .class}`, `{.class}`, `{#id}`, `{width=50%}`.
fn attributes(text: &str, at: usize) -> Option<usize> {
    let end = within(text, at + 1, "}").filter(|_| !text[..at].ends_with('{'))?;
    let inside = text[at + 1..end - 1].trim();
    let colon = inside.strip_prefix(':');
    let items = colon.unwrap_or(inside);
    let name = |s: &str| {
        s.starts_with(char::is_alphabetic) && s.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let attribute = |item: &str| match item.strip_prefix(['.', '#']) {
        Some(rest) => name(rest),
        None => item.split_once('=').is_some_and(|(key, value)| {
            name(key)
                && !value.is_empty()
                && (value.starts_with('"')
                    || ["width", "height", "target", "style", "class", "id", "align", "loading"].contains(&key))
        }),
    };
    let mut items = items.split_whitespace();
    let first = items.next()?;
    (attribute(first) || (colon.is_some() && name(first)) || first == "-").then_some(end)
}

/// The form of a line that is markup as a whole.
fn line_form(line: &str, source: &str) -> Option<Form> {
    let lower = source.to_lowercase();
    let module = (source.starts_with("import ") && (source.contains(" from '") || source.contains(" from \"")))
        || ["export const ", "export default ", "export function "].iter().any(|s| source.starts_with(s))
        || (line.starts_with("{/*") && line.contains("*/}"));
    if module {
        return Some(Form::Mdx);
    }
    if matches!(
        lower.as_str(),
        "[toc]" | "[[toc]]" | "[[_toc_]]" | "${toc}" | "{toc}" | "{{toc}}" | "{:toc}" | "@[toc]"
    ) {
        return Some(Form::Contents);
    }
    if source.starts_with("=== \"") || source.starts_with("=== ”") || source.starts_with("===! \"") {
        return Some(Form::Tabs);
    }
    let inclusion = source.starts_with("--8<--")
        || (source.starts_with("{!") && source.ends_with("!}"))
        || ["[!include", "[!code", "[!video"].iter().any(|s| lower.starts_with(s));
    if inclusion {
        return Some(Form::Inclusion);
    }
    let name = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_');
    let sphinx = source.strip_prefix(".. ").and_then(|s| s.split_once("::")).is_some_and(|(word, _)| name(word));
    let leaf = source.strip_prefix("::").is_some_and(|s| {
        let word = s.len() - s.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-').len();
        word > 0 && s[word..].starts_with(['[', '{'])
    });
    let confluence = ["{info}", "{note}", "{warning}", "{tip}", "{panel}", "{code}", "{noformat}", "{expand}"];
    if sphinx || leaf || confluence.contains(&lower.as_str()) {
        return Some(Form::Directive);
    }
    None
}

impl Form {
    /// Its name, the cause that groups its findings, and the help.
    fn describe(self) -> (Text, &'static str, Text) {
        let (what, cause) = self.what();
        (what, cause, self.instead())
    }

    fn what(self) -> (Text, &'static str) {
        match self {
            Form::Liquid => (text!("en tagg för Liquid eller Jinja", "a tag for Liquid or Jinja"), "liquid"),
            Form::Hugo => (text!("Hugos kortkod", "a shortcode of Hugo"), "hugo"),
            Form::Variable => {
                (text!("en variabel för en annan programvara", "a variable for another program"), "variable")
            }
            Form::Contents => (text!("en plats för innehållsförteckningen", "a place for the contents"), "contents"),
            Form::Attributes => {
                (text!("en klammer med klasser eller attribut", "a brace with classes or attributes"), "attributes")
            }
            Form::Marked => (text!("en överstrykning", "a highlight"), "marked"),
            Form::Mdx => (text!("kod för MDX", "code for MDX"), "mdx"),
            Form::Tabs => (text!("en flik för MkDocs", "a tab for MkDocs"), "tabs"),
            Form::Inclusion => {
                (text!("en inkludering för en annan programvara", "an inclusion for another program"), "inclusion")
            }
            Form::InlineNote => (text!("en not inne i texten", "a note within the text"), "inline-note"),
            Form::Directive => {
                (text!("ett direktiv för en annan programvara", "a directive for another program"), "directive")
            }
        }
    }

    fn instead(self) -> Text {
        match self {
            Form::Liquid | Form::Hugo | Form::Mdx | Form::Directive => text!(
                "ta bort det, eller skriv det i Markdown eller med en kortkod: {{{{ notice }}}}, {{{{ figure }}}}, {{{{ file }}}}, {{{{ include }}}}, {{{{ contact }}}}",
                "remove it, or write it in Markdown or with a shortcode: {{{{ notice }}}}, {{{{ figure }}}}, {{{{ file }}}}, {{{{ include }}}}, {{{{ contact }}}}"
            ),
            Form::Variable => text!("skriv det som skulle stå där", "write what was to stand there"),
            Form::Contents => text!(
                "ta bort raden: förteckningen kommer av sig själv",
                "remove the line: the contents come by themselves"
            ),
            Form::Attributes => text!(
                "ta bort den; id och klasser går att ge rubriker, ## Rubrik {{#id}}",
                "remove it; headings can be given ids and classes, ## Heading {{#id}}"
            ),
            Form::Marked => text!("skriv **fet stil** eller <mark>…</mark>", "write **bold** or <mark>…</mark>"),
            Form::Tabs => text!(
                "skriv en rubrik i stället, och dra inte in texten under",
                "write a heading instead, and do not indent the text below"
            ),
            Form::Inclusion => {
                text!("skriv {{{{ include page=\"sidans-id\" }}}}", "write {{{{ include page=\"page-id\" }}}}")
            }
            Form::InlineNote => text!(
                "skriv [^1] i texten och på en egen rad [^1]: notens text",
                "write [^1] in the text and on a line of its own [^1]: the text of the note"
            ),
        }
    }
}
