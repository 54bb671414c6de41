//! The network of the whole sample: circuits, routers, firewalls, the fabric of each centre, load balancers and the
//! routers of departments.

use super::facilities::{CENTRES, Centre, device, racked};
use super::rows::{Of, Rows, of};

/// Adds the network.
pub(super) fn add(rows: &mut Rows) {
    circuits(rows);
    for centre in &CENTRES {
        fabric(rows, centre);
        perimeter(rows, centre);
        balancers(rows, centre);
    }
    department_routers(rows);
    let name = "Public load balancing";
    rows.item("redundancy_group", "grp-lb-public", name).tier(1).is("Two of four carry what the public asks");
    let name = "Internal load balancing";
    rows.item("redundancy_group", "grp-lb-internal", name).tier(1).is("Two of four carry what staff ask");
    for centre in &CENTRES {
        let own = |places: [u8; 2]| places.map(|place| format!("lb-{}{place}", centre.number));
        rows.make_up(&own([1, 2]), "member_of", Of { group: "", k: 2, q: Some(3) }, "grp-lb-public");
        rows.make_up(&own([3, 4]), "member_of", Of { group: "", k: 2, q: Some(3) }, "grp-lb-internal");
    }
}

fn named(prefix: &str, centre: &Centre, count: u32) -> Vec<String> {
    (1..=count).map(|place| format!("{prefix}-{}{place}", centre.number)).collect()
}

fn circuits(rows: &mut Rows) {
    for centre in &CENTRES {
        for (id, place) in named("cir", centre, 3).iter().zip(1..) {
            let item = rows.item("circuit", id, &format!("{} Internet circuit {place}", centre.code));
            item.is("Leased line to an Internet exchange").tier(1).set("bandwidth", 10_000).set("site", centre.id);
            item.set("provider_reference", format!("INV-{}-{place:04}", centre.code));
            rows.link(id, "supplied_by", &format!("sup-carrier-{place}"));
            // Story 7: one circuit is contracted below what the services over it promise.
            let contract = if id == "cir-13" { "ctr-circuit-basic" } else { &format!("ctr-circuit-{place}") };
            rows.link(id, "covered_by", contract);
        }
    }
    for place in 1..=2 {
        let id = format!("cir-x{place}");
        let item = rows.item("circuit", &id, &format!("Interconnect {place} between the centres"));
        item.is("Dark fibre on a route of its own").tier(1).set("bandwidth", 100_000);
        item.set("provider_reference", format!("INV-DF-{place:04}"));
        rows.link(&id, "supplied_by", &format!("sup-carrier-{place}"));
        rows.link(&id, "covered_by", &format!("ctr-circuit-{place}"));
    }
}

fn fabric(rows: &mut Rows, centre: &Centre) {
    let code = centre.code;
    let cores = named("core", centre, 2);
    for ((id, rack), place) in cores.iter().zip([6, 11]).zip(1..) {
        device(rows, "switch", id, &format!("{code} core switch {place}"), (centre, rack), "Core of the centre");
    }
    let spines = named("spine", centre, 4);
    for ((id, rack), place) in spines.iter().zip([6, 6, 11, 11]).zip(1..) {
        device(rows, "switch", id, &format!("{code} spine switch {place}"), (centre, rack), "Spine of the fabric");
        rows.needs(id, "uplinks_to", of("", 1), &cores);
    }
    for place in 1..=16 {
        let id = leaf(centre, place);
        let name = format!("{code} leaf switch {place:02}");
        racked(rows, "switch", &id, &name, (centre, place), "Top of rack, one of the pair of two racks");
        rows.needs(&id, "uplinks_to", of("", 1), &spines);
    }
}

fn leaf(centre: &Centre, rack: u32) -> String {
    format!("leaf-{}-{rack:02}", centre.number)
}

/// Returns the pair of leaf switches that serve a rack and its neighbour.
pub(super) fn leaf_pair(centre: &Centre, rack: u32) -> Vec<String> {
    let first = rack - (rack + 1) % 2;
    vec![leaf(centre, first), leaf(centre, first + 1)]
}

fn perimeter(rows: &mut Rows, centre: &Centre) {
    let code = centre.code;
    let firewalls = named("fw", centre, 4);
    for ((id, rack), place) in firewalls.iter().zip([6, 11, 6, 11]).zip(1..) {
        let about =
            if place <= 2 { "Between the Internet and the centre" } else { "Between departments and the centre" };
        device(rows, "firewall", id, &format!("{code} firewall {place}"), (centre, rack), about);
        rows.needs(id, "uplinks_to", of("", 1), &named("core", centre, 2));
    }
    for ((id, rack), place) in named("rtr", centre, 2).iter().zip([6, 11]).zip(1..) {
        let name = format!("{code} Internet router {place}");
        device(rows, "router", id, &name, (centre, rack), "Border router of the central Internet gateway");
        rows.needs(id, "uplinks_to", of("", 1), &named("cir", centre, 3));
        rows.needs(id, "protected_by", of("firewalls", 1), &firewalls[..2]);
    }
    for ((id, rack), place) in named("waf", centre, 2).iter().zip([6, 11]).zip(1..) {
        let name = format!("{code} web application firewall {place}");
        device(rows, "security_appliance", id, &name, (centre, rack), "Inspects what the public asks");
        rows.needs(id, "uplinks_to", of("", 1), &leaf_pair(centre, rack));
    }
}

fn balancers(rows: &mut Rows, centre: &Centre) {
    for ((id, rack), place) in named("lb", centre, 4).iter().zip([6, 11, 6, 11]).zip(1..) {
        let about = if place <= 2 { "Balances what the public asks" } else { "Balances what staff ask" };
        device(rows, "load_balancer", id, &format!("{} load balancer {place}", centre.code), (centre, rack), about);
        rows.needs(id, "uplinks_to", of("", 1), &leaf_pair(centre, rack));
    }
}

/// Sixteen routers in eight pairs, one of each pair in each centre.
fn department_routers(rows: &mut Rows) {
    for pair in 1..=8 {
        for centre in &CENTRES {
            let id = department_router(centre, pair);
            let name = format!("{} department router {pair}", centre.code);
            let about = "Where the lines of departments end, one of a pair across the centres";
            device(rows, "router", &id, &name, (centre, 16), about);
            rows.needs(&id, "uplinks_to", of("", 1), &named("core", centre, 2));
            rows.needs(&id, "protected_by", of("firewalls", 1), &named("fw", centre, 4)[2..]);
        }
    }
}

/// Returns the id of a department router.
pub(super) fn department_router(centre: &Centre, pair: u32) -> String {
    format!("dr-{}{pair}", centre.number)
}
