use super::*;
use snapbox::{IntoData, assert_data_eq, str};

#[test]
fn json_in_swedish() {
    let (report, texts) = sample();
    assert_data_eq!(
        report.render(Format::Json, &RenderOptions::default(), &texts),
        str![[r#"
{
  "version": 1,
  "errors": 2,
  "warnings": 2,
  "denied": 1,
  "findings": [
    {
      "code": "missing-theme-file",
      "severity": "error",
      "denied": false,
      "file": null,
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "message": "temat saknar mallen base.html: 100 %",
      "label": null,
      "help": [],
      "related": [],
      "explain": "ledfyr explain missing-theme-file"
    },
    {
      "code": "duplicate-id",
      "severity": "error",
      "denied": false,
      "file": "content/roller/å, rektor.md",
      "line": 3,
      "column": 5,
      "end_line": 3,
      "end_column": 9,
      "message": "två sidor har samma id «chef»",
      "label": null,
      "help": [
        "ge den ena ett eget id"
      ],
      "related": [
        {
          "file": "content/roller/chef.md",
          "line": 2,
          "column": 5,
          "message": "den första"
        }
      ],
      "explain": "ledfyr explain duplicate-id"
    },
    {
      "code": "missing-alt",
      "severity": "warning",
      "denied": true,
      "file": "content/bild.md",
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "message": "bilden saknar alt-text",
      "label": null,
      "help": [],
      "related": [],
      "explain": "ledfyr explain missing-alt"
    },
    {
      "code": "broken-link",
      "severity": "warning",
      "denied": false,
      "file": "content/roller/chef.md",
      "line": 5,
      "column": 17,
      "end_line": 5,
      "end_column": 31,
      "message": "länken leder till en sida som inte finns",
      "label": "ingen sida här",
      "help": [
        "menade du mallar/riskanalys.md?"
      ],
      "related": [],
      "explain": "ledfyr explain broken-link"
    }
  ]
}

"#]]
        .raw()
    );
}

#[test]
fn json_of_nothing() {
    let out = Report::default().render(Format::Json, &english(), &texts(&[]));
    assert_data_eq!(
        out,
        str![[r#"
{
  "version": 1,
  "errors": 0,
  "warnings": 0,
  "denied": 0,
  "findings": []
}

"#]]
        .raw()
    );
}

#[test]
fn github_in_swedish_and_english() {
    let (report, texts) = sample();
    assert_data_eq!(report.render(Format::Github, &RenderOptions::default(), &texts), str![[r#"
::error title=missing-theme-file::temat saknar mallen base.html: 100 %25
::error file=content/roller/å%2C rektor.md,line=3,col=5,endColumn=9,title=duplicate-id::två sidor har samma id «chef»%0Aobs: content/roller/chef.md:2:5: den första%0Ahjälp: ge den ena ett eget id
::error file=content/bild.md,title=missing-alt::bilden saknar alt-text
::warning file=content/roller/chef.md,line=5,col=17,endColumn=31,title=broken-link::länken leder till en sida som inte finns%0Aingen sida här%0Ahjälp: menade du mallar/riskanalys.md?

"#]].raw());
    let options = RenderOptions { prefix: "docs/".into(), ..english() };
    assert_data_eq!(report.render(Format::Github, &options, &texts), str![[r#"
::error title=missing-theme-file::the theme lacks the template base.html: 100 %25
::error file=docs/content/roller/å%2C rektor.md,line=3,col=5,endColumn=9,title=duplicate-id::two pages have the same id ‘chef’%0Anote: docs/content/roller/chef.md:2:5: the first%0Ahelp: give one of them an id of its own
::error file=docs/content/bild.md,title=missing-alt::the image has no alternative text
::warning file=docs/content/roller/chef.md,line=5,col=17,endColumn=31,title=broken-link::the link leads to a page that does not exist%0Ano page here%0Ahelp: did you mean mallar/riskanalys.md?

"#]].raw());
}

#[test]
fn github_gives_lines_only_for_a_span_over_lines() {
    let texts = texts(&[("a.md", "ett\ntvå\n")]);
    let d = Diagnostic::new(Code::RawHtml, text!("m", "m")).file(&RelPath::lit("a.md")).span(0..7);
    let report = Report::new(vec![d], &Levels::default());
    let out = report.render(Format::Github, &english(), &texts);
    assert_eq!(out, "::warning file=a.md,line=1,endLine=2,title=raw-html::m\n");
}

/// The texts of `explain` have tests of their own, and the version changes.
fn without_help(out: &str) -> String {
    let out = out.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let mut document: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
    for rule in document["runs"][0]["tool"]["driver"]["rules"].as_array_mut().expect("it has rules") {
        let rule = rule.as_object_mut().expect("a rule is an object");
        assert!(rule.remove("help").is_some() && rule.remove("shortDescription").is_some());
    }
    serde_json::to_string_pretty(&document).expect("it can be written")
}

#[test]
fn sarif_in_english() {
    let (report, texts) = sample();
    let options = RenderOptions { prefix: "min sida/".into(), ..english() };
    let out = report.render(Format::Sarif, &options, &texts);
    assert_data_eq!(without_help(&out), str![[r#"
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "ledfyr",
          "version": "VERSION",
          "semanticVersion": "VERSION",
          "language": "en",
          "rules": [
            {
              "id": "duplicate-id",
              "defaultConfiguration": {
                "level": "error"
              }
            },
            {
              "id": "broken-link",
              "defaultConfiguration": {
                "level": "warning"
              }
            },
            {
              "id": "missing-alt",
              "defaultConfiguration": {
                "level": "warning"
              }
            },
            {
              "id": "missing-theme-file",
              "defaultConfiguration": {
                "level": "error"
              }
            }
          ]
        }
      },
      "language": "en",
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "missing-theme-file",
          "level": "error",
          "message": {
            "text": "the theme lacks the template base.html: 100 %"
          },
          "ruleIndex": 3
        },
        {
          "ruleId": "duplicate-id",
          "level": "error",
          "message": {
            "text": "two pages have the same id ‘chef’\nhelp: give one of them an id of its own"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "min%20sida/content/roller/%C3%A5%2C%20rektor.md"
                },
                "region": {
                  "startLine": 3,
                  "startColumn": 5,
                  "endLine": 3,
                  "endColumn": 9
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "id": 1,
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "min%20sida/content/roller/chef.md"
                },
                "region": {
                  "startLine": 2,
                  "startColumn": 5,
                  "endLine": 2,
                  "endColumn": 9
                }
              },
              "message": {
                "text": "the first"
              }
            }
          ],
          "ruleIndex": 0
        },
        {
          "ruleId": "missing-alt",
          "level": "error",
          "message": {
            "text": "the image has no alternative text"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "min%20sida/content/bild.md"
                }
              }
            }
          ],
          "ruleIndex": 2
        },
        {
          "ruleId": "broken-link",
          "level": "warning",
          "message": {
            "text": "the link leads to a page that does not exist\nno page here\nhelp: did you mean mallar/riskanalys.md?"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "min%20sida/content/roller/chef.md"
                },
                "region": {
                  "startLine": 5,
                  "startColumn": 17,
                  "endLine": 5,
                  "endColumn": 31
                }
              }
            }
          ],
          "ruleIndex": 1
        }
      ]
    }
  ]
}
"#]].raw());
}

#[test]
fn sarif_in_swedish() {
    let (report, texts) = sample();
    let out = report.render(Format::Sarif, &RenderOptions::default(), &texts);
    assert!(out.contains("\"language\": \"sv\"") && out.contains("\\nhjälp: ge den ena ett eget id"));
}
