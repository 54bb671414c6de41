//! What is changed again and again: families of changes, each with its items, its work and its number.

use cairn_model::impact::OutageMode;

/// What a change does to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// The next firmware.
    Firmware,
    /// The next version.
    Version,
    /// The patches of the month.
    Patch,
    /// A certificate for one more year.
    Renew,
    /// A test, on the day on which it is done.
    Test,
    /// So many terabytes more.
    Extend(u64),
    /// Nothing is recorded: it is only restarted.
    Restart,
}

/// Changes of one sort.
#[derive(Debug)]
pub(super) struct Family {
    /// What the ids of its items begin with.
    pub(super) items: &'static [&'static str],
    /// Of those, what is left alone.
    pub(super) but: &'static [&'static str],
    /// The title; `{}` is the name of the item.
    pub(super) title: &'static str,
    pub(super) reason: &'static str,
    /// The team that asks and does.
    pub(super) team: &'static str,
    pub(super) work: Work,
    pub(super) out: Option<OutageMode>,
    pub(super) minutes: u32,
    /// The answer to every question about likelihood.
    pub(super) answer: u32,
    /// How many of them in two years, without the one that a template is made of.
    pub(super) count: usize,
    /// The template that the first of them becomes, and the others are made from.
    pub(super) template: Option<&'static str>,
}

const RESTART: Option<OutageMode> = Some(OutageMode::Restart);
const FULL: Option<OutageMode> = Some(OutageMode::FullOutage);

const NORMAL: Family = Family {
    items: &[],
    but: &[],
    title: "",
    reason: "",
    team: "",
    work: Work::Firmware,
    out: RESTART,
    minutes: 30,
    answer: 2,
    count: 0,
    template: None,
};

/// Every family. The items of no two of them overlap: what is planned for one is never overtaken by another.
pub(super) const FAMILIES: [Family; 17] = [
    Family {
        items: &["fw-"],
        title: "Update the firmware of {}",
        reason: "The manufacturer closes weaknesses",
        team: "network",
        count: 24,
        ..NORMAL
    },
    Family {
        items: &["rtr-", "dr-"],
        title: "Update the software of {}",
        reason: "The release in use reaches its end",
        team: "network",
        count: 20,
        ..NORMAL
    },
    Family {
        items: &["core-", "leaf-"],
        title: "Update the firmware of {}",
        reason: "The fabric is brought to one release",
        team: "network",
        count: 24,
        answer: 3,
        ..NORMAL
    },
    Family {
        items: &["lb-"],
        title: "Update the software of {}",
        reason: "Newer ciphers are asked for",
        team: "network",
        count: 16,
        ..NORMAL
    },
    Family {
        items: &["san-"],
        title: "Update the firmware of {}",
        reason: "The manufacturer mends a fault of the fabric",
        team: "storage",
        count: 16,
        ..NORMAL
    },
    Family {
        items: &["arr-"],
        title: "Update the controllers of {}",
        reason: "The manufacturer mends a fault, one controller after the other",
        team: "storage",
        out: None,
        minutes: 120,
        count: 4,
        ..NORMAL
    },
    Family {
        items: &["dbi-"],
        but: &["dbi-city"],
        title: "Patch {}",
        reason: "The quarterly patches of the database",
        team: "data",
        work: Work::Version,
        minutes: 45,
        count: 56,
        ..NORMAL
    },
    Family {
        items: &["cmp-", "gw-"],
        but: &["cmp-iamauth-risk-server"],
        title: "Roll out the next version of {}",
        reason: "Users asked for what it brings",
        team: "application",
        work: Work::Version,
        minutes: 20,
        count: 87,
        ..NORMAL
    },
    Family {
        items: &["ups-", "gen-", "crac-1a1", "crac-1b1", "crac-1c1", "crac-2a1", "crac-2b1", "crac-2c1"],
        title: "Maintain and test {}",
        reason: "The contract of maintenance demands it once a year",
        team: "facilities",
        work: Work::Test,
        out: FULL,
        minutes: 150,
        count: 20,
        ..NORMAL
    },
    Family {
        items: &["waf-", "hsm-"],
        title: "Update {}",
        reason: "The manufacturer closes weaknesses",
        team: "security",
        work: Work::Firmware,
        count: 8,
        ..NORMAL
    },
    Family {
        items: &["hv-1", "hv-2", "hv-3"],
        title: "Patch {}",
        reason: "The monthly patches of the hosts",
        team: "compute",
        work: Work::Patch,
        minutes: 40,
        answer: 1,
        count: 29,
        template: Some("Patch a virtualisation host"),
        ..NORMAL
    },
    Family {
        items: &["node-1", "node-2"],
        title: "Patch {}",
        reason: "The monthly patches of the container platform",
        team: "compute",
        work: Work::Patch,
        minutes: 20,
        answer: 1,
        count: 15,
        template: Some("Patch a container node"),
        ..NORMAL
    },
    Family {
        items: &["kit-"],
        title: "Update the firmware of {}",
        reason: "The sensors drift in summer",
        team: "city",
        minutes: 15,
        answer: 1,
        count: 21,
        template: Some("Update a sensor kit"),
        ..NORMAL
    },
    Family {
        items: &["cert-"],
        but: &["cert-iamsign"],
        title: "Renew {}",
        reason: "It expires",
        team: "security",
        work: Work::Renew,
        out: None,
        minutes: 15,
        answer: 1,
        count: 28,
        template: Some("Renew a server certificate"),
    },
    Family {
        items: &["vm-hosted-"],
        title: "Patch {}",
        reason: "The department asked for the patches of the month",
        team: "compute",
        work: Work::Patch,
        minutes: 25,
        answer: 1,
        count: 17,
        template: Some("Patch a hosted machine"),
        ..NORMAL
    },
    Family {
        items: &["vol-"],
        title: "Extend {}",
        reason: "Less than a tenth of it is free",
        team: "storage",
        work: Work::Extend(4),
        out: None,
        minutes: 10,
        answer: 1,
        count: 10,
        template: Some("Extend a volume"),
        ..NORMAL
    },
    Family {
        items: &["mq-", "cache-11", "cache-12", "cache-13", "cache-21", "cache-22"],
        title: "Mend {} at once",
        reason: "It runs out of memory every few hours",
        team: "application",
        work: Work::Version,
        minutes: 30,
        answer: 3,
        count: 11,
        ..NORMAL
    },
];

/// The family that cannot wait.
pub(super) const EMERGENCY: usize = FAMILIES.len() - 1;

/// The template whose last change is backed out, which suspends it.
pub(super) const SUSPENDED: &str = "Update a sensor kit";
