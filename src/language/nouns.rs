//! The forms of a noun. A stem is too wide where only that word is meant: «riskerna» is a form of «risk», «riskera» is a verb.

use super::stem::stem;
use super::tables::SWEDISH;

/// Endings after a consonant: «ombud-en», «kris-erna», «analys-ens».
const AFTER_CONSONANT: &str = "s en ens et ets er ers erna ernas ar ars arna arnas n ns";
/// After a consonant that is doubled, or that has lost the «e» before it: «program-met», «nyckl-arna», «medl-et».
const AFTER_SHORTENED: &str = "en ens et ets er ers erna ernas ar ars arna arnas";
/// After «e»: «händelse-rna», «arbete-na», «möte-ts».
const AFTER_E: &str = "s n ns t ts na nas r rs rna rnas";
/// In the place of «e»: «timm-arna»; after «-are» «samordnar-na».
const FOR_E: &str = "ar ars arna arnas";
const AFTER_AR: &str = "na nas";
/// After «a» and in its place: «schema-t», «skol-orna».
const AFTER_A: &str = "s n ns t ts na nas";
const FOR_A: &str = "or ors orna ornas";
/// After another vowel: «nivå-erna», «policy-n».
const AFTER_VOWEL: &str = "s n ns t ts en ens et ets er ers erna ernas r rs rna rnas";
/// In the place of «an» and «um»: «anmäl-ningarna», «muse-et».
const FOR_AN: &str = "ningen ningens ningar ningars ningarna ningarnas";
const FOR_UM: &str = "et ets er ers erna ernas";

/// Whether `word` is `noun` or a form of it in a language; both in lower case.
pub(crate) fn is_form(noun: &str, word: &str, lang: &str) -> bool {
    word == noun || if is_swedish(lang) { is_swedish_form(noun, word) } else { is_plural(noun, word) }
}

/// Whether `word` is the adjective `first` or a form of it: «extraordinära», «systematiska», «interna».
pub(crate) fn is_adjective_form(first: &str, word: &str, lang: &str) -> bool {
    let base = first.strip_suffix('t').unwrap_or(first);
    word == first || (is_swedish(lang) && (follows(first, word, "a t") || follows(base, word, "a")))
}

/// The first two letters of a word, which all its forms have in common: in small letters, «ä» and «ö» as «a» and «o».
pub(crate) fn start(word: &str) -> [char; 2] {
    let mut letters = word.chars().flat_map(char::to_lowercase).map(|c| match c {
        'ä' => 'a',
        'ö' => 'o',
        c => c,
    });
    [letters.next().unwrap_or_default(), letters.next().unwrap_or_default()]
}

fn is_swedish(lang: &str) -> bool {
    lang.split('-').next() == Some("sv")
}

/// Whether `word` is `base` and one of the endings.
fn follows(base: &str, word: &str, endings: &str) -> bool {
    word.strip_prefix(base).is_some_and(|rest| endings.split(' ').any(|ending| ending == rest))
}

fn is_swedish_form(noun: &str, word: &str) -> bool {
    let Some(last) = noun.chars().next_back() else { return false };
    let base = &noun[..noun.len() - last.len_utf8()];
    let regular = match last {
        'a' => follows(noun, word, AFTER_A) || follows(base, word, FOR_A),
        'e' => {
            let in_place = if base.ends_with("ar") { AFTER_AR } else { FOR_E };
            follows(noun, word, AFTER_E) || follows(base, word, in_place)
        }
        'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é' => follows(noun, word, AFTER_VOWEL),
        _ => {
            follows(noun, word, AFTER_CONSONANT)
                || shortened(noun, base, last).iter().any(|short| follows(short, word, AFTER_SHORTENED))
                || noun.strip_suffix("an").is_some_and(|verb| follows(verb, word, FOR_AN))
                || noun.strip_suffix("um").is_some_and(|latin| follows(latin, word, FOR_UM))
        }
    };
    regular || is_other_vowel(noun, word)
}

/// What the endings of a noun in «m», «n», «l» or «r» may follow in its place: «programm-et», «nyckl-ar», «tecken» as «teckn-et».
fn shortened(noun: &str, base: &str, last: char) -> Vec<String> {
    let doubled = matches!(last, 'm' | 'n').then(|| format!("{noun}{last}"));
    let without_e = base.strip_suffix('e').filter(|_| matches!(last, 'l' | 'n' | 'r')).map(|b| format!("{b}{last}"));
    doubled.into_iter().chain(without_e).collect()
}

