//! Publishes a script without what only its authors need: comments, indentation and spaces between signs.
//! Names stay, so what a browser runs can still be read; only where a number has a name in capitals, the number comes
//! instead. It knows strings, template literals and regular expressions.
use std::collections::HashMap;

/// A script without comments and needless space.
pub fn slim(script: &str) -> String {
    let mut numbers: HashMap<&str, &str> = HashMap::new();
    // Holes of templates are kept as they are written, so a name may stand there.
    let plain = !script.contains('`');
    let lines = script.split_inclusive('\n').filter(|line| match named(line).filter(|_| plain) {
        Some(list) => {
            numbers.extend(list);
            false
        }
        None => true,
    });
    let c: Vec<char> = lines.flat_map(str::chars).collect();
    let mut out = String::with_capacity(script.len());
    let mut i = 0;
    // What space stood since the last sign: none, a space, or a new line.
    let (mut space, mut line) = (false, false);
    while i < c.len() {
        match (c[i], c.get(i + 1)) {
            ('/', Some('*')) => {
                i += 2;
                while i < c.len() && !(c[i] == '*' && c.get(i + 1) == Some(&'/')) {
                    line |= c[i] == '\n';
                    i += 1;
                }
                i += 2;
                space = true;
                continue;
            }
            ('/', Some('/')) => {
                while i < c.len() && c[i] != '\n' {
                    i += 1;
                }
                continue;
            }
            (w, _) if w.is_whitespace() => {
                space = true;
                line |= w == '\n';
                i += 1;
                continue;
            }
            _ => {}
        }
        let before = out.chars().next_back();
        if space && let Some(before) = before {
            let (a, b) = (word(before), word(c[i]));
            if line && !"{;,([&|?:=<".contains(before) && !"})]".contains(c[i]) {
                out.push('\n');
            } else if a && b || before == c[i] && "+-".contains(before) {
                out.push(' ');
            }
        }
        (space, line) = (false, false);
        if word(c[i]) && !before.is_some_and(|b| word(b) || b == '.') {
            let end = i + c[i..].iter().take_while(|w| word(**w)).count();
            let name: String = c[i..end].iter().collect();
            out.push_str(numbers.get(name.as_str()).copied().unwrap_or(&name));
            i = end;
            continue;
        }
        let end = match c[i] {
            quote @ ('\'' | '"') => closing(&c, i, quote),
            '`' => template(&c, i),
            '/' if before.is_none_or(|b| "(,=:[!&|?{};\n".contains(b)) => pattern(&c, i),
            _ => i,
        };
        out.extend(&c[i..=end.min(c.len() - 1)]);
        i = end + 1;
    }
    out.push('\n');
    out
}

/// The names that a line gives to numbers, when it does nothing else: `const NEAR = 8, FAR = 60;`.
fn named(line: &str) -> Option<Vec<(&str, &str)>> {
    let list = line.trim().strip_prefix("const ")?.strip_suffix(';')?;
    let pair = |item| str::split_once(item, " = ");
    let fine = |(name, n): &(&str, &str)| {
        name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_') && n.bytes().all(|b| b.is_ascii_digit())
    };
    list.split(", ").map(|item| pair(item).filter(fine)).collect()
}

fn word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Where a string ends.
fn closing(c: &[char], from: usize, quote: char) -> usize {
    let mut i = from + 1;
    while i < c.len() && c[i] != quote {
        i += if c[i] == '\\' { 2 } else { 1 };
    }
    i
}

/// Where a template literal ends. What stands in its holes is kept as it is written.
fn template(c: &[char], from: usize) -> usize {
    let mut i = from + 1;
    while i < c.len() && c[i] != '`' {
        i = match c[i] {
            '\\' => i + 2,
            '$' if c.get(i + 1) == Some(&'{') => hole(c, i + 1) + 1,
            _ => i + 1,
        };
    }
    i
}

/// Where the braces of a hole end, which may hold strings, templates and braces of their own.
fn hole(c: &[char], from: usize) -> usize {
    let mut i = from;
    let mut depth = 0;
    while i < c.len() {
        match c[i] {
            '{' => depth += 1,
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            quote @ ('\'' | '"') => i = closing(c, i, quote),
            '`' => i = template(c, i),
            _ => {}
        }
        i += 1;
    }
    i
}

/// Where a regular expression ends; a slash within brackets does not end it.
fn pattern(c: &[char], from: usize) -> usize {
    let mut i = from + 1;
    let mut set = false;
    while i < c.len() && (set || c[i] != '/') {
        match c[i] {
            '\\' => i += 1,
            '[' => set = true,
            ']' => set = false,
            _ => {}
        }
        i += 1;
    }
    i
}

#[cfg(test)]
mod tests {
    use super::slim;

    #[test]
    fn keeps_what_runs() {
        let script = "/* a */\nconst a = 'x  // y', b = /[/*] z/g; // c\nif (a) {\n  f(a + +b);\n}\nreturn a\nlet c = a / b / 2;\n";
        assert_eq!(slim(script), "const a='x  // y',b=/[/*] z/g;if(a){f(a+ +b);}\nreturn a\nlet c=a/b/2;\n");
        assert_eq!(slim("const a = `x  y`; // z\n"), "const a=`x  y`;\n");
        let holes = "a = `<${b ? `\\`  ${{ c: \"}\" }.c}` : '}'}  // >` + d;";
        assert_eq!(slim(holes), holes.replace(" = ", "=").replace(" + ", "+") + "\n");
        let named =
            "const NEAR = 8, FAR_OFF = 60;\nconst a = [NEAR, b.NEAR, 'NEAR', NEARER, -FAR_OFF], LIST = 1;\nf(LIST);\n";
        assert_eq!(slim(named), "const a=[8,b.NEAR,'NEAR',NEARER,-60],LIST=1;f(LIST);\n");
        assert_eq!(slim("const NEAR = 8;\na = `${NEAR}`;\n"), "const NEAR=8;a=`${NEAR}`;\n");
        assert_eq!(slim("a = `never ${ ended"), "a=`never ${ ended\n");
    }
}
