//! What `tests/install` does on a machine that lacks what the tests need: a path with nothing on it but stand-ins.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "a test of a script on the disk")]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the script itself is written with.
const TOOLS: [&str; 9] = ["bash", "cat", "chmod", "cmp", "cp", "dirname", "mkdir", "sed", "rm"];

/// Puts the programs that the packages bring on the path, as apt-get does.
const APT_GET: &str = r#"
echo "apt-get $*" >>"$MACHINE/asked"
[ "$1" = install ] || exit 0
for program in node npm chromium firefox-esr pdftotext fc-list java; do
  { echo '#!/bin/sh'; [ $program = node ] && echo 'echo v20.1.0'; [ $program = fc-list ] && echo 'echo "$1"'; [ $program = npm ] && echo 'echo "npm $*" >>"$MACHINE/asked"; mkdir -p node_modules'; } >"$MACHINE/bin/$program"
  chmod +x "$MACHINE/bin/$program"
done
cat >"$MACHINE/bin/python3" <<'END'
#!/bin/sh
[ "$2" = venv ] || exit 0
mkdir -p "$3/bin"
printf '#!/bin/sh\n[ "$1" = -c ] || echo "python $*" >>"$MACHINE/asked"\n' >"$3/bin/python"
chmod +x "$3/bin/python"
END
chmod +x "$MACHINE/bin/python3""#;

/// A machine of its own: a checkout with the script, and all the programs that there are.
struct Machine {
    folder: PathBuf,
}

impl Machine {
    fn bare(name: &str) -> Machine {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("install-{name}"));
        let _ = fs::remove_dir_all(&folder);
        for part in ["browser", "files"] {
            fs::create_dir_all(folder.join("checkout/tests").join(part)).unwrap();
        }
        fs::create_dir_all(folder.join("bin")).unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for file in ["tests/install", "tests/browser/package-lock.json", "tests/files/requirements.txt"] {
            fs::copy(root.join(file), folder.join("checkout").join(file)).unwrap();
        }
        let path = std::env::var_os("PATH").unwrap();
        for tool in TOOLS {
            let found = std::env::split_paths(&path).map(|place| place.join(tool)).find(|file| file.exists());
            symlink(found.unwrap(), folder.join("bin").join(tool)).unwrap();
        }
        let machine = Machine { folder };
        machine.with("id", "echo 0")
    }

    /// With one more program.
    fn with(self, name: &str, script: &str) -> Machine {
        let file = self.folder.join("bin").join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    fn install(&self, parts: &[&str]) -> Output {
        Command::new(self.folder.join("bin/bash"))
            .arg("tests/install")
            .args(parts)
            .current_dir(self.folder.join("checkout"))
            .env_clear()
            .env("PATH", self.folder.join("bin"))
            .env("MACHINE", &self.folder)
            .output()
            .unwrap()
    }

    /// What apt-get and npm were asked for since this was last read.
    fn asked(&self) -> String {
        let file = self.folder.join("asked");
        let asked = fs::read_to_string(&file).unwrap_or_default();
        let _ = fs::remove_file(file);
        asked
    }

    fn refuses(&self, parts: &[&str], said: &str) {
        let output = self.install(parts);
        assert_eq!(String::from_utf8_lossy(&output.stderr), said);
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn all_that_is_missing_is_installed_at_once_and_only_once() {
    let machine = Machine::bare("once").with("apt-get", APT_GET);
    let first = machine.install(&["browser", "html"]);
    assert!(first.status.success(), "{first:?}");
    assert_eq!(
        machine.asked(),
        "apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core firefox-esr poppler-utils \
         fontconfig fonts-liberation fonts-urw-base35 default-jre-headless nodejs npm\nnpm ci --ignore-scripts --no-audit --no-fund --loglevel=error\n"
    );
    assert_eq!(
        String::from_utf8_lossy(&first.stdout),
        "missing: Chromium, Firefox, pdftotext, fontconfig, Liberation Sans, P052, Java, node, npm; installing chromium \
         fonts-dejavu-core firefox-esr poppler-utils fontconfig fonts-liberation fonts-urw-base35 default-jre-headless nodejs npm\n\
         installing the npm packages of tests/browser/package-lock.json\n"
    );
    let again = machine.install(&["browser", "html"]);
    assert!(again.status.success() && again.stdout.is_empty(), "{again:?}");
    assert_eq!(machine.asked(), "");
}

#[test]
fn only_what_a_part_lacks_is_installed() {
    let machine = Machine::bare("part").with("apt-get", APT_GET).with("cargo", "").with("git", "");
    assert!(machine.install(&["rust"]).status.success());
    assert_eq!(machine.asked(), "apt-get install -y -qq --no-install-recommends gcc libc6-dev\n");
}

#[test]
fn python_packages_are_installed_anew_only_when_their_list_has_changed() {
    let machine = Machine::bare("python").with("apt-get", APT_GET);
    assert!(machine.install(&["files"]).status.success());
    let pip =
        "python -m pip install -q --no-deps --no-input --disable-pip-version-check -r tests/files/requirements.txt\n";
    let all = "apt-get install -y -qq --no-install-recommends python3 python3-venv nodejs npm\nnpm ci --ignore-scripts --no-audit --no-fund --loglevel=error\n";
    assert_eq!(machine.asked(), format!("{all}{pip}"));
    let again = machine.install(&["files"]);
    assert!(again.status.success() && again.stdout.is_empty(), "{again:?}");
    assert_eq!(machine.asked(), "");
    fs::write(machine.folder.join("checkout/tests/files/requirements.txt"), "other==1.0\n").unwrap();
    assert!(machine.install(&["files"]).status.success());
    assert_eq!(machine.asked(), pip);
}

#[test]
fn what_cannot_be_installed_is_said() {
    let wanted = "default-jre-headless nodejs npm";
    let machine = Machine::bare("refused");
    machine.refuses(
        &["html"],
        &format!("there is no apt-get here: install {wanted} (as they are called in Debian) by hand\n"),
    );
    let machine = machine.with("apt-get", "echo no route to the archive; exit 100");
    machine.refuses(&["html"], &format!("no route to the archive\napt-get could not install {wanted}\n"));
    let machine = machine.with("id", "echo 1000");
    machine.refuses(
        &["html"],
        &format!(
            "installing needs root. Run this once, then start again:\n    \
             sudo apt-get install --no-install-recommends {wanted}\n"
        ),
    );
    let machine = machine.with("java", "").with("node", "echo v18.0.0").with("npm", "");
    machine.refuses(&["html"], "node 20 or newer is needed, this is v18.0.0\n");
    let machine = machine.with("node", "echo v20.0.0").with("npm", "exit 1");
    machine.refuses(&["html"], "npm ci failed\n");
    machine
        .refuses(&["rust"], "Rust is missing: install it with rustup (Debian: apt install rustup), then start again\n");
    machine.refuses(&["paper"], "usage: tests/install rust|browser|html|files...\n");
}
