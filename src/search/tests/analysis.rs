//! Words: tokens, stems, compounds.
use super::{root, split};
use crate::language::lexicon::{Entry, Lexicon};
use crate::language::stem::stem;
use crate::language::tables::{ENGLISH, SWEDISH};
use crate::language::tokens::tokens;

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|t| t.text).collect()
}

#[test]
fn tokens_keep_what_belongs_together() {
    let cases: &[(&str, &[&str])] = &[
        ("Hot & våld – 3 steg!", &["hot", "våld", "3", "steg"]),
        ("it-avbrott", &["itavbrott"]),
        ("risk- och sårbarhetsanalys", &["risk", "och", "sårbarhetsanalys"]),
        ("åter\u{AD}samlings\u{AD}plats", &["återsamlingsplats"]),
        ("lagen (2018:585)", &["lagen", "2018:585"]),
        ("2 kap. 2 § och 5 a §", &["2kap", "2§", "och", "5a§"]),
        ("§ 12", &["12§"]),
        ("ring 013-20 60 00 nu", &["ring", "013206000", "nu"]),
        ("+46 13 20 60 00", &["4613206000"]),
        ("114 14 eller 112", &["11414", "eller", "112"]),
        ("160 000 invånare", &["160000", "invånare"]),
        ("VMA:t och TiB:en", &["vma", "och", "tib"]),
        ("kl. 07.30 eller 7:30", &["kl", "07:30", "eller", "07:30"]),
        ("1.10.2026, version 2.71, 10,5", &["1", "10", "2026", "version", "2", "71", "10", "5"]),
        ("a\u{30A}r", &["ar"]),
        ("", &[]),
    ];
    for (text, want) in cases {
        assert_eq!(words(text), *want, "{text}");
    }
    let hyphen = &tokens("it-avbrott")[0];
    assert_eq!(
        (hyphen.parts.as_slice(), hyphen.start, hyphen.end),
        (["it".to_owned(), "avbrott".to_owned()].as_slice(), 0, 10)
    );
}

#[test]
fn a_word_is_the_same_wherever_it_stands_and_however_it_is_written() {
    for length in 1..20 {
        for at in 0..length {
            for (letter, lower) in [('a', 'a'), ('z', 'z'), ('A', 'a'), ('Z', 'z'), ('ä', 'ä'), ('Å', 'å'), ('é', 'é')]
            {
                let word = |letter: char| (0..length).map(|i| if i == at { letter } else { 'm' }).collect::<String>();
                for (before, after) in [("", ""), ("", " "), ("(", ")"), ("§", "."), ("x\u{AD} ", "\u{AD}"), ("", "/x")]
                {
                    let text = format!("{before}{}{after}", word(letter));
                    let mut wanted = vec![word(lower)];
                    wanted.splice(0..0, before.contains('x').then(|| "x".to_owned()));
                    wanted.extend(after.contains('x').then(|| "x".to_owned()));
                    assert_eq!(words(&text), wanted, "{text:?}");
                }
            }
            // What looks nearly like a letter is none.
            for sign in ['@', '[', '`', '{', '÷', '\u{7F}'] {
                let text: String = (0..length).map(|i| if i == at { sign } else { 'm' }).collect();
                let wanted: Vec<String> = text.split(sign).filter(|w| !w.is_empty()).map(str::to_owned).collect();
                assert_eq!(words(&text), wanted, "{text:?}");
            }
        }
    }
}

