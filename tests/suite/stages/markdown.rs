//! Bodies: headings, lists, tables, footnotes, terms, code, shortcodes.

use crate::common::{Built, build, memory, options, sound};

const CONTACTS: &str =
    "---\nkind: contacts\ntitle: Kontakter\ncontacts: [{id: vaxel, name: Växeln, phone: \"114 14\"}]\n---\n";

/// The page's own text, in a site with a few other pages.
fn body(markdown: &str) -> String {
    page(&format!("---\ntitle: Sida\n---\n{markdown}"))
}

fn page(text: &str) -> String {
    prose(&sound(&site(text)))
}

/// The same of a page that has findings.
fn faulty_body(markdown: &str) -> String {
    let text = format!("---\ntitle: Sida\n---\n{markdown}");
    let built = build(&memory(&site(&text)), &options());
    assert!(!built.diagnostics.is_empty(), "the page was to have findings: {markdown}");
    prose(&built)
}

fn site(text: &str) -> Vec<(&str, &str)> {
    vec![
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/kontakter.md", CONTACTS),
        (
            "content/annan.md",
            "---\nid: annan\ntitle: Annan sida\n---\n## Avsnitt\n\nAnnan text.\n\n### Under\n\nDjupare.\n\n## Nästa\n\nNej.\n",
        ),
        ("content/karta.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\"/>"),
        ("content/mall.csv", "a;b\n"),
        ("content/sida.md", text),
    ]
}

fn prose(built: &Built) -> String {
    let main = built.body("sida/index.html");
    let start = main.find("<div class=\"prose\">").unwrap_or_else(|| panic!("{main}"));
    let end = main.find("<div class=\"page-foot\">").unwrap_or(main.len());
    main[start..end].to_owned()
}

#[track_caller]
fn has(html: &str, wanted: &[&str]) {
    for w in wanted {
        assert!(html.contains(w), "no {w} in\n{html}");
    }
}

#[test]
fn headings_have_stable_unique_ids_and_a_link_to_them() {
    let html = body("## Så här gör du\n\n## Så här gör du\n\n## 🚒\n\n## Med id {#eget}\n\n## *Betonad* `kod`\n");
    has(
        &html,
        &[
            "<h2 id=\"sa-har-gor-du\">Så här gör du<a class=\"anchor\" href=\"#sa-har-gor-du\" aria-label=",
            "<h2 id=\"sa-har-gor-du-2\">",
            "<h2 id=\"avsnitt\">",
            "<h2 id=\"eget\">Med id",
            "<h2 id=\"betonad-kod\"><em>Betonad</em> <code>kod</code>",
        ],
    );
}

#[test]
fn an_id_given_by_hand_is_not_given_again() {
    let html = body("## Syfte\n\n## Annat {#syfte}\n");
    has(&html, &["<h2 id=\"syfte-2\">Syfte", "<h2 id=\"syfte\">Annat"]);
}

#[test]
fn the_first_heading_is_the_title_of_a_page_that_states_none() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        ("content/a.md", "# Titel *här*\n\n## Under\n"),
        ("content/b.md", "---\ntitle: Given\n---\n# Given\n\n## Under\n"),
        ("content/c.md", "---\ntitle: Given\n---\n# Annan\n\n## Under\n"),
        ("content/02-utan_rubrik.md", "Text.\n"),
    ]);
    let title = |path: &str| {
        let main = built.body(path);
        assert_eq!(main.matches("<h1").count(), 1, "{main}");
        main.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap().trim_start_matches('>').to_owned()
    };
    assert_eq!(title("a/index.html"), "Titel här");
    assert_eq!(title("b/index.html"), "Given");
    assert_eq!(title("c/index.html"), "Given");
    assert_eq!(title("utan-rubrik/index.html"), "Utan rubrik");
    assert!(built.body("b/index.html").contains("<h2 id=\"under\">"), "the repeated title is left out");
    let shifted = built.body("c/index.html");
    has(&shifted, &["<h2 id=\"annan\">Annan", "<h3 id=\"under\">"]);
}

