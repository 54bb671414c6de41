//! Whether there is anything to draw on.

/// Returns whether a display answers. Without one the toolkit ends the program on the spot, and what it prints helps
/// nobody; asked before, it says so.
pub(crate) fn is_there() -> bool {
    gtk::init().is_ok()
}
