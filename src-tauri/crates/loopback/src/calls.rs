//! Calls: JSON in, JSON out, on a thread that may block.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cairn_api::Language;
use cairn_api::contract::{Progress, Refusal, Work, dispatch};
use cairn_api::desk::Desk;
use cairn_model::CancelToken;
use tokio::sync::mpsc::unbounded_channel;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::UnboundedReceiverStream;

use crate::Served;

/// The header that names a job, so that it can be cancelled.
const JOB: &str = "x-cairn-job";
const JSON: (header::HeaderName, &str) = (header::CONTENT_TYPE, "application/json");
const LINES: (header::HeaderName, &str) = (header::CONTENT_TYPE, "application/x-ndjson");

/// Returns the language that a request names.
fn language(body: &[u8]) -> Language {
    #[derive(serde::Deserialize)]
    struct Envelope {
        #[serde(default)]
        language: String,
    }
    let named = serde_json::from_slice::<Envelope>(body).ok();
    named.and_then(|envelope| Language::from_tag(&envelope.language)).unwrap_or_default()
}

fn run(
    desk: &Desk,
    name: &str,
    body: &[u8],
    cancel: &CancelToken,
    progress: &dyn Fn(&Progress),
) -> Result<Vec<u8>, Box<Refusal>> {
    let messages = desk.words(language(body));
    dispatch(desk, name, body, &Work { messages, cancel, progress })
}

pub(crate) async fn call(State(served): State<Arc<Served>>, Path(name): Path<String>, body: Bytes) -> Response {
    let desk = Arc::clone(&served.desk);
    let done = tokio::task::spawn_blocking(move || run(&desk, &name, &body, &CancelToken::default(), &|_| {})).await;
    match done {
        Ok(Ok(reply)) => ([JSON], reply).into_response(),
        Ok(Err(refusal)) => (StatusCode::UNPROCESSABLE_ENTITY, [JSON], text(&refusal)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

pub(crate) async fn job(
    State(served): State<Arc<Served>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let id = headers.get(JOB).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (sender, receiver) = unbounded_channel::<Bytes>();
    let desk = Arc::clone(&served.desk);
    tokio::task::spawn_blocking(move || {
        let cancel = desk.jobs().begin(&id);
        let send = |line: String| {
            // A caller that has gone no longer waits for the answer.
            if sender.send(Bytes::from(line + "\n")).is_err() {
                cancel.cancel();
            }
        };
        let progress = |progress: &Progress| send(format!("{{\"progress\":{}}}", text(progress)));
        let last = match run(&desk, &name, &body, &cancel, &progress) {
            Ok(reply) => format!("{{\"reply\":{}}}", String::from_utf8_lossy(&reply)),
            Err(refusal) => format!("{{\"refusal\":{}}}", text(&refusal)),
        };
        desk.jobs().end(&id);
        send(last);
    });
    let lines = UnboundedReceiverStream::new(receiver).map(Ok::<_, std::convert::Infallible>);
    ([LINES], Body::from_stream(lines)).into_response()
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
