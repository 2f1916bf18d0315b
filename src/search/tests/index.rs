//! The index and what is found in it.
use super::super::{Damage, Expectation, Expectations, SearchOptions, Searcher, build, evaluate};
use super::{built, first, open, page, site};

#[test]
fn people_find_what_they_mean() {
    let s = built();
    let cases = [
        ("säkerhetsombud", "roller/ombud.md"),
        ("säkerhetsombuden", "roller/ombud.md"),
        ("sakerhetsombud", "roller/ombud.md"),
        ("säkerhetsombdu", "roller/ombud.md"),
        ("säkerhetssam", "roller/samordnare.md"),
        ("säkerhets ombud", "roller/ombud.md"),
        ("samordnare", "roller/samordnare.md"),
        ("hur gör jag vid utrymning", "rutiner/utrymning.md"),
        ("evakuering", "rutiner/utrymning.md"),
        ("elavbrott", "rutiner/stromavbrott.md"),
        ("aggregat", "rutiner/stromavbrott.md"),
        ("samlingsplats", "rutiner/utrymning.md"),
        ("2003:778", "lagar.md"),
        ("lso", "lagar.md"),
        ("2 kap. 2 §", "lagar.md"),
        ("vma", "lagar.md"),
        ("013-20 60 00", "roller/ombud.md"),
        ("11414", "roller/ombud.md"),
        ("incidentrapportering", "rutiner/incident.md"),
        ("öva utrymning", "rutiner/utrymning.md"),
    ];
    for (query, want) in cases {
        assert_eq!(first(&s, query), want, "{query}");
    }
    assert_eq!(s.answer("säkerhetsombdu", 5, "sv").meant.as_deref(), Some("säkerhetsombud"));
    assert!(s.search("xyzzyqq", 5).is_empty());
    assert!(s.search("", 5).is_empty());
    let hit = &s.search("öva utrymning", 1)[0];
    assert_eq!((hit.heading.as_str(), hit.anchor.as_str()), ("Öva", "öva"));
    assert!(hit.marks.iter().any(|(a, b)| &hit.snippet[*a..*b] == "utrymning"), "{hit:?}");
}

#[test]
fn keywords_synonyms_and_avoided_words_lead_there() {
    let mut pages = site();
    pages[3].keywords = vec!["mörkläggning".into()];
    let options = SearchOptions {
        synonyms: vec![vec!["säkerhetsombud".to_owned(), "trygghetsagent".to_owned()]],
        avoid: vec![("enhetsvakt".to_owned(), "säkerhetssamordnare".to_owned())],
        ..SearchOptions::default()
    };
    let s = open(&build(&pages, &options));
    assert_eq!(first(&s, "mörkläggning"), "rutiner/stromavbrott.md");
    assert_eq!(first(&s, "trygghetsagent"), "roller/ombud.md");
    assert_eq!(first(&s, "enhetsvakter"), "roller/samordnare.md");
}

#[test]
fn an_expression_weighs_no_more_than_the_word_that_it_stands_for() {
    let mut pages: Vec<_> = (0..60)
        .map(|n| page(&format!("{n}.md"), &format!("Plan {n}"), &[("", "Här står något om utrymning.")]))
        .collect();
    pages.push(page("utrymning.md", "Brand och utrymning", &[("", "Så går en utrymning till.")]));
    pages.push(page("jackor.md", "Väskor och jackor", &[("", "Ingen får lämna något. Vårt huset. Utrymning.")]));
    let options = SearchOptions {
        synonyms: vec![vec!["utrymning".to_owned(), "lämna huset".to_owned()]],
        ..SearchOptions::default()
    };
    let s = open(&build(&pages, &options));
    assert_eq!(first(&s, "utrymningen"), "utrymning.md");
    assert_eq!(first(&s, "lämna huset"), "jackor.md");
}

#[test]
fn the_first_word_of_a_title_is_what_it_is_about() {
    let text: &[(&str, &str)] = &[("", "Samma text på sidorna.")];
    let pages = [page("a.md", "Nycklar och rektorer", text), page("b.md", "Rektorer och nycklar", text)];
    let s = open(&build(&pages, &SearchOptions::default()));
    assert_eq!((first(&s, "rektor"), first(&s, "nyckel")), ("b.md".to_owned(), "a.md".to_owned()));
}

#[test]
fn a_title_of_the_kind_that_is_asked_for_comes_before_one_about_it() {
    // The text of the one about it says the word oftener.
    let text = |n: usize| "Avtal sparas. ".repeat(n) + &"Annat står här. ".repeat(20);
    let pages = [
        page("a.md", "Avtalsgranskning med kommunen", &[("", &text(7))]),
        page("b.md", "Säkerhetsavtal med kommunen", &[("", &text(1))]),
    ];
    assert_eq!(first(&open(&build(&pages, &SearchOptions::default())), "avtal"), "b.md");
}