#[test]
fn lines_to_write_on_are_elements() {
    let html = body("Namn: __________ Enhet: ____________________________ & mer\n\nEn __fet__ a_______b.\n");
    has(
        &html,
        &[
            "<p>Namn: <span class=\"blank blank-short\">__________</span> Enhet: <span class=\"blank blank-long\">____________________________</span> &amp; mer</p>",
            "<strong>fet</strong> a_______b.",
        ],
    );
}

#[test]
fn task_lists_have_boxes_and_stable_steps() {
    let html = body("- [ ] Larma 112.\n- [x] Möt upp.\n- [ ] Larma 112.\n");
    has(
        &html,
        &[
            "<ul class=\"task-list\">",
            "<li class=\"task\" data-step=\"steg-larma-112\"><span class=\"task-box\" aria-hidden=\"true\"></span>Larma 112.",
            "<li class=\"task done\" data-step=\"steg-mot-upp\">",
            "<span class=\"visually-hidden\">Klart: </span>Möt upp.",
            "data-step=\"steg-larma-112-2\"",
        ],
    );
    assert!(!html.contains("<input"));
}

#[test]
fn tables_scroll_and_align_by_class() {
    let html = body("## Roller\n\n| Roll | Antal | |\n|:--|--:|:-:|\n| Chef | 3 | x |\n");
    has(
        &html,
        &[
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Tabell: Roller\"><table>",
            "<th scope=\"col\" class=\"align-left\">Roll</th>",
            "<th scope=\"col\" class=\"align-right\">Antal</th>",
            "<td class=\"align-center\"></td></tr></thead>",
            "<td class=\"align-right\">3</td>",
        ],
    );
    assert!(!html.contains("style="));
}

#[test]
fn footnotes_are_numbered_by_first_reference_and_none_is_lost() {
    let html = faulty_body("A[^b] B[^a] C[^b].\n\n[^a]: Andra noten.\n[^b]: Första noten.\n[^c]: Ingen nämner mig.\n");
    has(
        &html,
        &[
            "<a href=\"#fn-1\" id=\"fnref-1\">1</a>",
            "<a href=\"#fn-2\" id=\"fnref-2\">2</a>",
            "<a href=\"#fn-1\" id=\"fnref-1-2\">1</a>",
            "<div class=\"footnotes\"><p class=\"visually-hidden\">Noter</p>",
            "href=\"#fnref-1-2\"><span aria-hidden=\"true\">↩</span><span class=\"visually-hidden\">Tillbaka till texten</span> 2</a>",
            "<li id=\"fn-3\"><p>Ingen nämner mig.</p>",
        ],
    );
    let (first, second) = (html.find("Första noten").unwrap(), html.find("Andra noten").unwrap());
    assert!(first < second);
}

#[test]
fn a_note_that_is_referred_to_and_not_written_stays_text() {
    has(&faulty_body("A[^saknas] B.\n"), &["A[^saknas] B."]);
}

#[test]
fn two_notes_with_one_label_are_both_on_the_page() {
    let html = faulty_body("A[^a].\n\n[^a]: Första texten.\n\n[^a]: Andra texten.\n");
    has(&html, &["<li id=\"fn-1\"><p>Första texten.</p>", "<li id=\"fn-2\"><p>Andra texten.</p>"]);
}

#[test]
fn a_colon_begins_a_definition_only_before_a_blank() {
    let html =
        body("Mötet börjar\n:30 efter hel timme.\n\nNu\n:smile: då\n\nSkriv `a\n: b` som kod.\n\na|b\n:-|-:\nc|d\n");
    has(
        &html,
        &[
            "<p>Mötet börjar\n:30 efter hel timme.</p>",
            "<p>Nu\n:smile: då</p>",
            "<code>a : b</code> som kod.",
            "<td class=\"align-right\">d</td>",
        ],
    );
    assert!(!html.contains("<dl>"), "{html}");
    has(&body("```\nx\n:y\n```\n"), &["x\n:y\n"]);
}

