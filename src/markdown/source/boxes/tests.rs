use super::*;

#[test]
fn reads_the_heads_of_boxes() {
    for (line, word, title) in [
        (":::warning", "warning", ""),
        (":::warning[Stanna *nu*]", "warning", "Stanna *nu*"),
        ("::: warning Stanna nu", "warning", "Stanna nu"),
        ("::: warning Stanna nu :::", "warning", "Stanna nu"),
        (":::tip[Titel]{.fin}", "tip", "Titel"),
        (":::note{title=\"En titel\" .x}", "note", "En titel"),
        ("::: {.callout-note title=\"T\"}", "callout-note", "T"),
        ("::: {.warning}", "warning", ""),
        ("::: {#a .warning}", "warning", ""),
        ("::: info Titel {.x}", "info", "Titel"),
        ("::::: fara", "fara", ""),
        (":::{note} Titel", "note", "Titel"),
    ] {
        let colons = line.bytes().take_while(|b| *b == b':').count();
        let (w, t) = colon_head(line, colons);
        assert_eq!((w.as_str(), &line[t]), (word, title), "{line}");
    }
    for (line, word, title) in [
        ("!!! note", "note", ""),
        ("!!!note", "note", ""),
        ("??? note \"Fråga?\"", "note", "Fråga?"),
        ("???+ danger highlight \"En \"sak\"\"", "danger", "En \"sak\""),
        ("!!! warning inline end", "warning", ""),
        ("!!! note \"\"", "note", ""),
    ] {
        let (w, t) = mark_head(line).unwrap();
        assert_eq!((w.as_str(), &line[t]), (word, title), "{line}");
    }
    for line in ["!!!", "!!! note \"a\" b", "???", "!!! nu: spring!", "!!!!"] {
        assert_eq!(mark_head(line), None, "{line}");
    }
}

#[test]
fn reads_the_boxes_of_hugos_themes() {
    for (line, name, word, title) in [
        ("{{% notice warning %}}", "notice", "warning", ""),
        ("{{% notice style=\"warning\" title=\"Se upp nu\" %}}", "notice", "warning", "Se upp nu"),
        ("{{< alert color=\"primary\" title=\"Å\" >}}", "alert", "note", "Å"),
        ("{{< hint info >}}", "hint", "info", ""),
        ("{{< callout type=danger >}}", "callout", "danger", ""),
        ("{{% admonition tip \"Bra att veta\" %}}", "admonition", "tip", "Bra att veta"),
        ("{{< note >}}", "note", "note", ""),
        ("{{< caution \"Titel >}}", "caution", "caution", "Titel"),
    ] {
        let Some(Tag::Open { name: n, word: w, title: t }) = tag_head(line) else { panic!("{line}") };
        assert_eq!((n.as_str(), w.as_str(), &line[t]), (name, word, title), "{line}");
    }
    assert_eq!(tag_head("{{% /notice %}}"), Some(Tag::Close("notice".to_owned())));
    for line in ["{{< figure src=\"a.png\" >}}", "{{< note />}}", "{{ notice }}", "{{% notice", "{{% /figure %}}"] {
        assert_eq!(tag_head(line), None, "{line}");
    }
    let edges = |body: &str| find(body, &BTreeSet::new()).edits.iter().map(Edit::at).collect::<Vec<_>>();
    assert_eq!(edges("{{% notice tip %}}\na\n{{% /notice %}}\n"), [0, 21]);
    assert_eq!(edges("{{< note >}}\n{{< warning >}}\na\n{{< /note >}}\n"), [0, 31]);
    assert_eq!(edges("{{% notice tip %}}\na\n"), [0; 0], "nothing closes it");
    assert_eq!(edges("```\n{{< note >}}\na\n{{< /note >}}\n```\n"), [0; 0], "it is code");
}

#[test]
fn knows_kinds_and_what_was_meant() {
    assert_eq!(kind("DANGER").map(|k| k.severity), Some("danger"));
    assert_eq!(kind("callout-tip").map(|k| k.severity), Some("success"));
    assert_eq!(kind("fara"), None);
    assert_eq!(
        (suggestion("Fara"), suggestion("warnign"), suggestion("kolumner")),
        (Some("caution"), Some("warning"), None)
    );
}

fn refused(body: &str) -> Vec<(String, Reason)> {
    let found = find(body, &BTreeSet::new());
    found.refused.iter().map(|r| (body[r.line.clone()].to_owned(), r.reason)).collect()
}

#[test]
fn tells_what_is_no_box() {
    assert_eq!(
        refused("::: columns\n::: note\na\n:::\n:::\n\n:::note\n\n!!! note\nb\n\n:::\n:::\n"),
        [
            ("::: columns".to_owned(), Reason::Unknown),
            ("!!! note".to_owned(), Reason::Empty),
            (":::".to_owned(), Reason::Unopened)
        ]
    );
    assert_eq!(refused(":::note\na\n"), [(":::note".to_owned(), Reason::Unclosed)]);
    assert_eq!(refused("::::tip\n:::note\na\n::::\n"), [(":::note".to_owned(), Reason::Unclosed)]);
    assert_eq!(refused("Hjälp!!!\n\n!!! SE UPP !!!\n\n??? vad\n"), []);
}
