//! The kinds of boxes, and the words for each.

/// How a box is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    pub severity: &'static str,
    /// The theme's word for a box without a title of its own.
    pub title: &'static str,
}

/// Words for boxes, and what they are shown as.
const KINDS: [(&str, &str, &str); 15] = [
    ("note seealso admonition", "info", "alert_note"),
    ("info details", "info", "alert_info"),
    ("tip hint", "success", "alert_tip"),
    ("important", "info", "alert_important"),
    ("warning attention warn", "warning", "alert_warning"),
    ("caution", "danger", "alert_caution"),
    ("danger", "danger", "alert_caution"),
    ("error failure fail missing bug", "danger", "alert_error"),
    ("success check done", "success", "alert_done"),
    ("question help faq", "info", "alert_question"),
    ("example", "info", "alert_example"),
    ("quote cite", "info", "alert_quote"),
    ("abstract summary tldr", "info", "alert_summary"),
    ("todo", "info", "alert_todo"),
    ("secondary", "info", "alert_note"),
];

/// Swedish words for kinds, to suggest the right one.
const SWEDISH: [(&str, &str); 12] = [
    ("fara", "caution"),
    ("varning", "warning"),
    ("varsamt", "caution"),
    ("obs", "note"),
    ("notera", "note"),
    ("anmärkning", "note"),
    ("viktigt", "important"),
    ("tips", "tip"),
    ("råd", "tip"),
    ("exempel", "example"),
    ("fråga", "question"),
    ("citat", "quote"),
];

/// The kind that `word` names, in small or capital letters.
pub(crate) fn kind(word: &str) -> Option<Kind> {
    let word = word.to_lowercase();
    // Quarto's words.
    let word = word.strip_prefix("callout-").unwrap_or(&word);
    let (_, severity, title) = KINDS.iter().find(|(words, ..)| words.split(' ').any(|w| w == word))?;
    Some(Kind { severity, title })
}

/// The kind that a word which names none is shown as: that of its Swedish meaning, else a remark.
pub(crate) fn closest_kind(word: &str) -> Kind {
    swedish(word).and_then(kind).unwrap_or(Kind { severity: "info", title: "alert_note" })
}

fn swedish(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    SWEDISH.iter().find(|(sv, _)| *sv == word).map(|(_, en)| *en)
}

/// The word that was probably meant.
pub(crate) fn suggestion(word: &str) -> Option<&'static str> {
    let words = KINDS.iter().flat_map(|(words, ..)| words.split(' '));
    swedish(word).or_else(|| crate::base::suggest::closest(word, words))
}
