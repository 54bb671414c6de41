//! A command line that runs in the program that has the estate open: the estate is never locked out, and both see the
//! same records.
//!
//! The program listens on a Unix socket in the estate's directory that only its account may open. A client sends one
//! request, the arguments and what is around it, and gets frames back: what is written to either output, in order, and
//! at last the exit code.
//!
//! *Architecture Invariant:* nothing here knows a command; what the arguments mean is read where they are run.

mod client;
mod frame;
mod server;
mod socket;

pub(crate) use client::reach;
pub use server::Doorkeeper;

use serde::{Deserialize, Serialize};

use crate::environment::Environment;

/// The way both sides speak; another number is another way.
const FORMAT: u32 = 1;

/// What a client asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Request {
    format: u32,
    /// The arguments as the bytes they are, the name of the program first.
    arguments: Vec<Vec<u8>>,
    /// Where relative paths start.
    directory: Vec<u8>,
    locale: Option<String>,
    user: String,
    width: Option<u16>,
}

impl Request {
    fn environment(&self) -> Environment {
        Environment {
            locale: self.locale.clone(),
            user: self.user.clone(),
            width: self.width,
            directory: Some(socket::text(self.directory.clone()).into()),
        }
    }
}
