//! The size of a drawing in CSS pixels.

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// The width and height of a drawing, rounded, from `width` and `height` or, where one of
/// them is missing or relative, from the proportions of `viewBox`. None when the file is
/// no drawing or says nothing of its size.
pub(crate) fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = Reader::from_str(super::text(bytes).ok()?);
    let (mut width, mut height, mut view) = (None, None, None);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) | Event::Empty(tag) => {
                if tag.name().as_ref() != "svg" {
                    return None;
                }
                for attribute in tag.attributes() {
                    let attribute = attribute.ok()?;
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
                    match attribute.key.as_ref() {
                        "width" => width = length(&value),
                        "height" => height = length(&value),
                        "viewBox" => view = view_box(&value),
                        _ => {}
                    }
                }
                break;
            }
            _ => {}
        }
    }
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        _ => return None,
    };
    Some((pixels(width)?, pixels(height)?))
}

/// A length in CSS pixels (CSS Values, absolute lengths: 1in is 96px); none for
/// percentages and lengths that depend on a font.
fn length(value: &str) -> Option<f64> {
    let value = value.trim();
    let unit = value.find(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'e' | 'E') || c == '%');
    let (number, unit) = value.split_at(unit.unwrap_or(value.len()));
    let factor = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "mm" => 96.0 / 25.4,
        "cm" => 96.0 / 2.54,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * factor).filter(|number| *number > 0.0)
}

fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = value
        .split([' ', ',', '\n', '\t', '\r'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

fn pixels(length: f64) -> Option<u32> {
    let rounded = length.round().max(1.0);
    // The comparison also refuses what is not a number.
    (rounded <= f64::from(u32::MAX)).then_some(rounded as u32)
}