#[test]
fn forms_of_a_word_share_a_stem() {
    let families = [
        "säkerhetsombud säkerhetsombudet säkerhetsombuden säkerhetsombudens",
        "utrymning utrymningen utrymningar utrymningarna utrymningens",
        "samordnare samordnaren samordnarna samordnarnas",
        "nyckel nyckeln nycklar nycklarna",
        "brand branden bränder bränderna",
        "riskanalys riskanalysen riskanalyser",
        "rektor rektorn rektorer rektorns",
        "säkerhet säkerheten säkerhetens",
        "myndighet myndigheten myndigheter myndigheterna",
        "händelse händelsen händelser händelserna",
        "möte mötet möten mötena",
        "plan planen planer planerna",
        "skola skolan skolor skolorna",
        "tjänsteman tjänstemannen tjänstemän tjänstemännen",
        "våld våldet våldets",
        "rapportera rapporterar rapporterade rapporterat",
        "viktig viktiga viktigt",
        "fönster fönstret fönstren",
        "program programmet programmen",
        "policy policyn policyer",
        "ansvar ansvaret",
        "medarbetare medarbetaren medarbetarna medarbetarnas",
    ];
    for family in families {
        let stems: Vec<String> = family.split(' ').map(|w| stem(w, &SWEDISH)).collect();
        assert!(stems.iter().all(|s| *s == stems[0]), "{family}: {stems:?}");
    }
    for pair in [
        "risk resa",
        "brand barn",
        "hot hotell",
        "lag lager",
        "vatten vakt",
        "säkerhet säker",
        "våld val",
        "plan plats",
    ] {
        let (a, b) = pair.split_once(' ').unwrap_or_default();
        assert_ne!(stem(a, &SWEDISH), stem(b, &SWEDISH), "{pair}");
    }
    for family in ["öva övning övningar", "utrymma utrymning", "bevaka bevakning", "rapport rapportering"] {
        let roots: Vec<String> = family.split(' ').map(|w| root(&stem(w, &SWEDISH), &SWEDISH)).collect();
        assert!(roots.iter().all(|s| *s == roots[0]), "{family}: {roots:?}");
    }
    for family in ["report reports reported reporting", "crisis crises", "policy policies", "evacuate evacuation"] {
        let stems: Vec<String> = family.split(' ').map(|w| stem(w, &ENGLISH)).collect();
        assert!(stems.iter().all(|s| *s == stems[0]), "{family}: {stems:?}");
    }
}

fn lexicon(words: &str) -> Lexicon {
    let entry = |w: &str| Entry { word: w.to_owned(), left: true, right: true, rarity: 1 };
    Lexicon::new(words.split(' ').map(entry).collect())
}

#[test]
fn compounds_come_apart_at_the_seams() {
    let l = lexicon(
        "säkerhet samordnare ombud kris beredskap plan brand släckare skola skjuts olycka utrymning övning plats samling \
         kontinuitet hantering risk analys sårbarhet it avbrott kvinna jour tjänst resa",
    );
    let cases = [
        ("säkerhetssamordnare", "säkerhet samordn"),
        ("säkerhetsombuden", "säkerhet ombud"),
        ("krisberedskapsplanen", "kris beredskap plan"),
        ("utrymningsövning", "utrymning övning"),
        ("skolskjutsolyckor", "skol skjut olyck"),
        ("itavbrottet", "it avbrott"),
        ("kvinnojour", "kvin jour"),
        ("tjänsteresor", "tjänst res"),
        ("kontinuitetshantering", "kontinuitet hantering"),
        ("återsamlingsplatser", "samling plats"),
        ("sakerhetsombud", "säkerhet ombud"),
    ];
    for (word, want) in cases {
        let want: Vec<String> = want.split(' ').map(|w| stem(w, &SWEDISH)).collect();
        let split = split(&l, word).unwrap_or_else(|| panic!("{word} is simple"));
        assert_eq!(l.parts(&split).collect::<Vec<_>>(), want, "{word}");
    }
    for word in ["samordnare", "samordnar", "säkerheten", "plan", "ansvarig", "besökare", "kontinuitet"] {
        assert_eq!(split(&l, word), None, "{word} is simple");
    }
    let unknown = split(&l, "dieselolycka").unwrap();
    assert_eq!((l.parts(&unknown).collect::<Vec<_>>(), unknown.whole), (vec![&*stem("olycka", &SWEDISH)], false));
}
