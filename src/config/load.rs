//! Reading the configuration.

use super::model::{Config, OnConflict, OnUnreadable};
use crate::base::encoding::utf8;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::suggest::{closest, instead};
use crate::base::text::Text;
use crate::base::zone::Zone;
use crate::data::{Node, decode, parse_toml};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade, not_utf8};
use crate::source::{Files, conflict};
use crate::text;

/// The configuration's file name, at the site's root.
pub const CONFIG_FILE: &str = "ledfyr.toml";

/// The configuration and what was wrong with it. With any finding the program stops (exit code 2).
#[derive(Debug)]
pub struct Loaded {
    /// The configuration, with defaults for what is not set or faulty.
    pub config: Config,
    /// What was wrong.
    pub diagnostics: Diagnostics,
}

/// Reads `ledfyr.toml` at the root of `files`; without it the defaults, with the content where there is some:
/// `content/`, else the folder itself.
pub fn load(files: &dyn Files) -> Loaded {
    let path = RelPath::lit(CONFIG_FILE);
    let fault = |code, message| Diagnostic::new(code, message).file(&path);
    let read = files.read(&path);
    if read.as_ref().is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound) {
        let mut config = Config::default();
        config.content.on_unreadable = Some(OnUnreadable::LeaveOut);
        config.content.on_conflict = Some(OnConflict::Number);
        if !files.is_dir(&RelPath::lit("content")) {
            config.content.dirs = vec![String::new()];
        }
        // Hugo, Docusaurus and others copy what lies there to the root, so pages name it by its path from there.
        if files.is_dir(&RelPath::lit("static")) {
            config.content.dirs.push("static".to_owned());
        }
        return Loaded { config, diagnostics: Vec::new() };
    }
    let read =
        read.map_err(|e| fault(Code::ConfigSyntax, text!("filen kan inte läsas: {e}", "the file cannot be read: {e}")));
    let parsed = read.and_then(|bytes| {
        conflict::find(&path, &bytes).map_or(Ok(()), Err)?;
        let text = utf8(bytes).map_err(|bytes| not_utf8(Code::ConfigSyntax, &path, &bytes, true))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        parse_toml(text).map_err(|e| {
            let help = e.help().unwrap_or_else(|| {
                text!(
                    "skriv ”nyckel = värde” på egna rader, text inom \"…\", och rubriker som [site]",
                    "write \"key = value\" on lines of their own, text inside \"…\", and headings such as [site]"
                )
            });
            fault(Code::ConfigSyntax, e.message).span(e.span).help(help)
        })
    });
    match parsed {
        Ok(node) => decode_config(&node, &path),
        Err(d) => Loaded { config: Config::default(), diagnostics: vec![d] },
    }
}

fn decode_config(node: &Node, path: &RelPath) -> Loaded {
    let decoded = decode::<Config>(node, true);
    let mut diagnostics: Diagnostics = decoded
        .diagnostics
        .into_iter()
        .map(|mut d| {
            d.code = Code::ConfigValue;
            d.file(path)
        })
        .collect();
    for (key, known) in decoded.unknown {
        let name = &key.name;
        diagnostics.push(
            Diagnostic::new(
                Code::ConfigUnknownKey,
                text!("det finns ingen inställning ”{name}” här", "there is no setting \"{name}\" here"),
            )
            .file(path)
            .span(key.span)
            .maybe_help(
                closest(name, known.iter().copied()).map(|c| text!("menade du ”{c}”?", "did you mean \"{c}\"?")),
            )
            .help({
                let all = known.join(", ");
                text!("det som finns här: {all}", "what there is here: {all}")
            }),
        );
    }
    let mut config = decoded.value.unwrap_or_default();
    config.content.on_unreadable.get_or_insert(OnUnreadable::Stop);
    config.source = node.clone();
    config.written = true;
    diagnostics.extend(faults(&config, node).into_iter().map(|d| d.file(path)));
    Loaded { config, diagnostics }
}

/// What the types alone cannot say.
fn faults(config: &Config, node: &Node) -> Diagnostics {
    let parts = [content_faults(config, node), level_faults(config, node), site_faults(config, node)];
    parts.into_iter().flatten().chain(lint_faults(config, node)).chain(follow_up_fault(config, node)).collect()
}

/// The table may not lie where files are published from, or outside the site's folder.
fn follow_up_fault(config: &Config, node: &Node) -> Option<Diagnostic> {
    const PUBLISHED: [&str; 2] = ["static", "root"];
    let file = &config.follow_up.file;
    let path = RelPath::new(file).filter(|path| !file.starts_with('/') && path.extension() == "csv");
    let sound = path.is_some_and(|path| !PUBLISHED.iter().any(|folder| path.is_in(&RelPath::lit(folder))));
    (!sound).then(|| {
        fault(
            place(node, "follow_up", "file"),
            text!(
                "uppföljningen ska vara en .csv-fil i webbplatsens mapp, inte i static eller root: ”{file}”",
                "the follow-up is a .csv file in the site's folder, not in static or root: \"{file}\""
            ),
            text!("skriv till exempel: file = \"uppfoljning.csv\"", "write for example: file = \"uppfoljning.csv\""),
        )
    })
}

