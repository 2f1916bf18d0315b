//! The program: nothing but its exit code.

fn main() -> std::process::ExitCode {
    ledfyr::commands::run(std::env::args_os())
}
