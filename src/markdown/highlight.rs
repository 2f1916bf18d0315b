//! Code coloured by syntect: classes only, no colours, so that the theme decides.

use std::sync::LazyLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// The syntaxes, loaded when the first page with code needs them. A constant of the program, not state.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Code longer than this is shown plain: colouring takes time in proportion and nobody reads it as guidance.
const LONGEST: usize = 64 << 10;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Words for code without colours.
const PLAIN: [&str; 4] = ["text", "txt", "plain", "plaintext"];

/// The result of highlighting a block of code.
pub(super) enum Highlighted {
    Html(String),
    /// Known, but to be shown as it is.
    Plain,
    /// No such language; what may have been meant.
    Unknown(Option<String>),
}

/// HTML of `code` in the language named `lang` (a name, `rust`, or an extension, `rs`).
pub(super) fn highlight(code: &str, lang: &str) -> Highlighted {
    if PLAIN.contains(&lang.to_ascii_lowercase().as_str()) {
        return Highlighted::Plain;
    }
    let Some(syntax) = find(lang) else {
        let names = SYNTAXES.syntaxes().iter().flat_map(|s| s.file_extensions.iter().map(String::as_str));
        return Highlighted::Unknown(crate::base::suggest::closest(lang, names).map(str::to_owned));
    };
    if code.len() > LONGEST {
        return Highlighted::Plain;
    }
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        if generator.parse_html_for_line_which_includes_newline(line).is_err() {
            return Highlighted::Plain;
        }
    }
    Highlighted::Html(generator.finalize())
}

fn find(lang: &str) -> Option<&'static SyntaxReference> {
    SYNTAXES.find_syntax_by_token(lang).or_else(|| match lang {
        "shell" | "console" | "sh-session" => SYNTAXES.find_syntax_by_token("sh"),
        "jsonc" | "json5" => SYNTAXES.find_syntax_by_token("json"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_by_class_and_knows_what_it_does_not_know() {
        let Highlighted::Html(html) = highlight("[a]\nb = 1 # <x>\n", "toml") else { panic!("toml") };
        assert!(html.contains("class=\"hl-") && html.contains("&lt;x&gt;") && !html.contains("style="), "{html}");
        assert!(matches!(highlight("x", "text"), Highlighted::Plain));
        assert!(matches!(highlight("x", "klingon-åäö"), Highlighted::Unknown(None)));
    }
}
