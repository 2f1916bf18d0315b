//! `ledfyr new`

use super::Exit;
use super::cli::{Cli, NewArgs};
use super::context::{Configured, Context};
use super::files::write_new;
use super::print::print_error;
use super::skeleton;
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::base::text::Lang;
use crate::document::names;
use crate::document::scaffold;
use crate::front_matter::fields::Kind;
use crate::source::Files;
use crate::text;

pub(super) fn run(cli: &Cli, args: &NewArgs) -> Exit {
    match new(cli, args) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn new(cli: &Cli, args: &NewArgs) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.configure()?;
    let kind = kind(&args.kind, site.lang)?;
    let (folder, page) = place(&site, &args.path)?;
    let shown = if folder.is_empty() { page.as_str().to_owned() } else { format!("{folder}/{page}") };
    let languages = site.config.languages.keys().map(String::as_str);
    let file_lang = names::file_lang(&page, languages);
    let lang = Lang::from_tag(file_lang.as_deref().unwrap_or(&site.config.site.language));
    let archetype = archetype(&site, kind, lang)?;
    let text = skeleton::fill(&archetype, &page, site.today());
    write_new(&site.context.root.join(&shown), text.as_bytes(), site.lang)?;
    site.print_line(&text!(
        "{shown} är skapad som utkast. Se den med: ledfyr serve --drafts",
        "{shown} was made, as a draft. See it with: ledfyr serve --drafts"
    ))?;
    Ok(Exit::Fine)
}

fn kind(given: &str, lang: Lang) -> Result<Kind, Exit> {
    if let Some(kind) = Kind::ALL.iter().find(|k| k.as_str() == given) {
        return Ok(*kind);
    }
    let names = || Kind::ALL.iter().map(|k| k.as_str());
    let all = names().collect::<Vec<_>>().join(", ");
    let (sv, en) = closest(given, names())
        .map_or_else(Default::default, |m| (format!("; menade du ”{m}”?"), format!("; did you mean \"{m}\"?")));
    print_error(
        &text!(
            "det finns inget slag ”{given}”{sv}\nslagen är: {all}",
            "there is no kind \"{given}\"{en}\nthe kinds are: {all}"
        ),
        lang,
    );
    Err(Exit::Fault)
}

/// The content folder, and the page below it. A path may name the folder or not, and end in `.md` or not; one that
/// ends in `/` is a folder, and its page the folder's front page.
fn place(site: &Configured, given: &str) -> Result<(String, RelPath), Exit> {
    let refuse = |message| {
        print_error(&message, site.lang);
        Exit::Fault
    };
    let dirs: Vec<&str> = site.config.content.dirs.iter().map(String::as_str).collect();
    let Some(path) = RelPath::new(given) else {
        return Err(refuse(text!("{given} leder ut ur innehållet", "{given} leads out of the content")));
    };
    let named = dirs.iter().filter(|d| !d.is_empty()).find(|d| path.is_in(&RelPath::lit(d)) && path.as_str() != **d);
    let folder = named.or(dirs.first()).copied().unwrap_or("");
    let below = if named.is_some() { path.as_str()[folder.len()..].trim_start_matches('/') } else { path.as_str() };
    let below = match below {
        "" => "_index.md".to_owned(),
        b if given.ends_with('/') => format!("{b}/_index.md"),
        b if b.ends_with(".md") => b.to_owned(),
        b => format!("{b}.md"),
    };
    let hidden = below.split('/').any(|part| part.starts_with('.'));
    if hidden {
        return Err(refuse(text!(
            "{given} börjar med en punkt: sådana filer läses inte",
            "{given} begins with a dot: such files are not read"
        )));
    }
    Ok((folder.to_owned(), RelPath::lit(&below)))
}

/// The site's own archetype, else the program's.
fn archetype(site: &Configured, kind: Kind, lang: Lang) -> Result<String, Exit> {
    let own = RelPath::lit(&format!("archetypes/{kind}.md"));
    if !site.context.files.is_file(&own) {
        return Ok(scaffold::archetype(kind, lang));
    }
    let text = site.context.files.read(&own).map(String::from_utf8);
    match text {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(_)) => {
            print_error(&text!("{own} är inte UTF-8", "{own} is not UTF-8"), site.lang);
            Err(Exit::Fault)
        }
        Err(e) => {
            print_error(&text!("{own} kan inte läsas: {e}", "{own} cannot be read: {e}"), site.lang);
            Err(Exit::Fault)
        }
    }
}
