use super::*;

fn shapes(run: &str) -> Vec<String> {
    Tokens::new(run)
        .map(|token| match token {
            Token::Text(range) => format!("text {:?}", &run[range]),
            Token::Start(tag) => {
                let attributes: Vec<_> = tag.attributes.iter().map(|a| format!(" {}={}", a.name, a.value)).collect();
                let slash = if tag.self_closing { " /" } else { "" };
                format!("<{}{}{slash}>", tag.name, attributes.concat())
            }
            Token::End(tag) => format!("</{}>", tag.name),
            Token::Comment(range) => format!("comment {}", &run[range]),
            Token::Declaration(range) => format!("declaration {}", &run[range]),
            Token::Cdata { text, .. } => format!("cdata {:?}", &run[text]),
            Token::Stray(range, why) => format!("{why:?} {}", &run[range]),
        })
        .collect()
}

#[test]
fn tokens_of_a_run() {
    let table: &[(&str, &[&str])] = &[
        ("a < b, 1<2 & </", &["text \"a < b, 1<2 & </\""]),
        ("<KBD Class=x>", &["<kbd class=x>"]),
        ("<br/><img src=a/>", &["<br />", "<img src=a/>"]),
        ("<a href = 'x y' title>", &["<a href=x y title=>"]),
        ("<a\nhref=\"x>y\"/>", &["<a href=x>y />"]),
        ("</p class=x>å", &["</p>", "text \"å\""]),
        ("<!-- a --><!--><!--->", &["comment <!-- a -->", "comment <!-->", "comment <!--->"]),
        ("<!-- a --!>b-->", &["comment <!-- a --!>", "text \"b-->\""]),
        ("<!-- a", &["Comment <!--", "text \" a\""]),
        (
            "<!doctype html><?php x?></ x>",
            &["declaration <!doctype html>", "declaration <?php x?>", "declaration </ x>"],
        ),
        ("<!x", &["Declaration <!", "text \"x\""]),
        ("<![CDATA[a>b]]>c", &["cdata \"a>b\"", "text \"c\""]),
        ("<![CDATA[a>b", &["Cdata <![CDATA[", "text \"a>b\""]),
        ("<div class=x", &["Tag <", "text \"div class=x\""]),
        ("<a href=\"x>y</a>", &["Tag <", "text \"a href=\\\"x>y\"", "</a>"]),
        // The quote that is missing is found by what follows the next one.
        ("<a t=\"x>y<a t=\"z\">", &["Quote <", "text \"a t=\\\"x>y\"", "<a t=z>"]),
        ("<a t=\"x>y<a t=\"\">", &["Quote <", "text \"a t=\\\"x>y\"", "<a t=>"]),
        ("<a t=\"x>y<a t=\"/z\">", &["Quote <", "text \"a t=\\\"x>y\"", "<a t=/z>"]),
        ("<a<b>", &["Quote <", "text \"a\"", "<b>"]),
    ];
    for (run, expected) in table {
        assert_eq!(&shapes(run), expected, "{run}");
    }
}