/// Each box as another program writes it, and what heads it here.
#[test]
fn boxes_of_other_programs_are_notices() {
    for (markdown, severity, title) in [
        ("> [!WARNING] Stanna\n> Text.\n", "warning", "Stanna"),
        ("> [!warning]- Stanna\n> Text.\n", "warning", "Stanna"),
        ("> [!DANGER]\n> Text.\n", "danger", "Fara"),
        ("> [!question]+\n> Text.\n", "info", "Fråga"),
        ("> [!note|right] **Fet** `kod`\n>\n> Text.\n", "info", "Fet kod"),
        (":::warning\nText.\n:::\n", "warning", "Varning"),
        (":::warning[Stanna *nu*]\nText.\n:::\n", "warning", "Stanna nu"),
        ("Före.\n::: tip Stanna\nText.\n:::\nEfter.\n", "success", "Stanna"),
        ("::: {.callout-important title=\"Stanna\"}\nText.\n:::\n", "info", "Stanna"),
        ("!!! danger \"Stanna\"\n    Text.\n", "danger", "Stanna"),
        ("??? example\n\tText.\n", "info", "Exempel"),
        ("???+ note \"Stanna\"\r\n\r\n    Text.\r\n", "info", "Stanna"),
        ("1. Ett\n\n    !!! success\n        Text.\n\n2. Två\n", "success", "Klart"),
        ("- Ett\n\n  :::note\n  Text.\n  :::\n", "info", "Obs"),
        ("{{% notice warning \"Stanna\" %}}\nText.\n{{% /notice %}}\n", "warning", "Stanna"),
        ("Före.\n{{< hint danger >}}\n\nText.\n\n{{< /hint >}}\nEfter.\n", "danger", "Fara"),
    ] {
        let html = body(markdown);
        let head = format!("<p class=\"notice-title\">{title}</p>");
        has(&html, &[&format!("notice notice-{severity}"), &head, "<div class=\"body\"><p>Text.</p>"]);
        for sign in ["[!", ":::", "!!!", "???", "{{"] {
            assert!(!html.contains(sign), "{markdown}{html}");
        }
    }
}

#[test]
fn what_stands_in_a_box_is_markdown() {
    let html = body(
        "::::danger\n## Rubrik i rutan\n\n:::note\n[annan](annan.md) {{ contact id=\"vaxel\" }}\n:::\n\n!!! tip\n    - a\n\n        b\n\n    ```\n    kod\n      in\n    ```\nEfter.\n::::\n\nSist.\n",
    );
    has(
        &html,
        &[
            "<h2 id=\"rubrik-i-rutan\">",
            "href=\"../annan/\"",
            "114",
            "<li><p>a</p>\n<p>b</p>\n</li>",
            "<code>kod\n  in\n</code>",
            "<p>Efter.</p>",
            "<p>Sist.</p>",
        ],
    );
    assert_eq!(html.matches("<div class=\"notice ").count(), 3, "{html}");
}

#[test]
fn code_is_never_a_box() {
    for code in [
        "```\n:::note\nx\n:::\n```\n",
        "Text.\n\n    !!! note\n        x\n",
        "~~~\n> [!NOTE] x\n~~~\n",
        "1. a\n\n    ```\n    ::: tip\n    x\n    :::\n    ```\n",
    ] {
        let html = body(code);
        assert!(html.contains("<pre") && !html.contains("class=\"notice"), "{html}");
    }
}

#[test]
fn definition_lists_are_lists_outside_glossaries() {
    has(&body("Ord\n: Betydelse.\n"), &["<dl>", "<dt>Ord</dt>", "<dd>Betydelse.</dd>"]);
}

