import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { useEstate } from "@/domains/estate";
import { refusal } from "@/platform/fake";
import type { Asked } from "@/platform/platform";
import { show } from "@/test/render";
import { desk } from "@/test/samples";
import { AskedFor } from "./AskedFor";

beforeEach(() => {
  window.location.hash = "";
});

function asked(what: Asked["what"], about = ""): { asked: Asked } {
  return { asked: { what, about } };
}

function stand(hasEstate: boolean, answers: Parameters<typeof show>[1] = {}) {
  const onKeys = vi.fn();
  const { platform } = show(<AskedFor hasEstate={hasEstate} onKeys={onKeys} />, {
    desk_state: () => desk,
    ...answers,
  });
  const say = (about: { asked: Asked }) => act(() => platform.say("asked", about.asked));
  return { platform, say, onKeys };
}

it("tells the host its language and what is staged", () => {
  const { platform } = stand(true);
  expect(platform.told).toEqual([{ language: "en", staged: 0 }]);
});

it("goes to a place only in an estate", () => {
  const { say } = stand(true);
  say(asked("go", "items"));
  expect(window.location.hash).toBe("#/items");
  say(asked("go", ""));
  expect(window.location.hash).toBe("#/");
});

it("stays at the start without an estate", () => {
  const { say, onKeys } = stand(false);
  say(asked("go", "items"));
  expect(window.location.hash).toBe("");
  say(asked("keys"));
  expect(onKeys).toHaveBeenCalledOnce();
});

it("opens the estate of a second start", async () => {
  const { platform, say } = stand(true, { estate_open: () => desk });
  say(asked("open_path", "/e/two.cairn"));
  await waitFor(() =>
    expect(platform.asked.find(({ name }) => name === "estate_open")?.request).toEqual({
      path: "/e/two.cairn",
    }),
  );
});

it("says why it was not opened, and leaves the other open", async () => {
  const { say } = stand(true, {
    estate_open: () => {
      throw refusal("estate_open", "It is open elsewhere: cairn, process 7.", "locked");
    },
  });
  say(asked("open_path", "/e/two.cairn"));
  expect(await screen.findByText(/It is open elsewhere: cairn, process 7\./)).toBeTruthy();
});

it("closes the estate, and asks where a new one is to be", async () => {
  const { platform, say } = stand(true, { estate_close: () => desk });
  say(asked("close"));
  await waitFor(() => expect(platform.asked.some(({ name }) => name === "estate_close")).toBe(true));
  say(asked("new"));
  expect(await screen.findByLabelText(/Folder/)).toBeTruthy();
});

it("looks again when somebody else has recorded something", async () => {
  const { platform } = show(
    <>
      <AskedFor hasEstate={true} onKeys={vi.fn()} />
      <Name />
    </>,
    { desk_state: () => desk },
  );
  const looks = () => platform.asked.filter(({ name }) => name === "desk_state").length;
  await waitFor(() => expect(looks()).toBe(1));
  act(() => platform.say("recorded", null));
  await waitFor(() => expect(looks()).toBe(2));
});

function Name() {
  return <p>{useEstate()?.name}</p>;
}
