use super::*;

fn read_it(text: &str) -> (FrontMatter, Vec<String>) {
    let (front, found) = read(&RelPath::lit("a.md"), text, &Rules::default());
    let lines = found
        .iter()
        .map(|d| {
            let p = crate::base::span::position(text, d.span.unwrap_or_default().start as usize);
            let help: String = d.help.iter().map(|h| format!(" | {}", h.sv)).collect();
            format!("{}:{} {}: {}{help}", p.line, p.column, d.code, d.message.sv)
        })
        .collect();
    (front, lines)
}

fn faults(text: &str) -> Vec<String> {
    read_it(text).1
}

#[test]
fn yaml_and_toml_give_the_same_fields() {
    let (yaml, a) = read_it(
        "---\ntitle: Ombud\nkind: role\ntier: operational\nvalid_from: 2026-01-01\ntags: [a, b]\nversion: \"1.0\"\n---\nText",
    );
    let (toml, b) = read_it(
        "+++\ntitle = \"Ombud\"\nkind = \"role\"\ntier = \"operational\"\nvalid_from = 2026-01-01\ntags = [\"a\", \"b\"]\nversion = \"1.0\"\n+++\nText",
    );
    assert_eq!((a, b), (vec![], vec![]));
    assert_eq!(yaml.fields, toml.fields);
    assert_eq!(yaml.fields.valid_from, Date::parse("2026-01-01"));
}
use crate::base::date::Date;

#[test]
fn toml_has_the_codes_of_yaml() {
    assert_eq!(
        faults("+++\ntitle = Brand\n+++\n"),
        [
            "2:9 front-matter-syntax: det här är inte TOML: text ska stå inom citattecken | skriv varje rad som: nyckel = värde, med text inom \"…\""
        ]
    );
    assert_eq!(
        faults("+++\ntitle = \"A\"\ntitle = \"B\"\n+++\n"),
        ["3:1 duplicate-key: nyckeln ”title” står två gånger | behåll den rad som gäller och ta bort den andra"]
    );
    assert_eq!(
        faults("+++\ntitle = \"A\"\nvalid_to = 2026-02-30\n+++\n"),
        [
            "3:12 invalid-date: valid_to: ”2026-02-30” är inte ett datum som finns, skrivet ÅÅÅÅ-MM-DD | skriv till exempel: valid_to = 2026-11-22"
        ]
    );
}

#[test]
fn fences_are_found_however_they_are_typed() {
    for text in [
        "\u{feff}---\ntitle: A\n---\nBody",
        "\n\n---\ntitle: A\n---\nBody",
        "---\r\ntitle: A\r\n---\r\nBody",
        "---\ntitle: A\n...\nBody",
        "---  \ntitle: A\n---  \nBody",
    ] {
        let (front, found) = read_it(text);
        assert_eq!(found, Vec::<String>::new(), "{text:?}");
        assert_eq!(front.fields.title.as_deref(), Some("A"), "{text:?}");
        assert_eq!(&text[front.body_start..], "Body", "{text:?}");
    }
    let (front, found) = read_it("---\n\nA thematic break first.\n");
    assert_eq!((front.body_start, found), (0, vec![]));
    assert!(read_it("# Bara text").1.is_empty());
    assert!(read_it("---\n---\nTomt").1.is_empty());
}

#[test]
fn broken_front_matter_says_where_and_what_to_do() {
    assert_eq!(
        faults("---\ntitle: A\n\nText"),
        [
            "1:1 front-matter-syntax: front matter har ingen slutrad | skriv samma tre tecken på en egen rad efter det sista fältet"
        ]
    );
    let broken = faults("---\ntitle: [a\nkind: page\n---\n");
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(broken[0].contains("front-matter-syntax: det här är inte YAML:"), "{broken:?}");
    assert_eq!(
        faults("---\ntitle: A\ntitle: B\n---\n"),
        ["3:1 duplicate-key: nyckeln ”title” står två gånger | behåll den rad som gäller och ta bort den andra"]
    );
    assert_eq!(
        faults("+++\na = 1\na = 2\n+++\n"),
        ["3:1 duplicate-key: nyckeln ”a” står två gånger | behåll den rad som gäller och ta bort den andra"]
    );
    assert_eq!(
        faults("---\njust text\n---\n"),
        [
            "2:1 front-matter-syntax: väntade fält av formen ”nyckel: värde”, fick texten ”just text” | skriv till exempel: title: \"Rubrik\""
        ]
    );
}

