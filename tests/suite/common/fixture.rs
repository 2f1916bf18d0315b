//! Fixtures: several files in one, with what is expected of them.
//!
//! ```text
//! What the fixture shows.
//! == ledfyr.toml
//! == content/a.md
//! == options
//! drafts
//! == expect
//! content/a.md:1:1: fel[code]: message
//! == english
//! content/a.md:1:1: error[code]: the same in English, where the fixture says it
//! == present public/path.html
//! a line that must stand there
//! == absent
//! a line that must stand in no file of the output
//! ```
//! A file's name may be followed by `(escaped)`, which reads `\xff` and `\u{30a}` in name and text, and by `(times N)`.

use super::{Built, options};
use ledfyr::base::date::Date;
use ledfyr::pipeline::Options;
use ledfyr::source::MemoryFiles;

pub struct Fixture {
    pub files: MemoryFiles,
    pub options: Options,
    pub expect: String,
    pub english: Option<String>,
    pub present: Vec<(String, Vec<String>)>,
    pub absent: Vec<String>,
}

/// The sections of a fixture: what stands after `== `, and the lines below it.
pub fn sections(text: &str) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("== ") {
            Some(name) => sections.push((name.trim(), String::new())),
            None => {
                if let Some((_, content)) = sections.last_mut() {
                    content.push_str(line);
                }
            }
        }
    }
    sections
}

impl Fixture {
    pub fn read(text: &str) -> Fixture {
        let mut fixture = Fixture {
            files: MemoryFiles::new(),
            options: options(),
            expect: String::new(),
            english: None,
            present: Vec::new(),
            absent: Vec::new(),
        };
        let lines = |content: &str| content.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        for (name, content) in sections(text) {
            match name {
                "expect" => fixture.expect = content,
                "english" => fixture.english = Some(content),
                "options" => content.lines().for_each(|l| fixture.option(l)),
                "absent" => fixture.absent = lines(&content),
                _ => match name.strip_prefix("present ") {
                    Some(path) => fixture.present.push((path.to_owned(), lines(&content))),
                    None => fixture.file(name, content),
                },
            }
        }
        fixture
    }

    fn option(&mut self, line: &str) {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("drafts", _) => self.options.drafts = true,
            ("audience", level) => self.options.audience = Some(level.to_owned()),
            ("base_url", url) => self.options.base_url = Some(url.to_owned()),
            ("clock", day) => {
                self.options.today = Date::parse(day).unwrap();
                self.options.by_clock = true;
            }
            ("", _) => {}
            (other, _) => panic!("no option {other}"),
        }
    }

    fn file(&mut self, name: &str, content: String) {
        let (path, how) = name.split_once(" (").unwrap_or((name, ""));
        let how = how.trim_end_matches(')');
        match how.strip_prefix("times ") {
            Some(n) => self.files.insert(path, content.repeat(n.parse().unwrap())),
            None if how == "escaped" => {
                let path = String::from_utf8(unescape(path)).unwrap();
                self.files.insert(&path, unescape(&content));
            }
            None => self.files.insert(path, content),
        }
    }

    /// What of the output is not as it was to be.
    pub fn output_faults(&self, built: &Built) -> Vec<String> {
        let mut faults = Vec::new();
        for (path, wanted) in &self.present {
            let text = built.files.get(path).map(|b| String::from_utf8_lossy(b).into_owned()).unwrap_or_default();
            faults.extend(wanted.iter().filter(|w| !text.contains(*w)).map(|w| format!("{path} lacks: {w}")));
        }
        for word in &self.absent {
            let holds = |b: &[u8]| b.windows(word.len()).any(|w| w == word.as_bytes());
            let found = built.files.iter().filter(|(p, b)| p.contains(word.as_str()) || holds(b));
            faults.extend(found.map(|(p, _)| format!("{p} has: {word}")));
        }
        faults
    }
}

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let tail = &rest[at + 1..];
        rest = if let Some(hex) = tail.strip_prefix('x') {
            out.push(u8::from_str_radix(&hex[..2], 16).unwrap());
            &hex[2..]
        } else if let Some((hex, after)) = tail.strip_prefix("u{").and_then(|t| t.split_once('}')) {
            let c = char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            after
        } else {
            out.push(b'\\');
            tail
        };
    }
    out.extend_from_slice(rest.as_bytes());
    out
}
