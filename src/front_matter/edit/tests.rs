use super::*;

fn date() -> Literal {
    Literal::Date(Date::from_ymd(2026, 11, 22).unwrap())
}

#[test]
fn sets_a_value_and_nothing_else() {
    for (before, after) in [
        (
            "---\na: 1 # ett\nlast_reviewed: 2025-01-01  # då\nb: 2\n---\nText",
            "---\na: 1 # ett\nlast_reviewed: 2026-11-22  # då\nb: 2\n---\nText",
        ),
        ("---\nlast_reviewed: \"2025-01-01\"\n---\n", "---\nlast_reviewed: 2026-11-22\n---\n"),
        (
            "---\r\nlast_reviewed: '2025-01-01'\r\na: 1\r\n...\r\nx",
            "---\r\nlast_reviewed: 2026-11-22\r\na: 1\r\n...\r\nx",
        ),
        ("---\nlast_reviewed:\na: 1\n---\n", "---\nlast_reviewed: 2026-11-22\na: 1\n---\n"),
        ("---\nlast_reviewed: ~ # tomt\na: 1\n---\n", "---\nlast_reviewed: 2026-11-22 # tomt\na: 1\n---\n"),
        ("+++\nlast_reviewed = 2025-01-01 # då\n+++\n", "+++\nlast_reviewed = 2026-11-22 # då\n+++\n"),
        ("+++\nlast_reviewed = \"2025-01-01\"\n+++\n", "+++\nlast_reviewed = 2026-11-22\n+++\n"),
    ] {
        assert_eq!(set(before, "last_reviewed", &date(), &[]).as_deref(), Ok(after), "{before}");
    }
}

#[test]
fn adds_a_field_where_it_belongs() {
    let beside = ["status", "version"];
    for (before, after) in [
        ("Text", "---\nlast_reviewed: 2026-11-22\n---\nText"),
        ("\u{feff}Text\r\nmer", "\u{feff}---\r\nlast_reviewed: 2026-11-22\r\n---\r\nText\r\nmer"),
        ("---\n---\nText", "---\nlast_reviewed: 2026-11-22\n---\nText"),
        ("---\n# bara en kommentar\n---\n", "---\n# bara en kommentar\nlast_reviewed: 2026-11-22\n---\n"),
        ("---\na: |\n  x\n  y\n---\n", "---\na: |\n  x\n  y\nlast_reviewed: 2026-11-22\n---\n"),
        ("---\n  a: 1\n  b: 2\n---\n", "---\n  a: 1\n  b: 2\n  last_reviewed: 2026-11-22\n---\n"),
        (
            "---\r\nversion: \"1\" # v\r\nstatus: decided\r\na: 1\r\n---\r\n",
            "---\r\nversion: \"1\" # v\r\nstatus: decided\r\nlast_reviewed: 2026-11-22\r\na: 1\r\n---\r\n",
        ),
        (
            "+++\na = 1\n\n# om sökningen\n[search]\nboost = 2.0\n+++\n",
            "+++\na = 1\nlast_reviewed = 2026-11-22\n\n# om sökningen\n[search]\nboost = 2.0\n+++\n",
        ),
        ("+++\n[extra.djupt]\nb = 1\n+++\n", "+++\nlast_reviewed = 2026-11-22\n[extra.djupt]\nb = 1\n+++\n"),
        ("+++\na = [\n  1,\n]\n+++\n", "+++\na = [\n  1,\n]\nlast_reviewed = 2026-11-22\n+++\n"),
    ] {
        assert_eq!(set(before, "last_reviewed", &date(), &beside).as_deref(), Ok(after), "{before}");
    }
}

#[test]
fn writes_maps() {
    let map =
        Literal::Map(vec![("rk-6".into(), Literal::Text("ab".into())), ("rk-8".into(), Literal::Text("cd".into()))]);
    for (before, after) in [
        ("---\na: 1\n---\n", "---\na: 1\nm: {rk-6: \"ab\", rk-8: \"cd\"}\n---\n"),
        ("---\nm: {rk-6: x}\na: 1\n---\n", "---\nm: {rk-6: \"ab\", rk-8: \"cd\"}\na: 1\n---\n"),
        ("---\nm: {rk-6: \"x\", b: 'y'} # hej\n---\n", "---\nm: {rk-6: \"ab\", rk-8: \"cd\"} # hej\n---\n"),
        ("---\nm:\n  rk-6: x\n  b: y\na: 1\n---\n", "---\nm:\n  {rk-6: \"ab\", rk-8: \"cd\"}\na: 1\n---\n"),
        ("+++\nm = {rk-6 = \"x\"}\n+++\n", "+++\nm = {rk-6 = \"ab\", rk-8 = \"cd\"}\n+++\n"),
    ] {
        assert_eq!(set(before, "m", &map, &[]).as_deref(), Ok(after), "{before}");
    }
    assert_eq!(set("+++\n[m]\nrk-6 = \"x\"\n+++\n", "m", &map, &[]), Err(Uneditable));
}

#[test]
fn quotes_what_could_be_taken_for_something_else() {
    let id = |text: &str| set("---\n---\n", "id", &Literal::Text(text.into()), &[]).unwrap();
    assert_eq!(id("rutin-a"), "---\nid: rutin-a\n---\n");
    for text in ["true", "no", "12-3", "-a", "a: b", "å-ä", "#x", "null", ""] {
        assert_eq!(id(text), format!("---\nid: \"{text}\"\n---\n"));
    }
    assert_eq!(set("+++\n+++\n", "id", &Literal::Text("a-b".into()), &[]).unwrap(), "+++\nid = \"a-b\"\n+++\n");
}

