//! A message in every language that the program speaks.

use serde::{Deserialize, Serialize};

/// The languages of messages to the person at the terminal (the site may have others).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Sv,
    En,
}

impl Lang {
    /// `sv`, `sv-SE` → Swedish; anything else → English.
    pub fn from_tag(tag: &str) -> Lang {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        if primary.eq_ignore_ascii_case("sv") { Lang::Sv } else { Lang::En }
    }
}

/// One message, written in both languages where it arises, chosen where it is shown.
///
/// The person who commits a page reads Swedish; the person who runs CI may not. Both strings are
/// made at once because a stage must not know who will read them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    pub sv: String,
    pub en: String,
}

impl Text {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }

    /// The same words in both languages: a path, a name, another program's message.
    pub fn same(s: impl Into<String>) -> Text {
        let s = s.into();
        Text { en: s.clone(), sv: s }
    }
}

/// `text!("svenska {x}", "English {x}")`: both strings are format strings over the same variables.
#[macro_export]
macro_rules! text {
    ($sv:literal, $en:literal $(,)?) => {
        $crate::base::text::Text { sv: format!($sv), en: format!($en) }
    };
}
