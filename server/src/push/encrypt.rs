//! What is pushed, so that nobody between can read it (RFC 8291, in one record of RFC 8188).

use aes_gcm::{Aes128Gcm, KeyInit as _, aead::Aead as _};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToEncodedPoint as _};
use sha2::Sha256;

/// Push services take 4096 bytes in all.
pub const WORDS_MAX_BYTES: usize = 3_000;
const RECORD_BYTES: u32 = 4096;
/// The last record, without padding.
const LAST: u8 = 2;

/// `once` and `salt` are drawn anew for each message. `None` where the browser's key is none.
pub fn encrypt(
    words: &[u8],
    (public, auth): (&[u8], &[u8]),
    once: &SecretKey,
    salt: [u8; 16],
) -> Option<Vec<u8>> {
    let public = PublicKey::from_sec1_bytes(public).ok()?;
    let theirs = public.to_encoded_point(false);
    let ours = once.public_key().to_encoded_point(false);
    let shared = diffie_hellman(once.to_nonzero_scalar(), public.as_affine());
    let info = [b"WebPush: info\0", theirs.as_bytes(), ours.as_bytes()].concat();
    let keys: [u8; 32] = derived(auth, shared.raw_secret_bytes(), &info)?;
    let key: [u8; 16] = derived(&salt, &keys, b"Content-Encoding: aes128gcm\0")?;
    let nonce: [u8; 12] = derived(&salt, &keys, b"Content-Encoding: nonce\0")?;
    let words = [words, &[LAST]].concat();
    let cipher = Aes128Gcm::new(&key.into());
    let hidden = cipher.encrypt(&nonce.into(), words.as_slice()).ok()?;
    let n_bytes = u8::try_from(ours.as_bytes().len()).ok()?;
    let head = [&salt[..], &RECORD_BYTES.to_be_bytes(), &[n_bytes]].concat();
    Some([&head, ours.as_bytes(), &hidden].concat())
}

fn derived<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let derive = Hkdf::<Sha256>::new(Some(salt), secret);
    derive.expand(info, &mut bytes).ok().map(|()| bytes)
}

#[cfg(test)]
mod tests {
    use super::{super::bytes, *};

    #[test]
    fn it_comes_out_as_the_standard_says() {
        // RFC 8291, section 5.
        let read = |text: &str| bytes(text).unwrap();
        let public = read(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        );
        let auth = read("BTBZMqHH6r4Tts7J_aSIgg");
        let once = SecretKey::from_slice(&read("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        let salt: [u8; 16] = read("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let words = b"When I grow up, I want to be a watermelon";
        let expected = read(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc\
             InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV\
             WGNWQexSgSxsj_Qulcy4a-fN",
        );
        let hidden = encrypt(words, (&public, &auth), &once.unwrap(), salt);
        assert_eq!(hidden, Some(expected));
    }

    #[test]
    fn a_key_that_is_no_point_is_refused() {
        let once = SecretKey::from_slice(&[7; 32]).unwrap();
        assert_eq!(encrypt(b"a", (&[4; 65], &[0; 16]), &once, [0; 16]), None);
    }
}
