//! From the tree of one front matter to typed fields: those of every page, and those of its kind.

use super::described::Record;
use super::fields::{Fields, Kind, OfKind};
use crate::data::{Key, Node, Value, decode};
use crate::diagnostic::Diagnostics;
use std::sync::LazyLock;

/// Keys that no field has, with the names that fields have at that place.
type Unknown = Vec<(Key, &'static [&'static str])>;

/// The fields of one front matter, and what is wrong with them.
#[derive(Default)]
pub(super) struct Typed {
    pub fields: Fields,
    /// `None`: the kind could not be read, or something that pages of the kind must state is missing or faulty.
    pub own: Option<OfKind>,
    /// Faults, without a file, in the order of the text.
    pub found: Diagnostics,
    pub unknown: Unknown,
    /// Fields that only pages of other kinds have, with values that are right there.
    pub of_other_kinds: Vec<Key>,
}

/// The names of all fields that front matter may have.
pub fn field_names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut names: Vec<&str> = Fields::FIELDS.iter().map(|(name, _)| *name).collect();
        for name in Kind::ALL.iter().flat_map(|kind| kind.own_fields()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    });
    &NAMES
}

/// Reads the fields. `judged`: a page that states no kind that could be read is an ordinary page; else its kind is not known.
/// `toml`: examples are written as TOML, not YAML.
pub(super) fn typed(node: &Node, judged: bool, toml: bool) -> Typed {
    let mut typed = Typed::default();
    let Value::Map(entries) = &node.value else {
        typed.found = decode::<Fields>(node, toml).diagnostics;
        return typed;
    };
    let (common, mut rest): (Vec<_>, Vec<_>) = entries.iter().cloned().partition(|(key, _)| Fields::has(&key.name));
    let map = |entries: Vec<(Key, Node)>| Node { value: Value::Map(entries), span: node.span };
    let common = decode::<Fields>(&map(common), toml);
    typed.fields = common.value.unwrap_or_default();
    typed.found = common.diagnostics;
    typed.unknown = common.unknown;
    let kind = typed.fields.kind.or(judged.then_some(Kind::Page));
    let others = Kind::ALL.iter().copied().filter(|other| Some(*other) != kind);
    for of in kind.into_iter().chain(others) {
        let mine = |(key, _): &(Key, Node)| of.own_fields().any(|name| name == key.name);
        let (mine, left): (Vec<_>, Vec<_>) = rest.into_iter().partition(mine);
        rest = left;
        // A field without a value is one that is not there.
        let stated = mine.iter().filter(|(_, value)| value.value != Value::Null).cloned().collect();
        let read = OfKind::decode(of, &map(stated), toml);
        if Some(of) == kind {
            typed.own = read.value;
        } else if kind.is_some() {
            let spans =
                read.diagnostics.iter().filter_map(|d| d.span).chain(read.unknown.iter().map(|(key, _)| key.span));
            let spans: Vec<_> = spans.collect();
            let right = |(_, value): &&(Key, Node)| !spans.iter().any(|at| value.holds(*at));
            typed.of_other_kinds.extend(mine.iter().filter(right).map(|(key, _)| key.clone()));
        }
        typed.found.extend(read.diagnostics);
        typed.unknown.extend(read.unknown);
    }
    typed.unknown.extend(rest.into_iter().map(|(key, _)| (key, field_names())));
    typed.found.sort_by_key(|d| d.span.map(|at| at.start));
    typed.unknown.sort_by_key(|(key, _)| key.span.start);
    typed.of_other_kinds.sort_by_key(|key| key.span.start);
    typed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::parse_yaml;
    use crate::front_matter::fields::{FormFormat, Tier};

    fn read(yaml: &str) -> Typed {
        let node = parse_yaml(yaml).unwrap();
        typed(&node, node.get("kind").is_none(), false)
    }

    #[test]
    fn a_kind_has_its_fields_as_types() {
        let role = read("{kind: role, tier: line, title: Chef}");
        assert_eq!(role.own.as_ref().map(OfKind::kind), Some(Kind::Role));
        assert_eq!((role.own.unwrap().tier(), role.fields.title.as_deref()), (Some(Tier::Line), Some("Chef")));
        assert_eq!(read("{kind: directive, number: 3}").own.unwrap().number(), Some(3));
        assert_eq!(read("{kind: directive}").own.unwrap().number(), None);
        let Some(OfKind::Template(form)) = read("{kind: template, format: table}").own else { panic!("a form") };
        assert_eq!(form.format, FormFormat::Table);
        assert_eq!(read("title: A").own, Some(OfKind::default()));
    }

    #[test]
    fn without_what_it_must_state_there_is_no_page_of_a_kind() {
        for yaml in ["kind: role", "{kind: role, tier: }", "{kind: role, tier: hög}", "{kind: rol, tier: line}"] {
            assert_eq!(read(yaml).own, None, "{yaml}");
        }
        let faulty = read("{phases: kort, kind: checklist, scenario: {}, weight: tung}");
        let places: Vec<u32> = faulty.found.iter().map(|d| d.span.unwrap().start).collect();
        assert_eq!(places, [9, 42, 54], "in the order of the text, though two of the kind and one of every page");
    }

    #[test]
    fn fields_of_other_kinds_are_told_once() {
        let names = |yaml: &str| read(yaml).of_other_kinds.into_iter().map(|key| key.name).collect::<Vec<_>>();
        assert_eq!(names("{kind: process, tier: line, trigger: Larm, number: 1}"), ["tier", "number"]);
        assert_eq!(names("tier: hög"), [""; 0], "that it is no tier is told already");
        assert_eq!(names("{kind: rol, tier: line}"), [""; 0], "the kind is not known");
    }

    #[test]
    fn what_a_kind_needs_are_fields() {
        for kind in Kind::ALL {
            for name in kind.needed() {
                assert!(Fields::has(name) || kind.own_fields().any(|own| own == name), "{kind} needs {name}");
            }
            assert!(!kind.own_fields().any(Fields::has), "{kind} has a field that every page may have");
        }
    }
}
