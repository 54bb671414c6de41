//! The application: what comes about at the start, in which order, and what happens at the end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use cairn_api::contract::call;
use cairn_api::desk::Desk;
use cairn_cli::{Environment, ThisProcess};
use cairn_model::CancelToken;
use tauri::{App, AppHandle, Context, Manager, RunEvent, WindowEvent};

use crate::shell::{Asked, Shell};
use crate::{commands, dialogs, leaving, menu};

/// The one window.
pub(crate) const MAIN: &str = "main";
/// The file that keeps the list of recent estates, in the directory for settings.
const RECENT: &str = "recent.json";

/// Runs the application to its end.
pub(crate) fn run(context: Context) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        // The first of the plugins: of two that start at the same time, one hands over and ends here. Any other second
        // start has handed over before.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, directory| {
            started_again(app, &arguments, Path::new(&directory));
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(dialogs::plugin())
        .setup(|app| {
            start(app);
            Ok(())
        })
        .on_menu_event(|app, event| menu::picked(app, event.id().as_ref()))
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                leaving::asked(window.app_handle(), api);
            }
        })
        .invoke_handler(commands::handle)
        .build(context)?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            leaving::end(app);
        }
    });
    Ok(())
}

/// Puts a desk into the application, opens the estate that was named on a thread of its own, and draws the menu. Calls
/// of the page wait until that estate is there or refused. What serves the desk to others besides the page starts
/// here, and ends in [`leaving::end`].
fn start(app: &App) {
    let recent = app.path().app_config_dir().ok().map(|dir| dir.join(RECENT));
    let desk = Arc::new(attended(Desk::new(Arc::new(this_process()), recent), app.handle()));
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let named = named(&arguments, &std::env::current_dir().unwrap_or_default());
    let opening = named.map(|path| {
        let desk = Arc::clone(&desk);
        thread::spawn(move || open(&desk, &path))
    });
    app.manage(desk);
    app.manage(Shell::new(crate::language(), opening));
    menu::make(app.handle());
    let app = app.handle().clone();
    thread::spawn(move || {
        app.state::<Shell>().opened();
        menu::refresh(&app);
    });
}

/// Returns this process as the host of its desk: whoever has the account acts.
fn this_process() -> ThisProcess {
    let account = Environment::read().user;
    ThisProcess { actor: account.clone(), account, program: concat!("Cairn ", env!("CARGO_PKG_VERSION")) }
}

/// Returns the desk with its door open for command lines; the page hears of what they record.
fn attended(desk: Desk, app: &AppHandle) -> Desk {
    #[cfg(unix)]
    let desk = {
        let app = app.clone();
        desk.attended_by(Box::new(cairn_cli::Doorkeeper::new(move || crate::shell::recorded(&app))))
    };
    desk
}

/// Opens an estate. Why it could not be opened is what the desk then says.
fn open(desk: &Desk, path: &Path) {
    let request = serde_json::json!({ "path": path }).to_string();
    let _refused = call(desk, "estate_open", request.as_bytes(), &CancelToken::default(), &|_| {});
}

/// Raises the window, and asks the page to open the estate that a second start names.
fn started_again(app: &AppHandle, arguments: &[String], directory: &Path) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window manager may refuse to; the estate is asked for even so.
        let _refused = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
    if let Some(path) = named(arguments, directory) {
        crate::shell::ask(app, Asked::new("open_path", &path.to_string_lossy()));
    }
}

/// Returns the estate that a command line names: its first argument, unless that is an option.
fn named(arguments: &[String], directory: &Path) -> Option<PathBuf> {
    let path = arguments.get(1).filter(|argument| !argument.is_empty() && !argument.starts_with('-'))?;
    Some(directory.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_argument_names_an_estate_from_where_it_was_typed() {
        let check = |arguments: &[&str], expect: Option<&str>| {
            let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
            assert_eq!(named(&arguments, Path::new("/home/here")), expect.map(PathBuf::from), "{arguments:?}");
        };
        check(&["cairn-desktop"], None);
        check(&["cairn-desktop", "a.cairn"], Some("/home/here/a.cairn"));
        check(&["cairn-desktop", "/srv/a.cairn", "b.cairn"], Some("/srv/a.cairn"));
        check(&["cairn-desktop", "--hidden"], None);
        check(&["cairn-desktop", ""], None);
        check(&[], None);
    }
}
