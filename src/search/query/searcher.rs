//! The search as `ledfyr search`, its evaluation and the check ask it: the browser's engine, run in the program.
use super::super::index::SearchIndex;
use super::super::index::format::{Damage, IndexFormat, payload_text};
use rquickjs::{Context, Ctx, Function, Runtime};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The browser's engine and what asks it, made of `themes/ledfyr/scripts/search-program.js`.
const ENGINE: &str = include_str!("engine.js");

/// One page found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Source path below the content root.
    pub page: String,
    /// Its address below the site's root.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The best heading; empty when it is the top of the page.
    pub heading: String,
    /// That heading's anchor, without `#`.
    pub anchor: String,
    /// How well it fits; scores of one query compare with each other alone.
    pub score: u64,
    /// Text around the query's words, without markup.
    pub snippet: String,
    /// Byte ranges of the snippet that the query's words are at.
    #[serde(skip)]
    pub marks: Vec<(usize, usize)>,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The pages found, best first.
    pub hits: Vec<Hit>,
    /// What was probably meant, spelt as the site spells it.
    pub meant: Option<String>,
    /// Files that could not be read so far.
    pub damage: Vec<Damage>,
}

/// A hit as the engine's script returns it. One whose text could not be read has no more than its page.
#[derive(Deserialize)]
struct EngineHit {
    number: usize,
    score: u64,
    #[serde(default)]
    url: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    heading: String,
    #[serde(default)]
    anchor: String,
    /// Pieces, and whether each is marked.
    #[serde(default)]
    snippet: Vec<(String, bool)>,
}

/// An answer as the engine's script returns it.
#[derive(Deserialize)]
struct EngineAnswer {
    meant: Option<String>,
    hits: Vec<EngineHit>,
}

/// An open index. It stays on the thread that opened it.
pub struct Searcher {
    context: Context,
    sources: Vec<String>,
    damage: Rc<RefCell<Vec<Damage>>>,
}

impl Searcher {
    /// Opens a built index.
    ///
    /// # Errors
    /// When nothing at all could be found with it. Other files tell their damage when they are needed.
    pub fn open(index: &SearchIndex) -> Result<Self, Damage> {
        let damage = Rc::new(RefCell::new(Vec::new()));
        let form = IndexFormat::of(index.files.iter().any(|(name, _)| name == IndexFormat::Scripts.manifest()));
        let broken = || Damage::Broken(form.manifest().to_owned());
        let runtime = Runtime::new().map_err(|_| broken())?;
        let context = Context::full(&runtime).map_err(|_| broken())?;
        let opened = context.with(|c| begin(&c, index, form, &damage));
        if !opened.unwrap_or(false) {
            return Err(damage.borrow().first().cloned().unwrap_or_else(broken));
        }
        Ok(Searcher { context, sources: index.sources.clone(), damage })
    }

    /// The first `limit` pages for a query in Swedish.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.answer(query, limit, "sv").hits
    }

    /// The first `limit` pages for a query, what was probably meant, and files that could not be read; `lang` is the code of
    /// the reader's language.
    pub fn answer(&self, query: &str, limit: usize, lang: &str) -> Answer {
        let answer: Option<EngineAnswer> = self.call("answer", (query, lang, limit));
        let EngineAnswer { meant, hits } = answer.unwrap_or(EngineAnswer { meant: None, hits: Vec::new() });
        let hits = hits.into_iter().map(|hit| self.hit(hit)).collect();
        Answer { hits, meant, damage: self.damage.borrow().clone() }
    }

    /// Numbers of pages and their scores, best first.
    pub fn scores(&self, query: &str, lang: &str) -> Vec<(u32, u64)> {
        self.call("scores", (query, lang)).unwrap_or_default()
    }

    /// What a script says that has the engine at hand.
    #[cfg(test)]
    pub fn eval<T: for<'a> Deserialize<'a>>(&self, script: &str) -> T {
        let text: String = self.context.with(|c| c.eval(format!("JSON.stringify({script})"))).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    fn call<T: for<'a> Deserialize<'a>>(
        &self,
        name: &str,
        args: impl for<'js> rquickjs::function::IntoArgs<'js>,
    ) -> Option<T> {
        let text: String = self.context.with(|c| c.globals().get::<_, Function<'_>>(name)?.call(args)).ok()?;
        serde_json::from_str(&text).ok()
    }

    fn hit(&self, hit: EngineHit) -> Hit {
        let EngineHit { number, score, url, title, heading, anchor, snippet } = hit;
        let page = self.sources.get(number).cloned().unwrap_or_default();
        let (mut text, mut marks) = (String::new(), Vec::new());
        for (piece, marked) in snippet {
            let from = text.len();
            text.push_str(&piece);
            if marked {
                marks.push((from, text.len()));
            }
        }
        Hit { page, url, title, heading, anchor, score, snippet: text, marks }
    }
}

/// Loads the engine and the first files; whether anything can be found.
fn begin(
    c: &Ctx<'_>,
    index: &SearchIndex,
    form: IndexFormat,
    damage: &Rc<RefCell<Vec<Damage>>>,
) -> rquickjs::Result<bool> {
    let files: HashMap<String, _> = index.files.iter().cloned().collect();
    let ending = form.manifest().trim_start_matches("index").to_owned();
    let (missing, name) = (Rc::clone(damage), ending.clone());
    let read = move |file: String| {
        let file = file + &name;
        let text = files.get(&file).and_then(|bytes| payload_text(bytes)).map(str::to_owned);
        if text.is_none() {
            missing.borrow_mut().push(Damage::Missing(file));
        }
        text
    };
    let broken = Rc::clone(damage);
    let tell = move |file: String| broken.borrow_mut().push(Damage::Broken(file + &ending));
    c.globals().set("read", Function::new(c.clone(), read)?)?;
    c.globals().set("broken", Function::new(c.clone(), tell)?)?;
    c.eval::<(), _>(ENGINE)?;
    c.globals().get::<_, Function<'_>>("open")?.call(())
}
