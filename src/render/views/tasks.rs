//! Tasks as templates see them: by role, by month, and in the table of who does what.

use super::facts::legal;
use crate::base::date::{Date, Period, Start};
use crate::front_matter::fields::{Raci, Tier};
use crate::governance::{self, Occurrence, Schedule};
use crate::render::model::tasks::{Month, Next, RaciRow, RaciTable, RoleTask, RoleTasks, Task, TaskRole, TierColumns};
use crate::render::site_context::SiteContext;
use crate::site::PageIx;
use crate::theme::Strings;

/// How far ahead a role is shown what is next, in months.
const SOON: &str = "P3M";

/// Months of a wheel.
const WHEEL: i32 = 12;

/// A task, for a page of language `lang`; of its roles those that have a page.
pub(super) fn task<'a>(context: &'a SiteContext, lang: usize, task: governance::Task<'a>) -> Task<'a> {
    let strings = context.strings(lang);
    let role = |(id, parts): (&str, Vec<Raci>)| Some(TaskRole { role: page_of(context, lang, id)?, parts });
    Task {
        id: &task.duty.id,
        does: &task.duty.does,
        page: context.page_ref(task.page),
        roles: task.roles().into_iter().filter_map(role).collect(),
        when: when(strings, task.schedule()),
        next: context.governance.next(task).map(|time| next(strings, task.schedule(), time)),
        legal: legal(context, &task.duty.legal),
        template: context.reference(lang, task.duty.template.as_ref()),
        no_accountable: task.duty.no_accountable.as_deref(),
    }
}

fn page_of(
    context: &SiteContext,
    lang: usize,
    id: &str,
) -> Option<crate::render::model::shared::Shared<crate::render::model::parts::PageRef>> {
    context.site.page_by_id(lang, id).map(|ix| context.page_ref(ix))
}

/// The tasks of a role, the next to be done first, in three groups of time.
pub(super) fn of_role<'a>(context: &'a SiteContext, page: PageIx) -> Vec<RoleTasks<'a>> {
    let role = &context.site.pages[page];
    let governance = &*context.governance;
    let soon = Period::parse(SOON).and_then(|period| governance.day().plus(period));
    let of_language = governance.tasks_of(&role.id).filter(|t| context.site.pages[t.page].lang == role.lang);
    let mut tasks: Vec<(Option<Date>, governance::Task<'a>)> =
        of_language.map(|task| (governance.next(task).map(|time| time.start), task)).collect();
    tasks.sort_by_key(|(start, task)| (start.is_none(), *start, task.page));
    let group = |id: &'static str, title: &'static str, test: &dyn Fn(Option<Date>) -> bool| {
        let of_group = tasks.iter().filter(|(start, _)| test(*start));
        let tasks: Vec<RoleTask<'a>> = of_group.map(|(_, t)| role_task(context, role.lang, &role.id, *t)).collect();
        (!tasks.is_empty()).then(|| RoleTasks { id, title: context.strings(role.lang).get(title), tasks })
    };
    let is_soon = |start: Option<Date>| start.zip(soon).is_some_and(|(start, soon)| start < soon);
    let groups = [
        group("soon", "tasks_soon", &is_soon),
        group("later", "tasks_later", &|start| start.is_some() && !is_soon(start)),
        group("untimed", "tasks_untimed", &|start| start.is_none()),
    ];
    groups.into_iter().flatten().collect()
}

fn role_task<'a>(context: &'a SiteContext, lang: usize, role: &str, of: governance::Task<'a>) -> RoleTask<'a> {
    let accountable = of.duty.accountable.as_ref().filter(|id| *id != role);
    RoleTask {
        parts: of.parts_of(role),
        accountable: context.reference(lang, accountable),
        task: task(context, lang, of),
    }
}

/// The twelve months from the one of the build on, with every time at which a task is to be done.
pub(super) fn months<'a>(
    context: &'a SiteContext,
    lang: usize,
    tasks: impl Iterator<Item = governance::Task<'a>>,
) -> Vec<Month<'a>> {
    let strings = context.strings(lang);
    let day = context.governance.day();
    let first = day.plus_days(1 - i32::from(day.day()));
    let month = |n: i32| Period::parse("P1M").and_then(|period| first.plus_times(period, n));
    let Some(until) = month(WHEEL) else { return Vec::new() };
    let all = tasks.flat_map(|task| {
        context.governance.occurrences(task, first, until).into_iter().map(move |time| (time.start, task))
    });
    let mut all: Vec<(Date, governance::Task<'a>)> = all.collect();
    all.sort_by_key(|(start, _)| *start);
    let one = |start: Date| {
        let here = |(at, _): &&(Date, governance::Task<'a>)| (at.year(), at.month()) == (start.year(), start.month());
        Month {
            id: format!("m{:04}-{:02}", start.year(), start.month()),
            month: start.month(),
            year: start.year().into(),
            name: strings.plain("months", &start.month().to_string()),
            now: start == first,
            tasks: all.iter().filter(here).map(|(_, of)| task(context, lang, *of)).collect(),
        }
    };
    (0..WHEEL).filter_map(month).map(one).collect()
}

/// Roles in a row that a sheet of paper and a window of 1,100 pixels have room for.
const MOST_COLUMNS: usize = 14;

/// Who has which parts in the tasks given: one table.
pub(super) fn raci_table<'a>(
    context: &'a SiteContext,
    lang: usize,
    tasks: impl Iterator<Item = governance::Task<'a>>,
) -> RaciTable<'a> {
    let tasks: Vec<governance::Task<'a>> = tasks.collect();
    let columns = columns(context, lang, &tasks);
    table(context, lang, &columns, &tasks)
}

