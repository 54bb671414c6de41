import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImpactReply, OpenedEstate } from "@/bindings";
import { LANGUAGES } from "@/i18n";
import { type Answers, refusal } from "@/platform/fake";
import { useSettings } from "@/shared/settings";
import { offerTour, takeTour, useDue } from "@/shared/tours";
import { show, wrongs } from "@/test/render";
import { desk, details } from "@/test/samples";
import { STEPS } from "./steps";
import { Tour } from "./Tour";
import { TourOffer } from "./TourOffer";

const sample: OpenedEstate = { ...(desk.estate as OpenedEstate), stories: true };

/** Returns an item whose key is made of what was asked for, so that a place says which items it is of. */
function item(words: string) {
  const own = details();
  const key = words.replace("sample:", "KEY-");
  return { ...own, reference: { ...own.reference, id: key, key, name: `the ${words}` } };
}

/** What an outage of one does nothing to, and an outage of several takes down. */
function impact(down: string[]): ImpactReply {
  const services = down.length > 1 ? ["one", "two"] : [];
  return {
    seeds: down.map((name) => ({ name })),
    answers: {
      as_planned: { services_down: services, services_degraded: [], services_at_risk: [] },
    },
  } as unknown as ImpactReply;
}

const answers: Answers = {
  item: ({ item: words }) => item(words),
  impact: ({ down }) => impact(down ?? []),
};

const state = () => useSettings.getState().tours[sample.estate];

beforeEach(() => {
  useSettings.setState({ tours: {}, workingSet: { kind: "live" } });
  useDue.setState({ due: null });
});

