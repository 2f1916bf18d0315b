//! Keys that guard people, however they are written: what is not read exactly as ours is an error.

use super::fence::Fenced;
use super::misplaced::{Misplaced, key_line};
use super::model::{FrontMatter, GUARDED, Rules};
use super::{lenient, words};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::suggest::closest;
use crate::data::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::{Kind, Status};
use crate::text;

/// Judges the keys of one front matter.
pub(super) struct Guards<'a> {
    pub path: &'a RelPath,
    pub toml: bool,
    pub rules: &'a Rules<'a>,
    pub front: &'a mut FrontMatter,
    pub found: &'a mut Diagnostics,
}

impl Guards<'_> {
    /// The fields to be decoded: without those of our name that have another program's value, `published: false`,
    /// which are judged here.
    pub fn known(&mut self, node: &Node) -> Node {
        let Value::Map(entries) = &node.value else { return node.clone() };
        let ours = |value: &Node| matches!(&value.value, Value::Str(s) if Status::ALL.iter().any(|o| o.as_str() == s));
        let mut kept = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let foreign = match key.name.as_str() {
                "published" => words::is_yes_or_no(value),
                "audience" => self.is_level(value),
                "status" => !ours(value) && words::guard(&key.name, value, self.rules.today).is_some(),
                _ => false,
            };
            let dropped = || self.rules.foreign.then(|| lenient::foreign(self.path, key, value)).flatten();
            if !foreign && let Some(told) = dropped() {
                self.found.push(told);
            } else if !foreign {
                kept.push((key.clone(), value.clone()));
            } else if key.name == "audience" {
                self.tell(key, "classification");
            } else if let Some(meant) = words::guard(&key.name, value, self.rules.today) {
                self.tell(key, meant.field);
            }
        }
        Node { value: Value::Map(kept), span: node.span }
    }

    /// Keys that the fields do not have: an error when they guard, else kept for templates and told.
    pub fn unknown(&mut self, unknown: Vec<(Key, &'static [&'static str])>) {
        for (key, known) in unknown {
            let top = self.front.node.entries().iter().any(|(k, _)| *k == key);
            let value = value_of(&self.front.node, &key).cloned().unwrap_or_default();
            // A slip in a word of ours first: what it looks like is what was meant.
            let slip = closest(&key.name.replace('-', "_"), GUARDED).filter(|_| top);
            // Inside a group of fields a slip is more likely one of these.
            let meant = words::guard(&key.name, &value, self.rules.today).filter(|m| m.exact || top);
            let meant = meant.map(|m| m.field).or_else(|| self.names_a_level(&key, &value).then_some("classification"));
            match (slip, meant) {
                (Some(meant), _) => self.misspelt(&key, meant),
                (None, Some(field)) => self.tell(&key, field),
                (None, None) => {
                    if !self.below(&value) {
                        self.stranger(&key, known, top);
                    }
                }
            }
        }
    }

    /// Keys inside the value of a key that nobody knows; whether one of them guards.
    fn below(&mut self, value: &Node) -> bool {
        let mut found = false;
        for (key, value) in value.entries() {
            match words::guard(&key.name, value, self.rules.today).filter(|m| m.exact) {
                Some(meant) => {
                    self.tell(key, meant.field);
                    found = true;
                }
                None => found |= self.below(value),
            }
        }
        value.items().iter().fold(found, |found, item| self.below(item) || found)
    }

    /// Whether a key that nobody knows gives one of the site's levels, as `level: restricted` does.
    fn names_a_level(&self, key: &Key, value: &Node) -> bool {
        const ABOUT: [&str; 10] =
            ["class", "klass", "level", "niva", "skydd", "secur", "saker", "scope", "grad", "access"];
        let word = words::folded(&key.name);
        let higher = |node: &Node| matches!(&node.value, Value::Str(s) if self.rules.levels.iter().skip(1).any(|l| l.eq_ignore_ascii_case(s.trim())));
        ABOUT.iter().any(|part| word.contains(part)) && (higher(value) || value.items().iter().any(higher))
    }

    /// Whether a value names a level: `audience` lists roles, and who writes a level there means another field.
    fn is_level(&self, value: &Node) -> bool {
        let named = |node: &Node| matches!(&node.value, Value::Str(s) if self.rules.levels.contains(s));
        named(value) || value.items().iter().any(named)
    }

    /// Lines of a value that were to be fields: the text above them took them in.
    pub fn swallowed(&mut self, node: &Node, fenced: &Fenced<'_>) {
        for (_, value) in node.entries() {
            let Value::Str(_) = &value.value else { continue };
            let range = value.span.range();
            let Some(written) = range
                .start
                .checked_sub(fenced.text_start)
                .and_then(|from| fenced.text.get(from..range.end - fenced.text_start))
            else {
                continue;
            };
            let mut at = range.start;
            for (i, line) in written.split_inclusive('\n').enumerate() {
                let key = key_line(line).filter(|k| i > 0 && words::is_guarding(k.name));
                if let Some(key) = key.filter(|k| !k.said.is_empty() && k.said.split_whitespace().count() == 1) {
                    let from = at + line.find(key.name).unwrap_or(0);
                    let at = Span::new(from, from + key.name.len());
                    let field = words::field(key.name);
                    let misplaced = Misplaced::Guard { at, key: key.name.to_owned(), field, sure: true };
                    self.front.unclear |= misplaced.guards("classification");
                    self.found.push(misplaced.told().file(self.path).span(at));
                }
                at += line.len();
            }
        }
    }

    fn misspelt(&mut self, key: &Key, meant: &str) {
        let name = &key.name;
        self.front.misspelt = true;
        self.front.unclear |= meant == "classification";
        self.found.push(
            Diagnostic::new(
                Code::GuardedKey,
                text!(
                    "nyckeln ”{name}” liknar ”{meant}”, som skyddar människor",
                    "the key \"{name}\" looks like \"{meant}\", which guards people"
                ),
            )
            .file(self.path)
            .span(key.span)
            .help(text!(
                "menade du ”{meant}”? Sidan publiceras inte på en gissning",
                "did you mean \"{meant}\"? The page is not published on a guess"
            )),
        );
    }

    /// A guard in other words than ours.
    fn tell(&mut self, key: &Key, field: &'static str) {
        let name = &key.name;
        let example = words::example(field, self.toml);
        self.front.unclear |= field == "classification";
        if name == field {
            self.found.push(
                Diagnostic::new(
                    Code::GuardedKey,
                    text!(
                        "”{name}” står inne i ett annat fält, där det skyddar ingen",
                        "\"{name}\" stands inside another field, where it guards nobody"
                    ),
                )
                .file(self.path)
                .span(key.span)
                .cause(format!("foreign {field}"))
                .help(text!(
                    "flytta raden så att den står längst ut i front matter",
                    "move the line to the outermost level of the front matter"
                )),
            );
            return;
        }
        self.found.push(
            Diagnostic::new(
                Code::GuardedKey,
                text!(
                    "ledfyr läser inte ”{name}”; fältet som skyddar heter ”{field}”",
                    "ledfyr does not read \"{name}\"; the field that guards is \"{field}\""
                ),
            )
            .file(self.path)
            .span(key.span)
            .cause(format!("foreign {field}"))
            .help(text!(
                "skriv ”{example}” i stället; sidan publiceras inte på en gissning",
                "write \"{example}\" instead; the page is not published on a guess"
            )),
        );
    }

    /// A key that guards nobody.
    fn stranger(&mut self, key: &Key, known: &'static [&'static str], top: bool) {
        let name = &key.name;
        let meant =
            words::name(name).filter(|field| known.contains(field)).or_else(|| closest(name, known.iter().copied()));
        self.found.push(
            Diagnostic::new(
                Code::UnknownKey,
                text!("ledfyr känner inte till nyckeln ”{name}”", "ledfyr does not know the key \"{name}\""),
            )
            .file(self.path)
            .span(key.span)
            .cause(name.clone())
            .maybe_help(meant.map(|c| text!("menade du ”{c}”?", "did you mean \"{c}\"?")))
            .help(text!("egna fält kan stå under ”extra:”", "fields of your own can stand under \"extra:\"")),
        );
        if top && let Some(value) = self.front.node.get(name) {
            self.front.fields.extra.entry(name.clone()).or_insert_with(|| value.to_json());
        }
    }
}