#[test]
fn a_glossary_sorts_its_terms_and_reads_their_data() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/_index.md", "# Start\n"),
        (
            "content/ordlista.md",
            "---\nkind: glossary\ntitle: Ordlista\n---\nÖvning\n: Att pröva.\n: *Synonymer:* drill, prov\n: *Undvik:* lek\n: *Se även:* [Start](_index.md)\n\nAnsvar\n: Att svara för.\n",
        ),
    ]);
    let html = built.body("ordlista/index.html");
    has(&html, &["id=\"term-ovning\"", "id=\"term-ansvar\"", "drill", "lek"]);
    assert!(html.find("term-ansvar").unwrap() < html.find("term-ovning").unwrap(), "{html}");
    let site = &built.loaded.as_ref().unwrap().site;
    let terms: Vec<_> = site.pages.iter().flat_map(|p| &p.doc.body.terms).collect();
    assert_eq!(terms[0].synonyms, ["drill", "prov"]);
    assert_eq!(terms[0].avoid, ["lek"]);
    assert!(terms[0].see_also.is_some() && terms[1].see_also.is_none());
}

#[test]
fn punctuation_is_the_languages_own() {
    has(&body("Han sa \"hej\" -- sen... 'ja'.\n"), &["Han sa ”hej” – sen… ’ja’."]);
    has(&body("`\"a\" -- b...`\n\n    \"c\" -- d\n"), &["<code>\"a\" -- b...</code>", "\"c\" -- d"]);
    let english = sound(&[
        ("ledfyr.toml", "[languages.en]\n"),
        ("content/_index.md", "# Start\n"),
        ("content/_index.en.md", "# Home\n\nHe said \"hi\".\n"),
    ]);
    has(&english.body("en/index.html"), &["“hi”"]);
}

#[test]
fn punctuation_can_be_left_as_written() {
    let files = memory(&[
        ("ledfyr.toml", "[markdown]\nsmart_punctuation = false\n"),
        ("content/_index.md", "# Start\n\n\"a\" -- b...\n"),
    ]);
    has(&build(&files, &options()).body("index.html"), &["\"a\" -- b..."]);
}

#[test]
fn alerts_are_notices() {
    let html = body("> [!WARNING]\n> Farligt **här**.\n\n> Ett citat.\n");
    has(&html, &["Farligt <strong>här</strong>.", "<blockquote>\n<p>Ett citat.</p>\n</blockquote>"]);
    assert!(html.contains("warning") && !html.contains("[!WARNING]"), "{html}");
}

#[test]
fn wiki_links_show_the_title_or_their_own_words() {
    let html = body("[[annan]] [[annan|egna ord]] [[annan#avsnitt|dit]] [[#har]]\n\n## Här {#har}\n");
    has(
        &html,
        &[
            "<a href=\"../annan/\">Annan sida</a>",
            "<a href=\"../annan/\">egna ord</a>",
            "<a href=\"../annan/#avsnitt\">dit</a>",
            "href=\"#har\"",
        ],
    );
}

#[test]
fn links_say_where_they_lead() {
    let html = body("[ut](https://exempel.se/a?b=c&d) [tel](tel:112) [fil](mall.csv) <a@b.se>\n");
    has(
        &html,
        &[
            "<a href=\"https://exempel.se/a?b=c&amp;d\" class=\"external\" rel=\"noopener\">ut</a>",
            "<a href=\"tel:112\">tel</a>",
            "<a href=\"../mall.csv\">fil</a>",
            "<a href=\"mailto:a@b.se\">a@b.se</a>",
        ],
    );
}

#[test]
fn images_are_measured() {
    has(
        &body("![En karta](karta.svg \"Titel\")\n"),
        &[
            "<img src=\"../karta.svg\" alt=\"En karta\" title=\"Titel\" width=\"30\" height=\"20\" loading=\"lazy\" decoding=\"async\">",
        ],
    );
}

