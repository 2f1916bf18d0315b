//! The program: its exit code, and the allocator.

#![forbid(unsafe_code)]

/// Many threads make many small strings; with the system's own allocator they wait for each other, and for the kernel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    ledfyr::commands::run(std::env::args_os())
}