/// The same, in as many tables as it takes for each to have room: one, else one a tier or more.
pub(super) fn raci_tables<'a>(
    context: &'a SiteContext,
    lang: usize,
    tasks: impl Iterator<Item = governance::Task<'a>>,
) -> Vec<RaciTable<'a>> {
    let tasks: Vec<governance::Task<'a>> = tasks.collect();
    let columns = columns(context, lang, &tasks);
    let tier = |column: &PageIx| context.site.pages[*column].own().tier();
    let parts: Vec<&[PageIx]> = match columns.len() {
        0..=MOST_COLUMNS => vec![&columns],
        _ => columns.chunk_by(|a, b| tier(a) == tier(b)).flat_map(|tier| tier.chunks(MOST_COLUMNS)).collect(),
    };
    parts.into_iter().map(|columns| table(context, lang, columns, &tasks)).collect()
}

/// The roles that have a part in one of the tasks, by tier.
fn columns(context: &SiteContext, lang: usize, tasks: &[governance::Task<'_>]) -> Vec<PageIx> {
    let ids = tasks.iter().flat_map(|task| task.duty.parts().map(|(role, _)| role));
    let mut columns: Vec<PageIx> = ids.filter_map(|id| context.site.page_by_id(lang, id)).collect();
    let tier = |ix: &PageIx| {
        let tier = context.site.pages[*ix].own().tier();
        Tier::ALL.iter().position(|known| Some(*known) == tier).unwrap_or(Tier::ALL.len())
    };
    columns.sort_by_key(|ix| (tier(ix), *ix));
    columns.dedup();
    columns
}

/// A table with these columns, and the tasks in which one of them has a part.
fn table<'a>(
    context: &'a SiteContext,
    lang: usize,
    columns: &[PageIx],
    tasks: &[governance::Task<'a>],
) -> RaciTable<'a> {
    let tier = |column: &PageIx| context.site.pages[*column].own().tier();
    let tiers = columns.chunk_by(|a, b| tier(a) == tier(b));
    let tiers = tiers.map(|of| TierColumns { tier: of.first().and_then(tier), columns: of.len() }).collect();
    let row = |of: &governance::Task<'a>| {
        let cells: Vec<Vec<Raci>> = columns.iter().map(|column| of.parts_of(&context.site.pages[*column].id)).collect();
        let has_part = cells.iter().any(|cell| !cell.is_empty());
        has_part.then(|| RaciRow { cells, task: task(context, lang, *of) })
    };
    RaciTable { roles: context.page_refs(columns), tiers, rows: tasks.iter().filter_map(row).collect() }
}

/// When a task is done, in words.
pub(in crate::render) fn when(strings: &Strings, schedule: Schedule) -> String {
    match schedule {
        Schedule::WhenNeeded | Schedule::Unclear => strings.get("when_needed").to_owned(),
        Schedule::Untimed(every) => every_label(strings, every),
        Schedule::Months { step: 1, .. } => strings.label("every", "month").to_owned(),
        Schedule::Months { month, step } => {
            let period = Period::parse(&format!("P{step}M")).map(|every| every_label(strings, every));
            let first = (month - 1) % step;
            let months: Vec<String> = (first..12).step_by(step.into()).map(|m| month_name(strings, m + 1)).collect();
            format!("{}, {}", period.unwrap_or_default(), listed(strings, &months))
        }
        Schedule::From { start, every: None } => start_label(strings, start),
        Schedule::From { start, every: Some(every) } => {
            let from = strings.get("when_from").replace("{time}", &start_label(strings, start));
            format!("{}, {from}", every_label(strings, every))
        }
    }
}

fn next(strings: &Strings, schedule: Schedule, time: Occurrence) -> Next {
    let is_day = matches!(schedule, Schedule::From { start: Start::Day(_), .. });
    let start = time.start;
    let at = if is_day { Start::Day(start) } else { Start::Month { year: start.year(), month: start.month() } };
    Next { start, due: time.due, label: start_label(strings, at) }
}

fn start_label(strings: &Strings, start: Start) -> String {
    let name = |month: i8| month_name(strings, month.unsigned_abs());
    match start {
        Start::Month { year, month } => format!("{} {year}", name(month)),
        Start::Day(day) => format!("{} {} {}", day.day(), name(day.month()), day.year()),
    }
}

fn month_name(strings: &Strings, month: u8) -> String {
    strings.label("months", &month.to_string()).to_owned()
}

/// «februari, maj och augusti»
fn listed(strings: &Strings, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), strings.get("and")),
    }
}

/// A period in words: «varje år».
fn every_label(strings: &Strings, period: Period) -> String {
    let (key, n) = match (period.months(), period.parts()) {
        (Some(12), _) => ("year", 1),
        (Some(1), _) => ("month", 1),
        (Some(3), _) => ("quarter", 1),
        (Some(6), _) => ("half_year", 1),
        (Some(n), _) if n % 12 == 0 => ("years", n / 12),
        (Some(n), _) => ("months", n),
        (None, (0, 0, 1, 0)) => ("week", 1),
        (None, (0, 0, n, 0)) => ("weeks", n),
        (None, (0, 0, 0, 1)) => ("day", 1),
        (None, (0, 0, 0, n)) => ("days", n),
        _ => return period.to_string(),
    };
    strings.label("every", key).replace("{n}", &n.to_string())
}
