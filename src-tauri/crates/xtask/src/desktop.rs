//! `cargo xtask run`, `dev` and `bundle`: the application in its window.

use std::net::{Ipv6Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode};
use std::thread;
use std::time::Duration;

use crate::command::{announce, cargo, passes, root};
use crate::{needs, sample, screens};

/// The estate that the application is started with; whatever is done to it stays.
const ESTATE: &str = "target/sample/whole.cairn";
/// The application, as it ships.
const RELEASE: [&str; 5] = ["--release", "--locked", "--package", "cairn-desktop", "--features=custom-protocol"];
/// Where the development server of the screens listens, as `tauri.conf.json` has it.
const PORT: u16 = 5173;
/// How long that server may take to come up.
const PATIENCE: u32 = 300;
const MOMENT: Duration = Duration::from_millis(100);

/// Builds the application and opens the sample in it; without a display, asks on the command line.
pub fn run() -> ExitCode {
    if !has_display() {
        println!("there is no display, so the command line shows what the application would");
        return if needs::provide(needs::for_command_line) { sample::run() } else { ExitCode::from(2) };
    }
    if !needs::provide(needs::for_desktop) {
        return ExitCode::from(2);
    }
    println!("building the application; the first time takes some minutes");
    let build = [&["build"], RELEASE.as_slice()].concat();
    let done = screens::build() && passes(&mut cargo(&build)) && has_sample(&["--release"]);
    let run = [&["run", "--quiet"], RELEASE.as_slice(), &["--"]].concat();
    if done && passes(cargo(&run).arg(estate())) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs the application on the development server of the screens, which ends with it.
pub fn dev() -> ExitCode {
    if !needs::provide(needs::for_desktop) {
        return ExitCode::from(2);
    }
    if !screens::install() || !has_sample(&[]) {
        return ExitCode::FAILURE;
    }
    let Some(mut server) = serve() else { return ExitCode::FAILURE };
    let run = ["run", "--locked", "--package", "cairn-desktop", "--"];
    let passed = is_up(&mut server) && passes(cargo(&run).arg(estate()));
    // It may have ended by itself, which is as good.
    let _ = server.kill();
    let _ = server.wait();
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Builds the package of this system and says where it lies.
pub fn bundle() -> ExitCode {
    if !needs::provide(needs::for_desktop) {
        return ExitCode::from(2);
    }
    let bundles = if cfg!(windows) {
        "msi"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "deb"
    };
    let build = ["build", "--ci", "--bundles", bundles, "--features", "custom-protocol", "--", "--locked"];
    let mut tauri = Command::new("node");
    tauri.arg(tool("@tauri-apps/cli/tauri.js")).args(build).current_dir(root().join("src-tauri"));
    if screens::build() && passes(&mut tauri) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns whether a window can be shown; only on Linux may there be nothing to show it on.
fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

fn estate() -> PathBuf {
    root().join(ESTATE)
}

/// Makes the whole sample, of which there is a tour, unless it is there; returns whether it is.
fn has_sample(profile: &[&str]) -> bool {
    let run = [&["run", "--quiet", "--locked", "--package", "cairn-cli", "--bin", "cairn"], profile].concat();
    let whole = ["--sample", "whole", "--name", "Sample"];
    estate().is_dir() || passes(cargo(&run).args(["--", "init"]).arg(estate()).args(whole))
}

fn tool(path: &str) -> PathBuf {
    root().join("ui/node_modules").join(path)
}

fn serve() -> Option<Child> {
    let mut vite = Command::new("node");
    vite.arg(tool("vite/bin/vite.js")).args(["--port", &PORT.to_string(), "--strictPort"]);
    vite.current_dir(root().join("ui"));
    announce(&vite);
    vite.spawn().inspect_err(|error| eprintln!("cannot run `node`: {error}")).ok()
}

fn is_up(server: &mut Child) -> bool {
    for _ in 0..PATIENCE {
        if TcpStream::connect(("127.0.0.1", PORT)).or_else(|_| TcpStream::connect((Ipv6Addr::LOCALHOST, PORT))).is_ok()
        {
            return true;
        }
        if !matches!(server.try_wait(), Ok(None)) {
            break;
        }
        thread::sleep(MOMENT);
    }
    eprintln!("the development server of the screens did not come up on port {PORT}");
    false
}
