//! What the checks need on a machine, and the line that installs it.

use std::process::Command;

use crate::command::{cargo, succeeds};
use crate::screens::npm;

/// Something that is not installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    pub what: &'static str,
    pub install: &'static str,
}

const COMPONENTS: &str = "rustup component add rustfmt clippy";

/// Package managers, and how each installs a C toolchain. To be run as an administrator.
const C_TOOLCHAINS: [(&str, &str); 5] = [
    ("apt-get", "apt-get install --yes build-essential"),
    ("dnf", "dnf install --assumeyes gcc gcc-c++ make"),
    ("zypper", "zypper --non-interactive install gcc gcc-c++ make"),
    ("pacman", "pacman --sync --noconfirm base-devel"),
    ("apk", "apk add build-base"),
];

/// As above, for the tools of the webview.
const NODE: [(&str, &str); 5] = [
    ("apt-get", "apt-get install --yes nodejs npm"),
    ("dnf", "dnf install --assumeyes nodejs npm"),
    ("zypper", "zypper --non-interactive install nodejs npm"),
    ("pacman", "pacman --sync --noconfirm nodejs npm"),
    ("apk", "apk add nodejs npm"),
];

/// Returns what is not installed.
pub fn missing() -> Vec<Missing> {
    let mut missing = Vec::new();
    for (what, tool) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !succeeds(&mut cargo(&[tool, "--version"])) {
            missing.push(Missing { what, install: COMPONENTS });
        }
    }
    // On Windows the linker that rustc needs comes with the C compiler, so whoever reads this has one.
    if !cfg!(windows) && !succeeds(Command::new("cc").arg("--version")) {
        missing.push(Missing { what: "a C compiler (`cc`)", install: c_toolchain() });
    }
    if !succeeds(Command::new(npm()).arg("--version")) {
        missing.push(Missing { what: "Node.js 20.19 or newer with npm", install: node() });
    }
    missing
}

fn node() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install node"
    } else if cfg!(windows) {
        "winget install OpenJS.NodeJS.LTS"
    } else {
        let found = NODE.iter().find(|(manager, _)| succeeds(Command::new(manager).arg("--version")));
        found.map_or(NODE[0].1, |(_, install)| install)
    }
}

fn c_toolchain() -> &'static str {
    if cfg!(target_os = "macos") {
        return "xcode-select --install";
    }
    let found = C_TOOLCHAINS.iter().find(|(manager, _)| succeeds(Command::new(manager).arg("--version")));
    found.map_or(C_TOOLCHAINS[0].1, |(_, install)| install)
}
