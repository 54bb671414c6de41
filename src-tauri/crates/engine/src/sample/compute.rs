//! The computers of the whole sample: farms of hosts, bare metal, virtual machines, Kubernetes clusters.

use super::facilities::{CENTRES, Centre, racked};
use super::network::leaf_pair;
use super::rows::{Of, Rows, of};
use super::storage::{fabric, volume};

/// How many virtual machines the estate has; what services do not use is hosted for departments.
const MACHINES: usize = 180;

/// Returns the farms of a centre.
pub(super) fn farms(centre: &Centre) -> [u32; 2] {
    let first = 2 * u32::from(centre.number) - 1;
    [first, first + 1]
}

/// Adds farms and bare metal.
pub(super) fn add(rows: &mut Rows) {
    for centre in &CENTRES {
        for (farm, first) in farms(centre).into_iter().zip([1, 7]) {
            add_farm(rows, centre, farm, first);
        }
        for place in 1..=10 {
            let id = format!("bm-{}{place:02}", centre.number);
            let rack = 12 + (place - 1) / 2;
            let name = format!("{} database server {place:02}", centre.code);
            racked(rows, "physical_server", &id, &name, (centre, rack), "Bare metal for one database instance");
            attach(rows, &id, centre, rack, server_fabric(place));
            size(rows, 48, 1024);
        }
    }
}

/// The fabric that a database server is on.
pub(super) fn server_fabric(place: u32) -> u32 {
    1 + (place + 1) % 2
}

fn size(rows: &mut Rows, cores: u32, gigabytes: u32) {
    if let Some(item) = rows.items.last_mut() {
        item.set("cpu", cores).set("ram", gigabytes);
    }
}

/// One of two leaf switches, and one of the two switches of a fabric.
fn attach(rows: &mut Rows, id: &str, centre: &Centre, rack: u32, array: u32) {
    rows.needs(id, "uplinks_to", of("", 1), &leaf_pair(centre, rack));
    rows.needs(id, "zoned_via", of("", 1), &fabric(centre, array));
}

/// Ten hosts, two to a rack, so that the loss of a rack leaves the eight that are needed.
fn add_farm(rows: &mut Rows, centre: &Centre, farm: u32, first_rack: u32) {
    let id = format!("farm-{farm}");
    let array = 1 + (farm + 1) % 2;
    let item = rows.item("compute_cluster", &id, &format!("{} farm {farm}", centre.code));
    item.is("Ten hosts, of which eight carry the load").tier(1).set("site", centre.id);
    for place in 1..=10 {
        let host = format!("hv-{farm}{place:02}");
        let rack = first_rack + (place - 1) / 2;
        let name = format!("{} host {farm}-{place:02}", centre.code);
        racked(rows, "hypervisor", &host, &name, (centre, rack), "Virtualisation host");
        size(rows, 64, 1024);
        attach(rows, &host, centre, rack, array);
        rows.make_up(&[host], "member_of", Of { group: "", k: 8, q: Some(9) }, &id);
    }
    for place in 1..=2 {
        let name = format!("{} farm {farm} datastore {place}", centre.code);
        volume(rows, &format!("vol-farm{farm}-{place}"), &name, (centre, array), 60);
    }
}

/// Adds a virtual machine on a farm, its disk in one of the farm's two datastores.
pub(super) fn machine(rows: &mut Rows, id: &str, name: &str, farm: u32, tier: u8, about: &str) {
    let store = 1 + rows.linked("hosted_on", &format!("farm-{farm}")) % 2;
    let centre = &CENTRES[usize::from(farm > 2)];
    let item = rows.item("virtual_machine", id, name);
    item.is(about).tier(tier).set("site", centre.id).set("cpu", 8).set("ram", 32);
    item.set("fqdn", format!("{id}.{}.invalid", centre.code.to_ascii_lowercase()));
    rows.link(id, "hosted_on", &format!("farm-{farm}"));
    rows.link(id, "stored_on", &format!("vol-farm{farm}-{store}"));
}

/// Adds three Kubernetes clusters of eight nodes, half of the nodes on each farm of their centre.
pub(super) fn clusters(rows: &mut Rows) {
    let uses = ["general workloads, first centre", "general workloads, second centre", "data and trials"];
    for (cluster, about) in (1..=3_u32).zip(uses) {
        let centre = &CENTRES[usize::from(cluster > 1)];
        let id = format!("k8s-{cluster}");
        let item = rows.item("kubernetes_cluster", &id, &format!("{} container cluster {cluster}", centre.code));
        item.is(format!("Container platform: {about}")).tier(if cluster == 3 { 2 } else { 1 }).set("site", centre.id);
        for place in 1..=8_u32 {
            let farm = farms(centre)[usize::from(place > 4)];
            let (node, below) = (format!("node-{cluster}{place}"), format!("vm-node-{cluster}{place}"));
            let name = format!("{} container node {cluster}-{place}", centre.code);
            machine(rows, &below, &format!("{name} machine"), farm, 1, "Carries one container node");
            rows.item("node", &node, &name).is("Node of the cluster").tier(1).set("site", centre.id);
            rows.link(&node, "hosted_on", &below);
            rows.make_up(&[node], "member_of", Of { group: "", k: 6, q: Some(7) }, &id);
        }
    }
}

/// Adds the virtual machines that are hosted for departments, on the second farm of the first centre: these are the
/// first to move to the new complex (story 8).
pub(super) fn hosted(rows: &mut Rows) {
    let departments = ["td", "immd", "ird", "lcsd", "edb", "swd", "hyd", "landsd", "hko", "censtatd"];
    let left = MACHINES.saturating_sub(rows.count("virtual_machine"));
    for (place, department) in (1..=left).zip(departments.into_iter().cycle()) {
        let (id, short) = (format!("vm-hosted-{place:02}"), department.to_ascii_uppercase());
        machine(rows, &id, &format!("CCC hosted machine {place:02} ({short})"), 2, 3, "Hosted for a department");
        rows.link(&id, "operated_by", &format!("org-{department}"));
    }
}
