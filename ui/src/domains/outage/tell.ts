import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import type { OutageDone } from "@/bindings";
import { useFormats } from "@/shared/format";

/** Says what became of an outage, and which items were left to somebody else. */
export function useTellOutage(): (done: OutageDone) => void {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  return (done) => {
    const isLeft = done.kept.length > 0 || done.not_agreed;
    const set = done.set > 0 ? [t("outages.done_set", { count: done.set, value: number(done.set) })] : [];
    const agreed = done.not_agreed ? [t("outages.not_agreed_hint")] : [];
    notifications.show({
      title: t("outages.done", { id: done.id, state: done.state }),
      message: sentence([...set, ...done.kept, ...agreed].join(" ")),
      color: isLeft ? "orange" : "teal",
      autoClose: isLeft ? 12_000 : 4_000,
      closeButtonProps: { "aria-label": t("common.close") },
    });
  };
}
