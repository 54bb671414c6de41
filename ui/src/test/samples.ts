import type { DeskState, Facet, ItemCells, ItemDetails, Model } from "@/bindings";

/** Small answers for component tests. */
const word = (en: string) => ({ en, "zh-HK": `${en}（港）`, "zh-CN": `${en}（简）` });

export const model = {
  seq: 3,
  classes: [
    {
      id: "compute",
      label: word("Compute"),
      group: "compute",
      abstract: true,
      is_service: false,
      learned: false,
      attributes: [],
    },
    {
      id: "server",
      label: word("Server"),
      parent: "compute",
      group: "compute",
      abstract: false,
      is_service: false,
      learned: false,
      attributes: ["tier", "owner"],
    },
    {
      id: "business_service",
      label: word("Business service"),
      group: "service",
      abstract: false,
      is_service: true,
      learned: false,
      attributes: ["tier"],
    },
  ],
  attributes: [],
  relationship_types: [],
  states: [],
  policy: { states: [], roles: [], bands: [], questions: [], transitions: [] },
} as unknown as Model;

export function row(number: number, some: Partial<ItemCells> = {}): ItemCells {
  const key = `SRV-${String(number).padStart(6, "0")}`;
  return {
    id: `01ITEM${number}`,
    source_id: null,
    key,
    class: "server",
    name: `server ${number}`,
    state: "live",
    operation: "in_service",
    cells: [`server ${number}`, key, "server", "live", "in_service", "1", "production", null],
    ...some,
  };
}

export const facets: Facet[] = [
  {
    field: "class",
    values: [
      { value: "server", count: 7, term: "class:server", next: "class:server" },
      { value: "business_service", count: 2, term: "class:business_service", next: "class:business_service" },
    ],
    distinct: 2,
    others: 0,
    missing: 0,
  },
  {
    field: "owner",
    values: [{ value: "Team A", count: 1, term: 'owner="Team A"', next: 'owner="Team A"' }],
    distinct: 1,
    others: 0,
    missing: 8,
    missing_term: "owner=",
    missing_next: "owner=",
  },
];

export const desk: DeskState = {
  status: "open",
  estate: {
    path: "/e/one.cairn",
    name: "One",
    estate: "01ESTATE",
    lineage: "01LINE",
    read_only: false,
    seq: 3,
  },
  actor: "change manager",
  recent: [],
  version: "0.1.0",
};

export function details(some: Partial<ItemDetails> = {}): ItemDetails {
  const reference = {
    id: "01ITEM1",
    source_id: null,
    key: "SRV-000001",
    class: "server",
    name: "server 1",
    tier: 1,
  };
  return {
    seq: 3,
    reference,
    item: { class: "server", id: "01ITEM1", key: "SRV-000001", name: "server 1", state: "live" },
    participates: true,
    supports: { total: 0, items: [] },
    changes: [],
    attributes: [
      { id: "owner", text: "Team A", required: true, value: "Team A" },
      { id: "site", text: "", required: true },
    ],
    relations: [],
    needs: [],
    history: [
      {
        seq: 2,
        kind: "change",
        recorded_at: "2026-11-21T09:30:00Z",
        actor: "implementer",
        reason: "new owner",
        change: "CHG-000001",
        fields: { owner: { before: "Team B", after: "Team A" } },
      },
    ],
    history_total: 1,
    ...some,
  };
}
