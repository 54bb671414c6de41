import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { ImportResult } from "@/bindings";
import { useSettings } from "@/shared/settings";
import { show, wrongs } from "@/test/render";
import { ImportWizard } from "./ImportWizard";

const tally = { new: 2, update: 1, same: 0, ambiguous: 0, rejected: 1 };
const result = {
  seq: 3,
  recorded: false,
  summary: {
    source: "asset list",
    files: [{ name: "items.csv", kind: "items", encoding: "utf-8", delimiter: ",", rows: 4 }],
    items: tally,
    relationships: { ...tally, new: 0 },
    requirements: { ...tally, new: 0 },
    learned_classes: [],
    learned_types: [],
    missing_in_source: 0,
    warnings: [],
    refused: [{ file: "items.csv", line: 4, column: "name", reason: "“name” is empty" }],
    refused_total: 1,
  },
  rejects: [],
  watched: { changed: [], stale: [] },
} as unknown as ImportResult;

beforeEach(() => useSettings.setState({ workingSet: { kind: "live" } }));

it("writes nothing before the last step, and applies what was previewed", async () => {
  const { container, platform } = show(<ImportWizard />, {
    import_preview: () => result,
    import_apply: () => ({ ...result, recorded: true, seq: 4 }),
  });
  act(() => platform.drop(["/files/items.csv"]));
  expect(await screen.findByText("/files/items.csv")).toBeTruthy();
  expect(await wrongs(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  await userEvent.click(screen.getAllByRole("button", { name: "Preview" }).at(-1) as HTMLElement);
  expect(await screen.findByText("“name” is empty")).toBeTruthy();
  expect(platform.asked.map(({ name }) => name)).toEqual(["import_preview"]);
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  await userEvent.click(screen.getByRole("button", { name: "Import into Live: 3 items" }));
  await waitFor(() => expect(window.location.hash).toContain("source"));
  expect(platform.asked.at(-1)?.request).toMatchObject({
    seq: 3,
    files: [{ name: "items.csv", path: "/files/items.csv" }],
  });
});

it("imports into the present only", () => {
  useSettings.setState({ workingSet: { kind: "baseline", name: "2026-Q3" } });
  show(<ImportWizard />);
  expect(screen.queryByText("Choose files")).toBeNull();
  expect(screen.getByRole("button", { name: "Work in Live" })).toBeTruthy();
});
