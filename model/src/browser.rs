//! What a browser says of itself, as far as it matters: whether the program can be installed there.

/// An application that opens links in a window of its own. Such a window installs nothing, and what
/// it keeps may be gone with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InApp {
    Zalo,
    Messenger,
    Facebook,
    Instagram,
    Line,
}

/// How a person installs the program where the browser does not offer it by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// From the sheet for sharing.
    Iphone,
    /// From the browser's menu.
    Android,
}

impl InApp {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zalo => "Zalo",
            Self::Messenger => "Messenger",
            Self::Facebook => "Facebook",
            Self::Instagram => "Instagram",
            Self::Line => "Line",
        }
    }
}

/// The application in which a page is open, if it is not a browser.
pub fn in_app(user_agent: &str) -> Option<InApp> {
    // Facebook's family signs with fields in brackets, the others with a name as a product.
    let field = |key: &str| {
        let mut fields = user_agent.split(['[', ';', ']']);
        fields.find_map(|field| field.trim().strip_prefix(key)?.strip_prefix('/'))
    };
    if let Some(name) = field("FBAN").or_else(|| field("FB_IAB")) {
        let is_messenger = ["Messenger", "MESSENGER", "Orca"]
            .iter()
            .any(|word| name.starts_with(word));
        return Some(if is_messenger {
            InApp::Messenger
        } else {
            InApp::Facebook
        });
    }
    if field("FBAV").is_some() {
        return Some(InApp::Facebook);
    }
    user_agent.split_whitespace().find_map(|product| {
        match product.split('/').next().unwrap_or_default() {
            "Zalo" | "ZaloTheme" => Some(InApp::Zalo),
            "Instagram" => Some(InApp::Instagram),
            "Line" => Some(InApp::Line),
            _ => None,
        }
    })
}

/// The way to install by hand: on phones, in a browser.
pub fn installs_by_hand(user_agent: &str) -> Option<ByHand> {
    if in_app(user_agent).is_some() {
        None
    } else if is_android(user_agent) {
        Some(ByHand::Android)
    } else {
        let is_iphone = ["iPhone", "iPad"]
            .iter()
            .any(|word| user_agent.contains(word));
        is_iphone.then_some(ByHand::Iphone)
    }
}

/// A link that leaves an application for Chrome, which every Android phone has; elsewhere there is
/// no such link. `address` is what follows the scheme's `://`.
pub fn link_to_chrome(user_agent: &str, scheme: &str, address: &str) -> Option<String> {
    is_android(user_agent).then(|| {
        format!("intent://{address}#Intent;scheme={scheme};package=com.android.chrome;end")
    })
}

fn is_android(user_agent: &str) -> bool {
    user_agent.contains("Android")
}

#[cfg(test)]
mod tests;
