//! Files beside pages, made fit to publish: photographs without metadata, drawings without scripts.

mod image;
mod prepare;
mod refusal;
mod svg;

pub(crate) use prepare::{Assets, prepare};
