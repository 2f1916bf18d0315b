//! Folders that are not read, and the finding that says so.

use crate::base::path::RelPath;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::names;
use crate::output::MANIFEST;
use crate::source::Files;
use crate::text;

/// Folders that are no content, where the site's root itself is the content. Each is left out only when it is what its name
/// says.
const NOT_CONTENT: [&str; 8] =
    ["archetypes", "public", "node_modules", "target", "templates", "static", "i18n", "themes"];

/// Endings of files that pages fetch.
const WEB_FILES: [&str; 9] = ["css", "js", "svg", "png", "jpg", "ico", "woff2", "woff", "webmanifest"];

/// Hidden folders of programs, in which nobody writes pages.
const PROGRAM_FOLDERS: [&str; 5] = [".git", ".hg", ".svn", ".venv", ".cache"];

/// The folders at the root that are no content.
pub(super) fn at_root(files: &dyn Files) -> Vec<RelPath> {
    let there = NOT_CONTENT.iter().map(|name| RelPath::lit(name)).filter(|folder| files.is_dir(folder));
    there.filter(|folder| is_what_its_name_says(files, folder)).collect()
}

fn is_what_its_name_says(files: &dyn Files, folder: &RelPath) -> bool {
    let file = |name: &str| files.is_file(&RelPath::lit(&format!("{folder}/{name}")));
    let any = |test: &dyn Fn(&RelPath) -> bool| files.walk(folder, &[]).entries.iter().any(|e| test(&e.path));
    let ends = |path: &RelPath, endings: &[&str]| endings.contains(&path.extension().as_str());
    match folder.as_str() {
        "node_modules" => true,
        "target" => files.is_file(&RelPath::lit("Cargo.toml")) || file("CACHEDIR.TAG"),
        "public" => file(MANIFEST),
        "templates" => any(&|path| ends(path, &["html"])),
        "static" => any(&|path| ends(path, &WEB_FILES)),
        "i18n" => any(&|path| ends(path, &["toml", "yaml", "yml", "json", "po"])),
        "themes" => any(&|path| ends(path, &["html", "toml"])),
        // Archetypes have holes to be filled.
        _ => any(&|path| {
            let text = files.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
            text.contains("{{") || text.contains("{title}") || text.contains("{id}")
        }),
    }
}

/// One finding for all folders that are not read though pages may lie in them.
pub(super) fn report(files: &dyn Files, folders: &[RelPath], hidden: &[RelPath]) -> Vec<Diagnostic> {
    let named = |folder: &RelPath| -> Option<String> {
        // Thousands of folders of others; to count what lies in them would take longer than the site.
        if folder.as_str() == "node_modules" {
            return Some(folder.to_string());
        }
        // Nobody means an archetype to be a page.
        if folder.as_str() == "archetypes" {
            return None;
        }
        let pages = files.walk(folder, &[]).entries.iter().filter(|e| names::is_markdown(&e.path)).count();
        (pages > 0).then(|| format!("{folder} ({pages} .md)"))
    };
    let all = |folders: &[RelPath]| folders.iter().filter_map(named).collect::<Vec<_>>().join(", ");
    let one =
        |message: Text, help: Text| Diagnostic::new(Code::SkippedFolder, message).cause(help.en.clone()).help(help);
    let mut found = Vec::new();
    let skipped = all(folders);
    if !skipped.is_empty() {
        found.push(one(
            text!("mappar som inte läses: {skipped}", "folders that are not read: {skipped}"),
            text!(
                "de hör till temat eller till ett annat program; ska något bli sidor, flytta det till en mapp med annat namn",
                "they belong to the theme or to another program; if something is to become pages, move it to a folder of another name"
            ),
        ));
    }
    let of_people = |folder: &&RelPath| !PROGRAM_FOLDERS.contains(&folder.file_name());
    let hidden = all(&hidden.iter().filter(of_people).cloned().collect::<Vec<_>>());
    if !hidden.is_empty() {
        found.push(one(
            text!("dolda mappar läses inte: {hidden}", "hidden folders are not read: {hidden}"),
            text!(
                "ska något bli sidor, byt namn på mappen så att det inte börjar med en punkt",
                "if something is to become pages, rename the folder so that it does not begin with a dot"
            ),
        ));
    }
    found
}
