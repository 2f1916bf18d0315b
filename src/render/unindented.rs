//! Templates of the theme without their indentation, which every page would carry to its readers.

/// `template` with each line from its first sign on. Lines stay lines: findings name the right ones, and what parts words
/// still parts them.
pub(super) fn unindented(template: &str) -> String {
    template.split_inclusive('\n').map(|line| if line.trim().is_empty() { "\n" } else { line.trim_start() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines() {
        assert_eq!(unindented("<ul>\n  <li>a  b</li>\n\n    c\n"), "<ul>\n<li>a  b</li>\n\nc\n");
        assert_eq!(unindented("  {{ x }}"), "{{ x }}");
    }
}
