//! The command line as people use it: what is typed, what is answered, how it ends.
//!
//! `TRYCMD=overwrite cargo test --test suite cli` writes the answers into the transcripts; read the difference before you
//! commit it. `[..]` stands for what differs from run to run.

/// 22 November 2026.
const DAY: &str = "1795305600";

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", DAY)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/cli/*.trycmd");
}

/// 30 November 2026, 23:05 in UTC.
const MIDNIGHT: &str = "1796079900";

#[test]
fn transcripts_of_five_past_midnight() {
    trycmd::TestCases::new()
        .env("SOURCE_DATE_EPOCH", MIDNIGHT)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/cli/midnight/*.trycmd");
}
