//! The secret that a page has to know.

use cairn_api::Host;

/// Returns a token that nobody guesses.
pub(crate) fn token(host: &dyn Host) -> String {
    let mut bytes = [0_u8; 24];
    host.entropy(&mut bytes);
    cairn_model::hex(&bytes)
}
