//! Who owns, runs, supplies and uses the whole sample: departments, teams, suppliers, contracts, documents. Roles and
//! teams only: nobody in it is a person, and no telephone number is anybody's.

use super::rows::Rows;
use super::services::SERVICES;

/// Departments, by short name.
const DEPARTMENTS: [(&str, &str); 21] = [
    ("dpo", "Digital Policy Office"),
    ("immd", "Immigration Department"),
    ("td", "Transport Department"),
    ("ird", "Inland Revenue Department"),
    ("gld", "Government Logistics Department"),
    ("csb", "Civil Service Bureau"),
    ("lcsd", "Leisure and Cultural Services Department"),
    ("edb", "Education Bureau"),
    ("swd", "Social Welfare Department"),
    ("hyd", "Highways Department"),
    ("landsd", "Lands Department"),
    ("hko", "Hong Kong Observatory"),
    ("censtatd", "Census and Statistics Department"),
    ("grs", "Government Records Service"),
    ("hkpf", "Hong Kong Police Force"),
    ("fsd", "Fire Services Department"),
    ("dh", "Department of Health"),
    ("emsd", "Electrical and Mechanical Services Department"),
    ("had", "Home Affairs Department"),
    ("epd", "Environmental Protection Department"),
    ("cr", "Companies Registry"),
];

/// Teams, by short name.
const TEAMS: [(&str, &str); 12] = [
    ("facilities", "Data centre facilities"),
    ("operations", "Data centre operations"),
    ("network", "Network operations"),
    ("compute", "Platform operations"),
    ("storage", "Storage and back-up"),
    ("data", "Database administration"),
    ("identity", "Identity and directory"),
    ("citizen", "Citizen services support"),
    ("staff", "Office services support"),
    ("city", "Smart-city support"),
    ("security", "Security operations"),
    ("desk", "Service desk"),
];

/// Suppliers, by short name; letters, for none of them exists.
const SUPPLIERS: [(&str, &str); 12] = [
    ("carrier-1", "Telecommunications carrier A"),
    ("carrier-2", "Telecommunications carrier B"),
    ("carrier-3", "Telecommunications carrier C"),
    ("ca", "Recognised certification authority operator"),
    ("power", "Power plant contractor"),
    ("cooling", "Cooling contractor"),
    ("network", "Network equipment supplier"),
    ("compute", "Server supplier"),
    ("storage", "Storage supplier"),
    ("street", "Street equipment contractor"),
    ("citizen", "Application contractor A"),
    ("staff", "Application contractor B"),
];

/// Contracts: short name, name, supplier, target.
const CONTRACTS: [(&str, &str, &str, &str); 14] = [
    ("circuit-1", "Circuits of carrier A", "carrier-1", "99.95"),
    ("circuit-2", "Circuits of carrier B", "carrier-2", "99.95"),
    ("circuit-3", "Circuits of carrier C", "carrier-3", "99.95"),
    ("circuit-basic", "Circuit of carrier C, basic terms", "carrier-3", "99.5"),
    ("ca", "Certification services", "ca", "99.9"),
    ("power", "Maintenance of power plant", "power", "99.9"),
    ("cooling", "Maintenance of cooling", "cooling", "99.9"),
    ("network", "Maintenance of network equipment", "network", "99.9"),
    ("compute", "Maintenance of servers", "compute", "99.9"),
    ("storage", "Maintenance of storage", "storage", "99.9"),
    ("street", "Maintenance of street equipment", "street", "97"),
    ("tape", "Off-site storage of tapes", "storage", "99"),
    ("citizen", "Support of business services", "citizen", "99.9"),
    ("staff", "Support of technical services", "staff", "99.9"),
];

const POLICIES: [(&str, &str); 6] = [
    ("policy-security", "Government IT security policy"),
    ("policy-change", "Change management procedure"),
    ("policy-continuity", "Service continuity policy"),
    ("policy-access", "Data centre access rules"),
    ("policy-backup", "Back-up and retention standard"),
    ("policy-records", "Records management standard"),
];

