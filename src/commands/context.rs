//! What commands share: the site's folder, the language and colours of messages, the day, and how findings are shown.

use super::Exit;
use super::cli::{Cli, Color, EditionArgs, Language};
use super::day::Day;
use super::print::{print, print_error, unprinted};
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::suggest::instead;
use crate::base::text::{Lang, Text};
use crate::config::{CONFIG_FILE, Config};
use crate::diagnostic::{Code, Format, Level, Levels, RenderOptions, Report};
use crate::output::Changes;
use crate::pipeline::{Loaded, Options, SiteSources, WithSearch, load};
use crate::source::DiskFiles;
use crate::text;
use crate::theme::Theme;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Findings drawn with at most this many columns where the terminal does not say.
const WIDTH: usize = 100;

/// What stands for every warning in `--deny`.
pub(super) const EVERY_WARNING: &str = "warnings";

/// The environment of a command: the site's folder and the options that all commands share.
pub(super) struct Context {
    /// The site's folder.
    pub root: PathBuf,
    pub files: DiskFiles,
    pub quiet: bool,
    pub verbose: bool,
    /// Show only the findings that make the command fail.
    errors_only: bool,
    lang: Option<Lang>,
    color: Color,
    as_of: Option<String>,
}

/// A site whose configuration is sound.
pub(super) struct Configured {
    pub context: Context,
    pub config: Config,
    pub lang: Lang,
    pub day: Day,
}

impl Context {
    /// Finds the site's folder.
    pub(super) fn new(cli: &Cli) -> Result<Context, Exit> {
        let lang = asked_language(cli);
        let root = match &cli.root {
            Some(root) => root.clone(),
            None => nearest_site(),
        };
        let root = match root.canonicalize() {
            Ok(full) if full.is_dir() => full,
            _ => {
                let shown = root.display();
                print_error(
                    &text!("mappen {shown} finns inte", "the folder {shown} does not exist"),
                    lang.unwrap_or_default(),
                );
                return Err(Exit::Fault);
            }
        };
        let files = DiskFiles::new(&root);
        Ok(Context {
            root,
            files,
            quiet: cli.quiet,
            verbose: cli.verbose,
            errors_only: false,
            lang,
            color: cli.color,
            as_of: cli.as_of.clone(),
        })
    }

    /// Whether only what makes the command fail is to be shown.
    pub(super) fn errors_only(self, errors_only: bool) -> Context {
        Context { errors_only, ..self }
    }

    /// Reads the configuration; its faults are shown and end the command.
    pub(super) fn configure(self) -> Result<Configured, Exit> {
        let loaded = crate::config::load(&self.files);
        let lang = self.lang.unwrap_or_else(|| Lang::from_tag(&loaded.config.site.language));
        if loaded.diagnostics.is_empty() {
            let day = Day::of(self.as_of.as_deref(), lang)?;
            return Ok(Configured { context: self, config: loaded.config, lang, day });
        }
        let report = Report::new(loaded.diagnostics, &Levels::default());
        let shown = self.render(&report, Format::Human, lang, None);
        // The exit code is that of a fault already.
        let _ = std::io::stderr().write_all(shown.as_bytes());
        Err(Exit::Fault)
    }

    /// A report as text. Human output is for standard error, the rest for programs.
    pub(super) fn render(&self, report: &Report, format: Format, lang: Lang, theme: Option<&Theme>) -> String {
        let options = self.render_options(format, lang);
        let sources = SiteSources { files: &self.files, theme };
        report.render(format, &options, &sources)
    }

    /// How findings are drawn here.
    pub(super) fn render_options(&self, format: Format, lang: Lang) -> RenderOptions {
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        RenderOptions {
            lang,
            color: color && format == Format::Human,
            verbose: self.verbose,
            errors_only: self.errors_only,
            width: columns().unwrap_or(WIDTH),
            prefix: self.prefix(),
            ..RenderOptions::default()
        }
    }

