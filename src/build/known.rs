//! The last build, written down: when everything it depends on is as it was, there is nothing to do.

use super::load::Model;
use super::loaded::PageCounts;
use super::record::Record;
use super::rendered::Rendered;
use crate::base::hash::Hash;
use crate::base::parallel;
use crate::base::text::Text;
use crate::diagnostic::Diagnostics;
use crate::output::{Kept, Stamp, manifest};
use crate::source::Files;
use crate::text;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// The file's name in the folder of what is kept.
const NAME: &str = "build.json";

/// Counts up when the file's shape changes.
const FORMAT: u32 = 2;

/// What a build came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    format: u32,
    /// The program that built.
    program: String,
    /// Of what it was asked to do.
    key: Hash,
    record: Record,
    /// Of every file that was written, in the manifest's order.
    written: Vec<Stamp>,
    pub found: Diagnostics,
    pub counts: PageCounts,
}

/// Where the last build is written down, and what this one is.
pub struct LastBuild<'a> {
    pub kept: Kept,
    /// The program: its version, and what tells two builds of one version apart.
    pub program: String,
    /// Everything that was asked of the build beside its files: configuration and command line.
    pub key: Hash,
    /// The output folder.
    pub out: &'a Path,
}

impl LastBuild<'_> {
    /// The last build, when this one would come to the same and its output is still there. Notes tell why what is
    /// kept could not be used; that is never an error.
    pub fn known(&self, files: &dyn Files) -> (Option<Known>, Option<Text>) {
        let damaged = || (None, Some(damaged()));
        let bytes = match self.kept.read(NAME) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return (None, None),
            Err(e) if e.kind() == io::ErrorKind::InvalidData => return damaged(),
            Err(e) => {
                return (None, Some(text!("byggminnet kan inte läsas: {e}", "the build memory cannot be read: {e}")));
            }
        };
        #[derive(Deserialize)]
        struct Head {
            format: u32,
            program: String,
        }
        let Ok(head) = serde_json::from_slice::<Head>(&bytes) else { return damaged() };
        if head.format != FORMAT || head.program != self.program {
            let note = text!(
                "byggminnet (.ledfyr) är från en annan version av ledfyr och används inte; allt byggs",
                "the build memory (.ledfyr) is of another version of ledfyr and not used; everything is built"
            );
            return (None, Some(note));
        }
        let Ok(known) = serde_json::from_slice::<Known>(&bytes) else { return damaged() };
        let holds = known.key == self.key
            && stamps(self.out, &manifest(self.out)).is_some_and(|now| now == known.written)
            && known.record.holds(files);
        (holds.then_some(known), None)
    }

    /// Pages that this program rendered before into the output folder.
    pub fn rendered(&self) -> Rendered {
        Rendered::open(self.kept.clone(), Hash::of(format!("{} {:?}", self.program, self.out).as_bytes()))
    }

    /// Writes a build down.
    ///
    /// # Errors
    /// A note, when that is not possible.
    pub fn keep(&self, build: Build<'_>) -> Result<(), Text> {
        let names = manifest(self.out);
        let Some(written) = stamps(self.out, &names) else { return Ok(()) };
        let Build { record, found, counts, model, rendered } = build;
        let pages_and_all = || {
            rendered.keep(names.into_iter().zip(written.iter().copied()))?;
            let program = self.program.clone();
            let known = Known { format: FORMAT, program, key: self.key, record, written, found, counts };
            self.kept.write(NAME, serde_json::to_vec(&known)?)
        };
        let (kept, all) = rayon::join(|| model.keep(), pages_and_all);
        kept.and(all).map_err(|e| {
            text!(
                "byggminnet (.ledfyr) kan inte skrivas: {e}. Nästa bygge börjar om från början",
                "the build memory (.ledfyr) cannot be written: {e}. The next build starts from nothing"
            )
        })
    }
}

/// What is written down of a build.
pub struct Build<'a> {
    pub record: Record,
    pub found: Diagnostics,
    pub counts: PageCounts,
    pub model: &'a Model,
    pub rendered: &'a Rendered,
}

/// That something of what was kept is not as it was written.
pub fn damaged() -> Text {
    text!(
        "byggminnet (.ledfyr) är skadat; det som inte kan användas byggs på nytt",
        "the build memory (.ledfyr) is damaged; what cannot be used is built anew"
    )
}

/// Of every file that the last build wrote; `None`: one is missing.
fn stamps(out: &Path, names: &[String]) -> Option<Vec<Stamp>> {
    parallel::map(names, |name| Stamp::of(&out.join(name))).into_iter().collect()
}

impl Known {
    /// How many files the output has.
    pub fn files(&self) -> usize {
        self.written.len()
    }

    /// How many files were read.
    pub fn sources(&self) -> usize {
        self.record.len()
    }
}
