//! The program `hocvuso`.

use std::process::ExitCode;

use clap::Parser as _;
use server::cli::Arguments;

fn main() -> ExitCode {
    match server::cli::run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hocvuso: {error:#}");
            ExitCode::FAILURE
        }
    }
}
