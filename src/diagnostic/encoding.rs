//! The finding for a file that is not UTF-8.
//!
//! To save such a file as UTF-8 at once destroys what is not ASCII in it for ever, since the editor has read it as UTF-8.
//! So the finding names the encoding that it is likely in, and the way that keeps å, ä and ö.

use super::{Code, Diagnostic};
use crate::base::encoding::Encoding;
use crate::base::path::RelPath;
use crate::text;

/// That the file of these bytes is not UTF-8. `show`: whoever reads the finding may see a line of the file.
pub fn not_utf8(code: Code, file: &RelPath, bytes: &[u8], show: bool) -> Diagnostic {
    let encoding = Encoding::guess(bytes);
    let name = encoding.name();
    let wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let fault = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |_| 0);
    let ends = |b: &u8| matches!(*b, b'\n' | b'\r');
    let above = &bytes[..fault];
    let line = above.iter().filter(|b| **b == b'\n').count() + 1;
    let from = above.iter().rposition(&ends).map_or(0, |i| i + 1);
    let to = bytes[fault..].iter().position(ends).map_or(bytes.len(), |i| fault + i);
    let shown = if show && !wide { excerpt(&encoding.decode(&bytes[from..to])) } else { String::new() };
    let message = match encoding {
        Encoding::DamagedUtf8 => text!(
            "filen är UTF-8, men ett tecken på rad {line} är skadat{shown}",
            "the file is UTF-8, but a character on line {line} is damaged{shown}"
        ),
        _ if wide => text!("filen är inte UTF-8 utan {name}", "the file is not UTF-8 but {name}"),
        _ => text!(
            "filen är inte UTF-8 utan troligen {name} (första felet på rad {line}){shown}",
            "the file is not UTF-8 but probably {name} (first fault on line {line}){shown}"
        ),
    };
    let help = match encoding {
        Encoding::DamagedUtf8 => text!(
            "skriv om tecknet och spara filen som UTF-8; resten av den är hel",
            "write the character anew and save the file as UTF-8; the rest of it is whole"
        ),
        _ => text!(
            "i VS Code: klicka på kodningen nere till höger, välj först ”Reopen with Encoding” och {name}, sedan ”Save with Encoding” och UTF-8; sparas den utan att öppnas om går å, ä och ö förlorade",
            "in VS Code: click on the encoding at the bottom right, choose first \"Reopen with Encoding\" and {name}, then \"Save with Encoding\" and UTF-8; saved without reopening, å, ä and ö are lost"
        ),
    };
    Diagnostic::new(code, message).file(file).cause(format!("not UTF-8: {name}")).help(help)
}

/// `: line`, as much as there is room for.
fn excerpt(line: &str) -> String {
    let line: String = line.trim().chars().filter(|c| !c.is_control()).take(60).collect();
    if line.is_empty() { line } else { format!(": {line}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_encoding_and_the_way_to_mend_it() {
        let told = |bytes: &[u8], show| {
            let d = not_utf8(Code::NotUtf8, &RelPath::lit("a.md"), bytes, show);
            [d.message.sv, d.message.en, d.help[0].sv.clone(), d.help[0].en.clone()]
        };
        let help = |name: &str| {
            [
                format!(
                    "i VS Code: klicka på kodningen nere till höger, välj först ”Reopen with Encoding” och {name}, sedan ”Save with Encoding” och UTF-8; sparas den utan att öppnas om går å, ä och ö förlorade"
                ),
                format!(
                    "in VS Code: click on the encoding at the bottom right, choose first \"Reopen with Encoding\" and {name}, then \"Save with Encoding\" and UTF-8; saved without reopening, å, ä and ö are lost"
                ),
            ]
        };
        for (bytes, show, sv, en, name) in [
            (
                &b"# A\n\nS\xe5 h\xe4r\n"[..],
                true,
                "filen är inte UTF-8 utan troligen Windows 1252 (första felet på rad 3): Så här",
                "the file is not UTF-8 but probably Windows 1252 (first fault on line 3): Så här",
                "Windows 1252",
            ),
            (
                b"S\x8c h\x8ar",
                false,
                "filen är inte UTF-8 utan troligen Mac Roman (första felet på rad 1)",
                "the file is not UTF-8 but probably Mac Roman (first fault on line 1)",
                "Mac Roman",
            ),
            (
                b"\xff\xfeS\0\xe5\0",
                true,
                "filen är inte UTF-8 utan UTF-16 LE",
                "the file is not UTF-8 but UTF-16 LE",
                "UTF-16 LE",
            ),
            (
                b"\0S\0t\0a\0r",
                true,
                "filen är inte UTF-8 utan UTF-16 BE",
                "the file is not UTF-8 but UTF-16 BE",
                "UTF-16 BE",
            ),
        ] {
            let [a, b] = help(name);
            assert_eq!(told(bytes, show), [sv.to_owned(), en.to_owned(), a, b]);
        }
        assert_eq!(
            told(b"# A\r\nS\xc3\xa5 h\xe4r \xc3\xa4r", true),
            [
                "filen är UTF-8, men ett tecken på rad 2 är skadat: Så h�r är",
                "the file is UTF-8, but a character on line 2 is damaged: Så h�r är",
                "skriv om tecknet och spara filen som UTF-8; resten av den är hel",
                "write the character anew and save the file as UTF-8; the rest of it is whole",
            ]
        );
    }
}
