//! What to publish of a site: the plan, without what is not fit for it and with the files of the search.

use crate::assets::Assets;
use crate::diagnostic::Diagnostics;
use crate::governance::Governance;
use crate::plan::{Plan, Target, TargetKind, plan};
use crate::search::SearchIndex;
use crate::theme::Theme;
use std::sync::Arc;

/// Whether both themes have the same files.
pub(super) fn same_files(a: &Arc<Theme>, b: &Arc<Theme>) -> bool {
    let urls = |t: &Theme| {
        let root_files = t.root_files.iter().map(|(path, _)| path.clone());
        t.files.iter().map(|f| f.url.clone()).chain(root_files).collect::<Vec<_>>()
    };
    Arc::ptr_eq(a, b) || urls(a) == urls(b)
}

/// Adds the files of the search to a plan; `folder` is where the search of the site's own language lies.
pub(super) fn search_targets(plan: &mut Plan, folder: &str, index: &SearchIndex) {
    plan.targets.extend(index.files.iter().enumerate().map(|(i, (name, _))| {
        let path = format!("{folder}/{name}");
        Target { kind: TargetKind::SearchFile(i), url: path.clone(), path }
    }));
}

pub(super) fn targets(governance: &Governance, theme: &Theme, assets: &Assets, based: bool) -> (Plan, Diagnostics) {
    let statics: Vec<String> = theme.files.iter().map(|f| f.url.clone()).collect();
    let root_files: Vec<String> = theme.root_files.iter().map(|(path, _)| path.clone()).collect();
    let (mut plan, clashes) = plan(governance, &statics, &root_files);
    // What was found unfit is not published at all.
    plan.targets.retain(|t| !matches!(t.kind, TargetKind::Asset(ix) if assets.get(ix).is_none()));
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
