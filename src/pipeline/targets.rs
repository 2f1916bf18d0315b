//! What to publish of a site: the plan, without what is not fit for it and with the files of the search.

use crate::assets::Assets;
use crate::diagnostic::Diagnostics;
use crate::governance::Governance;
use crate::plan::{Paths, Plan, Target, TargetKind, plan};
use crate::render::generated_paths;
use crate::search::SearchIndex;
use crate::site::Site;
use crate::theme::Theme;
use std::sync::Arc;

/// Whether both themes lead to the same targets.
pub(super) fn same_targets(a: &Arc<Theme>, b: &Arc<Theme>, site: &Site) -> bool {
    let urls = |t: &Theme| {
        let root_files = t.root_files.iter().map(|(path, _)| path.clone());
        t.files.iter().map(|f| f.url.clone()).chain(root_files).collect::<Vec<_>>()
    };
    Arc::ptr_eq(a, b) || (generated_paths(a, site) == generated_paths(b, site) && urls(a) == urls(b))
}

pub(super) fn search_targets(plan: &mut Plan, paths: &[Paths], index: &SearchIndex) {
    let folder = &paths[0].search;
    plan.targets.extend(index.files.iter().enumerate().map(|(i, (name, _))| {
        let path = format!("{folder}/{name}");
        Target { kind: TargetKind::SearchFile(i), url: path.clone(), path }
    }));
}

pub(super) fn targets(
    governance: &Governance,
    theme: &Theme,
    assets: &Assets,
    search: Option<&SearchIndex>,
    based: bool,
) -> (Plan, Diagnostics) {
    let paths = generated_paths(theme, governance.site());
    let statics: Vec<String> = theme.files.iter().map(|f| f.url.clone()).collect();
    let root_files: Vec<String> = theme.root_files.iter().map(|(path, _)| path.clone()).collect();
    let (mut plan, clashes) = plan(governance, &paths, &statics, &root_files);
    // What was found unfit is not published at all.
    plan.targets.retain(|t| !matches!(t.kind, TargetKind::Asset(ix) if assets.get(ix).is_none()));
    if let Some(index) = search {
        search_targets(&mut plan, &paths, index);
    }
    // Its addresses are whole ones.
    if based {
        let searches: Vec<(usize, String)> = plan
            .targets
            .iter()
            .filter_map(|t| match t.kind {
                TargetKind::Search(lang) => Some((lang, format!("{}opensearch.xml", t.url))),
                _ => None,
            })
            .collect();
        plan.targets.extend(searches.into_iter().map(|(lang, path)| Target {
            kind: TargetKind::OpenSearch(lang),
            url: path.clone(),
            path,
        }));
    }
    (plan, clashes)
}