/// Whether the two differ first in «a» and «ä» or «o» and «ö», and have one stem: «brand» and «bränderna», «bok» and «böcker».
fn is_other_vowel(noun: &str, word: &str) -> bool {
    let differ = noun.chars().zip(word.chars()).find(|(a, b)| a != b);
    matches!(differ, Some(('a', 'ä') | ('o', 'ö'))) && stem(noun, &SWEDISH) == stem(word, &SWEDISH)
}

/// Whether `word` is the plural of an English noun.
fn is_plural(noun: &str, word: &str) -> bool {
    follows(noun, word, "s es") || noun.strip_suffix('y').is_some_and(|base| follows(base, word, "ies"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn not_found(noun: &str, forms: &str) -> Vec<String> {
        let missed = |word: &&str| !is_form(noun, word, "sv");
        forms.split_whitespace().filter(missed).map(str::to_owned).collect()
    }

    #[test]
    fn every_declension_is_known() {
        for (noun, forms) in [
            ("skola", "skola skolan skolans skolor skolorna skolornas skolors"),
            ("övning", "övningen övningens övningar övningarna övningarnas"),
            ("timme", "timmen timmar timmarna timmes"),
            ("nyckel", "nyckeln nyckelns nycklar nycklarna"),
            ("risk", "risken riskens risker riskerna riskernas"),
            ("kris", "krisen kriser kriserna krisernas"),
            ("analys", "analysen analyser analyserna"),
            ("nivå", "nivån nivåer nivåerna nivåns"),
            ("policy", "policyn policyer policyerna policys"),
            ("händelse", "händelsen händelsens händelser händelserna händelsernas"),
            ("riktlinje", "riktlinjen riktlinjer riktlinjerna"),
            ("arbete", "arbetet arbetets arbeten arbetena"),
            ("säkerhetsombud", "säkerhetsombudet säkerhetsombuden säkerhetsombudens säkerhetsombuds"),
            ("samordnare", "samordnaren samordnarens samordnarna samordnarnas samordnares"),
            ("program", "programmet programmen"),
            ("säkerhetsforum", "säkerhetsforumet säkerhetsforumets"),
            ("museum", "museet museer museerna"),
            ("medel", "medlet medlen"),
            ("tecken", "tecknet tecknen"),
            ("anmälan", "anmälans anmälningar anmälningarna"),
            ("brand", "branden bränder bränderna"),
            ("ledamot", "ledamoten ledamöter ledamöterna"),
            ("bok", "boken böcker böckerna"),
        ] {
            assert_eq!(not_found(noun, forms), [""; 0], "{noun}");
        }
    }

    #[test]
    fn forms_begin_alike() {
        assert_eq!((start("Bränder"), start("Ö")), (start("brand"), ['o', '\0']));
    }

    #[test]
    fn verbs_and_longer_words_are_no_forms() {
        for (noun, words) in [
            ("risk", "riskera riskerar riskerade riskfylld risker-"),
            ("samordnare", "samordna samordnar samordning"),
            ("ombud", "ombudsman ombuda"),
            ("kris", "krisa krisig"),
            ("brand", "brandman bränna"),
            ("fara", "far farlig för"),
        ] {
            let all: Vec<&str> = words.split_whitespace().collect();
            assert_eq!(not_found(noun, words), all, "{noun}");
        }
    }

    #[test]
    fn adjectives_are_bent_and_english_has_plurals() {
        for (adjective, word) in
            [("extraordinär", "extraordinära"), ("systematiskt", "systematiska"), ("intern", "internt")]
        {
            assert!(is_adjective_form(adjective, word, "sv"), "{word}");
        }
        assert!(!is_adjective_form("intern", "internat", "sv") && !is_adjective_form("internal", "internala", "en"));
        assert!(
            is_form("policy", "policies", "en")
                && is_form("risk", "risks", "en-GB")
                && !is_form("risk", "risken", "en")
        );
        assert!(!is_form("risk", "risken", "fi"));
    }
}
