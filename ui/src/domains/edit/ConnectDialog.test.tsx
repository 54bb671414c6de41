import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { NeedLine, PreviewReply } from "@/bindings";
import { useSettings } from "@/shared/settings";
import { show, wrongs } from "@/test/render";
import { desk, details, model } from "@/test/samples";
import { ConnectDialog, NeedForm, StageBar, useStaged } from ".";
import { useRecorded } from "./recorded";

const preview = {
  seq: 3,
  plan: {},
  steps: [
    { step: 1, edits: [{ edit: 1, op: "connect", sentence: "SRV-000001 depends on SRV-000002: added" }] },
  ],
  sentence: "Nothing goes out.",
} as unknown as PreviewReply;
const choices = {
  choices: [
    { type: "depends_on", reversed: false, strength: "hard" as const, present: true },
    { type: "runs_on", reversed: true, strength: "soft" as const, present: false },
  ],
};
const answers = {
  desk_state: () => desk,
  model: () => model,
  item: () => details({ item: { ...details().item, key: "SRV-000002", name: "server 2" } }),
  connect_choices: () => choices,
  edit_preview: () => preview,
};
const from = { key: "SRV-000001", name: "server 1" };
const picker = (onPick: (key: string) => void) => (
  <button type="button" onClick={() => onPick("SRV-000002")}>
    pick
  </button>
);

beforeEach(() => {
  useStaged.getState().clear();
  useRecorded.getState().remember(null);
  useSettings.setState({ workingSet: { kind: "live" } });
});

it("offers what the model allows between two items, and stages the chosen way round", async () => {
  const { baseElement, platform } = show(
    <ConnectDialog from={from} picker={picker} onClose={() => undefined} />,
    answers,
  );
  await userEvent.click(await screen.findByRole("button", { name: "pick" }));
  const ways = await screen.findAllByRole("radio");
  expect(ways).toHaveLength(2);
  expect(screen.getByText("already recorded")).toBeTruthy();
  expect(await wrongs(baseElement)).toEqual([]);
  expect(platform.asked.find(({ name }) => name === "connect_choices")?.request).toEqual({
    from: "SRV-000001",
    to: "SRV-000002",
  });
  await userEvent.click(ways[1] as HTMLElement);
  await userEvent.type(screen.getByLabelText("Group"), "pair");
  await userEvent.click(screen.getByRole("button", { name: "Stage and preview" }));
  expect(useStaged.getState().edits.map(({ words }) => words)).toEqual([
    { op: "connect", from: "SRV-000002", type: "runs_on", to: "SRV-000001", label: "pair" },
  ]);
  expect(useStaged.getState().isPreviewed).toBe(true);
});

it("says when the model allows nothing between two types", async () => {
  show(<ConnectDialog from={from} to={{ key: "x", name: "X" }} picker={picker} onClose={() => undefined} />, {
    ...answers,
    connect_choices: () => ({ choices: [] }),
  });
  expect(await screen.findByText(/allows no relationship/)).toBeTruthy();
  expect((screen.getByRole("button", { name: "Stage" }) as HTMLButtonElement).disabled).toBe(true);
});

it("declares how many of a group are needed, and takes it back when it is emptied", () => {
  const need: NeedLine = {
    name: "@depends_on",
    members: [],
    n: 3,
    k: 1,
    q: 1,
    strength: "hard",
    assumed: true,
  };
  show(<NeedForm item="SRV-000001" name="server 1" need={need} />, answers);
  const field = screen.getByRole("textbox", { name: "Needed" });
  fireEvent.change(field, { target: { value: "2" } });
  expect(useStaged.getState().edits[0]?.words).toEqual({
    op: "need",
    item: "SRV-000001",
    group: "@depends_on",
    min_up: "2",
  });
  fireEvent.change(field, { target: { value: "" } });
  expect(useStaged.getState().edits).toEqual([]);
});

const edit = (item: string) => ({
  place: item,
  name: item,
  words: { op: "retire" as const, item },
});
const controlZ = () => fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });

it("takes back a whole act with Ctrl Z, however many edits it staged", () => {
  useStaged.getState().stage(edit("a"));
  useStaged.getState().stage(edit("b"), edit("c"));
  show(<StageBar />, answers);
  controlZ();
  expect(useStaged.getState().edits.map(({ place }) => place)).toEqual(["a"]);
  controlZ();
  expect(useStaged.getState().edits).toEqual([]);
});

it("undoes the last record with Ctrl Z when nothing is staged, once, and never while somebody types", async () => {
  const { platform } = show(
    <>
      <StageBar />
      <input aria-label="field" />
    </>,
    { ...answers, edit_undo: () => ({ seq: 8, edits: 1, watched: { changed: [], stale: [] } }) },
  );
  useRecorded.getState().remember(7);
  fireEvent.keyDown(screen.getByLabelText("field"), { key: "z", ctrlKey: true });
  expect(platform.asked.filter(({ name }) => name === "edit_undo")).toEqual([]);
  controlZ();
  controlZ();
  await waitFor(() =>
    expect(platform.asked.filter(({ name }) => name === "edit_undo").map(({ request }) => request)).toEqual([
      { seq: 7 },
    ]),
  );
});

it("plans a connection in the change that is the working set", async () => {
  useSettings.setState({ workingSet: { kind: "change", id: "CHG-000001", title: "x" } });
  const words = { op: "disconnect" as const, from: "a", type: "runs_on", to: "b" };
  useStaged.getState().stage({ place: "x", name: "a", words });
  const { platform } = show(<StageBar />, {
    ...answers,
    change: () => ({ steps: [] }) as never,
    change_edit: () => ({}) as never,
  });
  fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
  await userEvent.click(await screen.findByRole("button", { name: "Plan in CHG-000001" }));
  await waitFor(() =>
    expect(platform.asked.find(({ name }) => name === "change_edit")?.request ?? {}).toMatchObject({
      change: "CHG-000001",
      new_step: "Edits",
      edits: [words],
    }),
  );
});
