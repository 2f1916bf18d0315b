//! Files beside pages, made fit to publish: measured, metadata taken out, drawings made safe.

use super::image::{ImageError, Sniffed, image_size, promises_image, strip_metadata};
use super::refusal;
use super::svg::{sanitise_svg, svg_size};
use crate::base::bytes::Bytes;
use crate::base::parallel;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::site::{Asset, AssetIx, Site};
use crate::source::{Files, conflict, unreadable};
use crate::text;

/// A file as it is published.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub bytes: Bytes,
    /// Width and height in pixels, of an image.
    pub size: Option<(u32, u32)>,
}

/// Every asset that pages use, by its place in the site; `None`: not used, or not fit.
#[derive(Debug, Default)]
pub struct Assets {
    prepared: Vec<Option<Prepared>>,
}

impl Assets {
    pub fn get(&self, asset: AssetIx) -> Option<&Prepared> {
        self.prepared.get(asset)?.as_ref()
    }
}

/// Reads and prepares the assets that published pages use.
pub fn prepare(files: &dyn Files, site: &Site) -> (Assets, Diagnostics) {
    let trust_html = site.config.markdown.trust_html_files;
    let results = parallel::map(&site.assets, |asset| {
        if !(asset.used.linked || asset.used.shown) {
            return (None, Vec::new());
        }
        match files.read(&asset.file) {
            Ok(bytes) => match conflict::find(&asset.file, &bytes) {
                Some(conflict) => (None, vec![conflict]),
                None => one(asset, bytes, trust_html),
            },
            Err(e) => (None, vec![unreadable(&asset.file, &e)]),
        }
    });
    let mut assets = Assets::default();
    let mut found = Diagnostics::new();
    for (prepared, diagnostics) in results {
        assets.prepared.push(prepared);
        found.extend(diagnostics);
    }
    (assets, found)
}

fn one(asset: &Asset, bytes: Vec<u8>, trust_html: bool) -> (Option<Prepared>, Diagnostics) {
    let refuse = |message| {
        let d = Diagnostic::new(Code::UnsafeFile, message).file(&asset.file);
        (None, vec![d])
    };
    let plain = |bytes: Vec<u8>, size| (Some(Prepared { bytes: bytes.into(), size }), Vec::new());
    match &*asset.path.extension() {
        "html" | "htm" | "xhtml" | "xht" | "mhtml" | "shtml" | "hta" if !trust_html => refuse(text!(
            "HTML-filer publiceras inte: de kan köra skript hos läsaren",
            "HTML files are not published: they can run scripts in the reader's browser"
        ))
        .with_help(text!(
            "gör en Markdown-sida av den, eller sätt trust_html_files = true under [markdown]",
            "make a Markdown page of it, or set trust_html_files = true under [markdown]"
        )),
        "svg" => match sanitise_svg(&bytes) {
            Ok((clean, dropped)) => {
                let size = svg_size(&clean);
                let found = dropped
                    .into_iter()
                    .map(|what| {
                        Diagnostic::new(
                            Code::UnsafeFile,
                            text!("borttaget ur bilden: {what}", "taken out of the drawing: {what}"),
                        )
                        .file(&asset.file)
                        .help(text!(
                            "bilden visas utan det; ta bort det ur filen, och fyndet försvinner",
                            "the drawing is shown without it; take it out of the file, and the finding goes away"
                        ))
                        .cause(what)
                    })
                    .collect();
                (Some(Prepared { bytes: clean.into(), size }), found)
            }
            Err(e) => refuse(unpublished(&refusal::drawing(&e))).with_help(text!(
                "öppna bilden i ett ritprogram och spara den som vanlig SVG i UTF-8",
                "open the drawing in a drawing program and save it as plain SVG in UTF-8"
            )),
        },
        "svgz" => refuse(text!("packad SVG (.svgz) publiceras inte", "packed SVG (.svgz) is not published"))
            .with_help(text!("packa upp den och spara den som .svg", "unpack it and save it as .svg")),
        extension => match Sniffed::of(&bytes) {
            Sniffed::Known(kind) => match strip_metadata(&bytes, kind) {
                Ok(clean) => {
                    let clean = clean.into_owned();
                    let size = image_size(&clean);
                    let found = too_large(asset, clean.len(), size);
                    (Some(Prepared { bytes: clean.into(), size }), found.into_iter().collect())
                }
                Err(e) => refuse(unpublished(&refusal::image(&e))).with_help(match e {
                    ImageError::Notes => text!(
                        "spara den utan metadata, eller som JPEG, PNG eller WebP",
                        "save it without metadata, or as JPEG, PNG or WebP"
                    ),
                    _ => text!(
                        "öppna bilden i ett bildprogram och spara den igen",
                        "open the image in an image program and save it again"
                    ),
                }),
            },
            Sniffed::Unfit(name) => refuse(unpublished(&text!(
                "den är {name}, som webbläsare inte visar eller som kan bära platsen där den togs",
                "it is {name}, which browsers do not show or which may carry the place where it was taken"
            )))
            .with_help(text!("spara den som JPEG, PNG eller WebP", "save it as JPEG, PNG or WebP")),
            Sniffed::Other if promises_image(extension) => match str::from_utf8(&bytes) {
                // Text can be no photo, so nothing is hidden in it.
                Ok(text) if !text.contains('\0') => {
                    let (prepared, _) = plain(bytes, None);
                    (prepared, vec![no_image(asset, extension)])
                }
                _ => refuse(unpublished(&text!(
                    "filen heter .{extension} men är ingen bild som webbläsare visar",
                    "the file is called .{extension} but is no image that browsers show"
                )))
                .with_help(text!("spara den som JPEG, PNG eller WebP", "save it as JPEG, PNG or WebP")),
            },
            Sniffed::Other => {
                let size = if asset.used.shown { image_size(&bytes) } else { None };
                plain(bytes, size)
            }
        },
    }
}