describe("the panel", () => {
  it.each(LANGUAGES)("offers the tour and shows its first step in %s", async (language) => {
    offerTour(sample.estate);
    const { container } = show(<Tour estate={sample} />, answers, language);
    expect(await wrongs(container)).toEqual([]);
    const buttons = screen.getAllByRole("button");
    await userEvent.click(buttons[buttons.length - 1] as HTMLElement);
    await waitFor(() => expect(window.location.hash).toContain("around=KEY-svc-mygovhk"));
    expect(await wrongs(container)).toEqual([]);
  });

  it("leads to a place of its own at each of ten steps, and takes the focus there", async () => {
    takeTour(sample.estate);
    show(<Tour estate={sample} />, answers);
    const places: string[] = [];
    for (let step = 1; step <= STEPS.length; step += 1) {
      const heading = await screen.findByRole("heading", { name: new RegExp(`^Step ${step} of 10`) });
      await waitFor(() => expect(document.activeElement).toBe(heading));
      places.push(window.location.hash);
      if (step < STEPS.length) await userEvent.click(screen.getByRole("button", { name: "Next" }));
    }
    expect(new Set(places).size).toBe(10);
    expect(places[2]).toBe("#/impact?out=KEY-arr-11&why=KEY-svc-mygovhk");
    await userEvent.click(screen.getByRole("button", { name: "Finish" }));
    expect(screen.queryByRole("heading")).toBeNull();
    expect(state()?.at).toBe("over");
  });

  it("sets outages beside each other with what the engine says of each", async () => {
    useSettings.setState({ tours: { [sample.estate]: { at: "taking", step: 4 } } });
    const { container, platform } = show(<Tour estate={sample} />, answers);
    await waitFor(() => expect(container.querySelectorAll(".tour-facts li")).toHaveLength(3));
    const said = [...container.querySelectorAll(".tour-facts li")].map((line) => line.textContent);
    expect(said.map((line) => /no service is hit|2 services/.exec(line ?? "")?.[0])).toEqual([
      "no service is hit",
      "no service is hit",
      "2 services",
    ]);
    const asked = platform.asked.filter(({ name }) => name === "impact");
    expect(asked.map(({ request }) => (request as { down: string[] }).down)).toContainEqual([
      "sample:ups-11",
      "sample:ups-12",
    ]);
  });

  it("is moved by arrow keys only while it has the focus, and left with Escape", async () => {
    takeTour(sample.estate);
    show(
      <>
        <input aria-label="elsewhere" />
        <Tour estate={sample} />
      </>,
      answers,
    );
    const heading = await screen.findByRole("heading", { name: /Step 1 of 10/ });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    await userEvent.keyboard("{ArrowRight}");
    const second = await screen.findByRole("heading", { name: /Step 2 of 10/ });
    await waitFor(() => expect(document.activeElement).toBe(second));
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    await screen.findByRole("heading", { name: /Step 1 of 10/ });
    await userEvent.keyboard("{ArrowRight}");
    await userEvent.click(screen.getByLabelText("elsewhere"));
    await userEvent.keyboard("{ArrowRight}{Escape}");
    await userEvent.click(await screen.findByRole("heading", { name: /Step 2 of 10/ }));
    screen.getByRole("button", { name: "Next" }).focus();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("heading")).toBeNull();
    expect(state()).toEqual({ at: "left", step: 1 });
  });

  it("comes back after a reload where it was, without going anywhere or taking the focus", async () => {
    useSettings.setState({ tours: { [sample.estate]: { at: "taking", step: 8 } } });
    window.location.hash = "#/audit";
    show(<Tour estate={sample} />, answers);
    await screen.findByRole("heading", { name: /Step 9 of 10/ });
    await userEvent.hover(await screen.findByRole("button", { name: "Show it again" }));
    expect(window.location.hash).toBe("#/audit");
    expect(document.activeElement).toBe(document.body);
    await userEvent.click(screen.getByRole("button", { name: "Show it again" }));
    expect(window.location.hash).toBe("#/items/KEY-cir-13");
  });

  it("says when what a step speaks of is not there, and shows the door", async () => {
    const none = () => {
      throw refusal("item", "No item matches.", "not_found");
    };
    takeTour(sample.estate);
    show(<Tour estate={sample} />, { item: none });
    await screen.findByText(/is not in the estate/);
    const heading = screen.getByRole("heading", { name: /Step 1 of 10/ });
    await waitFor(() => expect(document.activeElement).toBe(heading));
    await userEvent.click(screen.getByRole("button", { name: "Create the sample" }));
    await screen.findByLabelText(/Folder/);
  });

  it("folds to one line", async () => {
    takeTour(sample.estate);
    show(<Tour estate={sample} />, answers);
    await screen.findByText(/is a service of the first tier/);
    await userEvent.click(screen.getByRole("button", { name: "Fold the tour" }));
    expect(screen.queryByText(/is a service of the first tier/)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Unfold the tour" }));
    await screen.findByText(/is a service of the first tier/);
  });

  it("is not there for an estate without the stories", () => {
    takeTour(sample.estate);
    show(<Tour estate={desk.estate as OpenedEstate} />, answers);
    expect(screen.queryByRole("heading")).toBeNull();
  });
});

describe("the line on the first page", () => {
  it("is there until the tour is taken, and again when it was left", async () => {
    show(<TourOffer estate={sample} />);
    await userEvent.click(screen.getByRole("button", { name: "Take the tour" }));
    expect(state()).toEqual({ at: "taking", step: 0 });
    expect(screen.queryByRole("button")).toBeNull();
    useSettings.setState({ tours: { [sample.estate]: { at: "left", step: 3 } } });
    await userEvent.click(await screen.findByRole("button", { name: "Continue the tour" }));
    expect(state()).toEqual({ at: "taking", step: 3 });
  });

  it("goes for good when it is not wanted", async () => {
    const { container } = show(<TourOffer estate={sample} />);
    expect(await wrongs(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "Do not offer the tour again" }));
    expect(state()?.at).toBe("over");
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("is not there for an estate without the stories", () => {
    show(<TourOffer estate={desk.estate as OpenedEstate} />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
