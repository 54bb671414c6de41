import { Modal } from "@mantine/core";
import { fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { useKeys } from "./keys";

function Bound({ onKey, withDialog }: { onKey: () => void; withDialog?: boolean }) {
  useKeys({ x: onKey });
  return (
    <>
      <input aria-label="words" />
      <textarea aria-label="text" />
      <button type="button">plain</button>
      <Modal opened={withDialog === true} onClose={() => undefined} transitionProps={{ duration: 0 }}>
        inside
      </Modal>
    </>
  );
}

it("fires a letter on the page and on a button", () => {
  const onKey = vi.fn();
  show(<Bound onKey={onKey} />);
  fireEvent.keyDown(document.body, { key: "x" });
  fireEvent.keyDown(screen.getByText("plain"), { key: "x" });
  expect(onKey).toHaveBeenCalledTimes(2);
});

it.each(["words", "text"])("fires nothing while somebody types into %s", (label) => {
  const onKey = vi.fn();
  show(<Bound onKey={onKey} />);
  fireEvent.keyDown(screen.getByLabelText(label), { key: "x" });
  expect(onKey).not.toHaveBeenCalled();
});

it("fires nothing while a word is composed, in a dialog, or with Ctrl", () => {
  const onKey = vi.fn();
  const { unmount } = show(<Bound onKey={onKey} />);
  fireEvent.keyDown(document.body, { key: "x", isComposing: true });
  fireEvent.keyDown(document.body, { key: "x", keyCode: 229 });
  fireEvent.keyDown(document.body, { key: "x", ctrlKey: true });
  unmount();
  show(<Bound onKey={onKey} withDialog />);
  fireEvent.keyDown(document.body, { key: "x" });
  expect(onKey).not.toHaveBeenCalled();
});

it("lets a key that ends a sequence mean the sequence alone", () => {
  const [onKey, onSequence] = [vi.fn(), vi.fn()];
  function Two() {
    useKeys({ x: onKey });
    useKeys({ "g x": onSequence });
    return null;
  }
  show(<Two />);
  fireEvent.keyDown(document.body, { key: "g" });
  fireEvent.keyDown(document.body, { key: "x" });
  expect([onKey, onSequence].map((own) => own.mock.calls.length)).toEqual([0, 1]);
  fireEvent.keyDown(document.body, { key: "x" });
  expect(onKey).toHaveBeenCalledTimes(1);
});
