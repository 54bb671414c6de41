//! The loopback host over real sockets: who may ask, calls, jobs, files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;

use cairn_loopback::{Settings, serve};
use serde_json::{Value, json};
use tempfile::TempDir;

struct Host {
    dir: TempDir,
    address: String,
    token: String,
}

/// Starts a host on a port of its own; it ends with the process of the test.
fn host() -> Host {
    let dir = TempDir::new().unwrap();
    let ui = dir.path().join("ui");
    std::fs::create_dir(&ui).unwrap();
    std::fs::write(ui.join("index.html"), "<!doctype html><title>Cairn</title>").unwrap();
    std::fs::write(ui.join("app.js"), "export {}").unwrap();
    std::fs::write(dir.path().join("secret.txt"), "secret").unwrap();
    let settings = Settings { ui: Some(ui), actor: "tester".to_owned(), ..Settings::default() };
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        serve(
            &settings,
            Arc::new(move |line: &str| sender.send(line.to_owned()).map_err(|_| std::io::ErrorKind::BrokenPipe.into())),
        )
        .unwrap();
    });
    let line: Value = serde_json::from_str(&receiver.recv().unwrap()).unwrap();
    let address = line["url"].as_str().unwrap().trim_start_matches("http://").to_owned();
    Host { dir, address, token: line["token"].as_str().unwrap().to_owned() }
}

impl Host {
    /// Sends one request as it is; returns the status and what follows the headers.
    fn raw(&self, request: &str) -> (u16, String) {
        let mut socket = TcpStream::connect(&self.address).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
        (status, if answer.contains("transfer-encoding: chunked") { dechunked(&body) } else { body })
    }

    fn get(&self, path: &str, host: &str, extra: &str) -> (u16, String) {
        self.raw(&format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n{extra}connection: close\r\n\r\n"))
    }

    fn post(&self, path: &str, token: &str, extra: &str, body: &Value) -> (u16, String) {
        let (body, host) = (body.to_string(), &self.address);
        self.raw(&format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nx-cairn-token: {token}\r\n{extra}content-length: {}\r\n\
             connection: close\r\n\r\n{body}",
            body.len()
        ))
    }

    fn call(&self, name: &str, body: &Value) -> (u16, Value) {
        let (status, body) = self.post(&format!("/call/{name}"), &self.token, "", body);
        (status, serde_json::from_str(&body).unwrap_or(Value::Null))
    }

    fn job(&self, name: &str, id: &str, body: &Value) -> Vec<Value> {
        let (status, body) = self.post(&format!("/job/{name}"), &self.token, &format!("x-cairn-job: {id}\r\n"), body);
        assert_eq!(status, 200);
        body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

fn dechunked(body: &str) -> String {
    let (mut rest, mut text) = (body, String::new());
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        text.push_str(&after[..size]);
        rest = after[size..].trim_start_matches("\r\n");
    }
    text
}

#[test]
fn only_its_own_pages_with_the_token_may_ask() {
    let host = host();
    let check = |token: &str, extra: &str, expect: u16| {
        let (status, _) = host.post("/call/desk_state", token, extra, &json!({}));
        assert_eq!(status, expect, "{token} {extra}");
    };
    let own = format!("origin: http://{}\r\n", host.address);
    check(&host.token, "", 200);
    check(&host.token, &own, 200);
    check(&host.token, "origin: https://example.org\r\n", 403);
    check(&host.token, "origin: null\r\n", 403);
    check("", "", 401);
    check(&host.token[1..], "", 401);
    check(&format!("{}0", &host.token[1..]), &own, 401);
    assert_eq!(host.token.len(), 48);
    // A name that somebody lets resolve to this machine.
    let (status, _) = host.get("/", "rebound.example.org", "");
    assert_eq!(status, 403);
    assert_eq!(host.get("/", &host.address, "").0, 200);
}

#[test]
fn calls_and_jobs_bring_replies_and_refusals() {
    let host = host();
    let (status, refusal) = host.call("items", &json!({ "language": "zh-CN" }));
    assert_eq!((status, refusal["code"].as_str()), (422, Some("not_an_estate")));
    assert!(refusal["sentence"].as_str().unwrap().contains("没有打开任何配置库"), "{refusal}");
    let create = json!({ "path": host.path("sample.cairn"), "sample": true });
    let lines = host.job("estate_create", "job-1", &create);
    assert_eq!(lines.first().map(|line| &line["progress"]["done"]), Some(&json!(0)), "{lines:?}");
    assert_eq!(lines.last().map(|line| &line["reply"]["status"]), Some(&json!("open")), "{lines:?}");
    let (status, rows) = host.call("items", &json!({ "limit": 3 }));
    assert_eq!((status, rows["rows"].as_array().map(Vec::len)), (200, Some(3)));
    let again = host.job("estate_create", "job-2", &create);
    assert_eq!(again.last().map(|line| &line["refusal"]["code"]), Some(&json!("not_an_estate")), "{again:?}");
    assert_eq!(host.call("job_cancel", &json!({ "job": "job-1" })).1["running"], false);
}

#[test]
fn the_built_screens_are_served_and_nothing_else() {
    let host = host();
    let get = |path: &str| host.get(path, &host.address, "");
    assert_eq!(get("/app.js"), (200, "export {}".to_owned()));
    let (status, page) = get("/items/SRV-000001");
    assert!(status == 200 && page.contains("<title>Cairn"), "a path of the screens is their page: {page}");
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"] {
        let (status, body) = get(path);
        assert!(status >= 400 && !body.contains("secret"), "{path}: {status} {body}");
    }
    assert_eq!(host.raw(&format!("PUT / HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", host.address)).0, 405);
}
