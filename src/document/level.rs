//! Who may see a page: the level that it states, and what others may know of a page that is not shown.

use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::suggest::closest;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::front_matter::FrontMatter;
use crate::front_matter::fields::Kind;
use crate::text;

/// Words for text that must never be in the tree, whatever level a site declares.
const STATE_SECRETS: [&str; 3] = ["sakerhetsskydd", "säkerhetsskydd", "säkerhetsskyddsklassificerad"];

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

/// The identity and the level of a page, known whether or not it can be read and may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The id that its front matter states.
    pub id: Option<String>,
    /// The kind that its front matter states; a page when it states none.
    pub kind: Option<Kind>,
    /// The language that its front matter states.
    pub lang: Option<String>,
    /// The level that its front matter states, as a place in the configuration's order.
    pub stated: Option<usize>,
    /// The level that holds for it by its own file alone. Where it is unclear, at least this.
    pub level: Option<usize>,
    /// Its level could not be read: it may be higher.
    pub unclear: bool,
}

impl Standing {
    /// Of a file of which nothing could be read.
    pub fn unknown() -> Standing {
        Standing { unclear: true, ..Standing::default() }
    }
}

impl Edition {
    /// Whether `level` is above the readers'.
    pub fn withholds(&self, level: Option<usize>, config: &Config) -> bool {
        matches!((level, self.highest(config)), (Some(level), Some(highest)) if level > highest)
    }

    /// Whether there are levels that the readers may not see.
    pub fn is_partial(&self, config: &Config) -> bool {
        self.highest(config).is_some_and(|highest| highest + 1 < config.classification.levels.len())
    }

    /// The readers' level, as its place in the configuration's order; `None`: they may see all.
    pub fn highest(&self, config: &Config) -> Option<usize> {
        let audience = self.audience.as_ref()?;
        config.classification.levels.iter().position(|l| l == audience)
    }
}

/// The standing of a page by its front matter, and the finding if the level that it states is wrong.
pub(super) fn standing(file: &RelPath, front: &FrontMatter, config: &Config) -> (Standing, Option<Diagnostic>) {
    let levels = &config.classification.levels;
    let place = |level: &str| levels.iter().position(|l| l == level);
    let fields = &front.fields;
    let ordinary = front.node.get("kind").is_none().then_some(Kind::Page);
    let (id, kind, lang) = (fields.id.clone(), fields.kind.or(ordinary), fields.lang.clone());
    let mut standing = Standing { id, kind, lang, unclear: front.unclear, ..Standing::default() };
    let stated: Vec<&str> = fields.classification.iter().chain(&front.salvaged).map(String::as_str).collect();
    let places: Vec<Option<usize>> = stated.iter().map(|level| place(level)).collect();
    standing.stated = places.iter().copied().flatten().max();
    standing.unclear |= places.contains(&None);
    let default = config.classification.default.as_deref().and_then(place).or(levels.len().checked_sub(1));
    standing.level = standing.stated.or(if standing.unclear { None } else { default });
    let fault = stated.iter().zip(&places).find(|(_, place)| place.is_none()).map(|(stated, _)| *stated);
    let secret = stated.iter().copied().find(|s| STATE_SECRETS.iter().any(|word| s.to_lowercase().starts_with(word)));
    // Front matter that cannot be parsed has its own finding; what stands in it may be part of that.
    let fault = secret.or(fault.filter(|_| front.salvaged.is_empty()));
    let fault = fault.map(|stated| wrong_level(stated, levels).file(file).span(front.span("classification", None)));
    (standing, fault)
}

fn wrong_level(stated: &str, levels: &[String]) -> Diagnostic {
    if STATE_SECRETS.iter().any(|word| stated.to_lowercase().starts_with(word)) {
        return Diagnostic::new(
            Code::StateSecret,
            text!("säkerhetsskyddsklassificerad text får inte ligga här", "security-classified text must not lie here"),
        )
        .help(text!(
            "ta bort filen även ur git-historiken och kontakta säkerhetsskyddschefen",
            "remove the file, from the git history too, and tell the head of protective security"
        ));
    }
    let all = levels.join(" < ");
    Diagnostic::new(Code::UnknownLevel, text!("nivån ”{stated}” finns inte", "there is no level \"{stated}\""))
        .maybe_help(
            closest(stated, levels.iter().map(String::as_str))
                .map(|l| text!("menade du ”{l}”?", "did you mean \"{l}\"?")),
        )
        .help(text!("nivåerna är: {all}", "the levels are: {all}"))
}
