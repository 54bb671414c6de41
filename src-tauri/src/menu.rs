//! The menu: it asks the page, which decides. Only what belongs to the window itself is done here: size, editing
//! text, closing.

use std::sync::{Arc, PoisonError};

use cairn_api::contract::call;
use cairn_api::desk::Desk;
use cairn_api::desk::state::DeskState;
use cairn_messages::{Language, Messages};
use cairn_model::CancelToken;
use tauri::menu::{AboutMetadata, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Runtime};

use crate::app::MAIN;
use crate::shell::{Asked, Shell, ask};
use crate::zoom::zoom;

/// How much of the name of an estate stands in the menu, in characters.
const NAME_MAX: usize = 60;

/// Whether the system wants the commands of the application in a menu of its name, and its own editing commands to
/// hand keys to the webview. Elsewhere the webview takes those keys itself, and a menu must not take them away.
const IS_MAC: bool = cfg!(target_os = "macos");

/// The places of the view menu, as the page calls them, with their words and keys.
const PLACES: [(&str, &str, &str); 7] = [
    ("", "shell-menu-home", "CmdOrCtrl+1"),
    ("items", "shell-menu-items", "CmdOrCtrl+2"),
    ("map", "shell-menu-map", "CmdOrCtrl+3"),
    ("impact", "shell-menu-impact", "CmdOrCtrl+4"),
    ("changes", "shell-menu-changes", "CmdOrCtrl+5"),
    ("baselines", "shell-menu-baselines", "CmdOrCtrl+6"),
    ("import", "shell-menu-exchange", "CmdOrCtrl+7"),
];

/// What the menu depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    language: Language,
    /// The name of the estate that is open.
    open: Option<String>,
    /// Path and name of the estates that were opened before.
    recent: Vec<(String, String)>,
}

/// Draws menu and title anew if anything they depend on has changed. Not to be called from the thread that draws once
/// the application runs: that one does the drawing.
pub(crate) fn refresh<R: Runtime>(app: &AppHandle<R>) {
    let shell = app.state::<Shell>();
    let mut drawn = shell.drawn.lock().unwrap_or_else(PoisonError::into_inner);
    let shown = shown(app);
    if drawn.as_ref() == Some(&shown) {
        return;
    }
    // An application without a menu is still one: every command is in the palette as well.
    let _without = menu(app, &shown).and_then(|menu| app.set_menu(menu));
    if let Some(window) = app.get_webview_window(MAIN) {
        let title = shown.open.as_ref().map_or_else(|| "Cairn".to_owned(), |name| format!("{} — Cairn", line(name)));
        let _untitled = window.set_title(&title);
    }
    *drawn = Some(shown);
}

fn shown<R: Runtime>(app: &AppHandle<R>) -> Shown {
    let desk = app.state::<Arc<Desk>>();
    let reply = call(&desk, "desk_state", b"{}", &CancelToken::default(), &|_| {}).unwrap_or_default();
    let state: Option<DeskState> = serde_json::from_slice(&reply).ok();
    let recent = state.iter().flat_map(|state| &state.recent).filter(|estate| estate.exists);
    Shown {
        language: app.state::<Shell>().page().language,
        recent: recent.map(|estate| (estate.path.clone(), estate.name.clone())).collect(),
        open: state.and_then(|state| state.estate).map(|estate| estate.name),
    }
}

/// Does what a person picked, or hands it to the page.
pub(crate) fn picked<R: Runtime>(app: &AppHandle<R>, id: &str) {
    match id.split_once(':').unwrap_or((id, "")) {
        ("quit", _) => {
            if let Some(window) = app.get_webview_window(MAIN) {
                let _gone = window.close();
            }
        }
        ("zoom", how) => zoom(app, how),
        #[cfg(target_os = "linux")]
        ("edit", command) => edit(app, command),
        (what, about) => ask(app, Asked::new(what, about)),
    }
}

/// Has the webview edit the text that is being written, as its keys do.
#[cfg(target_os = "linux")]
fn edit<R: Runtime>(app: &AppHandle<R>, command: &str) {
    use webkit2gtk::WebViewExt;

    let command = command.to_owned();
    if let Some(window) = app.get_webview_window(MAIN) {
        let _gone = window.with_webview(move |webview| webview.inner().execute_editing_command(&command));
    }
}

