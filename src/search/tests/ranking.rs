//! What comes first, and what is found by other words than those of a page.
use super::super::{SearchOptions, Searcher, build};
use super::{built, first, open, page};

/// Source paths of all pages found, best first.
fn found(searcher: &Searcher, query: &str) -> Vec<String> {
    searcher.search(query, 10).into_iter().map(|hit| hit.page).collect()
}

/// A searcher over pages given as path, title and text.
fn over(pages: &[(&str, &str, &str)]) -> Searcher {
    let pages: Vec<_> = pages.iter().map(|(path, title, text)| page(path, title, &[("", *text)])).collect();
    open(&build(&pages, &SearchOptions::default()))
}

#[test]
fn a_page_with_the_word_itself_comes_before_all_with_another_word_for_it() {
    let aside = format!("Hit hör också bombhot och bomb. {}", "Annat står här i mängd. ".repeat(40));
    let s = over(&[
        ("synonym.md", "Sprängladdning", "En sprängladdning. Sprängladdningen är en sprängladdning."),
        ("ord.md", "Fler lägen", &aside),
    ]);
    assert_eq!(found(&s, "bomb"), ["ord.md", "synonym.md"]);
    assert_eq!(first(&s, "sprängladdning"), "synonym.md");
}

#[test]
fn words_that_only_have_to_do_with_each_other_are_no_synonyms() {
    let s = over(&[
        ("pistol.md", "Pistol", "Om pistoler."),
        ("sekretess.md", "Sekretess", "Om sekretess."),
        ("jav.md", "Jäv", "Om jäv."),
    ]);
    for query in ["kniv", "krypterad", "muta"] {
        assert!(found(&s, query).is_empty(), "{query}");
    }
}

#[test]
fn the_programs_own_synonyms_can_be_left_out() {
    let pages = [page("a.md", "Utrymning", &[("", "Lämna huset.")])];
    assert_eq!(first(&open(&build(&pages, &SearchOptions::default())), "evakuering"), "a.md");
    let own = SearchOptions { own_synonyms_only: true, ..SearchOptions::default() };
    assert_eq!(first(&open(&build(&pages, &own)), "evakuering"), "");
}

#[test]
fn made_up_compounds_find_the_pages_of_their_parts() {
    let s = over(&[
        ("hiss.md", "Fast i hissen", "Ring om hissen har stannat eller något är fel."),
        ("kod.md", "Dörrar", "Byt koden till dörren varje år."),
        ("hot.md", "Hot", "När någon hotar."),
        ("annat.md", "Städning", "Så städas golven."),
    ]);
    // Heads of three letters, a front that only stands in an inflected form, a front and a head that the site lacks.
    for (query, want) in
        [("hissfel", "hiss.md"), ("dörrkod", "kod.md"), ("mordhot", "hot.md"), ("hissmusik", "hiss.md")]
    {
        assert_eq!(first(&s, query), want, "{query}");
    }
}

#[test]
fn a_part_of_a_compound_comes_before_a_word_that_looks_like_it() {
    let s = over(&[
        ("vard.md", "Så sköts korten", "Sköt om korten. Rektor sköter listan."),
        ("skott.md", "Skottlossning", "Vid skottlossning ska du fly."),
    ]);
    assert_eq!(found(&s, "skott"), ["skott.md"]);
    assert_eq!(found(&s, "sköta"), ["vard.md"]);
}

#[test]
fn a_word_is_not_taken_for_another_one() {
    let s = over(&[
        ("a.md", "Ledning", "Ledningen leder. Övning och utbildning. En känslig uppgift."),
        ("b.md", "Väska", "Ställ ifrån dig din väska."),
    ]);
    // Two slips on a short root; another first letter; ä and another letter in a short word.
    for query in ["blödning", "kedning", "viska"] {
        assert!(found(&s, query).is_empty(), "{query}: {:?}", found(&s, query));
    }
    assert_eq!((first(&s, "ledninng"), first(&s, "vaska")), ("a.md".to_owned(), "b.md".to_owned()));
}

#[test]
fn small_words_of_speech_say_nothing() {
    let s = built();
    for query in ["va ska ja göra vid utrymning", "dom sa nåt om utrymning"] {
        assert_eq!(first(&s, query), "rutiner/utrymning.md", "{query}");
    }
    assert_eq!(s.scores("va e utrymning å nåt", "sv"), s.scores("utrymning", "sv"));
}

