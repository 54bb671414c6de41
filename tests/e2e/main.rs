//! The real application in its window, driven through WebKitWebDriver on a display of its own: real policy, real
//! permissions, real webview. Pictures of what it showed are kept in `target/e2e`.
//!
//! Nobody can press a native dialog here: the feature `e2e` of the application answers them from files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]
#![allow(clippy::disallowed_methods, reason = "how long somebody waits is told by a clock")]

mod estates;
mod flows;
mod page;
mod stage;
mod trouble;
