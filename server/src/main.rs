//! The program `hocvuso`: reads its arguments and serves.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let serve = Serve::read(std::env::args().skip(1))?;
    let router = server::router::router(&server::site::find(serve.site))?;
    let listener = TcpListener::bind(&serve.addr).await.with_context(|| serve.addr.clone())?;
    println!("Serving on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

struct Serve {
    addr: String,
    site: Option<PathBuf>,
}

impl Serve {
    fn read(mut words: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        if words.next().as_deref() != Some("serve") {
            bail!("usage: hocvuso serve [--demo] [--addr A] [--site DIR] [--database-url U]");
        }
        let mut serve = Self { addr: "127.0.0.1:3000".into(), site: None };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--demo" => {}
                "--database-url" => drop(words.next()),
                "--addr" => serve.addr = words.next().context("--addr needs a value")?,
                "--site" => serve.site = Some(words.next().context("--site needs a value")?.into()),
                other => bail!("unknown argument: {other}"),
            }
        }
        Ok(serve)
    }
}
