//! What a handler needs from where it runs.

use std::path::PathBuf;

use cairn_model::Timestamp;

/// The surroundings of a session: clock, entropy and who acts. The command line, the desktop and the tests have one
/// each.
pub trait Host: Send + Sync {
    /// Returns the present moment.
    fn now(&self) -> Timestamp;

    /// Fills the bytes with entropy.
    fn entropy(&self, bytes: &mut [u8]);

    /// Returns who acts, as asserted.
    fn actor(&self) -> String;

    /// Returns the name and version of the program, for whoever finds the estate locked.
    fn program(&self) -> String;

    /// Returns the account the program runs under.
    fn account(&self) -> String;

    /// Returns the id of the process.
    fn process(&self) -> u32;

    /// Returns the directory for what goes again with the session.
    fn scratch(&self) -> PathBuf;

    /// Returns the directories with the fonts that maps are drawn with; where the system keeps its own unless the host
    /// knows more.
    fn font_directories(&self) -> Vec<PathBuf> {
        cairn_exchange::usual_font_directories()
    }

    /// Returns which file systems there are and where, as Linux writes it in `/proc/self/mountinfo`; empty where nobody
    /// says, and then no place counts as a network drive.
    fn mounts(&self) -> String {
        String::new()
    }
}
