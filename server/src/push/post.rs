//! Carries a message to a push service. The server goes to the very address that was checked, follows
//! nobody elsewhere, and reads no more of the answer than its status.

use std::{
    net::SocketAddr,
    sync::{Arc, OnceLock},
    time::Duration,
};

use anyhow::Context as _;
use http_body_util::Full;
use hyper::{
    Request, StatusCode,
    body::Bytes,
    client::conn::http1::handshake,
    header::{AUTHORIZATION, CONTENT_ENCODING, HOST},
    rt::{Read, Write},
};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpStream, lookup_host},
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

use super::Endpoint;

/// For resolving, connecting and the answer together.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a push service keeps what a device that is off did not take: until the next morning's.
const KEPT_SECONDS: u32 = 20 * 60 * 60;

/// The status with which the push service answers.
pub async fn post(
    endpoint: &Endpoint,
    authorization: &str,
    hidden: Vec<u8>,
) -> anyhow::Result<StatusCode> {
    let request = Request::post(&endpoint.path)
        .header(HOST, &endpoint.host)
        .header(AUTHORIZATION, authorization)
        .header(CONTENT_ENCODING, "aes128gcm")
        .header("ttl", KEPT_SECONDS)
        .header("urgency", "normal")
        .body(Full::new(Bytes::from(hidden)))?;
    timeout(PATIENCE, carry(endpoint, request))
        .await
        .context("no answer in time")?
}

async fn carry(endpoint: &Endpoint, request: Request<Full<Bytes>>) -> anyhow::Result<StatusCode> {
    let stream = TcpStream::connect(place(endpoint).await?).await?;
    if endpoint.is_local {
        return exchange(TokioIo::new(stream), request).await;
    }
    let name = ServerName::try_from(endpoint.host.clone())?;
    let stream = TlsConnector::from(trust()?).connect(name, stream).await?;
    exchange(TokioIo::new(stream), request).await
}

/// Where the name leads, if that is on the open internet.
async fn place(endpoint: &Endpoint) -> anyhow::Result<SocketAddr> {
    let mut places = lookup_host((endpoint.host.as_str(), endpoint.port)).await?;
    let open = places.find(|place| endpoint.may_be_at(place.ip()));
    open.context("the name leads nowhere on the open internet")
}

async fn exchange(
    stream: impl Read + Write + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> anyhow::Result<StatusCode> {
    let (mut sender, connection) = handshake(stream).await?;
    let connection = tokio::spawn(connection);
    let answer = sender.send_request(request).await;
    connection.abort();
    Ok(answer?.status())
}

/// The authorities that browsers trust.
fn trust() -> anyhow::Result<Arc<ClientConfig>> {
    static TRUST: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(known) = TRUST.get() {
        return Ok(known.clone());
    }
    let roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TRUST.get_or_init(|| Arc::new(config)).clone())
}