#[test]
fn a_title_that_begins_as_was_typed_comes_first() {
    let pages = [
        page("a.md", "Hot mot anställda", &[("", "Hot anmäls.")]),
        page("b.md", "Hot och våld mot anställda", &[("", "Hot anmäls.")]),
    ];
    let s = open(&build(&pages, &SearchOptions::default()));
    assert_eq!((first(&s, "hot"), first(&s, "HOT och va")), ("a.md".to_owned(), "b.md".to_owned()));
    assert_eq!((first(&s, "hot och v"), first(&s, "hot och x")), ("b.md".to_owned(), "a.md".to_owned()));
}

#[test]
fn what_the_alphabet_chose_of_many_longer_words_counts_half_as_much() {
    let weight = |words: usize| {
        let text: String = (0..words).map(|n| format!("vatten{}x ", "abcdefghij".repeat(n % 5 + 1))).collect();
        let more: String = (0..words).map(|n| format!("vattenbbbbbbbbbbbbb{n}q ")).collect();
        let pages = [page("a.md", "Vatten", &[("", &text)]), page("b.md", "Mer", &[("", &more)])];
        let s = open(&build(&pages, &SearchOptions::default()));
        s.answer("vatten", 1, "sv");
        s.eval::<Vec<u32>>(
            "engine.planner.plan('vatten').words[0].direct
                .filter((want) => engine.index.term(want.at).fold === 'vattenabcdefghijx').map((want) => want.weight)",
        )
    };
    assert_eq!((weight(5), weight(2000)), (vec![22], vec![11]));
}

#[test]
fn one_letter_of_a_word_that_is_typed_waits_for_more() {
    let s = built();
    for (begun, before) in [("säkerhetsombud s", "säkerhetsombud"), ("öva utrymning i e", "öva utrymning i")] {
        assert_eq!(s.scores(begun, "sv"), s.scores(before, "sv"), "{begun}");
    }
    let answer = s.answer("utrymning x", 5, "sv");
    assert_eq!((answer.meant, answer.hits[0].page.as_str()), (None, "rutiner/utrymning.md"));
    // Alone it is all there is; a number says something; a word that is written to its end was meant.
    for query in ["s", "utrymning 2", "utrymning x "] {
        assert_ne!(s.scores(query, "sv"), s.scores("utrymning", "sv"), "{query}");
    }
}

#[test]
fn a_word_that_is_one_slip_off_costs_no_lexicon() {
    let pages: Vec<_> = (0..900)
        .map(|n| {
            let text = format!("Text {n} om brandskydd och säkerhetsombud {}", "orden fyller ut sidan ".repeat(30));
            page(&format!("{n}.md"), &format!("Ämne{n}x"), &[("", &text)])
        })
        .collect();
    let mut index = build(&pages, &SearchOptions::default());
    index.files.retain(|(name, _)| !name.starts_with('l'));
    let s = open(&index);
    let answer = s.answer("säkerhetsombdu", 5, "sv");
    assert_eq!((answer.meant.as_deref(), answer.damage), (Some("säkerhetsombud"), Vec::new()));
    // A word that has to be taken apart does ask for it.
    assert_eq!(s.answer("brandombudsfråga", 5, "sv").damage.len(), 1);
}

#[test]
fn an_early_slip_is_found_among_many_words() {
    // Made-up words, so that the dictionary is many shards and the right one is far from where the slip leads.
    let syllables = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "ar", "as"];
    let word = |n: usize| [n / 256, n / 16, n].map(|i| syllables[i % 16]).concat();
    let text: String = (0..4096).map(|n| word(n) + " ").collect();
    let mut pages: Vec<_> = text
        .as_bytes()
        .chunks(40)
        .enumerate()
        .map(|(n, words)| {
            let words = String::from_utf8_lossy(words);
            page(&format!("{n}.md"), &format!("Ämne{n}x"), &[("", &words)])
        })
        .collect();
    pages.push(page("right.md", "Arbetsplats", &[("", "Här arbetar vi.")]));
    let s = open(&build(&pages, &SearchOptions::default()));
    for typed in ["abetsplats", "aubetsplats", "akbetsplats", "aqrbetsplats", "asbetsplast"] {
        let answer = s.answer(typed, 1, "sv");
        let found = (answer.meant.as_deref(), answer.hits.first().map(|h| h.page.as_str()));
        assert_eq!(found, (Some("arbetsplats"), Some("right.md")), "{typed}");
    }
}

