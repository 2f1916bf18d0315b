//! How many pages a build may take away from the published site.

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;

/// `build.max_removed`: more than this stops the build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MaxRemoved {
    /// Ten pages, or a fifth of them where that is more.
    #[default]
    Usual,
    /// So many pages.
    Pages(u64),
    /// Of the pages that are published, in percent.
    Share(u64),
}

impl MaxRemoved {
    /// Whether taking away `removed` of `all` pages is too many.
    pub fn is_exceeded(self, removed: usize, all: usize) -> bool {
        let (removed, all) = (removed as u64, all as u64);
        let share = |percent: u64| removed.saturating_mul(100) > all.saturating_mul(percent);
        match self {
            MaxRemoved::Usual => removed > 10 && share(20),
            MaxRemoved::Pages(pages) => removed > pages,
            MaxRemoved::Share(percent) => share(percent),
        }
    }

    fn parse(text: &str) -> Option<MaxRemoved> {
        let number = |text: &str| text.trim().parse().ok();
        match text.trim().strip_suffix('%') {
            Some(percent) => number(percent).filter(|percent| *percent <= 100).map(MaxRemoved::Share),
            None => number(text).map(MaxRemoved::Pages),
        }
    }
}

impl Serialize for MaxRemoved {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            MaxRemoved::Usual => serializer.serialize_none(),
            MaxRemoved::Pages(pages) => serializer.serialize_u64(*pages),
            MaxRemoved::Share(percent) => serializer.serialize_str(&format!("{percent} %")),
        }
    }
}

impl<'de> Deserialize<'de> for MaxRemoved {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<MaxRemoved, D::Error> {
        struct Form;
        impl Visitor<'_> for Form {
            type Value = MaxRemoved;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "ett antal sidor (25) eller en andel (\"20 %\")|a number of pages (25) or a share (\"20 %\")",
                )
            }

            fn visit_u64<E: Error>(self, pages: u64) -> Result<MaxRemoved, E> {
                Ok(MaxRemoved::Pages(pages))
            }

            fn visit_i64<E: Error>(self, pages: i64) -> Result<MaxRemoved, E> {
                let pages = u64::try_from(pages).map_err(|_| E::invalid_value(Unexpected::Signed(pages), &self))?;
                Ok(MaxRemoved::Pages(pages))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<MaxRemoved, E> {
                MaxRemoved::parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_any(Form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_a_share_or_what_is_usual() {
        let exceeded = |form: MaxRemoved, removed, all| form.is_exceeded(removed, all);
        assert!(!exceeded(MaxRemoved::Usual, 10, 10), "ten may always go");
        assert!(exceeded(MaxRemoved::Usual, 11, 54) && !exceeded(MaxRemoved::Usual, 11, 55), "a fifth of 55 is 11");
        assert_eq!(MaxRemoved::parse("25"), Some(MaxRemoved::Pages(25)));
        assert!(exceeded(MaxRemoved::Pages(0), 1, 1000) && !exceeded(MaxRemoved::Pages(25), 25, 25));
        for share in ["20 %", "20%", " 20  % "] {
            assert_eq!(MaxRemoved::parse(share), Some(MaxRemoved::Share(20)), "{share}");
        }
        assert!(exceeded(MaxRemoved::Share(20), 3, 14) && !exceeded(MaxRemoved::Share(20), 3, 15));
        assert!(!exceeded(MaxRemoved::Share(100), 15, 15));
        for none in ["", "%", "-1", "20 procent", "101 %", "1.5", "20 % x"] {
            assert_eq!(MaxRemoved::parse(none), None, "{none}");
        }
    }
}
