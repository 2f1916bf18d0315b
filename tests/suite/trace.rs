//! What puts what into practice on the sample site, held against lists that were made by hand from its front matter.

use crate::common::{Built, build, options};
use ledfyr::base::date::Date;
use ledfyr::governance::Citation;
use ledfyr::pipeline::Options;
use ledfyr::source::DiskFiles;
use std::path::Path;
use std::sync::OnceLock;

/// Each paragraph of the directive with the pages in force that name it in `implements`; those without are explained in `gaps`.
const COVERAGE: [(&str, &[&str]); 42] = [
    ("rk-1-1", &[]),
    ("rk-1-2", &[]),
    ("rk-1-3", &[]),
    ("rk-1-4", &[]),
    ("rk-2-1", &["medarbetare"]),
    ("rk-2-2", &[]),
    ("rk-2-3", &[]),
    ("rk-2-4", &[]),
    ("rk-3-1", &["sakerhetschef", "sakerhetsstrateg"]),
    ("rk-3-2", &["sakerhetssamordnare"]),
    ("rk-3-3", &["sakerhetsombud"]),
    ("rk-3-4", &[]),
    ("rk-3-5", &[]),
    ("rk-4-1", &["chef", "forvaltningschef", "kommundirektor", "rektor"]),
    ("rk-4-2", &["chef"]),
    ("rk-4-3", &["rutin-fordela-uppgifter"]),
    ("rk-4-4", &[]),
    ("rk-5-1", &["sakerhetssamordnare"]),
    ("rk-5-2", &["rutin-riskanalys", "rutin-samverkan"]),
    ("rk-5-3", &["rutin-samverkan"]),
    ("rk-5-4", &["sakerhetssamordnare-fastighet"]),
    ("rk-5-5", &["rutin-kansliga-uppgifter"]),
    ("rk-6-1", &[]),
    ("rk-6-2", &["mall-riskanalys", "rutin-riskanalys", "sakerhetsombud", "sakerhetsstrateg"]),
    ("rk-6-3", &["forvaltningschef", "rutin-riskanalys"]),
    ("rk-6-4", &["mall-incidentrapport", "medarbetare", "rutin-incidentrapportering"]),
    ("rk-6-5", &["rutin-kansliga-uppgifter", "rutin-riskanalys"]),
    ("rk-7-1", &["rutin-skalskydd", "sakerhetssamordnare-fastighet"]),
    ("rk-7-2", &["rutin-sakerhetsinventering"]),
    ("rk-7-3", &["rutin-brandskydd"]),
    ("rk-7-4", &["rutin-sakerhetsinventering"]),
    ("rk-7-5", &["rutin-kameror-passersystem"]),
    ("rk-8-1", &["handlaggare-sakerhetsenheten", "rutin-bakgrundskontroll"]),
    ("rk-8-2", &["rutin-hot-och-vald"]),
    ("rk-8-3", &["rutin-utbildning-ovning"]),
    ("rk-8-4", &["mall-ovningsprotokoll", "rutin-utbildning-ovning"]),
    ("rk-8-5", &["rutin-avslut"]),
    ("rk-9-1", &["mall-beredskapsplan-skola", "rektor", "rutin-beredskapsplan", "skolchef"]),
    ("rk-9-2", &["rutin-sakerhetsskydd", "sakerhetsskyddschef"]),
    ("rk-9-3", &["handlaggare-sakerhetsenheten", "rutin-krigsorganisation"]),
    ("rk-9-4", &["forvaltningschef", "kommundirektor", "rutin-uppfoljning", "sakerhetschef"]),
    ("rk-9-5", &["rutin-avsteg"]),
];

/// A page, the place in a statute that it rests on, and the task where it is one that does.
type Cited = (&'static str, &'static str, Option<&'static str>);

/// What rests on three statutes.
const CITATIONS: [(&str, &[Cited]); 3] = [
    (
        "lso",
        &[
            ("kort-brand-utrymning", "2 kap. 2 §", None),
            ("riktlinje", "2 kap. 2 §", None),
            ("rk-4", "2 kap. 2 §", None),
            ("rk-7", "2 kap. 2 §", None),
            ("rutin-brandskydd", "2 kap. 2 §", None),
            ("rutin-brandskydd", "2 kap. 2 §", Some("se-brandskyddet-skaligt")),
        ],
    ),
    (
        "srvfs-2004-3",
        &[
            ("kort-brand-utrymning", "hela", None),
            ("rk-7", "allmänna råd om systematiskt brandskyddsarbete", None),
            ("rutin-brandskydd", "allmänna råd om systematiskt brandskyddsarbete", None),
            ("rutin-brandskydd", "kontroll", Some("ga-brandskyddsrundan")),
        ],
    ),
    (
        "gdpr",
        &[
            ("handlaggare-sakerhetsenheten", "artikel 5", None),
            ("rutin-bakgrundskontroll", "artikel 5", Some("kontrollera-uppgifter-gallrade")),
            ("rutin-bakgrundskontroll", "artikel 5 och 10", None),
            ("rutin-incidentrapportering", "artikel 33", None),
            ("rutin-kameror-passersystem", "artikel 13", Some("informera-medarbetare-skyddsombud")),
            ("rutin-kameror-passersystem", "artikel 5", Some("prova-kameror-loggar")),
            ("rutin-kameror-passersystem", "artikel 5, 6 och 35", Some("utred-syfte-laglig")),
            ("rutin-kameror-passersystem", "artikel 5, 6, 13, 30 och 35", None),
            ("rutin-skalskydd", "artikel 5 och 6", None),
        ],
    ),
];

fn sample() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")));
        build(&files, &Options { today: Date::parse("2026-12-01").unwrap(), ..options() })
    })
}

