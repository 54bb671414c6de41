//! The `cairn` command line.

use std::io::Write;
use std::process::ExitCode;

use cairn_cli::{Environment, run};

fn main() -> ExitCode {
    let (mut out, mut err) = (std::io::BufWriter::new(std::io::stdout().lock()), std::io::stderr().lock());
    let code = run(std::env::args_os(), &Environment::read(), &mut out, &mut err);
    // A reader that has seen enough closed the pipe: nothing is left to say.
    let _closed = out.flush();
    ExitCode::from(code)
}