/// What builds the items: the application they belong to, the words, and whether an estate is open.
struct Maker<'a, R: Runtime> {
    app: &'a AppHandle<R>,
    messages: &'a Messages,
    is_open: bool,
}

type Items<R> = Vec<Box<dyn IsMenuItem<R>>>;

impl<R: Runtime> Maker<'_, R> {
    fn item(&self, id: &str, word: &str, key: &str, enabled: bool) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
        let key = Some(key).filter(|key| !key.is_empty());
        Ok(Box::new(MenuItem::with_id(self.app, id, self.messages.word(word), enabled, key)?))
    }

    fn line(&self) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
        Ok(Box::new(PredefinedMenuItem::separator(self.app)?))
    }

    fn submenu(&self, word: &str, items: &Items<R>) -> tauri::Result<Submenu<R>> {
        let items: Vec<&dyn IsMenuItem<R>> = items.iter().map(AsRef::as_ref).collect();
        Submenu::with_items(self.app, self.messages.word(word), true, &items)
    }

    fn about(&self) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
        let about = AboutMetadata {
            name: Some("Cairn".to_owned()),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            comments: Some(self.messages.word("shell-about")),
            license: Some(env!("CARGO_PKG_LICENSE").to_owned()),
            icon: self.app.default_window_icon().cloned(),
            ..AboutMetadata::default()
        };
        let word = self.messages.word("shell-menu-about");
        Ok(Box::new(PredefinedMenuItem::about(self.app, Some(&word), Some(about))?))
    }

    fn file(&self, recent: &[(String, String)]) -> tauri::Result<Submenu<R>> {
        let mut estates: Items<R> = Vec::new();
        for (path, name) in recent {
            let id = format!("open_path:{path}");
            estates.push(Box::new(MenuItem::with_id(self.app, id, line(name), true, None::<&str>)?));
        }
        let has_recent = !estates.is_empty();
        let recent = self.submenu("shell-menu-recent", &estates)?;
        recent.set_enabled(has_recent)?;
        let mut items = vec![
            self.item("new", "shell-menu-new", "CmdOrCtrl+N", true)?,
            self.item("open", "shell-menu-open", "CmdOrCtrl+O", true)?,
            Box::new(recent),
            self.line()?,
            self.item("import", "shell-menu-import", "", self.is_open)?,
            self.line()?,
            self.item("close", "shell-menu-close", "CmdOrCtrl+W", self.is_open)?,
        ];
        if !IS_MAC {
            items.extend([self.line()?, self.item("quit", "shell-menu-quit", "CmdOrCtrl+Q", true)?]);
        }
        self.submenu("shell-menu-file", &items)
    }

    fn edit(&self) -> tauri::Result<Submenu<R>> {
        let commands = [
            ("edit:Undo", "shell-menu-undo"),
            ("edit:Redo", "shell-menu-redo"),
            ("", ""),
            ("edit:Cut", "shell-menu-cut"),
            ("edit:Copy", "shell-menu-copy"),
            ("edit:Paste", "shell-menu-paste"),
            ("edit:SelectAll", "shell-menu-select-all"),
        ];
        let mut items: Items<R> = Vec::new();
        for (id, word) in commands {
            items.push(match id {
                "" => self.line()?,
                id if cfg!(target_os = "linux") => self.item(id, word, "", true)?,
                id => self.own(id, &self.messages.word(word))?,
            });
        }
        self.submenu("shell-menu-edit", &items)
    }

    /// The editing command of the system itself.
    fn own(&self, id: &str, word: &str) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
        let make = match id {
            "edit:Undo" => PredefinedMenuItem::undo,
            "edit:Redo" => PredefinedMenuItem::redo,
            "edit:Cut" => PredefinedMenuItem::cut,
            "edit:Copy" => PredefinedMenuItem::copy,
            "edit:Paste" => PredefinedMenuItem::paste,
            _ => PredefinedMenuItem::select_all,
        };
        Ok(Box::new(make(self.app, Some(word))?))
    }

    fn view(&self) -> tauri::Result<Submenu<R>> {
        let mut items: Items<R> = Vec::new();
        for (place, word, key) in PLACES {
            items.push(self.item(&format!("go:{place}"), word, key, self.is_open)?);
        }
        items.extend([
            self.line()?,
            self.item("zoom:in", "shell-menu-zoom-in", "CmdOrCtrl+=", true)?,
            self.item("zoom:out", "shell-menu-zoom-out", "CmdOrCtrl+-", true)?,
            self.item("zoom:plain", "shell-menu-zoom-plain", "CmdOrCtrl+0", true)?,
        ]);
        self.submenu("shell-menu-view", &items)
    }

    fn help(&self) -> tauri::Result<Submenu<R>> {
        let mut items = vec![self.item("keys", "shell-menu-keys", "", true)?];
        if !IS_MAC {
            items.extend([self.line()?, self.about()?]);
        }
        self.submenu("shell-menu-help", &items)
    }

    /// The menu of the application's name, where a system has one.
    fn application(&self) -> tauri::Result<Submenu<R>> {
        let items = vec![
            self.about()?,
            self.line()?,
            Box::new(PredefinedMenuItem::hide(self.app, None)?),
            Box::new(PredefinedMenuItem::hide_others(self.app, None)?),
            self.line()?,
            self.item("quit", "shell-menu-quit", "CmdOrCtrl+Q", true)?,
        ];
        self.submenu("shell-menu-file", &items)
    }
}

