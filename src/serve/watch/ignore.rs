//! Paths that no site is made of: what editors, office programs and systems leave while somebody writes.

use crate::base::path::RelPath;
use crate::theme::ROOT;

/// Whether a change of this path means nothing.
pub(super) fn is_noise(path: &RelPath) -> bool {
    // Among the files for the site's root hidden ones are as good as others (`.well-known/`).
    let hidden_counts = path.is_in(&RelPath::lit(ROOT));
    path.parts().any(|name| is_noisy_name(name) || (name.starts_with('.') && !hidden_counts))
}

fn is_noisy_name(name: &str) -> bool {
    // .a.md.swp (vim), .#a.md (Emacs), .~lock.a.odt# (LibreOffice), and what systems leave.
    name.starts_with(".#")
        || name.starts_with(".~")
        || name == ".git"
        || name == ".DS_Store"
        // Backups (vim, gedit), Office's and Emacs's own.
        || name.ends_with('~')
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        // vim asks whether it may write here with a file of this name.
        || name == "4913"
        || name == "Thumbs.db"
        || name == "desktop.ini"
        // JetBrains' safe write.
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
        || name.rsplit_once('.').is_some_and(|(_, extension)| {
            ["swp", "swo", "swx", "tmp", "temp", "part", "crdownload", "lock"].iter().any(|e| extension.eq_ignore_ascii_case(e))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_noise_is_told_from_pages() {
        for path in [
            ".git/index.lock",
            "content/.a.md.swp",
            "content/a.md~",
            "content/4913",
            "content/.#a.md",
            "content/#a.md#",
            "content/.~lock.mall.odt#",
            "content/~$mall.docx",
            "content/lu3x.tmp",
            "a.md___jb_tmp___",
            "content/.hidden/a.md",
            "root/.git/index",
            "root/.well-known/.#security.txt",
            "root/.web.config.swp",
            "content/sed123.TMP",
        ] {
            assert!(is_noise(&RelPath::lit(path)), "{path}");
        }
        for path in [
            "",
            "content/a.md",
            "content/4913.md",
            "content/å b/c#.md",
            "static/x.css",
            "content/#",
            "ledfyr.toml",
            "content/tmp/a.md",
            "root/.well-known/security.txt",
            "root/.htaccess",
        ] {
            assert!(!is_noise(&RelPath::lit(path)), "{path}");
        }
    }
}
