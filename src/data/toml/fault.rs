//! What may be wrong with TOML, in the words of the site's language.

use crate::base::text::Text;
use crate::text;

/// How the parser's message begins, and what is said instead in both languages; the first that fits is taken. It tells kinds
/// of faults in no other way.
const FAULTS: [(&[&str], &str, &str); 13] = [
    (
        &["key with no value", "missing value for key", "missing assignment"],
        "det här är inte TOML: efter en nyckel ska det stå ett likhetstecken",
        "this is not TOML: an equals sign stands after a key",
    ),
    (
        &["string values", "missing value", "unexpected `=`", "extra `=`", "extra assignment"],
        "det här är inte TOML: efter likhetstecknet ska det stå ett värde",
        "this is not TOML: one value stands after the equals sign",
    ),
    (
        &["invalid unquoted key", "unquoted keys", "keys cannot be multi-line", "invalid key"],
        "det här är inte TOML: en nyckel har bara bokstäverna a–z, siffror, _ och -, eller står inom citattecken",
        "this is not TOML: a key has only the letters a–z, digits, _ and -, or stands inside quotes",
    ),
    (
        &["invalid basic string", "invalid literal string", "missing opening quote"],
        "det här är inte TOML: ett citattecken tar inte slut på sin rad",
        "this is not TOML: a quote is not closed on its line",
    ),
    (
        &["invalid multi-line"],
        "det här är inte TOML: text inom tre citattecken tar inte slut",
        "this is not TOML: text inside three quotes is never closed",
    ),
    (
        &["missing escaped value", "too few unicode", "invalid escape"],
        "det här är inte TOML: ett omvänt snedstreck betyder något särskilt i \"…\"; skriv det två gånger, eller värdet inom '…'",
        "this is not TOML: a backslash has a meaning inside \"…\"; write it twice, or the value inside '…'",
    ),
    (
        &["unclosed array", "unclosed inline table", "missing comma between", "extra comma", "missing array"],
        "det här är inte TOML: i listan eller gruppen fattas ett kommatecken eller det tecken som stänger den",
        "this is not TOML: the list or group lacks a comma or the sign that closes it",
    ),
    (
        &["unclosed table", "unclosed array table", "missing table", "missing inline table"],
        "det här är inte TOML: rubrikens hakparentes stängs inte; skriv [rubrik]",
        "this is not TOML: the bracket of the heading is not closed; write [heading]",
    ),
    (
        &["cannot extend value"],
        "det här är inte TOML: gruppen är redan skriven på ett annat sätt",
        "this is not TOML: the group has been written in another way already",
    ),
    (
        &["unexpected content", "unexpected key or value"],
        "det här är inte TOML: efter värdet står något mer på raden",
        "this is not TOML: something more stands on the line after the value",
    ),
    (
        &["cannot recurse", "recursion limit"],
        "värdet har för många nivåer i varandra",
        "the value has too many levels inside each other",
    ),
    (
        &["carriage return"],
        "det här är inte TOML: en vagnretur står mitt på raden; spara filen med vanliga radslut",
        "this is not TOML: a carriage return stands inside a line; save the file with ordinary line ends",
    ),
    (
        &["invalid comment"],
        "det här är inte TOML: ett styrtecken står i kommentaren",
        "this is not TOML: a control character stands in the comment",
    ),
];

/// What to say of a fault. `at` is the text that the parser points to.
pub(super) fn message(said: &str, at: &str) -> Text {
    let known = FAULTS.iter().find(|(starts, ..)| starts.iter().any(|start| said.starts_with(start)));
    if said.starts_with("string values must be quoted") && !at.trim().is_empty() {
        text!("det här är inte TOML: text ska stå inom citattecken", "this is not TOML: text stands inside quotes")
    } else if let Some((_, sv, en)) = known {
        text!("{sv}", "{en}")
    } else if NUMBERS.iter().any(|part| said.contains(part)) {
        text!(
            "det här är inte TOML: värdet är varken tal, datum, true eller false; text ska stå inom citattecken",
            "this is not TOML: the value is no number, date, true or false; text stands inside quotes"
        )
    } else {
        text!("det här är inte TOML: raden går inte att läsa", "this is not TOML: the line cannot be read")
    }
}

/// Whether a date or time has the form of one and does not exist.
pub(super) fn is_of_date(said: &str) -> bool {
    ["invalid date", "invalid time", "invalid offset"].iter().any(|start| said.starts_with(start))
}

