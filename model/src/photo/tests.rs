use super::*;

/// Segments between the beginning and a picture of three bytes.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = b"\xff\xd8".to_vec();
    for (marker, body) in segments {
        let length = u16::try_from(body.len() + 2).unwrap();
        bytes.extend([0xff, *marker]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(*body);
    }
    bytes.extend(b"\xff\xda\0\x03\0\x01\xff\0\x02\xff\xd0\x03\xff\xd9");
    bytes
}

fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, content) in chunks {
        body.extend(*name);
        body.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        body.extend(*content);
        body.resize(body.len() + content.len() % 2, 0);
    }
    let length = u32::try_from(body.len()).unwrap().to_le_bytes();
    [b"RIFF".as_slice(), &length, &body].concat()
}

fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in chunks.iter().chain(&[(b"IEND", b"".as_slice())]) {
        bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(*name);
        bytes.extend(*content);
        bytes.extend([0; 4]);
    }
    bytes
}

/// A TIFF of one directory with one entry, in either order of bytes.
fn tiff(tag: u16, is_little: bool) -> Vec<u8> {
    let short = |n: u16| {
        if is_little {
            n.to_le_bytes()
        } else {
            n.to_be_bytes()
        }
    };
    let long = |n: u32| {
        if is_little {
            n.to_le_bytes()
        } else {
            n.to_be_bytes()
        }
    };
    let start: &[u8] = if is_little { b"II*\0" } else { b"MM\0*" };
    let mut bytes = [start, &long(8), &short(1), &short(tag), &short(4)].concat();
    bytes.extend([long(1), long(26), long(0)].concat());
    bytes
}

fn exif(tag: u16, is_little: bool) -> Vec<u8> {
    [b"Exif\0\0".to_vec(), tiff(tag, is_little)].concat()
}

const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;

#[test]
fn a_picture_is_told_by_its_content() {
    assert_eq!(Kind::of(&jpeg(&[])), Some(Kind::Jpeg));
    assert_eq!(Kind::of(&webp(&[])), Some(Kind::Webp));
    assert_eq!(Kind::of(&png(&[])), Some(Kind::Png));
    for other in [
        b"GIF89a".as_slice(),
        b"<svg xmlns",
        b"RIFF\0\0\0\0WAVE",
        b"",
        b"\xff\xd8",
    ] {
        assert_eq!(Kind::of(other), None);
    }
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
}

#[test]
fn a_picture_drawn_anew_tells_nothing() {
    let jfif = (0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice());
    assert!(!may_tell_where(&jpeg(&[jfif])));
    assert!(!may_tell_where(&jpeg(&[
        jfif,
        (0xe1, &exif(ORIENTATION, false))
    ])));
    assert!(!may_tell_where(&webp(&[
        (b"VP8 ", b"abc"),
        (b"EXIF", &tiff(ORIENTATION, true))
    ])));
    assert!(!may_tell_where(&png(&[
        (b"IDAT", b"abc"),
        (b"tEXt", b"Software\0x")
    ])));
}

#[test]
fn where_it_was_taken_is_found_in_every_kind() {
    for is_little in [true, false] {
        let (tiff, exif) = (tiff(GPS, is_little), exif(GPS, is_little));
        assert!(may_tell_where(&jpeg(&[(0xe0, b"JFIF\0"), (0xe1, &exif)])));
        assert!(may_tell_where(&webp(&[
            (b"VP8 ", b"abc"),
            (b"EXIF", &exif)
        ])));
        assert!(may_tell_where(&webp(&[(b"EXIF", &tiff)])));
        assert!(may_tell_where(&png(&[(b"eXIf", &tiff)])));
    }
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude=\"21,2.6N\"/>".as_slice();
    assert!(may_tell_where(&jpeg(&[(0xe1, xmp)])));
    assert!(may_tell_where(&webp(&[(b"XMP ", xmp)])));
    assert!(may_tell_where(&png(&[(
        b"iTXt",
        b"XML:com.adobe.xmp\0\0\0\0\0exif:GPSLatitude"
    )])));
}

