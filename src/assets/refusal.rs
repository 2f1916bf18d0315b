//! Why an attached image is not published, in words for people.

use super::image::ImageError;
use super::svg::SvgError;
use crate::base::text::Text;
use crate::text;

pub(super) fn drawing(e: &SvgError) -> Text {
    match e {
        SvgError::NotUtf8 => text!("den är inte UTF-8", "it is not UTF-8"),
        SvgError::NotSvg(found) => {
            text!("den börjar inte med <svg> utan med {found}", "it does not begin with <svg>, but with {found}")
        }
        SvgError::Malformed { position, message } => {
            text!(
                "den är inte riktig XML vid byte {position}: {message}",
                "it is not well-formed XML at byte {position}: {message}"
            )
        }
        SvgError::Entities => text!("dess DOCTYPE bestämmer egna entiteter", "its DOCTYPE defines entities"),
        SvgError::UnknownEntity(name) => {
            text!(
                "den använder entiteten &{name}; som den inte bestämmer",
                "it uses the entity &{name};, which it does not define"
            )
        }
    }
}

pub(super) fn image(e: &ImageError) -> Text {
    match e {
        ImageError::NotThis(kind) => text!("filen är ingen {kind}-bild", "the file is no {kind} image"),
        ImageError::Truncated { part, position } => {
            text!("den tar slut för tidigt, vid byte {position}", "it ends in the middle of {part} at byte {position}")
        }
        ImageError::Notes => text!(
            "den bär uppgifter (Exif, XMP) som ledfyr inte kan ta bort",
            "it carries notes (Exif, XMP) that ledfyr cannot take out"
        ),
        ImageError::Damaged { what, position } => {
            text!("den är skadad vid byte {position} ({what})", "it is damaged at byte {position}: {what}")
        }
    }
}
