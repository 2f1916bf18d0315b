//! Recording that a page has been decided, and that a slip of the pen in it was mended.

use super::review::{Editing, controlled};
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::Text;
use crate::diagnostic::Code;
use crate::front_matter::edit::Literal;
use crate::front_matter::fields::Status;
use crate::governance::governed_hash;
use crate::pipeline::Loaded;
use crate::site::PageIx;
use crate::source::Files;
use crate::text;

/// What is written about a decision.
#[derive(Clone, Debug)]
pub enum Decide {
    /// The page was decided as it stands.
    Decided {
        /// Who decided.
        by: String,
        /// The day.
        date: Date,
        /// Where the decision is found, such as its number.
        reference: Option<String>,
    },
    /// A slip of the pen was mended, which changes nothing of what was decided.
    Editorial {
        /// The day.
        date: Date,
        /// What was mended.
        note: String,
    },
}

/// Findings that a decision settles, or that are about the review and not the text.
const SETTLED: [Code; 4] =
    [Code::DecidedTextChanged, Code::DecidedWithoutDecision, Code::UnreviewedChanges, Code::SuspectLink];

/// What writing down the decision makes of the page's file: the file, and its new text.
///
/// # Errors
/// When pages of its kind are not decided, when something is wrong with the page, or when its file cannot be changed.
pub fn decide(files: &dyn Files, loaded: &Loaded, ix: PageIx, decide: &Decide) -> Result<(RelPath, String), Text> {
    let page = &loaded.site.pages[ix];
    let file = &page.doc.file;
    controlled(page)?;
    if page.fields().draft {
        return Err(text!(
            "{file} är ett utkast; ta bort draft: true när texten är färdig",
            "{file} is a draft; remove draft: true once the text is finished"
        ));
    }
    let faults = loaded.diagnostics.iter().filter(|d| d.file.as_ref() == Some(file) && !SETTLED.contains(&d.code));
    let faults = faults.count();
    if faults > 0 {
        let (sv, en) = if faults == 1 { ("anmärkning", "finding") } else { ("anmärkningar", "findings") };
        return Err(text!(
            "{file} har {faults} {sv}; rätta först det som ledfyr check visar",
            "{file} has {faults} {en}; first mend what ledfyr check shows"
        ));
    }
    let mut editing = Editing::open(files, file)?;
    let hash = Literal::Text(governed_hash(&page.doc).to_owned());
    match decide {
        Decide::Decided { by, date, reference } => {
            if page.fields().status != Some(Status::Decided) {
                editing.set("status", &Literal::Word(Status::Decided.as_str()), &["owner", "title", "kind"])?;
            }
            editing.set_in("decision", "by", &Literal::Text(by.clone()), AFTER)?;
            editing.set_in("decision", "date", &Literal::Date(*date), AFTER)?;
            match reference {
                Some(reference) => {
                    editing.set_in("decision", "reference", &Literal::Text(reference.clone()), AFTER)?;
                }
                None => editing.remove_in("decision", "reference")?,
            }
            editing.set_in("decision", "hash", &hash, AFTER)?;
            editing.remove_in("decision", "editorial")?;
        }
        Decide::Editorial { date, note } => {
            let decision = page.fields().decision.as_ref().filter(|decision| decision.hash.is_some());
            let decision = decision.filter(|_| page.fields().status == Some(Status::Decided)).ok_or_else(|| {
                text!(
                    "{file} har inget beslut som ledfyr decide har skrivit, så det finns inget att rätta i det",
                    "{file} has no decision that ledfyr decide has written, so there is nothing in it to mend"
                )
            })?;
            let earlier = decision.editorial.iter().map(|earlier| (earlier.date, earlier.note.clone()));
            let all = earlier.chain([(*date, note.clone())]).map(|(date, note)| {
                Literal::Map(vec![("date".to_owned(), Literal::Date(date)), ("note".to_owned(), Literal::Text(note))])
            });
            editing.set_in("decision", "hash", &hash, AFTER)?;
            editing.set_in("decision", "editorial", &Literal::List(all.collect()), AFTER)?;
        }
    }
    Ok((file.clone(), editing.text))
}

/// The fields that a new `decision` comes after.
const AFTER: &[&str] = &[
    "status",
    "version",
    "valid_from",
    "valid_to",
    "last_reviewed",
    "review_every",
    "reviewed_hash",
    "reviewed_basis",
];
