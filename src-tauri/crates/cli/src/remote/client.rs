//! The side that asks.

use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use cairn_api::{Code, Failure};
use cairn_model::Phrase;

use super::frame::{self, Tag};
use super::{FORMAT, Request, socket};
use crate::environment::Environment;
use crate::refusal::Refusal;

/// Somebody who has the estate open and takes command lines.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: UnixStream,
    dir: PathBuf,
}

/// Returns who has the estate open; `None` when nobody does, or nobody who takes command lines.
pub(crate) fn reach(dir: &Path) -> Option<Connection> {
    // A socket that a killed process left is refused by the system: then the estate is opened here.
    Some(Connection { stream: socket::connect(dir).ok()?, dir: dir.to_owned() })
}

impl Connection {
    /// Has a command line run there; what it says is written here. Returns its exit code.
    ///
    /// # Errors
    /// [`Refusal`] when the other side ends before it has said how the command ended.
    pub(crate) fn run(
        mut self,
        arguments: Vec<OsString>,
        environment: &Environment,
        directory: PathBuf,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Result<u8, Refusal> {
        let request = Request {
            format: FORMAT,
            arguments: arguments.into_iter().map(OsString::into_vec).collect(),
            directory: directory.into_os_string().into_vec(),
            locale: environment.locale.clone(),
            user: environment.user.clone(),
            width: environment.width,
        };
        let request = serde_json::to_vec(&request).map_err(|_| self.ended())?;
        frame::write(&mut self.stream, Tag::Ask, &request).map_err(|_| self.ended())?;
        loop {
            match frame::read(&mut self.stream) {
                Ok(Some((Tag::Out, said))) => out.write_all(&said)?,
                Ok(Some((Tag::Err, said))) => {
                    out.flush()?;
                    err.write_all(&said)?;
                }
                Ok(Some((Tag::Code, code))) if code.len() == 1 => return Ok(code[0]),
                Ok(_) | Err(_) => return Err(self.ended()),
            }
        }
    }

    fn ended(&self) -> Refusal {
        let phrase = Phrase::new("error-remote-ended").with("path", self.dir.display());
        Refusal::Said(Failure::new(Code::Io, phrase))
    }
}
