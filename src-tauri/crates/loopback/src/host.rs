//! This process as the host of a desk.

use cairn_api::Host;
use cairn_model::Timestamp;

/// This process, its clock and the system's entropy.
#[derive(Debug)]
pub(crate) struct ThisProcess {
    pub(crate) actor: String,
}

impl Host for ThisProcess {
    #[expect(clippy::disallowed_methods, reason = "a host is who reads the clock")]
    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }

    fn entropy(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Without entropy every token and every salt could be guessed.
            std::process::abort();
        }
    }

    fn actor(&self) -> String {
        self.actor.clone()
    }

    fn program(&self) -> String {
        concat!("cairn-loopback ", env!("CARGO_PKG_VERSION")).to_owned()
    }

    fn account(&self) -> String {
        self.actor.clone()
    }

    fn process(&self) -> u32 {
        std::process::id()
    }
}

/// Returns a token that nobody guesses.
pub(crate) fn token(host: &dyn Host) -> String {
    let mut bytes = [0_u8; 24];
    host.entropy(&mut bytes);
    cairn_model::hex(&bytes)
}
