import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { CareReply } from "@/bindings";
import { LANGUAGES } from "@/i18n";
import { type Answers, refusal } from "@/platform/fake";
import { show, wrongs } from "@/test/render";
import { desk } from "@/test/samples";
import { Care, useScheduledBackups } from ".";

const made = {
  at: "2026-11-21T18:00:00Z",
  path: "/b/01E-000000000003.backup.cairn.zip",
  seq: 3,
  bytes: 4096,
};
const none: CareReply = { due: false };
const scheduled: CareReply = {
  due: false,
  made,
  newest: made.path,
  next: "2026-11-27T18:00:00Z",
  schedule: { rhythm: "weekly", weekday: 4, minute: 1080, to: "/b", keep: 8 },
};
const backup = { path: made.path, seq: 3, hash: "aa", digest: "bb", bytes: 4096, sealed: false, removed: [] };
const answers = (care: CareReply, some: Answers = {}): Answers => ({
  desk_state: () => desk,
  care: () => care,
  ...some,
});

it("backs up into the folder that is given, and says when nothing was", async () => {
  const { platform } = show(<Care />, answers(none, { backup: () => backup }));
  await screen.findByText("This estate was never backed up from here.");
  const [folder] = screen.getAllByRole("textbox", { name: /Folder of the back-ups/ });
  await userEvent.type(folder as HTMLElement, "/mnt/b");
  await userEvent.click(screen.getByRole("button", { name: "Back up" }));
  await waitFor(() =>
    expect(platform.asked).toContainEqual({ name: "backup", request: { to: "/mnt/b" }, language: "en" }),
  );
});

it("encrypts with a passphrase that was typed twice the same", async () => {
  const { platform } = show(<Care />, answers(none, { backup: () => ({ ...backup, sealed: true }) }));
  await screen.findByText("This estate was never backed up from here.");
  const [folder] = screen.getAllByRole("textbox", { name: /Folder of the back-ups/ });
  await userEvent.type(folder as HTMLElement, "/mnt/b");
  await userEvent.click(screen.getByRole("combobox", { name: "Encryption" }));
  await userEvent.click(await screen.findByRole("option", { name: "With a passphrase" }));
  await userEvent.type(screen.getByLabelText(/^Passphrase \*|^Passphrase$/), "seven stones on");
  const again = screen.getByLabelText(/^Passphrase again/);
  await userEvent.type(again, "seven");
  const go = screen.getByRole("button", { name: "Back up" });
  expect(screen.getByText("The two passphrases differ.")).toBeTruthy();
  expect(go).toHaveProperty("disabled", true);
  await userEvent.type(again, " stones on");
  await userEvent.click(go);
  await waitFor(() =>
    expect(platform.asked.find(({ name }) => name === "backup")?.request).toEqual({
      to: "/mnt/b",
      seal: { passphrase: "seven stones on" },
    }),
  );
  await waitFor(() => expect(again).toHaveProperty("value", ""));
  expect(screen.getByLabelText(/^Passphrase \*|^Passphrase$/)).toHaveProperty("value", "");
});

