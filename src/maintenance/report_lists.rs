//! The report as lists of what is to be seen to. Every form of it for people shows these.

use super::follow_up::Late;
use super::report::{Entry, Finding, Report, Review, Ringed, Suspect, Unaccounted};
use crate::base::date::Date;
use crate::base::path::RelPath;
use crate::base::text::{Lang, Text};
use crate::text;
use std::collections::BTreeMap;

/// Titles of roles by id.
pub type Titles = BTreeMap<String, String>;

/// One list.
pub(super) struct List {
    pub heading: Text,
    /// The widths of the cells on a terminal.
    pub widths: &'static [usize],
    pub items: Vec<Item>,
}

/// Something to see to.
pub(super) struct Item {
    /// What a terminal shows of it.
    pub cells: Vec<String>,
    /// The title of the page that is to be changed, or what is done.
    pub name: String,
    /// Of the page or the task.
    pub id: String,
    /// Who owns the page, or which unit owes the task.
    pub owner: String,
    /// Of the page in full, where it is known.
    pub url: Option<String>,
    /// The day that it is about.
    pub date: Option<Date>,
    /// What to do.
    pub action: String,
    /// What a calendar says of it, and the name by which calendars know it again, where it is to be done on the day.
    pub event: Option<(String, serde_json::Value)>,
}

/// Day, page, owner.
const DATED: [usize; 3] = [10, 38, 26];
/// Page, owner.
const OWNED: [usize; 2] = [50, 26];
/// Two pages.
const PAIR: [usize; 2] = [38, 38];
/// All of a line.
const WHOLE: [usize; 1] = [76];

/// The lists in the order in which they are shown, empty ones too.
pub(super) fn lists(report: &Report, titles: &Titles, lang: Lang) -> Vec<List> {
    let maker = Maker { report, titles, lang };
    let mut all = vec![maker.unread()];
    all.extend(maker.reviews());
    all.extend(maker.changes());
    all.extend(maker.validity());
    all.extend([maker.obsolete(), maker.rings()]);
    all.extend(maker.missing());
    all.push(maker.findings());
    all.extend(maker.late());
    all
}

/// The title of the role that owns a page, or a dash.
pub(super) fn role_title(titles: &Titles, owner: Option<&String>) -> String {
    owner.map_or_else(|| "–".to_owned(), |id| titles.get(id).unwrap_or(id).clone())
}

struct Maker<'a> {
    report: &'a Report,
    titles: &'a Titles,
    lang: Lang,
}