    /// What leads from the current folder to the site's, so that paths in findings can be opened from here.
    fn prefix(&self) -> String {
        let here = std::env::current_dir().and_then(|d| d.canonicalize()).ok();
        let below = here.as_ref().and_then(|h| self.root.strip_prefix(h).ok());
        match below {
            Some(below) if below.as_os_str().is_empty() => String::new(),
            Some(below) => format!("{}/", below.display()),
            None => format!("{}/", self.root.display()),
        }
    }
}

impl Configured {
    /// Loads the site for a command. `out` is the output folder, when the command has one.
    pub(super) fn load(
        &self,
        edition: &EditionArgs,
        base_url: Option<String>,
        out: Option<&Path>,
        search: WithSearch,
    ) -> Result<Loaded, Exit> {
        let options = self.options(edition, base_url, out, search)?;
        use_threads(edition.jobs, MainThread::Works);
        Ok(load(&self.context.files, self.config.clone(), &options))
    }

    /// What the command line asks of a build.
    pub(super) fn options(
        &self,
        edition: &EditionArgs,
        base_url: Option<String>,
        out: Option<&Path>,
        search: WithSearch,
    ) -> Result<Options, Exit> {
        let levels = &self.config.classification.levels;
        if let Some(audience) = edition.audience.as_ref().filter(|a| !levels.contains(a)) {
            let all = levels.join(" < ");
            print_error(
                &text!(
                    "nivån ”{audience}” finns inte; nivåerna är: {all}",
                    "there is no level \"{audience}\"; the levels are: {all}"
                ),
                self.lang,
            );
            return Err(Exit::Fault);
        }
        if let Some(url) = base_url.as_ref().filter(|u| !(u.starts_with("https://") || u.starts_with("http://"))) {
            print_error(
                &text!(
                    "--base-url ska börja med https:// eller http://: {url}",
                    "--base-url begins with https:// or http://: {url}"
                ),
                self.lang,
            );
            return Err(Exit::Fault);
        }
        Ok(Options {
            folder_name: self.context.root.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
            base_url,
            audience: edition.audience.clone(),
            drafts: edition.drafts,
            today: self.today(),
            by_clock: self.day.is_clock(),
            out: out.and_then(|o| o.strip_prefix(&self.context.root).ok()).and_then(|o| RelPath::new(o.to_str()?)),
            search,
            service_worker: true,
            portable: false,
        })
    }

    /// The organisation's day.
    pub(super) fn today(&self) -> Date {
        self.day.date(self.config.time_zone())
    }

    /// A page states a level, but no audience is given: the site may not be built for everybody by guess.
    pub(super) fn needs_audience(&self, edition: &EditionArgs, loaded: &Loaded) -> Option<Text> {
        let levels = &self.config.classification.levels;
        let stated = edition.audience.is_some() || self.config.classification.audience.is_some() || levels.len() < 2;
        let page = loaded.levelled.as_ref().filter(|_| !stated)?;
        let all = levels.join(", ");
        Some(text!(
            "{page} anger en nivå, så bygget måste veta för vem det är. Skriv --audience NIVÅ, eller audience = \"NIVÅ\" \
             under [classification] i {CONFIG_FILE}; nivåerna är {all}",
            "{page} states a level, so the build must know for whom it is. Write --audience LEVEL, or audience = \"LEVEL\" \
             under [classification] in {CONFIG_FILE}; the levels are {all}"
        ))
    }

    /// Options that load every page of every level, for commands that maintain the content.
    pub(super) fn whole(&self) -> Result<Options, Exit> {
        let audience = self.config.classification.levels.last().cloned();
        let edition = EditionArgs { audience, drafts: true, jobs: None };
        let out = self.context.root.join(&self.config.build.out);
        self.options(&edition, None, Some(&out), WithSearch::Never)
    }

    /// Changes the content.
    pub(super) fn change(&self, changes: &Changes) -> Result<(), Exit> {
        changes.apply(&self.context.root).map_err(|e| {
            print_error(&text!("{e}; inget är ändrat", "{e}; nothing is changed"), self.lang);
            Exit::Fault
        })
    }