#[test]
fn shortcodes_stand_in_each_other_and_in_lists() {
    let html = body(
        "{{ notice severity=\"danger\" title=\"Yttre\" }}\nFöre.\n\n{{ notice title=\"Inre\" }}\n- punkt\n{{ /notice }}\n\nEfter.\n{{ /notice }}\n\n- Ring {{ contact id=\"vaxel\" }}\n",
    );
    has(&html, &["Yttre", "Inre", "<li>punkt</li>", "Före.", "Efter.", "Växeln"]);
    assert!(!html.contains("{{"), "{html}");
    let order: Vec<_> = ["Yttre", "Före.", "Inre", "punkt", "Efter.", "Växeln"].map(|w| html.find(w).unwrap()).into();
    assert!(order.is_sorted(), "{html}");
}

#[test]
fn a_section_of_another_page_can_be_shown() {
    let html = body("{{ include page=\"annan#avsnitt\" }}\n");
    has(&html, &["Annan text.", "Djupare."]);
    assert!(!html.contains("Nej."), "{html}");
    assert!(!html.contains("id=\"under\""), "ids stay on their own page: {html}");
}

#[test]
fn code_is_coloured_by_class() {
    let html = body("```toml\na = \"b\" # <x>\n```\n\n```\n{{ notice }}\n```\n\n```rust,editable\nfn a() {}\n```\n");
    has(
        &html,
        &[
            "<pre class=\"code\" tabindex=\"0\" data-lang=\"toml\"><code><span class=\"hl-source hl-toml\">",
            "&lt;x&gt;",
            "{{ notice }}",
            "data-lang=\"rust\"",
        ],
    );
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn what_follows_code_after_a_carriage_return_is_there() {
    has(&body("\tkod\n\r Text.\n"), &["kod", "<p>Text.</p>"]);
}

#[test]
fn raw_html_can_be_shown_as_text_or_trusted() {
    let html = |mode: &str| {
        let config = format!("[markdown]\nraw_html = \"{mode}\"\n");
        let files = memory(&[("ledfyr.toml", &config), ("content/_index.md", "# Start\n\n<center>a</center>\n")]);
        build(&files, &options()).body("index.html")
    };
    has(&html("sanitise"), &["a"]);
    assert!(!html("sanitise").contains("center>"));
    has(&html("escape"), &["&lt;center&gt;a&lt;/center&gt;"]);
    has(&html("trust"), &["<center>a</center>"]);
}

#[test]
fn a_checklist_is_cut_into_its_phases() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        (
            "content/_index.md",
            "---\ntitle: Brand\nkind: checklist\nscenario: Det brinner\nphases:\n  - {id: direkt, title: Direkt, mode: memory}\n  - {id: sen, title: Sen, mode: read-do}\n---\nInledning.\n\n## Direkt {#direkt}\n\n- **Larma** 112.\n\n## Sen {#sen}\n\n- [ ] Räkna alla.\n\n## Källor\n\nSist.\n",
        ),
    ]);
    let html = built.body("index.html");
    let order: Vec<_> = ["Larma", "Inledning.", "Räkna alla.", "Sist."].map(|w| html.find(w).unwrap()).into();
    assert!(order.is_sorted(), "{html}");
    assert_eq!(html.matches("Räkna alla.").count(), 1, "{html}");
}