#[test]
fn wrong_types_dates_and_words_are_all_told_at_once() {
    assert_eq!(
        faults(
            "---\ntitle: 12\nweight: tung\nvalid_from: 2026-02-30\nreview_every: varje år\nkind: rutin\ntags: kris\nversion: 1.0\n---\n"
        ),
        [
            "3:9 field-value: weight: väntade ett tal, fick texten ”tung”; sidan publiceras utan det värdet | skriv till exempel: weight: 2",
            "4:13 invalid-date: valid_from: ”2026-02-30” är inte ett datum som finns, skrivet ÅÅÅÅ-MM-DD | skriv till exempel: valid_from: 2026-11-22",
            "5:15 front-matter-value: review_every: ”varje år” är inte en tid som P1Y (ett år) eller P6M (sex månader) | skriv till exempel: review_every: P1Y",
            "6:7 unknown-kind: kind: ”rutin” finns inte | det som går att välja: page, directive, chapter, role, unit, process, checklist, template, news, glossary, contacts, laws, statement",
        ]
    );
    assert_eq!(
        faults("---\nkind: chekclist\n---\n"),
        [
            "2:7 unknown-kind: kind: ”chekclist” finns inte | menade du ”checklist”? | det som går att välja: page, directive, chapter, role, unit, process, checklist, template, news, glossary, contacts, laws, statement"
        ]
    );
    assert_eq!(
        faults(
            "---\nkind: process\nowner: chef\nduties:\n  - id: x\n    does: X\n    responsible: [chef]\n    evry: P1Y\n  - id: y\n    from: hösten\n    does: Y\n    responsible: [chef]\n    month: 13\n  - does: Z\n    responsible: [chef]\n---\n"
        ),
        [
            "10:11 front-matter-value: duties[2].from: ”hösten” är inte en månad eller en dag, skriven ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD | skriv till exempel: from: 2027-03",
            "14:5 missing-field: duties[3]: fältet ”id” saknas | lägg till ”id: …” där",
            "8:5 unknown-key: ledfyr känner inte till nyckeln ”evry” | menade du ”every”? | egna fält kan stå under ”extra:”",
            "13:12 front-matter-value: duties: month ska vara 1–12 | skriv januari som 1, december som 12",
        ]
    );
}

#[test]
fn what_guards_people_fails_closed() {
    for (line, expected) in [
        (
            "clasification: restricted",
            "2:1 guarded-key: nyckeln ”clasification” liknar ”classification”, som skyddar människor | menade du ”classification”? Sidan publiceras inte på en gissning",
        ),
        (
            "Classification: open",
            "2:1 guarded-key: nyckeln ”Classification” liknar ”classification”, som skyddar människor | menade du ”classification”? Sidan publiceras inte på en gissning",
        ),
        (
            "valid-from: 2026-01-01",
            "2:1 guarded-key: nyckeln ”valid-from” liknar ”valid_from”, som skyddar människor | menade du ”valid_from”? Sidan publiceras inte på en gissning",
        ),
        (
            "DRAFT: true",
            "2:1 guarded-key: nyckeln ”DRAFT” liknar ”draft”, som skyddar människor | menade du ”draft”? Sidan publiceras inte på en gissning",
        ),
        (
            "classification:",
            "2:1 front-matter-type: classification: fältet är tomt | skriv ett värde, eller ta bort raden",
        ),
        (
            "draft: yes",
            "2:8 front-matter-type: draft: väntade true eller false, fick texten ”yes” | skriv till exempel: draft: true",
        ),
        (
            "draft: \"true\"",
            "2:8 front-matter-type: draft: väntade true eller false, fick texten ”true” | skriv till exempel: draft: true",
        ),
        (
            "valid_from: imorgon",
            "2:13 invalid-date: valid_from: ”imorgon” är inte ett datum som finns, skrivet ÅÅÅÅ-MM-DD | skriv till exempel: valid_from: 2026-11-22",
        ),
        (
            "valid_to: 20260101",
            "2:11 invalid-date: valid_to: ”20260101” är inte ett datum som finns, skrivet ÅÅÅÅ-MM-DD | skriv till exempel: valid_to: 2026-11-22",
        ),
    ] {
        assert_eq!(faults(&format!("---\n{line}\n---\n")), [expected], "{line}");
    }
}

#[test]
fn unknown_keys_are_kept_and_told() {
    let (front, found) = read_it("---\nlayout: post\nextra: {färg: blå}\n---\n");
    assert_eq!(found, ["2:1 unknown-key: ledfyr känner inte till nyckeln ”layout” | egna fält kan stå under ”extra:”"]);
    assert_eq!(front.fields.extra["layout"], "post");
    assert_eq!(front.fields.extra["färg"], "blå");
}

#[test]
fn kinds_have_required_fields() {
    assert_eq!(
        faults("---\nkind: directive\nowner: chef\nversion: \"1\"\nstatus: decided\n---\n"),
        [
            "1:1 missing-field: en sida av slaget ”directive” behöver fältet ”decision” | lägg till raden ”decision: …” i sidans front matter"
        ]
    );
    assert_eq!(faults("---\nkind: checklist\n---\n").len(), 2);
    assert_eq!(faults("---\nkind: statement\n---\n").len(), 6);
    assert_eq!(
        faults("---\nid: Mitt Id\n---\n"),
        [
            "2:5 field-value: id: ”Mitt Id” är inget id; sidan får id:t ”mitt-id” | ett id har små bokstäver a–z, siffror och bindestreck, som brand-i-skola"
        ]
    );
    let long = "å".repeat(201);
    assert_eq!(
        faults(&format!("---\ndescription: {long}\n---\n")),
        [
            "2:14 long-description: description har 201 tecken; högst 200 får plats | korta till en mening som säger vad sidan är till för"
        ]
    );
}