/// The finding for text with an image's name.
fn no_image(asset: &Asset, extension: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NotAnImage,
        text!(
            "filen heter .{extension} men är ingen bild, så webbläsare visar inget",
            "the file is called .{extension} but is no image, so browsers show nothing"
        ),
    )
    .file(&asset.file)
    .cause(extension)
    .help(text!("lägg den riktiga bilden här, eller byt namn på filen", "put the real image here, or rename the file"))
}

/// What a phone on a poor network can bear: 2 MiB, and as many pixels as fill any screen several times over.
const MOST_BYTES: usize = 2 << 20;
const MOST_PIXELS: u64 = 16_000_000;

/// The finding for an image that pages show and that is larger than that.
fn too_large(asset: &Asset, bytes: usize, size: Option<(u32, u32)>) -> Option<Diagnostic> {
    let (width, height) = size.unwrap_or_default();
    let pixels = u64::from(width) * u64::from(height);
    if !asset.used.shown || (bytes <= MOST_BYTES && pixels <= MOST_PIXELS) {
        return None;
    }
    let (whole, tenths) = (bytes / 1_000_000, bytes / 100_000 % 10);
    Some(
        Diagnostic::new(
            Code::LargeImage,
            text!(
                "bilden är stor: {width} × {height} bildpunkter, {whole},{tenths} MB",
                "the image is large: {width} × {height} pixels, {whole}.{tenths} MB"
            ),
        )
        .file(&asset.file)
        .help(text!(
            "minska den till omkring 2000 bildpunkter på bredden: den ska kunna visas på en telefon med dåligt nät",
            "scale it down to about 2000 pixels in width: a phone on a poor network must be able to show it"
        )),
    )
}

fn unpublished(why: &Text) -> Text {
    let Text { sv, en } = why;
    text!("bilden publiceras inte: {sv}", "the image is not published: {en}")
}

/// Help for a file that was refused.
trait WithHelp {
    fn with_help(self, help: Text) -> Self;
}

impl WithHelp for (Option<Prepared>, Diagnostics) {
    fn with_help(mut self, help: Text) -> Self {
        self.1.iter_mut().for_each(|d| d.help.push(help.clone()));
        self
    }
}
