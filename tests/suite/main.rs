//! The program from outside and its stages in memory: one binary, so that it is linked once.
//! `cargo test --test suite findings::` runs one file.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "what a test did not expect makes it fail"
)]

mod attention;
mod binding;
mod built_in;
mod cli;
mod common;
mod commonmark;
mod disk;
mod findings;
mod floors;
mod follow_up;
mod governance;
mod incremental;
mod install;
mod kill;
mod lapse;
mod maintenance;
mod organisation;
mod properties;
mod readme;
mod rebuild;
mod reference;
mod sample_governance;
mod schema;
mod serve;
mod stages;
mod timeline;
mod trace;
mod trees;
mod versions;
mod versions_model;
