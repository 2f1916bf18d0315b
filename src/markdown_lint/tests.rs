use super::{check, damaged_values};
use crate::base::path::RelPath;
use crate::diagnostic::Diagnostics;
use crate::markdown::{Options, normalise, parse};
use crate::raw_html::RawHtml;

fn found(body: &str) -> Diagnostics {
    let options = Options {
        lang: "sv",
        smart_punctuation: true,
        raw_html: RawHtml::Sanitise,
        highlight: false,
        glossary: false,
        checklist: false,
        title: Some("Titel"),
        id_prefix: String::new(),
    };
    let (source, file) = (normalise(body, 0), RelPath::lit("a.md"));
    let events = source.shown();
    let mut found = parse(&source, &events, &file, &options).diagnostics;
    check(&source, &events, &file, &mut found);
    found.sort_by(|a, b| a.order().cmp(&b.order()));
    found
}

/// What is told of `body`: place, code and words in both languages, help included.
fn told(body: &str) -> Vec<String> {
    let mut out = Vec::new();
    for d in found(body) {
        let span = d.span.unwrap_or_default().range();
        out.push(format!("{} {}", &body[span], d.code));
        for text in std::iter::once(&d.message).chain(&d.help) {
            out.push(text.sv.clone());
            out.push(text.en.clone());
        }
    }
    out
}

const KINDS: &str = "> [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] eller [!CAUTION], eller {{ notice severity=\"danger\" title=\"Fara\" }} … {{ /notice }}; även info, danger, success, question, example, quote, summary och todo går";
const KINDS_EN: &str = "> [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION], or {{ notice severity=\"danger\" title=\"Danger\" }} … {{ /notice }}; info, danger, success, question, example, quote, summary and todo do as well";
const REWRITE: &str = "ta bort det, eller skriv det i Markdown eller med en kortkod: {{ notice }}, {{ figure }}, {{ file }}, {{ include }}, {{ contact }}";
const REWRITE_EN: &str = "remove it, or write it in Markdown or with a shortcode: {{ notice }}, {{ figure }}, {{ file }}, {{ include }}, {{ contact }}";

