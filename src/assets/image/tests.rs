use proptest::prelude::*;

use super::*;

fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
    let len = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
    [&[0xff, marker], &len[..], body].concat()
}

/// A frame header of 20 × 10 pixels with one component.
fn frame_header() -> Vec<u8> {
    segment(0xc0, &[8, 0, 10, 0, 20, 1, 1, 0x11, 0])
}

/// Scan header and pixels, with a stuffed byte and a restart marker.
fn scan() -> Vec<u8> {
    [segment(0xda, &[1, 1, 0, 0, 63, 0]), vec![1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]].concat()
}

fn exif_segment(orientation: u8) -> Vec<u8> {
    segment(0xe1, &[&b"Exif\0\0"[..], &exif::block(orientation)].concat())
}

fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
    [&[0xff, 0xd8], &segments.concat()[..], &frame_header(), &scan(), &[0xff, 0xd9]].concat()
}

fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut out = png::SIGNATURE.to_vec();
    png::write(b"IHDR", &[0, 0, 0, 20, 0, 0, 0, 10, 8, 0, 0, 0, 0], &mut out);
    for (name, data) in chunks {
        png::write(name, data, &mut out);
    }
    png::write(b"IDAT", &[1, 2, 3], &mut out);
    png::write(b"IEND", &[], &mut out);
    out
}

fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut out = b"RIFF....WEBP".to_vec();
    for (name, data) in chunks {
        webp::write(name, data, &mut out);
    }
    let len = u32::try_from(out.len() - 8).expect("short");
    out[4..8].copy_from_slice(&len.to_le_bytes());
    out
}

/// `VP8X` of 20 × 10 pixels.
fn extended(flags: u8) -> [u8; 10] {
    [flags, 0, 0, 0, 19, 0, 0, 9, 0, 0]
}

/// An extension of a GIF with its sub-blocks.
fn extension(label: u8, blocks: &[&[u8]]) -> Vec<u8> {
    let mut out = vec![0x21, label];
    for block in blocks {
        out.push(u8::try_from(block.len()).expect("short"));
        out.extend_from_slice(block);
    }
    out.push(0);
    out
}

fn comment(text: &[u8]) -> Vec<u8> {
    extension(0xfe, &[text])
}

/// 20 × 10 pixels, two colours.
fn gif(extensions: &[Vec<u8>]) -> Vec<u8> {
    let image = b",\0\0\0\0\x14\0\x0a\0\0\x02\x02D\x01\0;";
    [b"GIF89a\x14\0\x0a\0\x80\0\0\0\0\0\xff\xff\xff", &extensions.concat()[..], image].concat()
}

fn part(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let len = u32::try_from(body.len() + 8).expect("short").to_be_bytes();
    [&len[..], name, body].concat()
}

/// A still picture with items of these kinds, and further boxes at its end.
fn avif(items: &[&[u8; 4]], more: &[u8]) -> Vec<u8> {
    let item = |kind: &[u8; 4]| part(b"infe", &[b"\x02\0\0\0\0\x01\0\0", &kind[..], b"\0"].concat());
    let all: Vec<u8> = items.iter().flat_map(|kind| item(kind)).collect();
    let count = u16::try_from(items.len()).expect("few").to_be_bytes();
    let iinf = part(b"iinf", &[&[0; 4], &count[..], &all].concat());
    let ispe = part(b"ispe", &[0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 10]);
    let iprp = part(b"iprp", &[part(b"ipco", &ispe), part(b"ipma", &[0; 8])].concat());
    let meta = [vec![0; 4], part(b"hdlr", &[0; 24]), part(b"pitm", &[0; 6]), iinf, iprp].concat();
    [part(b"ftyp", b"avif\0\0\0\0avifmif1"), part(b"meta", &meta), part(b"mdat", b"pixels"), more.to_vec()].concat()
}