#[test]
fn same_bytes_for_any_number_of_threads() {
    let mut pages = Vec::new();
    for n in 0..700 {
        let mut p = site().swap_remove(n % 6);
        p.source = format!("{n}.md").into();
        p.title = format!("{} {n}", p.title).into();
        pages.push(p);
    }
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| build(&pages, &SearchOptions::default()))
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
    assert_eq!(one.files[0].0, "index.json");
}

#[test]
fn damage_is_told_and_the_rest_works() {
    let pages: Vec<_> = (0..900)
        .map(|n| {
            page(
                &format!("{n}.md"),
                &format!("Ämne{n}x brand"),
                &[("", &format!("Text {n} om brand och risk nummer{n} {}", "orden fyller ut sidan ".repeat(30)))],
            )
        })
        .collect();
    let whole = build(&pages, &SearchOptions::default());
    for (i, (name, _)) in whole.files.iter().enumerate() {
        for cut in [0, 1] {
            let mut broken = whole.clone();
            if cut == 0 {
                broken.files.remove(i);
            } else {
                let half = broken.files[i].1.len() / 2;
                std::sync::Arc::make_mut(&mut broken.files[i].1).truncate(half);
            }
            match Searcher::open(&broken) {
                Err(Damage::Missing(_) | Damage::Broken(_)) => {
                    assert!(name == "index.json" || name.starts_with("a0-"), "{name}");
                }
                Ok(s) => {
                    let answer = s.answer("brand risk nummer77 obefintligtord", 10, "sv");
                    assert!(answer.damage.len() <= 1, "{name}: {:?}", answer.damage);
                }
            }
        }
        if i > 12 {
            break;
        }
    }
}

#[test]
fn markup_stays_text() {
    let s = open(&build(
        &[page("a.md", "<b>Fet</b> & \"citat\"]);", &[("<i>", "Text <script>alert(1)</script> om brand")])],
        &SearchOptions::default(),
    ));
    let hit = &s.search("brand <img>", 1)[0];
    assert_eq!(hit.title, "<b>Fet</b> & \"citat\"]);");
    assert!(hit.snippet.contains("<script>alert(1)</script>"));
}

#[test]
fn a_snippet_ends_between_signs() {
    let s = open(&build(
        &[page("a.md", "Brand", &[("", &format!("brand{}", "😀".repeat(300)))])],
        &SearchOptions::default(),
    ));
    let hit = &s.search("brand", 1)[0];
    assert_eq!(hit.snippet, format!("brand{}…", "😀".repeat(92)));
    assert_eq!(hit.marks, [(0, 5)]);
}

#[test]
fn no_pages_no_words() {
    let s = open(&build(&[], &SearchOptions::default()));
    assert!(s.search("brand", 3).is_empty());
    let s = open(&build(&[page("a.md", "", &[])], &SearchOptions::default()));
    assert!(s.search("brand", 3).is_empty());
}

#[test]
fn english_pages_are_read_as_english() {
    let mut pages = site();
    let mut p = page("en/fire.md", "Evacuating a building", &[("", "Leave when alarms sound. Report incidents.")]);
    p.lang = "en".into();
    pages.push(p);
    let s = open(&build(&pages, &SearchOptions::default()));
    assert_eq!(first(&s, "evacuated buildings"), "en/fire.md");
    assert_eq!(s.answer("reporting incidents", 1, "en").hits[0].page, "en/fire.md");
}

#[test]
fn evaluation_reads_both_forms() {
    let s = built();
    let toml = "[[test]]\nquery = \"ombud\"\nexpect = [\"roller-ombud\"]\ntop = 1\ncategory = \"part\"\n[[test]]\nquery = \"xyzzyqq\"\nexpect = [\"lagar\"]\n";
    let json = r#"[{"id": 0, "cat": "part", "q": "ombud", "rel": ["ombud"], "split": "dev"}]"#;
    let tests = Expectations::read(toml).expect("TOML").test;
    assert_eq!(
        tests[0],
        Expectation { query: "ombud".into(), category: "part".into(), expect: vec!["roller-ombud".into()], top: 1 }
    );
    let report = evaluate(&tests, &s, &|_| None);
    assert_eq!((report.all.n, report.all.mrr, report.misses.len()), (2, 0.5, 1));
    let out = serde_json::to_value(&report).expect("JSON");
    assert_eq!(out["categories"]["part"]["r1"], 1.0);
    assert_eq!(out["misses"][0]["q"], "xyzzyqq");
    assert_eq!(out["mrr"], 0.5);
    assert_eq!(evaluate(&Expectations::read(json).expect("JSON").test, &s, &|_| None).all.r1, 1.0);
    assert!(Expectations::read("[[test]]\nquery = 3").is_err());
}
