//! Which characters the bytes of a file mean.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

/// An encoding that a file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum EncodingName {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Big5 with the Hong Kong supplementary character set.
    #[serde(rename = "big5-hkscs")]
    Big5Hkscs,
    /// GB 18030, which contains GBK and GB 2312.
    #[serde(rename = "gb18030")]
    Gb18030,
    /// Windows-1252, which contains ISO 8859-1.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// UTF-16 with a byte order mark, as spreadsheets save "Unicode text".
    #[serde(rename = "utf-16")]
    Utf16,
}

impl EncodingName {
    /// Every encoding, the most frequent first.
    pub const ALL: [EncodingName; 5] = [Self::Utf8, Self::Big5Hkscs, Self::Gb18030, Self::Windows1252, Self::Utf16];

    /// Returns the name by which a person gives it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Big5Hkscs => "big5-hkscs",
            Self::Gb18030 => "gb18030",
            Self::Windows1252 => "windows-1252",
            Self::Utf16 => "utf-16",
        }
    }

    /// Returns the encoding with the given name, in any case.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.id().eq_ignore_ascii_case(id))
    }

    fn encoding(self, bytes: &[u8]) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Big5Hkscs => BIG5,
            Self::Gb18030 => GB18030,
            Self::Windows1252 => WINDOWS_1252,
            Self::Utf16 if bytes.starts_with(&[0xfe, 0xff]) => UTF_16BE,
            Self::Utf16 => UTF_16LE,
        }
    }
}

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The encoding given or found.
    pub encoding: EncodingName,
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The line of the first bytes that mean nothing in this encoding, from 1; such bytes read as U+FFFD.
    pub first_bad_line: Option<u64>,
}

/// Returns the text of a file in the encoding given, or in the one its bytes most likely have.
#[must_use]
pub fn decode(bytes: &[u8], given: Option<EncodingName>) -> Decoded<'_> {
    let encoding = given.unwrap_or_else(|| detect(bytes));
    let (text, had_errors) = encoding.encoding(bytes).decode_with_bom_removal(bytes);
    let first_bad_line = had_errors.then(|| {
        let before = text.split('\u{fffd}').next().unwrap_or("");
        1 + before.bytes().filter(|&byte| byte == b'\n').count() as u64
    });
    Decoded { encoding, text, first_bad_line }
}

fn detect(bytes: &[u8]) -> EncodingName {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return EncodingName::Utf16;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return EncodingName::Utf8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"hk"), Utf8Detection::Allow);
    let fits = |encoding: &'static Encoding| !encoding.decode_without_bom_handling(bytes).1;
    let guessed = [(UTF_8, EncodingName::Utf8), (BIG5, EncodingName::Big5Hkscs), (GBK, EncodingName::Gb18030)]
        .into_iter()
        .chain([(GB18030, EncodingName::Gb18030), (WINDOWS_1252, EncodingName::Windows1252)])
        .find(|(encoding, _)| *encoding == guess);
    match guessed {
        Some((_, name)) => name,
        None if fits(BIG5) => EncodingName::Big5Hkscs,
        None if fits(GB18030) => EncodingName::Gb18030,
        None => EncodingName::Windows1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRADITIONAL: &str =
        "id,class,name\nsrv-1,server,資料庫伺服器（主要）\nsrv-2,server,香港政府電腦中心網絡設備\n";
    const SIMPLIFIED: &str = "id,class,name\nsrv-1,server,数据库服务器（主要）\nsrv-2,server,政府数据中心网络设备\n";

    // "𨋢機房㗎控制器，港島辦公大樓\n", as another program wrote it.
    const HKSCS_BYTES: [u8; 29] = [
        0x9d, 0xf2, 0xbe, 0xf7, 0xa9, 0xd0, 0x9d, 0xee, 0xb1, 0xb1, 0xa8, 0xee, 0xbe, 0xb9, 0xa1, 0x41, 0xb4, 0xe4,
        0xae, 0x71, 0xbf, 0xec, 0xa4, 0xbd, 0xa4, 0x6a, 0xbc, 0xd3, 0x0a,
    ];

    fn check(bytes: &[u8], encoding: EncodingName, text: &str) {
        let decoded = decode(bytes, None);
        assert_eq!((decoded.encoding, decoded.text.as_ref()), (encoding, text));
        assert_eq!(decoded.first_bad_line, None);
    }

    #[test]
    fn every_encoding_is_found_by_itself() {
        check(TRADITIONAL.as_bytes(), EncodingName::Utf8, TRADITIONAL);
        check(&[b"\xef\xbb\xbf", TRADITIONAL.as_bytes()].concat(), EncodingName::Utf8, TRADITIONAL);
        check(&BIG5.encode(TRADITIONAL).0, EncodingName::Big5Hkscs, TRADITIONAL);
        check(&GB18030.encode(SIMPLIFIED).0, EncodingName::Gb18030, SIMPLIFIED);
        let western = "id,class,name\nsrv-1,server,Zürich café\n";
        check(&WINDOWS_1252.encode(western).0, EncodingName::Windows1252, western);
        let wide: Vec<u8> = "\u{feff}id,class\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, EncodingName::Utf16, "id,class\n");
    }

    #[test]
    fn hong_kong_characters_survive() {
        // 㗎 and 𨋢 are in HKSCS only.
        let text = "id,class,name\nl-1,lift,𨋢機房㗎控制器，港島辦公大樓\n";
        let mut bytes = b"id,class,name\nl-1,lift,".to_vec();
        bytes.extend(HKSCS_BYTES);
        assert_eq!(decode(&bytes, Some(EncodingName::Big5Hkscs)).text, text);
        check(&bytes, EncodingName::Big5Hkscs, text);
    }

    #[test]
    fn bytes_that_mean_nothing_are_located() {
        let decoded = decode(b"id,class,name\na,b,c\nd,\xff\xfe\xfd,f\n", Some(EncodingName::Utf8));
        assert_eq!(decoded.first_bad_line, Some(3));
    }
}