impl Maker<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    fn owner(&self, page: &Entry) -> String {
        role_title(self.titles, page.owner.as_ref())
    }

    /// About a page, without a day.
    fn about(&self, page: &Entry, cells: Vec<String>, action: &Text) -> Item {
        Item {
            cells,
            name: page.title.clone(),
            id: page.id.clone(),
            owner: self.owner(page),
            url: page.url.clone(),
            date: None,
            action: self.say(action),
            event: None,
        }
    }

    fn owned(&self, page: &Entry, action: &Text) -> Item {
        self.about(page, vec![page.title.clone(), self.owner(page)], action)
    }

    fn dated(&self, page: &Entry, date: Option<Date>, action: &Text) -> Item {
        let day = date.map_or_else(|| self.say(&text!("aldrig", "never")), |day| day.to_string());
        Item { date, ..self.about(page, vec![day, page.title.clone(), self.owner(page)], action) }
    }

    fn unread(&self) -> List {
        let one = |file: &RelPath| Item {
            cells: vec![file.to_string()],
            name: file.to_string(),
            id: String::new(),
            owner: "–".to_owned(),
            url: None,
            date: None,
            action: self
                .say(&text!("se vad som är fel: ledfyr check --drafts", "see what is wrong: ledfyr check --drafts")),
            event: None,
        };
        let items = self.report.unread.iter().map(one).collect();
        List { heading: text!("Sidor som inte kan läsas", "Pages that cannot be read"), widths: &WHOLE, items }
    }

    fn reviews(&self) -> [List; 2] {
        let before = self.report.before;
        let one = |review: &Review| {
            let page = &review.page;
            // As the calendars of the site have it, so that one who has both sees it once.
            let name = serde_json::json!(["review", page.lang, page.id, page.owner]);
            let title = &page.title;
            let words = self.say(&text!("Granska: {title}", "Review: {title}"));
            Item { event: Some((words, name)), ..self.dated(page, review.due, &read_through(page)) }
        };
        [
            List {
                heading: text!("Försenade granskningar", "Overdue reviews"),
                widths: &DATED,
                items: self.report.overdue_reviews.iter().map(one).collect(),
            },
            List {
                heading: text!("Granskningar före {before}", "Reviews due before {before}"),
                widths: &DATED,
                items: self.report.due_reviews.iter().map(one).collect(),
            },
        ]
    }

    fn changes(&self) -> [List; 2] {
        let suspect = |suspect: &Suspect| {
            let (page, basis) = (&suspect.page, &suspect.basis.title);
            let Text { sv, en } = read_through(page);
            let action = text!("jämför med ”{basis}”: {sv}", "compare with \"{basis}\": {en}");
            self.about(page, vec![page.title.clone(), basis.clone()], &action)
        };
        let changed = self.report.unreviewed_changes.iter();
        [
            List {
                heading: text!("Ändrade efter granskningen", "Changed since the review"),
                widths: &OWNED,
                items: changed.map(|page| self.owned(page, &read_through(page))).collect(),
            },
            List {
                heading: text!(
                    "Granskade före en ändring i underlaget",
                    "Reviewed before a change of what they build on"
                ),
                widths: &PAIR,
                items: self.report.suspect_links.iter().map(suspect).collect(),
            },
        ]
    }

    fn validity(&self) -> [List; 3] {
        let decide = |page: &Entry| {
            let file = &page.file;
            text!(
                "skriv klart sidan, och sedan: ledfyr decide {file}",
                "finish the page, and then: ledfyr decide {file}"
            )
        };
        let waits = text!("inget: den gäller från den dagen", "nothing: it holds from that day on");
        let over =
            text!("upphäv sidan, ersätt den eller flytta valid_to", "withdraw the page, replace it or move valid_to");
        [
            List {
                heading: text!("Utkast och på granskning", "Drafts and in review"),
                widths: &OWNED,
                items: self.report.drafts.iter().map(|page| self.owned(page, &decide(page))).collect(),
            },
            List {
                heading: text!("Gäller längre fram", "Valid in the future"),
                widths: &DATED,
                items: self.report.not_yet_valid.iter().map(|d| self.dated(&d.page, Some(d.date), &waits)).collect(),
            },
            List {
                heading: text!("Giltighetstiden har gått ut", "No longer valid"),
                widths: &DATED,
                items: self.report.expired.iter().map(|d| self.dated(&d.page, Some(d.date), &over)).collect(),
            },
        ]
    }

    /// Each page that leads to one that no longer holds.
    fn obsolete(&self) -> List {
        let ways =
            self.report.obsolete_linked.iter().flat_map(|to| to.linked_from.iter().map(move |from| (&to.page, from)));
        let one = |(to, from): (&Entry, &Entry)| {
            let title = &to.title;
            let action = text!("led inte längre till ”{title}”", "lead to \"{title}\" no more");
            self.about(from, vec![title.clone(), from.title.clone()], &action)
        };
        let heading =
            text!("Ersatta eller upphävda, och vad som länkar dit", "Superseded or withdrawn, and what links there");
        List { heading, widths: &PAIR, items: ways.map(one).collect() }
    }

    fn rings(&self) -> List {
        let round = |pages: &[Entry]| {
            pages.iter().chain(pages.first()).map(|p| p.title.as_str()).collect::<Vec<_>>().join(" → ")
        };
        let action = text!("ta bort en av hänvisningarna", "remove one of the references");
        let one = |ring: &Ringed| {
            let name = round(&ring.pages);
            Some(Item { name: name.clone(), ..self.about(ring.pages.first()?, vec![name], &action) })
        };
        let items = self.report.rings.iter().filter_map(one).collect();
        List {
            heading: text!("Hänvisar till varandra i ring", "Referring to each other in a ring"),
            widths: &WHOLE,
            items,
        }
    }

    fn missing(&self) -> [List; 2] {
        let owner = text!("skriv owner: ROLL på sidan", "write owner: ROLE on the page");
        let ownerless = |page: &Entry| self.about(page, vec![page.title.clone(), page.file.to_string()], &owner);
        let unaccounted = |task: &Unaccounted| {
            let does = &task.does;
            let action = text!(
                "ge uppgiften ”{does}” en ansvarig: accountable: ROLL",
                "make a role accountable for \"{does}\": accountable: ROLE"
            );
            self.about(&task.page, vec![task.page.title.clone(), does.clone()], &action)
        };
        [
            List {
                heading: text!("Utan ansvarig roll", "Without an owner"),
                widths: &PAIR,
                items: self.report.without_owner.iter().map(ownerless).collect(),
            },
            List {
                heading: text!("Uppgifter utan ansvarig roll (A)", "Tasks without an accountable role (A)"),
                widths: &PAIR,
                items: self.report.without_accountable.iter().map(unaccounted).collect(),
            },
        ]
    }

    fn findings(&self) -> List {
        let one = |found: &Finding| {
            let page = found.page.as_ref();
            let file = found.file.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
            Item {
                cells: vec![found.message.clone(), file.clone()],
                name: page.map_or(file, |page| page.title.clone()),
                id: page.map(|page| page.id.clone()).unwrap_or_default(),
                owner: role_title(self.titles, page.and_then(|page| page.owner.as_ref())),
                url: page.and_then(|page| page.url.clone()),
                date: None,
                action: found.help.iter().fold(found.message.clone(), |all, help| format!("{all}; {help}")),
                event: None,
            }
        };
        let heading = text!("Andra fynd om det som gäller", "Other findings about what governs");
        List { heading, widths: &OWNED, items: self.report.findings.iter().map(one).collect() }
    }

    /// The tasks that are late; `None`: nobody has told of any.
    fn late(&self) -> Option<List> {
        let follow_up = self.report.follow_up.as_ref()?;
        let one = |late: &Late| {
            let unit = late.unit.clone();
            let option = unit.as_ref().map_or_else(String::new, |unit| format!(" --unit {unit}"));
            let id = &late.task;
            let shown = unit.clone().unwrap_or_else(|| "–".to_owned());
            Item {
                cells: vec![late.due.to_string(), late.does.clone(), shown.clone()],
                name: late.does.clone(),
                id: id.clone(),
                owner: shown,
                url: late.url.clone(),
                date: Some(late.due),
                action: self.say(&text!(
                    "gör uppgiften, och skriv sedan: ledfyr done {id}{option}",
                    "do the task, and then write: ledfyr done {id}{option}"
                )),
                event: Some((late.does.clone(), serde_json::json!(["late", id, unit]))),
            }
        };
        let items = follow_up.late.iter().map(one).collect();
        Some(List { heading: text!("Sena uppgifter", "Late tasks"), widths: &DATED, items })
    }
}

fn read_through(page: &Entry) -> Text {
    let file = &page.file;
    text!(
        "läs igenom sidan, och skriv sedan: ledfyr review {file}",
        "read the page through, and then write: ledfyr review {file}"
    )
}