#[test]
fn adds_to_lists() {
    for (before, after) in [
        ("Text", "---\naliases: [\"g/å\"]\n---\nText"),
        ("---\na: 1\n---\n", "---\na: 1\naliases: [\"g/å\"]\n---\n"),
        ("---\naliases:\na: 1\n---\n", "---\naliases: [\"g/å\"]\na: 1\n---\n"),
        ("---\naliases: []\na: 1\n---\n", "---\naliases: [\"g/å\"]\na: 1\n---\n"),
        (
            "---\naliases: [ett, \"två\"] # gamla\na: 1\n---\n",
            "---\naliases: [ett, \"två\", \"g/å\"] # gamla\na: 1\n---\n",
        ),
        ("---\naliases: [\n  ett,\n  två,\n]\na: 1\n---\n", "---\naliases: [\n  ett,\n  två, \"g/å\",\n]\na: 1\n---\n"),
        (
            "---\naliases:\n  - ett # då\n  - \"två\" # sen\n\n# om a\na: 1\n---\n",
            "---\naliases:\n  - ett # då\n  - \"två\" # sen\n  - \"g/å\"\n\n# om a\na: 1\n---\n",
        ),
        ("---\r\naliases:\r\n- ett\r\n---\r\n", "---\r\naliases:\r\n- ett\r\n- \"g/å\"\r\n---\r\n"),
        ("+++\naliases = [\"ett\"]\n+++\n", "+++\naliases = [\"ett\", \"g/å\"]\n+++\n"),
        (
            "+++\naliases = [\n  \"ett\",\n]\n[search]\n+++\n",
            "+++\naliases = [\n  \"ett\", \"g/å\",\n]\n[search]\n+++\n",
        ),
    ] {
        assert_eq!(push(before, "aliases", "g/å").as_deref(), Ok(after), "{before}");
    }
}

#[test]
fn takes_from_lists() {
    for (before, index, after) in [
        ("---\na: [x, y, z] # l\n---\n", 0, "---\na: [y, z] # l\n---\n"),
        ("---\na: [x, y, z] # l\n---\n", 2, "---\na: [x, y] # l\n---\n"),
        ("---\na: [x]\nb: 1\n---\n", 0, "---\nb: 1\n---\n"),
        ("---\na:\n  - x\n  - \"y\"\nb: 1\n---\n", 1, "---\na:\n  - x\nb: 1\n---\n"),
        ("---\nb: 1\na:\n  - x\n---\n", 0, "---\nb: 1\n---\n"),
        ("+++\na = [\"x\", \"y\"]\n+++\n", 1, "+++\na = [\"x\"]\n+++\n"),
    ] {
        assert_eq!(pull(before, "a", index).as_deref(), Ok(after), "{before}");
    }
}

#[test]
fn leaves_what_it_does_not_master() {
    for text in [
        "---\n{a: 1, b: 2}\n---\n",
        "---\na: [1\n---\n",
        "+++\na = 1\n",
        "---\naliases: ett\n---\n",
        "---\na: &x [1]\naliases: *x\n---\n",
    ] {
        assert_eq!(push(text, "aliases", "x"), Err(Uneditable), "{text}");
    }
}

#[test]
fn a_key_of_a_map_is_set_and_removed_where_it_stands() {
    let by = Literal::Text("Nämnden".to_owned());
    let date = Literal::Date(Date::parse("2026-12-01").unwrap());
    for (before, after) in [
        ("---\na: 1\n---\n", "---\na: 1\nd: {by: \"Nämnden\", date: 2026-12-01}\n---\n"),
        (
            "---\nd:\n  by: Chefen  # tills vidare\n  date: 2026-01-01\na: 1\n---\n",
            "---\nd:\n  by: \"Nämnden\"  # tills vidare\n  date: 2026-12-01\na: 1\n---\n",
        ),
        ("---\nd:\n  by: Chefen\n\na: 1\n---\n", "---\nd:\n  by: \"Nämnden\"\n  date: 2026-12-01\n\na: 1\n---\n"),
        ("---\r\nd: {by: Chefen}\r\n---\r\n", "---\r\nd: {by: \"Nämnden\", date: 2026-12-01}\r\n---\r\n"),
        ("+++\nd = {by = \"Chefen\"}\n+++\n", "+++\nd = {by = \"Nämnden\", date = 2026-12-01}\n+++\n"),
        ("+++\n[d]\nby = \"Chefen\"\n+++\n", "+++\n[d]\nby = \"Nämnden\"\ndate = 2026-12-01\n+++\n"),
    ] {
        let text = set_in(before, "d", "by", &by, &[]).unwrap();
        assert_eq!(set_in(&text, "d", "date", &date, &[]).as_deref(), Ok(after), "{before}");
    }
    for (before, after) in [
        ("---\nd: {by: A, ref: b}\n---\n", "---\nd: {by: A}\n---\n"),
        ("---\nd: {ref: b, by: A}\n---\n", "---\nd: {by: A}\n---\n"),
        ("---\nd:\n  by: A\n  ref: b\na: 1\n---\n", "---\nd:\n  by: A\na: 1\n---\n"),
        ("---\nd: {by: A}\n---\n", "---\nd: {by: A}\n---\n"),
        ("---\na: 1\n---\n", "---\na: 1\n---\n"),
        ("Text.\n", "Text.\n"),
    ] {
        assert_eq!(remove_in(before, "d", "ref").as_deref(), Ok(after), "{before}");
    }
    assert_eq!(
        remove_in("---\nd: {ref: b}\n---\n", "d", "ref"),
        Err(Uneditable),
        "a map stays a map with something in it"
    );
}