#[test]
fn each_paragraph_is_put_into_practice_by_the_pages_that_say_so() {
    let governance = &sample().loaded.as_ref().unwrap().governance;
    let site = governance.site();
    let found: Vec<(&str, Vec<&str>)> = governance
        .paragraphs()
        .iter()
        .map(|paragraph| {
            let heading = &site.pages[paragraph.chapter].doc.body.headings[paragraph.heading];
            let mut by: Vec<&str> = paragraph.implemented_by.iter().map(|ix| site.pages[*ix].id.as_str()).collect();
            by.sort_unstable();
            assert_eq!(by.is_empty(), paragraph.gap(site).is_some(), "{}", heading.id);
            (heading.id.as_str(), by)
        })
        .collect();
    assert_eq!(found, COVERAGE.map(|(id, by)| (id, by.to_vec())));
}

#[test]
fn each_place_in_a_statute_is_counted_once() {
    let governance = &sample().loaded.as_ref().unwrap().governance;
    for (law, expected) in CITATIONS {
        let of_law = governance.citations().filter(|citation| citation.basis.law == law);
        let row = |citation: Citation<'static>| {
            let page = governance.site().pages[citation.page].id.as_str();
            let place = citation.basis.reference.as_deref().unwrap_or_default();
            (page, place, citation.duty.map(|duty| duty.id.as_str()))
        };
        let mut found: Vec<(&str, &str, Option<&str>)> = of_law.map(row).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{law}");
    }
}

#[test]
fn a_checklist_leads_to_its_routine_and_the_routine_back() {
    let governance = &sample().loaded.as_ref().unwrap().governance;
    let site = governance.site();
    let page = |id: &str| site.page_by_id(0, id).unwrap();
    let ids = |pages: &mut dyn Iterator<Item = usize>| pages.map(|ix| site.pages[ix].id.as_str()).collect::<Vec<_>>();
    let card = page("kort-brand-utrymning");
    assert_eq!(ids(&mut governance.routines_of(card)), ["rutin-brandskydd"]);
    assert_eq!(ids(&mut governance.checklists_of(page("rutin-brandskydd"))), ["kort-brand-utrymning"]);
    let exercises: Vec<&str> = governance.exercises_of(card).map(|task| task.duty.id.as_str()).collect();
    assert_eq!(exercises, ["ova-utrymning", "ova-utrymning-inrymning"]);
    let built = sample();
    assert!(built.body("kris/skola/brand-utrymning/index.html").contains("Systematiskt brandskydd"));
    assert!(built.body("rutiner/brandskydd-sba/index.html").contains("Öva utrymning"));
    assert!(built.body("riktlinje/fysisk-och-teknisk-sakerhet/index.html").contains("Genomförs av"));
}

#[test]
fn a_statute_has_a_page_with_all_that_rests_on_it() {
    let built = sample();
    for (law, expected) in CITATIONS {
        let page = built.body(&format!("lagregister/{law}/index.html"));
        assert_eq!(page.matches("<li><b>").count(), expected.len(), "{law}");
        assert!(page.contains(&format!("<span class=\"count\">{}</span>", expected.len())), "{law}");
        assert!(built.body("lagregister/index.html").contains(&format!("lagregister/{law}/\">")), "{law}");
        assert!(built.text("sitemap.xml").contains(&format!("/lagregister/{law}/</loc>")), "{law}");
    }
    let lso = built.body("lagregister/lso/index.html");
    assert!(lso.contains("2003:778") && lso.contains("2026-11-15") && lso.contains("riksdagen.se"));
    assert!(built.body("rutiner/brandskydd-sba/index.html").contains("lagregister/lso/"));
    assert!(built.text("sitemap.xml").contains("/sparbarhet/</loc>"));
}
