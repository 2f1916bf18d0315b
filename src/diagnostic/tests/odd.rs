use super::*;
use crate::base::span::Span;
use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

fn human(text: &str, span: std::ops::Range<usize>) -> String {
    let texts = texts(&[("a.md", text)]);
    let d = Diagnostic::new(Code::RawHtml, text!("fynd", "finding")).file(&RelPath::lit("a.md")).span(span);
    let out = Report::new(vec![d.label(text!("här", "here"))], &Levels::default());
    let out = out.render(Format::Human, &RenderOptions { width: 60, ..RenderOptions::default() }, &texts);
    out.split_once("\n\n").map_or(out.clone(), |(first, _)| format!("{first}\n"))
}

#[test]
fn an_empty_span_and_one_at_the_end() {
    assert_data_eq!(
        human("ett\ntvå\n", 4..4),
        str![[r#"
varning[raw-html]: fynd
 --> a.md:2:1
  |
2 | två
  | ^ här

"#]]
    );
    assert_data_eq!(
        human("ett\ntvå\n", 9..9),
        str![[r#"
varning[raw-html]: fynd
 --> a.md:3:1
  |
3 |
  | ^ här

"#]]
    );
    assert_data_eq!(
        human("", 7..99),
        str![[r#"
varning[raw-html]: fynd
 --> a.md:1:1
  |
1 |
  | ^ här

"#]]
    );
}

#[test]
fn a_span_over_lines_with_crlf() {
    assert_data_eq!(
        human("ett\r\n<div>\r\ntvå\r\n</div>\r\n", 5..25),
        str![[r#"
varning[raw-html]: fynd
 --> a.md:2:1
  |
2 | / <div>
3 | | två
4 | | </div>
  | |______^ här

"#]]
    );
    assert_data_eq!(
        human(&"<div>\n".repeat(50), 0..300),
        str![[r#"
varning[raw-html]: fynd
 --> a.md:1:1
  |
1 | <div>
  | ^^^^^ här

"#]]
    );
}

#[test]
fn tabs_wide_and_combining_characters_keep_the_caret_in_place() {
    assert_data_eq!(
        human("\tlänk: 日本e\u{301} x", 18..19),
        str![[r#"
varning[raw-html]: fynd
 --> a.md:1:13
  |
1 |     länk: 日本é x
  |                 ^ här

"#]]
    );
}

#[test]
fn a_long_line_is_cut_around_the_caret() {
    let text = format!("{}[fel](x.md){}", "lång ".repeat(900), " rad".repeat(900));
    assert_data_eq!(
        human(&text, 5400..5411),
        str![[r#"
varning[raw-html]: fynd
 --> a.md:1:4501
  |
1 | ...g lång lång lång [fel](x.md) rad rad rad rad rad r...
  |                     ^^^^^^^^^^^ här

"#]]
    );
    assert_data_eq!(
        human(&"a".repeat(1_000_000), 500_000..500_001),
        str![[r#"
varning[raw-html]: fynd
--> a.md:1:500001
 = obs: här

"#]]
    );
}

#[test]
fn nothing_acts_on_the_terminal() {
    let evil = "\u{1b}]0;ägd\u{7}\u{9b}31m\u{202e}\r\u{8}";
    let name = format!("{evil}\n::error::.md");
    let texts = texts(&[(name.as_str(), evil)]);
    let file = RelPath::lit(&name);
    let label = text!("{evil}\nrad", "{evil}\nline");
    let d = Diagnostic::new(Code::RawHtml, label.clone())
        .file(&file)
        .span(0..4)
        .label(label.clone())
        .related(&file, Some(Span::new(6, 7)), label.clone())
        .related(&RelPath::lit("\u{1b}c"), None, label.clone())
        .help(label);
    let report = Report::new(vec![d.clone(), d.clone(), d], &Levels::default());
    for format in Format::ALL {
        let out = report.render(*format, &RenderOptions::default(), &texts);
        let raw = out.chars().find(|&c| (c.is_control() && c != '\n') || c == '\u{202e}');
        assert_eq!(raw, None, "{format:?}: {out}");
    }
    let out = report.render(Format::Human, &RenderOptions::default(), &texts);
    assert_data_eq!(
        out,
        str![[r#"
varning[raw-html]: ␛]0;ägd␇�31m�␍␈
                   rad
 --> ␛]0;ägd␇�31m�␍␈␊::error::.md:1:1
  |
1 | ␛]0;ägd␇�31m�␍␈
  | ^^^^ - ␛]0;ägd␇�31m�␍␈ rad
  | |
  | ␛]0;ägd␇�31m�␍␈ rad
  |
  = obs: ␛c: ␛]0;ägd␇�31m�␍␈ rad
  = hjälp: ␛]0;ägd␇�31m�␍␈
           rad

Mer om ett fynd: ledfyr explain KOD, till exempel: ledfyr explain raw-html

"#]]
    );
    let out = report.render(Format::Github, &RenderOptions::default(), &texts);
    assert_eq!(out.lines().count(), 1, "one command a line: {out}");
}

proptest! {
    #[test]
    fn no_span_and_no_text_makes_it_panic(
        text in prop_oneof!["[a-zå日\u{301}\u{200d}👩 \t\r\n]{0,60}", "\\PC{0,40}", "(.|\n|\r\n){0,400}"],
        spans in prop::collection::vec((0u32..500, 0u32..500), 1..4),
        width in 0usize..120,
        color: bool,
    ) {
        let texts = texts(&[("a.md", &text)]);
        let file = RelPath::lit("a.md");
        let mut d = Diagnostic::new(Code::RawHtml, text!("a", "a")).file(&file);
        // Also spans that end before they begin.
        d.span = Some(Span { start: spans[0].0, end: spans[0].1 });
        d.label = Some(text!("här", "here"));
        for (start, end) in &spans[1..] {
            d = d.related(&file, Some(Span { start: *start, end: *end }), text!("b", "b"));
        }
        let report = Report::new(vec![d], &Levels::default());
        let options = RenderOptions { width, color, ..RenderOptions::default() };
        for format in Format::ALL {
            let out = report.render(*format, &options, &texts);
            prop_assert!(!out.is_empty());
        }
        let json: serde_json::Value = serde_json::from_str(&report.render(Format::Json, &options, &texts)).unwrap();
        let (line, column) = (json["findings"][0]["line"].as_u64(), json["findings"][0]["column"].as_u64());
        let human = report.render(Format::Human, &RenderOptions { color: false, ..options }, &texts);
        let place = format!("--> a.md:{}:{}\n", line.unwrap(), column.unwrap());
        prop_assert!(human.contains(&place), "{} in {}", place, human);
    }
}
