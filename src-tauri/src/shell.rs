//! What the shell itself remembers: what the page said about itself, and what the page has not heard yet.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use cairn_messages::Language;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Emitter, EventTarget, Manager};

use crate::app::MAIN;

/// The event under which the page hears what a person asked for outside of it.
const ASKED: &str = "asked";

/// The event under which the page hears that a command line has recorded something.
const RECORDED: &str = "recorded";

/// Something that a person asked for in the menu or at a second start. The page does it, or says why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Asked {
    what: String,
    about: String,
}

impl Asked {
    pub(crate) fn new(what: &str, about: &str) -> Self {
        Asked { what: what.to_owned(), about: about.to_owned() }
    }
}

/// What the page says about itself, at its start and whenever it changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// The language that a person chose.
    pub(crate) language: Language,
    /// How many edits are staged that no record has yet.
    pub(crate) staged: u64,
}

/// As the page sends it.
#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    language: String,
    staged: u64,
}

/// The memory of the shell.
#[derive(Debug)]
pub(crate) struct Shell {
    page: Mutex<Page>,
    /// Asked for before the page listened; `None` once it does.
    waiting: Mutex<Option<Vec<Asked>>>,
    /// The thread that opens the estate named at the start.
    opening: Mutex<Option<JoinHandle<()>>>,
    /// The menu.
    pub(crate) bar: Mutex<Option<crate::menu::Bar>>,
    pub(crate) zoom: crate::zoom::Zoom,
    pub(crate) calls: crate::calls::Calls,
    /// Somebody is being asked whether to close.
    pub(crate) is_asking: AtomicBool,
    /// Everything has ended that had to; the window may go.
    pub(crate) may_leave: AtomicBool,
}

impl Shell {
    pub(crate) fn new(language: Language, opening: Option<JoinHandle<()>>) -> Self {
        Shell {
            page: Mutex::new(Page { language, staged: 0 }),
            waiting: Mutex::new(Some(Vec::new())),
            opening: Mutex::new(opening),
            bar: Mutex::default(),
            zoom: crate::zoom::Zoom::default(),
            calls: crate::calls::Calls::default(),
            is_asking: AtomicBool::new(false),
            may_leave: AtomicBool::new(false),
        }
    }

    pub(crate) fn page(&self) -> Page {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the estate named at the start is open or refused.
    pub(crate) fn opened(&self) {
        let mut opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = opening.take() {
            // Had it broken off, the desk would say that nothing is open.
            let _broken_off = thread.join();
        }
    }

    /// Takes in what the page says. Returns what it has missed so far.
    fn told(&self, told: &Told) -> Vec<Asked> {
        let language = Language::from_tag(&told.language);
        let mut page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        *page = Page { language: language.unwrap_or(page.language), staged: told.staged };
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }

    /// Returns what is to be said at once, or keeps it for a page that does not listen yet.
    fn keep(&self, asked: Asked) -> Option<Asked> {
        match &mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(waiting) => {
                waiting.push(asked);
                None
            }
            None => Some(asked),
        }
    }

    pub(crate) fn may_leave(&self) -> bool {
        self.may_leave.load(Ordering::SeqCst)
    }
}

/// Hands something over to the page.
pub(crate) fn ask(app: &AppHandle, asked: Asked) {
    if let Some(asked) = app.state::<Shell>().keep(asked) {
        send(app, &asked);
    }
}

/// Takes in what the page says about itself: the menu speaks its language, and what waited for it is handed over.
pub(crate) fn told(app: &AppHandle, told: &Told) {
    for asked in app.state::<Shell>().told(told) {
        send(app, &asked);
    }
    crate::menu::refresh(app);
}

/// Tells the page that there is a record that it did not make itself.
pub(crate) fn recorded(app: &AppHandle) {
    // A page that does not listen yet has asked for nothing yet.
    let _gone = app.emit_to(EventTarget::webview_window(MAIN), RECORDED, ());
}

fn send(app: &AppHandle, asked: &Asked) {
    // A window that has gone hears nothing, and nobody misses it.
    let _gone = app.emit_to(EventTarget::webview_window(MAIN), ASKED, asked);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_before_the_page_listens_waits_for_it() {
        let shell = Shell::new(Language::En, None);
        let asked = Asked::new("open_path", "/srv/a.cairn");
        assert_eq!(shell.keep(asked.clone()), None);
        let told = Told { language: "zh-HK".to_owned(), staged: 2 };
        assert_eq!(shell.told(&told), std::slice::from_ref(&asked));
        assert_eq!(shell.page(), Page { language: Language::ZhHk, staged: 2 });
        assert_eq!(shell.told(&told), []);
        assert_eq!(shell.keep(asked.clone()), Some(asked));
    }

    #[test]
    fn a_language_that_nobody_speaks_changes_nothing() {
        let shell = Shell::new(Language::ZhCn, None);
        shell.told(&Told { language: "tlh".to_owned(), staged: 0 });
        assert_eq!(shell.page().language, Language::ZhCn);
    }
}
