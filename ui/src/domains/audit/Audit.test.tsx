import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { LogRequest, RecordSaid } from "@/bindings";
import { LANGUAGES } from "@/i18n";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Audit } from ".";
import { requestOf } from "./Audit";

const commit = (seq: number, some: Partial<RecordSaid> = {}): RecordSaid => ({
  actor: "change manager",
  effective_at: "2026-11-21T10:00:00Z",
  kind: "change",
  operations: 3,
  operations_hash: "",
  parent: "",
  reason: `reason ${seq}`,
  recorded_at: "2026-11-21T10:00:00Z",
  seq,
  ...some,
});
const answers = {
  desk_state: () => desk,
  model: () => model,
  items: () => ({ seq: 3, total: 0, offset: 0, rows: [] }),
  log: () => ({
    seq: 250,
    total: 250,
    commits: [commit(250, { change: "CHG-000001" }), commit(249, { kind: "process" }), commit(1)],
    actors: [{ actor: "change manager", records: 250 }],
    kinds: [{ kind: "change" as const, records: 200 }],
  }),
};

it("lists records, each opening what it changed and the change that authorised it", async () => {
  show(<Audit />, answers);
  const opens = await screen.findByRole("link", { name: /What record no. 250 changed/ });
  expect(opens.getAttribute("href")).toBe("#/baselines/compare?from=249&to=250");
  expect(screen.getByRole("link", { name: "CHG-000001" })).toBeTruthy();
  // A record of the process edits no item; before the first record there is no moment.
  expect(screen.queryByRole("link", { name: /record no. 249|record no. 1 / })).toBeNull();
});

it("asks the estate for what is narrowed, and for a window of it", async () => {
  window.location.hash = "#/audit?page=2";
  const { platform } = show(<Audit />, answers);
  await screen.findByText("reason 250");
  const last = () => platform.asked.filter(({ name }) => name === "log").at(-1)?.request as LogRequest;
  expect(last()).toEqual({ limit: 100, offset: 100 });
  await userEvent.click(screen.getByRole("combobox", { name: "Kind" }));
  await userEvent.click(await screen.findByRole("option", { name: "change · 200" }));
  await waitFor(() => expect(last()).toEqual({ limit: 100, offset: 0, kind: "change" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Words" }), "firmware{Enter}");
  await waitFor(() => expect(last()).toMatchObject({ kind: "change", text: "firmware" }));
});

it("takes a day as the machine has it, the last one whole", () => {
  const { since, until } = requestOf({ since: "2026-11-20", until: "2026-11-21" });
  expect(new Date(until ?? "").getTime() - new Date(since ?? "").getTime()).toBe(2 * 86_400_000);
  expect(requestOf({ since: "nonsense" })).toEqual({ limit: 100, offset: 0 });
});

it.each(LANGUAGES)("is accessible in %s", async (language) => {
  const { container } = show(<Audit />, answers, language);
  await screen.findByText("reason 250");
  expect(await wrongs(container)).toEqual([]);
});
