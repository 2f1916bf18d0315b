//! A site as one ZIP file.

use super::disk::{MANIFEST, Manifest};
use super::sink::{Committed, OutputError, Sink};
use crate::base::bytes::Bytes;
use crate::render::Artifact;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The earliest time that the format knows, 1980-01-01, as seconds of Unix.
const EARLIEST: i64 = 315_532_800;

/// Publishes into a ZIP file, written beside the old one and then put in its place.
///
/// Entries stand in name order, below one folder, with the earliest date that the format knows: equal sites give equal
/// files.
pub struct ZipSink {
    path: PathBuf,
    /// The folder that unpacking makes.
    folder: String,
    /// Pages that somebody wrote.
    pages: BTreeSet<String>,
    files: Mutex<BTreeMap<String, Bytes>>,
}

impl ZipSink {
    /// Prepares to write `path`, whose name is also that of the folder in it, with a site that has these pages, each named by
    /// the path of its file.
    pub fn new(path: &Path, pages: BTreeSet<String>) -> ZipSink {
        let folder = path.file_stem().map_or_else(|| "site".into(), |n| n.to_string_lossy().into_owned());
        ZipSink { path: path.to_owned(), folder, pages, files: Mutex::default() }
    }

    /// The pages of the archive at `path`, each as the path of its file; none where there is no archive.
    ///
    /// # Errors
    /// When it cannot be read, or is not one that this program wrote.
    pub fn pages(path: &Path) -> Result<BTreeSet<String>, OutputError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(e) => return Err(OutputError::at(path)(e)),
        };
        let listed = listed(&bytes).ok().flatten().map(|manifest| manifest.pages);
        listed.ok_or_else(|| OutputError::Foreign { path: path.to_owned() })
    }

    fn pack(&self, to: &Path, files: &BTreeMap<String, Bytes>) -> io::Result<()> {
        let mut zip = ZipArchiveWriter::new(BufWriter::new(File::create(to)?));
        for (name, bytes) in files {
            self.add(&mut zip, name, bytes).map_err(of_disk)?;
        }
        zip.finish().map_err(of_disk)?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    fn add<W: Write>(&self, zip: &mut ZipArchiveWriter<W>, name: &str, bytes: &[u8]) -> Result<(), rawzip::Error> {
        let (mut entry, data) = zip
            .new_file(format!("{}/{name}", self.folder))
            .compression_method(CompressionMethod::DEFLATE)
            .last_modified(UtcDateTime::from_unix(EARLIEST))
            .unix_permissions(0o644)
            .start()?;
        let mut data = data.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        data.write_all(bytes)?;
        let (packed, sizes) = data.finish()?;
        packed.finish()?;
        entry.finish(sizes)?;
        Ok(())
    }
}

/// The list of files that an archive of this program holds.
fn listed(bytes: &[u8]) -> Result<Option<Manifest>, Box<dyn std::error::Error>> {
    let archive = rawzip::ZipArchive::from_slice(bytes)?;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry()? {
        let name = entry.file_path().try_normalize()?.as_ref().to_owned();
        if name.split_once('/').is_some_and(|(_, file)| file == MANIFEST) {
            let packed = archive.get_entry(entry.wayfinder())?;
            let text = io::read_to_string(packed.verifying_reader(flate2::read::DeflateDecoder::new(packed.data())))?;
            return Ok(Manifest::parse(&text));
        }
    }
    Ok(None)
}

/// The disk's error in one of the archive, so that a full disk is recognised.
fn of_disk(e: rawzip::Error) -> io::Error {
    let said = e.source().and_then(|source| source.downcast_ref::<io::Error>());
    io::Error::new(said.map_or(io::ErrorKind::Other, io::Error::kind), e)
}

impl Sink for ZipSink {
    fn write(&self, artifact: Artifact) -> Result<(), OutputError> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(artifact.path, artifact.bytes);
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<Committed, OutputError> {
        let mut files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let (count, bytes) = (files.len(), files.values().map(|b| b.len() as u64).sum());
        let names: BTreeSet<String> = files.keys().cloned().collect();
        let manifest = Manifest { pages: &self.pages & &names, files: names };
        files.insert(MANIFEST.to_owned(), Bytes::new(manifest.text().into_bytes()));
        if let Some(parent) = self.path.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(OutputError::at(parent))?;
        }
        let scratch = self.path.with_extension(format!("zip.{}", std::process::id()));
        let packed = self.pack(&scratch, &files).and_then(|()| fs::rename(&scratch, &self.path));
        if packed.is_err() {
            let _ = fs::remove_file(&scratch);
        }
        packed.map_err(OutputError::at(&self.path))?;
        Ok(Committed { files: count, written: count, removed: 0, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::DeflateDecoder;

    #[test]
    fn equal_sites_are_equal_files_with_everything_in_one_folder() {
        let home = std::env::temp_dir().join(format!("ledfyr-zip-{}", std::process::id()));
        let write = |name: &str| {
            let path = home.join(name).join("site.zip");
            let sink = Box::new(ZipSink::new(&path, BTreeSet::from(["b/åk.html".to_owned()])));
            for (path, text) in [("b/åk.html", "två"), ("a.txt", "ett")] {
                sink.write(Artifact { path: path.to_owned(), bytes: text.as_bytes().to_vec().into() }).unwrap();
            }
            assert_eq!(sink.commit().unwrap().files, 2);
            fs::read(path).unwrap()
        };
        let (one, two) = (write("one"), write("two"));
        let pages = ZipSink::pages(&home.join("one/site.zip")).unwrap();
        assert_eq!(pages, BTreeSet::from(["b/åk.html".to_owned()]));
        assert_eq!(ZipSink::pages(&home.join("none.zip")).unwrap(), BTreeSet::new());
        fs::write(home.join("theirs.zip"), "not an archive of ours").unwrap();
        assert!(matches!(ZipSink::pages(&home.join("theirs.zip")), Err(OutputError::Foreign { .. })));
        fs::remove_dir_all(&home).unwrap();
        assert_eq!(one, two);
        let archive = rawzip::ZipArchive::from_slice(&one).unwrap();
        let mut found = Vec::new();
        let mut entries = archive.entries();
        while let Some(entry) = entries.next_entry().unwrap() {
            let packed = archive.get_entry(entry.wayfinder()).unwrap();
            let text = io::read_to_string(packed.verifying_reader(DeflateDecoder::new(packed.data()))).unwrap();
            let day = entry.last_modified_dos();
            assert_eq!((day.year(), day.month(), day.day()), (1980, 1, 1));
            found.push((entry.file_path().try_normalize().unwrap().as_ref().to_owned(), text));
        }
        let all = [("site/a.txt", "ett"), ("site/b/åk.html", "två")];
        assert_eq!(found.remove(0).0, "site/.ledfyr-files");
        assert_eq!(found, all.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_told_as_one() {
        let noise: Vec<u8> = (0..40_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let files = BTreeMap::from([("a.bin".to_owned(), Bytes::new(noise))]);
        let full =
            ZipSink::new(Path::new("site.zip"), BTreeSet::new()).pack(Path::new("/dev/full"), &files).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
    }
}
