//! The built screens.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::Served;

/// What the desktop allows its pages: nothing from anywhere else.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
                      font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
                      form-action 'none'";

pub(crate) async fn file(State(served): State<Arc<Served>>, uri: Uri) -> Response {
    let Some(dir) = &served.ui else { return StatusCode::NOT_FOUND.into_response() };
    let Some(path) = inside(dir, uri.path()) else { return StatusCode::NOT_FOUND.into_response() };
    let read = move || {
        let index = || path.0.join("index.html");
        let path = if path.1.is_file() { path.1.clone() } else { index() };
        std::fs::read(&path).map(|bytes| (bytes, media_type(&path)))
    };
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok((bytes, media_type))) => {
            let headers = [
                (header::CONTENT_TYPE, media_type),
                (header::CONTENT_SECURITY_POLICY, POLICY),
                (header::CACHE_CONTROL, "no-store"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, bytes).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Returns the directory and the file in it that a path of a request means; `None` for one that leads out of it.
fn inside(dir: &Path, path: &str) -> Option<(PathBuf, PathBuf)> {
    let relative = Path::new(path.trim_start_matches('/'));
    let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    (is_plain && !path.contains(['%', '\\'])).then(|| (dir.to_owned(), dir.join(relative)))
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        let check = |path: &str, expect: bool| assert_eq!(inside(Path::new("/ui"), path).is_some(), expect, "{path}");
        check("/", true);
        check("/assets/index-1.js", true);
        check("/../secret", false);
        check("/assets/../../secret", false);
        check("/%2e%2e/secret", false);
        check("/..\\secret", false);
    }
}
