//! A site as one ZIP file.

use super::sink::{Committed, OutputError, Sink};
use crate::base::bytes::Bytes;
use crate::render::Artifact;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Publishes into a ZIP file, written beside the old one and then put in its place.
///
/// Entries stand in name order, below one folder, with the earliest date that the format knows: equal sites give equal
/// files.
pub struct ZipSink {
    path: PathBuf,
    /// The folder that unpacking makes.
    folder: String,
    files: Mutex<BTreeMap<String, Bytes>>,
}

impl ZipSink {
    /// Prepares to write `path`, whose name is also that of the folder in it.
    pub fn new(path: &Path) -> ZipSink {
        let folder = path.file_stem().map_or_else(|| "site".into(), |n| n.to_string_lossy().into_owned());
        ZipSink { path: path.to_owned(), folder, files: Mutex::default() }
    }

    fn pack(&self, to: &Path, files: &BTreeMap<String, Bytes>) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        let mut zip = ZipWriter::new(BufWriter::new(File::create(to)?));
        for (name, bytes) in files {
            zip.start_file(format!("{}/{name}", self.folder), options).map_err(io::Error::other)?;
            zip.write_all(bytes)?;
        }
        zip.finish().map_err(io::Error::other)?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

impl Sink for ZipSink {
    fn write(&self, artifact: Artifact) -> Result<(), OutputError> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(artifact.path, artifact.bytes);
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Committed, OutputError> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(parent) = self.path.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(OutputError::at(parent))?;
        }
        let beside = self.path.with_extension(format!("zip.{}", std::process::id()));
        let packed = self.pack(&beside, &files).and_then(|()| fs::rename(&beside, &self.path));
        if packed.is_err() {
            let _ = fs::remove_file(&beside);
        }
        packed.map_err(OutputError::at(&self.path))?;
        let bytes = files.values().map(|b| b.len() as u64).sum();
        Ok(Committed { files: files.len(), written: files.len(), removed: 0, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sites_are_equal_files_with_everything_in_one_folder() {
        let home = std::env::temp_dir().join(format!("ledfyr-zip-{}", std::process::id()));
        let write = |name: &str| {
            let path = home.join(name).join("site.zip");
            let sink = Box::new(ZipSink::new(&path));
            for (path, text) in [("b/index.html", "två"), ("a.txt", "ett")] {
                sink.write(Artifact { path: path.to_owned(), bytes: text.as_bytes().to_vec().into() }).unwrap();
            }
            assert_eq!(sink.commit().unwrap().files, 2);
            fs::read(path).unwrap()
        };
        let (one, two) = (write("one"), write("two"));
        fs::remove_dir_all(&home).unwrap();
        assert_eq!(one, two);
        let mut archive = zip::ZipArchive::new(io::Cursor::new(one)).unwrap();
        let names: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
        assert_eq!(names, ["site/a.txt", "site/b/index.html"]);
        assert_eq!(io::read_to_string(archive.by_name("site/b/index.html").unwrap()).unwrap(), "två");
    }
}
