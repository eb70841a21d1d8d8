use super::*;

const CHROME: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
    Chrome/141.0.0.0 Mobile Safari/537.36";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) \
    AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const ZALO: &str = "Mozilla/5.0 (Linux; Android 11; RMX1973 Build/RKQ1.201217.002;) \
    AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.171 Safari/537.36 \
    Zalo android/25112868 ZaloTheme/dark ZaloLanguage/vi";
const ZALO_IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) \
    AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/536 ZaloTheme/light ZaloLanguage/vn";

#[test]
fn applications_are_told_from_browsers() {
    let android = "Mozilla/5.0 (Linux; Android 12; RMX2111 Build/SP1A.210812.016; wv) \
        AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/108.0.5359.128 Mobile Safari/537.36";
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 \
        (KHTML, like Gecko) Mobile/15E148";
    let cases = [
        (ZALO.to_owned(), InApp::Zalo),
        (ZALO_IPHONE.to_owned(), InApp::Zalo),
        (format!("{android} Zalo"), InApp::Zalo),
        (format!("{android} ZaloTheme/light"), InApp::Zalo),
        (
            format!("{android} [FB_IAB/Orca-Android;FBAV/390.2.0.29.103;]"),
            InApp::Messenger,
        ),
        (
            format!("{android} [FB_IAB/MESSENGER;FBAV/478.0;]"),
            InApp::Messenger,
        ),
        (
            format!(
                "{iphone} [FBAN/MessengerForiOS;FBAV/466.0.0.41.109;FBBV/615310455;FBDV/iPhone15,2]"
            ),
            InApp::Messenger,
        ),
        (
            format!("{android} [FB_IAB/FB4A;FBAV/397.0.0.23.404;]"),
            InApp::Facebook,
        ),
        (
            format!("{iphone} [FBAN/FBIOS;FBAV/480.0;FBLC/vi_VN]"),
            InApp::Facebook,
        ),
        (format!("{iphone} [FBAV/480.0]"), InApp::Facebook),
        (
            format!(
                "{iphone} Instagram 334.0.4.32.98 (iPhone15,2; iOS 17_5; vi_VN; vi; scale=3.00)"
            ),
            InApp::Instagram,
        ),
        (format!("{android} Line/26.2.0/IAB"), InApp::Line),
        (format!("{iphone} Safari Line/14.8.0"), InApp::Line),
    ];
    for (user_agent, app) in cases {
        assert_eq!(in_app(&user_agent), Some(app), "{user_agent}");
        assert_eq!(installs_by_hand(&user_agent), None, "{user_agent}");
    }
}

#[test]
fn browsers_are_no_applications() {
    let others = [
        "",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
        "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) \
         SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
        // A browser of its own by name, and words that only look alike.
        "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 coc_coc_browser/120.0 Mobile OnLine/1 ZaloPayX/2",
    ];
    for user_agent in [CHROME, SAFARI].into_iter().chain(others) {
        assert_eq!(in_app(user_agent), None, "{user_agent}");
    }
}

#[test]
fn phones_install_by_hand_and_other_machines_do_not() {
    assert_eq!(installs_by_hand(CHROME), Some(ByHand::Android));
    assert_eq!(installs_by_hand(SAFARI), Some(ByHand::Iphone));
    assert_eq!(
        installs_by_hand("Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0"),
        None
    );
}

#[test]
fn the_link_out_is_for_android() {
    let address = "hocvuso.example/nhiem-vu?tim=a%20b";
    assert_eq!(
        link_to_chrome(ZALO, "https", address).as_deref(),
        Some(
            "intent://hocvuso.example/nhiem-vu?tim=a%20b#Intent;scheme=https;package=com.android.chrome;end"
        )
    );
    assert_eq!(link_to_chrome(ZALO_IPHONE, "https", address), None);
}
