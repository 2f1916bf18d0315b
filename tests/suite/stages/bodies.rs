//! What is done to a body when it is shown: on its own page, on a card, in a box, with a glossary.

use crate::common::sound;

const CHECKLIST: &str = "---\ntitle: Brand\nkind: checklist\nscenario: Det brinner\nphases:\n  - {id: direkt, title: Direkt, mode: read-do}\n---\n## Direkt {#direkt}\n\n### Ut {#ut}\n\n- [ ] Räkna alla.\n";

#[test]
fn a_card_has_no_ids_and_nothing_that_goes_by_them() {
    let built = sound(&[("ledfyr.toml", ""), ("content/_index.md", "# Start\n"), ("content/brand.md", CHECKLIST)]);
    let (page, card) = (built.body("brand/index.html"), built.body("brand/vaggkort/index.html"));
    for sign in ["id=\"ut\"", "class=\"anchor\"", "data-step="] {
        assert!(page.contains(sign) && !card.contains(sign), "{sign}: {card}");
    }
    assert!(card.contains("<h3>Ut</h3>") && card.contains("<li class=\"task\">"), "{card}");
}

#[test]
fn a_table_that_is_set_smaller_has_its_caption_too() {
    let row = "|Genomförandeansvarig".repeat(12);
    let table = format!("# Start\n\n## Vilka {{#vilka}}\n\n{row}|\n{}|\n{row}|\n", "|-".repeat(12));
    let html = sound(&[("ledfyr.toml", ""), ("content/_index.md", &table)]).body("index.html");
    let caption = "<table class=\"fit-3\"><caption class=\"visually-hidden\">Vilka</caption>\n<thead>";
    assert!(html.contains(caption), "{html}");
}

#[test]
fn terms_are_explained_in_boxes_but_not_in_links_and_headings() {
    let built = sound(&[
        ("ledfyr.toml", ""),
        ("content/ordlista.md", "---\nkind: glossary\ntitle: Ordlista\n---\nSkalskydd\n: Dörrar och **lås**.\n"),
        (
            "content/_index.md",
            "# Start\n\n## Skalskydd {#s}\n\n[Skalskydd](ordlista.md)\n\n> [!NOTE]\n> Se över skalskyddet.\n",
        ),
    ]);
    let html = built.body("index.html");
    let button = "Se över <button type=\"button\" class=\"term-button\" popovertarget=\"_t-term-skalskydd\">skalskyddet</button>.";
    assert!(html.contains(button) && html.matches("term-button").count() == 1, "{html}");
    let popover = "<div class=\"term-popover\" popover id=\"_t-term-skalskydd\"><p class=\"term-name\">Skalskydd</p>";
    assert!(html.contains(popover) && html.contains("<strong>lås</strong>"), "{html}");
}