/// Adds organisations, contracts and documents, and who consumes what.
pub(super) fn add(rows: &mut Rows) {
    for ((id, name), place) in DEPARTMENTS.into_iter().zip(100..) {
        let item = rows.item("organisation", &format!("org-{id}"), name);
        item.is("Department that consumes services").set("telephone", format!("+852 2000 0{place}"));
    }
    for ((id, name), place) in TEAMS.into_iter().zip(10..) {
        let item = rows.item("team", &format!("team-{id}"), name);
        item.is("Support team").set("telephone", format!("+852 2000 00{place}"));
        item.set("on_call", if place % 3 == 0 { "09:00 to 18:00" } else { "24 hours, in weekly turns" });
    }
    for (id, name) in [("change", "Change manager"), ("continuity", "Continuity manager"), ("head", "Head of service")]
    {
        rows.item("role_holder", &format!("role-{id}"), name)
            .is("A role, not a person")
            .set("telephone", "+852 2000 0002");
    }
    for ((id, name), place) in SUPPLIERS.into_iter().zip(50..) {
        let item = rows.item("supplier", &format!("sup-{id}"), name);
        item.is("Supplier").set("telephone", format!("+852 2000 00{place}"));
    }
    for ((id, name, supplier, target), place) in CONTRACTS.into_iter().zip(1_u64..) {
        let id = format!("ctr-{id}");
        let item = rows.item("contract", &id, name);
        item.is("Contract with a supplier").set("contract_target", target);
        item.set("provider_reference", format!("INV-CT-{place:04}"));
        item.set("expiry", format!("{}-03-31", 2028 + place % 3));
        rows.link(&id, "supplied_by", &format!("sup-{supplier}"));
    }
    documents(rows);
    consumers(rows);
    contracts_of_equipment(rows);
}

fn documents(rows: &mut Rows) {
    for (id, name) in POLICIES {
        document(rows, "document", &format!("doc-{id}"), name, "role-head");
    }
    for (id, class, tier, name, ..) in SERVICES {
        let own = format!("svc-{id}");
        if tier <= 2 {
            document(
                rows,
                "continuity_plan",
                &format!("bcp-{id}"),
                &format!("{name}: continuity plan"),
                "role-continuity",
            );
            rows.link(&own, "governed_by", "doc-policy-continuity");
        }
        if tier == 1 {
            let runbook = format!("run-{id}");
            document(rows, "runbook", &runbook, &format!("{name}: how to bring it up"), "role-change");
            rows.link(&own, "documented_by", &runbook);
        }
        rows.link(&own, "governed_by", "doc-policy-security");
        let contract = if class == "business_service" { "ctr-citizen" } else { "ctr-staff" };
        rows.link(&own, "covered_by", contract);
    }
    document(rows, "document", "doc-policy-ca", "Certification practice statement", "role-head");
    rows.link("ext-ca", "documented_by", "doc-policy-ca");
}

fn document(rows: &mut Rows, class: &'static str, id: &str, name: &str, approver: &str) {
    let sum: Vec<String> = (0..4).map(|_| format!("{:016x}", rows.random.next())).collect();
    let month = 1 + rows.random.below(9);
    let item = rows.item(class, id, name);
    item.is("Kept in the recordkeeping system").set("version", "1.2").set("approver", approver);
    item.set("approved_on", format!("2026-{month:02}-15")).set("review_due", format!("2027-{month:02}-15"));
    item.set("sha256", sum.concat());
}

/// Each service is used by several departments; what carries the others is used by all.
fn consumers(rows: &mut Rows) {
    for (id, _, tier, _, _, _, users) in SERVICES {
        let all = DEPARTMENTS.len() as u64;
        let count = if users == 160_000 { all } else { 2 + u64::from(5 - tier) };
        let start = rows.random.below(all);
        for step in 0..count {
            let place = usize::try_from((start + step * 5) % all).unwrap_or(0);
            rows.link(&format!("org-{}", DEPARTMENTS[place].0), "consumes", &format!("svc-{id}"));
        }
    }
}

fn contracts_of_equipment(rows: &mut Rows) {
    let covered: Vec<(String, &str)> = rows
        .items
        .iter()
        .filter_map(|item| {
            let contract = match item.class {
                "utility_feed" | "generator" | "ups" | "power_distribution_unit" => "power",
                "cooling_unit" => "cooling",
                "router" | "switch" | "firewall" | "load_balancer" | "security_appliance" => "network",
                "hypervisor" | "physical_server" => "compute",
                "storage_array" | "san_switch" => "storage",
                "iot_gateway" => "street",
                "tape_library" => "tape",
                _ => return None,
            };
            Some((item.id.clone(), contract))
        })
        .collect();
    for (item, contract) in covered {
        rows.link(&item, "covered_by", &format!("ctr-{contract}"));
    }
}
