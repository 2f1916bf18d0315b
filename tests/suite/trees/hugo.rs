//! Hugo: sections with `_index.md`, bundles, front matter in YAML, TOML and JSON, shortcodes, `ref`.

use super::tree::{Tree, forms, subject};

const FORMS: [&str; 21] = [
    "{{< figure src=\"/img/karta.png\" title=\"Kartan ¤\" >}}",
    "{{% notice note %}}\nRing först. ¤\n{{% /notice %}}",
    "{{< tabs >}}\n{{< tab \"Dag\" >}}\nRing växeln ¤.\n{{< /tab >}}\n{{< tab \"Natt\" >}}\nRing beredskapen ¤.\n{{< /tab >}}\n{{< /tabs >}}",
    "Se [nästa rutin ¤]({{< ref \"sida-2.md\" >}}) och [planen ¤]({{< relref \"../_index.md#syfte\" >}}).",
    "Läs [kapitlet ¤](/docs/kapitel-1/) eller [grannen](../sida-2/).",
    "{{< youtube dQw4w9WgXcQ >}}",
    "Inledning ¤.\n\n<!--more-->\n\nResten ¤.",
    "## Syfte {#syfte}\n\nText ¤.",
    "{{< highlight bash \"linenos=table\" >}}\nsudo reboot # ¤\n{{< /highlight >}}",
    "> [!WARNING]\n> Vänta inte. ¤",
    "| Roll | Nummer |\n|:-----|-------:|\n| Chef ¤ | 112 |",
    "Not[^1] ¤.\n\n[^1]: Fotnoten ¤.",
    "Namn ¤\n: Förklaring ¤",
    "- [x] Klart ¤\n- [ ] Kvar ¤",
    "Skriv till beredskap@example.se eller se https://example.se/lage ¤.",
    "![Karta över området ¤](/img/karta.png \"Karta\")\n{.bred}",
    "{{< details title=\"Mer ¤\" >}}\nDet som är **dolt** från början ¤.\n{{< /details >}}",
    "Telefon: {{< param \"telefon\" >}} ¤ :telephone_receiver:",
    "<div class=\"ruta\">\n\nText i en ruta ¤.\n\n</div>",
    "$$\nE = mc^2\n$$\n\nFormeln ¤.",
    "```go {linenos=true,hl_lines=[2]}\nfmt.Println(\"¤\")\n```",
];

