//! The storage of the whole sample: arrays, the SAN between them and the servers, volumes, back-up.

use super::facilities::{CENTRES, Centre, device};
use super::rows::{Rows, of};

/// Returns the two SAN switches of one of the two fabrics of a centre.
pub(super) fn fabric(centre: &Centre, array: u32) -> Vec<String> {
    [2 * array - 1, 2 * array].map(|place| format!("san-{}{place}", centre.number)).to_vec()
}

/// Returns the id of an array.
pub(super) fn array(centre: &Centre, place: u32) -> String {
    format!("arr-{}{place}", centre.number)
}

/// Adds arrays, switches and back-up.
pub(super) fn add(rows: &mut Rows) {
    for centre in &CENTRES {
        let code = centre.code;
        for place in 1..=4 {
            let id = format!("san-{}{place}", centre.number);
            let name = format!("{code} SAN switch {place}");
            device(rows, "san_switch", &id, &name, (centre, 11 + place), "One of the two switches of a fabric");
        }
        for place in 1..=2 {
            let id = array(centre, place);
            let name = format!("{code} storage array {place}");
            device(rows, "storage_array", &id, &name, (centre, 10 + 2 * place), "All-flash array with two controllers");
            rows.needs(&id, "zoned_via", of("", 1), &fabric(centre, place));
        }
        let backup = format!("bkp-{}", centre.number);
        let name = format!("{code} back-up service");
        let item = rows.item("backup_service", &backup, &name);
        item.is("Nightly back-up to disk, copied to tape").tier(2).set("retention", "P35D").set("site", centre.id);
        let own = format!("vol-bkp-{}", centre.number);
        volume(rows, &own, &format!("{code} back-up volume"), (centre, 2), 200);
        rows.link(&backup, "stored_on", &own);
    }
    let about = "Tapes leave the centre every week";
    device(rows, "tape_library", "tape-1", "Tape library", (&CENTRES[1], 15), about);
}

/// Adds a volume on an array.
pub(super) fn volume(rows: &mut Rows, id: &str, name: &str, place: (&Centre, u32), terabytes: u32) {
    let own = array(place.0, place.1);
    let item = rows.item("volume", id, name);
    item.is(format!("Volume on storage array {} of {}", place.1, place.0.code)).tier(1);
    item.set("capacity", terabytes).set("qualified_name", format!("{own}/{id}")).set("site", place.0.id);
    rows.link(id, "stored_on", &own);
}
