//! Where an estate must not be written to: a network drive, whose locks cannot be relied on, and a folder that another
//! program copies to other machines. Two copies that go apart under one id are the worst that can become of an estate.

use std::path::{Path, PathBuf};

use crate::error::EngineError;

/// File systems of other machines, as Linux calls them.
const NETWORK: [&str; 22] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "fuse.davfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "gfs2",
    "glusterfs",
    "fuse.glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "smb3",
    "smbfs",
    "davfs",
];
/// What the folders of programs are called that keep copies on several machines, without regard to case.
const SYNCHRONISED: [&str; 8] =
    ["dropbox", "google drive", "googledrive", "icloud drive", "nextcloud", "onedrive", "owncloud", "seafile"];
/// What such programs put into their folders.
const MARKS: [(&str, &str); 5] = [
    (".dropbox.cache", "Dropbox"),
    (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".stfolder", "Syncthing"),
    (".seafile-data", "Seafile"),
];

/// Where an estate lies that takes no commits there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a drive of another machine; the kind of file system.
    Network(String),
    /// In a folder that is synchronised; by what.
    Synchronised(String),
    /// In a snapshot that is only looked at; its file.
    Snapshot(String),
}

impl Place {
    /// Returns where a directory lies when no estate may be written to there. `mounts` is the list of file systems in the
    /// form of `/proc/self/mountinfo`; `is_marked` says whether a directory has an entry of some name.
    #[must_use]
    pub fn of(dir: &Path, mounts: &str, is_marked: &dyn Fn(&Path, &str) -> bool) -> Option<Place> {
        let kind = mounts.lines().filter_map(mount).filter(|(at, _)| dir.starts_with(at));
        // Of mounts at the same place the last is on top.
        let (_, kind) = kind.max_by_key(|(at, _)| at.components().count()).unwrap_or_default();
        if NETWORK.contains(&kind) {
            return Some(Place::Network(kind.to_owned()));
        }
        let named = |dir: &Path| {
            let name = dir.file_name()?.to_str()?.to_lowercase();
            // `OneDrive - Company` as well.
            SYNCHRONISED.iter().any(|own| name == *own || name.starts_with(&format!("{own} - "))).then_some(())?;
            dir.file_name()?.to_str().map(str::to_owned)
        };
        let marked = |dir: &Path| MARKS.iter().find(|(mark, _)| is_marked(dir, mark)).map(|(_, by)| (*by).to_owned());
        dir.ancestors().find_map(|dir| named(dir).or_else(|| marked(dir))).map(Place::Synchronised)
    }

    /// Returns the refusal to write there.
    #[must_use]
    pub fn refusal(&self) -> EngineError {
        match self {
            Place::Network(kind) => EngineError::Place { kind: kind.clone(), is_network: true },
            Place::Synchronised(by) => EngineError::Place { kind: by.clone(), is_network: false },
            Place::Snapshot(file) => EngineError::OfSnapshot { file: file.clone() },
        }
    }
}

/// Returns the estate inside of which a file would be written. Its files are its own: whatever else is put there could
/// take the place of one of them.
#[must_use]
pub fn estate_around(path: &Path) -> Option<PathBuf> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_estate = |dir: &&Path| dir.join("estate.json").is_file() && dir.join("db").is_dir();
    dir.canonicalize().ok()?.ancestors().find(is_estate).map(Path::to_owned)
}

/// Returns where a file system is mounted, and of which kind it is.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (front, back) = line.split_once(" - ")?;
    let at = front.split(' ').nth(4)?;
    // Spaces in names are written as octal numbers.
    let at = at.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    Some((PathBuf::from(at), back.split(' ').next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 0:20 / / rw - ext4 /dev/vda rw\n\
        23 22 0:21 / /mnt/team rw,relatime shared:1 - nfs4 server:/team rw\n\
        24 23 0:22 / /mnt/team/local rw - ext4 /dev/vdb rw\n\
        25 22 0:23 / /mnt/my\\040files rw - cifs //server/share rw\n\
        26 22 0:24 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw\n";

    #[test]
    fn places_are_told_apart() {
        let network = |kind: &str| Some(Place::Network(kind.to_owned()));
        let synchronised = |by: &str| Some(Place::Synchronised(by.to_owned()));
        let check = |dir: &str, expected: Option<Place>| {
            let is_marked = |dir: &Path, name: &str| dir == Path::new("/home/a/sync") && name == ".stfolder";
            assert_eq!(Place::of(Path::new(dir), MOUNTS, &is_marked), expected, "{dir}");
        };
        check("/home/a/e.cairn", None);
        check("/mnt/team/e.cairn", network("nfs4"));
        check("/mnt/team/local/e.cairn", None);
        check("/mnt/teams/e.cairn", None);
        check("/mnt/my files/e.cairn", network("cifs"));
        check("/run/user/1000/gvfs/x/e.cairn", network("fuse.gvfsd-fuse"));
        check("/home/a/Dropbox/work/e.cairn", synchronised("Dropbox"));
        check("/home/a/OneDrive - Company/e.cairn", synchronised("OneDrive - Company"));
        check("/home/a/My Dropbox notes/e.cairn", None);
        check("/home/a/sync/deep/e.cairn", synchronised("Syncthing"));
        check("/", None);
    }

    #[test]
    fn a_list_of_another_form_says_nothing() {
        for mounts in ["", "nonsense", " - ", "1 2 3 4 /x - "] {
            assert_eq!(Place::of(Path::new("/x/e.cairn"), mounts, &|_, _| false), None, "{mounts}");
        }
    }
}
