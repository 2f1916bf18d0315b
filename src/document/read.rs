//! From the bytes of a file to a document, or to the reason why there is none.

use super::body_hash::body_hash;
use super::fields::Kind;
use super::front_matter::{self, FrontMatter};
use super::kept::Parsed;
use super::markdown::{self, Options};
use super::model::Document;
use super::prose::{Held, Prose};
use super::raw_html::RawHtml;
use crate::base::date::Date;
use crate::base::encoding::utf8;
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::config::{Config, OnUnreadable, RawHtmlMode};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade, not_utf8};
use crate::text;
use std::sync::Arc;

/// Whom and when a build is for: all that decides which pages exist.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The highest level that readers may see; `None` when the site has no levels.
    pub audience: Option<String>,
    /// Publish drafts and pages that are not valid yet.
    pub drafts: bool,
    /// The day of the build.
    pub today: Date,
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum Read {
    Page(Box<Document>),
    /// Above the readers' level: only what is needed to tell an editor that a link leads up.
    Withheld {
        path: RelPath,
        id: String,
    },
    /// Not for now: a draft, not valid yet, or unreadable where that may be left out.
    LeftOut {
        path: RelPath,
    },
}

/// Words for text that must never be in the tree, whatever level a site declares.
const STATE_SECRETS: [&str; 3] = ["sakerhetsskydd", "säkerhetsskydd", "säkerhetsskyddsklassificerad"];

/// Reads one file, given as its bytes and their hash. `path` lies below its content folder, `file` below the site's root;
/// `known` is what its body was parsed to before, when it holds the same bytes and is read by the same configuration.
///
/// The level is judged before the body is parsed: of a page that is withheld nothing but path and id goes on.
pub fn read(
    path: &RelPath,
    file: &RelPath,
    (bytes, hash): (Vec<u8>, Hash),
    config: &Arc<Config>,
    edition: &Edition,
    known: impl FnOnce() -> Option<Parsed>,
) -> (Read, Diagnostics) {
    let left_out = || Read::LeftOut { path: path.clone() };
    let text = match utf8(bytes) {
        Ok(text) => text,
        Err(bytes) => {
            // Its level cannot be read, so nothing of it is shown where there are levels.
            let show = config.classification.levels.is_empty();
            return (left_out(), vec![unreadable(not_utf8(Code::NotUtf8, file, &bytes, show), config)]);
        }
    };
    let (mut front, mut found) = front_matter::read(file, &text);
    front_matter::lenient::forget(&config.front_matter.own, &front, &mut found);
    front_matter::dates::check(file, &front, edition.today, &mut found);
    if front.node.get("date").is_none() {
        front.fields.date = super::names::date_of(path.stem()).map(|(date, _)| date);
    }
    if let Some(lang) = &mut front.fields.lang {
        plain_language(lang, config);
    }
    let lenient = config.content.on_unreadable == Some(OnUnreadable::LeaveOut);
    let unreadable = found.iter().any(|d| d.grade() == Grade::Error);
    let level = level(file, &front, config);
    let level = match level {
        Ok(level) => level,
        Err(d) => {
            found.push(d);
            return (left_out(), found);
        }
    };
    if unreadable {
        // Faults in what guards people stop the build even where other faults do not.
        let guarded = found.iter().any(|d| d.code == Code::GuardedKey || is_guarded_fault(d, &front));
        if lenient && !guarded {
            found = found.into_iter().map(as_left_out).collect();
        }
        return (left_out(), found);
    }
    if withheld(level, config, edition) {
        let id = front.fields.id.clone().unwrap_or_else(|| super::names::id_of(path));
        // What is wrong inside a page that these readers may not see is not theirs to see either.
        return (Read::Withheld { path: path.clone(), id }, Vec::new());
    }
    let f = &front.fields;
    let not_yet = f.draft || f.valid_from.is_some_and(|d| d > edition.today);
    if not_yet && !edition.drafts {
        return (left_out(), found);
    }
    let document = match known() {
        Some(parsed) => parsed.with((path, file, hash), front, Unread { text, config: Arc::clone(config) }),
        None => parse((path, file, hash), &text, front, config),
    };
    (Read::Page(Box::new(document)), found)
}

/// Which file it is: below its content folder, below the root, and of what bytes.
pub(super) type Which<'a> = (&'a RelPath, &'a RelPath, Hash);

