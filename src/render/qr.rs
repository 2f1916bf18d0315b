//! The code on a printed card: a QR code (ISO/IEC 18004) as a drawing in the page itself.

use crate::base::html::escape;
use fast_qr::{ECL, QRBuilder};

/// Light modules around the code, which readers need to find it (ISO/IEC 18004, 6.3.8).
const QUIET_ZONE: usize = 4;

/// An SVG of `address`, named `label`; `None` when it is longer than a code can hold. A quarter of it may be worn away.
pub(super) fn svg(address: &str, label: &str) -> Option<String> {
    let code = QRBuilder::new(address).ecl(ECL::Q).build().ok()?;
    let side = code.size + 2 * QUIET_ZONE;
    // Each dark run is a line through the middle of its row, one module wide: half as long as a box. The pen goes on from where it
    // is, over the end of a row too, since small numbers come again and are compressed.
    let mut path = String::new();
    let mut pen = None;
    for y in 0..code.size {
        let row = &code[y];
        let dark = |x: usize| row.get(x).is_some_and(|m| m.value());
        let mut x = 0;
        while x < code.size {
            let run = (x..code.size).take_while(|x| dark(*x)).count();
            if run > 0 {
                match pen {
                    None => path.push_str(&format!("M{} {}.5h{run}", x + QUIET_ZONE, y + QUIET_ZONE)),
                    Some((at, row)) => {
                        let back = if x < at { "-" } else { "" };
                        path.push_str(&format!("m{back}{} {}h{run}", x.abs_diff(at), y - row));
                    }
                }
                pen = Some((x + run, y));
            }
            x += run.max(1);
        }
    }
    let label = escape(label);
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_the_same_each_time_with_its_quiet_zone() {
        let one = svg("https://intranet.example/k/kort/?v=1.0", "Kod till \"kortet\"").unwrap();
        assert_eq!(Some(&one), svg("https://intranet.example/k/kort/?v=1.0", "Kod till \"kortet\"").as_ref());
        // Version 4 with correction level Q: 33 modules, and four light ones on each side.
        assert!(one.contains("viewBox=\"0 0 41 41\""), "{one}");
        // The finder pattern at the upper left begins at the edge of the quiet zone.
        assert!(one.contains("d=\"M4 4.5h7m"), "{one}");
        assert!(one.contains("aria-label=\"Kod till &quot;kortet&quot;\""), "{one}");
        assert_eq!(svg(&"x".repeat(4000), ""), None);
    }
}
