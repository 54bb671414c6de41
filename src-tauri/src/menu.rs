//! The menu: it asks the page, which decides. Only what belongs to the window itself is done here: size, editing
//! text, closing.

use std::sync::{Arc, PoisonError};

use cairn_api::contract::call;
use cairn_api::desk::Desk;
use cairn_api::desk::state::DeskState;
use cairn_messages::{Language, Messages};
use cairn_model::CancelToken;
use tauri::menu::{AboutMetadata, IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Wry};

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
struct Shown {
    language: Language,
    /// The name of the estate that is open.
    open: Option<String>,
    /// Path and name of the estates that were opened before.
    recent: Vec<(String, String)>,
}

/// The menu as it stands, and what is to be changed on it. It is made anew for another language alone: GTK complains of
/// the keys of one that is taken away.
pub(crate) struct Bar {
    /// Everything with a word of its own.
    words: Vec<(Piece, &'static str)>,
    /// What there is to pick only in an estate.
    of_estate: Vec<MenuItem<Wry>>,
    recent: Submenu<Wry>,
    recents: Vec<MenuItem<Wry>>,
    shown: Option<Shown>,
}

impl std::fmt::Debug for Bar {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Bar").field("shown", &self.shown).finish_non_exhaustive()
    }
}

/// Something in the menu.
enum Piece {
    Item(MenuItem<Wry>),
    Menu(Submenu<Wry>),
    /// What the system itself does.
    Own(PredefinedMenuItem<Wry>),
}

/// Makes the menu. An application without one is still one: every command is in the palette as well.
pub(crate) fn make(app: &AppHandle) {
    let made = Maker::make(app);
    *app.state::<Shell>().bar.lock().unwrap_or_else(PoisonError::into_inner) = made.ok();
    refresh(app);
}

/// Draws menu and title anew where anything they depend on has changed. Not to be called from the thread that draws
/// once the application runs: that one does the drawing.
pub(crate) fn refresh(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let mut bar = shell.bar.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(bar) = &mut *bar else { return };
    let shown = shown(app);
    // GTK shows no word that comes later: another language is another menu.
    if bar.shown.as_ref().is_some_and(|before| before.language != shown.language)
        && let Ok(other) = Maker::make(app)
    {
        *bar = other;
    }
    if bar.shown.as_ref() != Some(&shown) {
        // What cannot be drawn stays as it was, and is still what it says.
        let _undrawn: tauri::Result<()> = bar.draw(app, &shown);
        bar.shown = Some(shown);
    }
}

