import { to } from "@/shared/route";

/** What a step speaks of: the element of that name in `data-tour` is outlined. */
export type Spot = "map" | "verdict" | "why" | "single" | "undeclared" | "eroded" | "relations" | "records";

const HOSTS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"].map((host) => `hv-4${host}`);

/** A step: its words are `tour.<name>_title` and `tour.<name>_text`. */
interface Step {
  name: string;
  /** The items that its place is about, as the sample calls them. */
  items: readonly string[];
  /** Where it leads, by the keys of its items. */
  place: (...keys: string[]) => string;
  spot: Spot;
  /** Outages that are set beside each other: what each does is asked of the engine, never written down here. */
  compared?: readonly (readonly string[])[];
}

const out = (...keys: string[]) => to(["impact"], { out: keys.join(",") });

/** The tour of the whole sample, in its order. */
export const STEPS = [
  {
    name: "service",
    items: ["svc-mygovhk"],
    place: (service) => to(["map"], { around: service, up: 0, down: 3 }),
    spot: "map",
  },
  {
    name: "outage",
    items: ["arr-11"],
    place: out,
    spot: "verdict",
    compared: [["dbi-mygovhk-1"], ["dbi-mygovhk-2"], ["arr-11"]],
  },
  {
    name: "why",
    items: ["arr-11", "svc-mygovhk"],
    place: (array, service) => to(["impact"], { out: array, why: service }),
    spot: "why",
  },
  {
    name: "holds",
    items: ["ups-11", "grp-ups-1"],
    place: (ups, group) => to(["impact"], { out: ups, why: group }),
    spot: "why",
  },
  {
    name: "together",
    items: ["ups-11", "ups-12"],
    place: out,
    spot: "verdict",
    compared: [["ups-11"], ["ups-12"], ["ups-11", "ups-12"]],
  },
  { name: "single", items: [], place: () => to(["weak"]), spot: "single" },
  { name: "undeclared", items: [], place: () => to(["weak", "undeclared"]), spot: "undeclared" },
  {
    name: "rolling",
    items: ["hv-401"],
    place: out,
    spot: "eroded",
    compared: [["hv-401"], HOSTS],
  },
  {
    name: "contract",
    items: ["cir-13"],
    place: (circuit) => to(["items", circuit ?? ""]),
    spot: "relations",
  },
  { name: "records", items: [], place: () => to(["audit"]), spot: "records" },
] as const satisfies readonly Step[];

export type StepName = (typeof STEPS)[number]["name"];
