//! Style sheets of the theme without what only people read: readers fetch them over a bad network.

/// `css` without comments, and with blanks only where they mean something.
pub(super) fn slim(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut blank = false;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            blank = true;
            continue;
        }
        if c.is_whitespace() {
            blank = true;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        // A blank before or after these never separates two words or selectors; one after a colon neither, one before it does.
        let joins = |c| matches!(c, '{' | '}' | ';' | ',' | '>' | '~');
        if blank && !joins(c) && !out.ends_with(|c| joins(c) || c == ':') && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        let end = if matches!(c, '"' | '\'') { string(rest, c) } else { c.len_utf8() };
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    out.push('\n');
    out
}

/// Where the string that `rest` begins with ends.
fn string(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return i + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_mean_something_stay() {
        let css = "/* a */\n.a :is(b, c) > d {\n  margin: calc(1px + 2px) auto;\n  color: red;\n}\n\n@media (min-width: 1px) and (x) { a { b: c } }";
        let slimmed = ".a :is(b,c)>d{margin:calc(1px + 2px) auto;color:red}@media (min-width:1px) and (x){a{b:c}}\n";
        assert_eq!(slim(css), slimmed);
    }

    #[test]
    fn strings_are_left_alone() {
        assert_eq!(slim("a::after { content: \" /* {  \\\" ; \"; }"), "a::after{content:\" /* {  \\\" ; \"}\n");
    }
}
