//! The register of statutes against the day and against what rests on it.

use super::lapse::late;
use super::references::part;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::front_matter::fields::{Law, LawStatus};
use crate::governance::{Citation, Governance};
use crate::site::Page;
use crate::text;

/// The findings about statutes that were looked up too long ago, and about repealed ones that pages in force rest on.
pub(super) fn statutes(governance: &Governance) -> Diagnostics {
    let site = governance.site();
    let mut found = Diagnostics::new();
    for (page, i) in site.facts.laws.values() {
        let page = &site.pages[*page];
        found.extend(page.own().laws().get(*i).and_then(|law| unchecked(governance, page, *i, law)));
    }
    found.extend(governance.citations().filter_map(|citation| repealed(governance, citation)));
    found
}

/// A statute that is repealed changes no more, so nobody need look it up.
fn unchecked(governance: &Governance, page: &Page, i: usize, law: &Law) -> Option<Diagnostic> {
    let every = governance.site().config.laws.check_every;
    let checked = law.checked.filter(|_| law.status != LawStatus::Repealed)?;
    let due = checked.plus(every)?;
    late(governance, Code::StatuteUnchecked, due)?;
    let title = law.short.as_ref().unwrap_or(&law.title);
    let message = text!(
        "”{title}” kontrollerades {checked} och skulle ha kontrollerats igen senast {due}",
        "\"{title}\" was checked on {checked} and was to be checked again by {due}"
    );
    let help = text!(
        "läs lagen vid källan, rätta status och note, och skriv dagen i checked",
        "read the statute at its source, mend status and note, and write the day in checked"
    );
    let d = Diagnostic::new(Code::StatuteUnchecked, message).file(&page.doc.file);
    Some(d.span(part(page, "laws", i, |item| item.get("checked"))).help(help))
}

fn repealed(governance: &Governance, citation: Citation<'_>) -> Option<Diagnostic> {
    let site = governance.site();
    let (register, law) = site.facts.law(&site.pages, &citation.basis.law)?;
    if law.status != LawStatus::Repealed {
        return None;
    }
    let page = &site.pages[citation.page];
    let f = page.fields();
    let same = |basis: &crate::front_matter::fields::LegalRef| std::ptr::eq(basis, citation.basis);
    let span = match citation.duty {
        None => {
            let i = f.legal_basis.iter().position(same).unwrap_or_default();
            part(page, "legal_basis", i, |item| item.get("law"))
        }
        Some(duty) => {
            let i = f.duties.iter().position(|other| std::ptr::eq(other, duty)).unwrap_or_default();
            let j = duty.legal.iter().position(same).unwrap_or_default();
            part(page, "duties", i, |item| item.get("legal")?.items().get(j)?.get("law"))
        }
    };
    let title = law.short.as_ref().unwrap_or(&law.title);
    let register = &site.pages[register];
    let i = register.own().laws().iter().position(|other| std::ptr::eq(other, law)).unwrap_or_default();
    let status = part(register, "laws", i, |item| item.get("status"));
    let d = Diagnostic::new(
        Code::RepealedCited,
        text!("”{title}” är upphävd och kan inte vara grund", "\"{title}\" is repealed and cannot be a basis"),
    );
    Some(
        d.file(&page.doc.file)
            .span(span)
            .cause(law.id.clone())
            .related(&register.doc.file, Some(status), text!("så står det i registret", "so says the register"))
            .help(text!(
                "hänvisa till den lag som gäller nu, eller ta bort hänvisningen",
                "refer to the statute that holds now, or remove the reference"
            )),
    )
}
