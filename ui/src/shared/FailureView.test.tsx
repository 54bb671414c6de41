import { screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { HostUnreachable } from "@/platform/failure";
import { refusal } from "@/platform/fake";
import { show, wrongs } from "@/test/render";
import { Boundary, FailureView } from "./FailureView";

const CODES = [
  "bad_input",
  "ambiguous",
  "not_found",
  "not_an_estate",
  "locked",
  "newer_format",
  "damaged",
  "disk_full",
  "io",
  "conflict",
  "read_only",
  "cancelled",
] as const;

it.each(CODES)("says of %s what failed, what was not changed and what to do", async (code) => {
  const { container } = show(<FailureView error={refusal("items", "The words of the host.", code)} />);
  const alert = screen.getByRole("alert");
  expect(alert.textContent).toContain("The words of the host.");
  expect(alert.textContent).toContain("Nothing was changed.");
  expect(alert.textContent).toContain("What to do");
  expect(await wrongs(container)).toEqual([]);
});

it("says that the host does not answer", () => {
  show(<FailureView error={new HostUnreachable("items", "connection refused")} />);
  expect(screen.getByRole("heading").textContent).toContain("does not answer");
});

function Broken(): never {
  throw new Error("broken");
}

it("keeps an error inside its part of the screen", () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  show(
    <>
      <p>the rest</p>
      <Boundary where="here">
        <Broken />
      </Boundary>
    </>,
  );
  expect(screen.getByText("the rest")).toBeTruthy();
  expect(screen.getByRole("alert")).toBeTruthy();
});
