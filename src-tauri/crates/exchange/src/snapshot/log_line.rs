//! The lines of the log: commits, chunks and edits, told apart by how they begin.

use serde::Deserialize;

use cairn_model::{ChunkSeal, ValueSeal, hex, unhex};

/// A line of `log.ndjson`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogLine<'a> {
    /// The canonical JSON of a commit's header; its chunks follow.
    Commit(&'a [u8]),
    /// The next chunk of the commit; its edits follow.
    Chunk {
        /// How many edits it has, at least 1.
        edits: u64,
        /// Its salt, or what each of its values has.
        seal: ChunkSeal,
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
            #[serde(default, borrow)]
            salt: Option<&'a str>,
            #[serde(default, borrow)]
            values: Vec<&'a str>,
        }
        if line.starts_with(EDIT_FRONT) {
            return Some(LogLine::Edit(line));
        }
        let inside = |front: &[u8]| line.strip_prefix(front)?.strip_suffix(b"}");
        if let Some(header) = inside(COMMIT_FRONT) {
            return Some(LogLine::Commit(header));
        }
        let chunk: Chunk<'_> = serde_json::from_slice(inside(CHUNK_FRONT)?).ok()?;
        let seal = match chunk.salt {
            Some(salt) => ChunkSeal::Whole(unhex(salt)?),
            None => ChunkSeal::Values(chunk.values.into_iter().map(value_seal).collect::<Option<_>>()?),
        };
        let read = LogLine::Chunk { edits: chunk.edits, seal };
        let mut again = Vec::with_capacity(line.len());
        read.write(&mut again);
        (chunk.edits > 0 && again == line).then_some(read)
    }

    /// Appends the line, without its line feed.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            LogLine::Commit(header) => out.extend([COMMIT_FRONT, header, b"}"].concat()),
            LogLine::Chunk { edits, seal: ChunkSeal::Whole(salt) } => {
                out.extend(CHUNK_FRONT);
                out.extend(format!("{{\"edits\":{edits},\"salt\":\"{}\"}}}}", hex(salt)).bytes());
            }
            LogLine::Chunk { edits, seal: ChunkSeal::Values(values) } => {
                let values: Vec<String> = values.iter().map(|value| format!("\"{}\"", value_text(value))).collect();
                out.extend(CHUNK_FRONT);
                out.extend(format!("{{\"edits\":{edits},\"values\":[{}]}}}}", values.join(",")).bytes());
            }
            LogLine::Edit(edit) => out.extend(*edit),
        }
    }
}

/// A salt has 32 digits and a digest 64: that tells them apart.
fn value_seal(text: &str) -> Option<ValueSeal> {
    unhex(text).map(ValueSeal::Salt).or_else(|| unhex(text).map(ValueSeal::Digest))
}

fn value_text(value: &ValueSeal) -> String {
    match value {
        ValueSeal::Salt(salt) => hex(salt),
        ValueSeal::Digest(digest) => hex(digest),
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
            LogLine::Chunk { edits: 12, seal: ChunkSeal::Whole([0xa7; 32]) },
            &format!("{{\"chunk\":{{\"edits\":12,\"salt\":\"{salt}\"}}}}"),
        );
        let values = vec![ValueSeal::Salt([0xb1; 16]), ValueSeal::Digest([0xa7; 32])];
        check(
            LogLine::Chunk { edits: 2, seal: ChunkSeal::Values(values) },
            &format!("{{\"chunk\":{{\"edits\":2,\"values\":[\"{}\",\"{salt}\"]}}}}", hex(&[0xb1; 16])),
        );
        for text in [
            "",
            "{\"chunk\":{\"edits\":1,\"values\":[\"ab\"]}}",
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
