//! Reads the id, the kind and the level of a page whose front matter cannot be parsed.

use super::fields::Kind;
use super::lines::key_line;
use super::model::{FrontMatter, is_id};
use super::words;
use crate::base::suggest::closest;

/// The number of lines of broken front matter that are looked through.
const SALVAGED: usize = 100;

impl FrontMatter {
    /// Takes what others need to know of the page out of front matter that cannot be parsed, line by line: its id, its
    /// kind and its level.
    pub(super) fn salvage(&mut self, text: &str) {
        for line in text.lines().take(SALVAGED) {
            let Some(key) = key_line(line) else { continue };
            match key.name {
                "id" if is_id(key.value) => self.fields.id = Some(key.value.to_owned()),
                "kind" => self.fields.kind = Kind::ALL.iter().copied().find(|k| k.as_str() == key.value),
                "classification" => self.salvaged.push(key.value.to_owned()),
                name => {
                    let slip = closest(name, ["classification"]).is_some();
                    let foreign = words::guard(name, &key.node(), None).is_some_and(|m| m.field == "classification");
                    self.unclear |= slip || foreign;
                }
            }
        }
    }
}
