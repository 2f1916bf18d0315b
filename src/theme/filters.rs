//! The filters and the function that templates have beyond Tera's own: `date`, `tel`, `tie`, `filesize`, and `fmt`.

use super::language_marks::map_marked;
use crate::base::date::Date;
use crate::markdown::keep_together;
use tera::{Kwargs, State, Tera, TeraResult, Value};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("date", date);
    tera.register_filter("tel", |s: &str, _: Kwargs, _: &State| tel(s));
    tera.register_filter("tie", |s: &str, _: Kwargs, _: &State| keep_together(s));
    tera.register_filter("filesize", |n: u64, _: Kwargs, state: &State| file_size(n, &lang(state)));
    tera.register_function("fmt", fmt);
}

fn lang(state: &State) -> String {
    state.get::<String>("lang").ok().flatten().unwrap_or_default()
}

/// `2026-11-22` → «22 november 2026», with the month's name from the strings `t.months`. What is no date stays.
fn date(s: &str, _: Kwargs, state: &State) -> String {
    let Some(date) = Date::parse(s) else { return s.to_owned() };
    let months = state.get::<Value>("t").ok().flatten();
    let month = date.month().to_string();
    let name = months
        .as_ref()
        .and_then(|t| t.get_from_path("months")?.as_map()?.get(&tera::value::Key::from(month.clone()))?.as_str())
        .unwrap_or(&month);
    // Non-breaking between day and month: they are read as one. In another language than the page's all of it is.
    map_marked(name, |name| format!("{}\u{a0}{name} {}", date.day(), date.year()))
}

/// The digits that a telephone dials: `114 14` → `11414`, `+46 (0)13-20 60 00` → `+4613206000`.
fn tel(s: &str) -> String {
    let s = s.replace("(0)", "");
    s.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// `12345` → `12 kB`; decimal units, at most one decimal, the language's decimal sign.
fn file_size(bytes: u64, lang: &str) -> String {
    let (value, unit) = match bytes {
        0..1_000 => return format!("{bytes}\u{a0}B"),
        1_000..1_000_000 => (bytes as f64 / 1e3, "kB"),
        1_000_000..1_000_000_000 => (bytes as f64 / 1e6, "MB"),
        _ => (bytes as f64 / 1e9, "GB"),
    };
    let shown = if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    let shown = if lang.starts_with("en") { shown } else { shown.replace('.', ",") };
    format!("{shown}\u{a0}{unit}")
}

/// `fmt(s=t.n_pages, n=3)`: puts each argument in its hole, `{n}`.
fn fmt(kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let mut s: String = kwargs.must_get("s")?;
    for (key, value) in kwargs.iter() {
        let hole = format!("{{{key}}}");
        if s.contains(&hole) {
            s = s.replace(&hole, &value.to_string());
        }
    }
    Ok(s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people_and_telephones() {
        assert_eq!(tel("114 14"), "11414");
        assert_eq!(tel("+46 (0)13-20 60 00"), "+4613206000");
        assert_eq!(file_size(999, "sv"), "999\u{a0}B");
        assert_eq!(file_size(1_234, "sv"), "1,2\u{a0}kB");
        assert_eq!(file_size(1_234, "en"), "1.2\u{a0}kB");
        assert_eq!(file_size(12_345_678, "sv"), "12\u{a0}MB");
    }

    #[test]
    fn dates_and_holes_in_templates() {
        let mut tera = Tera::new();
        register(&mut tera);
        tera.add_raw_template("x", "{{ d | date }} {{ fmt(s=\"{n} av {m}\", n=1, m=\"två\") }} {{ \"nu\" | date }}")
            .unwrap();
        let mut context = tera::Context::new();
        context.insert("d", "2026-03-05");
        context.insert("t", &serde_json::json!({"months": {"3": "mars"}}));
        assert_eq!(tera.render("x", &context).unwrap(), "5\u{a0}mars 2026 1 av två nu");
    }
}
