//! How large everything is drawn.

use std::sync::atomic::{AtomicUsize, Ordering};

use tauri::{AppHandle, Manager};

use crate::app::MAIN;
use crate::shell::Shell;

/// In percent, from the smallest.
const STEPS: [u16; 9] = [50, 67, 80, 90, 100, 125, 150, 175, 200];
/// The place of 100 among them.
const PLAIN: usize = 4;

/// The step that is set, by its place.
#[derive(Debug)]
pub(crate) struct Zoom(AtomicUsize);

impl Default for Zoom {
    fn default() -> Self {
        Zoom(AtomicUsize::new(PLAIN))
    }
}

impl Zoom {
    /// Goes a step in, out, or back to the plain size; returns the factor.
    fn step(&self, how: &str) -> f64 {
        let place = self.0.load(Ordering::SeqCst);
        let place = match how {
            "in" => (place + 1).min(STEPS.len() - 1),
            "out" => place.saturating_sub(1),
            _ => PLAIN,
        };
        self.0.store(place, Ordering::SeqCst);
        f64::from(STEPS[place]) / 100.0
    }
}

/// Draws the window larger, smaller or plain.
pub(crate) fn zoom(app: &AppHandle, how: &str) {
    let factor = app.state::<Shell>().zoom.step(how);
    if let Some(window) = app.get_webview_window(MAIN) {
        // A webview that cannot stays as large as it is.
        let _refused = window.set_zoom(factor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_at_half_and_at_double_and_comes_back() {
        let check = |hows: &[&str], expect: f64| {
            let zoom = Zoom::default();
            let mut last = 1.0;
            for how in hows {
                last = zoom.step(how);
            }
            assert!((last - expect).abs() < f64::EPSILON, "{hows:?}: {last}");
        };
        check(&["in"], 1.25);
        check(&["out"], 0.9);
        check(&["in"; 20], 2.0);
        check(&["out"; 20], 0.5);
        check(&["in", "in", "plain"], 1.0);
    }
}
