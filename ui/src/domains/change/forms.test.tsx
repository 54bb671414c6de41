import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { ChangeView, StepSaid } from "@/bindings";
import { refusal } from "@/platform/fake";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { DecideForm, StepForm } from "./forms";
import { MakeTemplate } from "./TemplateDialog";

const step = {
  step: 1,
  title: "Disk",
  minutes: 5,
  implementer: "",
  back_out: "",
  outages: [],
  edits: [
    { edit: 1, op: "set", sentence: "a", awaits: { item: "01ITEM1", name: "ARR-1 Array", field: "serial" } },
    { edit: 2, op: "set", sentence: "b" },
  ],
} as StepSaid;
const view = { change: { id: "CHG-1" }, steps: [step] } as unknown as ChangeView;
const answers = { desk_state: () => desk, model: () => model };

it("asks for the values that wait to be found, and for none when the step was not done", async () => {
  const { container, platform } = show(<StepForm view={view} onDone={() => undefined} />, {
    ...answers,
    change_step: () => ({}) as never,
  });
  const field = await screen.findByRole("textbox", { name: /ARR-1 Array, serial/ });
  const tell = screen.getByRole("button", { name: "Record a step" }) as HTMLButtonElement;
  expect(tell.disabled).toBe(true);
  expect(await wrongs(container)).toEqual([]);
  await userEvent.type(field, "SN-7");
  await userEvent.click(tell);
  await waitFor(() => expect(platform.asked.at(-1)?.name).toBe("change_step"));
  expect(platform.asked.at(-1)?.request).toEqual({
    change: "CHG-1",
    step: 1,
    result: "done",
    note: "",
    found: [{ item: "01ITEM1", field: "serial", value: "SN-7" }],
  });
  await userEvent.click(screen.getByRole("radio", { name: "not done" }));
  expect(screen.queryByRole("textbox", { name: /serial/ })).toBeNull();
  expect(tell.disabled).toBe(false);
});

it("makes a template under a name, and says why it may not be one", async () => {
  show(<MakeTemplate id="CHG-1" title="Replace a disk" />, {
    ...answers,
    change_template: () => Promise.reject(refusal("change_template", "It was not closed with success.")),
  });
  await userEvent.click(screen.getByRole("button", { name: "Make a template" }));
  const name = (await screen.findByRole("textbox", { name: /Name of the template/ })) as HTMLInputElement;
  expect(name.value).toBe("Replace a disk");
  await userEvent.click(screen.getAllByRole("button", { name: "Make a template" }).at(-1) as HTMLElement);
  expect(await screen.findByText("It was not closed with success.")).toBeTruthy();
});

it.each([
  ["approve", "Approve"],
  ["return", "Return"],
] as const)("starts from the decision that was asked for: %s", async (verb, word) => {
  const waiting = {
    change: { id: "CHG-1" },
    undecided: [],
    sentence: "",
    evidence: "e",
  } as unknown as ChangeView;
  show(<DecideForm view={waiting} onDone={() => undefined} verb={verb} />, answers);
  expect(await screen.findByRole("button", { name: word })).toBeTruthy();
});
