//! The street of the whole sample: smart lampposts, their sensor kits and the gateways of districts.

use super::facilities::CENTRES;
use super::network::department_router;
use super::rows::{Rows, of};

/// The districts with smart lampposts, and the code on their poles.
const DISTRICTS: [(&str, &str); 4] =
    [("Central and Western", "CW"), ("Wan Chai", "WC"), ("Yau Tsim Mong", "YTM"), ("Kwun Tong", "KT")];

/// Lampposts in each district, and how many of them are live with sensor kits.
const POSTS: u32 = 100;
const LIVE: u32 = 25;

/// Adds lampposts, kits and gateways, and the access points of villages.
pub(super) fn add(rows: &mut Rows) {
    for ((district, code), place) in DISTRICTS.into_iter().zip(1..) {
        let gateways: Vec<String> = (1..=2).map(|side| format!("iot-{}-{side}", code.to_lowercase())).collect();
        for (gateway, side) in gateways.iter().zip(["A", "B"]) {
            let item = rows.item("iot_gateway", gateway, &format!("{district} gateway {side}"));
            item.is("Collects what the sensors of the district send").tier(3).set("district", district);
            let routers = CENTRES.each_ref().map(|centre| department_router(centre, place));
            rows.needs(gateway, "uplinks_to", of("", 1), &routers);
        }
        for number in 1..=POSTS {
            let post = format!("post-{}-{number:03}", code.to_lowercase());
            let pole = format!("{code}{number:04}");
            let item = rows.item("smart_lamppost", &post, &format!("Smart lamppost {pole}"));
            item.is(format!("Lamppost in {district}")).tier(3).set("district", district).set("pole_number", &pole);
            item.set("install_phase", if number <= LIVE { "Pilot" } else { "Next" });
            if number > LIVE {
                item.planned();
            }
            rows.needs(&post, "uplinks_to", of("", 1), &gateways);
            if number <= LIVE {
                let kit = format!("kit-{}-{number:03}", code.to_lowercase());
                let item = rows.item("sensor_kit", &kit, &format!("Sensor kit {pole}"));
                item.is("Weather, air and traffic sensors").tier(3).set("district", district);
                rows.link(&kit, "located_in", &post);
                rows.make_up(&[kit], "supports", of("sensor kits", 90), "svc-lamppost");
            }
        }
    }
    for (village, place) in ["Northern", "Eastern", "Western", "Island"].into_iter().zip(1..) {
        let id = format!("apg-{place}");
        let item = rows.item("access_point_group", &id, &format!("{village} villages access points"));
        item.is("Access points at village offices").tier(4).set("model", "AP-6");
        rows.make_up(&[id], "supports", of("access points", 3), "svc-villagewifi");
    }
}
