import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import type { MapView } from "@/bindings";
import { usePlaces } from "./places";

const view = (x: number) => ({ nodes: [{ id: "a", x, y: 0 }] }) as unknown as MapView;

it("keeps boxes, lays them out anew, and takes that back", () => {
  const { result } = renderHook(() => usePlaces("q"));
  expect([result.current.placed, result.current.relayout, result.current.undo]).toEqual([
    [],
    undefined,
    undefined,
  ]);
  act(() => result.current.keep(view(40)));
  expect(result.current.placed).toEqual([{ id: "a", x: 40, y: 0 }]);
  act(() => result.current.relayout?.(view(50)));
  expect(result.current.placed).toEqual([]);
  act(() => result.current.undo?.());
  expect(result.current.placed).toEqual([{ id: "a", x: 50, y: 0 }]);
  expect(result.current.undo).toBeUndefined();
});

it("forgets the places with the question", () => {
  const { result, rerender } = renderHook(({ question }) => usePlaces(question), {
    initialProps: { question: "one" },
  });
  act(() => result.current.keep(view(40)));
  rerender({ question: "two" });
  expect(result.current.placed).toEqual([]);
});
