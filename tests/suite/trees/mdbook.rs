//! mdBook: `src/SUMMARY.md`, `README.md` as a chapter's page, includes, playgrounds, links to `.html`.

use super::tree::{Tree, forms, subject};

const FORMS: [&str; 18] = [
    "{{#include ../exempel/larm.rs:2:10}}",
    "```rust,editable,noplayground\n# fn dold() {}\nfn main() { println!(\"¤\"); }\n```",
    "{{#playground ../exempel/larm.rs editable}}",
    "Se [kapitlet ¤](../kapitel-1/README.md) och [sidan](../kapitel-1/index.html).",
    "```admonish warning title=\"Viktigt\"\nVänta inte ¤.\n```",
    "> **Note:** Ring först ¤.",
    "> [!TIP]\n> Ha listan tryckt ¤.",
    "\\\\( x^2 \\\\) är ¤.\n\n\\\\[ \\mu = \\frac{1}{N} \\\\]",
    "![Karta ¤](../images/karta.png)",
    "Text ¤.[^not]\n\n[^not]: Fotnoten ¤.",
    "<!-- toc -->\n\nText ¤.",
    "## Larm & åtgärd\n\nSe [rubriken](#larm--åtgärd) ¤.",
    "<div class=\"warning\">\n\nVarning i HTML ¤.\n\n</div>",
    "```console,ignore\n$ mdbook build # ¤\n```",
    "- <https://example.se> ¤\n- http://example.se/a_(b)",
    "* Punkt ¤\n  ```text\n  kod ¤\n  ```",
    "~~Struket ¤~~ och `{{#title Titel}}`.",
    "| A | B |\n|---|---|\n| `a \\| b` ¤ | c |",
];

pub fn tree(pages: usize) -> Tree {
    let mut t = Tree::default();
    t.add(
        "book.toml",
        "[book]\ntitle = \"Beredskap\"\nlanguage = \"sv\"\nsrc = \"src\"\n\n[output.html.fold]\nenable = true\n",
    );
    t.add("theme/index.hbs", "<!doctype html>{{{ content }}}\n");
    t.add("src/exempel/larm.rs", "fn main() {}\n");
    t.picture("src/images/karta.png");
    let mut summary = String::from("# Summary\n\n[Inledning](README.md)\n[Förord](forord.md)\n\n# Del ett\n\n");
    t.add("src/README.md", "# Inledning\n\nVälkommen ¤.\n");
    t.add("src/forord.md", "Text utan rubrik ¤.\n\n### Underrubrik ¤\n\nMer.\n");
    t.add("src/title-page.md", "{{#title Beredskap}}\n\n**Beredskap**\n\n*av redaktionen* ¤\n");
    for i in 0..pages {
        let chapter = i / 5 + 1;
        if i % 5 == 0 {
            summary.push_str(&format!("- [Kapitel {chapter}](kapitel-{chapter}/README.md)\n"));
            t.add(&format!("src/kapitel-{chapter}/README.md"), &format!("# Kapitel {chapter}\n\nKapitlet ¤.\n"));
        }
        summary.push_str(&format!("    - [{}](./kapitel-{chapter}/sida-{i}.md)\n", subject(i)));
        // Some chapters begin below the first level, as pages cut out of one document do.
        let heading = if i % 4 == 3 { "##" } else { "#" };
        t.add(
            &format!("src/kapitel-{chapter}/sida-{i}.md"),
            &format!("{heading} {}\n\nOm det händer ¤.\n\n{}", subject(i), forms(&FORMS, i)),
        );
    }
    summary.push_str("- [Utkast]()\n\n---\n\n[Medverkande](medverkande.md)\n");
    t.add("src/SUMMARY.md", &summary);
    t.add("src/medverkande.md", "Medverkande\n===========\n\nRedaktionen ¤.\n");
    t
}
