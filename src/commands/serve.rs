//! `ledfyr serve`

use super::Exit;
use super::cli::{Cli, ServeArgs};

pub(super) fn run(_cli: &Cli, _args: &ServeArgs) -> Exit {
    Exit::Fine
}
