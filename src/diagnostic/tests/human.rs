use super::*;
use snapbox::{assert_data_eq, str};

#[test]
fn in_swedish() {
    let (report, texts) = sample();
    let out = report.render(Format::Human, &RenderOptions::default(), &texts);
    assert_data_eq!(
        out,
        str![[r#"
varning[broken-link]: länken leder till en sida som inte finns
 --> content/roller/chef.md:5:17
  |
5 | Fyll i [mallen](mallar/risk.md), och läs mer.
  |                 ^^^^^^^^^^^^^^ ingen sida här
  |
  = hjälp: menade du mallar/riskanalys.md?

nekad varning[missing-alt]: bilden saknar alt-text
--> content/bild.md

fel[missing-theme-file]: temat saknar mallen base.html: 100 %

fel[duplicate-id]: två sidor har samma id «chef»
 --> content/roller/å, rektor.md:3:5
  |
3 | id: chef
  |     ^^^^
  |
 ::: content/roller/chef.md:2:5
  |
2 | id: chef
  |     ---- den första
  |
  = hjälp: ge den ena ett eget id

Mer om ett fynd: ledfyr explain KOD, till exempel: ledfyr explain duplicate-id

"#]]
    );
}

#[test]
fn in_english() {
    let (report, texts) = sample();
    assert_data_eq!(
        report.render(Format::Human, &english(), &texts),
        str![[r#"
warning[broken-link]: the link leads to a page that does not exist
 --> content/roller/chef.md:5:17
  |
5 | Fyll i [mallen](mallar/risk.md), och läs mer.
  |                 ^^^^^^^^^^^^^^ no page here
  |
  = help: did you mean mallar/riskanalys.md?

denied warning[missing-alt]: the image has no alternative text
--> content/bild.md

error[missing-theme-file]: the theme lacks the template base.html: 100 %

error[duplicate-id]: two pages have the same id ‘chef’
 --> content/roller/å, rektor.md:3:5
  |
3 | id: chef
  |     ^^^^
  |
 ::: content/roller/chef.md:2:5
  |
2 | id: chef
  |     ---- the first
  |
  = help: give one of them an id of its own

More about a finding: ledfyr explain CODE, such as: ledfyr explain duplicate-id

"#]]
    );
}

#[test]
fn colour_changes_nothing_but_colour() {
    let (report, texts) = sample();
    let plain = report.render(Format::Human, &RenderOptions::default(), &texts);
    let options = RenderOptions { color: true, ..RenderOptions::default() };
    let colored = report.render(Format::Human, &options, &texts);
    assert!(colored.contains("\u{1b}[1m\u{1b}[91mfel[duplicate-id]"));
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        stripped.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    assert_eq!(stripped + rest, plain);
}

#[test]
fn nothing_found_says_nothing() {
    assert_eq!(Report::default().render(Format::Human, &RenderOptions::default(), &texts(&[])), "");
}

/// `n` pages with an unknown key, by `key(i)`.
fn unknown_keys(n: usize, key: impl Fn(usize) -> String) -> (Report, Texts) {
    let mut files = BTreeMap::new();
    let mut found = Vec::new();
    for i in 0..n {
        let (file, key) = (RelPath::lit(&format!("content/{i:05}.md")), key(i));
        files.insert(file.clone(), Arc::from(format!("---\n{key}: x\n---\n")));
        found.push(
            Diagnostic::new(Code::UnknownKey, text!("okänd nyckel «{key}»", "unknown key ‘{key}’"))
                .file(&file)
                .span(4..4 + key.len())
                .cause(key),
        );
    }
    (Report::new(found, &Levels::default()), Texts(files))
}

#[test]
fn forty_thousand_pages_with_one_cause() {
    let (report, texts) = unknown_keys(40_000, |_| "layout".into());
    let out = report.render(Format::Human, &RenderOptions::default(), &texts);
    assert_data_eq!(
        out,
        str![[r#"
varning[unknown-key]: okänd nyckel «layout»
 --> content/00000.md:2:1
  |
2 | layout: x
  | ^^^^^^

varning[unknown-key]: okänd nyckel «layout»
 --> content/00001.md:2:1
  |
2 | layout: x
  | ^^^^^^

varning[unknown-key]: okänd nyckel «layout»
 --> content/00002.md:2:1
  |
2 | layout: x
  | ^^^^^^
… och 39997 till av samma slag: content/00003.md:2, content/00004.md:2, content/00005.md:2 …

Mer om ett fynd: ledfyr explain KOD, till exempel: ledfyr explain unknown-key

"#]]
    );
    let all = RenderOptions { verbose: true, ..RenderOptions::default() };
    assert_eq!(report.render(Format::Human, &all, &texts).matches("okänd nyckel").count(), 40_000);
}

#[test]
fn four_with_one_cause() {
    let (report, texts) = unknown_keys(4, |_| "layout".into());
    let out = report.render(Format::Human, &english(), &texts);
    assert!(out.contains("… and 1 more of the same kind: content/00003.md:2\n"), "{out}");
}

#[test]
fn many_causes_are_capped_and_the_last_line_says_so() {
    let (mut report, texts) = unknown_keys(900, |i| format!("key{}", i % 300));
    let error = Diagnostic::new(Code::TemplateError, text!("mallen går inte att läsa", "the template cannot be read"));
    let found = report.items.drain(..).map(|(_, d)| d).chain([error.file(&RelPath::lit("z.html"))]).collect();
    let report = Report::new(found, &Levels::default());
    let options = RenderOptions { max_groups: 10, ..RenderOptions::default() };
    assert_data_eq!(
        report.render(Format::Human, &options, &texts),
        str![[r#"
varning[unknown-key]: okänd nyckel «key0»
 --> content/00000.md:2:1 … och 2 till
varning[unknown-key]: okänd nyckel «key1»
 --> content/00001.md:2:1 … och 2 till

2 av 300 orsaker till varningar visas. 894 varningar med 298 olika orsaker visas inte: unknown-key 894. Visa alla med --verbose, eller bara det som stoppar med --errors-only.

fel[template-error]: mallen går inte att läsa
--> z.html

Mer om ett fynd: ledfyr explain KOD, till exempel: ledfyr explain template-error

"#]]
    );
    let out = report.render(Format::Human, &english(), &texts);
    assert!(out.contains(
        "3 of 300 causes of warnings shown. 891 warnings with 297 causes not shown: unknown-key 891. \
         Show all with --verbose, or only what stops with --errors-only."
    ));
    assert!(out.lines().count() < 20, "tens of lines: {}", out.lines().count());
}

#[test]
fn every_error_is_shown_after_the_warnings_however_many_there_are() {
    let (mut report, texts) = unknown_keys(900, |i| format!("key{i}"));
    let errors = (0..70).map(|i| {
        let (id, again) = (i / 2, i % 2);
        Diagnostic::new(Code::DuplicateId, text!("två sidor har id ”{id}”", "two pages have the id \"{id}\""))
            .file(&RelPath::lit(&format!("content/{id:02}-{again}.md")))
    });
    let found = report.items.drain(..).map(|(_, d)| d).chain(errors).collect();
    let report = Report::new(found, &Levels::default());
    let out = report.render(Format::Human, &RenderOptions { max_groups: 10, ..english() }, &texts);
    let warnings = out.rfind("warning[").expect("a warning is shown");
    for id in 0..35 {
        let error = format!("error[duplicate-id]: two pages have the id \"{id}\"\n --> content/{id:02}-0.md\n");
        let others = format!("… and 1 more of the same kind: content/{id:02}-1.md\n");
        assert!(out.find(&error).is_some_and(|at| at > warnings) && out.contains(&others), "{id}: {out}");
    }
    let options = RenderOptions { errors_only: true, ..english() };
    let only = report.render(Format::Human, &options, &texts);
    assert!(!only.contains("warning") && only.contains("content/34-1.md"), "{only}");
    let json: serde_json::Value = serde_json::from_str(&report.render(Format::Json, &options, &texts)).expect("JSON");
    assert_eq!((json["findings"].as_array().map(Vec::len), &json["warnings"]), (Some(70), &serde_json::json!(900)));
}

#[test]
fn a_prefix_stands_before_every_file() {
    let (report, texts) = sample();
    let options = RenderOptions { prefix: "docs/".into(), ..RenderOptions::default() };
    let out = report.render(Format::Human, &options, &texts);
    assert!(
        out.contains("--> docs/content/roller/å, rektor.md:3:5") && out.contains("::: docs/content/roller/chef.md")
    );
}
