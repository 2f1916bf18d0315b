//! Reads the bytes of a file to a document, or to the reason why there is none.

use super::body_hash::body_hash;
use super::level::{self, Edition, Standing};
use super::model::Document;
use crate::base::date::Date;
use crate::base::encoding::{Encoding, utf8};
use crate::base::hash::Hash;
use crate::base::path::RelPath;
use crate::config::{Config, OnUnreadable, RawHtmlMode};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Grade, not_utf8};
use crate::front_matter::fields::{Kind, OfKind, Status};
use crate::front_matter::{self, FrontMatter, Rules};
use crate::markdown::{self, Options};
use crate::markdown_lint;
use crate::raw_html::RawHtml;
use crate::source::conflict;
use crate::text;
use std::sync::OnceLock;

/// The result of reading a file: a page, or the reason why there is none.
#[derive(Debug)]
pub enum Read {
    /// A page of this edition.
    Page(Box<Document>),
    /// No page, and why.
    Absent(Absent),
}

/// Why a page is not in this edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Absent {
    /// Its level is above the readers'.
    Withheld,
    /// Not for now: a draft, or not valid yet.
    LeftOut,
    /// What stands in it cannot be read.
    Unreadable,
}

/// A file that was read: what it is, what is known of it in any case, and what was found in it.
#[derive(Debug)]
pub struct Outcome {
    /// What it is.
    pub read: Read,
    /// What is known of it in any case.
    pub standing: Standing,
    /// What was found, save what the document holds itself.
    pub found: Diagnostics,
}

/// Reads one file, given as its bytes and their hash. `path` lies below its content folder, `file` below the site's root.
///
/// The level is judged before anything else: of a page that is withheld nothing is reported, whatever is wrong with it, and
/// its body is not parsed.
pub fn read(
    path: &RelPath,
    file: &RelPath,
    (bytes, hash): (Vec<u8>, Hash),
    config: &Config,
    edition: &Edition,
) -> Outcome {
    let (text, foreign) = match utf8(bytes) {
        Ok(text) => (text, None),
        Err(bytes) => (Encoding::guess(&bytes).decode(&bytes), Some(bytes)),
    };
    let rules = rules(config, edition);
    let (mut front, mut found) = front_matter::read(file, &text, &rules);
    front_matter::lenient::drop_own_keys(&config.front_matter.own, &front, &mut found);
    front_matter::dates::check(file, &front, edition.today, &mut found);
    if front.node.get("date").is_none() {
        front.fields.date = super::names::date_of(path.stem()).map(|(date, _)| date);
    }
    if let Some(lang) = &mut front.fields.lang {
        plain_language(lang, config);
    }
    let (standing, wrong_level) = level::standing(file, &front, config);
    // Its encoding is a guess, and so is the level that is read in it.
    let sealed = standing.unclear && edition.is_partial(config);
    let foreign = foreign.map(|bytes| not_utf8(Code::NotUtf8, file, &bytes, !sealed));
    if let Some(fault) = foreign.or_else(|| conflict::find(file, text.as_bytes())) {
        return unreadable(fault, standing, config, edition);
    }
    let unread = found.iter().any(|d| d.grade() == Grade::Error);
    // Faults in what guards people stop the build even where others do not.
    let guarded = front.misspelt || wrong_level.is_some() || found.iter().any(|d| is_guarded_fault(d, &front));
    found.extend(wrong_level);
    if unread || guarded {
        return faulty(found, Some(&front), standing, guarded, config, edition);
    }
    let absent = |why, standing, found| Outcome { read: Read::Absent(why), standing, found };
    if edition.withholds(standing.level, config) {
        return absent(Absent::Withheld, standing, Vec::new());
    }
    if is_for_later(path, &front, edition.today) && !edition.drafts {
        return absent(Absent::LeftOut, standing, found);
    }
    let document = parse((path, file, hash), &text, front, config);
    let stops = document.diagnostics.iter().any(|d| d.grade() == Grade::Error);
    if stops && config.content.on_unreadable == Some(OnUnreadable::LeaveOut) {
        found.extend(document.diagnostics);
        return faulty(found, None, standing, false, config, edition);
    }
    Outcome { read: Read::Page(Box::new(document)), standing, found }
}

/// Whether the page is not published yet: a draft, or one that is kept back until its first day. A controlled document that
/// is decided is published before that day and says that it waits; a later version of one says where it stands.
fn is_for_later(path: &RelPath, front: &FrontMatter, today: Date) -> bool {
    let f = &front.fields;
    let is_version = path.stem().split('.').skip(1).any(|part| super::names::version(&format!("x.{part}")).is_some());
    let waits_openly = front.kind().is_controlled()
        && match f.status {
            Some(Status::Decided) => true,
            Some(_) => is_version,
            None => false,
        };
    f.draft || (!waits_openly && f.valid_from.is_some_and(|from| from > today))
}

fn rules<'c>(config: &'c Config, edition: &Edition) -> Rules<'c> {
    let foreign = config.content.on_unreadable == Some(OnUnreadable::LeaveOut);
    Rules { levels: &config.classification.levels, today: Some(edition.today), foreign }
}

