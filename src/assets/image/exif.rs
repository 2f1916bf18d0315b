//! The one thing that is read from Exif: how the camera was held.

/// The tag of the orientation (Exif 2.32, table 4).
const ORIENTATION: u16 = 0x0112;

/// The orientation in a TIFF block: 1 to 8, 1 being upright. None when there is none, or
/// it cannot be read.
pub(super) fn orientation(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        [b'M', b'M', 0, 42] => true,
        [b'I', b'I', 42, 0] => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let entries = usize::from(short(directory)?);
    for entry in 0..entries {
        let at = directory.checked_add(2 + entry * 12)?;
        if short(at)? == ORIENTATION {
            // Type 3 is SHORT; some programs write LONG (4).
            let value = match short(at + 2)? {
                3 => u32::from(short(at + 8)?),
                4 => long(at + 8)?,
                _ => return None,
            };
            return u8::try_from(value).ok().filter(|value| (1..=8).contains(value));
        }
    }
    None
}

/// A TIFF block with nothing but the orientation.
pub(super) fn block(orientation: u8) -> [u8; 26] {
    let mut block = *b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[19] = orientation;
    block
}

/// Whether width and height change places.
pub(super) fn turns(orientation: u8) -> bool {
    (5..=8).contains(&orientation)
}

/// The orientation of a block of notes, if it must be kept.
pub(super) fn worth_keeping(tiff: &[u8]) -> Option<u8> {
    orientation(tiff).filter(|orientation| *orientation != 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for value in 1..=8 {
            assert_eq!(orientation(&block(value)), Some(value));
            assert_eq!(turns(value), value > 4);
        }
        assert_eq!(orientation(&block(0)), None);
        assert_eq!(orientation(&block(9)), None);
        assert_eq!(worth_keeping(&block(1)), None);
    }

    #[test]
    fn little_endian_and_later_entries() {
        let mut tiff = b"II\x2a\0\x08\0\0\0\x02\0".to_vec();
        tiff.extend_from_slice(b"\x0f\x01\x02\0\x04\0\0\0abcd");
        tiff.extend_from_slice(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
        assert_eq!(orientation(&tiff), Some(6));
        for len in 0..tiff.len() - 2 {
            assert_eq!(orientation(&tiff[..len]), None, "{len}");
        }
        let far = b"II\x2a\0\xff\xff\xff\xff\x02\0";
        assert_eq!(orientation(far), None);
    }
}
