//! Declares the commands of the contract to Tauri, so that each needs a permission: an undeclared one would be open to
//! every window.

use std::path::Path;

/// The list of the contract becomes the names of its commands here.
macro_rules! commands {
    ($(
        $summary:literal
        $kind:ident $name:ident($request:ty) -> $reply:ty = $handler:path;
        provides [$($provided:ident),*], invalidates [$($stale:ident),*];
    )*) => {
        /// The contract, and the one command of the shell itself.
        const NAMES: &[&str] = &["shell_tell", $(stringify!($name)),*];
    };
}

include!("crates/api/src/contract/list.rs");

/// The screens, built.
const SCREENS: &str = "../ui/dist";

fn main() {
    println!("cargo::rerun-if-changed=crates/api/src/contract/list.rs");
    if std::env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some() {
        // Their names change with what is in them, so whoever takes them in has to look again.
        println!("cargo::rerun-if-changed={SCREENS}");
        if !Path::new(SCREENS).join("index.html").is_file() {
            let todo = "`npm ci && npm run build` in ui/ makes them, and so does `cargo xtask run`";
            println!("cargo::error=the screens are not built (ui/dist): {todo}");
            return;
        }
    }
    let manifest = tauri_build::AppManifest::new().commands(NAMES);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error={error:#}");
    }
}
