//! Jekyll: posts named by day, `permalink`, Liquid, kramdown's attributes.

use super::tree::{Tree, forms, subject};

const FORMS: [&str; 21] = [
    "{% include kontakt.html namn=\"Växeln\" %}\n\nRing ¤.",
    "{% highlight ruby linenos %}\nputs \"¤\"\n{% endhighlight %}",
    "Se [den andra ¤]({% post_url 2024-03-02-nyhet-2 %}) och [sidan ¤]({% link om.markdown %}).",
    "[Hem ¤]({{ site.baseurl }}/) och [dokumentet]({{ \"/docs/sida-2/\" | relative_url }}).",
    "![Karta ¤]({{ \"/assets/karta.png\" | relative_url }}){: .bred width=\"300\"}",
    "* TOC\n{:toc}\n\nText ¤.",
    "## Syfte\n{: .no_toc }\n\nText ¤.",
    "Viktigt ¤!\n{: .note .warning }",
    "{% raw %}\n{{ detta visas }} ¤\n{% endraw %}",
    "{% if page.larm %}\nLarm ¤.\n{% else %}\nInget larm ¤.\n{% endif %}",
    "{::comment}\nen anteckning\n{:/comment}\n\nText ¤.",
    "HTML ¤ är bra.\n\n*[HTML]: Hyper Text Markup Language",
    "Begrepp ¤\n: Förklaring ¤",
    "Se [om](/om/), [gammal](/2024/03/02/nyhet-2.html) och [utan ändelse](docs/sida-2) ¤.",
    "```ruby\nputs '¤'\n```\n{: file=\"larm.rb\" }",
    "> Ett citat ¤\n{: .prompt-tip }",
    "Not ¤.[^1]\n\n[^1]: Fotnoten ¤.",
    "{{ page.title | upcase }} gäller ¤.",
    "| A ¤ | B |\n|---+---|\n| 1 | 2 |\n{: .tabell}",
    "$$ x^2 $$ ¤ och <https://example.se/> samt a.b@example.se.",
    "<div markdown=\"1\">\nText ¤ i en *ruta*.\n</div>",
];

pub fn tree(pages: usize) -> Tree {
    let mut t = Tree::default();
    t.add("_config.yml", "title: Beredskap\nbaseurl: \"\"\npermalink: /:year/:month/:day/:title.html\ntheme: minima\ncollections:\n  rutiner:\n    output: true\n");
    t.add("Gemfile", "source \"https://example.se\"\ngem \"jekyll\"\n");
    t.add("_layouts/default.html", "<html>{{ content }}</html>\n");
    t.add("_includes/kontakt.html", "<b>{{ include.namn }}</b>\n");
    t.add("_includes/fot.md", "Växeln ¤ svarar.\n");
    t.add("_data/kontakter.yml", "vaxel: 0123\n");
    t.add("_sass/a.scss", "a { b: c }\n");
    t.picture("assets/karta.png");
    t.add("index.md", "---\nlayout: home\n---\n");
    t.add("README.md", "# Källan\n\nKör `jekyll serve` ¤.\n");
    t.add("404.md", "---\npermalink: /404.html\n---\n\nSidan finns inte ¤.\n");
    t.add(
        "om.markdown",
        "---\nlayout: page\ntitle: Om\npermalink: /om/\nredirect_from:\n  - /about/\n  - /om.html\n---\nOm oss ¤.\n",
    );
    t.draft("_drafts/utkast.md", "---\ntitle: Utkast\ndraft: true\n---\nInte klart ¤.\n");
    for i in 0..pages {
        let name = subject(i);
        let post = match i % 4 {
            0 => format!(
                "---\nlayout: post\ntitle:  \"Nytt om {name}\"\ndate:   2024-03-{:02} 10:00:00 +0100\ncategories: nytt säkerhet\ntags: larm övning\nauthor: redaktion\n---\n",
                i % 28 + 1
            ),
            1 => format!(
                "---\nlayout: post\ntitle: '{name}: det nya'\ntags: [a, b]\ncategories: [nytt]\ncomments: true\nexcerpt_separator: <!--more-->\nheader:\n  image: /assets/karta.png\n---\n"
            ),
            2 => format!("---\ntitle: {name}\nredirect_from: /gammal/{i}\npublished: true\npin: true\n---\n"),
            _ => "---\nlayout: post\n---\n".to_owned(),
        };
        t.add(
            &format!("_posts/2024-03-{:02}-nyhet-{i}.md", i % 28 + 1),
            &format!("{post}Nyheten ¤.\n\n{}", forms(&FORMS, i)),
        );
        let doc = match i % 3 {
            0 => format!(
                "---\ntitle: {name}\nnav_order: {i}\nparent: Rutiner\nhas_children: false\nlayout: default\n---\n"
            ),
            1 => format!(
                "---\ntitle: {name}\nnav_order: {i}.5\npermalink: /rutiner/{i}/\nrender_with_liquid: false\n---\n\n# {name}\n\n"
            ),
            _ => format!("# {name}\n\n"),
        };
        t.add(&format!("docs/sida-{i}.md"), &format!("{doc}Om det händer ¤.\n\n{}", forms(&FORMS, i + 1)));
        if i % 5 == 0 {
            t.add(
                &format!("_rutiner/{}-{i}.md", name.to_lowercase().replace(' ', "-")),
                &format!("---\ntitle: {name}\n---\n\nRutinen ¤.\n"),
            );
        }
    }
    t
}
