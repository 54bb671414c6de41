//! This process as the host of a desk.

use cairn_api::Host;
use cairn_model::Timestamp;

/// This process, its clock, the system's entropy and the account it runs under.
#[derive(Debug)]
pub(crate) struct ThisProcess;

impl Host for ThisProcess {
    #[expect(clippy::disallowed_methods, reason = "a host is who reads the clock")]
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }

    fn entropy(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Without entropy every salt could be guessed, and nothing would say so.
            std::process::abort();
        }
    }

    fn actor(&self) -> String {
        self.account()
    }

    fn program(&self) -> String {
        concat!("Cairn ", env!("CARGO_PKG_VERSION")).to_owned()
    }

    #[expect(clippy::disallowed_methods, reason = "a host is who reads the environment")]
    fn account(&self) -> String {
        let named = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
        named.into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "unknown".to_owned())
    }

    fn process(&self) -> u32 {
        std::process::id()
    }
}
