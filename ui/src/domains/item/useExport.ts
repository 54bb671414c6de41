import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useJobs, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { saveContent } from "@/shared/download";
import { useFormats } from "@/shared/format";
import { useSettings } from "@/shared/settings";
import { useAsked } from "./query";

/** Returns how to export exactly what is seen: the same question, the same columns, the same order. */
export function useExport(): (count: number) => Promise<void> {
  const { t } = useTranslation();
  const { number, bytes } = useFormats();
  const { dialogs } = usePlatform();
  const { query } = useAsked();
  const columns = useSettings((settings) => settings.columns);
  const start = useStartJob();
  return useCallback(
    async (count) => {
      const path = dialogs.native
        ? await dialogs.save("items.csv", [{ name: "CSV", extensions: ["csv"] }])
        : null;
      if (dialogs.native && path === null) return;
      useJobs.getState().setOpen(true);
      const onDone = (file: {
        name: string;
        bytes: number;
        media_type: string;
        content?: string | null;
        path?: string | null;
      }) => {
        if (file.content) saveContent(file.name, file.media_type, file.content);
        return { text: t("items.exported", { name: file.path ?? file.name, size: bytes(file.bytes) }) };
      };
      const title = t("items.export_title", { value: number(count) });
      await start(
        "items_export",
        { ...query, columns, ...(path ? { to: path } : {}) },
        { title, onDone },
      ).catch(() => undefined);
    },
    [dialogs, query, columns, start, t, number, bytes],
  );
}