/// «No text is lost without a finding»: every word of what looks like markup is on the page or in what is told of it.
#[test]
fn no_word_of_what_looks_like_markup_is_lost() {
    for markdown in [
        "[ordett](ordtvå ordtre.docx) ![ordfyra](ordfem ordsex.png) [ordsju](tel:1 ordåtta)",
        "[ordett][ordtvå] [ordtre][] (ordfyra)[ordfem.md] [ordsex] (ordsju.md) [ordåtta](ordnio.md",
        "[](ordett.md) [ordtvå]() [ordtre](ordfyra\\\\ordfem.md) [ordsex](\\\\\\\\ordsju\\\\ordåtta)",
        "Ordett[^ordtvå] ordtre[^a].\n\n[^a]: ordfyra\n\n[^a]: ordfem\n\n[^ordsex]: ordsju\n",
        ":::ordett ordtvå\nordtre\n:::\n\n:::note ordfyra [ordfem](ordsex.md)\nordsju\n:::\n\n:::tip\nordåtta\n",
        "!!! note \"ordett **ordtvå**\"\n    ordtre\n\n        ordfyra\n\n!!! ordfem \"ordsex\"\n    ordsju\nordåtta\n",
        "!!! note \"ordett\"\nordtvå\n\n??? ordtre\n    ordfyra\n\n=== \"ordfem\"\n\n    ordsex\n",
        "> [!ordett]- ordtvå\n> ordtre\n\n> [!NOTE] ordfyra `ordfem`\n\n> [!tip]\n> ordsex\n\n> [!NOTE|ord] ordsju\n> :::ordåtta\n> ordnio\n> :::\n",
        "1. ordett\n\n    !!! danger \"ordtvå\"\n        ordtre\n\n        - ordfyra\n    ordfem\n\n- :::note\n  ordsex\n  :::\n",
        "{% ordett %} {{< ordtvå ordtre=\"ordfyra\" >}} {{% ordfem %}} {{ ordsex.ordsju }} {{#ordåtta ordnio}}",
        "[TOC]\n\nordett\n{: .ordtvå #ordtre}\n\n%%ordfyra%% ==ordfem== ^[ordsex]\n\n%%\nordsju\n%%\n\n--8<-- \"ordåtta\"\n",
        "import ordett from 'ordtvå'\n\nexport const ordtre = 1\n\nordfyra\n\n.. ordfem:: ordsex\n",
        "• ordett\n• ordtvå\n\n– ordtre\n– ordfyra\n\no\tordfem\n\n##ordsex\n\n-Ordsju\n-Ordåtta\n",
        "ordett\n:ordtvå\n\nordtre\n:::ordfyra\n\n`ordfem\n: ordsex` ordsju\n: ordåtta\n",
        "ordett\u{b}ordtvå ordtre\u{fffd} ordfyraÃ¤ ordfem\u{1a}ordsex",
        "```\n:::ordett\n!!! ordtvå\n%%ordtre%%\n:ordfyra\n```\n",
    ] {
        let text = format!("---\ntitle: Sida\n---\n{markdown}");
        let files = memory(&site(&text));
        let built = build(&files, &options());
        let (html, told) = (built.body("sida/index.html"), built.told(&files));
        let shown = format!("{html}{told}").to_lowercase();
        let words = markdown.split(|c: char| !c.is_alphanumeric() || "Ã¤".contains(c));
        for word in words.map(str::to_lowercase).filter(|w| w.starts_with("ord")) {
            assert!(shown.contains(&word), "{word} of {markdown}\nis neither in\n{html}\nnor in\n{told}");
        }
    }
}

/// A control character would make a feed unreadable, whether it is written as such, as an entity or as an escape.
#[test]
fn no_control_character_reaches_any_product() {
    let files = memory(&[
        ("ledfyr.toml", "[site]\ntitle = \"A\\u0008B\"\n"),
        ("content/_index.md", "# Start\n"),
        (
            "content/nytt.md",
            "---\ntitle: \"Nytt\\u0001 \\uFFFF\"\nkind: news\ndescription: \"a\\u000bb\"\ndate: 2026-11-01\n---\n## R\u{4} &#5;\n\nText\u{2} &#1; `kod\u{6}` <b title=\"\u{3}\">b</b>\n\n```\n\u{8}\n```\n",
        ),
    ]);
    let built = build(&files, &options());
    assert!(built.codes().iter().all(|c| *c == "damaged-text"), "{}", built.told(&files));
    let texts = built.files.iter().filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)));
    let mut checked = 0;
    for (path, text) in texts {
        let odd = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || c == '\u{ffff}';
        assert_eq!(text.chars().find(|c| odd(*c)), None, "{path}");
        checked += usize::from(path.ends_with(".html") || path.ends_with(".xml") || path.ends_with(".json"));
    }
    assert!(checked > 5, "{checked}");
}
