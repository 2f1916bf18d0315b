use super::*;

/// The tree as JSON, to be compared with.
fn json(text: &str) -> String {
    parse_yaml(text).unwrap_or_else(|e| panic!("{}", e.message.en)).to_json().to_string()
}

/// What is said of a text, with the part that it points at.
fn fault(text: &str) -> (String, String) {
    let fault = parse_yaml(text).unwrap_err();
    (fault.message.en, text[fault.span.range()].to_owned())
}

#[test]
fn plain_text_is_what_the_core_schema_says() {
    for (said, value) in [
        ("", "null"),
        ("~", "null"),
        ("Null", "null"),
        ("true", "true"),
        ("FALSE", "false"),
        ("0", "0"),
        ("-7", "-7"),
        ("+7", "7"),
        ("0x1F", "31"),
        ("-0o17", "-15"),
        ("1.5", "1.5"),
        ("-.5e1", "-5.0"),
        ("9223372036854775808", "9.223372036854776e+18"),
    ] {
        assert_eq!(json(&format!("a: {said}")), format!("{{\"a\":{value}}}"), "{said}");
    }
}

#[test]
fn what_is_no_number_of_ours_is_text() {
    let codes = ["010", "013-20 70 00", "112", "58181"].map(|code| json(&format!("- {code}")));
    assert_eq!(codes, ["[\"010\"]", "[\"013-20 70 00\"]", "[112]", "[58181]"]);
    for said in [
        "yes",
        "No",
        "inf",
        "NaN",
        ".inf",
        "-.inf",
        ".nan",
        "1e999",
        "1_000",
        "0b1",
        "0xG",
        "--",
        ".",
        "1,5",
        "2026-11-22",
        "12:30",
    ] {
        assert_eq!(parse_yaml(&format!("- {said}")).unwrap().items()[0].value, Value::Str(said.to_owned()));
    }
    assert_eq!(json("- '1'\n- \"true\"\n- |\n  5\n- >-\n  a\n  b"), r#"["1","true","5\n","a b"]"#);
}

#[test]
fn tags_say_what_a_value_is() {
    assert_eq!(json("[!!str 5, ! 5, !!int '5', !!float 5, !!bool 'true', !own x]"), r#"["5","5",5,5.0,true,"x"]"#);
    for (text, tag) in
        [("a: !!int x", "int"), ("a: !!bool 1", "bool"), ("a: !!null x", "null"), ("a: !!float .inf", "float")]
    {
        assert_eq!(fault(text).0, format!("the value is not what the tag !!{tag} says"));
    }
}

#[test]
fn an_alias_is_a_copy_at_its_own_place() {
    let text = "a: &x [1, {k: 2}]\nb: *x\n";
    assert_eq!(json(text), r#"{"a":[1,{"k":2}],"b":[1,{"k":2}]}"#);
    let node = parse_yaml(text).unwrap();
    let places = |n: &Node| n.items().iter().map(|i| text[i.span.range()].to_owned()).collect::<Vec<_>>();
    assert_eq!(places(node.get("b").unwrap()), ["*x", "*x"]);
    assert_eq!(places(node.get("a").unwrap()), ["1", "{"]);
    assert_eq!(json("&k a: 1\nb: {*k : 2}"), r#"{"a":1,"b":{"a":2}}"#);
}

#[test]
fn fields_can_be_taken_over_from_another_group() {
    let text = "base: &b {x: 1, y: 2}\nmore: &m {z: 3}\none: {<<: *b, y: 9}\ntwo: {<<: [*b, *m]}";
    let all = json(text);
    assert!(all.ends_with(r#""one":{"y":9,"x":1},"two":{"x":1,"y":2,"z":3}}"#), "{all}");
    assert_eq!(fault("a: {<<: x}"), ("this is not YAML: a group of fields stands after <<".to_owned(), "x".to_owned()));
}

#[test]
fn keys_are_text_and_stand_once() {
    assert_eq!(json("1: a\ntrue: b\n'c d': e"), r#"{"1":"a","true":"b","c d":"e"}"#);
    for text in ["~: x", ": x", "? [a]\n: b", "a: &l [b]\n*l : c"] {
        assert_eq!(fault(text).0, "this is not YAML: a key must be text", "{text}");
    }
    for text in ["a: 1\na: 2", "{a: 1, 'a': 2}", "1: x\n\"1\": y"] {
        let fault = parse_yaml(text).unwrap_err();
        let key = fault.duplicate_key.unwrap();
        assert_eq!(fault.message.sv, format!("nyckeln ”{key}” står två gånger"));
        assert!(fault.span.start > 0);
    }
}

#[test]
fn one_document_is_read() {
    assert_eq!(json("%YAML 1.2\n---\na: 1 # kommentar\n..."), r#"{"a":1}"#);
    assert_eq!(json("# bara en kommentar\n"), "{}");
    let second = "this is not YAML for one page: a second document begins here";
    assert_eq!(fault("a: 1\n---\nb: 2"), (second.to_owned(), "---".to_owned()));
}

#[test]
fn what_would_unfold_without_bound_is_refused() {
    let refused = "the front matter is too large or has aliases that unfold without bound";
    let deep = format!("a: {}{}", "[".repeat(30), "]".repeat(30));
    let deeper = format!("a: {}{}", "[".repeat(300), "]".repeat(300));
    let wide = format!("a: [{}]", "x,".repeat(10_001));
    let often = format!("a: &x 1\nb: [{}]", "*x,".repeat(501));
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for i in 1..9 {
        bomb += &format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 10].join(","));
    }
    for text in [deep, deeper, wide, often, bomb, "a: &x [*x]".to_owned(), "&x a: {b: &y {c: *y}}".to_owned()] {
        assert_eq!(fault(&text).0, refused, "{}", &text[..40.min(text.len())]);
    }
}

#[test]
fn faults_of_syntax_are_told_in_words() {
    for (text, said, at) in [
        ("a: [b", "a bracket or brace in the value is never closed", "a: "),
        ("a: [b, , c]", "a value is missing in the list, or there is one comma too many", "a: [b, "),
        ("a: \"b", "a quote is never closed, or the line after it is not indented", "a: "),
        ("a: b: c", "this is not YAML: a value holds a colon followed by a space", "a: b"),
        ("a:\n\t- b", "this is not YAML: a tab stands where there should be spaces", "a:\n\t"),
        ("a: *b", "the alias has no anchor (&name)", "a: "),
        ("a: @b", "this is not YAML: a value cannot begin with \"@\"; put it inside quotes", "a: "),
    ] {
        let fault = parse_yaml(text).unwrap_err();
        assert_eq!((fault.message.en.as_str(), fault.span.start as usize), (said, at.len()), "{text}");
    }
}

#[test]
fn nothing_of_the_parsers_english_is_told_in_swedish() {
    for (text, said) in [
        ("a: {b: 1, c: 2]", "i en lista eller grupp fattas ett kommatecken, eller så stängs den med fel tecken"),
        ("a: [x, y}", "i en lista eller grupp fattas ett kommatecken, eller så stängs den med fel tecken"),
        ("a: 1\nbara text\nb: 2", "det här är inte YAML: raden är inget ”nyckel: värde”"),
        ("a: \"x\" y", "det här är inte YAML: efter det avslutande citattecknet står något mer"),
        ("a: 'x' y", "det här är inte YAML: efter det avslutande citattecknet står något mer"),
        (
            "a: \"C:\\Mallar\"",
            "det här är inte YAML: ett omvänt snedstreck betyder något särskilt i \"…\"; sätt värdet inom '…'",
        ),
        ("a: `kod`", "det här är inte YAML: ett värde kan inte börja med ”`”; sätt det inom citattecken"),
        ("a: %b", "det här är inte YAML: ett värde kan inte börja med ”%”; sätt det inom citattecken"),
        ("a: !bang!x", "det här är inte YAML: ett värde som börjar med ! läses som en tagg; sätt det inom citattecken"),
        ("a: * b", "det här är inte YAML: ett värde kan inte börja med * eller &; sätt det inom citattecken"),
        ("a: | text\n", "det här är inte YAML: efter | eller > börjar texten på nästa rad"),
        ("- a\nb: 1", "det här är inte YAML: raden är indragen på annat sätt än de andra"),
    ] {
        let fault = parse_yaml(text).unwrap_err();
        assert_eq!(fault.message.sv, said, "{text}");
    }
}
