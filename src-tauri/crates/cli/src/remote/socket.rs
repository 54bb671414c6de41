//! Where the socket is, and how a long path to it is kept short.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

/// The socket, in the directory of the estate.
pub(super) const NAME: &str = "socket";
/// It has this name until only its account may open it.
const DRAFT: &str = "socket.new";
/// The address of a socket has room for 108 bytes, with a zero at its end; 104 on some systems.
const ADDRESS_BYTES_MAX: usize = 100;

/// Returns text of an operating system from its bytes.
pub(super) fn text(bytes: Vec<u8>) -> OsString {
    OsString::from_vec(bytes)
}

/// Calls `reach` with the address of a file in a directory. A path that is too long for an address goes by way of the
/// open directory, where the system has such a way.
fn addressed<T>(dir: &Path, name: &str, reach: impl FnOnce(&Path) -> io::Result<T>) -> io::Result<T> {
    let plain = dir.join(name);
    if plain.as_os_str().len() <= ADDRESS_BYTES_MAX {
        return reach(&plain);
    }
    let open = File::open(dir)?;
    reach(&PathBuf::from(format!("/proc/self/fd/{}/{name}", open.as_raw_fd())))
}

/// Returns a connection to who has the estate open; an error when nobody listens.
pub(super) fn connect(dir: &Path) -> io::Result<UnixStream> {
    addressed(dir, NAME, |address| UnixStream::connect(address))
}

/// Listens in the directory of an estate that this process has open. What a process left that was killed is replaced.
pub(super) fn listen(dir: &Path) -> io::Result<UnixListener> {
    let draft = dir.join(DRAFT);
    remove(&draft)?;
    let listener = addressed(dir, DRAFT, |address| UnixListener::bind(address))?;
    fs::set_permissions(&draft, Permissions::from_mode(0o600))?;
    fs::rename(&draft, dir.join(NAME))?;
    Ok(listener)
}

/// Takes the socket away.
pub(super) fn leave(dir: &Path) -> io::Result<()> {
    remove(&dir.join(NAME))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
