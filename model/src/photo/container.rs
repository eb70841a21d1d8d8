//! The kinds of picture that are taken, told by their content, and what is in them beside the picture.

/// What every browser draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Webp,
    Png,
}

/// Something in the file that speaks of the picture.
#[derive(Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// In the form of a TIFF file.
    Exif(&'a [u8]),
    Text(&'a [u8]),
    /// Compressed or in digits: nobody looks into it here.
    Closed,
}

const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";
const EXIF_START: &[u8] = b"Exif\0\0";

impl Kind {
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Webp, Self::Png];

    /// By the first bytes; what it is called counts for nothing.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(PNG_START) {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            None
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Webp => "webp",
            Self::Png => "png",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Png => "image/png",
        }
    }
}

/// What is in the file beside the picture; `None` where it is broken or goes on after the picture.
pub fn blocks(bytes: &[u8]) -> Option<Vec<Block<'_>>> {
    match Kind::of(bytes)? {
        Kind::Jpeg => of_jpeg(bytes),
        Kind::Webp => of_webp(bytes),
        Kind::Png => of_png(bytes),
    }
}

/// Segments, each a marker and a length, until the marker of the end.
fn of_jpeg(bytes: &[u8]) -> Option<Vec<Block<'_>>> {
    const END: u8 = 0xd9;
    const SCAN: u8 = 0xda;
    const APPLICATION_1: u8 = 0xe1;
    let mut found = Vec::new();
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1).filter(|_| bytes.get(at) == Some(&0xff))?;
        at += 2;
        if marker == END {
            return (at == bytes.len()).then_some(found);
        }
        let length = usize::from(u16::from_be_bytes(array(bytes, at)?));
        let body = bytes.get(at + 2..at + length)?;
        if marker == APPLICATION_1 {
            found.push(match body.strip_prefix(EXIF_START) {
                Some(exif) => Block::Exif(exif),
                None => Block::Text(body),
            });
        }
        at += length;
        if marker == SCAN {
            at += scan_length(bytes.get(at..)?)?;
        }
    }
}

/// The picture itself, up to the next marker that is not part of it.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7);
    bytes.windows(2).position(is_end)
}

/// Chunks of a RIFF file, each a name, a length and an even number of bytes.
fn of_webp(bytes: &[u8]) -> Option<Vec<Block<'_>>> {
    let mut found = Vec::new();
    let mut at = 12;
    while at < bytes.len() {
        let length = usize::try_from(u32::from_le_bytes(array(bytes, at + 4)?)).ok()?;
        let body = bytes.get(at + 8..)?.get(..length)?;
        match &bytes[at..at + 4] {
            b"EXIF" => found.push(Block::Exif(body.strip_prefix(EXIF_START).unwrap_or(body))),
            b"XMP " => found.push(Block::Text(body)),
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    let told = usize::try_from(u32::from_le_bytes(array(bytes, 4)?)).ok()?;
    (at == bytes.len() && told.checked_add(8) == Some(at)).then_some(found)
}

/// Chunks, each a length, a name, that many bytes and a checksum, until the chunk of the end.
fn of_png(bytes: &[u8]) -> Option<Vec<Block<'_>>> {
    let mut found = Vec::new();
    let mut at = PNG_START.len();
    loop {
        let length = usize::try_from(u32::from_be_bytes(array(bytes, at)?)).ok()?;
        let body = bytes.get(at + 8..)?.get(..length)?;
        match &bytes[at + 4..at + 8] {
            b"eXIf" => found.push(Block::Exif(body)),
            b"tEXt" if !body.starts_with(b"Raw profile") => found.push(Block::Text(body)),
            b"iTXt" if !is_compressed(body) => found.push(Block::Text(body)),
            b"tEXt" | b"iTXt" | b"zTXt" => found.push(Block::Closed),
            b"IEND" => return (at + 12 + length == bytes.len()).then_some(found),
            _ => {}
        }
        at += 12 + length;
    }
}

/// An international text says so after its keyword.
fn is_compressed(body: &[u8]) -> bool {
    let flag = body.iter().position(|byte| *byte == 0);
    flag.and_then(|end| body.get(end + 1)) != Some(&0)
}

pub fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.get(..N)?.try_into().ok()
}
