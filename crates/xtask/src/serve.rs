//! The page at a local address: static files, and nothing a static host wouldn't do.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::build;
use crate::project::Project;

/// The port to try first where the user names none; it means nothing.
const FIRST_PORT: u16 = 8765;
/// How many ports to try from there on, before asking the system for any.
const PORTS_TO_TRY: u16 = 20;

/// Builds the page and serves it on this machine until it is stopped. A port that was asked for has to be free;
/// without one, the first free port is taken.
pub fn page(project: &Project, port: Option<u16>) -> Result<()> {
    build::page(project)?;
    let server = listen(port)?;
    println!(
        "\nHeaplens is at http://{}/  (Ctrl-C ends it)",
        server.server_addr()
    );
    let site = project.dist();
    for request in server.incoming_requests() {
        let line = format!("{} {}", request.method(), request.url());
        if let Err(error) = answer(request, &site) {
            eprintln!("{line}: {error:#}");
        }
    }
    Ok(())
}

/// Opens the port on the loopback interface alone.
fn listen(port: Option<u16>) -> Result<Server> {
    let open = |port: u16| {
        Server::http(("127.0.0.1", port))
            .map_err(|error| anyhow!("can't listen on port {port}: {error}"))
    };
    if let Some(port) = port {
        return open(port);
    }
    (FIRST_PORT..FIRST_PORT + PORTS_TO_TRY)
        .find_map(|port| open(port).ok())
        .map_or_else(|| open(0), Ok)
}

/// Answers one request with a file of the site.
fn answer(request: Request, site: &Path) -> Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return Ok(request.respond(Response::empty(StatusCode(405)))?);
    }
    let Some(path) = file_for(request.url())
        .map(|path| site.join(path))
        .filter(|path| fs::metadata(path).is_ok_and(|file| file.is_file()))
    else {
        let text =
            Response::from_string("There is no such file.\n").with_status_code(StatusCode(404));
        return Ok(request.respond(text)?);
    };
    let response = Response::from_file(File::open(&path)?)
        .with_header(header("Content-Type", mime_type(&path)))
        // What was just rebuilt is what is to be seen.
        .with_header(header("Cache-Control", "no-cache"))
        .with_header(header("X-Content-Type-Options", "nosniff"));
    Ok(request.respond(response)?)
}

/// The file that a URL asks for, below the site; `None` for one that could lead out of it.
fn file_for(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    // The site's names need no escapes, and without them no segment can hide what it is.
    let is_plain = |segment: &str| {
        !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['%', '\\', ':'])
    };
    path.split('/').all(is_plain).then(|| PathBuf::from(path))
}

/// The type by the name's ending. A browser compiles wasm while it loads only if it is called so.
fn mime_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "py" | "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("the names and values above are plain ASCII")
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;

    use super::*;

    #[test]
    fn a_url_stays_in_the_site() {
        assert_eq!(file_for("/"), Some(PathBuf::from("index.html")));
        assert_eq!(
            file_for("/a/?py=3.13#step"),
            Some(PathBuf::from("a/index.html"))
        );
        assert_eq!(file_for("/a/b.wasm?v=1"), Some(PathBuf::from("a/b.wasm")));
        for hostile in [
            "/../Cargo.toml",
            "/a/../../b",
            "//etc/passwd",
            "/%2e%2e/b",
            "/..\\b",
            "/C:/b",
            "/.npmrc",
            "b",
            "",
        ] {
            assert_eq!(file_for(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn wasm_is_served_as_wasm_and_what_is_missing_is_404() {
        let site = std::env::temp_dir().join(format!("heaplens-serve-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("m.wasm"), b"\0asm").unwrap();
        let server = listen(Some(0)).unwrap();
        let address = server.server_addr().to_ip().unwrap();
        let asked = ["GET /m.wasm", "HEAD /m.wasm", "GET /none", "POST /m.wasm"];
        let serving = thread::spawn({
            let site = site.clone();
            move || {
                server
                    .incoming_requests()
                    .take(asked.len())
                    .for_each(|request| answer(request, &site).unwrap())
            }
        });
        let answers = asked.map(|line| {
            let mut stream = TcpStream::connect(address).unwrap();
            write!(
                stream,
                "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            )
            .unwrap();
            let mut text = String::new();
            stream.read_to_string(&mut text).unwrap();
            text
        });
        serving.join().unwrap();
        fs::remove_dir_all(&site).unwrap();
        assert!(
            answers[0].starts_with("HTTP/1.1 200") && answers[0].ends_with("\0asm"),
            "{}",
            answers[0]
        );
        assert!(
            answers[0].contains("Content-Type: application/wasm\r\n"),
            "{}",
            answers[0]
        );
        assert!(
            answers[1].starts_with("HTTP/1.1 200") && answers[1].ends_with("\r\n\r\n"),
            "{}",
            answers[1]
        );
        assert!(answers[2].starts_with("HTTP/1.1 404"), "{}", answers[2]);
        assert!(answers[3].starts_with("HTTP/1.1 405"), "{}", answers[3]);
    }
}
