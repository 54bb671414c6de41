//! Who may ask: requests to this very host, from its own pages, with the token.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::Served;

/// The header that carries the token.
pub(crate) const TOKEN: &str = "x-cairn-token";

/// What a request has to show.
pub(crate) struct Gate {
    hosts: [String; 2],
    origins: Vec<String>,
    token: String,
}

impl Gate {
    pub(crate) fn new(address: SocketAddr, token: String, origin: Option<String>) -> Self {
        let hosts = [address.to_string(), format!("localhost:{}", address.port())];
        let origins = hosts.iter().map(|host| format!("http://{host}")).chain(origin).collect();
        Gate { hosts, origins, token }
    }

    /// Returns whether a request is addressed to this host and, when a page sent it, to one of its own origins.
    fn is_from_here(&self, headers: &HeaderMap) -> bool {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let is_own = |own: &[String], value: &str| own.iter().any(|known| known == value);
        text(header::HOST).is_some_and(|host| is_own(&self.hosts, host))
            && text(header::ORIGIN).is_none_or(|origin| is_own(&self.origins, origin))
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(TOKEN).map(axum::http::HeaderValue::as_bytes).unwrap_or_default();
        let own = self.token.as_bytes();
        // Every byte is compared, so that how long it takes tells nothing.
        given.len() == own.len() && given.iter().zip(own).fold(0, |other, (left, right)| other | (left ^ right)) == 0
    }
}

pub(crate) async fn from_here(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    if served.gate.is_from_here(request.headers()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "this host answers its own pages only\n").into_response()
    }
}

pub(crate) async fn with_token(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    if served.gate.has_token(request.headers()) {
        next.run(request).await
    } else {
        (StatusCode::UNAUTHORIZED, "the token is missing or wrong\n").into_response()
    }
}
