//! Sentences in old encodings, and whole alphabets there and back.

use std::collections::HashSet;

use super::*;

const SMALL: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

#[test]
fn sentences_in_tcvn3() {
    let read = |text| convert(text, Scheme::Tcvn3);
    assert_eq!(
        read("Céng hßa x· héi chñ nghÜa ViÖt Nam"),
        "Cộng hòa xã hội chủ nghĩa Việt Nam"
    );
    assert_eq!(
        read("§éc lËp - Tù do - H¹nh phóc"),
        "Độc lập - Tự do - Hạnh phúc"
    );
    assert_eq!(read("Uû ban nh©n d©n tØnh"), "Uỷ ban nhân dân tỉnh");
    assert_eq!(convert("kÕ ho¹ch", Scheme::Tcvn3Capital), "KẾ HOẠCH");
}

#[test]
fn sentences_in_vni() {
    let read = |text| convert(text, Scheme::Vni);
    assert_eq!(
        read("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"),
        "Cộng hòa xã hội chủ nghĩa Việt Nam"
    );
    assert_eq!(
        read("Ñoäc laäp - Töï do - Haïnh phuùc"),
        "Độc lập - Tự do - Hạnh phúc"
    );
    assert_eq!(read("UÛY BAN NHAÂN DAÂN"), "ỦY BAN NHÂN DÂN");
    assert_eq!(read("ngöôøi, tröôøng, kyõ naêng"), "người, trường, kỹ năng");
}

#[test]
fn every_small_letter_has_its_place_in_tcvn3() {
    let letters: HashSet<char> = (0xA8..=0xFEu8)
        .flat_map(|byte| {
            convert(&char::from(byte).to_string(), Scheme::Tcvn3)
                .chars()
                .collect::<Vec<_>>()
        })
        .collect();
    for letter in SMALL.chars() {
        assert!(letters.contains(&letter), "{letter}");
    }
}

#[test]
fn every_letter_of_vni_comes_back_from_its_parts() {
    for letter in SMALL.chars() {
        let written = vni_of(letter);
        assert_eq!(
            convert(&written, Scheme::Vni),
            letter.to_string(),
            "{written}"
        );
        let upper = written.to_uppercase();
        let expected: String = letter.to_uppercase().collect();
        assert_eq!(convert(&upper, Scheme::Vni), expected, "{upper}");
    }
}

/// VNI as its typists know it: a vowel, then a sign that joins hat or breve with the tone.
fn vni_of(letter: char) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut parts = letter.to_string().nfd().collect::<Vec<char>>();
    parts.sort_by_key(|part| {
        matches!(
            part,
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
        )
    });
    let text: String = parts.iter().collect();
    let alone = match letter {
        'đ' => "ñ",
        'ì' => "ì",
        'í' => "í",
        'ỉ' => "æ",
        'ĩ' => "ó",
        'ị' => "ò",
        'ỵ' => "î",
        _ => "",
    };
    if !alone.is_empty() {
        return alone.to_owned();
    }
    let tones = ['\u{301}', '\u{300}', '\u{309}', '\u{303}', '\u{323}'];
    let tone = tones.iter().position(|&tone| text.contains(tone));
    let of = |signs: &str| signs.chars().nth(tone.map_or(0, |tone| tone + 1)).unwrap();
    let base = parts.first().copied().unwrap();
    let (base, sign) = if text.contains('\u{302}') {
        (base, of("âáàåãä"))
    } else if text.contains('\u{306}') {
        (base, of("êéèúüë"))
    } else {
        let horned = text.contains('\u{31b}');
        let base = match base {
            'o' if horned => 'ô',
            'u' if horned => 'ö',
            other => other,
        };
        (base, of("\0ùøûõï"))
    };
    format!("{base}{sign}").replace('\0', "")
}

#[test]
fn the_scheme_is_told_from_the_words() {
    let tcvn3 = "KÕ ho¹ch cña ñy ban nh©n d©n x· vÒ häc vô sè";
    let vni = "Keá hoaïch cuûa uûy ban nhaân daân xaõ veà hoïc vuï soá";
    assert_eq!(guess::scheme(tcvn3), Some(Scheme::Tcvn3));
    assert_eq!(guess::scheme(vni), Some(Scheme::Vni));
    assert_eq!(guess::scheme("caf\u{e9} ol\u{e9}"), None);
    assert_eq!(guess::misread(tcvn3), Some(Scheme::Tcvn3));
    assert_eq!(guess::misread("Kế hoạch của ủy ban nhân dân xã"), None);
    assert_eq!(guess::misread("Nothing Vietnamese at all"), None);
}

#[test]
fn windows_1258_is_letters_and_marks() {
    let raw = "K\u{EA}\u{EC} hoa\u{F2}ch cu\u{D2}a \u{F0}\u{F4}\u{F2}c l\u{E2}\u{F2}p";
    assert_eq!(convert(raw, Scheme::Windows1258), "Kế hoạch của độc lập");
    let scheme = guess::scheme(&format!("{raw}: {raw}"));
    assert_eq!(scheme, Some(Scheme::Windows1258));
}

#[test]
fn fonts_by_name() {
    let tells = |name| Scheme::of_font(name);
    assert_eq!(tells(".VnTime"), Some(Scheme::Tcvn3));
    assert_eq!(tells(".VnTimeH"), Some(Scheme::Tcvn3Capital));
    assert_eq!(tells("ABCDEF+.VnTime,Bold"), Some(Scheme::Tcvn3));
    assert_eq!(tells("ABCDEF+.VnTimeH-Bold"), Some(Scheme::Tcvn3Capital));
    assert_eq!(tells("VNI-Times"), Some(Scheme::Vni));
    assert_eq!(tells("Times New Roman"), None);
    assert_eq!(tells(""), None);
}
