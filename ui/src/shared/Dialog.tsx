import { Button, Modal, type ModalProps } from "@mantine/core";
import { type FormEvent, type ReactNode, useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";
import { FailureView } from "./FailureView";

/** A window over the screen; its way out has a name in the language of the screen. */
export function Dialog(props: ModalProps) {
  const { t } = useTranslation();
  const { opened } = props;
  useLayoutEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    return () => {
      // A window that goes together with what opened it cannot give the focus back by itself.
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  }, [opened]);
  return <Modal {...props} closeButtonProps={{ "aria-label": t("common.close") }} />;
}

const FIELDS = "input:enabled:not([type=hidden]), textarea:enabled, button[type=submit]:enabled";

/** Whoever opens a window by key starts in its form, not on the way out: the trap looks for this mark. */
function started(form: HTMLFormElement | null): void {
  const first = form?.querySelector("[data-autofocus]") ?? form?.querySelector(FIELDS);
  if (!(first instanceof HTMLElement)) return;
  first.setAttribute("data-autofocus", "");
  // A form that comes once the estate has answered finds the focus in its window already.
  if (form?.closest("[role=dialog]")?.contains(document.activeElement)) first.focus();
}

export interface FormProps {
  onSubmit: () => void;
  error: unknown;
  isPending: boolean;
  isReady?: boolean;
  /** The word on the button. */
  act: string;
  /** What cannot be taken back by closing the window is red. */
  color?: string;
  children: ReactNode;
}

/** A form with one act: its fields, what was refused of it, and the button. */
export function Form({ onSubmit, error, isPending, isReady = true, act, color, children }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onSubmit();
  };
  return (
    <form className="stack" onSubmit={submit} ref={started}>
      {children}
      {error !== null && error !== undefined && <FailureView error={error} />}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button type="submit" loading={isPending} disabled={!isReady} {...(color ? { color } : {})}>
          {act}
        </Button>
      </div>
    </form>
  );
}
