//! The services of the whole sample, and what carries each beside its application.

use super::facilities::{CENTRES, device};
use super::network::department_router;
use super::rows::{Of, Rows, of};

/// What a service rests on beside its application.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reached {
    /// Over the Internet.
    Public,
    /// Over the network of government.
    Staff,
    /// It is part of what reaches others.
    Ground,
}

use Reached::{Ground, Public, Staff};

/// Short name, class, tier, name, reached, description, number of users.
pub(super) type Row = (&'static str, &'static str, u8, &'static str, Reached, &'static str, u32);

const BUSINESS: &str = "business_service";
const TECHNICAL: &str = "technical_service";

/// All services, tier by tier, as the design lists them.
#[rustfmt::skip]
pub(super) const SERVICES: [Row; 31] = [
    ("govhk", BUSINESS, 1, "GovHK portal", Public, "One-stop portal of the government", 7_000_000),
    ("mygovhk", BUSINESS, 1, "MyGovHK", Public, "Personal page with one account; believed to be dual-centre", 1_000_000),
    ("iamauth", BUSINESS, 1, "iAM Smart authentication", Public, "Citizens prove who they are", 3_000_000),
    ("iamsign", BUSINESS, 1, "iAM Smart digital signing", Public, "Citizens sign documents", 3_000_000),
    ("govcloud", TECHNICAL, 1, "Next Generation GovCloud", Staff, "Platform on which departments run applications", 2_000),
    ("geci", TECHNICAL, 1, "Government Electronic Communications Infrastructure", Ground, "Network between departments and data centres", 160_000),
    ("gateway", TECHNICAL, 1, "Central Internet gateway", Ground, "The way to and from the Internet", 160_000),
    ("hosting", TECHNICAL, 1, "Central Computer Centre hosting", Staff, "Machines for departments", 2_000),
    ("directory", TECHNICAL, 1, "Directory and identity", Ground, "Who staff are and what they may do", 160_000),
    ("dns", TECHNICAL, 1, "DNS / NTP", Ground, "Names and time", 160_000),
    ("eproc", BUSINESS, 2, "e-Procurement", Public, "Departments buy, suppliers quote", 20_000),
    ("hrms", BUSINESS, 2, "GovHRMS", Staff, "Personnel, leave, pay", 160_000),
    ("erks", BUSINESS, 2, "Electronic Recordkeeping System", Staff, "Records of departments", 100_000),
    ("datagov", BUSINESS, 2, "data.gov.hk", Public, "Open data of the government", 500_000),
    ("mobile", BUSINESS, 2, "Mobile e-government platform", Public, "What mobile applications call", 3_000_000),
    ("bdap", TECHNICAL, 2, "Big Data Analytics Platform", Staff, "Analysis of large data", 1_000),
    ("blockchain", TECHNICAL, 2, "Shared Blockchain Platform", Staff, "Ledgers shared by departments", 500),
    ("email", BUSINESS, 2, "Government e-mail", Staff, "Mail of staff", 160_000),
    ("govcert", BUSINESS, 2, "GovCERT alerting", Staff, "Alerts on threats", 5_000),
    ("desk", BUSINESS, 2, "IT service desk", Staff, "Where staff ask for help", 160_000),
    ("chatbot", BUSINESS, 3, "GovHK chatbot", Public, "Answers in a dialogue", 300_000),
    ("dashboards", BUSINESS, 3, "City dashboards", Public, "Figures of the city", 100_000),
    ("collab", BUSINESS, 3, "Collaborative workspace", Staff, "Documents written together", 20_000),
    ("lamppost", BUSINESS, 3, "Smart Lampposts data service", Staff, "Data of sensors in the street", 5_000),
    ("infohub", BUSINESS, 3, "Cybersec Infohub", Public, "Partners share what they know of threats", 4_000),
    ("csip", BUSINESS, 3, "Cyber Security Information Portal", Public, "Advice on security for everybody", 200_000),
    ("wifihk", BUSINESS, 3, "Wi-Fi.HK information service", Public, "Where free Wi-Fi is", 200_000),
    ("smartcity", BUSINESS, 4, "Smart-city portal", Public, "What the city is building", 50_000),
    ("elderly", BUSINESS, 4, "Elderly learning portal", Public, "Courses for older people", 30_000),
    ("smartlab", BUSINESS, 4, "Smart LAB sandbox", Staff, "Where ideas are tried", 200),
    ("villagewifi", BUSINESS, 4, "Smart Village Wi-Fi", Staff, "Wi-Fi in remote villages", 10_000),
];

/// Availability target, recovery time, recovery point and hours, by tier.
const PROMISES: [(&str, &str, &str, &str); 4] = [
    ("99.9", "PT1H", "PT5M", "24x7"),
    ("99.5", "PT4H", "PT1H", "24x7"),
    ("99", "P1D", "PT4H", "daily 07:00-23:00"),
    ("98", "P3D", "P1D", "Mon-Fri 09:00-18:00"),
];

/// Adds the services.
pub(super) fn add(rows: &mut Rows) {
    for (id, class, tier, name, reached, about, users) in SERVICES {
        let own = format!("svc-{id}");
        let (target, rto, rpo, hours) = PROMISES[usize::from(tier) - 1];
        let item = rows.item(class, &own, name);
        item.is(about).tier(tier).set("sla_target", target).set("sla_period", "rolling_30_days");
        item.set("sla_time_zone", "Asia/Hong_Kong");
        item.set("rto", rto).set("rpo", rpo).set("service_hours", hours).set("users", users);
        if tier <= 2 {
            item.set("continuity_plan", format!("bcp-{id}"));
            rows.link(&own, "documented_by", &format!("bcp-{id}"));
        }
        match reached {
            Public => {
                rows.link(&own, "depends_on", "svc-gateway");
                rows.link(&own, "resolves_via", "svc-dns");
            }
            Staff => {
                rows.link(&own, "depends_on", "svc-geci");
                rows.link(&own, "authenticates_via", "svc-directory");
                rows.link(&own, "resolves_via", "svc-dns");
            }
            Ground => {}
        }
    }
    ground(rows);
    identity(rows);
    beside(rows);
}

