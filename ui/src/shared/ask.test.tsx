import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { show } from "@/test/render";
import { desk } from "@/test/samples";
import { useAct, useAsk, useFreshOnReturn } from "./ask";

function Probe() {
  const state = useAsk("desk_state", {});
  const log = useAsk("log", { limit: 1 });
  const forget = useAct("recent_forget");
  return (
    <button type="button" onClick={() => forget.mutate({ path: "/x" })}>
      {state.data?.status} {log.data?.seq}
    </button>
  );
}

it("asks again what an act made stale, and nothing else", async () => {
  const answers = {
    desk_state: () => desk,
    log: () => ({ seq: 7, total: 0, commits: [], actors: [], kinds: [] }),
    recent_forget: () => desk,
  };
  const { platform } = show(<Probe />, answers);
  const button = await screen.findByText("open 7");
  await userEvent.click(button);
  await waitFor(() => expect(platform.asked.filter(({ name }) => name === "desk_state")).toHaveLength(2));
  expect(platform.asked.filter(({ name }) => name === "log")).toHaveLength(1);
});

it("asks in the language of the screen", async () => {
  const { platform } = show(
    <Probe />,
    { desk_state: () => desk, log: () => ({ seq: 7, total: 0, commits: [], actors: [], kinds: [] }) },
    "zh-HK",
  );
  await screen.findByText("open 7");
  expect(platform.asked.every(({ language }) => language === "zh-HK")).toBe(true);
});

it("does once what a double click asks for twice", async () => {
  const answers = {
    desk_state: () => desk,
    log: () => ({ seq: 7, total: 0, commits: [], actors: [], kinds: [] }),
    recent_forget: () => desk,
  };
  const { platform } = show(<Probe />, answers);
  const button = await screen.findByText("open 7");
  const forgotten = () => platform.asked.filter(({ name }) => name === "recent_forget");
  fireEvent.click(button);
  fireEvent.click(button);
  await waitFor(() =>
    expect(platform.asked.filter(({ name }) => name === "desk_state").length).toBeGreaterThan(1),
  );
  expect(forgotten()).toHaveLength(1);
  await userEvent.click(button);
  await waitFor(() => expect(forgotten()).toHaveLength(2));
});

function Returning() {
  useFreshOnReturn();
  const log = useAsk("log", { limit: 1 });
  return <p>{log.data?.seq}</p>;
}

it("asks again on the way back to a window behind which the estate went on, and only then", async () => {
  let seq = 7;
  const { platform } = show(<Returning />, {
    desk_state: () => ({ ...desk, estate: { ...desk.estate, seq } }) as never,
    log: () => ({ seq, total: 0, commits: [], actors: [], kinds: [] }),
  });
  const looks = (name: string) => platform.asked.filter((one) => one.name === name).length;
  await screen.findByText("7");
  await waitFor(() => expect(looks("desk_state")).toBe(1));
  fireEvent.focus(window);
  await waitFor(() => expect(looks("desk_state")).toBe(2));
  expect(looks("log")).toBe(1);
  seq = 8;
  fireEvent.focus(window);
  expect(await screen.findByText("8")).toBeTruthy();
});