fn menu<R: Runtime>(app: &AppHandle<R>, shown: &Shown) -> tauri::Result<Menu<R>> {
    let messages = Messages::for_screen(shown.language);
    let maker = Maker { app, messages: &messages, is_open: shown.open.is_some() };
    let mut menus = vec![maker.file(&shown.recent)?, maker.edit()?, maker.view()?, maker.help()?];
    if IS_MAC {
        menus.insert(0, maker.application()?);
    }
    let menus: Vec<&dyn IsMenuItem<R>> = menus.iter().map(|menu| menu as &dyn IsMenuItem<R>).collect();
    Menu::with_items(app, &menus)
}

/// Returns a name as one line of a menu or title, cut where it is long.
fn line(name: &str) -> String {
    let mut line: String = name.chars().take(NAME_MAX).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if name.chars().nth(NAME_MAX).is_some() {
        line.push('…');
    }
    // A menu takes a single one for the mark of a key.
    line.replace('&', "&&")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use std::collections::BTreeSet;
    use std::path::Path;
    use std::{fs, io};

    use super::*;

    #[test]
    fn a_name_is_one_short_line() {
        let check = |name: &str, expect: &str| assert_eq!(line(name), expect);
        check("Payroll", "Payroll");
        check("R&D\tnorth\nsouth", "R&&D north south");
        check(&"x".repeat(60), &"x".repeat(60));
        check(&"數".repeat(10_000), &("數".repeat(60) + "…"));
    }

    /// Returns the keys with control that a text of the page binds, such as `k`.
    fn bound(text: &str) -> impl Iterator<Item = String> {
        text.split("$mod+")
            .skip(1)
            .map(|rest| rest.split(['"', '\'', '`', ' ']).next().unwrap_or_default().to_lowercase())
    }

    fn sources(dir: &Path, out: &mut String) -> io::Result<()> {
        let mut waiting = vec![dir.to_owned()];
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                for entry in fs::read_dir(path)? {
                    waiting.push(entry?.path());
                }
            } else if path.extension().is_some_and(|extension| extension == "ts" || extension == "tsx") {
                out.push_str(&fs::read_to_string(path)?);
            }
        }
        Ok(())
    }

    #[test]
    fn no_key_of_the_menu_is_one_of_the_page() {
        let (mut page, own) = (String::new(), include_str!("menu.rs"));
        sources(Path::new("../ui/src"), &mut page).unwrap();
        let page: BTreeSet<String> = bound(&page).collect();
        assert!(page.contains("k") && page.contains("s"), "{page:?}");
        let code = own.split("#[cfg(test)]").next().unwrap();
        let keys: Vec<String> = bound(&code.replace("CmdOrCtrl+", "$mod+")).collect();
        assert!(keys.len() > 10, "{keys:?}");
        let both: Vec<&String> = keys.iter().filter(|key| page.contains(*key)).collect();
        assert_eq!(both, Vec::<&String>::new());
    }
}
