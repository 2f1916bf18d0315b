//! The elements and attributes of SVG that a drawing needs. Left out on purpose:
//! scripts, `foreignObject` (HTML), links, sound and video, `feImage` (loads files), and
//! animation (`<set>` and `<animate>` can write an address into an attribute).

use super::css;
use crate::assets::image::{ImageKind, Sniffed, strip_metadata};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Elements that are kept.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Attributes that any kept element may have, besides `aria-…`.
const ATTRIBUTES: &[&str] = &[
    "alignment-baseline",
    "amplitude",
    "azimuth",
    "baseFrequency",
    "baseline-shift",
    "bias",
    "class",
    "clip-path",
    "clip-rule",
    "clipPathUnits",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "cx",
    "cy",
    "d",
    "diffuseConstant",
    "direction",
    "display",
    "divisor",
    "dominant-baseline",
    "dx",
    "dy",
    "edgeMode",
    "elevation",
    "enable-background",
    "exponent",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "filterUnits",
    "flood-color",
    "flood-opacity",
    "font",
    "font-family",
    "font-size",
    "font-size-adjust",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "fr",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "image-rendering",
    "in",
    "in2",
    "intercept",
    "isolation",
    "k1",
    "k2",
    "k3",
    "k4",
    "kernelMatrix",
    "kernelUnitLength",
    "lang",
    "lengthAdjust",
    "letter-spacing",
    "lighting-color",
    "limitingConeAngle",
    "marker-end",
    "marker-mid",
    "marker-start",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "mask",
    "mask-type",
    "maskContentUnits",
    "maskUnits",
    "method",
    "mix-blend-mode",
    "mode",
    "numOctaves",
    "offset",
    "opacity",
    "operator",
    "order",
    "orient",
    "overflow",
    "paint-order",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointer-events",
    "points",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "r",
    "radius",
    "refX",
    "refY",
    "requiredFeatures",
    "result",
    "role",
    "rotate",
    "rx",
    "ry",
    "scale",
    "seed",
    "shape-rendering",
    "side",
    "slope",
    "spacing",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "textLength",
    "transform",
    "transform-origin",
    "type",
    "unicode-bidi",
    "values",
    "vector-effect",
    "version",
    "viewBox",
    "viewTarget",
    "visibility",
    "width",
    "word-spacing",
    "writing-mode",
    "x",
    "x1",
    "x2",
    "xChannelSelector",
    "xml:lang",
    "xml:space",
    "y",
    "y1",
    "y2",
    "yChannelSelector",
    "z",
    "zoomAndPan",
];

/// Whether the element is kept. Names in SVG are case-sensitive.
pub(super) fn element(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok()
}

/// Whether only the tags go and the children stay.
pub(super) fn keeps_children(name: &str) -> bool {
    name == "a"
}

/// Whether what is dropped is the notes of a drawing program, which nobody sees.
pub(super) fn is_editor_data(name: &str) -> bool {
    name == "metadata" || name == "xmlns" || (name.contains(':') && !name.starts_with("xlink:"))
}

/// The value that the attribute may have, and none when it must go. `name` is without
/// the prefix `xlink:`, which current SVG no longer needs.
pub(super) fn attribute(element: &str, name: &str, value: &str) -> Option<String> {
    match name {
        "href" => address(element, value),
        "style" => css::declarations(value),
        _ if is_aria(name) => Some(value.to_string()),
        _ => (ATTRIBUTES.binary_search(&name).is_ok() && css::is_harmless(value)).then(|| value.to_string()),
    }
}

/// `aria-…`; the XML parser lets quotes and `<` through in names, so each letter counts.
fn is_aria(name: &str) -> bool {
    name.strip_prefix("aria-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// Addresses: a part of the same drawing, or a picture within an `<image>`, without its notes.
fn address(element: &str, value: &str) -> Option<String> {
    let value = value.trim();
    if value.starts_with('#') {
        let whole = !value.chars().any(|c| c.is_whitespace() || c.is_control());
        return whole.then(|| value.to_owned());
    }
    let (media, data) = value.strip_prefix("data:image/")?.split_once(";base64,")?;
    if element != "image" || !matches!(media, "png" | "jpeg" | "jpg") {
        return None;
    }
    let data: String = data.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let bytes = STANDARD.decode(data).ok()?;
    let Sniffed::Known(kind @ (ImageKind::Png | ImageKind::Jpeg)) = Sniffed::of(&bytes) else { return None };
    let clean = strip_metadata(&bytes, kind).ok()?;
    Some(format!("data:image/{media};base64,{}", STANDARD.encode(clean)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_for_the_binary_search() {
        assert!(ELEMENTS.is_sorted());
        assert!(ATTRIBUTES.is_sorted());
    }

    const PNG: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    #[test]
    fn a_picture_within_a_drawing_loses_its_notes() {
        assert_eq!(attribute("image", "href", PNG).as_deref(), Some(PNG));
        let bytes = STANDARD.decode(PNG.split_once(',').unwrap().1).unwrap();
        let noted = [&bytes[..], b"59.3293 N, 18.0686 E"].concat();
        let noted = format!("data:image/png;base64,{}", STANDARD.encode(noted));
        assert_eq!(attribute("image", "href", &noted).as_deref(), Some(PNG));
    }

    #[test]
    fn addresses() {
        for (element, value, kept) in [
            ("use", "#a", true),
            ("use", " #a ", true),
            ("use", "b.svg#a", false),
            ("use", "https://example.org/#a", false),
            ("use", "data:image/png;base64,AA==", false),
            ("image", PNG, true),
            ("image", &PNG.replace("AAA", "A\nA A"), true),
            ("image", "data:image/png;base64,AA==", false),
            ("image", "data:image/jpeg;base64,R0lGODlhAQABAAAAADs=", false),
            ("image", "data:image/svg+xml;base64,AA==", false),
            ("image", "data:image/png;base64,<", false),
            ("image", "bild.png", false),
            ("linearGradient", "javascript:x", false),
        ] {
            assert_eq!(attribute(element, "href", value).is_some(), kept, "{element} {value}");
        }
    }
}