fn parse((path, file, hash): Which<'_>, text: &str, front: FrontMatter, config: &Config) -> Document {
    let languages = || config.languages.keys().map(String::as_str).chain([config.site.language.as_str()]);
    let file_lang = super::names::file_lang(path, languages());
    let parsed = markdown(file, text, &front, file_lang.as_deref(), config);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(markdown::damaged(&text[..front.body_start], file));
    super::scaffold::left_in_place(file, text, &mut diagnostics);
    diagnostics.extend(markdown::damaged_values(&front.node, text, file));
    if file_lang.is_none()
        && let Some(tag) = super::names::unknown_lang(path)
    {
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownLanguage,
                text!(
                    "filnamnet slutar på språket ”{tag}”, som webbplatsen inte har",
                    "the file name ends in the language \"{tag}\", which the site does not have"
                ),
            )
            .file(file)
            .cause(tag.clone())
            .help(text!(
                "lägg till [languages.{tag}] i ledfyr.toml, eller byt namn på filen",
                "add [languages.{tag}] to ledfyr.toml, or rename the file"
            )),
        );
    }
    if let Some(tag) = front.fields.lang.as_ref().filter(|lang| !languages().any(|l| l == lang.as_str())) {
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownLanguage,
                text!(
                    "sidan är på språket ”{tag}”, som webbplatsen inte har",
                    "the page is in the language \"{tag}\", which the site does not have"
                ),
            )
            .file(file)
            .span(front.span("lang", None))
            .cause(tag.clone())
            .help(text!(
                "lägg till [languages.{tag}] i ledfyr.toml, eller ta bort lang",
                "add [languages.{tag}] to ledfyr.toml, or remove lang"
            )),
        );
    }
    diagnostics.extend(two_languages(path, file, file_lang.as_deref(), &front, config));
    let title = front
        .fields
        .title
        .clone()
        .or(parsed.title)
        .unwrap_or_else(|| super::names::title_of(path, file_lang.as_deref()));
    Document {
        path: path.clone(),
        file: file.clone(),
        hash,
        file_lang,
        title,
        body_hash: body_hash(&text[front.body_start..]),
        body: parsed.body,
        prose: Held::Whole(parsed.prose),
        front,
        diagnostics,
    }
}

/// Where `lang` says another language than the file's name or its folder does. The name goes before `lang`, `lang` before
/// the folder.
fn two_languages(
    path: &RelPath,
    file: &RelPath,
    file_lang: Option<&str>,
    front: &FrontMatter,
    config: &Config,
) -> Option<Diagnostic> {
    let stated = front.fields.lang.as_deref()?;
    let folder = || path.parts().next().filter(|f| path.parts().count() > 1 && config.languages.contains_key(*f));
    let place = file_lang.or_else(folder).filter(|place| *place != stated)?;
    let holds = file_lang.unwrap_or(stated);
    Some(
        Diagnostic::new(
            Code::TranslationConflict,
            text!(
                "sidan ligger som språket ”{place}”, men lang säger ”{stated}”; ”{holds}” gäller",
                "the page lies as the language \"{place}\", but lang says \"{stated}\"; \"{holds}\" holds"
            ),
        )
        .file(file)
        .span(front.span("lang", None))
        .cause("lang")
        .help(text!("ta bort lang, eller flytta filen", "remove lang, or move the file")),
    )
}

/// The body of a file as Markdown. Nothing but its text, its front matter and the configuration decides what comes of it.
fn markdown(
    file: &RelPath,
    text: &str,
    front: &FrontMatter,
    file_lang: Option<&str>,
    config: &Config,
) -> markdown::Parsed {
    let lang = file_lang.or(front.fields.lang.as_deref()).unwrap_or(&config.site.language);
    let id_prefix = match (front.kind(), front.fields.number) {
        (Kind::Chapter, Some(n)) => format!("{n}-"),
        _ => String::new(),
    };
    let options = Options {
        lang,
        smart_punctuation: config.markdown.smart_punctuation,
        raw_html: match config.markdown.raw_html {
            RawHtmlMode::Sanitise => RawHtml::Sanitise,
            RawHtmlMode::Escape => RawHtml::Escape,
            RawHtmlMode::Trust => RawHtml::Trust,
        },
        highlight: config.markdown.highlight,
        glossary: front.kind() == Kind::Glossary,
        checklist: front.kind() == Kind::Checklist,
        title: front.fields.title.as_deref(),
        id_prefix,
    };
    markdown::parse(&text[front.body_start..], front.body_start, file, &options)
}

