//! The trait that stands between the program and where it publishes.

use crate::base::text::Text;
use crate::render::Artifact;
use crate::text;
use std::path::{Path, PathBuf};

/// Takes artifacts, from many threads, and publishes them all at once.
pub trait Sink: Sync {
    /// Takes one artifact. Nothing is published yet.
    ///
    /// # Errors
    /// When it cannot be stored; the caller then lets go of the sink without committing.
    fn write(&self, artifact: Artifact) -> Result<(), OutputError>;

    /// Publishes what was taken, in place of what was there.
    ///
    /// # Errors
    /// When that is not possible; what was published before is still there.
    fn commit(self: Box<Self>) -> Result<Committed, OutputError>;
}

/// What a commit did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// Files in the site.
    pub files: usize,
    /// Of these, how many are new or other than before.
    pub written: usize,
    /// Files of the last build that this one does not have.
    pub removed: usize,
    /// In all files.
    pub bytes: u64,
}

/// Why a site could not be published (exit code 2). The site that was published before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The disk refused to read or write something.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file that the program did not write stands where it would write one.
    #[error("{path} was not written by ledfyr")]
    Foreign {
        /// That file.
        path: PathBuf,
    },
    /// The output folder may not be written.
    #[error("{path} is read-only")]
    ReadOnly {
        /// The output folder.
        path: PathBuf,
    },
    /// Something else has the name of the output folder.
    #[error("{path} is not a folder")]
    NotAFolder {
        /// The output folder as it was asked for.
        path: PathBuf,
    },
    /// A folder with files that the program did not write.
    #[error("{path} holds {entry}, which was not written by ledfyr")]
    InUse {
        /// The output folder.
        path: PathBuf,
        /// The name of one such file or folder in it.
        entry: PathBuf,
    },
    /// The list of what the program wrote is not as it was written.
    #[error("{path} is damaged")]
    Damaged {
        /// The list.
        path: PathBuf,
    },
    /// Another build publishes into the folder, for too long.
    #[error("{path} is in use by another build")]
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// Putting the site in place was begun and could not be ended. Every page is old or new.
    #[error("{path}: {source}")]
    Partly {
        /// The output folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl OutputError {
    /// For what the disk says of `path`.
    pub(super) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> OutputError + '_ {
        |source| OutputError::Io { path: path.to_owned(), source }
    }

    /// For what the disk says while the site at `path` is put in place.
    pub(super) fn partly(path: &Path) -> impl FnOnce(std::io::Error) -> OutputError + '_ {
        |source| OutputError::Partly { path: path.to_owned(), source }
    }

    /// What happened and what to do, for the person at the terminal.
    pub fn text(&self) -> Text {
        match self {
            OutputError::Io { path, source } => unwritten(path, source),
            OutputError::Foreign { path } => {
                let path = path.display();
                text!(
                    "{path} är inte skriven av ledfyr och skulle skrivas över. Välj en tom mapp med --out, eller flytta filen",
                    "{path} was not written by ledfyr and would be overwritten. Choose an empty folder with --out, or move the file"
                )
            }
            OutputError::ReadOnly { path } => {
                let path = path.display();
                text!(
                    "mappen {path} är skrivskyddad. Välj en annan mapp med --out, eller ändra rättigheterna",
                    "the folder {path} is read-only. Choose another folder with --out, or change its permissions"
                )
            }
            OutputError::InUse { path, entry } => {
                let (path, entry) = (path.display(), entry.display());
                text!(
                    "mappen {path} är inte tom, och ledfyr har inte skrivit det som finns där (till exempel {entry}). Välj en tom mapp med --out; med --into-existing läggs webbplatsen bredvid det som finns",
                    "the folder {path} is not empty, and ledfyr did not write what is there (such as {entry}). Choose an empty folder with --out; with --into-existing the site is put beside what is there"
                )
            }
            OutputError::Damaged { path } => {
                let path = path.display();
                text!(
                    "listan {path} är skadad, så ledfyr vet inte vilka filer i mappen som är dess egna. Flytta undan mappen och bygg igen, eller välj en annan med --out",
                    "the list {path} is damaged, so ledfyr does not know which files in the folder are its own. Move the folder away and build again, or choose another with --out"
                )
            }
            OutputError::Busy { path } => {
                let path = path.display();
                text!(
                    "ett annat bygge publicerar i {path} sedan länge. Se efter att det inte har hängt sig, och bygg igen; den förra webbplatsen är orörd",
                    "another build has been publishing into {path} for a long time. Make sure that it does not hang, and build again; the site from before is untouched"
                )
            }
            OutputError::Partly { path, source } => {
                let path = path.display();
                text!(
                    "{path} kunde inte bytas ut helt: {source}. Varje sida är hel, den gamla eller den nya; bygg igen när felet är avhjälpt",
                    "{path} could not be replaced in full: {source}. Every page is whole, the old one or the new one; build again when that is mended"
                )
            }
            OutputError::NotAFolder { path } => {
                let path = path.display();
                text!(
                    "{path} är ingen mapp. Välj en annan med --out",
                    "{path} is not a folder. Choose another with --out"
                )
            }
        }
    }
}

/// What to say when the disk refuses `path`.
fn unwritten(path: &Path, source: &std::io::Error) -> Text {
    let path = path.display();
    match source.kind() {
        std::io::ErrorKind::StorageFull => text!(
            "disken är full: {path} kunde inte skrivas. Gör plats och bygg igen; den förra webbplatsen är orörd",
            "the disk is full: {path} could not be written. Make room and build again; the site from before is untouched"
        ),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => text!(
            "det går inte att skriva i {path}: {source}. Välj en annan mapp med --out, eller ändra rättigheterna",
            "{path} cannot be written: {source}. Choose another folder with --out, or change its permissions"
        ),
        _ => text!(
            "{path} kunde inte skrivas: {source}. Den förra webbplatsen är orörd",
            "{path} could not be written: {source}. The site from before is untouched"
        ),
    }
}
