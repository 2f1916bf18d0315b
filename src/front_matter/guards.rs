//! Keys that guard people, however they are written: what is not read exactly as ours is an error.

use super::fence::Fenced;
use super::fields::{Kind, Status};
use super::lines::key_line;
use super::misplaced::Misplaced;
use super::model::{FrontMatter, GUARDED, Rules};
use super::tags::{self, Tag};
use super::{lenient, words};
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::suggest::closest;
use crate::data::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
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
    pub(super) fn known(&mut self, node: &Node) -> Node {
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
            let dropped = || self.rules.foreign.then(|| lenient::foreign_value(self.path, key, value)).flatten();
            if !foreign && let Some(fault) = dropped() {
                self.found.push(fault);
            } else if !foreign {
                kept.push((key.clone(), value.clone()));
            } else if key.name == "audience" {
                self.report_foreign(key, "classification");
            } else if let Some(meant) = words::guard(&key.name, value, self.rules.today) {
                self.report_foreign(key, meant.field);
            }
        }
        Node { value: Value::Map(kept), span: node.span }
    }

    /// Keys that the fields do not have: an error when they guard, else kept for templates and reported as a warning.
    pub(super) fn unknown(&mut self, unknown: Vec<(Key, &'static [&'static str])>) {
        for (key, known) in unknown {
            let top = self.front.node.entries().iter().any(|(k, _)| *k == key);
            let value = value_of(&self.front.node, &key).cloned().unwrap_or_default();
            // A slip in a word of ours first: what it looks like is what was meant.
            let slip = closest(&key.name.replace('-', "_"), GUARDED).filter(|_| top);
            // Inside a group of fields a slip is more likely one of these.
            let meant = words::guard(&key.name, &value, self.rules.today).filter(|m| m.exact || top);
            let meant = meant.map(|m| m.field).or_else(|| self.names_a_level(&key, &value).then_some("classification"));
            match (slip, meant) {
                (Some(meant), _) => self.report_misspelt(&key, meant),
                (None, Some(field)) => self.report_foreign(&key, field),
                (None, None) => {
                    if !self.below(&value) {
                        self.report_unknown(&key, known, top);
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
                    self.report_foreign(key, meant.field);
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
    pub(super) fn swallowed(&mut self, node: &Node, fenced: &Fenced<'_>) {
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
                let key = key_line(line).filter(|k| i > 0 && k.value.split_whitespace().count() == 1);
                if let Some(key) = key
                    && let Some(field) = words::guarded(key.name)
                {
                    let from = at + line.find(key.name).unwrap_or(0);
                    let at = Span::new(from, from + key.name.len());
                    let misplaced = Misplaced::Guard { at, key: key.name.to_owned(), field, sure: true };
                    self.front.unclear |= misplaced.guards("classification");
                    self.found.push(misplaced.report().file(self.path).span(at));
                }
                at += line.len();
            }
        }
    }

    /// Reports tags that guard: they are only tags.
    pub(super) fn tags(&mut self, node: &Node) {
        let stated = |field: &str| node.get(field).is_some_and(|value| value.value != Value::Null);
        for (tag, field) in tags::guarding(node, self.rules.levels).iter().zip(["classification", "draft"]) {
            if let Some(tag) = tag.as_ref().filter(|_| !stated(field)) {
                self.report_tag(tag, field);
            }
        }
    }

    fn report_tag(&mut self, tag: &Tag<'_>, field: &'static str) {
        let Tag { text: name, at, .. } = *tag;
        let example = words::example(field, self.toml);
        let open = match (field, self.rules.levels.first()) {
            ("draft", _) => "draft: false".to_owned(),
            (_, Some(level)) => format!("classification: {level}"),
            _ => "classification: open".to_owned(),
        };
        let open = if self.toml { toml_form(&open) } else { open };
        self.front.unclear |= field == "classification" && !self.rules.foreign;
        self.found.push(
            Diagnostic::new(
                Code::GuardedKey,
                text!(
                    "”{name}” är bara en etikett, och skyddar ingen; fältet som skyddar heter ”{field}”",
                    "\"{name}\" is only a tag, and guards nobody; the field that guards is \"{field}\""
                ),
            )
            .file(self.path)
            .span(at)
            .cause(format!("tag {field}"))
            .help(text!(
                "skriv ”{example}” också, eller ”{open}” om sidan är för alla; den publiceras inte på en gissning",
                "write \"{example}\" too, or \"{open}\" if the page is for everybody; it is not published on a guess"
            )),
        );
    }

    fn report_misspelt(&mut self, key: &Key, meant: &str) {
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
    fn report_foreign(&mut self, key: &Key, field: &'static str) {
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
    fn report_unknown(&mut self, key: &Key, known: &'static [&'static str], top: bool) {
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
        if top {
            self.keep(name);
        }
    }

    /// Tells fields that only pages of other kinds have, and keeps their values for templates.
    pub(super) fn of_other_kinds(&mut self, keys: Vec<Key>) {
        let kind = self.front.kind();
        for key in keys {
            let name = &key.name;
            let (sv, en) = kinds_with(name);
            self.found.push(
                Diagnostic::new(
                    Code::FieldOfOtherKind,
                    text!(
                        "fältet ”{name}” hör till sidor av slaget {sv}; på en sida av slaget ”{kind}” gör det ingenting",
                        "the field \"{name}\" is one of pages of kind {en}; on a page of kind \"{kind}\" it does nothing"
                    ),
                )
                .file(self.path)
                .span(key.span)
                .cause(name.clone())
                .help(text!("ta bort fältet, eller rätta sidans slag", "remove the field, or correct the page's kind")),
            );
            self.keep(name);
        }
    }

    /// Keeps a value that the program does not use, so that a site's own templates can.
    fn keep(&mut self, name: &str) {
        if let Some(value) = self.front.node.get(name) {
            self.front.fields.extra.entry(name.to_owned()).or_insert_with(|| value.to_json());
        }
    }
}

/// The kinds that have a field of that name, in both languages: `”directive” eller ”chapter”`.
fn kinds_with(field: &str) -> (String, String) {
    let kinds = || Kind::ALL.iter().filter(|kind| kind.own_fields().any(|name| name == field));
    let sv: Vec<String> = kinds().map(|kind| format!("”{kind}”")).collect();
    let en: Vec<String> = kinds().map(|kind| format!("\"{kind}\"")).collect();
    (sv.join(" eller "), en.join(" or "))
}

fn toml_form(yaml: &str) -> String {
    match yaml.split_once(": ") {
        Some((key, value @ "false")) => format!("{key} = {value}"),
        Some((key, value)) => format!("{key} = \"{value}\""),
        None => yaml.to_owned(),
    }
}

/// The value of exactly this key, wherever it stands.
fn value_of<'n>(node: &'n Node, key: &Key) -> Option<&'n Node> {
    let here = node.entries().iter().find(|(k, _)| k == key).map(|(_, v)| v);
    here.or_else(|| node.entries().iter().find_map(|(_, v)| value_of(v, key)))
        .or_else(|| node.items().iter().find_map(|v| value_of(v, key)))
}
