//! What stands between the network and the endpoints: every request passes here.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

use crate::config::Config;

pub mod cross_site;
pub mod headers;
pub mod limit;
pub mod log;
pub mod visitor;

/// Whether the person reached us by https: told by the operator, or by the proxy in front.
pub fn is_https(headers: &HeaderMap, config: &Config) -> bool {
    let told = || {
        headers
            .get("x-forwarded-proto")
            .is_some_and(|proto| proto == "https")
    };
    config.https || told()
}

/// Where the request comes from, for counting failed sign-ins.
pub fn address(headers: &HeaderMap, extensions: &Extensions, config: &Config) -> String {
    let forwarded = || {
        // The last entry is the one our own proxy wrote; those before it anybody can invent.
        let list = headers
            .get_all("x-forwarded-for")
            .into_iter()
            .next_back()?
            .to_str()
            .ok()?;
        list.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let peer = || {
        extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip())
    };
    let address = config.trust_proxy.then(forwarded).flatten().or_else(peer);
    address.map_or_else(|| "unknown".to_owned(), |address| address.to_string())
}
