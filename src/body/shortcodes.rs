//! The declarations of shortcodes, read from the theme's components and needed wherever a call is checked.

use super::ArgumentValue;

/// A shortcode as its component declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortcodeSpec {
    /// The name of the component.
    pub name: String,
    /// All that it takes.
    pub arguments: Vec<ArgumentSpec>,
    /// It stands around a body: `{{ name }} … {{ /name }}`.
    pub body: bool,
}

/// An argument that an editor gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentSpec {
    /// The key.
    pub name: String,
    /// The type of its value.
    pub kind: ArgumentKind,
    /// A call without it is an error.
    pub required: bool,
    /// The only values allowed; empty: any.
    pub one_of: Vec<String>,
    /// The thing that the value names, which the program looks up and gives to the component.
    pub resolve: Option<Resolve>,
}

impl ArgumentSpec {
    /// Whether the value is of the kind that the component declares.
    pub fn accepts(&self, value: &ArgumentValue) -> bool {
        matches!(
            (value, self.kind),
            (_, ArgumentKind::Any)
                | (ArgumentValue::Str(_) | ArgumentValue::Word(_), ArgumentKind::Str)
                | (ArgumentValue::Int(_), ArgumentKind::Int)
                | (ArgumentValue::Bool(_), ArgumentKind::Bool)
        )
    }
}

/// The type of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// Text.
    Str,
    /// A whole number.
    Int,
    /// `true` or `false`.
    Bool,
    /// The component declares none.
    Any,
}

/// The things that an argument can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolve {
    /// A contact, by id.
    Contact,
    /// A file beside the page.
    File,
    /// An image beside the page.
    Image,
    /// A page, or a section of it: `page-id#heading-id`.
    Section,
}

impl Resolve {
    /// The word in a component's metadata, and the name under which the component is given what was found.
    pub fn parse(word: &str) -> Option<Resolve> {
        Some(match word {
            "contact" => Resolve::Contact,
            "file" => Resolve::File,
            "image" => Resolve::Image,
            "section" => Resolve::Section,
            _ => return None,
        })
    }

    /// The word that [`Resolve::parse`] reads.
    pub fn as_str(self) -> &'static str {
        match self {
            Resolve::Contact => "contact",
            Resolve::File => "file",
            Resolve::Image => "image",
            Resolve::Section => "section",
        }
    }
}
