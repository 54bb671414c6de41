//! Calls: JSON in, JSON out, on a thread that may block.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cairn_api::contract::{self, Progress};
use cairn_model::CancelToken;
use tokio::sync::mpsc::unbounded_channel;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::UnboundedReceiverStream;

use crate::Served;

/// The header that names a job, so that it can be cancelled.
const JOB: &str = "x-cairn-job";
const JSON: (header::HeaderName, &str) = (header::CONTENT_TYPE, "application/json");
const LINES: (header::HeaderName, &str) = (header::CONTENT_TYPE, "application/x-ndjson");

pub(crate) async fn call(State(served): State<Arc<Served>>, Path(name): Path<String>, body: Bytes) -> Response {
    let desk = Arc::clone(&served.desk);
    let done =
        tokio::task::spawn_blocking(move || contract::call(&desk, &name, &body, &CancelToken::default(), &|_| {}))
            .await;
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
        let send = |line: String| sender.send(Bytes::from(line + "\n")).is_ok();
        let progress = |progress: &Progress, cancel: &CancelToken| {
            // A caller that has gone no longer waits for the answer.
            if !send(format!("{{\"progress\":{}}}", text(progress))) {
                cancel.cancel();
            }
        };
        send(match contract::call_job(&desk, (&name, &id), &body, &progress) {
            Ok(reply) => format!("{{\"reply\":{}}}", String::from_utf8_lossy(&reply)),
            Err(refusal) => format!("{{\"refusal\":{}}}", text(&refusal)),
        });
    });
    let lines = UnboundedReceiverStream::new(receiver).map(Ok::<_, std::convert::Infallible>);
    ([LINES], Body::from_stream(lines)).into_response()
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
