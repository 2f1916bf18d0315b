//! The organisation by tier, as pages of units and roles state it, and the section that shows it.

use crate::common::{Built, build, memory, options};
use std::fmt::Write;

fn role(id: &str, tier: &str, more: &str) -> String {
    format!("---\ntitle: Roll {id}\nid: {id}\nkind: role\ntier: {tier}\n{more}---\nText.\n")
}

fn unit(id: &str, more: &str) -> String {
    format!("---\ntitle: Enhet {id}\nid: {id}\nkind: unit\n{more}\n---\nText.\n")
}

fn site(more: &[(&str, String)]) -> Built {
    let files = [
        ("ledfyr.toml", "[site]\ntitle = \"Provplats\"\n".to_owned()),
        ("content/_index.md", "---\ntitle: Hem\n---\n".to_owned()),
        ("content/org/_index.md", "---\ntitle: Organisation\n---\nBrödtext.\n".to_owned()),
        ("content/roll/s.md", role("s", "strategic", "")),
        ("content/roll/t.md", role("t", "tactical", "")),
        ("content/roll/o.md", role("o", "operational", "")),
    ];
    let all: Vec<(&str, &str)> = files.iter().chain(more).map(|(path, text)| (*path, text.as_str())).collect();
    build(&memory(&all), &options())
}

/// The organisation, a line a part: `tier: unit < above: roles`; a forum with its chair.
fn told(built: &Built) -> String {
    let governance = &built.loaded.as_ref().unwrap().governance;
    let id = |ix: &usize| governance.site().pages[*ix].id.as_str();
    let all = |roles: &[usize]| roles.iter().map(id).collect::<Vec<_>>().join(" ");
    let name = |ix: Option<usize>| ix.map_or("-", |ix| governance.site().pages[ix].id.as_str());
    let of = governance.organisation(0);
    let mut out = String::new();
    for band in &of.bands {
        let tier = band.tier.map_or("-", |tier| tier.as_str());
        for part in &band.parts {
            writeln!(out, "{tier}: {} < {}: {}", name(part.unit), name(part.above), all(&part.roles)).unwrap();
        }
    }
    for forum in &of.forums {
        let (unit, above) = (name(Some(forum.unit)), name(forum.above));
        writeln!(out, "forum: {unit} < {above}: {} ({})", all(&forum.roles), name(forum.chair)).unwrap();
    }
    out
}

#[test]
fn a_unit_stands_on_each_tier_on_which_it_has_a_role() {
    let built = site(&[
        ("content/org/a.md", unit("skola", "unit_type: unit\nparent: stab\nmembers: [o, t, o]")),
        ("content/org/b.md", unit("stab", "unit_type: department\nchair: s\nmembers: [t]")),
        ("content/org/c.md", unit("forum", "unit_type: forum\nparent: stab\nchair: t\nmembers: [s, t]")),
        ("content/org/d.md", unit("bolag", "unit_type: board")),
        ("content/roll/fri.md", role("fri", "line", "")),
        ("content/roll/ny.md", role("ny", "tactical", "status: draft\n")),
    ]);
    assert_eq!(
        told(&built),
        "strategic: stab < -: s\n\
         tactical: stab < -: t\n\
         tactical: skola < stab: t\n\
         operational: skola < -: o\n\
         line: - < -: fri\n\
         -: bolag < -: \n\
         forum: forum < stab: t s (t)\n"
    );
    let html = built.body("org/index.html");
    assert_eq!(html.matches("<svg class=\"org-").count(), 2);
    // Wide and narrow, each with a link for each unit on each tier, and once in words.
    assert_eq!(html.matches("class=\"org-unit\" href=\"../org/b/\"").count(), 4, "{html}");
    assert!(html.contains("<a href=\"../org/a/\">Enhet skola</a>, hör till Enhet stab<ul>"), "{html}");
    assert!(html.contains("<a href=\"../roll/t/\">Roll t</a>, leder"), "{html}");
    assert!(!html.contains("Roll ny"), "{html}");
}

#[test]
fn units_in_a_ring_come_last() {
    let built = site(&[
        ("content/org/a.md", unit("a", "unit_type: unit\nparent: b\nmembers: [o]")),
        ("content/org/b.md", unit("b", "unit_type: unit\nparent: a\nmembers: [o]")),
        ("content/org/c.md", unit("c", "unit_type: unit\nmembers: [o]")),
    ]);
    assert_eq!(
        told(&built),
        "strategic: - < -: s\n\
         tactical: - < -: t\n\
         operational: c < -: o\n\
         operational: a < b: o\n\
         operational: b < a: o\n"
    );
}

#[test]
fn a_section_without_units_has_no_picture() {
    let built = site(&[("content/enhet.md", unit("a", "unit_type: unit\nmembers: [o]"))]);
    assert!(!built.text("org/index.html").contains("organisation"));
    assert!(built.text("org/index.html").contains("Brödtext"));
}
