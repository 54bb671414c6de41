//! The lines of the log: commits, chunks and edits, told apart by how they begin.

use serde::Deserialize;

use cairn_model::{hex, unhex};

/// A line of `log.ndjson`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogLine<'a> {
    /// The canonical JSON of a commit's header; its chunks follow.
    Commit(&'a [u8]),
    /// The next chunk of the commit; its edits follow.
    Chunk {
        /// How many edits it has, at least 1.
        edits: u64,
        /// Its salt.
        salt: [u8; 32],
    },
    /// The canonical JSON of an edit.
    Edit(&'a [u8]),
}

const COMMIT_FRONT: &[u8] = br#"{"commit":"#;
const CHUNK_FRONT: &[u8] = br#"{"chunk":"#;
const EDIT_FRONT: &[u8] = br#"{"after":"#;

impl<'a> LogLine<'a> {
    /// Returns what a line of the log is; `None` when it is nothing of the kind. Whether a commit or an edit is
    /// canonical is not looked at.
    #[must_use]
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Chunk<'a> {
            edits: u64,
            salt: &'a str,
        }
        if line.starts_with(EDIT_FRONT) {
            return Some(LogLine::Edit(line));
        }
        let inside = |front: &[u8]| line.strip_prefix(front)?.strip_suffix(b"}");
        if let Some(header) = inside(COMMIT_FRONT) {
            return Some(LogLine::Commit(header));
        }
        let chunk: Chunk<'_> = serde_json::from_slice(inside(CHUNK_FRONT)?).ok()?;
        let salt = unhex(chunk.salt)?;
        let read = LogLine::Chunk { edits: chunk.edits, salt };
        let mut again = Vec::with_capacity(line.len());
        read.write(&mut again);
        (chunk.edits > 0 && again == line).then_some(read)
    }

    /// Appends the line, without its line feed.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            LogLine::Commit(header) => out.extend([COMMIT_FRONT, header, b"}"].concat()),
            LogLine::Chunk { edits, salt } => {
                out.extend(CHUNK_FRONT);
                out.extend(format!("{{\"edits\":{edits},\"salt\":\"{}\"}}}}", hex(salt)).bytes());
            }
            LogLine::Edit(edit) => out.extend(*edit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_log_survive() {
        let check = |line: LogLine<'_>, text: &str| {
            let mut out = Vec::new();
            line.write(&mut out);
            assert_eq!(String::from_utf8_lossy(&out), text);
            assert_eq!(LogLine::parse(&out), Some(line));
        };
        check(LogLine::Commit(br#"{"seq":1}"#), r#"{"commit":{"seq":1}}"#);
        check(LogLine::Edit(br#"{"after":null}"#), r#"{"after":null}"#);
        let salt = hex(&[0xa7; 32]);
        check(
            LogLine::Chunk { edits: 12, salt: [0xa7; 32] },
            &format!("{{\"chunk\":{{\"edits\":12,\"salt\":\"{salt}\"}}}}"),
        );
        for text in [
            "",
            "{}",
            "{\"other\":1}",
            "{\"commit\":",
            "{\"chunk\":{\"edits\":0,\"salt\":\"\"}}",
            &format!("{{\"chunk\":{{\"edits\":0,\"salt\":\"{salt}\"}}}}"),
            &format!("{{\"chunk\":{{\"edits\":1,\"salt\":\"{salt}\",\"x\":1}}}}"),
            &format!("{{\"chunk\":{{\"edits\":1,\"salt\":\"{}\"}}}}", &salt[2..]),
            &format!("{{\"chunk\":{{\"edits\":1,\"salt\":\"{}\"}}}}", salt.to_uppercase()),
        ] {
            assert_eq!(LogLine::parse(text.as_bytes()), None, "{text}");
        }
    }
}
