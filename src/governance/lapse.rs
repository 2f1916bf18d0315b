//! What the day makes of pages: reviews that are due, validity that has ended, ways to what no longer holds, and roles without
//! tasks.

use super::{Governance, Standing};
use crate::base::date::Date;
use crate::body::ArgumentValue;
use crate::front_matter::fields::{Kind, page_id};
use crate::site::{Page, PageIx, Resolved, Site};
use std::collections::HashSet;

/// A way from a page in force to one that no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obsolete {
    /// Where it leads.
    pub target: PageIx,
    /// The last day on which that page held, where it is known.
    pub held_until: Option<Date>,
    /// Where it stands.
    pub place: Place,
}

/// Where a page names another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The link of its text in that place.
    Link(usize),
    /// The call of a shortcode in that place.
    Shortcode(usize),
    /// That item of the list with that key in its front matter.
    Field(&'static str, usize),
    /// The form of the task in that place.
    TaskForm(usize),
    /// Of the task in the first place, what is in the second place of what it exercises.
    Exercise(usize, usize),
}

impl Governance {
    /// How many days ago was the last day on which all was well, where that is more than none.
    pub fn days_late(&self, last: Date) -> Option<u32> {
        u32::try_from(last.days_until(self.day)).ok().filter(|days| *days > 0)
    }

    /// The pages in force whose review is overdue, with its last day, in reading order.
    pub fn overdue_reviews(&self) -> impl Iterator<Item = (PageIx, Date)> {
        let pages = self.site.pages.iter().enumerate();
        let pages = pages.filter(|(ix, page)| page.kind().is_controlled() && self.is_in_force(*ix));
        pages.filter_map(|(ix, page)| Some((ix, page.next_review().filter(|due| *due < self.day)?)))
    }

    /// Decided documents whose time is over and that no other has taken the place of, with the last day on which each held, in
    /// reading order. Neither counted is a translation that ends with its original, or a page that would end before it begins.
    pub fn expired(&self) -> impl Iterator<Item = (PageIx, Date)> {
        let replaced: HashSet<&str> = self.site.pages.iter().filter_map(|p| p.fields().supersedes.as_deref()).collect();
        let ended = |ix: PageIx| match self.standing(ix) {
            Standing::Expired { since } => Some(since),
            _ => None,
        };
        (0..self.site.pages.len()).filter_map(move |ix| {
            let page = &self.site.pages[ix];
            let f = page.fields();
            let original = page.translations.first().copied().flatten().filter(|original| *original != ix);
            let is_single = page.kind().is_controlled() && f.superseded_by.is_none() && !replaced.contains(&*page.id);
            // One whose own field says nothing ends with the directive or the original that it belongs to.
            let is_sound = f.valid_from.zip(f.valid_to).is_none_or(|(from, to)| from <= to);
            let since = ended(ix).filter(|since| is_single && is_sound && f.valid_to == Some(*since))?;
            (original.and_then(ended) != Some(since)).then_some((ix, since))
        })
    }

    /// What a page in force leads to though it no longer holds, in the order in which it stands; not what the page itself has
    /// taken the place of, or its other versions. News tell of what was, and a page that is not in force leads nobody.
    pub fn obsolete_from(&self, page: PageIx) -> Vec<Obsolete> {
        let of = &self.site.pages[page];
        if !self.is_in_force(page) || of.kind() == Kind::News {
            return Vec::new();
        }
        let obsolete = |(target, place): (PageIx, Place)| {
            let other = &self.site.pages[target];
            let is_over =
                matches!(self.standing(target), Standing::Superseded | Standing::Withdrawn | Standing::Expired { .. });
            // A translation that is behind its document stands for it in its language, and leads to what holds.
            let current = self.site.current(target);
            let is_behind = current == target && other.is_replaced() || self.site.pages[current].lang != other.lang;
            let lives_on = is_behind && !other.fields().is_over();
            let held_until = other.valid_to().filter(|day| *day < self.day);
            (is_over && !lives_on && !is_successor(&self.site, of, other)).then_some(Obsolete {
                target,
                held_until,
                place,
            })
        };
        named(&self.site, of).into_iter().filter_map(obsolete).collect()
    }

    /// The pages in force of roles that have a part in no task, in reading order. None where no page lays down a task: that site
    /// says in other ways who does what.
    pub fn roles_without_tasks(&self) -> Vec<PageIx> {
        let with: HashSet<&str> = self.tasks().flat_map(|task| task.duty.parts().map(|(role, _)| role)).collect();
        let lacks = |ix: &PageIx| {
            let page = &self.site.pages[*ix];
            page.kind() == Kind::Role && page.is_original() && self.is_in_force(*ix) && !with.contains(&*page.id)
        };
        if with.is_empty() { Vec::new() } else { (0..self.site.pages.len()).filter(lacks).collect() }
    }
}

/// Whether `page` has taken the place of `old`, directly or over others in between, or is another version of it.
fn is_successor(site: &Site, page: &Page, old: &Page) -> bool {
    let mut seen = HashSet::from([old.id.as_str()]);
    let mut next = vec![old];
    while let Some(old) = next.pop() {
        if page.id == old.id || page.fields().supersedes.as_deref() == Some(&*old.id) {
            return true;
        }
        let by = old.fields().superseded_by.as_deref().filter(|id| seen.insert(id));
        next.extend(by.and_then(|id| site.page_by_id(old.lang, id)).map(|ix| &*site.pages[ix]));
    }
    false
}

/// Every page that a page leads to or names as something to use, and where.
fn named(site: &Site, page: &Page) -> Vec<(PageIx, Place)> {
    let f = page.fields();
    let by_id = |id: &str| site.page_by_id(page.lang, page_id(id));
    let lists = [("related", &f.related[..]), ("implements", &f.implements), ("templates", page.own().templates())];
    let mut all = Vec::new();
    for (key, ids) in lists {
        let found = ids.iter().enumerate().filter_map(|(i, id)| Some((by_id(id)?, Place::Field(key, i))));
        all.extend(found);
    }
    for (i, duty) in f.duties.iter().enumerate() {
        all.extend(duty.template.as_ref().and_then(|id| by_id(id)).map(|target| (target, Place::TaskForm(i))));
        let exercised = duty.exercises.iter().enumerate();
        all.extend(exercised.filter_map(|(j, id)| Some((by_id(id)?, Place::Exercise(i, j)))));
    }
    for (i, link) in page.links.iter().enumerate() {
        if let Resolved::Page { page: target, .. } = link {
            all.push((*target, Place::Link(i)));
        }
    }
    for (i, call) in page.doc.body.shortcodes.iter().enumerate() {
        let ids = call.arguments.iter().filter_map(|argument| match &argument.value {
            ArgumentValue::Str(id) => by_id(id).filter(|ix| site.pages[*ix].kind().is_controlled()),
            _ => None,
        });
        all.extend(ids.map(|target| (target, Place::Shortcode(i))));
    }
    all
}
