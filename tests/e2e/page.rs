//! What a person does with the page, and sees on it.

use std::fs;
use std::future::Future;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::stage::{KEPT, PATIENCE};

/// How many pictures are taken of a page that does not come to rest.
const PICTURES_MAX: usize = 8;
const MOMENT: Duration = Duration::from_millis(50);

/// The page of the application.
pub struct Page {
    client: Client,
}

/// Returns a text as XPath takes it.
fn quoted(text: &str) -> String {
    let parts: Vec<String> = text.split('"').map(|part| format!("\"{part}\"")).collect();
    if parts.len() == 1 { parts.concat() } else { format!("concat({})", parts.join(", '\"', ")) }
}

/// Returns what comes of something, which must not take for ever: a driver whose application has gone says nothing.
async fn patient<T>(what: &str, work: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(done) => done,
        Err(_) => panic!("{what}: the application does not answer"),
    }
}

impl Page {
    /// Returns the page once it shows something.
    pub async fn new(client: Client) -> Self {
        let page = Page { client };
        page.find("//main//h1").await;
        page
    }

    /// Waits until a question has an answer; says what was waited for, and keeps a picture, when it never has.
    async fn until<T, F: Future<Output = Result<Option<T>, CmdError>>>(
        &self,
        what: &str,
        mut ask: impl FnMut() -> F,
    ) -> T {
        let began = Instant::now();
        loop {
            let answered = patient(what, ask()).await;
            if let Ok(Some(answer)) = answered {
                return answer;
            }
            if began.elapsed() > PATIENCE {
                self.keep("failed").await;
                panic!("{what}: not there after {PATIENCE:?} {:?}", answered.err());
            }
            tokio::time::sleep(MOMENT).await;
        }
    }

    /// Keeps a picture: the second of two that are alike, for what is painted comes after what is on the page.
    async fn keep(&self, name: &str) {
        let mut last = Vec::new();
        for _ in 0..PICTURES_MAX {
            let picture = patient(name, self.client.screenshot()).await.unwrap();
            if picture == last {
                break;
            }
            last = picture;
        }
        fs::create_dir_all(KEPT).unwrap();
        fs::write(Path::new(KEPT).join(name).with_extension("png"), last).unwrap();
    }

    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        patient(script, self.client.execute(script, arguments)).await.unwrap()
    }

    /// Returns the first element that somebody can see at a path.
    pub async fn find(&self, path: &str) -> Element {
        self.until(path, || async {
            for element in self.client.find_all(Locator::XPath(path)).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Presses what lies at a path, as soon as it can be.
    pub async fn press(&self, path: &str) {
        self.until(path, || async {
            for element in self.client.find_all(Locator::XPath(path)).await? {
                if element.is_displayed().await? && element.is_enabled().await? {
                    element.click().await?;
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await;
    }

    /// Presses a button, tab or link by its name.
    pub async fn button(&self, name: &str) {
        self.press(&named(name)).await;
    }

    /// Presses a button of the dialog that is open.
    pub async fn dialog_button(&self, name: &str) {
        self.press(&format!("//*[@role='dialog']{}", named(name))).await;
    }

    /// Writes into a field by its label, in place of what is there.
    pub async fn write(&self, label: &str, text: &str) {
        let label = quoted(label);
        let path = format!(
            "//*[self::input or self::textarea][@id=//label[starts-with(normalize-space(.), {label})]/@for or starts-with(@aria-label, {label})]"
        );
        let field = self.find(&path).await;
        field.click().await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Sets a field of a moment, which a person fills part by part, in the ways of their language.
    pub async fn set(&self, label: &str, value: &str) {
        let script = "const label = [...document.querySelectorAll('label')].find((one) => one.textContent.startsWith(arguments[0]));
            const field = document.getElementById(label.htmlFor);
            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, arguments[1]);
            field.dispatchEvent(new Event('input', { bubbles: true }));";
        self.find(&format!("//label[starts-with(normalize-space(.), {})]", quoted(label))).await;
        self.run(script, vec![json!(label), json!(value)]).await;
    }

    /// Chooses from a list of choices: opens the field, narrows it down by what is written, takes the choice.
    pub async fn choose(&self, label: &str, text: &str, choice: &str) {
        let label = quoted(label);
        let path = format!("//input[@id=//label[normalize-space(.)={label}]/@for or @aria-label={label}]");
        let field = self.find(&path).await;
        field.click().await.unwrap();
        if !text.is_empty() {
            field.send_keys(text).await.unwrap();
        }
        self.press(&format!("//*[@role='option'][contains(normalize-space(.), {})]", quoted(choice))).await;
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn keys(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        patient(keys, self.client.perform_actions(actions)).await.unwrap();
    }

    /// Waits until the page says something.
    pub async fn says(&self, text: &str) {
        self.until(text, || async {
            let said =
                self.client.execute("return document.body.innerText.includes(arguments[0])", vec![json!(text)]).await?;
            Ok((said == Value::Bool(true)).then_some(()))
        })
        .await;
    }

    /// Waits until the place is this one.
    pub async fn is_at(&self, place: &str) {
        self.until(place, || async {
            let hash = self.client.execute("return location.hash", Vec::new()).await?;
            Ok((hash == place).then_some(()))
        })
        .await;
    }

    pub async fn go(&self, place: &str) {
        self.run("location.hash = arguments[0]", vec![json!(place)]).await;
    }

    /// Does what a person does outside of the page: `{"drop": [paths]}`, `{"pick": "go:items"}`.
    pub async fn act(&self, act: &Value) {
        let script = "window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', { act: arguments[0] })";
        self.run(script, vec![act.clone()]).await;
    }

    /// Keeps a picture of the page once nothing is loading, and says what is wider than the window, which nothing
    /// should be.
    pub async fn shot(&self, name: &str) {
        let ready = "return !document.body.innerText.includes('Loading…') && document.fonts.status === 'loaded'";
        self.until(name, || async {
            let ready = self.client.execute(ready, Vec::new()).await?;
            Ok((ready == Value::Bool(true)).then_some(()))
        })
        .await;
        self.keep(name).await;
        let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert!(self.run(over, Vec::new()).await.as_i64().unwrap() <= 0, "{name} is wider than its window");
    }
}

/// Returns the path of what is pressed under a name.
fn named(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//*[self::button or self::a or @role='tab' or @role='button'][normalize-space(.)={name} or @aria-label={name}]"
    )
}
