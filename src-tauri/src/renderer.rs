//! How the webview draws on Linux.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// What tells WebKit not to hand pictures over in memory of the graphics card.
const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts this program again with the other way of drawing where WebKit's usual one shows nothing or crawls: with an
/// NVIDIA driver, or without a card to render on. Somebody who set the variable knows better.
///
/// The variable has to be there before WebKit looks, and a program cannot safely change its own environment: it takes
/// the place of this one.
pub(crate) fn settle() {
    if std::env::var_os(VARIABLE).is_some() || !needs_the_other_way() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        // When this returns it failed, and the usual way is better than none.
        let _failed = Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, "1").exec();
    }
}

fn needs_the_other_way() -> bool {
    let has_nvidia = Path::new("/proc/driver/nvidia").exists();
    let entries = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let has_card = entries.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().starts_with("renderD"));
    has_nvidia || !has_card
}