fn fault(span: Span, message: Text, help: Text) -> Diagnostic {
    Diagnostic::new(Code::ConfigValue, message).span(span).help(help)
}

/// Where a setting stands.
fn place(node: &Node, table: &str, key: &str) -> Span {
    let table = node.get(table);
    table.and_then(|t| t.place(key, None)).or_else(|| table.map(|t| t.span)).unwrap_or(node.span)
}

fn content_faults(config: &Config, node: &Node) -> Diagnostics {
    let dirs = config.content.dirs.iter().enumerate();
    let outside = dirs.filter(|(_, dir)| RelPath::new(dir).is_none() || dir.starts_with('/'));
    let fault = |(i, dir): (usize, &String)| {
        fault(
            node.get("content").and_then(|c| c.place("dirs", Some(i))).unwrap_or(node.span),
            text!(
                "innehållet ska ligga under webbplatsens mapp: ”{dir}”",
                "content lies below the site's folder: \"{dir}\""
            ),
            text!("skriv sökvägen från ledfyr.toml, utan ”..”", "write the path from ledfyr.toml, without \"..\""),
        )
    };
    outside.map(fault).collect()
}

fn level_faults(config: &Config, node: &Node) -> Diagnostics {
    let levels = &config.classification.levels;
    let stated = [("default", &config.classification.default), ("audience", &config.classification.audience)];
    let unknown = stated.into_iter().filter_map(|(key, level)| Some((key, level.as_ref()?)));
    let all = levels.join(" < ");
    let fault = |(key, level): (&str, &String)| {
        fault(
            place(node, "classification", key),
            text!("nivån ”{level}” finns inte bland levels", "the level \"{level}\" is not among levels"),
            text!("nivåerna är: {all}", "the levels are: {all}"),
        )
    };
    unknown.filter(|(_, level)| !levels.contains(level)).map(fault).collect()
}

fn site_faults(config: &Config, node: &Node) -> Diagnostics {
    let mut found = Diagnostics::new();
    let is_address = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    if let Some(url) = config.site.base_url.as_ref().filter(|url| !is_address(url)) {
        found.push(fault(
            place(node, "site", "base_url"),
            text!(
                "base_url ska börja med https:// eller http://: ”{url}”",
                "base_url begins with https:// or http://: \"{url}\""
            ),
            text!(
                "skriv till exempel: base_url = \"https://intranat.example/sakerhet/\"",
                "write for example: base_url = \"https://intranet.example/security/\""
            ),
        ));
    }
    if let Some(name) = config.site.time_zone.as_ref().filter(|name| Zone::named(name).is_none()) {
        found.push(fault(
            place(node, "site", "time_zone"),
            text!("det finns ingen tidszon ”{name}”", "there is no time zone \"{name}\""),
            nearest_zone(name),
        ));
    }
    found
}

fn lint_faults(config: &Config, node: &Node) -> Diagnostics {
    let level = |name: &String| {
        let span = place(node, "lint", name);
        match Code::parse(name) {
            None => Some(no_code(span, name)),
            Some(code) if code.grade() == Grade::Error => Some(fault(
                span,
                text!("”{name}” är ett fel och kan inte ställas om", "\"{name}\" is an error and has no level"),
                text!(
                    "ta bort raden; ett fel stoppar alltid publiceringen",
                    "remove the line; an error always stops publishing"
                ),
            )),
            Some(_) => None,
        }
    };
    let grace = |name: &String| {
        let span = node.get("lint").map_or(node.span, |lint| place(lint, "grace", name));
        let Some(code) = Code::parse(name) else { return Some(no_code(span, name)) };
        let all = Code::dated().map(Code::as_str).collect::<Vec<_>>().join(", ");
        (!code.is_dated()).then(|| {
            fault(
                span,
                text!(
                    "”{name}” beror inte på dagen och har ingen frist",
                    "\"{name}\" does not depend on the day and has no grace"
                ),
                text!("de som har en frist: {all}", "those with a grace: {all}"),
            )
        })
    };
    config.lint.levels.keys().filter_map(level).chain(config.lint.grace.keys().filter_map(grace)).collect()
}

fn no_code(span: Span, name: &str) -> Diagnostic {
    let known = Code::ALL.iter().map(|code| code.as_str());
    let help = instead(name, known)
        .unwrap_or_else(|| text!("koderna visas av: ledfyr explain", "the codes are shown by: ledfyr explain"));
    fault(span, text!("det finns ingen kod ”{name}”", "there is no code \"{name}\""), help)
}