/// A body; what of it is told, with the code; the message and then the help, in Swedish and English each.
#[rustfmt::skip]
const TOLD: &[(&str, &[&str])] = &[
    ("[a](b c.md)", &["[a](b c.md) link-syntax", "en adress med blanksteg är ingen länk, och det här visas som text: [a](b c.md)", "an address with blanks is no link, and this is shown as text: [a](b c.md)", "skriv adressen inom <>: (<b c.md>)", "put the address within <>: (<b c.md>)"]),
    ("[a](tel:1 2)", &["[a](tel:1 2) link-syntax", "en adress med blanksteg är ingen länk, och det här visas som text: [a](tel:1 2)", "an address with blanks is no link, and this is shown as text: [a](tel:1 2)", "skriv (tel:12)", "write (tel:12)"]),
    ("[a](mailto:b@c?subject=d e)", &["[a](mailto:b@c?subject=d e) link-syntax", "en adress med blanksteg är ingen länk, och det här visas som text: [a](mailto:b@c?subject=d e)", "an address with blanks is no link, and this is shown as text: [a](mailto:b@c?subject=d e)", "skriv (mailto:b@c?subject=d%20e)", "write (mailto:b@c?subject=d%20e)"]),
    ("[a](b.md", &["[a](b.md link-syntax", "länken tar inte slut och visas som text: [a](b.md", "the link does not end and is shown as text: [a](b.md", "sätt ) efter adressen", "put ) after the address"]),
    ("[a][b]", &["[a][b] link-syntax", "länken [a][b] har ingen definition och visas som text", "the link [a][b] has no definition and is shown as text", "skriv på en egen rad: [b]: sida.md – eller skriv adressen i länken, [text](sida.md)", "write on a line of its own: [b]: page.md – or put the address in the link, [text](page.md)"]),
    ("[a][]", &["[a][] link-syntax", "länken [a][] har ingen definition och visas som text", "the link [a][] has no definition and is shown as text", "skriv på en egen rad: [a]: sida.md – eller skriv adressen i länken, [text](sida.md)", "write on a line of its own: [a]: page.md – or put the address in the link, [text](page.md)"]),
    ("[a] (b.md)", &["[a] (b.md) link-syntax", "det står något mellan ] och (, så det här är ingen länk: [a] (b.md)", "something stands between ] and (, so this is no link: [a] (b.md)", "skriv [a](b.md)", "write [a](b.md)"]),
    ("[a] (C:\\b\\c.docx)", &["[a] (C:\\b\\c.docx) link-syntax", "det står något mellan ] och (, så det här är ingen länk: [a] (C:\\b\\c.docx)", "something stands between ] and (, so this is no link: [a] (C:\\b\\c.docx)", "lägg filen bredvid sidan och länka till den där: [a](fil.pdf)", "put the file beside the page and link to it there: [a](file.pdf)"]),
    ("(a)[b.md]", &["(a)[b.md] link-syntax", "parenteserna i länken är omkastade: (a)[b.md]", "the brackets of the link are reversed: (a)[b.md]", "skriv [a](b.md)", "write [a](b.md)"]),
    ("[Obs]: viktigt", &["[Obs]: viktigt link-syntax", "texten syns inte på sidan, för den läses som adressen till en länk: [Obs]: viktigt", "the text is not seen on the page, as it is read as the address of a link: [Obs]: viktigt", "skriv **Obs:** viktigt …", "write **Obs:** viktigt …"]),
    ("[a][b]\n\n[b]: c.md\n[B]: d.md\n[b]: c.md\n\n```\n[b]: e.md\n```", &["[B]: d.md link-syntax", "[B] har redan en adress, så den här raden gäller inte och syns inte på sidan: [B]: d.md", "[B] has an address already, so this line does not count and is not seen on the page: [B]: d.md", "ge den ett annat namn, eller ta bort en av raderna", "give it another name, or remove one of the lines"]),
    ("[Obs][Obs]\n\n[Obs]: a\n[Obs]: b c", &["[Obs]: b c link-syntax", "[Obs] har redan en adress, så den här raden gäller inte och syns inte på sidan: [Obs]: b c", "[Obs] has an address already, so this line does not count and is not seen on the page: [Obs]: b c", "skriv **Obs:** b c", "write **Obs:** b c"]),
    ("[](b)", &["[](b) link-syntax", "länken har ingen text att trycka på: [](b)", "the link has no text to press: [](b)", "skriv vart den leder: [text](sida.md)", "say where it leads: [text](page.md)"]),
    ("[a]()", &["[a]() link-syntax", "länken har ingen adress: [a]()", "the link has no address: [a]()", "skriv [text](sida.md)", "write [text](page.md)"]),
    ("[a](b\\c.md)", &["[a](b\\c.md) link-syntax", "adressen har omvända snedstreck: b\\c.md", "the address has backslashes: b\\c.md", "skriv b/c.md", "write b/c.md"]),
    ("[a](\\\\b\\c)", &["[a](\\\\b\\c) unsafe-url", "adressen leder till en disk eller en filserver: \\\\b\\c", "the address leads to a disk or a file server: \\\\b\\c", "lägg filen bredvid sidan och länka till den där, eller länka till dess webbadress", "put the file beside the page and link to it there, or link to its web address"]),
    ("a[^b]", &["[^b] footnotes", "noten [^b] har ingen text; hänvisningen visas som den är skriven", "the note [^b] has no text; the reference is shown as written", "skriv på en egen rad: [^b]: notens text", "write on a line of its own: [^b]: the text of the note"]),
    ("[^b]: c", &["[^b]: c footnotes", "ingen text hänvisar till noten [^b]; den står sist på sidan", "no text refers to the note [^b]; it stands last on the page", "skriv [^b] där noten hör hemma, eller ta bort den", "write [^b] where the note belongs, or remove it"]),
    ("a[^b]\n\n[^b]: c\n\n[^b]: d", &["[^b]: d footnotes", "två noter heter [^b]; den här står sist, utan hänvisning", "two notes are called [^b]; this one stands last, with no reference", "ge noten ett eget namn, både här och där texten hänvisar till den", "give the note a name of its own, both here and where the text refers to it"]),
    ("> [!fara]\n> a", &["[!fara] unknown-notice", "rutan är av sorten ”fara”, som inte finns", "the box is of the kind \"fara\", which there is not", "menade du ”caution”?", "did you mean \"caution\"?", "skriv KINDS", "write KINDS_EN"]),
    ("> [!note] [a](b)\n> c", &["[a](b) unknown-notice", "rutans titel visas som ren text, utan det här: [a](b)", "the title of the box is shown as plain text, without this: [a](b)", "flytta det till rutans text", "move it to the text of the box"]),
    ("!!! note\n\na", &["!!! note unknown-notice", "rutan !!! note är tom, för texten under den är inte indragen", "the box !!! note is empty, as the text below it is not indented", "dra in texten fyra blanksteg, eller skriv KINDS", "indent the text by four blanks, or write KINDS_EN"]),
    ("::: x\n:::", &["::: x unknown-notice", "rutan är av sorten ”x”, som inte finns", "the box is of the kind \"x\", which there is not", "skriv KINDS", "write KINDS_EN"]),
    (":::{#a}\n:::", &[":::{#a} unknown-notice", "rutan har inget ord som säger vad den är", "the box has no word that says what it is", "skriv KINDS", "write KINDS_EN"]),
    (":::note\na", &[":::note unknown-notice", "rutan :::note stängs aldrig", "the box :::note is not closed", "skriv ::: på en egen rad efter rutans text, i samma lista eller citat, eller skriv KINDS", "write ::: on a line of its own after the text of the box, in the same list or quote, or write KINDS_EN"]),
    (":::", &["::: unknown-notice", "::: stänger ingen ruta som är öppen här", "::: closes no box that is open here", "ta bort raden, eller skriv :::note på en egen rad före rutans text", "remove the line, or write :::note on a line of its own before the text of the box"]),
    ("> :::note\n> a\n> :::", &[":::note unknown-notice", "rutan :::note läses inte här och visas som text", "the box :::note is not read here and is shown as text", "::: och !!! står på en egen rad, inte i ett citat eller direkt efter ett listtecken; [!NOTE] börjar ett citat, > [!NOTE]", "::: and !!! stand on a line of their own, not in a quote or right after the mark of a list; [!NOTE] begins a quote, > [!NOTE]"]),
    ("[!NOTE]\na", &["[!NOTE] unknown-notice", "rutan [!NOTE] läses inte här och visas som text", "the box [!NOTE] is not read here and is shown as text", "::: och !!! står på en egen rad, inte i ett citat eller direkt efter ett listtecken; [!NOTE] börjar ett citat, > [!NOTE]", "::: and !!! stand on a line of their own, not in a quote or right after the mark of a list; [!NOTE] begins a quote, > [!NOTE]"]),
    ("{% a %}", &["{% a %} foreign-syntax", "en tagg för Liquid eller Jinja visas som text på sidan: {% a %}", "a tag for Liquid or Jinja is shown as text on the page: {% a %}", "REWRITE", "REWRITE_EN"]),
    ("{{< a >}}", &["{{< a >}} foreign-syntax", "Hugos kortkod visas som text på sidan: {{< a >}}", "a shortcode of Hugo is shown as text on the page: {{< a >}}", "REWRITE", "REWRITE_EN"]),
    ("{{ a.b }}", &["{{ a.b }} foreign-syntax", "en variabel för en annan programvara visas som text på sidan: {{ a.b }}", "a variable for another program is shown as text on the page: {{ a.b }}", "skriv det som skulle stå där", "write what was to stand there"]),
    ("[TOC]\n\na", &["[TOC] foreign-syntax", "en plats för innehållsförteckningen visas som text på sidan: [TOC]", "a place for the contents is shown as text on the page: [TOC]", "ta bort raden: förteckningen kommer av sig själv", "remove the line: the contents come by themselves"]),
    ("a\n{: .b}", &["{: .b} foreign-syntax", "en klammer med klasser eller attribut visas som text på sidan: {: .b}", "a brace with classes or attributes is shown as text on the page: {: .b}", "ta bort den; id och klasser går att ge rubriker, ## Rubrik {#id}", "remove it; headings can be given ids and classes, ## Heading {#id}"]),
    ("%% a %%", &["%% a %% foreign-syntax", "en kommentar för Obsidian är utelämnad från sidan: a", "a comment for Obsidian is left out of the page: a", "ta bort den om alla kan få läsa filen, eller skriv <!-- … -->; är det text för läsaren, ta bort %%", "remove it if anybody may read the file, or write <!-- … -->; if it is text for the reader, remove the %%"]),
    ("a ==b== c", &["==b== foreign-syntax", "en överstrykning visas som text på sidan: ==b==", "a highlight is shown as text on the page: ==b==", "skriv **fet stil** eller <mark>…</mark>", "write **bold** or <mark>…</mark>"]),
    ("import A from 'b'", &["import A from 'b' foreign-syntax", "kod för MDX visas som text på sidan: import A from 'b'", "code for MDX is shown as text on the page: import A from 'b'", "REWRITE", "REWRITE_EN"]),
    ("=== \"A\"", &["=== \"A\" foreign-syntax", "en flik för MkDocs visas som text på sidan: === \"A\"", "a tab for MkDocs is shown as text on the page: === \"A\"", "skriv en rubrik i stället, och dra inte in texten under", "write a heading instead, and do not indent the text below"]),
    ("--8<-- \"a\"", &["--8<-- \"a\" foreign-syntax", "en inkludering för en annan programvara visas som text på sidan: --8<-- \"a\"", "an inclusion for another program is shown as text on the page: --8<-- \"a\"", "skriv {{ include page=\"sidans-id\" }}", "write {{ include page=\"page-id\" }}"]),
    ("a^[b]", &["^[b] foreign-syntax", "en not inne i texten visas som text på sidan: ^[b]", "a note within the text is shown as text on the page: ^[b]", "skriv [^1] i texten och på en egen rad [^1]: notens text", "write [^1] in the text and on a line of its own [^1]: the text of the note"]),
    (".. note:: a", &[".. note:: a foreign-syntax", "ett direktiv för en annan programvara visas som text på sidan: .. note:: a", "a directive for another program is shown as text on the page: .. note:: a", "REWRITE", "REWRITE_EN"]),
    ("• a\n• b", &["• a pasted-list", "raderna ser ut som en lista men blir ett stycke: • a (och 1 till i filen)", "the lines look like a list and become one paragraph: • a (and 1 more in the file)", "börja varje punkt med ett bindestreck och ett blanksteg: - text", "begin each item with a hyphen and a blank: - text"]),
    ("##A", &["##A heading-syntax", "raden ser ut som en rubrik men är text: ##A", "the line looks like a heading and is text: ##A", "sätt ett blanksteg efter #: ## Rubrik", "put a blank after the #: ## Heading"]),
    ("#", &["# heading-syntax", "rubriken har ingen text", "the heading has no text", "skriv en rubrik, eller ta bort raden", "write a heading, or remove the line"]),
    ("a�", &["� damaged-text", "ett tecken har gått förlorat: a�", "a character has been lost: a�", "skriv det rätta tecknet i stället för �; det försvann när filen sparades i en annan teckenkodning", "write the right character instead of �; it was lost when the file was saved in another encoding"]),
    ("RÃ¤d", &["Ã¤ damaged-text", "texten har lästs i fel teckenkodning: RÃ¤d", "the text was read in the wrong encoding: RÃ¤d", "skriv Räd; ska hela filen rättas, hämta den igen där den kom ifrån och spara den som UTF-8", "write Räd; to mend the whole file, fetch it anew from where it came and save it as UTF-8"]),
    ("a\u{b}b", &["\u{b} damaged-text", "ett osynligt styrtecken står i texten: U+000B", "an invisible control character stands in the text: U+000B", "ta bort det, eller skriv ett blanksteg eller en radbrytning; sådana följer med när text klistras in", "remove it, or write a blank or a line end; such come along when text is pasted"]),
];

