//! What to write instead of an id that is not there.

use super::model::Facts;
use crate::base::suggest::instead;
use crate::base::text::Text;
use crate::text;

/// What to write instead of a heading's id that is not there.
pub fn heading_instead<'a>(anchor: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Text {
    instead(anchor, known).unwrap_or_else(|| {
        text!(
            "ge rubriken id:t med {{#{anchor}}}, eller länka till sidan utan #{anchor}",
            "give the heading that id with {{#{anchor}}}, or link to the page without #{anchor}"
        )
    })
}

/// What to write instead of a contact's id that is not there.
pub fn contact_instead(id: &str, facts: &Facts) -> Text {
    instead(id, facts.contacts.keys().map(String::as_str)).unwrap_or_else(|| {
        text!("lägg till kontakten på en sida med kind: contacts", "add the contact to a page with kind: contacts")
    })
}
