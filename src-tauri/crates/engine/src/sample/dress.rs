//! What every item of a class carries in the whole sample: its team, its owner, serial and dates.

use std::collections::BTreeMap;

use super::rows::{Item, Rows};
use crate::generate::Random;

/// Fills in what the makers of the items left to their class.
pub(super) fn dress(rows: &mut Rows) {
    let Rows { items, random, .. } = rows;
    for item in items {
        let tier = item.value("tier").and_then(|tier| tier.parse().ok()).unwrap_or(0_u8);
        if tier == 0 {
            continue;
        }
        let Some(team) = team(item) else { continue };
        item.or_set("environment", if item.id.contains("smartlab") { "development" } else { "production" });
        item.or_set("owner", "org-dpo").or_set("support_team", format!("team-{team}"));
        item.or_set("classification", if tier == 1 { "RESTRICTED" } else { "UNCLASSIFIED" });
        item.or_set("in_scope", "true");
        hardware(item, random);
        software(item, random);
    }
}

/// Attributes that name another item.
const REFERENCES: [&str; 6] = ["owner", "support_team", "site", "rack", "continuity_plan", "approver"];

/// Puts names where the makers wrote ids: a table of items shows what stands there as it is.
pub(super) fn name_references(rows: &mut Rows) {
    let names: BTreeMap<String, String> = rows.items.iter().map(|item| (item.id.clone(), item.name.clone())).collect();
    for item in &mut rows.items {
        for attribute in REFERENCES {
            if let Some(name) = item.value(attribute).and_then(|id| names.get(id)) {
                item.set(attribute, name);
            }
        }
    }
}

/// The team that supports an item; nobody supports an organisation or a document.
fn team(item: &Item) -> Option<&'static str> {
    Some(match item.class {
        "site"
        | "building"
        | "hall"
        | "rack"
        | "utility_feed"
        | "generator"
        | "ups"
        | "cooling_unit"
        | "power_distribution_unit" => "facilities",
        "router" | "switch" | "firewall" | "load_balancer" | "circuit" | "dns_zone" => "network",
        "compute_cluster" | "hypervisor" | "physical_server" | "virtual_machine" | "kubernetes_cluster" | "node"
        | "workload" => "compute",
        "storage_array" | "san_switch" | "volume" | "backup_service" | "tape_library" => "storage",
        "database_cluster" | "database_instance" | "schema" | "dataset" => "data",
        "identity_store" => "identity",
        "security_appliance" | "certificate" | "external_service" => "security",
        "smart_lamppost" | "sensor_kit" | "iot_gateway" | "access_point_group" => "city",
        "redundancy_group" => "operations",
        _ => services(item),
    })
}

/// The team behind a service or what it is made of.
fn services(item: &Item) -> &'static str {
    let part = item.id.split('-').nth(1).unwrap_or_default();
    match part {
        "geci" | "gateway" | "dns" => "network",
        "directory" => "identity",
        "hosting" | "govcloud" => "compute",
        "govcert" | "infohub" | "csip" => "security",
        "hrms" | "erks" | "email" | "collab" | "eproc" => "staff",
        "lamppost" | "dashboards" | "smartcity" | "villagewifi" | "wifihk" | "smartlab" | "bdap" | "blockchain" => {
            "city"
        }
        "desk" => "desk",
        "govhk" | "mygovhk" | "iamauth" | "iamsign" | "mobile" | "chatbot" | "datagov" | "elderly" => "citizen",
        _ => "operations",
    }
}

fn date(random: &mut Random, first_year: u64, years: u64) -> String {
    let (year, month, day) = (first_year + random.below(years), 1 + random.below(12), 1 + random.below(28));
    format!("{year}-{month:02}-{day:02}")
}

/// A day of the ten months before the estate is loaded.
fn tested(random: &mut Random) -> String {
    format!("2024-{:02}-{:02}", 1 + random.below(10), 1 + random.below(28))
}

fn hardware(item: &mut Item, random: &mut Random) {
    let model = match item.class {
        "router" => "RT-9",
        "switch" => "SW-32",
        "firewall" => "FW-7",
        "load_balancer" => "LB-4",
        "security_appliance" => "SA-2",
        "hypervisor" => "HV-640",
        "physical_server" => "DB-940",
        "storage_array" => "FA-800",
        "san_switch" => "FC-64",
        "tape_library" => "TL-80",
        "ups" => "U-800",
        "generator" => "G-2000",
        "power_distribution_unit" => "P-400",
        "cooling_unit" => "C-120",
        "smart_lamppost" => "SL-1",
        "sensor_kit" => "SK-3",
        "iot_gateway" => "IG-2",
        "volume" | "certificate" | "node" => "",
        "utility_feed" => {
            item.or_set("last_test", tested(random));
            return;
        }
        _ => return,
    };
    item.or_set("serial", format!("INV{:010X}", random.next() >> 24));
    if model.is_empty() {
        return;
    }
    item.or_set("model", model);
    match item.class {
        "ups" | "generator" | "power_distribution_unit" | "cooling_unit" => {
            item.or_set("last_test", tested(random));
        }
        "smart_lamppost" | "sensor_kit" | "iot_gateway" => return,
        _ => {}
    }
    if item.class != "power_distribution_unit" {
        item.or_set("warranty_end", date(random, 2028, 2)).or_set("support_end", date(random, 2030, 3));
    }
}

fn software(item: &mut Item, random: &mut Random) {
    match item.class {
        "application" | "application_component" | "workload" | "message_queue" | "cache" => {
            item.or_set("version", format!("{}.{}", 1 + random.below(6), random.below(20)));
            item.or_set("end_of_support", date(random, 2029, 3));
        }
        "identity_store" => {
            item.or_set("version", "12.1").or_set("end_of_support", date(random, 2029, 3));
        }
        "database_cluster" | "database_instance" | "schema" => {
            item.or_set("version", "16.4").or_set("backup_policy", "Nightly, kept for 35 days");
        }
        "virtual_machine" | "physical_server" | "hypervisor" | "node" | "kubernetes_cluster" | "compute_cluster" => {
            item.or_set("os", "Linux, long-term support");
        }
        "certificate" => {
            item.or_set("expiry", date(random, 2027, 2));
        }
        _ => {}
    }
}