/// The zone that was meant: the one of that town, or with a similar name.
fn nearest_zone(given: &str) -> Text {
    let names = Zone::names();
    let town = |name: &str| name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    let town_given = town(given.trim());
    let of_town = names.iter().find(|name| town(name).eq_ignore_ascii_case(&town_given)).map(String::as_str);
    let by_town = || {
        let towns: Vec<String> = names.iter().map(|name| town(name)).collect();
        let nearest = closest(&town_given, towns.iter().map(String::as_str))?;
        names.iter().zip(&towns).find(|(_, town)| *town == nearest).map(|(name, _)| name.as_str())
    };
    match of_town.or_else(|| closest(given, names.iter().map(String::as_str))).or_else(by_town) {
        Some(meant) => text!("menade du ”{meant}”?", "did you mean \"{meant}\"?"),
        None => text!(
            "skriv ett namn ur IANA:s tidszonsdatabas: time_zone = \"Europe/Stockholm\"",
            "write a name of IANA's time zone database: time_zone = \"Europe/Stockholm\""
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::MemoryFiles;

    fn messages(toml: &str) -> Vec<String> {
        let files = MemoryFiles::new().with(CONFIG_FILE, toml);
        load(&files)
            .diagnostics
            .iter()
            .map(|d| {
                let help: Vec<_> = d.help.iter().map(|h| h.sv.as_str()).collect();
                format!("{}: {} | {}", d.code, d.message.sv, help.join(" | "))
            })
            .collect()
    }

    #[test]
    fn defaults_hold_without_a_file_and_find_the_content() {
        let bare = load(&MemoryFiles::new().with("a.md", "# A"));
        assert_eq!(bare.config.content.dirs, [""]);
        assert_eq!(bare.config.content.on_unreadable, Some(OnUnreadable::LeaveOut));
        let site = load(&MemoryFiles::new().with("content/a.md", "# A"));
        assert_eq!(site.config.content.dirs, ["content"]);
    }

    #[test]
    fn every_fault_has_its_message() {
        assert_eq!(messages("[site]\ntitle = \"A\"\n[lint]\nbroken-link = \"deny\""), Vec::<String>::new());
        assert_eq!(
            messages("[site]\ntitel = \"A\"\nsample = \"ja\"\n[bild]\nx = 1"),
            [
                "config-value: site.sample: väntade true eller false, fick texten ”ja” | skriv till exempel: sample = true",
                "config-unknown-key: det finns ingen inställning ”titel” här | menade du ”title”? | det som finns här: title, description, organisation, language, time_zone, base_url, sample, contact, about, statement, acute_page, acute, edit_url",
                "config-unknown-key: det finns ingen inställning ”bild” här | menade du ”build”? | det som finns här: site, languages, menu, content, front_matter, markdown, classification, build, search, follow_up, feed, robots, laws, readability, lint, theme",
            ]
        );
        assert_eq!(
            messages("[site]\ntitel = \"A\""),
            [
                "config-unknown-key: det finns ingen inställning ”titel” här | menade du ”title”? | det som finns här: title, description, organisation, language, time_zone, base_url, sample, contact, about, statement, acute_page, acute, edit_url"
            ]
        );
        assert_eq!(
            messages("[content]\ndirs = [\"../x\"]\n[classification]\naudience = \"hemlig\""),
            [
                "config-value: innehållet ska ligga under webbplatsens mapp: ”../x” | skriv sökvägen från ledfyr.toml, utan ”..”",
                "config-value: nivån ”hemlig” finns inte bland levels | nivåerna är: open < internal < restricted",
            ]
        );
        assert_eq!(
            messages("[lint]\nbroken-lnk = \"warn\"\nduplicate-id = \"allow\"\n[site]\nbase_url = \"intranat\""),
            [
                "config-value: base_url ska börja med https:// eller http://: ”intranat” | skriv till exempel: base_url = \"https://intranat.example/sakerhet/\"",
                "config-value: det finns ingen kod ”broken-lnk” | menade du ”broken-link”?",
                "config-value: ”duplicate-id” är ett fel och kan inte ställas om | ta bort raden; ett fel stoppar alltid publiceringen",
            ]
        );
        assert_eq!(
            ["Europe/Stokholm", "stockholm", "Sverige", "Europe/New York", ""]
                .map(|zone| messages(&format!("[site]\ntime_zone = \"{zone}\"")).join("; ")),
            [
                "config-value: det finns ingen tidszon ”Europe/Stokholm” | menade du ”Europe/Stockholm”?",
                "config-value: det finns ingen tidszon ”stockholm” | menade du ”Europe/Stockholm”?",
                "config-value: det finns ingen tidszon ”Sverige” | skriv ett namn ur IANA:s tidszonsdatabas: time_zone = \"Europe/Stockholm\"",
                "config-value: det finns ingen tidszon ”Europe/New York” | menade du ”America/New_York”?",
                "config-value: det finns ingen tidszon ”” | skriv ett namn ur IANA:s tidszonsdatabas: time_zone = \"Europe/Stockholm\"",
            ]
        );
        assert_eq!(
            messages("title = "),
            [
                "config-syntax: det här är inte TOML: efter likhetstecknet ska det stå ett värde | skriv ”nyckel = värde” på egna rader, text inom \"…\", och rubriker som [site]"
            ]
        );
        assert_eq!(
            messages("a = 1\na = 2"),
            ["config-syntax: nyckeln ”a” står två gånger | behåll den rad som gäller och ta bort den andra"]
        );
    }
}
