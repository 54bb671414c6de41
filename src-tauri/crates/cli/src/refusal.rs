//! Why a command was not done.

use cairn_api::{Code, Failure, Refused, Session};
use cairn_messages::Messages;
use cairn_model::Phrase;

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The reader closed the output: there is nobody to tell.
    Closed,
    /// Anything else, in words.
    Said(Failure),
    /// The same in the words of the estate.
    Spoken(Box<(Failure, Refused)>),
}

impl Refusal {
    pub(crate) fn usage(code: &str) -> Self {
        Refusal::said(Phrase::new(code))
    }

    pub(crate) fn said(phrase: Phrase) -> Self {
        Refusal::Said(Failure::new(Code::BadInput, phrase))
    }

    pub(crate) fn file(code: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        let full = matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge);
        let phrase = Phrase::new(code).with("path", path.display()).with("detail", error);
        Refusal::Said(Failure::new(if full { Code::DiskFull } else { Code::Io }, phrase))
    }

    /// Returns the refusal in the words of an estate.
    pub(crate) fn spoken(self, session: &Session, messages: &Messages) -> Self {
        match self {
            Refusal::Said(failure) => {
                let refused = session.refused(&failure, messages);
                Refusal::Spoken(Box::new((failure, refused)))
            }
            refusal => refusal,
        }
    }

    /// Returns the refusal to write what belongs to an import that is done already.
    pub(crate) fn though_imported(self, seq: Option<u64>) -> Self {
        match (self, seq) {
            (Refusal::Said(mut failure), Some(seq)) => {
                failure.message.code = "error-write-rejects".to_owned();
                failure.message = failure.message.with("seq", seq);
                Refusal::Said(failure)
            }
            (refusal, _) => refusal,
        }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Refusal::Said(failure)
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Refusal::Closed;
        }
        let phrase = Phrase::new("error-write-answer").with("detail", &error);
        Refusal::Said(Failure::new(Code::Io, phrase))
    }
}
