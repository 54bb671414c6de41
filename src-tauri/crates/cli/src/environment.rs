//! What the command line reads from around it, in one place.

use std::path::PathBuf;

use cairn_api::Host;
use cairn_model::Timestamp;

/// What is around the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// The locale, such as `zh_HK.UTF-8`.
    pub locale: Option<String>,
    /// The account.
    pub user: String,
    /// How wide the terminal is; `None` when the output goes elsewhere.
    pub width: Option<u16>,
    /// Where the paths of the arguments start that are not absolute; `None` where this process runs.
    pub directory: Option<PathBuf>,
}

impl Environment {
    /// Returns what is around this process.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    pub fn read() -> Self {
        let first =
            |names: &[&str]| names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        Environment {
            locale: first(&["CAIRN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]),
            user: first(&["USER", "LOGNAME", "USERNAME"]).unwrap_or_else(|| "unknown".to_owned()),
            width: terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0),
            directory: None,
        }
    }
}

/// Returns the directory this process runs in.
#[cfg(unix)]
pub(crate) fn current_directory() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

/// This process as the host of a session or a desk: its clock, the system's entropy, and what the system has mounted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThisProcess {
    /// Who acts, as asserted.
    pub actor: String,
    /// The account it runs under.
    pub account: String,
    /// The name and version of the program.
    pub program: &'static str,
}

impl Host for ThisProcess {
    fn scratch(&self) -> PathBuf {
        std::env::temp_dir()
    }

    #[expect(clippy::disallowed_methods, reason = "a host is who reads the clock")]
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }

    fn entropy(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Without entropy every salt could be guessed, and with it what was purged; nothing would say so.
            std::process::abort();
        }
    }

    fn actor(&self) -> String {
        self.actor.clone()
    }

    fn program(&self) -> String {
        self.program.to_owned()
    }

    fn account(&self) -> String {
        self.account.clone()
    }

    fn process(&self) -> u32 {
        std::process::id()
    }

    fn mounts(&self) -> String {
        // Only Linux has it.
        std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default()
    }
}
