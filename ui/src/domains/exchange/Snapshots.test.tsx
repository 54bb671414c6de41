import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { SnapshotCheckReply } from "@/bindings";
import { refusal } from "@/platform/fake";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Integrity, Snapshots } from ".";

const answers = {
  desk_state: () => desk,
  model: () => model,
  baselines: () => ({ seq: 3, counts: { total: 0, people: 0, changes: 0 }, baselines: [] }),
  items: () => ({ seq: 3, total: 42, offset: 0, rows: [] }),
};
const box = (name: string) => within(screen.getByRole("region", { name }));
const type = (name: string, label: RegExp, text: string) =>
  userEvent.type(box(name).getByLabelText(label), text);

it("exports what is in scope as of a moment, and says beforehand how much that is", async () => {
  const { container, platform } = show(<Snapshots />, {
    ...answers,
    snapshot_export: () => ({ path: "/s.cairn.zip", bytes: 2_000 }) as never,
  });
  await type("Make a snapshot", /^File/, "/s.cairn.zip");
  await type("Make a snapshot", /pass this filter/, "class:server");
  await type("Make a snapshot", /As of/, "2");
  expect(await box("Make a snapshot").findByText("42 items go into it.")).toBeTruthy();
  expect(await wrongs(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Write the snapshot" }));
  expect(await screen.findByText(/s\.cairn\.zip is ready: 2 kB/)).toBeTruthy();
  expect(platform.asked.find(({ name }) => name === "snapshot_export")?.request).toEqual({
    to: "/s.cairn.zip",
    at: "2",
    scope: "class:server",
  });
});

it("names what is wrong with a snapshot, and where", async () => {
  const reply = {
    sound: false,
    findings: [{ what: "digest", file: "items.ndjson", line: 7, expected: "aa", found: "bb" }],
    name: "Q3",
    seq: 3,
    recorded_at: "2026-11-21T10:00:00Z",
    actor: "change manager",
    digest: "cc",
    counts: {
      attachments: 0,
      commits: 1,
      edits: 1,
      items: 2,
      model: 1,
      records: 1,
      relationships: 1,
      requirements: 0,
    },
  } as unknown as SnapshotCheckReply;
  const { container } = show(<Snapshots />, { ...answers, snapshot_check: () => reply });
  await type("Check a snapshot", /Snapshot file/, "/q3.zip");
  await userEvent.click(screen.getByRole("button", { name: "Check it" }));
  expect(await screen.findByText(/not sound/)).toBeTruthy();
  expect(screen.getByText("items.ndjson:7")).toBeTruthy();
  expect(await wrongs(container)).toEqual([]);
});

it("says why no estate was made of a snapshot", async () => {
  const { platform } = show(<Snapshots />, {
    ...answers,
    snapshot_import: () => Promise.reject(refusal("snapshot_import", "There is something at /e already.")),
  });
  await type("Make an estate of a snapshot", /Snapshot file/, "/q3.zip");
  await type("Make an estate of a snapshot", /Folder/, "/e");
  await userEvent.click(screen.getByRole("button", { name: "Make the estate" }));
  expect(await screen.findByText("There is something at /e already.")).toBeTruthy();
  await waitFor(() =>
    expect(platform.asked.at(-1)?.request).toEqual({ path: "/q3.zip", into: "/e", as_new: false }),
  );
});

it("lists what does not belong together in the estate, and what to do", async () => {
  const { container } = show(<Integrity />, {
    ...answers,
    estate_check: () => ({
      sound: false,
      commits: 3,
      edits: 4,
      pages: 5,
      records: 6,
      findings: [{ what: "chain", place: "record 2", expected: "aa", found: "bb" }],
    }),
  });
  await userEvent.click(screen.getByRole("button", { name: "Check the estate" }));
  expect(await screen.findByText("record 2")).toBeTruthy();
  expect(screen.getByText(/last sound snapshot/)).toBeTruthy();
  expect(await wrongs(container)).toEqual([]);
});