fn shown(app: &AppHandle) -> Shown {
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

impl Bar {
    fn draw(&mut self, app: &AppHandle, shown: &Shown) -> tauri::Result<()> {
        if self.shown.as_ref().is_none_or(|before| before.language != shown.language) {
            let messages = Messages::for_screen(shown.language);
            for (piece, word) in &self.words {
                let text = messages.word(word);
                match piece {
                    Piece::Item(item) => item.set_text(text)?,
                    Piece::Menu(menu) => menu.set_text(text)?,
                    Piece::Own(own) => own.set_text(text)?,
                }
            }
        }
        for item in &self.of_estate {
            item.set_enabled(shown.open.is_some())?;
        }
        if self.shown.as_ref().is_none_or(|before| before.recent != shown.recent) {
            for item in self.recents.drain(..) {
                self.recent.remove(&item)?;
            }
            for (path, name) in &shown.recent {
                let item = MenuItem::with_id(app, format!("open_path:{path}"), line(name), true, None::<&str>)?;
                self.recent.append(&item)?;
                self.recents.push(item);
            }
            self.recent.set_enabled(!shown.recent.is_empty())?;
        }
        let Some(window) = app.get_webview_window(MAIN) else { return Ok(()) };
        let title = shown.open.as_ref().map_or_else(|| "Cairn".to_owned(), |name| format!("{} — Cairn", line(name)));
        window.set_title(&title)
    }
}

/// Does what a person picked, or hands it to the page.
pub(crate) fn picked(app: &AppHandle, id: &str) {
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
fn edit(app: &AppHandle, command: &str) {
    use webkit2gtk::WebViewExt;

    let command = command.to_owned();
    if let Some(window) = app.get_webview_window(MAIN) {
        let _gone = window.with_webview(move |webview| webview.inner().execute_editing_command(&command));
    }
}

/// What makes the items, and remembers what is to be changed on them. On GTK an
/// item that began without a word never shows one.
struct Maker<'a> {
    app: &'a AppHandle,
    messages: Messages,
    words: Vec<(Piece, &'static str)>,
    of_estate: Vec<MenuItem<Wry>>,
}

type Items = Vec<Box<dyn IsMenuItem<Wry>>>;

/// When something can be picked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    InEstate,
}

impl Maker<'_> {
    /// Makes the menu and puts it on the window.
    fn make(app: &AppHandle) -> tauri::Result<Bar> {
        let messages = Messages::for_screen(app.state::<Shell>().page().language);
        let mut maker = Maker { app, messages, words: Vec::new(), of_estate: Vec::new() };
        let recent = maker.submenu("shell-menu-recent", &Items::new())?;
        let mut menus = vec![maker.file(&recent)?, maker.edit()?, maker.view()?, maker.help()?];
        if IS_MAC {
            menus.insert(0, maker.application()?);
        }
        let menus: Vec<&dyn IsMenuItem<Wry>> = menus.iter().map(|menu| menu as &dyn IsMenuItem<Wry>).collect();
        app.set_menu(Menu::with_items(app, &menus)?)?;
        Ok(Bar { words: maker.words, of_estate: maker.of_estate, recent, recents: Vec::new(), shown: None })
    }

    fn item(&mut self, id: &str, word: &'static str, key: &str, when: When) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
        let key = Some(key).filter(|key| !key.is_empty());
        let item = MenuItem::with_id(self.app, id, self.messages.word(word), true, key)?;
        if when == When::InEstate {
            self.of_estate.push(item.clone());
        }
        self.words.push((Piece::Item(item.clone()), word));
        Ok(Box::new(item))
    }

    fn own(&mut self, item: PredefinedMenuItem<Wry>, word: &'static str) -> Box<dyn IsMenuItem<Wry>> {
        self.words.push((Piece::Own(item.clone()), word));
        Box::new(item)
    }

    fn line(&self) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
        Ok(Box::new(PredefinedMenuItem::separator(self.app)?))
    }

    fn submenu(&mut self, word: &'static str, items: &Items) -> tauri::Result<Submenu<Wry>> {
        let items: Vec<&dyn IsMenuItem<Wry>> = items.iter().map(AsRef::as_ref).collect();
        let menu = Submenu::with_items(self.app, self.messages.word(word), true, &items)?;
        self.words.push((Piece::Menu(menu.clone()), word));
        Ok(menu)
    }

    fn about(&mut self) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
        let about = AboutMetadata {
            name: Some("Cairn".to_owned()),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            license: Some(env!("CARGO_PKG_LICENSE").to_owned()),
            icon: self.app.default_window_icon().cloned(),
            ..AboutMetadata::default()
        };
        let about = PredefinedMenuItem::about(self.app, Some(&self.messages.word("shell-menu-about")), Some(about))?;
        Ok(self.own(about, "shell-menu-about"))
    }

    fn file(&mut self, recent: &Submenu<Wry>) -> tauri::Result<Submenu<Wry>> {
        let mut items = vec![
            self.item("new", "shell-menu-new", "CmdOrCtrl+N", When::Always)?,
            self.item("open", "shell-menu-open", "CmdOrCtrl+O", When::Always)?,
            Box::new(recent.clone()),
            self.line()?,
            self.item("import", "shell-menu-import", "", When::Always)?,
            self.line()?,
            self.item("close", "shell-menu-close", "CmdOrCtrl+W", When::InEstate)?,
        ];
        if !IS_MAC {
            items.extend([self.line()?, self.quit()?]);
        }
        self.submenu("shell-menu-file", &items)
    }

    fn quit(&mut self) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
        self.item("quit", "shell-menu-quit", "CmdOrCtrl+Q", When::Always)
    }

    fn edit(&mut self) -> tauri::Result<Submenu<Wry>> {
        let commands = [
            ("edit:Undo", "shell-menu-undo"),
            ("edit:Redo", "shell-menu-redo"),
            ("", ""),
            ("edit:Cut", "shell-menu-cut"),
            ("edit:Copy", "shell-menu-copy"),
            ("edit:Paste", "shell-menu-paste"),
            ("edit:SelectAll", "shell-menu-select-all"),
        ];
        let mut items = Items::new();
        for (id, word) in commands {
            let app = self.app;
            items.push(match id {
                "" => self.line()?,
                id if cfg!(target_os = "linux") => self.item(id, word, "", When::Always)?,
                "edit:Undo" => self.own(PredefinedMenuItem::undo(app, None)?, word),
                "edit:Redo" => self.own(PredefinedMenuItem::redo(app, None)?, word),
                "edit:Cut" => self.own(PredefinedMenuItem::cut(app, None)?, word),
                "edit:Copy" => self.own(PredefinedMenuItem::copy(app, None)?, word),
                "edit:Paste" => self.own(PredefinedMenuItem::paste(app, None)?, word),
                _ => self.own(PredefinedMenuItem::select_all(app, None)?, word),
            });
        }
        self.submenu("shell-menu-edit", &items)
    }

    fn view(&mut self) -> tauri::Result<Submenu<Wry>> {
        let mut items = Items::new();
        for (place, word, key) in PLACES {
            items.push(self.item(&format!("go:{place}"), word, key, When::InEstate)?);
        }
        items.extend([
            self.line()?,
            self.item("zoom:in", "shell-menu-zoom-in", "CmdOrCtrl+=", When::Always)?,
            self.item("zoom:out", "shell-menu-zoom-out", "CmdOrCtrl+-", When::Always)?,
            self.item("zoom:plain", "shell-menu-zoom-plain", "CmdOrCtrl+0", When::Always)?,
        ]);
        self.submenu("shell-menu-view", &items)
    }

    fn help(&mut self) -> tauri::Result<Submenu<Wry>> {
        let mut items = vec![self.item("keys", "shell-menu-keys", "", When::Always)?];
        if !IS_MAC {
            items.extend([self.line()?, self.about()?]);
        }
        self.submenu("shell-menu-help", &items)
    }

    /// The menu of the application's name, where a system has one.
    fn application(&mut self) -> tauri::Result<Submenu<Wry>> {
        let items = vec![
            self.about()?,
            self.line()?,
            Box::new(PredefinedMenuItem::hide(self.app, None)?),
            Box::new(PredefinedMenuItem::hide_others(self.app, None)?),
            self.line()?,
            self.quit()?,
        ];
        self.submenu("shell-menu-file", &items)
    }
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
