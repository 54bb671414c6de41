#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;

use proptest::prelude::*;

use super::*;

const WORDS: &str = "seven stones on the ridge";

fn passphrase_of(words: &str) -> SealWith {
    SealWith::Passphrase(Secret(words.to_owned()))
}

fn with(words: &str) -> Option<OpenWith> {
    Some(OpenWith::Passphrase(Secret(words.to_owned())))
}

fn sealed(with: &SealWith, content: &[u8]) -> (Seal, Vec<u8>) {
    let seal = with.seal().unwrap();
    let mut sealing = seal.over(Vec::new()).unwrap();
    sealing.write_all(content).unwrap();
    let bytes = sealing.finish().unwrap();
    (seal, bytes)
}

fn content(opened: Result<Opened<Cursor<Vec<u8>>>, SealError>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    opened.map_err(io::Error::other)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn open_bytes(bytes: &[u8], with: Option<&OpenWith>) -> Result<Opened<Cursor<Vec<u8>>>, SealError> {
    open(Cursor::new(bytes.to_vec()), with)
}

#[test]
fn a_passphrase_opens_what_it_sealed_and_nothing_else_does() {
    let (seal, bytes) = sealed(&passphrase_of(WORDS), b"a snapshot");
    assert!(!bytes.windows(10).any(|window| window == b"a snapshot"));
    assert_eq!(content(seal.open(Cursor::new(bytes.clone()))).unwrap(), b"a snapshot");
    assert_eq!(content(open_bytes(&bytes, with(WORDS).as_ref())).unwrap(), b"a snapshot");
    assert!(matches!(open_bytes(&bytes, with("seven stones on the edge").as_ref()), Err(SealError::WrongKey)));
    assert!(matches!(open_bytes(&bytes, None), Err(SealError::Sealed { by_passphrase: true })));
    assert!(matches!(passphrase_of("eleven char").seal(), Err(SealError::ShortPassphrase)));
    // Twelve characters, not bytes.
    assert!(matches!(passphrase_of("石頭石頭石頭石頭石頭石").seal(), Err(SealError::ShortPassphrase)));
    assert!(passphrase_of("石頭石頭石頭石頭石頭石頭").seal().is_ok());
}

#[test]
fn each_recipient_opens_it_and_so_does_the_check() {
    use age::secrecy::ExposeSecret;
    let identities = [x25519::Identity::generate(), x25519::Identity::generate(), x25519::Identity::generate()];
    let names = identities.each_ref().map(|one| format!(" {} ", one.to_public()));
    let file = |one: &x25519::Identity| {
        Some(OpenWith::Identities(Secret(format!("# created\n{}\n", one.to_string().expose_secret()))))
    };
    let (seal, bytes) = sealed(&SealWith::Recipients(names[..2].to_vec()), b"a snapshot");
    for one in &identities[..2] {
        assert_eq!(content(open_bytes(&bytes, file(one).as_ref())).unwrap(), b"a snapshot");
    }
    assert_eq!(content(seal.open(Cursor::new(bytes.clone()))).unwrap(), b"a snapshot");
    assert!(matches!(open_bytes(&bytes, file(&identities[2]).as_ref()), Err(SealError::WrongKey)));
    assert!(matches!(open_bytes(&bytes, with(WORDS).as_ref()), Err(SealError::WrongKey)));
    assert!(matches!(open_bytes(&bytes, None), Err(SealError::Sealed { by_passphrase: false })));
    let nobody = OpenWith::Identities(Secret("a letter\n".into()));
    assert!(matches!(open_bytes(&bytes, Some(&nobody)), Err(SealError::NotAnIdentity)));
    let empty = OpenWith::Identities(Secret("# nothing\n".into()));
    assert!(matches!(open_bytes(&bytes, Some(&empty)), Err(SealError::NotAnIdentity)));
}

#[test]
fn recipients_are_public_keys_and_at_least_one() {
    let check = |texts: &[&str]| SealWith::Recipients(texts.iter().map(|&text| text.to_owned()).collect()).seal();
    assert!(matches!(check(&[]), Err(SealError::NoRecipients)));
    assert!(matches!(check(&["age1nobody"]), Err(SealError::NotARecipient(text)) if text == "age1nobody"));
    // A private key is none: it would be kept where everybody can read it.
    let private = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    assert!(matches!(check(&[private]), Err(SealError::NotARecipient(text)) if text == "AGE-SECRET-KEY-…"));
}

#[test]
fn what_is_not_sealed_is_read_as_it_is() {
    for plain in [&b""[..], b"PK", b"age-encryption.org/v2\n and more", b"a letter of more than twenty-two bytes"] {
        assert_eq!(content(open_bytes(plain, None)).unwrap(), plain);
        assert_eq!(content(open_bytes(plain, with(WORDS).as_ref())).unwrap(), plain);
    }
}

#[test]
fn any_place_can_be_read_in_any_order() {
    let plain: Vec<u8> = (0_u32..200_000).map(|at| (at % 251) as u8).collect();
    let one = x25519::Identity::generate();
    let (seal, bytes) = sealed(&SealWith::Recipients(vec![one.to_public().to_string()]), &plain);
    let mut opened = seal.open(Cursor::new(bytes)).unwrap();
    assert_eq!(opened.seek(SeekFrom::End(0)).unwrap(), plain.len() as u64);
    for at in [199_990_usize, 65_530, 0, 131_072, 70_000] {
        let mut read = vec![0; 10];
        opened.seek(SeekFrom::Start(at as u64)).unwrap();
        opened.read_exact(&mut read).unwrap();
        assert_eq!(read, plain[at..at + 10]);
    }
}

#[test]
fn a_secret_is_not_shown() {
    let shown = format!("{:?} {:?}", passphrase_of(WORDS), with(WORDS));
    assert!(!shown.contains("stones"), "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_change_and_no_cut_goes_unseen(
        plain in proptest::collection::vec(any::<u8>(), 0..70_000),
        place in any::<proptest::sample::Index>(),
        mask in 1_u8..,
        cut in any::<bool>(),
    ) {
        let one = x25519::Identity::generate();
        let (seal, mut bytes) = sealed(&SealWith::Recipients(vec![one.to_public().to_string()]), &plain);
        let length = bytes.len();
        let place = place.index(length);
        if cut { bytes.truncate(place) } else { bytes[place] ^= mask }
        // What no longer starts like a sealed file is refused by who reads its content.
        let read = if bytes.starts_with(MAGIC) { content(seal.open(Cursor::new(bytes))) } else { Err(io::ErrorKind::InvalidData.into()) };
        // Behind its front it is told from a disk that fails. Each 64 KiB have a tag of 16 bytes.
        let is_front = place < length - plain.len() - 16 * plain.len().div_ceil(65_536).max(1);
        prop_assert!(read.is_err_and(|error| is_front || Changed::is_in(&error)));
    }
}