/// The value of exactly this key, wherever it stands.
fn value_of<'n>(node: &'n Node, key: &Key) -> Option<&'n Node> {
    let here = node.entries().iter().find(|(k, _)| k == key).map(|(_, v)| v);
    here.or_else(|| node.entries().iter().find_map(|(_, v)| value_of(v, key)))
        .or_else(|| node.items().iter().find_map(|v| value_of(v, key)))
}

impl Misplaced {
    pub fn guards(&self, what: &str) -> bool {
        matches!(self, Misplaced::Guard { field, .. } if *field == what)
    }

    /// Whether the page's level is not known for it. In a folder of another program's what may not be meant leaves the page
    /// out, and stops no build.
    pub fn leaves_unclear(&self, rules: &Rules<'_>) -> bool {
        let sure = !matches!(self, Misplaced::Guard { sure: false, .. });
        self.guards("classification") && (sure || !rules.foreign)
    }

    /// What is wrong, without its place.
    pub fn told(&self) -> Diagnostic {
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

/// So many lines of broken front matter are looked through.
const SALVAGED: usize = 100;

impl FrontMatter {
    /// Takes what others need to know of the page out of front matter that cannot be parsed, line by line: its id, its
    /// kind and its level.
    pub(super) fn salvage(&mut self, text: &str) {
        for line in text.lines().take(SALVAGED) {
            let Some(key) = key_line(line) else { continue };
            match key.name {
                "id" if super::model::is_id(key.said) => self.fields.id = Some(key.said.to_owned()),
                "kind" => self.fields.kind = Kind::ALL.iter().copied().find(|k| k.as_str() == key.said),
                "classification" => self.salvaged.push(key.said.to_owned()),
                name => {
                    let slip = closest(name, ["classification"]).is_some();
                    let foreign = words::guard(name, &key.value(), None).is_some_and(|m| m.field == "classification");
                    self.unclear |= slip || foreign;
                }
            }
        }
    }
}