/// The services that carry all others.
fn ground(rows: &mut Rows) {
    let in_each = |ids: &[&str]| -> Vec<String> { ids.iter().map(|id| (*id).to_owned()).collect() };
    let two_of_four = |group| Of { group, k: 2, q: Some(3) };
    let routers = in_each(&["rtr-11", "rtr-12", "rtr-21", "rtr-22"]);
    rows.make_up(&routers, "supports", two_of_four("Internet routers"), "svc-gateway");
    let cores = in_each(&["core-11", "core-12", "core-21", "core-22"]);
    rows.make_up(&cores, "supports", two_of_four("core switches"), "svc-geci");
    // Without both interconnects each centre still answers the departments, and copies of data fall behind.
    rows.improve(&in_each(&["cir-x1", "cir-x2"]), "supports", of("interconnects", 1), "svc-geci");
    let pairs = ["line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8"];
    for (group, pair) in pairs.into_iter().zip(1..) {
        let both = CENTRES.each_ref().map(|centre| department_router(centre, pair));
        rows.make_up(&both, "supports", of(group, 1), "svc-geci");
    }
    let farms = in_each(&["farm-1", "farm-2", "farm-3", "farm-4"]);
    rows.make_up(&farms, "supports", two_of_four("farms"), "svc-hosting");
    let clusters = in_each(&["k8s-1", "k8s-2", "k8s-3"]);
    rows.make_up(&clusters, "supports", Of { group: "container clusters", k: 1, q: Some(2) }, "svc-govcloud");
    rows.link("svc-govcloud", "depends_on", "svc-hosting");
}

/// The directory, its stores, and its cycle with name resolution (story 3): the directory cannot be found without
/// names; whoever administers names logs in through the directory, which can wait.
fn identity(rows: &mut Rows) {
    for centre in &CENTRES {
        let id = format!("ids-{}", centre.number);
        let name = format!("{} identity store", centre.code);
        super::data::software(rows, "identity_store", &id, &name, centre, 1);
        rows.make_up(&[id], "supports", of("identity stores", 1), "svc-directory");
        let hsm = format!("hsm-{}", centre.number);
        let name = format!("{} hardware security module", centre.code);
        device(rows, "security_appliance", &hsm, &name, (centre, 15), "Keeps the keys that sign");
        rows.needs("app-iamsign", "depends_on", of("security modules", 1), &[hsm]);
    }
    rows.link("svc-directory", "resolves_via", "svc-dns");
    for (zone, domain) in [
        ("public", "sample.invalid"),
        ("mail", "mail.invalid"),
        ("staff", "staff.invalid"),
        ("centres", "centres.invalid"),
    ] {
        let item = rows.item("dns_zone", &format!("zone-{zone}"), &format!("Zone {domain}"));
        item.is("Names of the government").tier(1).set("fqdn", domain);
        rows.link(&format!("zone-{zone}"), "depends_on", "svc-dns");
    }
    rows.link_as("svc-dns", "authenticates_via", "svc-directory", "soft");
}

/// What services need of each other and of the world outside.
fn beside(rows: &mut Rows) {
    let item = rows.item("external_service", "ext-ca", "Recognised certification authority");
    item.is("External certification authority that vouches for each signature").tier(1);
    item.set("sla_target", "99.9").set("sla_period", "calendar_month").set("service_hours", PROMISES[0].3);
    item.set("rto", "PT4H").set("rpo", "PT0S").set("continuity_plan", "bcp-iamsign");
    rows.link("ext-ca", "supplied_by", "sup-ca");
    rows.link("ext-ca", "covered_by", "ctr-ca");
    rows.link("svc-iamsign", "depends_on", "ext-ca");
    for (from, kind, to, strength) in [
        ("svc-mygovhk", "authenticates_via", "svc-iamauth", ""),
        ("svc-iamsign", "authenticates_via", "svc-iamauth", ""),
        ("svc-eproc", "authenticates_via", "svc-iamauth", "degrading"),
        ("svc-govhk", "authenticates_via", "svc-iamauth", "degrading"),
        ("svc-chatbot", "depends_on", "svc-govhk", ""),
        ("svc-mobile", "authenticates_via", "svc-iamauth", ""),
        ("svc-dashboards", "exchanges_data_with", "svc-datagov", ""),
        ("svc-dashboards", "exchanges_data_with", "svc-lamppost", ""),
        ("svc-smartcity", "exchanges_data_with", "svc-dashboards", ""),
        ("svc-datagov", "exchanges_data_with", "svc-lamppost", ""),
        ("svc-bdap", "exchanges_data_with", "svc-datagov", ""),
        ("svc-infohub", "exchanges_data_with", "svc-govcert", ""),
        ("svc-desk", "exchanges_data_with", "svc-email", ""),
        ("svc-collab", "depends_on", "svc-email", "degrading"),
        ("svc-hrms", "exchanges_data_with", "svc-email", ""),
        ("svc-smartlab", "depends_on", "svc-govcloud", ""),
        ("svc-villagewifi", "depends_on", "svc-gateway", ""),
    ] {
        rows.link_as(from, kind, to, strength);
    }
}
