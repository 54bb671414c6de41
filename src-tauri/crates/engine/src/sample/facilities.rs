//! The ground of the whole sample: two data centres, each with feeds, generators, UPS, halls, cooling and racks.

use super::rows::{Rows, of};

/// A data centre.
pub(super) struct Centre {
    pub(super) number: u8,
    pub(super) id: &'static str,
    /// What the names of its equipment start with.
    pub(super) code: &'static str,
    name: &'static str,
    about: &'static str,
}

/// The two data centres; names are public, what stands in them is invented.
pub(super) const CENTRES: [Centre; 2] = [
    Centre {
        number: 1,
        id: "dc1",
        code: "CCC",
        name: "Central Computer Centre",
        about: "The older of the two data centres",
    },
    Centre {
        number: 2,
        id: "dc2",
        code: "GDC",
        name: "Government Data Centre Complex",
        about: "The new complex, to which services move",
    },
];

/// The halls of a data centre and the racks in each, 16 in all.
const HALLS: [(char, std::ops::RangeInclusive<u32>); 3] = [('a', 1..=6), ('b', 7..=11), ('c', 12..=16)];

/// The two power distribution units of the hall a rack stands in.
fn pdus(centre: &Centre, hall: char) -> Vec<String> {
    [1, 2].map(|side| format!("pdu-{}{hall}{side}", centre.number)).to_vec()
}

/// Returns the id of a rack.
pub(super) fn rack(centre: &Centre, number: u32) -> String {
    format!("rack-{}-{number:02}", centre.number)
}

/// Adds a device in a rack, fed by the strips of the rack.
pub(super) fn racked(rows: &mut Rows, class: &'static str, id: &str, name: &str, place: (&Centre, u32), about: &str) {
    let (centre, number) = place;
    let stands_in = rack(centre, number);
    let unit = rows.unit(&stands_in);
    let address = format!("10.{}.{number}.{}", 10 + centre.number, 10 + unit);
    let item = rows.item(class, id, name);
    item.is(about).tier(1).set("site", centre.id);
    item.set("rack", &stands_in).set("rack_unit", unit).set("management_ip", address);
    rows.link(id, "located_in", &stands_in);
}

/// Adds a device in a rack that is cabled to both power distribution units of its hall, and watched.
pub(super) fn device(rows: &mut Rows, class: &'static str, id: &str, name: &str, place: (&Centre, u32), about: &str) {
    racked(rows, class, id, name, place, about);
    let (centre, number) = place;
    let hall = HALLS.iter().find(|(_, racks)| racks.contains(&number)).map_or('a', |(hall, _)| *hall);
    rows.needs(id, "powered_by", of("", 1), &pdus(centre, hall));
    rows.link(id, "monitored_by", "app-monitoring");
}

/// Adds both data centres.
pub(super) fn add(rows: &mut Rows) {
    for centre in &CENTRES {
        let building = format!("building-{}", centre.number);
        rows.item("site", centre.id, centre.name).is(centre.about).tier(1).set("telephone", "+852 2000 0001");
        let name = format!("{} main building", centre.code);
        rows.item("building", &building, &name).is("Halls, plant rooms and offices").tier(1).set("site", centre.id);
        rows.link(&building, "located_in", centre.id);
        power(rows, centre, &building);
        for (hall, racks) in HALLS {
            add_hall(rows, centre, &building, hall, racks);
        }
    }
}

fn power(rows: &mut Rows, centre: &Centre, building: &str) {
    let (number, code) = (centre.number, centre.code);
    let own = |group: &str| format!("grp-{group}-{number}");
    for (group, name, about) in [
        ("feeds", "mains feeds", "One of two feeds carries the centre"),
        ("generators", "generators", "Two of three generators carry the centre"),
        ("power", "power path", "The mains or the generators"),
        ("ups", "UPS system", "Three of four UPS carry the load"),
    ] {
        let item = rows.item("redundancy_group", &own(group), &format!("{code} {name}"));
        item.is(about).tier(1).set("site", centre.id);
    }
    let plant = [
        ("utility_feed", "feed", 2, "feeds", 1, 4000, "Mains feed from a substation of its own"),
        ("generator", "gen", 3, "generators", 2, 2000, "Diesel generator, 24 hours of fuel"),
        ("ups", "ups", 4, "ups", 3, 800, "Double-conversion UPS, 10 minutes of battery"),
    ];
    for (class, prefix, count, group, k, kilowatts, about) in plant {
        for place in 1..=count {
            let id = format!("{prefix}-{number}{place}");
            let word = match class {
                "utility_feed" => "mains feed",
                "generator" => "generator",
                _ => "UPS",
            };
            let item = rows.item(class, &id, &format!("{code} {word} {place}"));
            item.is(about).tier(1).set("site", centre.id).set("rated_power", kilowatts);
            rows.link(&id, "located_in", building);
            rows.make_up(std::slice::from_ref(&id), "member_of", of("", k), &own(group));
            if class == "ups" {
                rows.link(&id, "powered_by", &own("power"));
            }
        }
    }
    rows.make_up(&[own("feeds"), own("generators")], "member_of", of("", 1), &own("power"));
}

fn add_hall(rows: &mut Rows, centre: &Centre, building: &str, hall: char, racks: std::ops::RangeInclusive<u32>) {
    let (number, code) = (centre.number, centre.code);
    let (id, letter) = (format!("hall-{number}{hall}"), hall.to_ascii_uppercase());
    let item = rows.item("hall", &id, &format!("{code} hall {letter}"));
    item.is("Raised floor, cold aisles").tier(1).set("site", centre.id).set("rated_power", 600);
    rows.link(&id, "located_in", building);
    let coolers: Vec<String> = (1..=4).map(|place| format!("crac-{number}{hall}{place}")).collect();
    for (cooler, place) in coolers.iter().zip(1..) {
        let item = rows.item("cooling_unit", cooler, &format!("{code} hall {letter} cooling unit {place}"));
        item.is("Computer room air conditioner").tier(1).set("site", centre.id).set("rated_power", 120);
        // Plant rooms are not cooled by the units in them: what cools the hall does not need the hall.
        rows.link(cooler, "located_in", building);
        rows.link(cooler, "powered_by", &format!("grp-power-{number}"));
    }
    rows.needs(&id, "cooled_by", of("", 3), &coolers);
    for (pdu, side) in pdus(centre, hall).iter().zip(["A", "B"]) {
        let item = rows.item("power_distribution_unit", pdu, &format!("{code} hall {letter} PDU {side}"));
        item.is("Floor-standing power distribution unit").tier(1).set("site", centre.id).set("rated_power", 400);
        rows.link(pdu, "located_in", &id);
        rows.link(pdu, "powered_by", &format!("grp-ups-{number}"));
    }
    for place in racks {
        let own = rack(centre, place);
        let item = rows.item("rack", &own, &format!("{code} rack {place:02}"));
        item.is(format!("Rack in hall {letter}")).tier(1).set("site", centre.id);
        item.set("u_height", 47).set("rated_power", 12).set("asset_tag", format!("{code}-R{place:02}"));
        rows.link(&own, "located_in", &id);
        rows.needs(&own, "powered_by", of("", 1), &pdus(centre, hall));
    }
}
