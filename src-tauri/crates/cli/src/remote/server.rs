//! The side that answers.

use std::ffi::OsString;
use std::io::{BufWriter, Write};
use std::net::Shutdown;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use cairn_api::desk::{Attendant, Lease};

use super::frame::{self, Frames, Tag};
use super::{FORMAT, Request, socket};
use crate::{Estates, NOT_DONE, run_in};

/// So long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(5);
/// So much is said at once.
const BLOCK_BYTES: usize = 64 * 1024;

/// Takes command lines for the estate that lies on a desk, on a socket in its directory.
pub struct Doorkeeper {
    /// Called when a command line has brought a new record.
    recorded: Arc<dyn Fn() + Send + Sync>,
    door: Mutex<Option<Door>>,
}

impl std::fmt::Debug for Doorkeeper {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Doorkeeper").finish_non_exhaustive()
    }
}

/// A socket that is listened to.
struct Door {
    dir: PathBuf,
    is_closing: Arc<AtomicBool>,
    listening: JoinHandle<()>,
}

impl Doorkeeper {
    /// Returns one who calls `recorded` whenever a command line has brought a new record.
    #[must_use]
    pub fn new(recorded: impl Fn() + Send + Sync + 'static) -> Self {
        Doorkeeper { recorded: Arc::new(recorded), door: Mutex::default() }
    }
}

impl Attendant for Doorkeeper {
    fn opened(&self, dir: &Path, lease: Lease) {
        // Where no socket can be had, on a read-only disk say, the command line is told who holds the estate.
        let Ok(listener) = socket::listen(dir) else { return };
        let is_closing = Arc::new(AtomicBool::new(false));
        let (closing, recorded) = (Arc::clone(&is_closing), Arc::clone(&self.recorded));
        let listen = move || listen(&listener, &closing, &lease, &recorded);
        let listening = std::thread::Builder::new().name("socket".to_owned()).spawn(listen);
        let Ok(listening) = listening else { return };
        let door = Door { dir: dir.to_owned(), is_closing, listening };
        *self.door.lock().unwrap_or_else(PoisonError::into_inner) = Some(door);
    }

    fn closing(&self) {
        let Some(door) = self.door.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
        door.is_closing.store(true, Ordering::Release);
        // Who listens wakes up and sees that it is over.
        let woken = socket::connect(&door.dir).is_ok();
        // A socket that stays is found dead by whoever tries it.
        let _left = socket::leave(&door.dir);
        if woken {
            let _ended = door.listening.join();
        }
    }
}

impl Drop for Doorkeeper {
    fn drop(&mut self) {
        self.closing();
    }
}

fn listen(listener: &UnixListener, is_closing: &AtomicBool, lease: &Lease, recorded: &Arc<dyn Fn() + Send + Sync>) {
    for stream in listener.incoming() {
        if is_closing.load(Ordering::Acquire) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (lease, recorded) = (lease.clone(), Arc::clone(recorded));
        let answer = move || {
            let before = lease.seq();
            // A client that went away hears nothing; what it asked is done or refused as a whole.
            let _unheard = answer(&stream, &lease);
            if lease.seq() > before {
                recorded();
            }
        };
        // Without a thread the client hears that nobody answered.
        let _refused = std::thread::Builder::new().name("command".to_owned()).spawn(answer);
    }
}

fn answer(stream: &UnixStream, lease: &Lease) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let Some((Tag::Ask, asked)) = frame::read(&mut &*stream)? else { return Ok(()) };
    let Ok(request) = serde_json::from_slice::<Request>(&asked) else { return Ok(()) };
    if request.format != FORMAT {
        return Ok(());
    }
    let mut out = BufWriter::with_capacity(BLOCK_BYTES, Frames::new(stream, Tag::Out));
    let mut err = Frames::new(stream, Tag::Err);
    let environment = request.environment();
    let arguments = request.arguments.into_iter().map(OsString::from_vec);
    let code = run_in(arguments, &environment, &Estates::Lent(lease), &mut out, &mut err);
    // What could not be said was not heard either.
    let code = if out.flush().is_ok() { code } else { NOT_DONE };
    frame::write(&mut &*stream, Tag::Code, &[code])?;
    stream.shutdown(Shutdown::Write)
}
