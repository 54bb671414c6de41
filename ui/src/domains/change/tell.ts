import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { ChangeOutcome } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";

/** Says what became of a change, and why it went no further when it did not. */
export function useTell(): (outcome: ChangeOutcome) => void {
  const { t } = useTranslation();
  const words = useModel();
  const { sentence } = useFormats();
  return (outcome) => {
    notifications.show({
      title: t("change.is_now", { id: outcome.id, state: words.changeState(outcome.state) }),
      message: sentence(outcome.unmet.join(" ")),
      color: outcome.unmet.length > 0 ? "orange" : "teal",
      autoClose: outcome.unmet.length > 0 ? 12_000 : 4_000,
      closeButtonProps: { "aria-label": t("common.close") },
    });
  };
}
