import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { DeskState, OpenedEstate } from "@/bindings";
import { LANGUAGES } from "@/i18n";
import { refusal } from "@/platform/fake";
import { formatsOf } from "@/shared/format";
import { useSettings } from "@/shared/settings";
import { show, wrongs } from "@/test/render";
import { desk } from "@/test/samples";
import { Start } from "./Start";

const none: DeskState = { status: "none", actor: "change manager", recent: [], version: "0.1.0" };

it.each(LANGUAGES)("shows three doors in %s", async (language) => {
  const { container } = show(<Start desk={none} />, {}, language);
  expect(container.querySelectorAll(".door")).toHaveLength(3);
  expect(await wrongs(container)).toEqual([]);
});

it("makes the sample where somebody says", async () => {
  const { platform } = show(<Start desk={none} />, { estate_create: () => desk });
  await userEvent.click(screen.getByRole("button", { name: /Open the sample/ }));
  await userEvent.type(await screen.findByLabelText(/Folder/), "/e/one.cairn{Enter}");
  await waitFor(() => expect(platform.asked.some(({ name }) => name === "estate_create")).toBe(true));
  expect(platform.asked[0]?.request).toEqual({ path: "/e/one.cairn", name: "", sample: true, whole: true });
});

it.each([true, undefined])(
  "offers the tour of what the third door made, when there is one: %s",
  async (stories) => {
    useSettings.setState({ tours: {} });
    const estate = { ...(desk.estate as OpenedEstate), ...(stories ? { stories } : {}) };
    const { platform } = show(<Start desk={none} />, { estate_create: () => ({ ...desk, estate }) });
    await userEvent.click(screen.getByRole("button", { name: /Open the sample/ }));
    await userEvent.type(await screen.findByLabelText(/Folder/), "/e/one.cairn{Enter}");
    await waitFor(() => expect(platform.asked.some(({ name }) => name === "estate_create")).toBe(true));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(useSettings.getState().tours[estate.estate]?.at).toBe(stories ? "offered" : undefined);
  },
);

it("says why an estate could not be opened, on a screen of its own", () => {
  const { failure } = refusal("estate_open", "It is open elsewhere: cairn, process 7.", "locked");
  show(<Start desk={{ ...none, status: "refused", refusal: failure, refused_path: "/e/one.cairn" }} />);
  expect(screen.getByRole("alert").textContent).toContain("It is open elsewhere: cairn, process 7.");
  expect(screen.getByRole("alert").textContent).toContain("Close it there, then try again.");
});

it("says since when in the zone of this machine, and what to do once", () => {
  const sentence = "/e/one.cairn is open elsewhere: cairn, since 2026-11-21 18:56 UTC.";
  const { failure } = refusal("estate_open", sentence, "locked");
  show(<Start desk={{ ...none, status: "refused", refusal: failure, refused_path: "/e/one.cairn" }} />);
  const said = screen.getByRole("alert").textContent ?? "";
  expect(said).toContain(`since ${formatsOf("en").moment("2026-11-21T18:56:00Z")}.`);
  expect(said).not.toContain("UTC");
});

it("does not offer an estate that is gone", () => {
  const recent = [{ path: "/gone.cairn", name: "Gone", opened_at: "2026-11-21T09:30:00Z", exists: false }];
  show(<Start desk={{ ...none, recent }} />);
  const button = screen.getByText("Gone").closest("button");
  expect(button?.disabled).toBe(true);
});
