import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { show, wrongs } from "@/test/render";
import { desk, details, model } from "@/test/samples";
import { OperationForm } from "./OperationForm";

it("records that an item is down, with a reason, and offers to undo it", async () => {
  let isDone = false;
  const { container, platform } = show(
    <OperationForm
      data={details()}
      onDone={() => {
        isDone = true;
      }}
    />,
    { desk_state: () => desk, model: () => model, operation_set: () => ({ seq: 9 }) as never },
  );
  expect(await wrongs(container)).toEqual([]);
  const go = screen.getByRole("button", { name: "Record it" }) as HTMLButtonElement;
  expect(go.disabled).toBe(true);
  await userEvent.type(screen.getByRole("textbox", { name: /Reason/ }), "disk failed");
  await userEvent.click(go);
  await waitFor(() => expect(isDone).toBe(true));
  expect(platform.asked.at(-1)?.request).toEqual({
    item: "SRV-000001",
    status: "out_of_service",
    reason: "disk failed",
  });
});
