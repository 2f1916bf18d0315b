//! Tera's messages in Swedish; Tera itself has English alone.

use crate::base::text::Text;

/// One of Tera's messages in both languages. One without a translation is quoted.
pub(super) fn in_both_languages(said: &str) -> Text {
    let sv = token_mismatch(said).or_else(|| unknown_name(said)).or_else(|| undefined_name(said));
    let sv = sv.unwrap_or_else(|| match said {
        "Unexpected end of input" => "filen tar slut inne i ett block eller en tagg".to_owned(),
        "Unknown tag" => "taggen finns inte, eller avslutar något annat än det som är öppet".to_owned(),
        other => format!("mallmotorn säger på engelska ”{other}”"),
    });
    Text { sv, en: said.to_owned() }
}

/// `Found X but expected Y.`
fn token_mismatch(said: &str) -> Option<String> {
    let (found, wanted) = said.strip_prefix("Found ")?.split_once(" but expected ")?;
    let wanted = wanted.trim_end_matches('.').trim_start_matches("one of: ");
    let wanted: Vec<String> =
        wanted.split(", ").map(|list| list.split(" or ").map(token).collect::<Vec<_>>().join(" eller ")).collect();
    let found = if found == "end of input" { "filens slut" } else { found };
    Some(format!("{found} står där det skulle stå {}", wanted.join(", ")))
}

fn token(name: &str) -> &str {
    match name.strip_prefix("an ").or_else(|| name.strip_prefix("a ")).unwrap_or(name) {
        "identifier" | "ident" => "ett namn",
        "string" => "en text inom citattecken",
        "integer" => "ett heltal",
        "float" => "ett tal",
        "bool" => "true/false",
        _ => name,
    }
}

/// `Unknown filter X`
fn unknown_name(said: &str) -> Option<String> {
    let (what, name) = said.strip_prefix("Unknown ")?.split_once(" `")?;
    let what = match what {
        "filter" => "filtret",
        "test" => "testet",
        "function" => "funktionen",
        "component" => "komponenten",
        "template" => "mallen",
        _ => return None,
    };
    Some(format!("{what} ”{}” finns inte", name.strip_suffix('`')?))
}

/// `Variable X is not defined. Available variables: …`
fn undefined_name(said: &str) -> Option<String> {
    let (what, rest) = said.split_once(" `")?;
    let (name, rest) = rest.split_once("` ")?;
    let what = match what {
        "Variable" => "variabeln",
        "Field" => "fältet",
        "Block" => "blocket",
        _ => return None,
    };
    if rest == "is not defined in any parent template" {
        return Some(format!("{what} ”{name}” finns inte i mallen som den här bygger på"));
    }
    if rest == "exists but its value is undefined" {
        return Some(format!("{what} ”{name}” har inget värde"));
    }
    let there = rest.strip_prefix("is not defined")?.split_once(": ").map(|(_, names)| names);
    let there = there.map_or_else(String::new, |names| format!("; de som finns: {names}"));
    Some(format!("{what} ”{name}” finns inte{there}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_in_swedish_and_the_rest_is_quoted() {
        for (said, sv) in [
            ("Found `}}` but expected identifier.", "`}}` står där det skulle stå ett namn"),
            (
                "Found `|` but expected one of: integer, string or `(`",
                "`|` står där det skulle stå ett heltal, en text inom citattecken eller `(`",
            ),
            ("Unexpected end of input", "filen tar slut inne i ett block eller en tagg"),
            ("Unknown tag", "taggen finns inte, eller avslutar något annat än det som är öppet"),
            ("Unknown filter `banan`", "filtret ”banan” finns inte"),
            ("Unknown function `f`", "funktionen ”f” finns inte"),
            ("Unknown component `k`", "komponenten ”k” finns inte"),
            ("Variable `x` is not defined.", "variabeln ”x” finns inte"),
            ("Variable `x` exists but its value is undefined", "variabeln ”x” har inget värde"),
            (
                "Field `x` is not defined. Available fields: body, title",
                "fältet ”x” finns inte; de som finns: body, title",
            ),
            (
                "Block `x` is not defined in any parent template",
                "blocket ”x” finns inte i mallen som den här bygger på",
            ),
            ("Division by zero", "mallmotorn säger på engelska ”Division by zero”"),
        ] {
            assert_eq!(in_both_languages(said), Text { sv: sv.to_owned(), en: said.to_owned() });
        }
    }
}
