//! All that can happen to a server. The set is closed: whatever the loop does, it does because of one of these.

use super::build::Built;
use crate::base::path::RelPath;
use crate::base::text::Text;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::time::Duration;

pub(super) enum Event {
    /// Files or folders that may be other than they were.
    FilesChanged(BTreeSet<RelPath>),
    /// The builder is done.
    Built(Box<Built>),
    /// A browser asked for a page whose template fails.
    RenderFailed(Box<Diagnostic>),
    /// The search index of a state is built; it took this long.
    SearchBuilt(Duration),
    /// Time has passed.
    Tick,
    /// Something that the person at the terminal should know.
    Note(Text),
    /// Ctrl-C, or the end of a test.
    Stop,
}
