import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { usePlatform } from "@/platform/context";
import { go, to } from "@/shared/route";
import { fileOf, kindOf, usePending } from "./pending";

/** Files dropped on the window anywhere open the wizard; what cannot be brought in is named. */
export function Dropped({ hasEstate }: { hasEstate: boolean }) {
  const { t } = useTranslation();
  const platform = usePlatform();
  const add = usePending((pending) => pending.add);
  useEffect(
    () =>
      platform.listen("files_dropped", (paths) => {
        const refuse = (title: string, message: string) =>
          notifications.show({
            color: "orange",
            autoClose: 12_000,
            title,
            message,
            closeButtonProps: { "aria-label": t("common.close") },
          });
        const named = (some: string[]) => some.map((path) => fileOf(path).name).join(", ");
        if (!hasEstate) {
          refuse(t("drop.no_estate", { names: named(paths) }), t("drop.no_estate_todo"));
          return;
        }
        const of = (kind: ReturnType<typeof kindOf>) => paths.filter((path) => kindOf(path) === kind);
        const [tables, snapshots] = [of("table"), of("snapshot")];
        const wrong = [...of("estate"), ...of("other")];
        if (wrong.length > 0) refuse(t("drop.wrong", { names: named(wrong) }), t("drop.wrong_todo"));
        if (tables.length > 0) {
          add(tables.map(fileOf));
          go(to(["import"]));
        } else if (snapshots[0]) go(to(["import", "snapshot"], { path: snapshots[0] }));
      }),
    [platform, add, hasEstate, t],
  );
  return null;
}
