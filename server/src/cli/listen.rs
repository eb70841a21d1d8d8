//! Takes connections until the program is told to stop, then lets requests under way finish.
//!
//! Done by hand rather than by `axum::serve`, which sets no limit on how long a head may take.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    signal,
    time::{sleep, timeout},
};
use tower::ServiceExt as _;

/// A phone on a bad line takes its time; a client that never finishes its head holds a place.
const HEAD_LIMIT: Duration = Duration::from_secs(20);
const LARGEST_HEAD_BYTES: usize = 64 * 1024;
/// How long requests under way may take once the program is told to stop.
const STOP_LIMIT: Duration = Duration::from_secs(20);

pub async fn until_stopped(listener: TcpListener, router: Router) -> anyhow::Result<()> {
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(told_to_stop());
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => serve(stream, peer, &router, &graceful),
                // Out of file descriptors, most likely: others will finish meanwhile.
                Err(error) => {
                    tracing::warn!(%error, "cannot take a connection");
                    sleep(Duration::from_millis(100)).await;
                }
            },
            stopped = &mut stop => {
                stopped?;
                break;
            }
        }
    }
    drop(listener);
    tracing::info!("stopping");
    if timeout(STOP_LIMIT, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    Ok(())
}

fn serve(stream: TcpStream, peer: SocketAddr, router: &Router, graceful: &GracefulShutdown) {
    let router = router.clone();
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let router = router.clone();
        async move { router.oneshot(request.map(Body::new)).await }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .max_buf_size(LARGEST_HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), answer);
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "connection ended");
        }
    });
}

#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    tokio::select! {
        done = signal::ctrl_c() => done,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    signal::ctrl_c().await
}
