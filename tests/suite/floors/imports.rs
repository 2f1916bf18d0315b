//! Which module uses which, from the `use` lines and the paths in the code of each file.

use std::collections::{BTreeMap, BTreeSet};

/// A module's name in parts: `["document", "markdown"]`; empty for the root.
pub type Module = Vec<String>;

/// The modules of the crate, one a file.
pub struct Crate {
    files: BTreeMap<Module, File>,
}

struct File {
    /// Every path it names, in parts, as written.
    paths: BTreeSet<Vec<String>>,
    /// What it re-exports: the name, and the path as written. `*` stands for all.
    exports: Vec<(String, Vec<String>)>,
}

impl Crate {
    /// From paths below `src` and code without comments and tests.
    pub fn new<'a>(files: impl Iterator<Item = (&'a str, String)>) -> Crate {
        let mut macros = Vec::new();
        let file = |(path, code): (&'a str, String)| {
            let uses = uses(&code);
            let exports = uses.iter().filter(|u| u.public).map(|u| (u.name.clone(), u.path.clone())).collect();
            let mut paths: BTreeSet<_> = uses.into_iter().filter(|u| !u.public).map(|u| u.path).collect();
            paths.extend(inline_paths(&code));
            // Such a macro is named as if it stood in lib.rs.
            for after in code.split("#[macro_export]").skip(1) {
                let name = after.trim_start().trim_start_matches("macro_rules!").trim_start();
                let name = name.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                macros.push((name.to_owned(), [vec!["crate".to_owned()], module(path)].concat()));
            }
            (module(path), File { paths, exports })
        };
        let mut files: BTreeMap<Module, File> = files.map(file).collect();
        if let Some(root) = files.get_mut(&Vec::new()) {
            root.exports.extend(macros);
        }
        Crate { files }
    }

    /// The modules that `from` uses: those where the things that it names are defined, whoever re-exports them.
    pub fn used_by(&self, from: &Module) -> BTreeSet<Module> {
        let Some(file) = self.files.get(from) else { return BTreeSet::new() };
        let paths = file.paths.iter().filter_map(|path| self.resolve(from, path, 0));
        paths.filter(|module| module != from).collect()
    }

    /// The modules whose things `from` re-exports.
    pub fn exported_by(&self, from: &Module) -> BTreeSet<Module> {
        let Some(file) = self.files.get(from) else { return BTreeSet::new() };
        file.exports
            .iter()
            .filter_map(|(_, path)| self.resolve(from, path, 0))
            .filter(|module| module != from)
            .collect()
    }

    pub fn modules(&self) -> impl Iterator<Item = &Module> {
        self.files.keys()
    }

    /// The module that defines what `path` names in `from`. `None`: another crate's.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<Module> {
        assert!(depth < 20, "re-exports go round in {from:?}: {path:?}");
        let mut parts = path.iter().peekable();
        let mut at: Module = match parts.peek()?.as_str() {
            "crate" | "ledfyr" => {
                parts.next();
                Vec::new()
            }
            "self" => {
                parts.next();
                from.clone()
            }
            "super" => from.clone(),
            first => {
                let child = joined(from, first);
                if !self.files.contains_key(&child) {
                    return None;
                }
                parts.next();
                child
            }
        };
        while parts.next_if(|part| *part == "super").is_some() {
            at.pop()?;
        }
        while let Some(child) = parts.peek().map(|part| joined(&at, part)).filter(|m| self.files.contains_key(m)) {
            at = child;
            parts.next();
        }
        let Some(name) = parts.next() else { return Some(at) };
        let rest: Vec<String> = parts.cloned().collect();
        for (exported, path) in &self.files.get(&at)?.exports {
            if exported == name {
                let whole: Vec<String> = path.iter().chain(&rest).cloned().collect();
                return self.resolve(&at, &whole, depth + 1).or(Some(at));
            }
            if exported == "*" {
                let all = self.resolve(&at, &path[..path.len() - 1], depth + 1)?;
                if self.files.get(&all).is_some_and(|file| file.exports.iter().any(|(n, _)| n == name)) {
                    return self.resolve(&all, &[vec!["self".to_owned(), name.clone()], rest].concat(), depth + 1);
                }
            }
        }
        Some(at)
    }
}

/// The groups of modules, two or more each, that use each other in a circle.
pub fn circles(uses: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached = |from: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(module) = next.pop() {
            for used in uses.get(module).into_iter().flatten() {
                if seen.insert(used.clone()) {
                    next.push(used);
                }
            }
        }
        seen
    };
    let all: BTreeMap<&Module, BTreeSet<Module>> = uses.keys().map(|module| (module, reached(module))).collect();
    let mut found: Vec<BTreeSet<Module>> = Vec::new();
    for (module, reached) in all.iter().filter(|(module, reached)| reached.contains(**module)) {
        if !found.iter().any(|circle| circle.contains(*module)) {
            found.push(
                reached.iter().filter(|other| all.get(other).is_some_and(|r| r.contains(*module))).cloned().collect(),
            );
        }
    }
    found
}

/// `document/markdown/mod.rs` is `document::markdown`.
pub fn module(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

fn joined(module: &[String], part: &str) -> Module {
    module.iter().cloned().chain([part.to_owned()]).collect()
}

struct Use {
    name: String,
    path: Vec<String>,
    public: bool,
}

/// What each `use` of a file brings in, groups taken apart.
fn uses(code: &str) -> Vec<Use> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let line = rest[..at].rsplit('\n').next().unwrap_or("").trim();
        let after = &rest[at + 4..];
        rest = after;
        let is_use = line.is_empty() || line == "pub" || (line.starts_with("pub(") && line.ends_with(')'));
        if let Some(end) = after.find(';').filter(|_| is_use) {
            let tree: String = after[..end].split_whitespace().collect::<Vec<_>>().join(" ");
            leaves(&tree, &[], &mut |name, path| found.push(Use { name, path, public: !line.is_empty() }));
            rest = &after[end..];
        }
    }
    found
}

fn leaves(tree: &str, before: &[String], found: &mut impl FnMut(String, Vec<String>)) {
    let tree = tree.trim();
    let Some((prefix, group)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
        let mut path: Vec<String> = before.iter().cloned().chain(parts(path)).collect();
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        if let Some(last) = path.last() {
            found(name.map_or_else(|| last.clone(), |name| name.trim().to_owned()), path.clone());
        }
        return;
    };
    let before: Vec<String> = before.iter().cloned().chain(parts(prefix)).collect();
    let group = group.trim_end().strip_suffix('}').unwrap_or(group);
    let (mut depth, mut start) = (0, 0);
    for (i, c) in group.char_indices().chain([(group.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !group[start..i].trim().is_empty() {
                    leaves(&group[start..i], &before, found);
                }
                start = i + 1;
            }
            _ => {}
        }
    }
}

fn parts(path: &str) -> impl Iterator<Item = String> {
    path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty())
}

/// Paths outside of `use` that begin at the crate, at a module above or at a child.
fn inline_paths(code: &str) -> Vec<Vec<String>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("use ") && !line.contains(" use "));
    let words = lines.flat_map(|line| line.split(|c| !is_name(c)));
    words.filter(|word| word.contains("::") && !word.starts_with("::")).map(|word| parts(word).collect()).collect()
}