pub fn tree(pages: usize) -> Tree {
    let mut t = Tree { below: "content/", ..Tree::default() };
    t.add("hugo.toml", "baseURL = 'https://example.org/'\nlanguageCode = 'sv'\ntitle = 'Beredskap'\ntheme = 'tema'\n[params]\ntelefon = '112'\n");
    t.bytes(
        "archetypes/default.md",
        b"---\ntitle: \"{{ replace .File.ContentBaseName \"-\" \" \" | title }}\"\ndate: {{ .Date }}\ndraft: true\n---\n",
    );
    t.add("layouts/_default/single.html", "{{ define \"main\" }}{{ .Content }}{{ end }}\n");
    t.add("layouts/shortcodes/kontakt.html", "<b>{{ .Get 0 }}</b>\n");
    t.add("data/kontakter.yaml", "vaxel: 0123\n");
    t.bytes("themes/tema/README.md", b"# Temat\n");
    t.bytes("themes/tema/exampleSite/content/posts/prov.md", b"---\ntitle: Prov\n---\nProv.\n");
    t.picture("static/img/karta.png");
    t.bytes("README.md", "# Källan\n\nKör `hugo server`.\n".as_bytes());
    t.add("content/_index.md", "+++\ntitle = 'Beredskap'\n[cascade]\n  banner = 'img/karta.png'\n+++\nVälkommen ¤.\n");
    // A page and a section with one address.
    t.add("content/om.md", "---\ntitle: Om\nmenu:\n  main:\n    weight: 30\n---\nOm oss ¤.\n");
    t.add("content/om/_index.md", "---\ntitle: \"Om avdelningen\"\n---\nAvdelningen ¤.\n");
    t.add("content/om/folk.md", "---\ntitle: Folk\ntype: page\n---\n### Vi som arbetar här ¤\n\nText.\n");
    t.add("content/docs/_index.md", "---\ntitle: Dokumentation\nweight: 1\nbookCollapseSection: true\n---\n");
    t.add(
        "content/docs/bunt/index.md",
        "---\ntitle: Bunt\nlinkTitle: B\nresources:\n  - src: bild.png\n    title: Bild\n---\n![Bilden ¤](bild.png)\n",
    );
    t.picture("content/docs/bunt/bild.png");
    t.add("content/docs/json.md", "{\n  \"title\": \"JSON\",\n  \"weight\": 90\n}\n\nText ¤ under JSON.\n");
    t.add("content/docs/oversatt.en.md", "---\ntitle: Translated\n---\nText ¤.\n");
    t.draft("content/posts/utkast.md", "---\ntitle: Utkast\ndraft: true\n---\nInte klart ¤.\n");
    t.draft("content/posts/framtid.md", "+++\ntitle = 'Framtid'\ndraft = true\ndate = 2031-01-01\n+++\nSenare ¤.\n");
    for i in 0..pages {
        let (name, chapter) = (subject(i), i / 6 + 1);
        if i % 6 == 0 {
            t.add(
                &format!("content/docs/kapitel-{chapter}/_index.md"),
                &format!(
                    "+++\ntitle = 'Kapitel {chapter}'\nweight = {chapter}0\n+++\n## Syfte\n\nKapitlets syfte ¤.\n"
                ),
            );
        }
        let front = match i % 6 {
            0 => format!(
                "---\ntitle: \"{name}\"\nlinkTitle: {name}\ndate: 2024-03-01T10:00:00+01:00\nlastmod: 2024-05-02\nweight: {i}\ntags: [\"säkerhet\", \"larm\"]\ncategories: [\"nytt\"]\nkeywords: design\n---\n"
            ),
            1 => format!(
                "+++\ntitle = '{name}'\ndate = 2024-03-02T08:30:00Z\nweight = {i}\ndraft = false\ntags = ['larm']\n[params]\nauthor = 'A'\n+++\n"
            ),
            2 => format!(
                "---\ntitle: '{name}: så gör du'\nslug: {}-{i}\naliases:\n  - /gammal/{i}/\n  - /docs/gammal-{i}.html\nweight: {i}.5\nauthors:\n  - name: A\n    email: a@example.se\n---\n",
                "rutin"
            ),
            3 => format!(
                "---\ntitle: {name}\ndescription: >\n  Vad som gäller\n  vid {name}.\nurl: /rutiner/{i}/\nimages: [/img/karta.png]\ntoc: true\nsitemap:\n  priority: 0.5\n---\n"
            ),
            4 => format!(
                "---\ntitle: \"{name}\"\naliases: [/gammal/delad/]\nseries: Grunder\nsummary: Kort\nweight: \"{i}\"\nbuild:\n  list: never\n---\n"
            ),
            _ => String::new(),
        };
        let title = if front.is_empty() { format!("# {name}\n\n") } else { String::new() };
        t.add(
            &format!("content/docs/kapitel-{chapter}/sida-{i}.md"),
            &format!("{front}{title}Om det händer: ring ¤.\n\n{}", forms(&FORMS, i)),
        );
        if i % 4 == 0 {
            t.add(
                &format!("content/posts/{name}-{i}.md"),
                &format!(
                    "---\ntitle: \"Nytt om {name}\"\ndate: 2024-0{}-01\ntags:\n- nytt\n---\nNyheten ¤.\n\n{}",
                    i % 9 + 1,
                    forms(&FORMS, i + 1)
                ),
            );
        }
    }
    t
}