#[test]
fn tells_word_for_word_in_both_languages() {
    for (body, expected) in TOLD {
        let expected: Vec<String> = expected
            .iter()
            .map(|s| {
                s.replace("KINDS_EN", KINDS_EN)
                    .replace("KINDS", KINDS)
                    .replace("REWRITE_EN", REWRITE_EN)
                    .replace("REWRITE", REWRITE)
            })
            .collect();
        assert_eq!(told(body), expected, "{body}");
    }
}

#[test]
fn what_is_meant_as_text_is_left_alone() {
    for body in [
        "[x] och [ ] och [riktlinje], [1][2], a[i][j], f(x)[0], [not] (se bilaga 1), \\[a](b c)",
        "- [ ] (uppgift)\n- [x] klar",
        "[a]\n\n[a]: b.md",
        "[A][B]\n\n[b]: sida\n\n[//]: # (tyst)\n[tyst]: <> (tyst)\n[x]: https://a.se\n[y]: b/c\n\n`[z]: kod`",
        "`[a](b c)` `{% a %}` `==a==` `%% a %%` `##A`",
        "```\n[a](b c)\n• a\n##A\n{{ site.x }}\n:::x\n```",
        "    • a\n    {% a %}",
        "– Nej, sade hon.\n\n– Jo.",
        "#tagg och C# och ## två\n\\##A",
        "från ==' till '== och a == b == c, 100 %% och x^2, {a} och { a: b }, {{ }}",
        "Kl. 10:30 {#1} [^a-z] 20 °C, château, naïve, Ångström",
        "Hjälp!!!\n\n!!! SE UPP !!!\n\n??? vem",
        "$HOME/[a]/(b) och (a)[b] och (a) [b.md]",
        "> [!NOTE]\n> a\n\n> [text] b",
        "[[sida]] [![bild](a.png)](b.md)",
    ] {
        let told = told(body);
        assert!(told.is_empty(), "{body}: {told:?}");
    }
}

