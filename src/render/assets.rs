//! Files beside pages, made fit to publish: measured, metadata taken out, drawings made safe.

use super::image::{ImageKind, image_size, strip_metadata};
use super::refusal;
use super::svg::{sanitise_svg, svg_size};
use crate::base::bytes::Bytes;
use crate::base::parallel;
use crate::base::text::Text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::site::{Asset, AssetIx, Site};
use crate::source::{Files, unreadable};
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
            Ok(bytes) => one(asset, bytes, trust_html),
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
    match asset.path.extension().as_str() {
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
        _ => match ImageKind::of(&bytes) {
            Some(kind) => match strip_metadata(&bytes, kind) {
                Ok(clean) => {
                    let clean = clean.into_owned();
                    let size = image_size(&clean);
                    plain(clean, size)
                }
                Err(e) => refuse(unpublished(&refusal::image(&e))).with_help(text!(
                    "öppna bilden i ett bildprogram och spara den igen",
                    "open the image in an image program and save it again"
                )),
            },
            None => {
                let size = if asset.used.shown { image_size(&bytes) } else { None };
                plain(bytes, size)
            }
        },
    }
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
