//! Words that the glossary asks people not to use.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::governance::{AvoidedUse, Vocabulary};
use crate::site::{PageIx, Site};
use crate::text;

pub(super) fn page(site: &Site, vocabulary: &Vocabulary, ix: PageIx, found: &mut Diagnostics) {
    let file = &site.pages[ix].doc.file;
    found.extend(vocabulary.uses(site, ix).into_iter().map(|used| avoided(site, used).file(file)));
}

fn avoided(site: &Site, used: AvoidedUse) -> Diagnostic {
    let (glossary, at) = used.term;
    let glossary = &site.pages[glossary].doc;
    let term = &glossary.body.terms[at];
    let (written, instead) = (used.written, &term.term);
    Diagnostic::new(Code::AvoidedWord, text!("”{written}” är ett ord att undvika", "\"{written}\" is a word to avoid"))
        .span(used.span)
        .cause(used.word)
        .related(&glossary.file, Some(term.span), text!("så säger ordlistan", "so says the glossary"))
        .help(text!("skriv ”{instead}”", "write \"{instead}\""))
        .help(text!(
            "nämner du ordet utan att använda det, sätt citattecken om det",
            "where you name the word and do not use it, put quotation marks around it"
        ))
}
