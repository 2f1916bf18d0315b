use super::*;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::base::text::Lang;
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;

struct Texts(BTreeMap<RelPath, Arc<str>>);
impl Sources for Texts {
    fn text(&self, file: &RelPath) -> Option<Arc<str>> { self.0.get(file).cloned() }
}

#[test]
fn look() {
    let f = RelPath::lit("content/a.md");
    let g = RelPath::lit("content/b.md");
    let t = Texts([(f.clone(), "---\nid: chef\n\ttitle: Kom ihåg 日本 \x1b[31m!\n---\nSe [mallen](mall.md).\n".into()), (g.clone(), "id: chef".into())].into());
    let d = Diagnostic::new(Code::DuplicateId, text!("två sidor har samma id «chef»\nrad två", "two")).file(&f).span(8..12).label(text!("här", "x"))
        .related(&g, Some(Span::new(4, 8)), text!("den andra", "x")).related(&f, Some(Span::new(30,35)), text!("detta", "x")).related(&RelPath::lit("x"), None, text!("rel", "rel"))
        .help(text!("hjälp ett\nhjälp två", "x"));
    let text = &t.0[&f];
    let p = text.find("日").unwrap();
    let d2 = Diagnostic::new(Code::BrokenLink, text!("wide", "x")).file(&f).span(p..p + 3).label(text!("här", "x"));
    let p = text.find("[31m").unwrap();
    let d3 = Diagnostic::new(Code::BrokenLink, text!("wide", "x")).file(&f).span(p..p + 40).label(text!("här", "x"));
    let d4 = Diagnostic::new(Code::BrokenLink, text!("wide", "x")).file(&f).help(text!("hjälp ett\nhjälp två", "x"));
    let d5 = Diagnostic::new(Code::BrokenLink, text!("wide", "x")).file(&f).span(text.len()..text.len()).help(text!("hjälp ett\nhjälp två", "x"));
    let r = Report::new(vec![d, d2, d3, d4, d5, Diagnostic::new(Code::RawHtml, text!("hej","hej")).help(text!("h","g"))], &Levels::default());
    let long = RenderOptions { width: 40, verbose: true, ..Default::default() };
    println!("{}", r.render(Format::Human, &long, &t));
    println!("{}", r.render(Format::Human, &RenderOptions { color: true, lang: Lang::En, ..long.clone() }, &t));
    let y = "x".repeat(3000) + "målet" + &"y日".repeat(3000);
    let t = Texts([(f.clone(), y.into())].into());
    let r = Report::new(vec![Diagnostic::new(Code::BrokenLink, text!("wide", "x")).file(&f).span(3000..3006).label(text!("här", "x")),
    Diagnostic::new(Code::BrokenLink, text!("wide", "x")).file(&f).span(3000..7006).label(text!("här är en rätt lång text om vad som är fel, mycket längre än raden", "x"))
    ], &Levels::default());
    println!("{}", r.render(Format::Human, &long, &t));
}
