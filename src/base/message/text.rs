//! A message in every language that the program speaks.

/// The languages of messages to the person at the terminal (the site may have others).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// `sv`, `sv-SE` → Swedish; anything else → English.
    pub fn from_tag(tag: &str) -> Lang {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        if primary.eq_ignore_ascii_case("sv") { Lang::Sv } else { Lang::En }
    }
}

/// The direction in which a language is written, as HTML's `dir` names it: by the script that its tag names (BCP 47), else by
/// the one that it is usually written in, in that country (Unicode CLDR, likely subtags).
pub fn direction(tag: &str) -> &'static str {
    const SCRIPTS: &str = " adlm arab aran hebr mand mend nkoo rohg samr syrc syre syrj syrn thaa yezi ";
    const LANGUAGES: &str = " acm acq aeb aii ajp apc apd ar arc arq ars ary arz ayl azb bal bej bgn bqi ckb dv fa glk haz \
        hbo he iw ji khw ks lrc luz mzn nqo pbt pbu pes pnb prs ps rhg sd sdh shu skr syc syr ug ur ydd yi ";
    const PLACES: &str = " az-iq az-ir kk-cn kk-ir ku-iq ku-ir ku-lb ky-cn pa-pk tk-af tk-ir uz-af ";
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let has = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let letters = |part: &&str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_alphabetic());
    let rest: Vec<&str> = parts.collect();
    let right_to_left = match rest.iter().find(|part| letters(part, 4)) {
        Some(script) => has(SCRIPTS, script),
        None => {
            let place = rest.iter().find(|part| letters(part, 2)).map(|place| format!("{language}-{place}"));
            has(LANGUAGES, language) || place.is_some_and(|place| has(PLACES, &place))
        }
    };
    if right_to_left { "rtl" } else { "ltr" }
}

/// One message, written in both languages where it arises, chosen where it is shown.
///
/// The person who commits a page reads Swedish; the person who runs CI may not. Both strings are
/// made at once because a stage must not know who will read them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text {
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The text in a language.
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

#[cfg(test)]
mod tests {
    use super::direction;

    #[test]
    fn a_tag_tells_the_direction() {
        for rtl in [
            "ar",
            "fa",
            "ur",
            "he",
            "ckb",
            "ps",
            "sd",
            "ug",
            "yi",
            "dv",
            "ar-SE",
            "AR",
            "ku-Arab",
            "az-Arab",
            "pa-Arab",
            "pa-PK",
            "ku_IQ",
            "uz-Arab-AF",
            "prs",
            "sv-Arab",
        ] {
            assert_eq!(direction(rtl), "rtl", "{rtl}");
        }
        for ltr in ["sv", "en", "ku", "az", "pa", "ar-Latn", "sd-Deva", "so", "ti", "ru", "arn", "", "fi-SE", "zh-Hant"]
        {
            assert_eq!(direction(ltr), "ltr", "{ltr}");
        }
    }
}
