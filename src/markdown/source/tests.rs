use super::*;

#[test]
fn spaces_tags_on_their_own_lines_and_maps_back() {
    let body = "Före\n{{ notice }}\n- å\n{{ /notice }}\nEfter {{ contact id=\"a\" }} mer\n";
    let s = normalise(body, 10);
    assert_eq!(s.text, "Före\n\n{{ notice }}\n\n- å\n\n{{ /notice }}\n\nEfter {{ contact id=\"a\" }} mer\n");
    for word in ["Före", "{{ notice", "- å", "{{ /notice", "Efter", "mer"] {
        let (here, there) = (s.text.find(word).unwrap(), body.find(word).unwrap());
        assert_eq!(s.to_file(here), there + 10, "{word}");
    }
}

#[test]
fn a_carriage_return_alone_ends_a_line() {
    assert_eq!(normalise("a\r\nb\rc\n\rd\r", 0).text, "a\r\nb\nc\n\nd\n");
    assert!(matches!(normalise("a\r\nb\r\n", 0).text, Cow::Borrowed(_)));
}

#[test]
fn leaves_code_and_pages_without_tags_as_they_are() {
    let code = "```\n{{ notice }}\n```\n    {{ notice }}\n";
    assert_eq!(normalise(code, 0).text, code);
    assert!(matches!(normalise("plain", 0).text, Cow::Borrowed("plain")));
}

#[test]
fn control_characters_become_blanks() {
    assert_eq!(normalise("a\u{b}b\u{1a}c\td\u{7f}\n", 0).text, "a b c\td \n");
}

#[test]
fn the_lines_of_boxes_stand_alone_and_map_back() {
    let body = "Före\n:::warning[Titel]\nText å\n:::\nEfter\n\n!!! note \"Rubrik\"\n    Ett\n\n    - två\nSist\n";
    let s = normalise(body, 5);
    assert_eq!(
        s.text,
        "Före\n\n:::warning[Titel]\n\nText å\n\n:::\n\nEfter\n\n\n!!! note \"Rubrik\"\n\nEtt\n\n- två\n\n:\n\nSist\n"
    );
    for word in ["Före", ":::warning", "Text", "Efter", "!!!", "Rubrik", "Ett", "- två", "Sist"] {
        let (here, there) = (s.text.find(word).unwrap(), body.find(word).unwrap());
        assert_eq!(s.to_file(here), there + 5, "{word}");
    }
    assert_eq!(s.edges.len(), 4);
}

#[test]
fn what_is_code_or_in_another_container_is_no_box() {
    for body in [
        "```\n:::note\nText\n:::\n```\n",
        "1. a\n\n    ```\n    :::note\n    x\n    :::\n    ```\n",
        "Text.\n\n    !!! note\n        x\n",
        "<!--\n:::note\nx\n:::\n-->\n",
        "<pre>\n:::note\nx\n:::\n</pre>\n",
        "- a\n\n  :::note\n\nb\n:::\n",
    ] {
        let s = normalise(body, 0);
        assert_eq!((s.text.as_ref(), s.edges.len()), (body, 0), "{body}");
    }
    for body in ["1. a\n\n    !!! note\n        x\n", "- a\n\n  :::note\n  x\n  :::\n"] {
        assert_eq!(normalise(body, 0).edges.len(), 2, "{body}");
    }
}
