//! What `init` and `new` write: a small site, and one archetype for each kind of page, in each language.

use crate::base::date::Date;
use crate::base::embed;
use crate::base::path::RelPath;
use crate::base::text::Lang;
use crate::document::names::{id_of, split_order, title_of};
use include_dir::{Dir, include_dir};

static SKELETON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/commands/skeleton/site");

fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sv",
        Lang::En => "en",
    }
}

/// The files of the small site: path and text, with its dates filled in.
pub(super) fn site(lang: Lang, today: Date) -> Vec<(String, String)> {
    let prefix = format!("{}/", folder(lang));
    embed::files(&SKELETON)
        .into_iter()
        .filter_map(|(name, bytes)| {
            let text = str::from_utf8(bytes).ok()?;
            Some((name.strip_prefix(&prefix)?.to_owned(), text.replace("{today}", &today.to_string())))
        })
        .collect()
}

/// Fills in an archetype for the page at `path` (below its content folder).
///
/// `{title}` becomes the title in quotes, `{id}` the id, `{number}` the number that the file name begins with (else 1),
/// `{today}` the day. Where the path gives no id that may be written, lines that ask for one are left out.
pub(super) fn fill(archetype: &str, path: &RelPath, today: Date) -> String {
    let title = serde_json::Value::from(title_of(path, None)).to_string();
    let id = id_of(path);
    let number = split_order(path.stem()).0.unwrap_or(1).to_string();
    let usable = crate::front_matter::is_id(&id);
    let mut out = String::with_capacity(archetype.len() + 64);
    for line in archetype.lines() {
        if line.trim() == "id: {id}" && !usable {
            continue;
        }
        let id = if usable { id.as_str() } else { "x" };
        out.push_str(
            &line
                .replace("{title}", &title)
                .replace("{id}", id)
                .replace("{number}", &number)
                .replace("{today}", &today.to_string()),
        );
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_what_the_path_says() {
        let day = Date::from_ymd(2026, 11, 22).unwrap_or_else(|| panic!("a day"));
        let filled =
            fill("title: {title}\nid: {id}\n# {number} {today} {other}", &RelPath::lit("a/04-så \"är\" det.md"), day);
        assert_eq!(filled, "title: \"Så \\\"är\\\" det\"\nid: a-sa-ar-det\n# 4 2026-11-22 {other}\n");
        assert_eq!(fill("id: {id}\nx", &RelPath::lit("привет.md"), day), "x\n");
    }
}
