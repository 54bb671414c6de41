//! What the checks need on a machine, and the line that installs it.

use std::process::Command;

use crate::command::{cargo, passes, succeeds};
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

/// As above, for what the window of the application is drawn with.
const WEBVIEW: [(&str, &str); 5] = [
    ("apt-get", "apt-get install --yes libwebkit2gtk-4.1-dev"),
    ("dnf", "dnf install --assumeyes webkit2gtk4.1-devel"),
    ("zypper", "zypper --non-interactive install webkit2gtk3-devel"),
    ("pacman", "pacman --sync --noconfirm webkit2gtk-4.1"),
    ("apk", "apk add webkit2gtk-4.1-dev"),
];

/// What the end-to-end tests drive the window with, and on what, the browser that the screens are driven in, and what
/// reads the reports on paper; elsewhere than on Debian the packages are called otherwise, the programs are not.
const DRIVERS: [&str; 5] = ["WebKitWebDriver", "Xvfb", "dbus-daemon", "chromium", "pdftotext"];
const DRIVERS_INSTALL: &str =
    "apt-get install --yes webkit2gtk-driver xvfb dbus-daemon chromium poppler-utils fonts-dejavu-core fonts-noto-cjk";

/// Returns what the checks need and what is not installed.
pub fn for_tests() -> Vec<Missing> {
    let mut missing = Vec::new();
    for (what, tool) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !succeeds(&mut cargo(&[tool, "--version"])) {
            missing.push(Missing { what, install: COMPONENTS });
        }
    }
    missing.extend(for_desktop());
    if cfg!(target_os = "linux") {
        let absent = DRIVERS.into_iter().filter(|program| !succeeds(Command::new("which").arg(program)));
        missing.extend(absent.take(1).map(|what| Missing { what, install: DRIVERS_INSTALL }));
    }
    missing
}

/// Returns what building the application needs and what is not installed.
pub fn for_desktop() -> Vec<Missing> {
    let mut missing = for_command_line();
    if !succeeds(Command::new(npm()).arg("--version")) {
        missing.push(Missing { what: "Node.js 20.19 or newer with npm", install: node() });
    }
    // Other systems bring their webview along.
    let has_webview = || succeeds(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]));
    if cfg!(target_os = "linux") && !has_webview() {
        missing.push(Missing { what: "WebKitGTK 4.1 for development", install: by_manager(&WEBVIEW) });
    }
    missing
}

/// Returns what building the command line needs and what is not installed.
pub fn for_command_line() -> Vec<Missing> {
    // On Windows the linker that rustc needs comes with the C compiler, so whoever reads this has one.
    let has_compiler = cfg!(windows) || succeeds(Command::new("cc").arg("--version"));
    let missing = (!has_compiler).then(|| Missing { what: "a C compiler (`cc`)", install: c_toolchain() });
    missing.into_iter().collect()
}

/// Returns whether nothing is missing; names what is, and how it is installed.
pub fn are_met(missing: &[Missing]) -> bool {
    for need in missing {
        eprintln!("{} is not installed; this installs it:\n\n    {}\n", need.what, need.install);
    }
    missing.is_empty()
}

/// As [`are_met`], after installing what an administrator who runs this may install.
pub fn provide(needs: fn() -> Vec<Missing>) -> bool {
    if is_administrator() {
        for need in needs() {
            println!("\n{} is not installed", need.what);
            let mut words = need.install.split(' ');
            let program = words.next().unwrap_or_default();
            let installed = passes(Command::new(program).args(words.clone()));
            // A machine on which nothing was ever installed does not know yet what there is.
            if !installed && program == "apt-get" && passes(Command::new(program).arg("update")) {
                passes(Command::new(program).args(words));
            }
        }
    }
    are_met(&needs())
}

fn is_administrator() -> bool {
    let id = Command::new("id").arg("-u").output();
    cfg!(unix) && id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

fn node() -> &'static str {
    if cfg!(target_os = "macos") {
        "brew install node"
    } else if cfg!(windows) {
        "winget install OpenJS.NodeJS.LTS"
    } else {
        by_manager(&NODE)
    }
}

fn c_toolchain() -> &'static str {
    if cfg!(target_os = "macos") {
        return "xcode-select --install";
    }
    by_manager(&C_TOOLCHAINS)
}

/// Returns the line of the package manager that this machine has.
fn by_manager(lines: &[(&'static str, &'static str); 5]) -> &'static str {
    let found = lines.iter().find(|(manager, _)| succeeds(Command::new(manager).arg("--version")));
    found.map_or(lines[0].1, |(_, install)| install)
}
