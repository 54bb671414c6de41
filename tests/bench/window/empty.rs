//! A Tauri window with nothing in it: what a window costs before the application is there.

use tauri::{WebviewUrl, WebviewWindowBuilder};

/// What makes this program show the window instead of measuring; it cannot be an argument, which the driver keeps.
const ASKED: &str = "--empty";

/// Returns whether this process is to be the window.
pub fn is_asked_for() -> bool {
    std::env::args().any(|argument| argument == ASKED)
}

/// Returns the argument that makes this program the window.
pub fn argument() -> &'static str {
    ASKED
}

/// Shows the window until it is closed.
pub fn show() {
    let mut context = tauri::generate_context!();
    let size = context.config().app.windows.first().map_or((1440.0, 900.0), |window| (window.width, window.height));
    context.config_mut().app.windows.clear();
    let app = tauri::Builder::default().setup(move |app| {
        let page = WebviewUrl::External("about:blank".parse()?);
        WebviewWindowBuilder::new(app, "main", page).inner_size(size.0, size.1).build()?;
        Ok(())
    });
    app.run(context).unwrap();
}