#[test]
fn exploding_aliases_stop_early() {
    let mut yaml = String::from("---\na: &a [x,x,x,x,x,x,x,x,x]\n");
    for (from, to) in ["ab", "bc", "cd", "de", "ef", "fg", "gh"].iter().map(|p| p.split_at(1)) {
        yaml.push_str(&format!(
            "{to}: &{to} [*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from}]\n"
        ));
    }
    yaml.push_str("---\n");
    let found = faults(&yaml);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("alias som vecklas ut utan gräns"), "{found:?}");
}

/// What other programs write for the same thing, in YAML and TOML.
#[test]
fn what_can_be_understood_is() {
    let fields = |text: &str| {
        let (front, found) = read_it(text);
        assert_eq!(found, Vec::<String>::new(), "{text}");
        front.fields
    };
    let f = fields(
        "---\ntitle: 2024\nversion: 1.10\ntags: kris, brand och rök\nkeywords: design\naliases: /gammal/sida, ny/\nrelated:\naudience: [chef]\ndescription: [En mening.]\nweight: 1.5\nsearch:\nextra:\ndate: 2024-01-02T10:00:00Z\n---\n",
    );
    assert_eq!((f.title.as_deref(), f.version.as_deref()), (Some("2024"), Some("1.10")));
    assert_eq!((f.tags, f.keywords), (vec!["kris".into(), "brand och rök".to_owned()], vec!["design".to_owned()]));
    assert_eq!((f.aliases, f.related.len()), (vec!["/gammal/sida, ny/".to_owned()], 0));
    assert_eq!((f.description.as_deref(), f.weight), (Some("En mening."), Some(1.5)));
    assert_eq!(f.date, Date::parse("2024-01-02"));
    let f = fields(
        "+++\ntitle = true\nversion = 2.0\ntags = \"a\"\nkeywords = 7\nweight = \"3\"\ndate = 2024-01-02T10:00:00Z\n+++\n",
    );
    assert_eq!((f.title.as_deref(), f.version.as_deref(), f.weight), (Some("true"), Some("2.0"), Some(3.0)));
    assert_eq!((f.tags, f.keywords), (vec!["a".to_owned()], vec!["7".to_owned()]));
    assert_eq!(f.date, Date::parse("2024-01-02"));
}

#[test]
fn a_field_that_guards_nobody_does_not_take_the_page_along() {
    let told = |text: &str| {
        let (_, found) = read(&RelPath::lit("a.md"), text, &Rules::default());
        found.into_iter().map(|d| (d.code.as_str(), d.message.sv, d.message.en)).collect::<Vec<_>>()
    };
    for (line, sv, en) in [
        (
            "keywords: {a: b}",
            "keywords: väntade en lista, fick en grupp av fält",
            "keywords: expected a list, found a group of fields",
        ),
        ("title: [a, b]", "title: väntade text, fick en lista", "title: expected text, found a list"),
        (
            "date: i går",
            "date: ”i går” är inte ett datum som finns, skrivet ÅÅÅÅ-MM-DD",
            "date: \"i går\" is not a date that exists, written YYYY-MM-DD",
        ),
        (
            "search: false",
            "search: väntade en grupp av fält, fick ja/nej-värdet false",
            "search: expected a group of fields, found the boolean false",
        ),
        // On a page that is no controlled document these say nothing.
        (
            "phases: kort",
            "phases: väntade en lista, fick texten ”kort”",
            "phases: expected a list, found the text \"kort\"",
        ),
        (
            "decision: ja",
            "decision: väntade en grupp av fält, fick texten ”ja”",
            "decision: expected a group of fields, found the text \"ja\"",
        ),
    ] {
        assert_eq!(
            told(&format!("---\n{line}\n---\n")),
            [(
                "field-value",
                format!("{sv}; sidan publiceras utan det värdet"),
                format!("{en}; the page is published without that value"),
            )],
            "{line}"
        );
    }
    assert_eq!(
        told("---\nid: \"***\"\n---\n"),
        [(
            "field-value",
            "id: ”***” är inget id; sidan får ett av sin sökväg".to_owned(),
            "id: \"***\" is no id; the page gets one of its path".to_owned(),
        )]
    );
    for strict in [
        "draft: kanske",
        "valid_to: snart",
        "classification: {a: b}",
        "secrecy: ja",
        "status: klar",
        "sample: ja",
        "kind: checklist\nscenario: Brand\nphases: [{id: a, title: A, mode: läs}]",
        "kind: contacts\ncontacts: [{id: a, name: A, phone: {}}]",
        "kind: process\nowner: chef\nduties: [{id: a, does: b, responsible: [a], from: snart}]",
        "kind: role\ntier: hög",
    ] {
        let codes: Vec<_> = told(&format!("---\n{strict}\n---\n")).into_iter().map(|(code, ..)| code).collect();
        assert!(!codes.is_empty() && !codes.contains(&"field-value"), "{strict}: {codes:?}");
    }
}
