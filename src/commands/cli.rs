//! The arguments. Their help is the comments here; the README repeats the contract.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turns a folder of Markdown guidance into a static site that people trust in an emergency
#[derive(Debug, Parser)]
#[command(name = "ledfyr", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// The site's folder [default: here, or the nearest parent with ledfyr.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,

    /// Language of messages [default: the site's own]
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Language>,

    /// Print nothing but findings and errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Print every finding in full, and the time of each stage
    #[arg(long, short, global = true)]
    pub verbose: bool,

    /// Work as if it were this day [default: today, in the site's time zone]
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,

    /// Colours: auto, always or never (NO_COLOR is respected)
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: Color,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Language {
    Sv,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into a folder
    Build(BuildArgs),
    /// Check the content without building it
    Check(CheckArgs),
    /// Serve the site, and show changes as they are saved
    Serve(ServeArgs),
    /// Make a small working site in a new folder
    Init(InitArgs),
    /// Make a new page of a kind
    New(NewArgs),
    /// Move a page or a folder; links to it and in it follow, and its old address leads on
    Mv(MvArgs),
    /// Tell what is due, unclear or left behind
    Report(ReportArgs),
    /// Record that pages have been reviewed as they stand
    Review(ReviewArgs),
    /// Record that pages have been decided as they stand, or that a slip of the pen was mended
    Decide(DecideArgs),
    /// Write down that a task has been done
    Done(DoneArgs),
    /// Search the site, or measure how good its search is
    Search(SearchArgs),
    /// Explain a finding by its code
    Explain(ExplainArgs),
    /// List the theme's files, or copy one into the site to change it
    Theme(ThemeArgs),
    /// Print the JSON Schema of front matter, for editors
    Schema,
    /// Print a completion script for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

/// What decides which pages there are.
#[derive(Clone, Debug, Default, Args)]
pub struct EditionArgs {
    /// Build for readers of this classification level; pages above it are left out
    #[arg(long, value_name = "LEVEL")]
    pub audience: Option<String>,

    /// Publish drafts and pages that are not valid yet
    #[arg(long)]
    pub drafts: bool,

    /// Threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub edition: EditionArgs,

    /// Where to write the site [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Where the site will lie, for the feed, the sitemap and canonical links
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,

    /// Build a folder to be opened from a disk or a USB stick: links name files, and kriskort.html holds every card
    #[arg(long)]
    pub portable: bool,

    /// The same, packed as a ZIP file beside the output folder
    #[arg(long)]
    pub zip: bool,

    /// Do not publish when there are findings of this code, or any: CODE, or warnings; may be given several times
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub deny: Vec<String>,

    /// Show only the findings that make the command fail; the rest is counted
    #[arg(long)]
    pub errors_only: bool,

    /// Publish although many of the published pages would be removed
    #[arg(long)]
    pub allow_removal: bool,

    /// Publish into a folder that holds files of others; none of them is overwritten
    #[arg(long)]
    pub into_existing: bool,

    /// Does nothing: no build keeps anything for the next. Scripts written for earlier versions pass it.
    #[arg(long, hide = true)]
    pub no_cache: bool,

    /// Print what each stage took: as a table, or as JSON and nothing else
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, default_missing_value = "table")]
    pub timings: Option<TimingsFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TimingsFormat {
    Table,
    Json,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub edition: EditionArgs,

    /// How to print findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// Exit with 1 when there are findings of this code, or any: CODE, or warnings; may be given several times
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub deny: Vec<String>,

    /// Show only the findings that make the command fail; the rest is counted
    #[arg(long)]
    pub errors_only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
    Github,
    Sarif,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub edition: EditionArgs,

    /// Address to listen on; 0.0.0.0 lets phones on the network in
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub host: String,

    /// Port to listen on; the next free one is taken when it is in use
    #[arg(long, value_name = "N", default_value_t = 3000)]
    pub port: u16,

    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,

    /// Look for changes instead of being told of them: for network drives
    #[arg(long)]
    pub poll: bool,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder: a new one, or one that is empty
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// page, directive, chapter, role, unit, process, checklist, template, news, glossary, contacts, laws or statement
    #[arg(value_name = "KIND")]
    pub kind: String,

    /// Where, from the content folder; a path that ends in / is a folder, whose front page is made
    #[arg(value_name = "PATH")]
    pub path: String,
}

#[derive(Debug, Args)]
pub struct MvArgs {
    /// The page or folder, from the site's folder or from the content folder
    #[arg(value_name = "FROM")]
    pub from: String,

    /// Its new place; a page can be moved into a folder, written with / at its end
    #[arg(value_name = "TO")]
    pub to: String,

    /// Only tell what would be done
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// What to tell of [default: what is due, unclear or left behind]
    #[arg(value_name = "SUBJECT", conflicts_with_all = ["before", "owner", "deny", "format"])]
    pub subject: Option<ReportSubject>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,

    /// Tell reviews that are due before this day [default: 90 days ahead]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub before: Option<String>,

    /// Tell only of the pages that this role owns, and of the tasks that it is responsible for or accountable
    #[arg(long, value_name = "ROLE")]
    pub owner: Option<String>,

    /// Exit with 1 when there are findings of this code, or any: CODE, or warnings; may be given several times
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub deny: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Md,
    Csv,
    Json,
    Ics,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportSubject {
    /// How hard pages and sections are to read, the hardest first
    Readability,
}

#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// The id of a page, or the path of its file
    #[arg(value_name = "PAGE", required = true)]
    pub pages: Vec<String>,

    /// The day of the review [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
}

#[derive(Debug, Args)]
pub struct DecideArgs {
    /// The id of a page, or the path of its file
    #[arg(value_name = "PAGE", required = true)]
    pub pages: Vec<String>,

    /// Who decided: a body or a role, never a person
    #[arg(long, value_name = "NAME", required_unless_present = "editorial", requires = "date")]
    pub by: Option<String>,

    /// The day of the decision, or of the editorial change [default: today, for an editorial change]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,

    /// Where the decision is found, such as its number
    #[arg(long, value_name = "REFERENCE", requires = "by")]
    pub reference: Option<String>,

    /// A slip of the pen was mended: what; the page tells it, and the decision stands
    #[arg(long, value_name = "NOTE", conflicts_with = "by")]
    pub editorial: Option<String>,
}

#[derive(Debug, Args)]
pub struct DoneArgs {
    /// The id of the task
    #[arg(value_name = "TASK")]
    pub task: String,

    /// The id of the unit that has done it; not needed where no unit owes the task
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,

    /// The day on which it was done [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,

    /// What came of it, in a few words
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub result: String,

    /// More about it; never the names of persons
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub note: String,
}

#[derive(Debug, Args)]
pub struct SearchArgs {
    #[command(flatten)]
    pub edition: EditionArgs,

    /// What to search for
    #[arg(required_unless_present = "evaluate")]
    pub query: Option<String>,

    /// Print JSON
    #[arg(long)]
    pub json: bool,

    /// Results to print
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,

    /// Run the queries of a file and print how high the right pages came
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "limit"])]
    pub evaluate: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The code, as findings show it in brackets; without one all codes are listed
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub struct ThemeArgs {
    #[command(subcommand)]
    pub command: ThemeCommand,
}

#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// List the theme's files, and which of them the site has its own of
    List,
    /// Copy a file of the theme into the site, where it takes the theme's place
    Eject {
        /// The file, as `theme list` names it
        file: String,
    },
    /// Print all that templates see, as Markdown
    Reference,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}
