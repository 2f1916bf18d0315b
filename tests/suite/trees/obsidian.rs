//! Obsidian: names with blanks, links by name, embedded pictures and notes, tags in the text, callouts.

use super::tree::{Tree, forms, subject};

const FORMS: [&str; 24] = [
    "Se [[Start]] ¤.",
    "Se [[Brand 0|rutinen ¤]] och [[Rutiner/Brand 0]].",
    "Se [[Brand 0#Så gör du]] ¤ och [[#Så gör du]].",
    "![[Karta över området.png]] ¤",
    "![[Pasted image 20240301.png|300]] ¤",
    "![[Brand 0]]\n\nText ¤.",
    "![[Brand 0#Så gör du]]\n\nText ¤.",
    "![[Blankett.pdf#page=2]] ¤",
    "#larm/brand ¤ #övning",
    "> [!warning] Viktigt\n> Vänta inte ¤.",
    "> [!faq]- Fällbar\n> Svar ¤.",
    "> [!important]\n> Ring ¤.",
    "Det ==viktiga== ¤ är detta.",
    "```dataview\nTABLE rating FROM #larm\n```\n\nText ¤.",
    "- [ ] Ring ¤\n- [/] Pågår ¤\n- [x] Klart",
    "Ett stycke ¤. ^stycke-1",
    "Se [[Brand 0#^stycke-1|stycket ¤]].",
    "[Markdown ¤](Brand%200.md) och [med vinklar](<Brand 0.md>)",
    "Talet $x^2$ ¤.\n\n$$\nx = y\n$$",
    "[[Finns inte än]] ¤",
    "| Roll | Sida |\n|---|---|\n| Chef ¤ | [[Brand 0\\|brand]] |",
    "Not ¤.^[Fotnot i texten ¤]",
    "Ring chef@example.se ¤ eller se www.example.se.",
    "[[brand 0]] ¤ med liten bokstav",
];

pub fn tree(pages: usize) -> Tree {
    let mut t = Tree::default();
    t.add(".obsidian/app.json", "{\"alwaysUpdateLinks\": true}\n");
    t.add(".obsidian/plugins/x/README.md", "# Tillägg\n");
    t.add(".trash/Gammal.md", "Borta.\n");
    t.add("Start.md", "---\naliases: [Hem, MOC]\ncssclasses:\n  - wide\npublish: true\n---\n\n- [[Brand 0]] ¤\n- [[Ritning.canvas|ritningen]]\n");
    t.add("Ritning.canvas", "{\"nodes\":[],\"edges\":[]}\n");
    t.picture("Bilagor/Karta över området.png");
    t.picture("Bilagor/Pasted image 20240301.png");
    t.bytes("Bilagor/Blankett.pdf", b"%PDF-1.4\n");
    t.add(
        "Mallar/Mall för möte.md",
        "---\ncreated: \"{{date}} {{time}}\"\ntags: möte\n---\n\n# {{title}}\n\nNärvarande: ¤\n",
    );
    t.add("Templates/Daily.md", "---\ncreated: {{date}}\n---\n\n## Att göra ¤\n");
    t.add("Rutiner/README.md", "Om mappen ¤.\n");
    // `Övningar` in decomposed form, as macOS writes it.
    t.add("O\u{308}vningar/A\u{30a}rlig o\u{308}vning.md", "# Årlig övning\n\nSe [[Övning i höst]] ¤.\n");
    t.add("O\u{308}vningar/O\u{308}vning i ho\u{308}st.md", "## Tid ¤\n\nSe [[Årlig övning]].\n");
    // Two notes of one name, and a link that can mean either.
    t.add("Rutiner/Anteckning.md", "Den ena ¤.\n");
    t.add("Möten/Anteckning.md", "Den andra ¤. Se [[Anteckning]].\n");
    for i in 0..pages {
        let name = subject(i);
        let front = match i % 5 {
            0 => format!(
                "---\naliases: {name}, Larm\ntags: larm, övning\ncreated: 2024-03-01 10:00\nup: \"[[Start]]\"\n---\n\n"
            ),
            1 => "---\ntags:\n  - \"#larm\"\n  - 2024\nrating: 4.5\ndone: false\nstatus:\n---\n\n".to_owned(),
            2 => format!("---\nalias: {name}\ntag: larm\ndate: 2024-03-01T10:00:00\n---\n\n# {name}\n\n"),
            _ => String::new(),
        };
        t.add(
            &format!("Rutiner/{name} {i}.md"),
            &format!("{front}Om det händer ¤.\n\n## Så gör du\n\nRing ¤.\n\n{}", forms(&FORMS, i)),
        );
        if i % 4 == 0 {
            t.add(&format!("Dagbok/2024-{:02}-{:02}.md", i / 28 % 12 + 1, i % 28 + 1), "## Gjort ¤\n\n- [[Start]]\n");
        }
    }
    t
}
