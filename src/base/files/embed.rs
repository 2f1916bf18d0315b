//! Files that the program carries in itself.

use include_dir::{Dir, DirEntry};

/// All files of a folder, in the order of their names: path below it with `/` between folders, bytes.
pub fn files(dir: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    gather(dir, &mut files);
    files.sort_unstable();
    files
}

fn gather(dir: &'static Dir<'static>, files: &mut Vec<(String, &'static [u8])>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => gather(dir, files),
            DirEntry::File(file) => {
                files.push((file.path().to_string_lossy().replace('\\', "/"), file.contents()));
            }
        }
    }
}
