//! The assets that pages use: measured, metadata taken out, drawings made safe.

use super::image::{ImageError, ImageKind, Sniffed, image_size, promises_image, strip_metadata};
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
pub(crate) fn prepare(files: &dyn Files, site: &Site) -> (Assets, Diagnostics) {
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
    match &*asset.path.extension() {
        "html" | "htm" | "xhtml" | "xht" | "mhtml" | "shtml" | "hta" if !trust_html => refused(
            asset,
            text!(
                "HTML-filer publiceras inte: de kan köra skript hos läsaren",
                "HTML files are not published: they can run scripts in the reader's browser"
            ),
            text!(
                "gör en Markdown-sida av den, eller sätt trust_html_files = true under [markdown]",
                "make a Markdown page of it, or set trust_html_files = true under [markdown]"
            ),
        ),
        "svg" => drawing(asset, &bytes),
        "svgz" => refused(
            asset,
            text!("packad SVG (.svgz) publiceras inte", "packed SVG (.svgz) is not published"),
            text!("packa upp den och spara den som .svg", "unpack it and save it as .svg"),
        ),
        extension => match Sniffed::of(&bytes) {
            Sniffed::Known(kind) => photograph(asset, &bytes, kind),
            Sniffed::Unfit(name) => refused(
                asset,
                unpublished(&text!(
                    "den är {name}, som webbläsare inte visar eller som kan bära platsen där den togs",
                    "it is {name}, which browsers do not show or which may carry the place where it was taken"
                )),
                save_as_photograph(),
            ),
            Sniffed::Other if promises_image(extension) => match str::from_utf8(&bytes) {
                // Text can be no photo, so nothing is hidden in it.
                Ok(text) if !text.contains('\0') => {
                    let finding = no_image(asset, extension);
                    (published(bytes, None), vec![finding])
                }
                _ => refused(
                    asset,
                    unpublished(&text!(
                        "filen heter .{extension} men är ingen bild som webbläsare visar",
                        "the file is called .{extension} but is no image that browsers show"
                    )),
                    save_as_photograph(),
                ),
            },
            Sniffed::Other => {
                let size = if asset.used.shown { image_size(&bytes) } else { None };
                (published(bytes, size), Vec::new())
            }
        },
    }
}

/// A drawing without what could run or load anything, and a finding for each thing that was taken out.
fn drawing(asset: &Asset, bytes: &[u8]) -> (Option<Prepared>, Diagnostics) {
    let (clean, dropped) = match sanitise_svg(bytes) {
        Ok(sanitised) => sanitised,
        Err(e) => {
            let help = text!(
                "öppna bilden i ett ritprogram och spara den som vanlig SVG i UTF-8",
                "open the drawing in a drawing program and save it as plain SVG in UTF-8"
            );
            return refused(asset, unpublished(&refusal::drawing(&e)), help);
        }
    };
    let size = svg_size(&clean);
    let report = |what: String| {
        Diagnostic::new(Code::UnsafeFile, text!("borttaget ur bilden: {what}", "taken out of the drawing: {what}"))
            .file(&asset.file)
            .help(text!(
                "bilden visas utan det; ta bort det ur filen, och fyndet försvinner",
                "the drawing is shown without it; take it out of the file, and the finding goes away"
            ))
            .cause(what)
    };
    (published(clean, size), dropped.into_iter().map(report).collect())
}

/// A photograph without metadata.
fn photograph(asset: &Asset, bytes: &[u8], kind: ImageKind) -> (Option<Prepared>, Diagnostics) {
    match strip_metadata(bytes, kind) {
        Ok(clean) => {
            let clean = clean.into_owned();
            let size = image_size(&clean);
            let found = too_large(asset, clean.len(), size);
            (published(clean, size), found.into_iter().collect())
        }
        Err(e) => {
            let help = match e {
                ImageError::Notes => text!(
                    "spara den utan metadata, eller som JPEG, PNG eller WebP",
                    "save it without metadata, or as JPEG, PNG or WebP"
                ),
                _ => text!(
                    "öppna bilden i ett bildprogram och spara den igen",
                    "open the image in an image program and save it again"
                ),
            };
            refused(asset, unpublished(&refusal::image(&e)), help)
        }
    }
}

fn published(bytes: Vec<u8>, size: Option<(u32, u32)>) -> Option<Prepared> {
    Some(Prepared { bytes: bytes.into(), size })
}

/// A file that is not published, and the finding that says why and what to do.
fn refused(asset: &Asset, message: Text, help: Text) -> (Option<Prepared>, Diagnostics) {
    (None, vec![Diagnostic::new(Code::UnsafeFile, message).file(&asset.file).help(help)])
}

fn save_as_photograph() -> Text {
    text!("spara den som JPEG, PNG eller WebP", "save it as JPEG, PNG or WebP")
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
