//! The data of the whole sample: database clusters, their instances and schemas, brokers, caches.

use super::compute::{farms, machine, server_fabric};
use super::facilities::{CENTRES, Centre};
use super::rows::{Of, Rows, of};
use super::storage::volume;

/// A database cluster.
struct Cluster {
    id: &'static str,
    name: &'static str,
    engine: &'static str,
    tier: u8,
    instances: u32,
    schemas: &'static [&'static str],
}

const fn cluster(
    id: &'static str,
    name: &'static str,
    engine: &'static str,
    tier: u8,
    instances: u32,
    schemas: &'static [&'static str],
) -> Cluster {
    Cluster { id, name, engine, tier, instances, schemas }
}

/// The clusters; one instance in each centre, unless it is said otherwise below.
const CLUSTERS: [Cluster; 14] = [
    cluster("mygovhk", "MyGovHK", "PostgreSQL", 1, 2, &["accounts", "notices"]),
    cluster("iamauth", "iAM Smart authentication", "PostgreSQL", 1, 2, &["identities", "sessions", "audit"]),
    cluster("iamsign", "iAM Smart digital signing", "PostgreSQL", 1, 2, &["requests", "receipts"]),
    cluster("govhk", "GovHK portal", "PostgreSQL", 1, 2, &["content", "forms"]),
    cluster("govcloud", "GovCloud management", "MariaDB", 1, 2, &["tenants", "metering"]),
    cluster("hosting", "Hosting management", "MariaDB", 1, 2, &["inventory", "tickets"]),
    cluster("eproc", "e-Procurement", "PostgreSQL", 2, 2, &["tenders", "suppliers"]),
    cluster("hrms", "GovHRMS", "PostgreSQL", 2, 2, &["personnel", "leave"]),
    cluster("erks", "Electronic Recordkeeping System", "PostgreSQL", 2, 2, &["records", "retention"]),
    cluster("datagov", "data.gov.hk", "PostgreSQL", 2, 2, &["catalogue", "usage"]),
    cluster("bdap", "Big Data Analytics Platform", "PostgreSQL", 2, 3, &["jobs", "results"]),
    cluster("blockchain", "Shared Blockchain Platform", "CouchDB", 2, 3, &["state", "wallets"]),
    cluster("office", "Office services", "MariaDB", 2, 2, &["mail", "desk", "collab"]),
    cluster("city", "City services", "PostgreSQL", 3, 2, &["dashboards", "sensors"]),
];

/// The cluster whose k nobody declared (story 11).
const UNDECLARED: &str = "city";
/// The cluster whose instances lie on one array (story 1).
const ON_ONE_ARRAY: &str = "mygovhk";

/// Adds clusters with their instances and schemas, then brokers and caches.
pub(super) fn add(rows: &mut Rows) {
    // How many database servers of each centre are taken.
    let mut taken = [0, 0];
    for own in &CLUSTERS {
        let id = format!("dbc-{}", own.id);
        let item = rows.item("database_cluster", &id, &format!("{} database", own.name));
        item.is(format!("{} cluster of {} instances", own.engine, own.instances)).tier(own.tier);
        item.set("engine", own.engine).set("data_class", if own.tier == 1 { "personal" } else { "internal" });
        for place in 1..=own.instances {
            instance(rows, own, &id, place, &mut taken);
        }
        rows.link(&format!("dbi-{}-1", own.id), "replicates_to", &format!("dbi-{}-2", own.id));
        rows.link(&id, "backed_up_by", "bkp-1");
        rows.link(&id, "backed_up_by", "bkp-2");
        for schema in own.schemas {
            let below = format!("sch-{}-{schema}", own.id);
            let item = rows.item("schema", &below, &format!("{} {schema} schema", own.name));
            item.is(format!("Tables of {schema}")).tier(own.tier).set("qualified_name", format!("{id}/{schema}"));
            rows.link(&below, "instance_of", &id);
        }
    }
    datasets(rows);
    brokers(rows);
    caches(rows);
}

/// What data.gov.hk gives away.
fn datasets(rows: &mut Rows) {
    let names = ["Traffic speed", "Air quality", "Weather", "Bus arrivals", "Car parks", "Population"];
    for (name, place) in names.into_iter().zip(1..) {
        let id = format!("dst-{place}");
        rows.item("dataset", &id, &format!("{name} data set")).is("Open data").tier(3).set("data_class", "public");
        rows.link(&id, "instance_of", "sch-datagov-catalogue");
    }
}

