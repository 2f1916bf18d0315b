use proptest::prelude::*;

use super::*;

fn clean(inner: &str) -> (String, Vec<String>) {
    let svg = format!("<svg xmlns=\"{NAMESPACE}\">{inner}</svg>");
    let (bytes, dropped) = sanitise_svg(svg.as_bytes()).expect(inner);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let inner = text.strip_prefix(&format!("<svg xmlns=\"{NAMESPACE}\">")).expect("begins with svg");
    let inner = inner.strip_suffix("</svg>\n").expect("ends with svg");
    (inner.to_string(), dropped)
}

#[test]
fn a_drawing_passes() {
    let svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 5\" \
        width=\"10\" height=\"5\" role=\"img\" aria-labelledby=\"t\"><title id=\"t\">Å &amp; ä</title><style>.a &gt; .b{fill:url(#g)}</style>\
        <defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#123\"/></linearGradient></defs>\n\
        <g style=\"fill:red\"><path d=\"M0 0L1 1z\" clip-path=\"url(#c)\"/><use href=\"#a\"/>\
        <image href=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\"/><text x=\"1\">a &lt; b</text></g></svg>\n";
    let (bytes, dropped) = sanitise_svg(svg.as_bytes()).expect("a drawing");
    assert_eq!((String::from_utf8(bytes).expect("UTF-8").as_str(), dropped), (svg, Vec::new()));
}

#[test]
fn dangerous_things_go() {
    let table: &[(&str, &str, &[&str])] = &[
        ("<script>alert(1)</script><g/>", "<g/>", &["<script>"]),
        ("<g onload=\"x\" onclick='y'/>", "<g/>", &["onclick in <g>", "onload in <g>"]),
        ("<foreignObject><p>a</p></foreignObject>b", "b", &["<foreignObject>"]),
        ("<a href=\"javascript:x\"><text>a</text></a>", "<text>a</text>", &["<a>"]),
        ("<use href=\"https://x/#a\"/><use xlink:href=\"#b\"/>", "<use/><use href=\"#b\"/>", &["href in <use>"]),
        ("<image href=\"bild.png\"/>", "<image/>", &["href in <image>"]),
        (
            "<rect fill=\"url(https://x/#a)\" style=\"fill:red;stroke:url(x)\"/>",
            "<rect style=\"fill:red\"/>",
            &["fill in <rect>", "part of style in <rect>"],
        ),
        ("<style>@import 'x'</style>", "", &["<style> that loads files, or may"]),
        ("<style><![CDATA[.a>b{fill:red}]]></style>", "<style>.a&gt;b{fill:red}</style>", &[]),
        ("<style>.a{fill:&#x75;rl(x)}</style>", "", &["<style> that loads files, or may"]),
        ("<animate attributeName=\"href\" to=\"javascript:x\"/><set/>", "", &["<animate>", "<set>"]),
        ("<feImage href=\"#a\"/><iframe/><embed/><audio/>", "", &["<audio>", "<embed>", "<feImage>", "<iframe>"]),
        ("<title>a<script>b</script>c<g>d</g></title>", "<title>ac</title>", &["<g>", "<script>"]),
        ("<x:script xmlns:x=\"http://www.w3.org/2000/svg\">a</x:script>", "", &[]),
        ("<g xmlns=\"http://www.w3.org/1999/xhtml\"><script>a</script></g>", "<g></g>", &["<script>"]),
        (
            "<?php x?><!-- a --><metadata><b>a</b></metadata><g inkscape:label='x' id='y'/>",
            "<g id=\"y\"/>",
            &["<?php?>"],
        ),
        (
            "<g aria-\"><script>x</script>\"='1' aria-label='\"><script>'/>",
            "<g aria-label=\"&quot;&gt;&lt;script&gt;\"/>",
            &["aria-\"><script>x</script>\" in <g>"],
        ),
        ("<SCRIPT>a</SCRIPT>", "", &["<SCRIPT>"]),
    ];
    for (inner, expected, dropped) in table {
        let dropped = dropped.iter().map(|what| what.to_string()).collect();
        assert_eq!(clean(inner), (expected.to_string(), dropped), "{inner}");
    }
}

