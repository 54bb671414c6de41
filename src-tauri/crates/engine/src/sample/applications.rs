//! The applications of the whole sample: what stands between services and computers.

use super::compute::{farms, machine};
use super::facilities::CENTRES;
use super::rows::{Of, Rows, of};

/// Who an application answers.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    /// The public, through web application firewalls and the public load balancers.
    Public,
    /// Staff, through the internal load balancers.
    Staff,
    /// Machines, directly.
    Direct,
}

use Asked::{Direct, Public, Staff};

/// An application, which supports the service of the same short name.
struct App {
    id: &'static str,
    name: &'static str,
    tier: u8,
    asked: Asked,
    /// Components, each once in either centre, of which one is enough.
    pairs: &'static [&'static str],
    /// Workloads, each once on either general container cluster, of which one is enough.
    workloads: &'static [&'static str],
    /// Workloads on the third container cluster alone.
    alone: &'static [&'static str],
    /// The database cluster whose schemas it reads, and which of them.
    schemas: (&'static str, &'static [&'static str]),
}

macro_rules! app {
    ($id:literal, $name:literal, $tier:literal, $asked:ident, $pairs:expr, $workloads:expr, $alone:expr, $schemas:expr) => {
        App {
            id: $id,
            name: $name,
            tier: $tier,
            asked: $asked,
            pairs: &$pairs,
            workloads: &$workloads,
            alone: &$alone,
            schemas: $schemas,
        }
    };
}

const NONE: (&str, &[&str]) = ("", &[]);

/// One application for each service.
#[rustfmt::skip]
const APPS: [App; 31] = [
    app!("govhk", "GovHK portal", 1, Public, ["web server", "content server"], ["search", "forms"], [], ("govhk", &["content", "forms"])),
    app!("mygovhk", "MyGovHK", 1, Public, ["web server", "account server"], ["notices"], [], ("mygovhk", &["accounts", "notices"])),
    app!("iamauth", "iAM Smart authentication", 1, Public, ["web server", "interface server", "risk server"], ["push"], [], ("iamauth", &["identities", "sessions", "audit"])),
    app!("iamsign", "iAM Smart digital signing", 1, Public, ["signing server", "interface server"], [], [], ("iamsign", &["requests", "receipts"])),
    app!("govcloud", "GovCloud", 1, Staff, ["portal server", "orchestrator"], [], [], ("govcloud", &["tenants", "metering"])),
    app!("geci", "GECI", 1, Direct, ["network controller"], [], [], NONE),
    app!("gateway", "Internet gateway", 1, Direct, ["proxy"], [], [], NONE),
    app!("hosting", "Hosting", 1, Staff, ["management server"], [], [], ("hosting", &["inventory", "tickets"])),
    app!("directory", "Directory", 1, Direct, ["federation server"], [], [], NONE),
    app!("dns", "DNS / NTP", 1, Direct, ["resolver", "time server"], [], [], NONE),
    app!("eproc", "e-Procurement", 2, Public, ["web server", "tender server"], [], [], ("eproc", &["tenders", "suppliers"])),
    app!("hrms", "GovHRMS", 2, Staff, ["web server", "payroll server"], [], [], ("hrms", &["personnel", "leave"])),
    app!("erks", "Electronic Recordkeeping System", 2, Staff, ["web server", "records server"], [], [], ("erks", &["records", "retention"])),
    app!("datagov", "data.gov.hk", 2, Public, ["web server", "download server"], ["catalogue", "interface"], [], ("datagov", &["catalogue", "usage"])),
    app!("mobile", "Mobile e-government platform", 2, Public, ["interface server", "push server"], ["content", "notifications"], [], NONE),
    app!("bdap", "Big Data Analytics Platform", 2, Staff, ["portal server", "query server"], ["scheduler"], ["training"], ("bdap", &["jobs", "results"])),
    app!("blockchain", "Shared Blockchain Platform", 2, Staff, ["peer", "orderer"], [], [], ("blockchain", &["state", "wallets"])),
    app!("email", "Government e-mail", 2, Staff, ["mail server", "mail relay"], [], [], ("office", &["mail"])),
    app!("govcert", "GovCERT alerting", 2, Staff, ["alert server"], [], [], NONE),
    app!("desk", "IT service desk", 2, Staff, ["ticket server", "telephony server"], [], [], ("office", &["desk"])),
    app!("chatbot", "GovHK chatbot", 3, Public, ["dialogue server"], ["answers"], ["language model"], NONE),
    app!("dashboards", "City dashboards", 3, Public, ["web server"], ["charts"], [], ("city", &["dashboards"])),
    app!("collab", "Collaborative workspace", 3, Staff, ["file server"], [], [], ("office", &["collab"])),
    app!("lamppost", "Smart Lampposts data", 3, Direct, ["intake server", "data server"], [], [], ("city", &["sensors"])),
    app!("infohub", "Cybersec Infohub", 3, Public, ["web server"], ["sharing"], [], NONE),
    app!("csip", "Cyber Security Information Portal", 3, Public, ["web server"], ["pages"], [], NONE),
    app!("wifihk", "Wi-Fi.HK information", 3, Public, ["web server"], ["hotspots"], [], NONE),
    app!("smartcity", "Smart-city portal", 4, Public, [], ["pages"], ["previews"], NONE),
    app!("elderly", "Elderly learning portal", 4, Public, ["course server"], ["pages"], ["videos"], NONE),
    app!("smartlab", "Smart LAB sandbox", 4, Staff, [], [], ["trial 1", "trial 2", "trial 3"], NONE),
    app!("villagewifi", "Smart Village Wi-Fi", 4, Direct, [], [], ["controller"], NONE),
];

/// Adds the applications, and the platforms that watch them.
pub(super) fn add(rows: &mut Rows) {
    rows.item("redundancy_group", "grp-waf", "Web application firewalls").tier(1).is("Two of four inspect all traffic");
    let firewalls = ["waf-11", "waf-12", "waf-21", "waf-22"].map(str::to_owned);
    rows.make_up(&firewalls, "member_of", Of { group: "", k: 2, q: Some(3) }, "grp-waf");
    watchers(rows);
    for (app, place) in APPS.iter().zip(0..) {
        let id = format!("app-{}", app.id);
        let item = rows.item("application", &id, &format!("{} application", app.name));
        item.is(format!("Software of {}", app.name)).tier(app.tier);
        rows.link(&id, "supports", &format!("svc-{}", app.id));
        for pair in app.pairs {
            add_pair(rows, app, &id, pair, place);
        }
        add_workloads(rows, app, &id);
        secure(rows, app, &id);
        surround(rows, app, &id);
    }
    // Nobody pays for a second machine of these: a patch of the farm puts them at risk (story 10).
    for (id, name) in [("smartlab", "Smart LAB machine"), ("villagewifi", "Smart Village Wi-Fi machine")] {
        machine(rows, &format!("vm-{id}"), name, 4, 4, "The only machine of its application");
        rows.link(&format!("app-{id}"), "runs_on", &format!("vm-{id}"));
    }
}

fn slug(name: &str) -> String {
    name.replace(' ', "-")
}

fn add_pair(rows: &mut Rows, app: &App, whole: &str, pair: &'static str, place: usize) {
    for centre in &CENTRES {
        let id = format!("cmp-{}-{}-{}", app.id, slug(pair), centre.number);
        let (below, name) = (format!("vm-{}", &id[4..]), format!("{} {pair} {}", app.name, centre.code));
        let farm = farms(centre)[place % 2];
        machine(rows, &below, &format!("{name} machine"), farm, app.tier, &format!("Carries {name}"));
        let item = rows.item("application_component", &id, &name);
        item.is("One of two; the other is in the other centre").tier(app.tier).set("site", centre.id);
        rows.link(&id, "runs_on", &below);
        rows.make_up(&[id], "component_of", of(pair, 1), whole);
    }
}

fn add_workloads(rows: &mut Rows, app: &App, whole: &str) {
    let add = |rows: &mut Rows, workload: &str, cluster: u32| {
        let id = format!("wkl-{}-{}-{cluster}", app.id, slug(workload));
        let name = format!("{} {workload} workload on cluster {cluster}", app.name);
        let item = rows.item("workload", &id, &name);
        item.is("Containers with a common rollout").tier(app.tier);
        item.set("qualified_name", format!("k8s-{cluster}/{}/{}", app.id, slug(workload)));
        rows.link(&id, "runs_on", &format!("k8s-{cluster}"));
        id
    };
    for workload in app.workloads {
        let both = [1, 2].map(|cluster| add(rows, workload, cluster));
        rows.make_up(&both, "component_of", of(workload, 1), whole);
    }
    for workload in app.alone {
        let id = add(rows, workload, 3);
        rows.link(&id, "component_of", whole);
    }
}

/// Certificates: one for each side of what is in tier 1, but for digital signing, which has one for all of it.
fn secure(rows: &mut Rows, app: &App, whole: &str) {
    let mut certificate = |id: &str, name: &str, user: &str| {
        let item = rows.item("certificate", id, name);
        item.is("Server certificate").tier(app.tier).set("issuer", "Recognised certification authority");
        item.set("algorithm", "ECDSA P-256");
        rows.link(user, "uses_certificate", id);
    };
    match app.tier {
        1 if app.id != "iamsign" => {
            for centre in &CENTRES {
                let first = app.pairs.first().map(|pair| slug(pair)).unwrap_or_default();
                let user = format!("cmp-{}-{first}-{}", app.id, centre.number);
                let name = format!("{} certificate {}", app.name, centre.code);
                certificate(&format!("cert-{}-{}", app.id, centre.number), &name, &user);
            }
        }
        1 | 2 => certificate(&format!("cert-{}", app.id), &format!("{} certificate", app.name), whole),
        _ if app.id == "lamppost" => certificate("cert-lamppost", "Smart Lampposts data certificate", whole),
        _ => {}
    }
}

/// What an application needs beside its own parts.
fn surround(rows: &mut Rows, app: &App, id: &str) {
    let (cluster, schemas) = app.schemas;
    for schema in schemas {
        rows.link(id, "depends_on", &format!("sch-{cluster}-{schema}"));
    }
    match app.asked {
        Public => {
            rows.link(id, "protected_by", "grp-waf");
            rows.link(id, "depends_on", "grp-lb-public");
            rows.link(id, "depends_on", "grp-gateways");
            rows.link_as(id, "depends_on", "grp-messaging", "degrading");
        }
        Staff => rows.link(id, "depends_on", "grp-lb-internal"),
        Direct => {}
    }
    if app.asked != Direct {
        for centre in &CENTRES {
            rows.link(id, "caches_via", &format!("cache-{}{}", centre.number, 1 + app.id.len() % 3));
        }
    }
    rows.link(id, "monitored_by", "app-monitoring");
    rows.link(id, "logs_to", "app-logging");
}

/// The platforms that watch and keep logs; what they watch does not need them to work.
fn watchers(rows: &mut Rows) {
    for (id, name) in [("app-monitoring", "Monitoring platform"), ("app-logging", "Log platform")] {
        rows.item("application", id, name).tier(2).is("Watches everything else; nothing stops without it");
        let both = CENTRES.each_ref().map(|centre| {
            let below = format!("vm-{}-{}", &id[4..], centre.number);
            let title = format!("{name} machine {}", centre.code);
            machine(rows, &below, &title, farms(centre)[0], 2, &format!("Carries the {}", name.to_lowercase()));
            below
        });
        rows.needs(id, "runs_on", of("machines", 1), &both);
    }
}