/// What a camera noted, in every place where it may stand.
#[test]
fn where_a_photo_was_taken_survives_in_no_format() {
    let place = b"GPS 59.3293 N, 18.0686 E";
    let tiff = [&exif::block(6)[..], place].concat();
    let holds = |bytes: &[u8]| bytes.windows(7).any(|w| w == b"59.3293");
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", &place[..]].concat();
    let jfif = [b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02", &place[..]].concat();
    let adobe = [b"Adobe\0\x64\0\0\0\0\0", &place[..]].concat();
    let of_jpeg = [
        segment(0xe0, &jfif),
        segment(0xe1, &[&b"Exif\0\0"[..], &tiff].concat()),
        segment(0xe1, &xmp),
        segment(0xe1, &[b"http://ns.adobe.com/xmp/extension/\0", &place[..]].concat()),
        segment(0xe2, &[b"MPF\0", &place[..]].concat()),
        segment(0xe3, place),
        segment(0xec, place),
        segment(0xed, &[b"Photoshop 3.0\08BIM", &place[..]].concat()),
        segment(0xee, &adobe),
        segment(0xef, place),
        segment(0xfe, place),
    ];
    let second = jpeg(&of_jpeg);
    let of_png: [(&[u8; 4], &[u8]); 6] =
        [(b"tEXt", place), (b"zTXt", place), (b"iTXt", place), (b"eXIf", &tiff), (b"tIME", place), (b"prVt", place)];
    let of_webp: [(&[u8; 4], &[u8]); 5] =
        [(b"VP8X", &extended(0x0c)), (b"VP8L", b"\x2fpixel"), (b"EXIF", &tiff), (b"XMP ", place), (b"note", place)];
    let of_gif = [
        comment(place),
        extension(0xff, &[b"XMP DataXMP", place]),
        extension(0xff, &[b"NETSCAPE2.0", b"\x01\0\0", place]),
        extension(0xf9, &[b"\0\0\0\0", place]),
        extension(0x01, &[&[0; 12], place]),
        extension(0x77, &[place]),
    ];
    for (noted, kind) in [
        ([&second[..], &second].concat(), ImageKind::Jpeg),
        ([&png(&of_png)[..], place].concat(), ImageKind::Png),
        ([&webp(&of_webp)[..], place].concat(), ImageKind::Webp),
        ([&gif(&of_gif)[..], place].concat(), ImageKind::Gif),
    ] {
        assert!(holds(&noted));
        let clean = strip(&noted, kind);
        assert!(!holds(&clean), "{kind:?}: {}", clean.escape_ascii());
        assert_eq!(strip(&clean, kind), clean);
        assert_eq!(image_size(&clean), image_size(&noted));
    }
    for refused in [
        avif(&[b"av01", b"Exif"], place),
        avif(&[b"av01", b"Exif"], &[]),
        avif(&[b"av01", b"mime"], &[]),
        avif(&[b"av01", b"uri "], &[]),
        avif(&[b"av01"], place),
        avif(&[b"av01"], &part(b"uuid", place)),
        avif(&[b"av01"], &part(b"moov", place)),
        avif(&[b"av01"], &part(b"free", place)),
    ] {
        assert!(strip_metadata(&refused, ImageKind::Avif).is_err(), "{}", refused.escape_ascii());
    }
    let clean = avif(&[b"av01", b"grid"], &part(b"free", &[0; 4]));
    assert!(matches!(strip_metadata(&clean, ImageKind::Avif), Ok(Cow::Borrowed(_))));
}

#[test]
fn gif_without_notes() {
    let runs = extension(0xff, &[b"NETSCAPE2.0", b"\x01\x05\0"]);
    let profile = extension(0xff, &[b"ICCRGBG1012", b"profile"]);
    let control = extension(0xf9, &[b"\x01\x0a\0\0"]);
    let clean = gif(&[runs.clone(), profile.clone(), control.clone()]);
    assert!(matches!(strip_metadata(&clean, ImageKind::Gif), Ok(Cow::Borrowed(_))));
    assert_eq!(strip(&gif(&[comment(b"a"), runs, comment(b"b"), profile, control]), ImageKind::Gif), clean);
    // Many lack the last byte.
    assert_eq!(strip(&clean[..clean.len() - 1], ImageKind::Gif), clean);
    assert_eq!(image_size(&clean), Some((20, 10)));
    for (bytes, expected) in [
        (&b"GIF90a.......;"[..], "the file is no GIF image"),
        (b"GIF89a\0\0\0\0\0\0\0;", "the image is damaged: the image has no pixels at byte 13"),
        (b"GIF89a\0\0\0\0\0\0\0x", "the image is damaged: a block begins with 0x78 at byte 13"),
        (b"GIF89a\0\0\0\0\x80\0\0", "the image ends in the middle, in the colours at byte 13"),
    ] {
        assert_eq!(strip_metadata(bytes, ImageKind::Gif).expect_err(expected).to_string(), expected);
    }
}

fn strip(bytes: &[u8], kind: ImageKind) -> Vec<u8> {
    strip_metadata(bytes, kind).expect("a whole image").into_owned()
}

#[test]
fn jpeg_without_notes() {
    let jfif = segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
    let profile = segment(0xe2, b"ICC_PROFILE\0\x01\x01profile");
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\0");
    let kept = [jfif.clone(), profile.clone(), adobe.clone(), segment(0xdb, &[0; 65]), segment(0xdd, &[0, 4])];
    let clean = jpeg(&kept);
    assert!(matches!(strip_metadata(&clean, ImageKind::Jpeg), Ok(Cow::Borrowed(_))));
    let noted = jpeg(&[
        jfif,
        exif_segment(1),
        segment(0xe0, b"JFXX\0\x10small copy"),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
        segment(0xe2, b"MPF\0MM"),
        profile,
        segment(0xed, b"Photoshop 3.0\08BIM"),
        adobe,
        segment(0xfe, b"comment"),
        segment(0xdb, &[0; 65]),
        vec![0xff, 0xff, 0xff],
        segment(0xdd, &[0, 4])[1..].to_vec(),
    ]);
    let behind = [&noted[..], b"a second image"].concat();
    assert_eq!(strip(&behind, ImageKind::Jpeg), clean);
}

#[test]
fn orientation_is_kept_and_heeded() {
    let gps = [&exif::block(6)[..], b"GPS 59.27 N, 15.21 E"].concat();
    let image = jpeg(&[segment(0xe1, &[&b"Exif\0\0"[..], &gps].concat()), exif_segment(3)]);
    let clean = strip(&image, ImageKind::Jpeg);
    assert_eq!(clean, jpeg(&[exif_segment(6)]));
    assert_eq!(strip(&clean, ImageKind::Jpeg), clean);
    assert_eq!((image_size(&image), image_size(&clean)), (Some((10, 20)), Some((10, 20))));
    assert_eq!(image_size(&jpeg(&[exif_segment(3)])), Some((20, 10)));

    let image = png(&[(b"eXIf", &gps)]);
    let clean = strip(&image, ImageKind::Png);
    assert_eq!(clean, png(&[(b"eXIf", &exif::block(6))]));
    assert_eq!(image_size(&clean), Some((10, 20)));
    assert_eq!(strip(&png(&[(b"eXIf", &exif::block(1))]), ImageKind::Png), png(&[]));

    let image = webp(&[(b"VP8X", &extended(0x0c)), (b"VP8L", b"\x2fpixel"), (b"EXIF", &gps), (b"XMP ", b"<x/>")]);
    let clean = strip(&image, ImageKind::Webp);
    assert_eq!(clean, webp(&[(b"VP8X", &extended(8)), (b"VP8L", b"\x2fpixel"), (b"EXIF", &exif::block(6))]));
    assert_eq!(strip(&clean, ImageKind::Webp), clean);
    assert_eq!(image_size(&clean), Some((10, 20)));
}

#[test]
fn png_without_notes() {
    let clean = png(&[(b"gAMA", &[0, 0, 1, 1]), (b"pHYs", &[0; 9]), (b"acTL", &[0; 8]), (b"tRNS", &[0, 0])]);
    assert!(matches!(strip_metadata(&clean, ImageKind::Png), Ok(Cow::Borrowed(_))));
    let mut noted = png(&[
        (b"tEXt", b"Author\0Namn Namnsson"),
        (b"gAMA", &[0, 0, 1, 1]),
        (b"zTXt", b"x"),
        (b"iTXt", b"x"),
        (b"tIME", &[0; 7]),
        (b"pHYs", &[0; 9]),
        (b"acTL", &[0; 8]),
        (b"caBX", b"where it was made"),
        (b"tRNS", &[0, 0]),
    ]);
    noted.extend_from_slice(b"cut-off part of the screen");
    assert_eq!(strip(&noted, ImageKind::Png), clean);
}

#[test]
fn webp_without_notes() {
    let clean = webp(&[(b"VP8L", b"\x2fpixels")]);
    assert!(matches!(strip_metadata(&clean, ImageKind::Webp), Ok(Cow::Borrowed(_))));
    assert_eq!(strip(&[&clean[..], b"more"].concat(), ImageKind::Webp), clean);
    assert_eq!(strip(&clean[..clean.len() - 1], ImageKind::Webp), clean);
    let frame = |notes: &[u8]| [&[0; 16], &webp(&[(b"VP8L", b"\x2fpixel")])[12..], notes].concat();
    let moving = webp(&[(b"VP8X", &extended(0x02)), (b"ANIM", &[0; 6]), (b"ANMF", &frame(b""))]);
    let noted = webp(&[
        (b"VP8X", &extended(0x0e)),
        (b"ANIM", &[0; 6]),
        (b"ANMF", &frame(b"note\x02\0\0\0ab")),
        (b"XMP ", b"<x/>"),
        (b"EXIF", &exif::block(1)),
    ]);
    assert_eq!(strip(&noted, ImageKind::Webp), moving);
}

#[test]
fn errors_say_what_is_wrong() {
    use ImageKind::{Jpeg, Png, Webp};
    let jpeg = jpeg(&[]);
    let png = png(&[]);
    let webp = webp(&[(b"VP8L", b"\x2fpixel")]);
    let unknown = [png::SIGNATURE, b"\0\0\0\0ABCDsum."].concat();
    for (bytes, kind, expected) in [
        (&b"GIF89a"[..], Jpeg, "the file is no JPEG image"),
        (b"GIF89a", Png, "the file is no PNG image"),
        (b"GIF89a", Webp, "the file is no WebP image"),
        (&jpeg[..jpeg.len() - 2], Jpeg, "the image ends in the middle, in the pixels at byte 15"),
        (&jpeg[..10], Jpeg, "the image ends in the middle, in the segment 0xc0 at byte 2"),
        (b"\xff\xd8\xff\xd9", Jpeg, "the image is damaged: the image has no pixels at byte 2"),
        (b"\xff\xd8ab", Jpeg, "the image is damaged: a marker is missing, there is 0x61 at byte 2"),
        (b"\xff\xd8\xff\xe1\0\x01", Jpeg, "the image is damaged: the length of the segment 0xe1 is 1 at byte 2"),
        (&png[..png.len() - 1], Png, "the image ends in the middle, in the chunk IEND at byte 48"),
        (&unknown, Png, "the image is damaged: the first chunk is not IHDR at byte 8"),
        (&webp[..webp.len() - 2], Webp, "the image ends in the middle, in the RIFF file at byte 0"),
        (b"RIFF\x0c\0\0\0WEBPnote\0\0\0\0", Webp, "the image is damaged: the first chunk is note at byte 12"),
        (b"RIFF\x04\0\0\0WEBP", Webp, "the image is damaged: the image has no pixels at byte 12"),
    ] {
        let error = strip_metadata(bytes, kind).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn kinds_and_sizes() {
    for (bytes, kind) in [
        (&jpeg(&[])[..], ImageKind::Jpeg),
        (&png(&[]), ImageKind::Png),
        (&webp(&[]), ImageKind::Webp),
        (&gif(&[]), ImageKind::Gif),
        (&avif(&[b"av01"], &[]), ImageKind::Avif),
        (b"\0\0\0\x14ftypmif1\0\0\0\0avif", ImageKind::Avif),
    ] {
        assert_eq!(Sniffed::of(bytes), Sniffed::Known(kind));
    }
    for (bytes, name) in [
        (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC"),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "RAW"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b"II+\0\x08\0\0\0", "TIFF"),
        (b"IIU\0\x18\0", "RAW"),
        (b"FUJIFILMCCD-RAW 0201", "RAW"),
        (b"\xff\x0a\xfa", "JPEG XL"),
        (b"\0\0\0\x0cJXL \x0d\x0a\x87\x0a", "JPEG XL"),
        (b"\0\0\0\x0cjP  \x0d\x0a\x87\x0a", "JPEG 2000"),
        (b"8BPS\0\x01\0\0", "PSD"),
        (b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0", "BMP"),
        (b"\0\0\x01\0\x01\0\x10\x10", "ICO"),
    ] {
        assert_eq!(Sniffed::of(bytes), Sniffed::Unfit(name));
    }
    for bytes in
        [&b""[..], b"%PDF-1.7", b"BMP beskrivs i bilagan", b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", b"8BPS i text"]
    {
        assert_eq!(Sniffed::of(bytes), Sniffed::Other, "{}", bytes.escape_ascii());
    }
    assert!(promises_image("jpg") && promises_image("heic") && !promises_image("pdf") && !promises_image(""));
    assert!(EXTENSIONS.is_sorted());
    assert_eq!(image_size(&jpeg(&[])), Some((20, 10)));
    assert_eq!(image_size(&png(&[])), Some((20, 10)));
    assert_eq!(image_size(b"GIF89a\x14\0\x0a\0\0\0\0"), Some((20, 10)));
    assert_eq!(image_size(b"GIF"), None);
    assert_eq!(image_size(b"text"), None);
}

/// Images of all kinds, to be damaged.
fn images() -> Vec<Vec<u8>> {
    vec![
        jpeg(&[exif_segment(6), segment(0xfe, b"comment"), segment(0xe2, b"ICC_PROFILE\0x")]),
        png(&[(b"eXIf", &exif::block(8)), (b"tEXt", b"a\0b"), (b"gAMA", &[0; 4])]),
        webp(&[(b"VP8X", &extended(0x0c)), (b"VP8L", b"\x2fpixel"), (b"EXIF", &exif::block(5)), (b"XMP ", b"x")]),
        gif(&[comment(b"note"), extension(0xff, &[b"NETSCAPE2.0", b"\x01\0\0"])]),
        avif(&[b"av01", b"grid"], &[]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Damage makes an error or a file that is clean; sizes never panic.
    #[test]
    fn damaged_images_do_no_harm(
        which in 0..5usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = images().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        image_size(&bytes);
        for kind in [ImageKind::Jpeg, ImageKind::Png, ImageKind::Webp] {
            if let Ok(clean) = strip_metadata(&bytes, kind) {
                let again = strip_metadata(&clean, kind);
                prop_assert_eq!(again.as_deref(), Ok(&*clean));
            }
        }
    }

    #[test]
    fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..100), kind in 0..3usize) {
        let lead: [&[u8]; 3] = [b"\xff\xd8\xff", png::SIGNATURE, b"RIFF\x40\0\0\0WEBPVP8X"];
        for bytes in [bytes.clone(), [lead[kind], &bytes].concat()] {
            image_size(&bytes);
            for kind in [ImageKind::Jpeg, ImageKind::Png, ImageKind::Webp] {
                let _ = strip_metadata(&bytes, kind);
            }
        }
    }
}
