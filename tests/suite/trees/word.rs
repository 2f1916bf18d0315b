//! A folder of documents that pandoc or markitdown made of Word files.

use super::tree::{Tree, forms, subject};

const FORMS: [&str; 21] = [
    "[]{#_Toc344877432 .anchor}Innehållsförteckning ¤\n\n[1 Syfte [2](#syfte)](#syfte)\n\n[2 Ansvar [3](#_Toc441230971)](#_Toc441230971)",
    "# 1 Syfte {#syfte .TOC-Heading2}\n\nText ¤.",
    "**Ansvar**\n\nChefen ansvarar ¤.",
    "![](media/image1.png){width=\"5.896527777777778in\"\nheight=\"3.160416666666667in\"} ¤",
    "![En karta ¤](media/image1.png){width=\"50%\"}",
    "+-----------+-----------+\n| Roll      | Nummer    |\n+===========+===========+\n| Chef ¤ | 112       |\n+-----------+-----------+",
    "  Roll        Nummer\n  ----------- --------\n  Chef ¤      112\n\n  : []{#_Toc97612280 .anchor}Tabell 1 Roller",
    "|  |  |\n| --- | --- |\n| Roll | Nummer |\n| Chef ¤ | 112 |",
    "1\\. Inledning ¤\n\n2\\. Ansvar",
    "-   Punkt ¤\n\n-   Punkt två\n\n    -   Under ¤",
    "•\tRing 112 ¤\n•\tUtrym\n·\u{a0}\u{a0}\u{a0}Räkna in ¤",
    "“Citat” med ‘krokar’ – och… \u{a0}hårt\u{a0}blanksteg ¤",
    "Bered\u{ad}skaps\u{ad}plan ¤",
    "[Understruket ¤]{.underline} och [rött]{.mark}",
    "::: {custom-style=\"Rubrik 1\"}\nRubrik i en ruta ¤\n:::",
    "Rad ett ¤\\\nrad två\n\n> Indraget stycke ¤",
    "Not ¤.[^1]\n\n[^1]: Fotnoten ¤.",
    "<a id=\"_Toc12345\"></a>**1.1 Bakgrund ¤**",
    "![](data:image/png;base64,iVBORw0KGgo...) ¤",
    "Läs mer på [[www.example.se]{.underline}](http://www.example.se/) ¤ eller mejla larm@example.se.",
    "\\# Inte en rubrik ¤ \\*stjärna\\* 50\\$ \\-- streck",
];

pub fn tree(pages: usize) -> Tree {
    let mut t = Tree::default();
    t.picture("media/image1.png");
    t.add("Riktlinje för krisberedskap (slutlig) v2.md", "---\nauthor:\n- Anna\ndate: mars 2024\nsubtitle: Antagen av styrelsen\ntitle: |\n  Riktlinje för krisberedskap\nlang: sv-SE\n---\n\nInledning ¤.\n\n## 1 Syfte\n\nText ¤.\n");
    t.add("Kopia av Riktlinje för krisberedskap (slutlig) v2.md", "Inledning ¤.\n\n### Bakgrund ¤\n\nText.\n");
    // The same name, composed and decomposed.
    t.add("Bilagor/Åtgärder.md", "# Åtgärder\n\nEtt ¤.\n");
    t.add("Bilagor/A\u{30a}tga\u{308}rder.md", "# Åtgärder igen\n\nTvå ¤.\n");
    t.add("Bilagor/~$mallfil.md", "skräp ¤\n");
    t.add("Bilagor/Tom.md", "\n");
    for i in 0..pages {
        let name = subject(i);
        let folder = ["", "Rutiner & mallar/", "2024 Protokoll/"][i % 3];
        let head = match i % 4 {
            0 => format!("# {name}\n\n"),
            1 => format!("**{name}**\n\nVersion 1.0, fastställd 2024-03-01\n\n"),
            2 => format!("Myndigheten\n\n{name}\n\n## Inledning\n\n"),
            _ => "Inledande text.\n\n##### Liten rubrik ¤\n\n".to_owned(),
        };
        t.add(&format!("{folder}{name} {i}.md"), &format!("{head}Om det händer ¤.\n\n{}", forms(&FORMS, i)));
    }
    t.add("Gammal ändelse.markdown", "# Gammal\n\nText ¤.\n");
    t.add("Annan ändelse.mdown", "# Annan\n\nText ¤.\n");
    t
}