#[test]
fn a_query_in_swedish_is_never_read_as_english() {
    let mut pages =
        vec![page("a.md", "Skolan", &[("", "Om skolan.")]), page("b.en.md", "Policy", &[("", "Our policy.")])];
    pages[1].lang = "en".into();
    let s = open(&build(&pages, &SearchOptions::default()));
    let is_swedish =
        |query: &str| -> bool { s.eval(&format!("engine.planner.isSwedish(engine.index.analysis.tokens('{query}'))")) };
    s.search("skolan", 1);
    // A small word, a letter, a word that the site has.
    for query in ["policies och", "policies på", "policies skolan"] {
        assert!(is_swedish(query), "{query}");
    }
    for query in ["policies", "the policies", "policies report", "policies in the school"] {
        assert!(!is_swedish(query), "{query}");
    }
    assert_eq!(first(&s, "policies"), "b.en.md");
}

#[test]
fn a_number_that_a_contact_answers_finds_the_contact() {
    let busy = "Ring 114 14. Ring alltid 114 14 och sedan 013-20 60 00. ".repeat(5);
    let mut pages = vec![
        page("a.md", "Ring 114 14 och 013-20 60 00", &[("114 14", &busy), ("013-20 60 00", &busy)]),
        page("kontakter.md", "Kontakter", &[("Polisen", "114 14. När det inte är akut.")]),
    ];
    pages[1].numbers = vec!["114 14".into(), "013-20 60 00".into()];
    let s = open(&build(&pages, &SearchOptions::default()));
    for query in ["114 14", "11414", "013-20 60 00", "0132060 00", "0132 06000", "013206000"] {
        assert_eq!(first(&s, query), "kontakter.md", "{query}");
    }
}

#[test]
fn a_verb_and_its_particle_are_the_participle() {
    let s = over(&[
        ("kort.md", "Borttappade kort", "Spärra det."),
        ("luft.md", "Ventilationen", "Se till att den är avstängd."),
        ("avtal.md", "Avtal", "Ett avtal."),
    ]);
    for (query, want) in [("tappat", "kort.md"), ("tappat bort", "kort.md"), ("stänga av", "luft.md"), ("tal", "")] {
        assert_eq!(first(&s, query), want, "{query}");
    }
}

#[test]
fn joined_letters_and_times_are_found_however_they_are_written() {
    let s = over(&[("a.md", "Brandﬁlt", "Filten hänger i köket."), ("b.md", "Skolan", "Skolan öppnar 07.30.")]);
    for (query, want) in
        [("brandfilt", "a.md"), ("brandﬁlt", "a.md"), ("07:30", "b.md"), ("07.30", "b.md"), ("7.30", "b.md")]
    {
        assert_eq!(first(&s, query), want, "{query}");
    }
}

#[test]
fn who_is_in_danger_gets_the_card_first() {
    let pages = || {
        let mut pages = vec![
            page("rutin.md", "Om det brinner", &[("", "Brinner det? Så brinner det. Rutiner för när det brinner.")]),
            page("kort.md", "Kort", &[("", "Gör så här om något brinner i huset och du är där.")]),
        ];
        pages[1].kind = "checklist".into();
        pages
    };
    let s = open(&build(&pages(), &SearchOptions::default()));
    assert_eq!(found(&s, "det brinner"), ["kort.md", "rutin.md"]);
    // A page that is about the word, for who plans.
    assert_eq!(first(&s, "rutiner"), "rutin.md");
    let danger = |query: &str| -> bool { s.eval(&format!("engine.find('{query}', 'sv', {{}}).plan.danger")) };
    for query in ["skott", "brinner", "kniv", "blödning", "han blöder", "somebody is bleeding"] {
        assert!(danger(query), "{query}");
    }
    for query in ["brandskydd", "skottkärra", "rutin"] {
        assert!(!danger(query), "{query}");
    }
}

#[test]
fn what_only_looks_like_the_word_is_told_apart() {
    let s = built();
    let told = |query: &str| -> (bool, Option<String>) {
        let meant = s.answer(query, 5, "sv").meant;
        (s.eval(&format!("engine.search('{query}', 'sv', {{}}).isLike")), meant)
    };
    assert_eq!(told("säkerhetsombdu"), (true, Some("säkerhetsombud".to_owned())));
    assert_eq!(told("säkerhetsombud"), (false, None));
    assert_eq!(told("evakuering"), (false, None));
    assert_eq!(told("xyzzyqq"), (false, None));
    // A suggestion is something that a page says: its words stand together there.
    assert_eq!(told("säkerhetsombdu riskanalys").1.as_deref(), Some("säkerhetsombudet riskanalys"));
    assert_eq!(told("säkerhetsombdu frysar").1, None);
}
