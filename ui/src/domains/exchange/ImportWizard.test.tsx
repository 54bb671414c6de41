import { Notifications, notifications } from "@mantine/notifications";
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { FileColumns, ImportResult } from "@/bindings";
import { useSettings } from "@/shared/settings";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Dropped } from "./Dropped";
import { ImportWizard } from "./ImportWizard";
import { usePending } from "./pending";
import { shapeOf } from "./shapes";

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

beforeEach(() => {
  useSettings.setState({ workingSet: { kind: "live" }, shapes: {} });
  usePending.getState().clear();
  notifications.clean();
});

const columns = {
  files: [
    {
      file: "items.csv",
      kind: "items",
      columns: [
        { name: "id", known_as: "id", meaning: "role" as const, samples: ["a-1"] },
        { name: "Host name", known_as: "host_name", meaning: "unknown" as const, samples: ["web 1"] },
      ],
    },
  ],
};
const answers = {
  model: () => model,
  desk_state: () => desk,
  changes: () => ({ seq: 1, changes: [], templates: [] }),
  import_columns: () => columns,
  import_preview: () => result,
};
const everything = (
  <>
    <ImportWizard />
    <Dropped hasEstate />
    <Notifications />
  </>
);
const press = async (name: string) =>
  userEvent.click((await screen.findAllByRole("button", { name })).at(-1) as HTMLElement);
const becomes = async (column: string, choice: string) => {
  await userEvent.click(await screen.findByRole("combobox", { name: `What ${column} becomes` }));
  await userEvent.click(await screen.findByRole("option", { name: choice }));
};

it("writes nothing before the last step, and applies what was previewed", async () => {
  const { container, platform } = show(everything, {
    ...answers,
    import_apply: () => ({ ...result, recorded: true, seq: 4 }),
  });
  act(() => platform.drop(["/files/items.csv"]));
  expect(await screen.findByText("/files/items.csv")).toBeTruthy();
  expect(window.location.hash).toBe("#/import");
  expect(await wrongs(container)).toEqual([]);
  await press("Next");
  await press("Next");
  await becomes("Host name", "Name");
  expect(await wrongs(container)).toEqual([]);
  await press("Preview");
  expect(await screen.findByText("“name” is empty")).toBeTruthy();
  const acts = platform.asked.map(({ name }) => name).filter((name) => name.startsWith("import"));
  expect(new Set(acts)).toEqual(new Set(["import_columns", "import_preview"]));
  await press("Next");
  await press("Import into Live: 3 items");
  await waitFor(() => expect(window.location.hash).toBe("#/items?record=4"));
  expect(platform.asked.find(({ name }) => name === "import_apply")?.request).toMatchObject({
    seq: 3,
    files: [{ name: "items.csv", path: "/files/items.csv" }],
    choices: { rename: { "Host name": "name" } },
  });
  expect(await screen.findByRole("button", { name: /Undo/ })).toBeTruthy();
  expect(usePending.getState().files).toEqual([]);
});

it("remembers what was said of files of one shape, and does not ask again", async () => {
  useSettings.setState({ shapes: { [shapeOf(columns.files[0] as FileColumns)]: { "Host name": "name" } } });
  const { platform } = show(everything, answers);
  act(() => platform.drop(["/files/items.csv"]));
  await screen.findByText("/files/items.csv");
  await press("Next");
  await press("Next");
  await waitFor(() =>
    expect(platform.asked.filter(({ name }) => name === "import_columns").at(-1)?.request).toMatchObject({
      choices: { rename: { "Host name": "name" } },
    }),
  );
});

it("brings files into the change that is the working set, as planned edits", async () => {
  useSettings.setState({ workingSet: { kind: "change", id: "CHG-000001", title: "x" } });
  const { platform } = show(everything, {
    ...answers,
    change: () => ({ steps: [] }) as never,
    change_edit: () => ({}) as never,
  });
  act(() => platform.drop(["/files/items.csv"]));
  await screen.findByText("/files/items.csv");
  await press("Next");
  await press("Next");
  await press("Preview");
  await screen.findByText("“name” is empty");
  await press("Next");
  await press("Plan in CHG-000001");
  await waitFor(() => expect(window.location.hash).toBe("#/changes/CHG-000001/items"));
  expect(platform.asked.find(({ name }) => name === "change_edit")?.request).toMatchObject({
    change: "CHG-000001",
    files: [{ name: "items.csv" }],
    new_step: "Import of items.csv",
  });
  expect(platform.asked.map(({ name }) => name)).not.toContain("import_apply");
});

it("names a file of the wrong kind, wherever it is dropped, and reads nothing of it", async () => {
  const { platform } = show(everything, answers);
  act(() => platform.drop(["/files/photo.png", "/files/items.csv"]));
  expect(await screen.findByText(/photo\.png: not a table or a snapshot/)).toBeTruthy();
  expect(usePending.getState().files.map(({ name }) => name)).toEqual(["items.csv"]);
  act(() => platform.drop(["/files/q3.zip"]));
  expect(window.location.hash).toBe("#/import/snapshot?path=%2Ffiles%2Fq3.zip");
});

it("brings nothing in while no estate is open", async () => {
  const { platform } = show(
    <>
      <Dropped hasEstate={false} />
      <Notifications />
    </>,
  );
  act(() => platform.drop(["/files/items.csv"]));
  expect(await screen.findByText(/no estate is open/)).toBeTruthy();
  expect(usePending.getState().files).toEqual([]);
});

it("imports into the present only", () => {
  useSettings.setState({ workingSet: { kind: "baseline", name: "2026-Q3" } });
  show(<ImportWizard />);
  expect(screen.queryByText("Choose files")).toBeNull();
  expect(screen.getByRole("button", { name: "Work in Live" })).toBeTruthy();
});