#[test]
fn only_the_first_of_a_kind_is_told_and_the_rest_are_counted() {
    let found = found("{% a %}\n\n{% b %}\n\n- {% c %}\n\n| d |\n|---|\n| {% e %} |\n");
    let shown: Vec<_> = found.iter().map(|d| (d.message.en.as_str(), d.cause.as_deref())).collect();
    assert_eq!(
        shown,
        [("a tag for Liquid or Jinja is shown as text on the page: {% a %} (and 3 more in the file)", Some("liquid"))]
    );
}

#[test]
fn control_characters_written_as_codes_are_told_of_front_matter() {
    let text = "title: \"A\\u0001\"\ntags: [\"b\\u0002\", c]\nowner: \u{fffd}\n";
    let node = crate::data::parse_yaml(text).unwrap();
    let told = damaged_values(&node, text, &RelPath::lit("a.md")).unwrap();
    assert_eq!(&text[told.span.unwrap().range()], "\"A\\u0001\"");
    assert_eq!(told.message.sv, "ett värde skriver ett styrtecken med en kod (och 1 till i filen)");
    assert_eq!(told.message.en, "a value writes a control character as a code (and 1 more in the file)");
    assert_eq!(told.help[0].sv, "skriv värdet utan det; det visas som �");
    assert_eq!(told.help[0].en, "write the value without it; it is shown as �");
}