/// Parts of what the parser says of numbers, dates and other bare values.
const NUMBERS: [&str; 11] = [
    "invalid value",
    "number",
    "integer",
    "float",
    "digits",
    "leading zero",
    "sign",
    "radix",
    "`_`",
    "boolean",
    "redundant",
];

#[cfg(test)]
mod tests {
    use crate::data::parse_toml;

    /// Each in the words that people read. None of the parser's own may get through.
    #[test]
    fn faults_are_told_in_the_language_of_the_site() {
        let faults = [
            ("a = hej", "text ska stå inom citattecken", "text stands inside quotes"),
            ("a: 1", "efter en nyckel ska det stå ett likhetstecken", "an equals sign stands after a key"),
            ("title", "efter en nyckel ska det stå ett likhetstecken", "an equals sign stands after a key"),
            ("a =", "efter likhetstecknet ska det stå ett värde", "one value stands after the equals sign"),
            ("a = = 1", "efter likhetstecknet ska det stå ett värde", "one value stands after the equals sign"),
            (
                "ägare = 1",
                "en nyckel har bara bokstäverna a–z, siffror, _ och -, eller står inom citattecken",
                "a key has only the letters a–z, digits, _ and -, or stands inside quotes",
            ),
            ("a = \"x", "ett citattecken tar inte slut på sin rad", "a quote is not closed on its line"),
            ("a = 'x\nb = 1", "ett citattecken tar inte slut på sin rad", "a quote is not closed on its line"),
            ("a = \"\"\"x", "text inom tre citattecken tar inte slut", "text inside three quotes is never closed"),
            (
                "a = \"C:\\Mallar\"",
                "ett omvänt snedstreck betyder något särskilt i \"…\"; skriv det två gånger, eller värdet inom '…'",
                "a backslash has a meaning inside \"…\"; write it twice, or the value inside '…'",
            ),
            (
                "a = [1, 2",
                "i listan eller gruppen fattas ett kommatecken eller det tecken som stänger den",
                "the list or group lacks a comma or the sign that closes it",
            ),
            (
                "a = [\"x\" \"y\"]",
                "i listan eller gruppen fattas ett kommatecken eller det tecken som stänger den",
                "the list or group lacks a comma or the sign that closes it",
            ),
            (
                "a = {b = 1",
                "i listan eller gruppen fattas ett kommatecken eller det tecken som stänger den",
                "the list or group lacks a comma or the sign that closes it",
            ),
            (
                "[site\na = 1",
                "rubrikens hakparentes stängs inte; skriv [rubrik]",
                "the bracket of the heading is not closed; write [heading]",
            ),
            (
                "a = 1\na.b = 2",
                "gruppen är redan skriven på ett annat sätt",
                "the group has been written in another way already",
            ),
            (
                "a = 1 b = 2",
                "efter värdet står något mer på raden",
                "something more stands on the line after the value",
            ),
            (
                "a = \"x\" y",
                "efter värdet står något mer på raden",
                "something more stands on the line after the value",
            ),
            (
                "a = 01",
                "värdet är varken tal, datum, true eller false; text ska stå inom citattecken",
                "the value is no number, date, true or false; text stands inside quotes",
            ),
            (
                "a = 1.2.3",
                "värdet är varken tal, datum, true eller false; text ska stå inom citattecken",
                "the value is no number, date, true or false; text stands inside quotes",
            ),
            (
                "a = 1_",
                "värdet är varken tal, datum, true eller false; text ska stå inom citattecken",
                "the value is no number, date, true or false; text stands inside quotes",
            ),
        ];
        for (toml, sv, en) in faults {
            let told = parse_toml(toml).expect_err(toml).message;
            assert_eq!(told.sv, format!("det här är inte TOML: {sv}"), "{toml}");
            assert_eq!(told.en, format!("this is not TOML: {en}"), "{toml}");
        }
    }
    /// The field that wants a date tells what is wrong, and the rest of the front matter is read.
    #[test]
    fn a_date_that_is_none_stays_text() {
        for date in ["2026-13-45", "2026-02-30", "2026-11-22 25:00:00", "1979-05-27T07:32:00Z", "2026-1-2"] {
            let read = parse_toml(&format!("a = {date}\nb = 1")).expect(date);
            assert_eq!(read.to_json(), serde_json::json!({"a": date, "b": 1}));
        }
    }
}
