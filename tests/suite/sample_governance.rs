//! What governs on the sample site, held against lists that were made by hand from its front matter.

use crate::common::{build, options};
use ledfyr::base::date::Date;
use ledfyr::front_matter::fields::{Kind, Status};
use ledfyr::governance::Governance;
use ledfyr::pipeline::Options;
use ledfyr::source::DiskFiles;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Each task with the months of 2027 in which it is to be done; none: when something asks for it, or in another year.
const TASKS: [(&str, &[i8]); 79] = [
    ("anmal-allvarlig-olycka", &[]),
    ("anmal-borttappad-nyckel", &[]),
    ("avgor-tjansten-kraver", &[]),
    ("avsluta-behorigheter-byt", &[]),
    ("begar-avsteg-skriftligt", &[]),
    ("beratta-misstankta-handelser", &[]),
    ("besluta-atgarder-ansvarig", &[3]),
    ("besluta-enheternas-avsteg", &[]),
    ("besluta-forvaltningens-uppfoljning", &[12]),
    ("besluta-forvaltningschefers-avsteg", &[]),
    ("besluta-risker-varde", &[]),
    ("bestam-vem-ha", &[]),
    ("bestam-vem-nar", &[]),
    ("folj-upp-bristerna", &[4, 10]),
    ("folj-upp-forvaltningscheferna", &[2]),
    ("folj-upp-varje", &[9]),
    ("fordela-sakerhetsuppgifter-skriftligt", &[]),
    ("fraga-innan-du", &[]),
    ("fraga-sakerhetsenheten-fore", &[]),
    ("ga-brandskyddsrundan", &[2, 5, 8, 11]),
    ("ga-igenom-avsteg", &[5, 11]),
    ("ga-igenom-fordelningen", &[1]),
    ("ga-igenom-forvaltningens", &[1, 4, 7, 10]),
    ("ga-igenom-kriskorten", &[8]),
    ("ga-igenom-rutinen", &[9]),
    ("ge-besked-placering", &[]),
    ("ge-rad-allvarliga", &[]),
    ("ge-rad-nar", &[]),
    ("genomfor-kontrollen-lamna", &[]),
    ("gor-eller-uppdatera", &[2]),
    ("gor-forvaltningens-plan", &[12]),
    ("hall-arbetsplatsens-plan", &[8]),
    ("hall-kriskorten-aktuella", &[6]),
    ("hall-ordning-sakerhetsprovningar", &[6]),
    ("hall-sakerhetsskyddsanalysen-aktuell", &[11]),
    ("informera-medarbetare-skyddsombud", &[]),
    ("informera-sokande-bestall", &[]),
    ("introducera-nya-sakerhetsombud", &[2, 8]),
    ("kontrollera-las-larm", &[10]),
    ("kontrollera-sakerhetsskyddet-foljer", &[12]),
    ("kontrollera-slutat-inte", &[3, 6, 9, 12]),
    ("kontrollera-uppdatera-placeringar", &[11]),
    ("kontrollera-uppgifter-gallrade", &[11]),
    ("kontrollera-vem-nar", &[9]),
    ("lat-arbetsplatsen-ova", &[]),
    ("led-inventeringen-plats", &[]),
    ("meddela-nar-placerad", &[]),
    ("ordna-stod-drabbats", &[]),
    ("ova-kommunens-krisledning", &[10]),
    ("ova-tillsammans-dem", &[9]),
    ("ova-utrymning", &[9]),
    ("ova-utrymning-inrymning", &[3, 9]),
    ("paminn-tystnadsplikten-lamna", &[]),
    ("planera-vilka-lokaler", &[11]),
    ("prova-kameror-loggar", &[4]),
    ("prova-larm-anvands", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    ("rapportera-aret-kommundirektoren", &[1]),
    ("rapportera-handelsen-samma", &[]),
    ("samla-forvaltningens-storsta", &[4]),
    ("samordna-kommunens-krigsorganisation", &[]),
    ("satt-ihop-riskbild", &[5]),
    ("se-brandskyddet-skaligt", &[4]),
    ("se-over-chefers-uppgifter", &[1]),
    ("se-over-forvaltningens", &[10]),
    ("se-over-overenskommelsen", &[8]),
    ("se-over-riktlinjen", &[10]),
    ("se-over-rutiner", &[6]),
    ("se-over-skolans", &[8]),
    ("se-over-tjanster", &[5]),
    ("skriv-forvaltningens-uppfoljning", &[12]),
    ("stam-gransdragningslistan-verksamheterna", &[4]),
    ("stam-listan-over", &[10]),
    ("svara-arets-fragor", &[11]),
    ("ta-tillbaka-nycklar", &[]),
    ("ta-upp-sakerhet", &[]),
    ("utred-handelsen-besluta", &[]),
    ("utred-syfte-laglig", &[]),
    ("utse-krisgruppen-ersattare", &[8]),
    ("visa-monster-hela", &[1]),
];

/// The controlled documents by the first day on which they hold, by their files without the ending.
const FROM_2026_01_01: [&str; 28] = [
    "mallar/beredskapsplan-skola",
    "mallar/incidentrapport",
    "mallar/ovningsprotokoll",
    "mallar/riskanalys",
    "riktlinje/01-syfte-och-mal",
    "riktlinje/02-omfattning",
    "riktlinje/03-tre-nivaer",
    "riktlinje/04-chefens-ansvar",
    "riktlinje/05-samverkan",
    "riktlinje/06-riskhantering",
    "riktlinje/07-fysisk-och-teknisk-sakerhet",
    "riktlinje/08-personal",
    "riktlinje/09-kris-krig-och-uppfoljning",
    "riktlinje/_index",
    "roller/handlaggare-sakerhetsenheten",
    "roller/medarbetare",
    "roller/sakerhetsombud",
    "roller/sakerhetssamordnare-fastighet",
    "roller/sakerhetsstrateg",
    "rutiner/bakgrundskontroll",
    "rutiner/brandskydd-sba",
    "rutiner/hot-och-vald",
    "rutiner/incidentrapportering",
    "rutiner/krigsorganisation",
    "rutiner/riskanalys.v1",
    "rutiner/sakerhetsinventering",
    "rutiner/skalskydd",
    "rutiner/utbildning-och-ovning",
];

const FROM_2026_11_02: [&str; 9] = [
    "kris/skola/brand-utrymning",
    "kris/skola/efter-handelsen",
    "kris/skola/elavbrott-varme-vatten",
    "kris/skola/hot-om-vald",
    "kris/skola/inrymning",
    "kris/skola/it-och-telebortfall",
    "kris/skola/krisgrupp-forsta-timmen",
    "kris/skola/pagaende-dodligt-vald",
    "kris/skola/vma-farligt-utslapp",
];

/// The first of them takes the place of `rutiner/riskanalys.v1`.
const FROM_2026_12_01: [&str; 18] = [
    "rutiner/riskanalys",
    "roller/chef",
    "roller/forvaltningschef",
    "roller/kommundirektor",
    "roller/rektor",
    "roller/sakerhetschef",
    "roller/sakerhetssamordnare",
    "roller/sakerhetsskyddschef",
    "roller/skolchef",
    "rutiner/avslut",
    "rutiner/avsteg",
    "rutiner/beredskapsplan",
    "rutiner/fordela-uppgifter",
    "rutiner/kameror-och-passersystem",
    "rutiner/kansliga-uppgifter",
    "rutiner/sakerhetsskydd",
    "rutiner/samverkan",
    "rutiner/uppfoljning",
];

/// The sample as it governs on a day.
fn sample(day: &str) -> Arc<Governance> {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let built = build(&files, &Options { today: date(day), ..options() });
    built.loaded.unwrap().governance
}

fn date(day: &str) -> Date {
    Date::parse(day).unwrap()
}

#[test]
fn each_task_comes_back_in_its_months_of_2027() {
    let governance = sample("2027-03-01");
    let mut found: Vec<(&str, Vec<i8>)> = governance
        .original_tasks()
        .map(|task| {
            let times = governance.occurrences(task, date("2027-01-01"), date("2028-01-01"));
            (task.duty.id.as_str(), times.iter().map(|time| time.start.month()).collect())
        })
        .collect();
    found.sort_unstable();
    assert_eq!(found, TASKS.map(|(id, months)| (id, months.to_vec())));
}

#[test]
fn on_each_day_the_right_documents_are_in_force() {
    let controlled = |day: &str| -> BTreeSet<String> {
        let governance = sample(day);
        let pages = governance.site().pages.iter().enumerate();
        let in_force = pages.filter(|(ix, page)| governance.is_in_force(*ix) && page.kind().is_controlled());
        let name = |path: &str| path.trim_start_matches("content/").trim_end_matches(".md").to_owned();
        in_force.map(|(_, page)| name(&page.doc.file.to_string())).collect()
    };
    let set = |parts: &[&[&str]]| -> BTreeSet<String> { parts.concat().into_iter().map(str::to_owned).collect() };
    let first = &FROM_2026_01_01;
    let without = |name: &str| first.iter().copied().filter(|file| *file != name).collect::<Vec<_>>();
    let december = set(&[&without("rutiner/riskanalys.v1"), &FROM_2026_11_02, &FROM_2026_12_01]);
    let mut february = december.clone();
    february.remove("rutiner/sakerhetsinventering");
    february.insert("rutiner/sakerhetsinventering.v2".into());
    for (day, expected) in [
        ("2025-12-31", BTreeSet::new()),
        ("2026-01-01", set(&[first])),
        ("2026-11-01", set(&[first])),
        ("2026-11-02", set(&[first, &FROM_2026_11_02])),
        ("2026-11-30", set(&[first, &FROM_2026_11_02])),
        ("2026-12-01", december.clone()),
        ("2027-01-31", december),
        ("2027-02-01", february.clone()),
        ("2028-02-29", february.clone()),
        ("2031-01-01", february),
    ] {
        assert_eq!(controlled(day), expected, "{day}");
    }
}

#[test]
fn every_decided_page_is_bound_to_its_decision_and_every_review_to_what_was_reviewed() {
    let governance = sample("2026-12-01");
    for page in governance.site().pages.iter().filter(|page| page.kind().is_controlled()) {
        let (file, f) = (&page.doc.file, page.fields());
        let is_chapter = page.kind() == Kind::Chapter;
        if f.status == Some(Status::Decided) && !is_chapter {
            let decision = f.decision.as_ref().unwrap_or_else(|| panic!("{file} has no decision"));
            assert!(decision.hash.is_some(), "{file}: a decision that is bound to nothing");
        }
        assert_eq!(f.last_reviewed.is_some(), f.reviewed_hash.is_some(), "{file}");
    }
}