fn instance(rows: &mut Rows, own: &Cluster, cluster: &str, place: u32, taken: &mut [u32; 2]) {
    let which = usize::from(place == 2);
    let (centre, id) = (&CENTRES[which], format!("dbi-{}-{place}", own.id));
    let name = format!("{} database instance {place}", own.name);
    let (server, array) = if taken[which] < 10 {
        taken[which] += 1;
        (format!("bm-{}{:02}", centre.number, taken[which]), server_fabric(taken[which]))
    } else {
        let (below, side) = (format!("vm-{id}"), usize::from(place == 3));
        machine(
            rows,
            &below,
            &format!("{name} machine"),
            farms(centre)[side],
            own.tier,
            "Carries one database instance",
        );
        (below, if side == 0 { 1 } else { 2 })
    };
    // Story 1: the second instance kept its disk on the array of the first centre.
    let at: (&Centre, u32) = if own.id == ON_ONE_ARRAY { (&CENTRES[0], 1) } else { (centre, array) };
    volume(rows, &format!("vol-{id}"), &format!("{} database volume {place}", own.name), at, 4);
    let item = rows.item("database_instance", &id, &name);
    item.is(format!("{} instance in {}", own.engine, centre.code)).tier(own.tier);
    item.set("engine", own.engine).set("site", centre.id).set("size", 800);
    rows.link(&id, "runs_on", &server);
    rows.link(&id, "stored_on", &format!("vol-{id}"));
    let members = [id];
    if own.id == UNDECLARED {
        rows.link(&members[0], "member_of", cluster);
    } else {
        let k = if own.instances == 2 { 1 } else { 2 };
        rows.make_up(&members, "member_of", of("", k), cluster);
    }
}

/// Three brokers in each centre, of which two are enough; one centre is enough.
fn brokers(rows: &mut Rows) {
    rows.item("redundancy_group", "grp-messaging", "Messaging").tier(1).is("Brokers of either centre are enough");
    for centre in &CENTRES {
        let group = format!("grp-messaging-{}", centre.number);
        let name = format!("{} message brokers", centre.code);
        rows.item("redundancy_group", &group, &name).is("Two of three brokers").tier(1).set("site", centre.id);
        rows.make_up(std::slice::from_ref(&group), "member_of", of("", 1), "grp-messaging");
        for place in 1..=3 {
            let id = format!("mq-{}{place}", centre.number);
            software(rows, "message_queue", &id, &format!("{} message broker {place}", centre.code), centre, place);
            rows.make_up(&[id], "member_of", of("", 2), &group);
        }
    }
}

/// A cache that is lost makes things slow, not wrong.
fn caches(rows: &mut Rows) {
    for centre in &CENTRES {
        for place in 1..=3 {
            let id = format!("cache-{}{place}", centre.number);
            software(rows, "cache", &id, &format!("{} cache {place}", centre.code), centre, place);
        }
    }
}

/// Adds something that runs on a machine of its own.
pub(super) fn software(rows: &mut Rows, class: &'static str, id: &str, name: &str, centre: &Centre, place: u32) {
    let (below, farm) = (format!("vm-{id}"), farms(centre)[usize::from(place.is_multiple_of(2))]);
    machine(rows, &below, &format!("{name} machine"), farm, 1, &format!("Carries {name}"));
    rows.item(class, id, name).is("One of several that share the work").tier(1).set("site", centre.id);
    rows.link(id, "runs_on", &below);
}

/// Adds eight API gateways, four in each centre, of which four are enough.
pub(super) fn gateways(rows: &mut Rows) {
    rows.item("redundancy_group", "grp-gateways", "API gateways").tier(1).is("Four of eight carry all calls");
    for centre in &CENTRES {
        for place in 1..=4 {
            let id = format!("gw-{}{place}", centre.number);
            software(
                rows,
                "application_component",
                &id,
                &format!("{} API gateway {place}", centre.code),
                centre,
                place,
            );
            rows.make_up(&[id], "member_of", Of { group: "", k: 4, q: Some(5) }, "grp-gateways");
        }
    }
}
