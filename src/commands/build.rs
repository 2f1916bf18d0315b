//! `ledfyr build`

use super::Exit;
use super::cli::{BuildArgs, Cli, TimingsFormat};
use super::context::{Configured, Context, MainThread, use_threads};
use super::print::{print, print_error};
use super::timings;
use crate::base::text::{Lang, Text};
use crate::diagnostic::Report;
use crate::output::{DiskSink, OutFolder, OutputError, Sink, ZipSink};
use crate::pipeline::{self, Loaded, PageCounts, Published, Timings, WithSearch, load, publish};
use crate::text;
use crate::theme::FOLDERS;
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub(super) fn run(cli: &Cli, args: &BuildArgs) -> Exit {
    let start = Instant::now();
    match build(cli, args, start) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn build(cli: &Cli, args: &BuildArgs, start: Instant) -> Result<Exit, Exit> {
    let site = Context::new(cli)?.errors_only(args.errors_only).configure()?;
    let levels = site.levels(&args.deny)?;
    let portable = args.portable || args.zip;
    let mut out = out_folder(&site, args.out.as_deref(), portable)?;
    let mut options = site.options(&args.edition, args.base_url.clone(), Some(&out), WithSearch::Deferred)?;
    options.portable = portable;
    // Before anything is read: of two builds at once the second then reads what the first did not.
    let target = if args.zip {
        out.as_mut_os_string().push(".zip");
        Target::Zip(ZipSink::pages(&out).map_err(|e| site.unwritten(&e))?)
    } else {
        let waits = || site.note(&waiting_text(&out));
        Target::Folder(OutFolder::claim(&out, args.into_existing, &waits).map_err(|e| site.unwritten(&e))?)
    };
    use_threads(args.edition.jobs, MainThread::Works);
    let mut loaded = load(&site.context.files, site.config.clone(), &options);
    let mut times = std::mem::take(&mut loaded.timings);
    let mut found = std::mem::take(&mut loaded.diagnostics);
    let mut report = Report::new(found.clone(), &levels);
    // Where the build stops anyway, what it would have removed is not known yet.
    if !report.fails() && !args.allow_removal {
        found.extend(pipeline::guard::removed(&loaded, target.pages()));
        report = Report::new(found, &levels);
    }
    site.show(&report, Some(&loaded.theme))?;
    if report.fails() {
        nothing_published(&site, &report)?;
        return Ok(if report.is_misconfigured() { Exit::Fault } else { Exit::Findings });
    }
    if let Some(missing) = site.needs_audience(&args.edition, &loaded) {
        print_error(&missing, site.lang);
        return Ok(Exit::Fault);
    }
    match write(&site, &loaded, target, &out, &mut times)? {
        Published::Faulty(faults) => {
            let report = Report::new(faults, &levels);
            site.show(&report, Some(&loaded.theme))?;
            nothing_published(&site, &report)?;
            Ok(Exit::Findings)
        }
        Published::Done(committed) => {
            let counts = loaded.counts;
            let done = Done { counts, files: committed.files, written: committed.written };
            finish(&site, args, &times, &done, &report, start, &out)?;
            Ok(Exit::Fine)
        }
    }
}

/// Where a site is published.
enum Target {
    Folder(OutFolder),
    /// A ZIP file, and the pages of the one that is there.
    Zip(BTreeSet<String>),
}

impl Target {
    /// The pages of the site that is there.
    fn pages(&self) -> &BTreeSet<String> {
        match self {
            Target::Folder(folder) => folder.pages(),
            Target::Zip(pages) => pages,
        }
    }
}

fn write(
    site: &Configured,
    loaded: &Loaded,
    target: Target,
    out: &Path,
    times: &mut Timings,
) -> Result<Published, Exit> {
    let pages = pipeline::guard::pages(loaded);
    let sink: Box<dyn Sink> = match target {
        Target::Folder(folder) => Box::new(DiskSink::begin(folder, pages).map_err(|e| site.unwritten(&e))?),
        Target::Zip(_) => Box::new(ZipSink::new(out, pages)),
    };
    let bar = Bar::new(site, loaded.plan.targets.len());
    publish(loaded, sink, times, &|done| bar.step(done)).map_err(|e| site.unwritten(&e))
}

impl Configured {
    /// Prints why the output could not be written.
    fn unwritten(&self, e: &OutputError) -> Exit {
        print_error(&e.text(), self.lang);
        Exit::Fault
    }
}

fn waiting_text(out: &Path) -> Text {
    let out = out.display();
    text!("ett annat bygge publicerar i {out}; väntar på det", "another build publishes into {out}; waiting for it")
}

/// Where to write: `--out` from the current folder, else as configured from the site's. Never inside the content, nor
/// around the site. A portable site has a folder of its own, beside that of the web's.
fn out_folder(site: &Configured, given: Option<&Path>, portable: bool) -> Result<PathBuf, Exit> {
    let root = &site.context.root;
    let out = match given {
        Some(out) => std::env::current_dir().map_or_else(|_| out.to_owned(), |here| here.join(out)),
        None if portable => root.join(format!("{}-portable", site.config.build.out.trim_end_matches('/'))),
        None => root.join(&site.config.build.out),
    };
    let shown = without_dots(&out);
    // Where it really lies: a link may lead into the content.
    let (out, shown) = (resolve_links(&out), shown.display());
    let sources: Vec<&str> = site.config.content.dirs.iter().map(String::as_str).chain(FOLDERS).collect();
    let mut folders =
        sources.iter().filter(|folder| !folder.is_empty()).map(|folder| resolve_links(&root.join(folder)));
    if folders.clone().any(|folder| out.starts_with(folder)) {
        print_error(
            &text!(
                "{shown} ligger i innehållet; välj en annan mapp med --out",
                "{shown} lies in the content; choose another folder with --out"
            ),
            site.lang,
        );
        return Err(Exit::Fault);
    }
    if root.starts_with(&out) || folders.any(|folder| folder.starts_with(&out)) {
        print_error(
            &text!(
                "{shown} är webbplatsens egen mapp; välj en annan med --out",
                "{shown} is the site's own folder; choose another with --out"
            ),
            site.lang,
        );
        return Err(Exit::Fault);
    }
    Ok(out)
}

/// The path without symbolic links, as far as it exists; the rest as it is written.
fn resolve_links(path: &Path) -> PathBuf {
    let there = path.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    match there {
        Some((folder, real)) => without_dots(&real.join(path.strip_prefix(folder).unwrap_or(path))),
        None => without_dots(path),
    }
}

/// The path without `.` and `..`, worked out from its text alone.
fn without_dots(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn nothing_published(site: &Configured, report: &Report) -> Result<(), Exit> {
    let found = report.summary(site.lang);
    site.print_line(&text!(
        "{found}. Inget publicerades; den förra webbplatsen är orörd",
        "{found}. Nothing was published; the site from before is untouched"
    ))
}

/// What a build came to.
struct Done {
    counts: PageCounts,
    files: usize,
    written: usize,
}

fn finish(
    site: &Configured,
    args: &BuildArgs,
    times: &Timings,
    done: &Done,
    report: &Report,
    start: Instant,
    out: &Path,
) -> Result<(), Exit> {
    match args.timings {
        Some(TimingsFormat::Json) => {
            return print(&format!("{}\n", timings::json(times)), site.lang);
        }
        Some(TimingsFormat::Table) => timings::table(site, times)?,
        None if site.context.verbose => timings::table(site, times)?,
        None => {}
    }
    last_line(site, done, &report.summary_or_none(site.lang), start.elapsed(), out)
}

fn last_line(site: &Configured, done: &Done, found: &str, took: Duration, out: &Path) -> Result<(), Exit> {
    let Done { counts, files, written } = done;
    let seconds = seconds(took, site.lang);
    let out = std::env::current_dir().ok().and_then(|here| out.strip_prefix(here).ok()).unwrap_or(out).display();
    let pages = counts.written;
    let (sv, en) = if pages == 1 { ("sida", "page") } else { ("sidor", "pages") };
    let Text { sv: absent_sv, en: absent_en } = counts.absent();
    site.print_line(&text!(
        "{pages} {sv}{absent_sv}, {files} filer ({written} ändrade), {found}, {seconds} s → {out}",
        "{pages} {en}{absent_en}, {files} files ({written} changed), {found}, {seconds} s → {out}"
    ))
}

fn seconds(took: Duration, lang: Lang) -> String {
    let s = format!("{:.2}", took.as_secs_f64());
    if lang == Lang::Sv { s.replace('.', ",") } else { s }
}

/// How far the writing has come; only on a terminal, and only when it takes long enough to be read.
struct Bar {
    total: usize,
    shown: bool,
    start: Instant,
    last: AtomicUsize,
    lang: Lang,
}

impl Bar {
    fn new(site: &Configured, total: usize) -> Bar {
        let shown = !site.context.quiet && std::io::stderr().is_terminal();
        Bar { total, shown, start: Instant::now(), last: AtomicUsize::new(0), lang: site.lang }
    }

    fn step(&self, done: usize) {
        let percent = done * 100 / self.total.max(1);
        if !self.shown
            || self.start.elapsed() < Duration::from_millis(300)
            || self.last.swap(percent, Ordering::Relaxed) == percent
        {
            return;
        }
        let total = self.total;
        let line = text!("skriver {done} av {total}", "writing {done} of {total}");
        let _ = write!(std::io::stderr(), "\r{}\x1b[K", line.get(self.lang));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown && self.last.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
