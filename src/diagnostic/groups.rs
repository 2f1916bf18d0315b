//! Which findings are drawn in full and which are only counted.
//!
//! Forty thousand pages with one cause must tell their owner one thing, not forty thousand.

use super::{Code, Diagnostic, Report, Severity};
use std::collections::{BTreeMap, HashMap};

/// How many findings of one cause are drawn while there are few causes.
const DRAWN: usize = 3;
/// With more causes than this, one finding of each is enough.
const FEW: usize = 10;

/// Findings with one code and one cause.
pub(super) struct Group {
    pub severity: Severity,
    pub code: Code,
    /// Indices into [`Report::items`], in order.
    pub members: Vec<usize>,
    pub drawn: bool,
}

pub(super) struct Groups {
    pub all: Vec<Group>,
    /// The group of each item, and its number within the group.
    pub of_item: Vec<(usize, usize)>,
    errors: Form,
    warnings: Form,
}

/// How the findings of errors, or those of warnings, are drawn.
#[derive(Clone, Copy, Default)]
pub(super) struct Form {
    /// How many of each group are drawn.
    pub each: usize,
    /// There are more causes than anybody reads in full: an overview serves better than excerpts.
    pub compact: bool,
}

/// What was left out, by code: how many findings, of how many causes.
pub(super) type LeftOut = BTreeMap<&'static str, (usize, usize)>;

impl Groups {
    /// `verbose` draws everything. Otherwise every cause of an error is drawn, however many warnings there are, and at
    /// most `max` causes of warnings, denied ones first; of one code at most a few, so that one code with a thousand
    /// causes does not drown the others.
    pub(super) fn new(report: &Report, max: usize, verbose: bool) -> Groups {
        let mut index: HashMap<(Code, &str), usize> = HashMap::new();
        let mut all: Vec<Group> = Vec::new();
        let mut of_item = Vec::with_capacity(report.items.len());
        for (i, (severity, d)) in report.items.iter().enumerate() {
            let g = *index.entry((d.code, cause(d))).or_insert_with(|| {
                all.push(Group { severity: *severity, code: d.code, members: Vec::new(), drawn: verbose });
                all.len() - 1
            });
            of_item.push((g, all[g].members.len()));
            all[g].members.push(i);
        }
        let whole = Form { each: usize::MAX, compact: false };
        let mut groups = Groups { all, of_item, errors: whole, warnings: whole };
        if !verbose {
            groups.choose(max);
        }
        groups
    }

    fn choose(&mut self, max: usize) {
        let (errors, warnings): (Vec<usize>, Vec<usize>) =
            (0..self.all.len()).partition(|&g| self.all[g].severity == Severity::Error);
        errors.iter().for_each(|&g| self.all[g].drawn = true);
        self.errors = Form::of(errors.len(), errors.len() > max);
        // While there is room for all, a code may fill it.
        let flood = warnings.len() > max;
        let room = if flood { (max / 5).clamp(1, DRAWN) } else { max };
        let mut by_code: HashMap<Code, usize> = HashMap::new();
        let mut left = max;
        for g in warnings {
            let used = by_code.entry(self.all[g].code).or_default();
            if left > 0 && *used < room {
                self.all[g].drawn = true;
                *used += 1;
                left -= 1;
            }
        }
        self.warnings = Form::of(max - left, flood);
    }

    pub(super) fn form(&self, severity: Severity) -> Form {
        if severity == Severity::Error { self.errors } else { self.warnings }
    }

    /// Of the causes of warnings: how many are drawn, and how many there are.
    pub(super) fn warnings(&self) -> (usize, usize) {
        let warnings = || self.all.iter().filter(|g| g.severity != Severity::Error);
        (warnings().filter(|g| g.drawn).count(), warnings().count())
    }
    pub(super) fn left_out(&self) -> LeftOut {
        let mut out = LeftOut::new();
        for g in self.all.iter().filter(|g| !g.drawn) {
            let (findings, causes) = out.entry(g.code.as_str()).or_default();
            *findings += g.members.len();
            *causes += 1;
        }
        out
    }
}

impl Form {
    fn of(drawn: usize, compact: bool) -> Form {
        Form { each: if compact || drawn > FEW { 1 } else { DRAWN }, compact }
    }
}

fn cause(d: &Diagnostic) -> &str {
    d.cause.as_deref().unwrap_or(&d.message.en)
}