/// A page's file that cannot be read at all: withheld where its level is known to be above the readers', else reported.
pub fn unreadable(fault: Diagnostic, standing: Standing, config: &Config, edition: &Edition) -> Outcome {
    faulty(vec![fault], None, standing, false, config, edition)
}

/// The standing of a file that is too large to be read, by its beginning.
pub fn read_standing(file: &RelPath, beginning: &[u8], config: &Config, edition: &Edition) -> Standing {
    let text = utf8(beginning.to_vec()).unwrap_or_else(|bytes| Encoding::guess(&bytes).decode(&bytes));
    let rules = rules(config, edition);
    let (front, _) = front_matter::read(file, &text, &rules);
    level::standing(file, &front, config).0
}

/// A page with faults that keep it from being published. `guarded`: they stop the build where others would not.
fn faulty(
    mut found: Diagnostics,
    front: Option<&FrontMatter>,
    standing: Standing,
    guarded: bool,
    config: &Config,
    edition: &Edition,
) -> Outcome {
    if edition.withholds(standing.level, config) {
        return Outcome { read: Read::Absent(Absent::Withheld), standing, found: Vec::new() };
    }
    if standing.unclear && edition.is_partial(config) {
        // Who reads this log may not be among those who may read the page.
        let of_level = |d: &Diagnostic| front.is_some_and(|front| front.is_about("classification", d));
        found.retain(|d| SAFE_TO_SHOW.contains(&d.code) || of_level(d));
        found.iter_mut().for_each(|d| d.sealed = true);
    }
    let stops = guarded || standing.unclear;
    if config.content.on_unreadable == Some(OnUnreadable::LeaveOut) && !stops {
        found = found.into_iter().map(as_left_out).collect();
    }
    Outcome { read: Read::Absent(Absent::Unreadable), standing, found }
}

/// Findings that say nothing of what is on the page: they may be shown where its level is not known.
const SAFE_TO_SHOW: [Code; 9] = [
    Code::NotUtf8,
    Code::FileTooLarge,
    Code::UnreadableFile,
    Code::MergeConflict,
    Code::FrontMatterSyntax,
    Code::DuplicateKey,
    Code::GuardedKey,
    Code::UnknownLevel,
    Code::StateSecret,
];

/// A file: its path below the content folder, its path below the root, and the hash of its bytes.
type FilePlace<'a> = (&'a RelPath, &'a RelPath, Hash);

fn parse((path, file, hash): FilePlace<'_>, text: &str, front: FrontMatter, config: &Config) -> Document {
    let languages = || config.languages.keys().map(String::as_str).chain([config.site.language.as_str()]);
    let file_lang = super::names::file_lang(path, languages());
    let parsed = markdown(file, text, &front, file_lang.as_deref(), config);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(markdown_lint::damaged(&text[..front.body_start], file));
    super::scaffold::left_in_place(file, text, &mut diagnostics);
    diagnostics.extend(markdown_lint::damaged_values(&front.node, text, file));
    diagnostics.extend(unknown_languages(path, file, file_lang.as_deref(), &front, config));
    diagnostics.extend(two_languages(path, file, file_lang.as_deref(), &front, config));
    let title = front
        .fields
        .title
        .clone()
        .or(parsed.title)
        .unwrap_or_else(|| super::names::title_of(path, file_lang.as_deref()));
    Document {
        path: path.clone(),
        source: path.clone(),
        file: file.clone(),
        hash,
        file_lang,
        title,
        body_hash: body_hash(&text[front.body_start..]),
        governed_hash: OnceLock::new(),
        body: parsed.body,
        prose: parsed.prose,
        front,
        diagnostics,
    }
}

/// Languages in the file's name and in front matter that the site does not have.
fn unknown_languages(
    path: &RelPath,
    file: &RelPath,
    file_lang: Option<&str>,
    front: &FrontMatter,
    config: &Config,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let known = |lang: &str| lang == config.site.language || config.languages.contains_key(lang);
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
    if let Some(tag) = front.fields.lang.as_ref().filter(|lang| !known(lang)) {
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
    diagnostics
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

/// The body of a file as Markdown.
fn markdown(
    file: &RelPath,
    text: &str,
    front: &FrontMatter,
    file_lang: Option<&str>,
    config: &Config,
) -> markdown::Parsed {
    let lang = file_lang.or(front.fields.lang.as_deref()).unwrap_or(&config.site.language);
    let id_prefix = match &front.own {
        OfKind::Chapter(chapter) => format!("{}-", chapter.number),
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
    let source = markdown::normalise(&text[front.body_start..], front.body_start);
    let events = source.shown();
    let mut parsed = markdown::parse(&source, &events, file, &options);
    markdown_lint::check(&source, &events, file, &mut parsed.diagnostics);
    parsed
}

/// Takes the country from a tag (`sv-SE`) that the site has without one.
fn plain_language(lang: &mut String, config: &Config) {
    let has = |tag: &str| config.site.language == tag || config.languages.contains_key(tag);
    if let Some(plain) = lang.split(['-', '_']).next().filter(|plain| !has(lang) && has(plain)) {
        *lang = plain.to_owned();
    }
}

fn is_guarded_fault(d: &Diagnostic, front: &FrontMatter) -> bool {
    d.grade() == Grade::Error && front_matter::GUARDED.iter().any(|key| front.is_about(key, d))
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
