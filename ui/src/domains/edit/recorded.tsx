import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import { CallFailure } from "@/platform/failure";
import { useAct } from "@/shared/ask";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";

const SHOWN_FOR = 15_000;

interface Recorded {
  /** The newest record that this screen made and that is not undone. */
  last: number | null;
  remember: (last: number | null) => void;
}

export const useRecorded = create<Recorded>()((set) => ({ last: null, remember: (last) => set({ last }) }));

/** Returns how to undo a record, and how to say that one was made, with the way to undo it. */
export function useUndo(): { undo: (seq: number) => void; tell: (seq: number) => void } {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  const remember = useRecorded((recorded) => recorded.remember);
  const { mutate } = useAct("edit_undo");
  const undo = useCallback(
    (seq: number) => {
      remember(null);
      mutate(
        { seq },
        {
          onSuccess: (made) =>
            notifications.show({
              message: t("relate.undone", { seq: number(seq), by: number(made.seq) }),
              closeButtonProps: { "aria-label": t("common.close") },
            }),
          onError: (error) =>
            notifications.show({
              color: "orange",
              autoClose: SHOWN_FOR,
              title: t("relate.not_undone", { seq: number(seq) }),
              message:
                error instanceof CallFailure ? sentence(error.failure.sentence) : t("failure.unreachable"),
              closeButtonProps: { "aria-label": t("common.close") },
            }),
        },
      );
    },
    [mutate, remember, number, sentence, t],
  );
  const tell = useCallback(
    (seq: number) => {
      remember(seq);
      const id = notifications.show({
        autoClose: SHOWN_FOR,
        title: t("edit_form.recorded", { seq: number(seq) }),
        closeButtonProps: { "aria-label": t("common.close") },
        message: (
          <Button
            variant="default"
            rightSection={<kbd>Ctrl Z</kbd>}
            onClick={() => {
              notifications.hide(id);
              undo(seq);
            }}
          >
            {t("edit_form.undo")}
          </Button>
        ),
      });
    },
    [undo, remember, number, t],
  );
  return { undo, tell };
}

/** Returns how to say that edits are now planned in a change, with the way to them. */
export function usePlanned(): (change: string) => void {
  const { t } = useTranslation();
  return (change) => {
    const id = notifications.show({
      autoClose: SHOWN_FOR,
      title: t("edit_form.planned_in", { id: change }),
      closeButtonProps: { "aria-label": t("common.close") },
      message: (
        <Button
          component="a"
          variant="default"
          href={to(["changes", change, "items"])}
          onClick={() => notifications.hide(id)}
        >
          {t("edit_form.show_plan")}
        </Button>
      ),
    });
  };
}