#[test]
fn what_is_no_drawing_is_refused() {
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><svg>&b;</svg>";
    for (bytes, expected) in [
        (&b"<svg>\xe5</svg>"[..], "the SVG is not UTF-8; save it as UTF-8"),
        (bomb.as_bytes(), "the SVG defines entities in its DOCTYPE; save it as “plain SVG”"),
        (b"<svg>&nbsp;</svg>", "the SVG uses the entity &nbsp;, which it does not define"),
        (b"<html></html>", "the file does not begin with <svg>, but with <html>"),
        (b"", "the file does not begin with <svg>, but with nothing"),
        (b"text", "the file does not begin with <svg>, but with nothing"),
        (b"<svg xmlns='x'/>", "the file does not begin with <svg>, but with <svg> in the name space x"),
        (b"<svg><g>", "the SVG is not well-formed XML at byte 8: the file ends before its last end tag"),
        (b"<svg/><svg/>", "the SVG is not well-formed XML at byte 12: a second <svg> follows the first"),
    ] {
        assert_eq!(sanitise_svg(bytes).expect_err("refused").to_string(), expected);
    }
    for bytes in [&b"<svg><g></svg>"[..], b"<svg a='1' a='2'/>", b"<svg a=1/>", b"<svg>&#0;</svg>", b"<svg"] {
        assert!(matches!(sanitise_svg(bytes), Err(SvgError::Malformed { .. })), "{}", bytes.escape_ascii());
    }
    let plain = "\u{feff}<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/svg11.dtd\"><svg/>";
    let (bytes, _) = sanitise_svg(plain.as_bytes()).expect("a drawing");
    assert_eq!(bytes, b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
}

#[test]
fn sizes() {
    for (attributes, expected) in [
        ("width='10' height='5.4'", Some((10, 5))),
        ("width='10px' height='1in'", Some((10, 96))),
        ("width='25.4mm' height='2.54cm' viewBox='0 0 1 1'", Some((96, 96))),
        ("viewBox='0 0 30 20'", Some((30, 20))),
        ("viewBox='0,0,30,20' width='100%' height='100%'", Some((30, 20))),
        ("viewBox='0 0 30 20' width='60'", Some((60, 40))),
        ("viewBox='0 0 30 20' height='1e1'", Some((15, 10))),
        ("width='10em' height='5'", None),
        ("width='0' height='0'", None),
        ("width='1e30' height='5'", None),
        ("viewBox='0 0 0 20'", None),
        ("viewBox='0 0 NaN 20'", None),
        ("", None),
    ] {
        assert_eq!(svg_size(format!("<!-- a --><svg {attributes}>").as_bytes()), expected, "{attributes}");
    }
    assert_eq!(svg_size(b"<html width='1' height='1'/>"), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = (sanitise_svg(&bytes), svg_size(&bytes));
    }

    /// The result holds nothing on the list of dangers, and a second time changes nothing.
    #[test]
    fn the_result_is_safe_and_stable(bits in proptest::collection::vec(proptest::sample::select(&[
        "<g>", "</g>", "<script>", "</script>", "<style>", "</style>", "<a href='x'>", "</a>", "<title>", "</title>",
        "<rect onclick='x' fill='url(#a)'/>", "<use xlink:href='http://x'/>", "&lt;", "&#60;script&#62;", "<![CDATA[<script>]]>",
        "a{}", "url(x)", "<!-- x -->", "<?x y?>", "<x:y/>", "text", "<desc>", "</desc>", "\u{1}", "<path d='M0\n0&#10;'/>",
        "<g aria-\"><script>\"='x'/>", "<g id='\"><script>'/>", "<g class=\"'><a\"/>",
    ][..]), 0..20)) {
        let svg = format!("<svg>{}</svg>", bits.concat());
        if let Ok((bytes, _)) = sanitise_svg(svg.as_bytes()) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            for danger in ["<script", "onclick", "http://x", "<a", "<!--", "<?x"] {
                prop_assert!(!text.contains(danger), "{danger} in {text}");
            }
            prop_assert_eq!(sanitise_svg(&bytes), Ok((bytes, Vec::new())));
        }
    }
}