it("asks for the key of an encrypted back-up once it is known to be encrypted", async () => {
  const sealed = refusal("snapshot_import", "It is encrypted for recipients.", "sealed");
  let key: unknown;
  const { platform } = show(
    <Care />,
    answers(none, {
      snapshot_import: (request) => {
        key = (request as { key?: unknown }).key;
        if (!key) throw sealed;
        return { path: "/copy", name: "Copy" } as never;
      },
    }),
  );
  await userEvent.type(await screen.findByRole("textbox", { name: "Back-up" }), "/b/renamed.zip");
  await userEvent.type(screen.getByRole("textbox", { name: /Folder of the copy/ }), "/copy");
  expect(screen.queryByRole("combobox", { name: "Opens with" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Restore" }));
  await userEvent.click(await screen.findByRole("combobox", { name: "Opens with" }));
  await userEvent.click(await screen.findByRole("option", { name: "An identity file" }));
  await userEvent.type(screen.getByRole("textbox", { name: /Identity file/ }), "/k.txt");
  await userEvent.click(screen.getByRole("button", { name: "Restore" }));
  await waitFor(() => expect(key).toEqual({ identity: "/k.txt" }));
  expect(platform.asked.filter(({ name }) => name === "snapshot_import").length).toBe(2);
});

it("shows the schedule, its next run and the last back-up, and keeps what is changed of it", async () => {
  const { platform } = show(<Care />, answers(scheduled, { care_schedule: () => ({}) }));
  await screen.findByText(/Next back-up: 27 Nov 2026/);
  expect(screen.getByText(/Last back-up: .* up to record no. 3, 4.1 kB/)).toBeTruthy();
  expect((screen.getByRole("textbox", { name: "Back-up" }) as HTMLInputElement).value).toBe(made.path);
  const keep = screen.getByRole("textbox", { name: "How many to keep" });
  await userEvent.clear(keep);
  await userEvent.type(keep, "3");
  await userEvent.click(screen.getByText("Every day"));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  const kept = () => platform.asked.find(({ name }) => name === "care_schedule")?.request;
  await waitFor(() =>
    expect(kept()).toEqual({
      schedule: { rhythm: "daily", weekday: 4, minute: 1080, to: "/b", keep: 3 },
    }),
  );
});

it("says why the last back-up was not made", async () => {
  const failed = { at: "2026-11-21T18:00:00Z", sentence: "/b cannot be written." };
  show(<Care />, answers({ ...scheduled, failed }));
  expect((await screen.findByRole("alert")).textContent).toContain("/b cannot be written.");
});

it("takes over only when somebody says why, and that nobody works on the original", async () => {
  const replica = {
    ...desk,
    estate: { ...(desk.estate as NonNullable<typeof desk.estate>), read_only: true },
  };
  const { platform } = show(
    <Care />,
    answers(none, {
      desk_state: () => replica,
      take_over: () => ({ seq: 4, lineage: "01NEW", from: "01LINE" }),
    }),
  );
  const act = await screen.findByRole("button", { name: "Take over" });
  expect(screen.getByText(/Do not go on working on both/)).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "fire");
  expect((act as HTMLButtonElement).disabled).toBe(true);
  await userEvent.click(screen.getByRole("checkbox", { name: /Nobody works on the original/ }));
  await userEvent.click(act);
  await screen.findByText("This estate is the original from record no. 4 on.");
  expect(platform.asked.find(({ name }) => name === "take_over")?.request).toEqual({ reason: "fire" });
});

it("says how much compacting saved, and what it was refused with", async () => {
  const compact = vi.fn(() => ({ seq: 3, hash: "aa", bytes_before: 4000, bytes_after: 1000 }));
  const { unmount } = show(<Care />, answers(none, { compact }));
  await userEvent.click(await screen.findByRole("button", { name: "Compact" }));
  await screen.findByText("4 kB became 1 kB: 3 kB saved (75 %). Everything was checked.");
  unmount();
  const refused = () => {
    throw refusal("compact", "The estate is being read for something else.", "locked");
  };
  show(<Care />, answers(none, { compact: refused }));
  await userEvent.click(await screen.findByRole("button", { name: "Compact" }));
  expect((await screen.findByRole("alert")).textContent).toContain("being read for something else");
});

function Scheduled() {
  useScheduledBackups("/e/one.cairn");
  return null;
}

it("backs up by itself when it is due, and not when it is not", async () => {
  const { platform, unmount } = show(
    <Scheduled />,
    answers({ ...scheduled, due: true }, { backup: () => backup }),
  );
  await waitFor(() =>
    expect(platform.asked).toContainEqual({ name: "backup", request: { to: "/b", keep: 8 }, language: "en" }),
  );
  unmount();
  const idle = show(<Scheduled />, answers(scheduled, { backup: () => backup }));
  await waitFor(() => expect(idle.platform.asked.map(({ name }) => name)).toContain("care"));
  expect(idle.platform.asked.map(({ name }) => name)).not.toContain("backup");
});

it.each(LANGUAGES)("is accessible in %s", async (language) => {
  const { container } = show(<Care />, answers(scheduled), language);
  await waitFor(() => expect(container.querySelectorAll("form").length).toBeGreaterThan(2));
  expect(await wrongs(container)).toEqual([]);
});
