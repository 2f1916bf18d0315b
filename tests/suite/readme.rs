//! The README is held to the program: settings, commands, kinds and fields that exist are described.

use clap::CommandFactory;
use ledfyr::commands::cli::Cli;
use ledfyr::config::{AcuteNumber, Config, LanguageConfig};
use ledfyr::front_matter::field_names;
use ledfyr::front_matter::fields::Kind;

const README: &str = include_str!("../../README.md");

fn described(name: &str) -> bool {
    README.contains(&format!("`{name}`"))
        || README.contains(&format!("`{name}:"))
        || README.contains(&format!("`{name} "))
}

fn missing(names: impl IntoIterator<Item = String>) -> Vec<String> {
    names.into_iter().filter(|name| !described(name)).collect()
}

fn keys(value: &impl serde::Serialize) -> Vec<String> {
    let value = serde_json::to_value(value).unwrap();
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn every_setting_is_described() {
    let config = serde_json::to_value(Config::default()).unwrap();
    let mut names = Vec::new();
    for (table, value) in config.as_object().unwrap() {
        match (table.as_str(), value.as_object()) {
            ("languages", _) => names.push("languages.CODE".to_owned()),
            ("lint", _) => names.extend(["lint.CODE", "lint.grace.CODE"].map(str::to_owned)),
            ("theme", _) => names.push("theme".to_owned()),
            (_, Some(keys)) => names.extend(keys.keys().map(|k| format!("{table}.{k}"))),
            (_, None) => names.push(table.clone()),
        }
    }
    assert!(names.len() > 30, "{names:?}");
    names.extend(keys(&LanguageConfig::default()));
    assert_eq!(missing(names), Vec::<String>::new());
    let acute = keys(&AcuteNumber::default());
    assert!(README.contains(&format!("[{{{}}}]", acute.join(", "))), "{acute:?}");
}

#[test]
fn every_command_is_described() {
    let commands = Cli::command();
    for command in commands.get_subcommands() {
        let name = command.get_name();
        assert!(described(name) || README.contains(&format!("`{name} ")) || name == "help", "{name}");
        for option in command.get_arguments().filter_map(|a| a.get_long()) {
            assert!(README.contains(&format!("--{option}")), "{name} --{option}");
        }
    }
}

#[test]
fn every_kind_and_field_is_described() {
    assert_eq!(missing(Kind::ALL.iter().map(|k| k.to_string())), Vec::<String>::new());
    assert_eq!(missing(field_names().iter().map(|name| (*name).to_owned())), Vec::<String>::new());
}

/// In the table of kinds each kind has a row with the fields that its pages must have, and those that only they have.
#[test]
fn every_kind_is_described_with_its_fields() {
    for kind in Kind::ALL {
        let row = README.lines().find(|line| line.starts_with(&format!("| `{kind}` |"))).unwrap();
        let needs = row.split('|').nth(2).unwrap();
        let has = |part: &str, field: &str| ["`", ":"].iter().any(|end| part.contains(&format!("`{field}{end}")));
        let missing: Vec<&str> = kind.needed().filter(|field| !has(needs, field)).collect();
        assert!(missing.is_empty(), "{kind} needs {missing:?}: {row}");
        let missing: Vec<&str> = kind.own_fields().filter(|field| !has(row, field)).collect();
        assert!(missing.is_empty(), "{kind} has {missing:?}: {row}");
    }
}
