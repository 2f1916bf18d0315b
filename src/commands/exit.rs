//! The exit codes.

/// How a command ended. The numbers are the contract of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing stood in the way.
    Fine = 0,
    /// Something was found in the site that stops publishing or that was denied.
    Findings = 1,
    /// Wrong use, wrong configuration, or the disk would not have it.
    Fault = 2,
}

/// Of a command that only had to print.
impl From<Result<(), Exit>> for Exit {
    fn from(printed: Result<(), Exit>) -> Exit {
        printed.err().unwrap_or(Exit::Fine)
    }
}
