//! The output folder: whether it may be published into, by whom, and what is in it.

use super::atomic::{Transfer, complete_links};
use super::manifest::{MANIFEST, Manifest};
use super::permissions::Permissions;
use super::system::identity;
use super::update::Update;
use super::work::{WorkFolder, identity_text, lock, remove_tree};
use crate::output::sink::OutputError;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Entries that file systems and repositories put into an empty folder.
const IGNORED: [&str; 4] = ["lost+found", ".gitkeep", ".gitignore", ".keep"];

/// A folder that this build alone publishes into, as long as the value lives.
#[derive(Debug)]
pub struct OutFolder {
    /// Without links in it.
    pub(super) path: PathBuf,
    pub(super) permissions: Permissions,
    /// What the program wrote before.
    pub(super) before: Manifest,
    /// Held for the folder, and while another is shown in its place for that one too. The system lets go of them when the
    /// program ends, however it ends.
    pub(super) locks: Vec<File>,
    /// It was created for this build, and is removed if nothing is published.
    created: bool,
}

impl OutFolder {
    /// Takes the folder `out`, which need not exist. While another build publishes into it this one waits; `on_wait`
    /// is called once then. `into_existing`: it may hold files of others.
    ///
    /// # Errors
    /// When it cannot be written, is somebody else's, or its list of files is damaged.
    pub fn claim(out: &Path, into_existing: bool, on_wait: &dyn Fn()) -> Result<OutFolder, OutputError> {
        let created = match fs::metadata(out) {
            Ok(meta) if !meta.is_dir() => return Err(OutputError::NotAFolder { path: out.to_owned() }),
            Ok(meta) if meta.permissions().readonly() => return Err(OutputError::ReadOnly { path: out.to_owned() }),
            Ok(_) => false,
            Err(_) if fs::symlink_metadata(out).is_ok() => {
                return Err(OutputError::NotAFolder { path: out.to_owned() });
            }
            Err(_) => {
                fs::create_dir_all(out).map_err(OutputError::at(out))?;
                true
            }
        };
        // A link to a folder stays a link: what it names is published into.
        let path = out.canonicalize().map_err(OutputError::at(out))?;
        let locks = vec![lock(&path, on_wait)?];
        let (permissions, before) = (Permissions::default(), Manifest::default());
        let mut folder = OutFolder { path, permissions, before, locks, created };
        folder.recover()?;
        folder.permissions = Permissions::of(&folder.path).map_err(OutputError::at(&folder.path))?;
        folder.before = folder.manifest(into_existing)?;
        Ok(folder)
    }

    /// The pages of the site that lies here, each as the path of its file.
    pub fn pages(&self) -> &BTreeSet<String> {
        &self.before.pages
    }

    fn manifest(&self, into_existing: bool) -> Result<Manifest, OutputError> {
        match Manifest::read(&self.path) {
            Ok(Some(manifest)) => Ok(manifest),
            Err(e) if e.kind() != io::ErrorKind::InvalidData => Err(OutputError::at(&self.path.join(MANIFEST))(e)),
            _ if into_existing => Ok(Manifest::default()),
            Err(_) => Err(OutputError::Damaged { path: self.path.join(MANIFEST) }),
            Ok(None) => {
                let entries = fs::read_dir(&self.path).map_err(OutputError::at(&self.path))?;
                let ignored = |name: &std::ffi::OsStr| IGNORED.iter().any(|n| name == *n);
                match entries.flatten().map(|e| e.file_name()).find(|name| !ignored(name)) {
                    None => Ok(Manifest::default()),
                    Some(entry) => Err(OutputError::InUse { path: self.path.clone(), entry: entry.into() }),
                }
            }
        }
    }

    /// Finishes or clears away what a build that was killed had begun.
    fn recover(&mut self) -> Result<(), OutputError> {
        complete_links(&self.path).map_err(OutputError::at(&self.path))?;
        let Some(work) = WorkFolder::beside(&self.path) else { return Ok(()) };
        let (original, stage) = (fs::read_to_string(work.original()).ok(), work.stage());
        let named = |path: &Path| fs::metadata(path).ok().as_ref().and_then(identity).map(identity_text);
        if original.is_some() && original == named(&stage) {
            // The new site is shown in the place of the folder, which waits under the stage's name.
            self.locks.push(lock(&stage, &|| {})?);
            complete_links(&stage).map_err(OutputError::partly(&self.path))?;
            let shown = Manifest::read(&self.path).ok().flatten().unwrap_or_default();
            let before = Manifest::read(&stage).ok().flatten().unwrap_or_default();
            let permissions = Permissions::of(&stage).map_err(OutputError::at(&stage))?;
            let transfer = Transfer { out: &stage, stage: &self.path, scratch: &work.0, permissions };
            Update { transfer, before: &before, new: &shown }.restore(&self.path)?;
        }
        remove_tree(&work.0);
        Ok(())
    }
}

impl Drop for OutFolder {
    fn drop(&mut self) {
        if self.created {
            // Only if it is empty still.
            let _ = fs::remove_dir(&self.path);
        }
    }
}