    /// The levels of findings as the configuration and `--deny` have them: `deny` lists codes and «warnings», which stands
    /// for all of them.
    pub(super) fn levels(&self, deny: &[String]) -> Result<Levels, Exit> {
        let mut levels = self.config.levels();
        for name in deny.iter().map(|name| name.trim()) {
            match Code::parse(name) {
                _ if name == EVERY_WARNING => levels.deny_warnings = true,
                Some(code) => _ = levels.by_code.insert(code, Level::Deny),
                None => {
                    let known = Code::ALL.iter().map(|code| code.as_str()).chain([EVERY_WARNING]);
                    let help = instead(name, known).unwrap_or_else(|| {
                        text!("koderna visas av: ledfyr explain", "the codes are shown by: ledfyr explain")
                    });
                    let (sv, en) = (&help.sv, &help.en);
                    print_error(
                        &text!(
                            "--deny: det finns ingen kod ”{name}”; {sv}",
                            "--deny: there is no code \"{name}\"; {en}"
                        ),
                        self.lang,
                    );
                    return Err(Exit::Fault);
                }
            }
        }
        Ok(levels)
    }

    /// Shows findings to a person.
    ///
    /// # Errors
    /// When they cannot be shown: whoever does not see them must not take the run for a good one.
    pub(super) fn show(&self, report: &Report, theme: Option<&Theme>) -> Result<(), Exit> {
        let shown = self.context.render(report, Format::Human, self.lang, theme);
        std::io::stderr().write_all(shown.as_bytes()).or_else(|e| unprinted(&e, self.lang))
    }

    /// Something that is worth knowing and no fault, on standard error.
    pub(super) fn note(&self, text: &Text) {
        if !self.context.quiet {
            let _ = writeln!(std::io::stderr(), "{}", text.get(self.lang));
        }
    }

    /// A line of the command's own, unless the user wants quiet.
    ///
    /// # Errors
    /// As [`print`].
    pub(super) fn print_line(&self, text: &Text) -> Result<(), Exit> {
        if self.context.quiet { Ok(()) } else { print(&format!("{}\n", text.get(self.lang)), self.lang) }
    }
}

/// The language that `--lang` asks for.
fn asked_language(cli: &Cli) -> Option<Lang> {
    cli.lang.map(|l| match l {
        Language::Sv => Lang::Sv,
        Language::En => Lang::En,
    })
}

/// The language of a command that needs no site: as asked for, else that of the site around, if there is one.
pub(super) fn language(cli: &Cli) -> Lang {
    let of_site = || Context::new(cli).map(|c| Lang::from_tag(&crate::config::load(&c.files).config.site.language));
    asked_language(cli).unwrap_or_else(|| of_site().unwrap_or_default())
}

/// More threads than any machine here has processors only take memory.
const MOST_THREADS: usize = 256;

/// Uses that many threads, once for the whole program; without a number, one for each processor. Called right before they
/// have something to do: a thread that fell asleep meanwhile takes its time to wake.
pub(super) fn use_threads(jobs: Option<usize>, main: MainThread) {
    // 0 stands for the processors there are.
    let jobs = jobs.unwrap_or(0).min(MOST_THREADS);
    let builder = rayon::ThreadPoolBuilder::new().num_threads(jobs);
    let _ = match main {
        MainThread::Works => builder.use_current_thread().build_global(),
        MainThread::Waits => builder.build_global(),
    };
}

/// What the thread that the program began with does while the others work.
pub(super) enum MainThread {
    /// It is one of those that work: one fewer to start, and one fewer that keeps memory of its own.
    Works,
    /// It serves, and must not be counted on.
    Waits,
}

/// Here, or the nearest parent with a configuration.
fn nearest_site() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    here.ancestors().find(|d| d.join(CONFIG_FILE).is_file()).map_or_else(|| here.clone(), Path::to_path_buf)
}

/// The terminal's width in columns, by the variable `COLUMNS`.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok().filter(|n| *n >= 40)
}
