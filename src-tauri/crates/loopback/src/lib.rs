//! The wire contract over HTTP on the loopback interface: what browser tests drive in place of the desktop.
//!
//! - `POST /call/<command>` with the request as JSON: 200 and the reply, or 422 and the refusal.
//! - `POST /job/<command>` with header `x-cairn-job`: lines of JSON as they come, `{"progress": …}`, and at last
//!   `{"reply": …}` or `{"refusal": …}`.
//! - anything else with `GET`: a file of the built screens; `/` and what is no file give `index.html`.
//!
//! A call needs the header `x-cairn-token`; every request needs the `Host` that was served, and an `Origin`, when
//! there is one, that is this host or the one allowed: a page elsewhere, or a name that resolves to this machine,
//! gets nothing.
//!
//! *Architecture Invariant:* nothing here knows what a command means; it passes JSON to `dispatch`.

mod calls;
mod files;
mod gate;
mod token;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use cairn_api::contract::call;
use cairn_api::desk::Desk;
use cairn_cli::ThisProcess;
use cairn_model::CancelToken;

use crate::gate::Gate;

/// The largest request, in bytes: a file of the largest size in base 64, and room for the rest.
const BODY_BYTES_MAX: usize = cairn_api::FILE_BYTES_MAX / 3 * 4 + 64 * 1024;

/// How to serve.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The estate to open at the start. One that cannot be opened is what the desk then says.
    pub estate: Option<PathBuf>,
    /// The directory of the built screens.
    pub ui: Option<PathBuf>,
    /// The file that keeps the list of recent estates.
    pub recent: Option<PathBuf>,
    /// Who acts, as asserted.
    pub actor: String,
    /// The port; any that is free when 0.
    pub port: u16,
    /// Another origin whose pages may call.
    pub origin: Option<String>,
    /// The token to ask for; a random one when absent.
    pub token: Option<String>,
}

/// Where a host that serves says so, in one line.
pub type Announce = Arc<dyn Fn(&str) -> io::Result<()> + Send + Sync>;

/// What every request is answered from.
pub(crate) struct Served {
    desk: Arc<Desk>,
    gate: Gate,
    ui: Option<PathBuf>,
}

/// Serves until the process ends.
///
/// # Errors
/// When no port can be had.
pub fn serve(settings: &Settings, announce: Announce) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().build()?;
    runtime.block_on(served(settings, announce))
}

/// Returns the desk with its door open for command lines, as the desktop has it.
fn attended(desk: Desk) -> Arc<Desk> {
    #[cfg(unix)]
    let desk = desk.attended_by(Box::new(cairn_cli::Doorkeeper::new(|| {})));
    Arc::new(desk)
}

async fn served(settings: &Settings, announce: Announce) -> io::Result<()> {
    let program = concat!("cairn-loopback ", env!("CARGO_PKG_VERSION"));
    let host = Arc::new(ThisProcess { actor: settings.actor.clone(), account: settings.actor.clone(), program });
    let token = settings.token.clone().unwrap_or_else(|| token::token(&*host));
    let desk = attended(Desk::new(host, settings.recent.clone()));
    if let Some(dir) = &settings.estate {
        let request = serde_json::json!({ "path": dir }).to_string();
        // Why it could not be opened is what the desk says from now on.
        let _refused = call(&desk, "estate_open", request.as_bytes(), &CancelToken::default(), &|_| {});
    }
    let listener = tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, settings.port))).await?;
    let address = listener.local_addr()?;
    let gate = Gate::new(address, token.clone(), settings.origin.clone());
    announce(&serde_json::json!({ "url": format!("http://{address}"), "token": token }).to_string())?;
    axum::serve(listener, router(Arc::new(Served { desk, gate, ui: settings.ui.clone() }))).await
}

fn router(served: Arc<Served>) -> Router {
    let calls = Router::new()
        .route("/call/{name}", post(calls::call))
        .route("/job/{name}", post(calls::job))
        .layer(from_fn_with_state(Arc::clone(&served), gate::with_token))
        .layer(axum::extract::DefaultBodyLimit::max(BODY_BYTES_MAX));
    Router::new()
        .merge(calls)
        .fallback(get(files::file))
        .layer(from_fn_with_state(Arc::clone(&served), gate::from_here))
        .with_state(served)
}
