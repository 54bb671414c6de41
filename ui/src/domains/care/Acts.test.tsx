import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { DeskState, RevertPreviewReply } from "@/bindings";
import { LANGUAGES } from "@/i18n";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { AuditActs, Damaged, PurgeDialog, RevertButton } from ".";

const record = {
  actor: "implementer",
  effective_at: "2026-11-21T10:00:00Z",
  kind: "correction" as const,
  operations: 2,
  operations_hash: "",
  parent: "",
  reason: "new owner",
  recorded_at: "2026-11-21T10:00:00Z",
  seq: 7,
};
const free: RevertPreviewReply = {
  record,
  edits: 1,
  lines: [
    {
      noun: "item",
      what: "changed",
      name: "SRV-000001",
      fields: { owner: { before: "Team A", after: "Team B" } },
    },
  ],
  in_the_way: 0,
  conflicts: [],
};
const blocked: RevertPreviewReply = {
  ...free,
  in_the_way: 2,
  conflicts: [
    { name: "SRV-000001", records: [9, 11], sentence: "SRV-000001 · Owner: changed again" },
    { name: "SRV-000002", records: [], sentence: "another item has it now" },
  ],
};
const base = { desk_state: () => desk, model: () => model };

it("shows what taking a record back would do, and asks why", async () => {
  const revert = () => ({ seq: 12, reverted: 7, kind: "correction" as const, edits: 1 });
  const { platform } = show(<RevertButton seq={7} />, { ...base, revert_preview: () => free, revert });
  await userEvent.click(screen.getByRole("button", { name: "Take back record no. 7" }));
  const act = await screen.findByRole("button", { name: "Take back" });
  expect(screen.getByText("Team B")).toBeTruthy();
  expect((act as HTMLButtonElement).disabled).toBe(true);
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "wrong server");
  await userEvent.click(act);
  await waitFor(() =>
    expect(platform.asked.find(({ name }) => name === "revert")?.request).toEqual({
      record: "7",
      reason: "wrong server",
    }),
  );
});

it("leads from each conflict to the later records, and cannot be taken back then", async () => {
  show(<RevertButton seq={7} isIcon />, { ...base, revert_preview: () => blocked });
  await userEvent.click(screen.getByRole("button", { name: "Take back record no. 7" }));
  const alert = await screen.findByRole("alert");
  const later = within(alert).getAllByRole("link");
  expect(later.map((link) => link.getAttribute("href"))).toEqual([
    "#/baselines/compare?from=8&to=9",
    "#/baselines/compare?from=10&to=11",
  ]);
  expect(alert.textContent).toContain("another item has it now");
  expect((screen.getByRole("button", { name: "Take back" }) as HTMLButtonElement).disabled).toBe(true);
  expect(screen.queryByRole("textbox", { name: /Reason/ })).toBeNull();
});

const preview = {
  key: "SRV-000001",
  name: "server 1",
  current: true,
  places: [{ record: 3, path: "/after/attributes/owner", digest: "d1" }],
  elsewhere: ["SRV-000002 · notes"],
};

it("purges only with a second person, a reason, and when both know what it means", async () => {
  const purge = () => ({ seq: 8, key: "SRV-000001", field: "owner", places: preview.places, elsewhere: [] });
  const { platform } = show(
    <PurgeDialog item="SRV-000001" name="server 1" field="owner" onClose={() => undefined} />,
    { ...base, purge_preview: () => preview, purge },
  );
  const act = await screen.findByRole("button", { name: "Purge the value" });
  expect(screen.getByText("The value goes from the log. Places: 1 (record no. 3).")).toBeTruthy();
  expect(screen.getByText("SRV-000002 · notes")).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox", { name: /Who approves/ }), "data officer");
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "a password");
  expect((act as HTMLButtonElement).disabled).toBe(true);
  await userEvent.click(screen.getByRole("checkbox", { name: /cannot be brought back/ }));
  await userEvent.click(act);
  await screen.findByText("Purged by record no. 8. Places in the log: 1. These digests stay:");
  expect(platform.asked.find(({ name }) => name === "purge")?.request).toEqual({
    item: "SRV-000001",
    field: "owner",
    approved_by: "data officer",
    reason: "a password",
  });
});

it("compares with a checkpoint that is pasted, and says how the estate stands to it", async () => {
  const compared = {
    sound: false,
    commits: 3,
    edits: 4,
    pages: 5,
    records: 6,
    blobs: 0,
    purged: 0,
    purged_places: 0,
    findings: [],
    sentence: "Records are missing.",
    holds: false,
  };
  const { platform } = show(<AuditActs />, { ...base, checkpoint_compare: () => compared });
  await userEvent.click(screen.getByRole("button", { name: "Compare with a checkpoint" }));
  await userEvent.type(
    await screen.findByRole("textbox", { name: "Short text of the checkpoint" }),
    "ABC-DEF",
  );
  await userEvent.click(screen.getByRole("button", { name: "Compare" }));
  await screen.findByText("Records are missing.");
  expect(platform.asked.find(({ name }) => name === "checkpoint_compare")?.request).toEqual({
    text: "ABC-DEF",
  });
});

const broken: DeskState = {
  status: "refused",
  refusal: {
    code: "damaged",
    message_key: "error-damaged",
    params: {},
    sentence: "The estate is damaged at commit 4. Nothing was changed.",
    reasons: [],
    detail: "",
  },
  refused_path: "/e/one.cairn",
  actor: "change manager",
  recent: [],
  version: "0.1.0",
};

it("says what is damaged, and salvages it beside itself", async () => {
  const salvage = () => ({
    path: "/e/one-salvaged.cairn",
    name: "One",
    estate: "01E",
    lineage: "01L",
    role: "replica",
    seq: 3,
    hash: "aa",
    edits: 9,
    first_unreadable: { record: 4, what: "checksum", place: "commit 4", expected: "a", found: "b" },
    attachments_lost: 0,
    same_estate: true,
  });
  const care = () => ({ due: false, newest: "/b/last.backup.cairn.zip" });
  const { platform } = show(<Damaged desk={broken} onRetry={() => undefined} />, { ...base, care, salvage });
  expect((await screen.findAllByRole("alert"))[0]?.textContent).toContain("Nothing was changed");
  await waitFor(() =>
    expect((screen.getByRole("textbox", { name: "Back-up" }) as HTMLInputElement).value).toBe(
      "/b/last.backup.cairn.zip",
    ),
  );
  await userEvent.click(screen.getByRole("button", { name: "Salvage" }));
  await screen.findByText(/The first record that cannot be read is no. 4/);
  expect(platform.asked.find(({ name }) => name === "salvage")?.request).toEqual({
    path: "/e/one.cairn",
    into: "/e/one-salvaged.cairn",
  });
});

it.each(LANGUAGES)("is accessible in %s", async (language) => {
  const care = () => ({ due: false });
  const { container } = show(
    <>
      <AuditActs />
      <RevertButton seq={7} />
      <Damaged desk={broken} onRetry={() => undefined} />
    </>,
    { ...base, care },
    language,
  );
  await waitFor(() => expect(container.querySelectorAll("form").length).toBeGreaterThan(1));
  expect(await wrongs(container)).toEqual([]);
});