#[test]
fn what_cannot_be_looked_into_may_tell() {
    assert!(may_tell_where(&png(&[(b"zTXt", b"Comment\0\0abc")])));
    assert!(may_tell_where(&png(&[(
        b"iTXt",
        b"XML:com.adobe.xmp\0\x01\0\0\0abc"
    )])));
    assert!(may_tell_where(&png(&[(
        b"tEXt",
        b"Raw profile type exif\0abc"
    )])));
    assert!(may_tell_where(&jpeg(&[(0xe1, b"Exif\0\0nonsense")])));
    // A film after the picture, as some phones keep it.
    for whole in [jpeg(&[]), webp(&[(b"VP8 ", b"abcd")]), png(&[])] {
        assert!(!may_tell_where(&whole));
        assert!(may_tell_where(&[whole.clone(), b"ftyp".to_vec()].concat()));
        for n_bytes in 0..whole.len() {
            assert!(may_tell_where(&whole[..n_bytes]), "{n_bytes} of {whole:?}");
        }
    }
}

#[test]
fn directories_that_lead_in_a_circle_end() {
    let mut circle = tiff(ORIENTATION, true);
    let length = circle.len();
    circle[length - 4..].copy_from_slice(&8_u32.to_le_bytes());
    assert!(may_tell_where(&png(&[(b"eXIf", &circle)])));
}

#[test]
fn no_bytes_make_it_panic() {
    let whole = [
        jpeg(&[(0xe1, &exif(GPS, true)), (0xe1, b"x")]),
        webp(&[(b"EXIF", &exif(ORIENTATION, false))]),
        png(&[(b"iTXt", b"x\0\0"), (b"eXIf", &tiff(GPS, false))]),
    ];
    for whole in whole {
        for at in 0..whole.len() {
            for byte in [0, 1, 0x7f, 0x80, 0xd9, 0xff] {
                let mut broken = whole.clone();
                broken[at] = byte;
                may_tell_where(&broken);
            }
        }
    }
}

#[test]
fn pieces_follow_each_other_to_the_end() {
    let n_bytes = 2 * PIECE_MAX_BYTES + 5;
    let mut n_received = 0;
    let mut lengths = Vec::new();
    while let Some(piece) = next_piece(n_received, n_bytes) {
        assert_eq!(judge_piece(&piece, n_bytes), Ok(()));
        lengths.push(piece.len());
        n_received = piece.end;
    }
    assert_eq!(lengths, [PIECE_MAX_BYTES, PIECE_MAX_BYTES, 5]);
    assert_eq!(next_piece(usize::MAX, n_bytes), None);
}

#[test]
fn pieces_are_neither_too_large_nor_too_small_nor_beyond_the_end() {
    let code = |piece, n_bytes| judge_piece(&piece, n_bytes).unwrap_err().code;
    assert_eq!(judge_piece(&(0..1), 1), Ok(()));
    assert_eq!(judge_piece(&(0..PIECE_LEAST_BYTES), 9_999), Ok(()));
    assert_eq!(code(0..1, PHOTO_MAX_BYTES + 1), Code::TooLarge);
    assert_eq!(code(0..PIECE_MAX_BYTES + 1, 100_000), Code::TooLarge);
    assert_eq!(code(0..1, 2), Code::MalformedQuery);
    assert_eq!(code(0..0, 0), Code::MalformedQuery);
    assert_eq!(code(0..3, 2), Code::MalformedQuery);
}

#[test]
fn a_day_has_room_for_two_hundred_photos_and_no_more() {
    assert_eq!(
        judge_day(DAY_MAX_BYTES - PHOTO_AIM_BYTES, PHOTO_AIM_BYTES),
        Ok(())
    );
    for (today, n_bytes) in [
        (DAY_MAX_BYTES, 1),
        (0, DAY_MAX_BYTES + 1),
        (usize::MAX, usize::MAX),
    ] {
        let problem = judge_day(today, n_bytes).unwrap_err();
        assert_eq!(problem.code, Code::TooManyPhotosToday);
    }
}

#[test]
fn an_id_is_a_hash_in_lower_case() {
    assert!(is_well_formed(&PhotoId::new("0a".repeat(32))));
    for id in [
        "0A".repeat(32),
        "0a".repeat(31),
        "0g".repeat(32),
        String::new(),
    ] {
        assert!(!is_well_formed(&PhotoId::new(id)));
    }
}

#[test]
fn sides_shrink_together_and_never_grow() {
    assert_eq!(shrunk(4000, 3000, 1600), (1600, 1200));
    assert_eq!(shrunk(3000, 4000, 1600), (1200, 1600));
    assert_eq!(shrunk(640, 480, 1600), (640, 480));
    assert_eq!(shrunk(u32::MAX, 1, 800), (800, 1));
    assert!(ATTEMPTS.is_sorted_by(|a, b| a.0 >= b.0 && a.1 >= b.1));
}
