//! Licences, forbidden crates and sources of every dependency, and security advisories where they can be had.

use std::time::Duration;

use crate::command::passes;
use crate::command::{cargo, succeeds, succeeds_within};
use crate::tally::Tally;

const CONFIG: &str = "src-tauri/deny.toml";
const INSTALL: [&str; 5] = ["install", "cargo-deny", "--locked", "--version", "0.20.2"];
/// The advisory database is a few megabytes; whoever needs longer does not reach it.
const FETCH_LIMIT: Duration = Duration::from_secs(120);

/// Runs the checks of `cargo deny`. Advisories that could not be fetched count neither as passed nor as failed.
pub fn check() -> Tally {
    let mut tally = Tally::default();
    if !is_installed() {
        tally.count(false);
        return tally;
    }
    // Metadata covers every platform, so crates that only others build have to be here before going offline.
    let is_fetched = passes(&mut cargo(&["fetch", "--locked"]));
    // Who needs a crate twice is a page per crate, in every run; whoever wants to know leaves the option out.
    let check = ["deny", "--frozen", "--config", CONFIG, "check", "--hide-inclusion-graph"];
    tally.count(is_fetched && passes(cargo(&check).args(["licenses", "bans", "sources"])));

    let mut fetch = cargo(&["deny", "--config", CONFIG, "fetch", "db"]);
    // git must fail rather than ask for a password.
    if succeeds_within(fetch.env("GIT_TERMINAL_PROMPT", "0"), FETCH_LIMIT) {
        tally.count(passes(&mut cargo(&["deny", "--frozen", "--config", CONFIG, "check", "advisories"])));
    } else {
        println!("\nadvisories: not checked (the advisory database cannot be reached)");
    }
    tally
}

fn is_installed() -> bool {
    if succeeds(&mut cargo(&["deny", "--version"])) {
        return true;
    }
    println!("\ncargo-deny is not installed; installing it takes some minutes");
    let installed = passes(&mut cargo(&INSTALL));
    if !installed {
        eprintln!("cargo-deny could not be installed; this line does it:\n\n    cargo {}\n", INSTALL.join(" "));
    }
    installed
}
