//! Templates of the theme without their indentation, which every page would carry to its readers.

/// `template` with each line from its first sign on. Lines stay lines: what parts words still parts them.
pub(super) fn unindented(template: &str) -> String {
    template.split_inclusive('\n').map(from_first_sign).collect()
}

fn from_first_sign(line: &str) -> &str {
    match line.trim_start() {
        "" if line.ends_with('\n') => "\n",
        rest => rest,
    }
}

/// Where in `template` the byte stands that is at `offset` of the text without its indentation: findings name places in
/// the file that people have before them.
pub(super) fn offset_in(template: &str, offset: usize) -> usize {
    let (mut before, mut start) = (0, 0);
    for line in template.split_inclusive('\n') {
        let kept = from_first_sign(line).len();
        if offset < before + kept {
            return start + line.len() - kept + offset - before;
        }
        before += kept;
        start += line.len();
    }
    template.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_lines() {
        assert_eq!(unindented("<ul>\n  <li>a  b</li>\n\n    c\n"), "<ul>\n<li>a  b</li>\n\nc\n");
        assert_eq!(unindented("  {{ x }}"), "{{ x }}");
        assert_eq!(unindented("a\n  "), "a\n");
    }

    #[test]
    fn every_byte_is_found_again() {
        for template in ["<ul>\n  <li>å  b</li>\n   \n\n    c\n", "  {{ x }}", "a\n  ", ""] {
            let text = unindented(template);
            for (at, byte) in text.bytes().enumerate() {
                assert_eq!(template.as_bytes()[offset_in(template, at)], byte, "{template:?} at {at}");
            }
            assert_eq!(offset_in(template, text.len()), template.len());
        }
    }
}
