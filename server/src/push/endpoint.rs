//! Where a device is reached, as its browser says. Anybody can say anything, so the server goes there
//! only if that is somewhere on the open internet and never into its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hyper::Uri;

const MAX_BYTES: usize = 1_000;

/// An address that may be asked, as far as it can be told without asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub host: String,
    pub port: u16,
    pub path: String,
    /// Only in tests, of this machine.
    pub is_local: bool,
}

impl Endpoint {
    /// https at its own port, a name and not a number, and nothing before it. `may_be_local` also
    /// takes http at 127.0.0.1: for tests, whose push service is in the same process.
    pub fn read(text: &str, may_be_local: bool) -> Option<Self> {
        let is_plain = text.len() <= MAX_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_plain || text.contains(['#', '\\']) {
            return None;
        }
        let uri: Uri = text.parse().ok()?;
        let authority = uri.authority()?;
        if authority.as_str().contains('@') {
            return None;
        }
        let host = authority.host().to_ascii_lowercase();
        let path = uri.path_and_query()?.as_str().to_owned();
        let is_local = uri.scheme_str() == Some("http") && host == "127.0.0.1";
        if is_local {
            let port = authority.port_u16()?;
            return may_be_local.then_some(Self {
                host,
                port,
                path,
                is_local,
            });
        }
        let port = authority.port_u16().unwrap_or(443);
        let is_open = uri.scheme_str() == Some("https") && port == 443 && is_public_name(&host);
        is_open.then_some(Self {
            host,
            port,
            path,
            is_local,
        })
    }

    /// For whom the server's proof is made.
    pub fn origin(&self) -> String {
        match self.is_local {
            true => format!("http://{}:{}", self.host, self.port),
            false => format!("https://{}", self.host),
        }
    }

    /// Whether the server may connect to what the name was resolved to.
    pub fn may_be_at(&self, address: IpAddr) -> bool {
        self.is_local && address == IpAddr::V4(Ipv4Addr::LOCALHOST) || is_public(address)
    }
}

/// Two labels or more, the last of which has letters: no number in any spelling is a name.
fn is_public_name(host: &str) -> bool {
    const INNER: [&str; 8] = [
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "arpa",
    ];
    let labels: Vec<_> = host.split('.').collect();
    let is_label = |label: &&str| {
        let of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(of_name)
    };
    let last = labels.last().copied().unwrap_or_default();
    labels.len() >= 2
        && labels.iter().all(is_label)
        && last
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
        && !INNER.contains(&last)
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // Shared by providers, for protocols, for measuring.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)))
}

/// Only what is given out for the open internet (2000::/3), without the parts that carry another
/// address within them or are for examples.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    (0x2000..0x4000).contains(&a)
        && a != 0x2002
        && !(a == 0x2001 && (b < 0x200 || b == 0xdb8))
        && !(a == 0x3fff && b < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_say_is_taken() {
        let read = |text| Endpoint::read(text, false);
        let found = read("https://fcm.googleapis.com/fcm/send/abc:def?x=1").unwrap();
        assert_eq!(found.origin(), "https://fcm.googleapis.com");
        assert_eq!(
            (found.port, found.path.as_str()),
            (443, "/fcm/send/abc:def?x=1")
        );
        assert!(read("https://updates.push.services.mozilla.com/wpush/v2/gA").is_some());
        assert!(read("https://web.push.apple.com:443/QO2").is_some());
    }

    #[test]
    fn nothing_leads_into_the_own_network() {
        let long = format!("https://push.example.org/{}", "a".repeat(MAX_BYTES));
        for text in [
            "",
            "push.example.org/a",
            "http://push.example.org/a",
            "ftp://push.example.org/a",
            "https://push.example.org:8443/a",
            "https://a@push.example.org/a",
            "https://push.example.org\\@10.0.0.1/a",
            "https://10.0.0.1/a",
            "https://127.0.0.1/a",
            "https://0x7f000001/a",
            "https://2130706433/a",
            "https://127.1/a",
            "https://[::1]/a",
            "https://[::ffff:127.0.0.1]/a",
            "https://localhost/a",
            "https://may-chu/a",
            "https://db.internal/a",
            "https://nas.local/a",
            "https://push.example.org./a",
            "https://push..org/a",
            "https://push.example.org/a#b",
            "https://push.example.org/a b",
            "http://127.0.0.1:80/a",
            "https://metadata.google.internal/a",
            long.as_str(),
        ] {
            assert_eq!(Endpoint::read(text, false), None, "{text}");
        }
        let local = Endpoint::read("http://127.0.0.1:4000/a", true).unwrap();
        assert!(local.may_be_at([127, 0, 0, 1].into()) && !local.may_be_at([10, 0, 0, 1].into()));
        assert_eq!(Endpoint::read("http://10.0.0.1:4000/a", true), None);
    }

    #[test]
    fn a_name_that_stands_for_an_inner_address_is_not_asked() {
        let endpoint = Endpoint::read("https://push.example.org/a", false).unwrap();
        for inner in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "192.0.0.8",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::",
            "2001::1",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!endpoint.may_be_at(inner.parse().unwrap()), "{inner}");
        }
        for open in ["142.250.1.1", "2a00:1450:4001::1", "2404:6800::1"] {
            assert!(endpoint.may_be_at(open.parse().unwrap()), "{open}");
        }
    }
}