/// The text of a page whose body was known from an earlier run, until somebody asks for its prose.
#[derive(Debug)]
pub struct Unread {
    pub text: String,
    pub config: Arc<Config>,
}

impl Unread {
    /// What was found on the way was told when the file was first read.
    pub(super) fn prose(&self, of: &Document) -> Prose {
        markdown(&of.file, &self.text, &of.front, of.file_lang.as_deref(), &self.config).prose
    }
}

/// The level that holds for the page, as its place in the configuration's order; `None` when there are no levels.
fn level(file: &RelPath, front: &FrontMatter, config: &Config) -> Result<Option<usize>, Diagnostic> {
    let levels = &config.classification.levels;
    let place = |level: &str| levels.iter().position(|l| l == level);
    let Some(stated) = &front.fields.classification else {
        let default = config.classification.default.as_deref().and_then(place);
        return Ok(default.or(levels.len().checked_sub(1)));
    };
    let span = front.span("classification", None);
    if STATE_SECRETS.iter().any(|word| stated.to_lowercase().starts_with(word)) {
        return Err(Diagnostic::new(
            Code::StateSecret,
            text!("säkerhetsskyddsklassificerad text får inte ligga här", "security-classified text must not lie here"),
        )
        .file(file)
        .span(span)
        .help(text!(
            "ta bort filen även ur git-historiken och kontakta säkerhetsskyddschefen",
            "remove the file, from the git history too, and tell the head of protective security"
        )));
    }
    place(stated).map(Some).ok_or_else(|| {
        let all = levels.join(" < ");
        Diagnostic::new(Code::UnknownLevel, text!("nivån ”{stated}” finns inte", "there is no level \"{stated}\""))
            .file(file)
            .span(span)
            .maybe_help(
                closest(stated, levels.iter().map(String::as_str))
                    .map(|l| text!("menade du ”{l}”?", "did you mean \"{l}\"?")),
            )
            .help(text!("nivåerna är: {all}", "the levels are: {all}"))
    })
}

fn withheld(level: Option<usize>, config: &Config, edition: &Edition) -> bool {
    let highest = edition.audience.as_ref().and_then(|a| config.classification.levels.iter().position(|l| l == a));
    match (level, highest) {
        (Some(level), Some(highest)) => level > highest,
        _ => false,
    }
}

/// Takes the country from a tag (`sv-SE`) that the site has without one.
fn plain_language(lang: &mut String, config: &Config) {
    let has = |tag: &str| config.site.language == tag || config.languages.contains_key(tag);
    if let Some(plain) = lang.split(['-', '_']).next().filter(|plain| !has(lang) && has(plain)) {
        *lang = plain.to_owned();
    }
}

fn is_guarded_fault(d: &Diagnostic, front: &FrontMatter) -> bool {
    let Some(at) = d.span else { return false };
    front
        .node
        .entries()
        .iter()
        .any(|(k, v)| front_matter::GUARDED.contains(&k.name.as_str()) && (at == k.span || v.holds(at)))
}

/// The finding for a page's file that cannot be read at all, where that stops the build and where it does not.
pub fn unreadable(d: Diagnostic, config: &Config) -> Diagnostic {
    if config.content.on_unreadable == Some(OnUnreadable::LeaveOut) { as_left_out(d) } else { d }
}

/// The same fault where it leaves the page out instead of stopping the build.
fn as_left_out(d: Diagnostic) -> Diagnostic {
    if d.grade() == Grade::Warning {
        return d;
    }
    let cause = format!("{}:{}", d.code, d.cause.clone().unwrap_or_else(|| d.message.en.clone()));
    let (sv, en) = (&d.message.sv, &d.message.en);
    let mut out = Diagnostic::new(
        Code::PageLeftOut,
        crate::base::text::Text {
            sv: format!("sidan är utelämnad: {sv}"), en: format!("the page is left out: {en}")
        },
    )
    .cause(cause);
    out.file = d.file;
    out.span = d.span;
    out.label = d.label;
    out.help = d.help;
    out
}
