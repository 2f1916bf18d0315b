//! Which CSS may stay in a drawing: none that can load anything.

/// Functions that load a file, or that old browsers ran as a script.
const REFUSED: &[&str] = &[
    "image(",
    "image-set(",
    "cross-fade(",
    "element(",
    "src(",
    "expression(",
    "attr(",
    "-moz-binding",
    "behavior",
    "javascript:",
    "://",
];

/// Rules that may stay; `@import`, `@font-face` and the like load files.
const AT_RULES: &[&str] = &["media", "supports", "keyframes"];

/// Whether a style sheet, a declaration or a presentation attribute loads nothing.
///
/// Escapes (`\75rl(…)`) are refused altogether rather than read: no drawing program
/// writes them, and what they hide cannot be told without a whole CSS parser.
pub(super) fn is_harmless(css: &str) -> bool {
    if css.contains(['\\', '<']) {
        return false;
    }
    let Some(css) = without_comments(&css.to_ascii_lowercase()) else { return false };
    if REFUSED.iter().any(|refused| css.contains(refused)) {
        return false;
    }
    let own_parts_only = css.match_indices("url(").all(|(at, _)| {
        let inner = css[at + 4..].trim_start();
        inner.strip_prefix(['"', '\'']).unwrap_or(inner).starts_with('#')
    });
    let known_rules_only = css.match_indices('@').all(|(at, _)| {
        let name = &css[at + 1..];
        AT_RULES.iter().any(|rule| {
            name.strip_prefix(rule).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
        })
    });
    own_parts_only && known_rules_only
}

/// The harmless ones of the declarations of a `style` attribute; none if none is.
pub(super) fn declarations(style: &str) -> Option<String> {
    if is_harmless(style) {
        return Some(style.to_string());
    }
    // A `;` within quotes would cut a declaration in two: then all of it goes.
    if style.contains(['"', '\'']) || style.contains("/*") {
        return None;
    }
    let kept: Vec<&str> = style.split(';').filter(|one| !one.trim().is_empty() && is_harmless(one)).collect();
    (!kept.is_empty()).then(|| kept.join(";")).filter(|kept| is_harmless(kept))
}

fn without_comments(css: &str) -> Option<String> {
    let mut kept = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once("*/")?.1;
    }
    kept.push_str(rest);
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets() {
        for (css, expected) in [
            (".a{fill:#123}", true),
            (".a > .b{fill:url(#g);filter:url( \"#f\" )}", true),
            ("/* https://example.org */.a{fill:red}", true),
            ("@media (prefers-color-scheme: dark){.a{fill:#fff}}", true),
            ("@import 'x.css'", false),
            ("@IMPORT url(#x)", false),
            ("@mediaX{}", false),
            ("@font-face{src:local(x)}", false),
            (".a{fill:url(x.svg#g)}", false),
            (".a{fill:URL('https://example.org')}", false),
            (".a{fill:\\75rl(#a)}", false),
            (".a{background:image-set('x.png' 1x)}", false),
            (".a{fill:red}/* ", false),
            ("</style><script>", false),
        ] {
            assert_eq!(is_harmless(css), expected, "{css}");
        }
    }

    #[test]
    fn style_attributes() {
        assert_eq!(declarations("fill:red;stroke:url(#a)").as_deref(), Some("fill:red;stroke:url(#a)"));
        assert_eq!(declarations("fill:red;stroke:url(x#a);opacity:1").as_deref(), Some("fill:red;opacity:1"));
        assert_eq!(declarations("stroke:url(x#a)"), None);
        assert_eq!(declarations("font-family:'a;b';stroke:url(x)"), None);
    }
}
