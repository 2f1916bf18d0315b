//! MkDocs with Material: `docs/`, `nav`, admonitions by indentation, tabs, snippets, icons, attribute lists.

use super::tree::{Tree, forms, subject};

const FORMS: [&str; 24] = [
    "!!! note\n\n    Ring först. ¤",
    "!!! warning \"Viktigt\"\n    Vänta inte. ¤\n\n    - Punkt ¤",
    "??? tip \"Råd\"\n\n    Ha listan tryckt. ¤",
    "???+ danger\n\n    Fara ¤.",
    "=== \"Dag\"\n\n    Ring växeln ¤.\n\n=== \"Natt\"\n\n    Ring beredskapen ¤.",
    "--8<-- \"includes/kontakt.md\"",
    ":material-phone: Ring ¤ :octicons-arrow-right-24:",
    "[Öppna kartan ¤](../index.md){ .md-button .md-button--primary }",
    "## Steg ett { #steg-ett data-toc-label=\"Steg\" }\n\nText ¤.",
    "Tryck ++ctrl+alt+del++ ¤.",
    "Det ==viktiga== är ^^detta^^ och ~~inte det~~ ¤, H~2~O.",
    "HTML är bra ¤.\n\n*[HTML]: Hyper Text Markup Language ¤",
    "`Rutin`\n\n:   Ett sätt att göra ¤.",
    "``` py title=\"larm.py\" linenums=\"1\" hl_lines=\"2\"\nprint(\"¤\")\n```",
    "<div class=\"grid cards\" markdown>\n\n-   __Larm__ ¤\n\n    ---\n\n    Ring 112.\n\n</div>",
    "{{ kontakt.namn }} svarar ¤.",
    "[TOC]\n\nText ¤.",
    "```mermaid\ngraph LR\n  A[Larm ¤] --> B[Ring]\n```",
    "<figure markdown=\"span\">\n  ![Karta ¤](assets/karta.png){ width=\"300\" }\n  <figcaption>Kartan</figcaption>\n</figure>",
    "Se [Enkla ikoner][ikoner] ¤ och [nästa](sida-2.md#steg-ett).\n\n  [ikoner]: https://example.se/ikoner",
    "1. Första ¤\n\n    Stycke i punkten ¤.\n\n2. Andra",
    "Text med not (1) ¤\n{ .annotate }\n\n1.  Noten ¤.",
    "Talet är $x^2$ ¤.[^1]\n\n[^1]:\n    Lång fotnot ¤.",
    "Läs mer på www.example.se/krav ¤ <!-- more -->",
];

pub fn tree(pages: usize) -> Tree {
    let mut t = Tree::default();
    let mut nav = String::new();
    for i in 0..pages {
        nav.push_str(&format!("      - {}: rutiner/sida-{i}.md\n", subject(i)));
    }
    t.add(
        "mkdocs.yml",
        &format!(
            "site_name: Beredskap\nsite_url: https://example.se/\ntheme:\n  name: material\n  custom_dir: overrides\n  features:\n    - navigation.tabs\nmarkdown_extensions:\n  - admonition\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\nplugins:\n  - search\n  - blog\nnav:\n  - Hem: index.md\n  - Rutiner:\n{nav}  - Extern: https://example.se/\n"
        ),
    );
    t.add("overrides/main.html", "{% extends \"base.html\" %}\n");
    t.add("requirements.txt", "mkdocs-material==9.5\n");
    t.bytes("README.md", "# Källan\n\nKör `mkdocs serve`.\n".as_bytes());
    t.add("docs/index.md", "---\ntitle: Hem\ntemplate: home.html\nhide:\n  - navigation\n  - toc\n---\n\n# Välkommen\n\nTill rutinerna ¤.\n");
    t.add("docs/README.md", "# Om mappen\n\nFör den som skriver ¤.\n");
    t.add("docs/tags.md", "---\nicon: material/tag\n---\n\n# Etiketter\n\n<!-- material/tags -->\n\nText ¤.\n");
    t.add("docs/stylesheets/extra.css", ":root { --x: 1 }\n");
    t.add("docs/blog/.authors.yml", "authors:\n  a:\n    name: A\n");
    t.add("docs/blog/index.md", "# Nytt\n");
    t.add("docs/blog/posts/forsta.md", "---\ndate:\n  created: 2024-03-01\n  updated: 2024-05-01\nauthors: [a]\ncategories:\n  - Nytt\nslug: forsta-nyheten\npin: true\nreadtime: 2\n---\n\n# Första nyheten\n\n__Ingress ¤.__\n\n<!-- more -->\n\nResten ¤.\n");
    t.draft("docs/blog/posts/utkast.md", "---\ndraft: true\ndate: 2024-04-01\n---\n\n# Utkast\n\nInte klart ¤.\n");
    t.add("includes/kontakt.md", "Växeln ¤ svarar.\n");
    t.picture("docs/rutiner/assets/karta.png");
    t.add("docs/templates/mall.md", "# En mall att fylla i\n\nNamn: ¤\n");
    for i in 0..pages {
        let name = subject(i);
        let front = match i % 5 {
            0 => "---\nicon: material/phone\nstatus: new\ntags:\n  - larm\n  - säkerhet\n---\n\n".to_owned(),
            1 => format!(
                "---\ntitle: {name}\ndescription: Vad som gäller\nsearch:\n  boost: 2\n  exclude: true\nsocial:\n  cards: false\ntags: larm\n---\n\n"
            ),
            2 => "---\nhide: [toc]\ncomments: true\n---\n\n".to_owned(),
            _ => String::new(),
        };
        // Two names with one address: `Sida 3.md` beside `sida-3.md`.
        if i == 3 {
            t.add("docs/rutiner/Sida 3.md", "# Sida tre igen\n\nText ¤.\n");
        }
        t.add(
            &format!("docs/rutiner/sida-{i}.md"),
            &format!("{front}# {name}\n\nOm det händer ¤.\n\n{}", forms(&FORMS, i)),
        );
    }
    t
}
