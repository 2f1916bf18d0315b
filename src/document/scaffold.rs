//! The archetypes that `new` fills in, and what of their text is still there on a page that is to be published.
//!
//! In an archetype, text between `‹` and `›` stands for what an editor is to write. `new` takes the marks away, and the
//! same text is looked for on pages.

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Lang;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::Kind;
use crate::text;
use include_dir::{Dir, include_dir};
use std::collections::HashSet;
use std::sync::LazyLock;

static ARCHETYPES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/commands/skeleton/archetypes");

/// The texts of archetypes that editors are to replace, in every language.
static STAND_INS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let mut all = HashSet::new();
    for (_, bytes) in crate::base::embed::files(&ARCHETYPES) {
        let text = str::from_utf8(bytes).unwrap_or_default();
        all.extend(text.split('‹').skip(1).filter_map(|rest| Some(rest.split_once('›')?.0)));
    }
    all
});

/// Longer lines hold text of somebody's own.
const LONGEST: usize = 300;

/// The archetype of a kind that comes with the program, with `{title}` and the like still to be filled in.
pub(crate) fn archetype(kind: Kind, lang: Lang) -> String {
    let folder = match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    };
    let file = ARCHETYPES.get_file(format!("{folder}/{kind}.md"));
    file.and_then(|f| f.contents_utf8()).unwrap_or_default().replace(['‹', '›'], "")
}

/// Reports the lines of a page that are still those of its archetype.
pub(super) fn left_in_place(file: &RelPath, text: &str, found: &mut Diagnostics) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(stand_in) = Some(line).filter(|l| l.len() <= LONGEST).and_then(stand_in) {
            let start = at + line.find(stand_in).unwrap_or(0);
            found.push(
                Diagnostic::new(
                    Code::ScaffoldText,
                    text!(
                        "mallens text står kvar: ”{stand_in}”",
                        "the text of the archetype is still there: \"{stand_in}\""
                    ),
                )
                .file(file)
                .span(Span::new(start, start + stand_in.len()))
                .cause("scaffold")
                .help(text!(
                    "skriv det som gäller här, eller ta bort raden",
                    "write what holds here, or remove the line"
                )),
            );
        }
        at += line.len();
    }
}

/// The text of an archetype on a line: all of it but its mark, or the value of its field.
fn stand_in(line: &str) -> Option<&str> {
    let line = line.trim();
    let plain = line.trim_start_matches(|c: char| "-*>:#[]. ".contains(c) || c.is_ascii_digit());
    let value = line.split_once(": ").map_or("", |(_, value)| value).trim_matches(['"', '\'', ' ']);
    let last = line.rsplit_once("* ").map_or("", |(_, last)| last);
    [line, plain, value, last].into_iter().find_map(|part| STAND_INS.get(part).map(|_| part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_an_archetype_in_every_language() {
        for lang in [Lang::Sv, Lang::En] {
            for kind in Kind::ALL {
                let text = archetype(*kind, lang);
                assert!(text.contains("title: {title}") && text.contains("draft: true"), "{kind} {lang:?}");
                assert!(*kind == Kind::Page || text.contains(&format!("kind: {kind}\n")), "{kind} {lang:?}");
                assert!(!text.contains(['‹', '›']) && !text.contains("last_reviewed"), "{kind} {lang:?}");
            }
        }
    }

    #[test]
    fn what_the_archetype_says_is_reported_until_somebody_says_it() {
        let found_in = |text: &str| {
            let mut found = Diagnostics::new();
            left_in_place(&RelPath::lit("a.md"), text, &mut found);
            let of = |d: &Diagnostic| {
                let span = d.span.unwrap_or_default();
                (text[span.range()].to_owned(), d.message.sv.clone(), d.message.en.clone())
            };
            found.iter().map(of).collect::<Vec<_>>()
        };
        let line = "En mening som säger vad sidan är till för.";
        assert_eq!(
            found_in(&format!("---\r\ndescription: \"{line}\"\r\n---\r\n")),
            [(
                line.to_owned(),
                format!("mallens text står kvar: ”{line}”"),
                format!("the text of the archetype is still there: \"{line}\""),
            )]
        );
        for lang in [Lang::Sv, Lang::En] {
            for kind in Kind::ALL {
                let text = archetype(*kind, lang);
                let by_itself = matches!(kind, Kind::Checklist | Kind::Contacts | Kind::Laws | Kind::Glossary);
                assert!(by_itself || !found_in(&text).is_empty(), "{kind} {lang:?}");
            }
        }
        assert_eq!(found_in("1. Gör det här.\n- Gör sedan det här.\nGör det här. Och det här.\n").len(), 2);
        assert_eq!(found_in("# Så gör du\n\n- **Larma** 112.\n\n- …\n").len(), 0);
    }
}
