import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { MapFormat, MapQuestion } from "@/bindings";
import { useJobs, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { saveContent } from "@/shared/download";
import { useFormats } from "@/shared/format";

const FORMATS: MapFormat[] = ["svg", "pdf", "png", "csv"];

/** Writes the map on screen as a file: the same question, drawn by the estate. */
export function MapExport({ question }: { question: MapQuestion }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const save = async (format: MapFormat) => {
    const name = format.toUpperCase();
    const path = dialogs.native
      ? await dialogs.save(`map.${format}`, [{ name, extensions: [format] }])
      : null;
    if (dialogs.native && path === null) return;
    useJobs.getState().setOpen(true);
    await start(
      "map_export",
      { map: question, format, ...(path ? { to: path } : {}) },
      {
        title: t("map.export_title", { format: name }),
        onDone: (file) => {
          if (file.content) saveContent(file.name, file.media_type, file.content);
          const done = t("items.exported", { name: file.path ?? file.name, size: bytes(file.bytes) });
          return { text: [done, ...(file.notes ?? [])].join(" ") };
        },
      },
    ).catch(() => undefined);
  };
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden="true" />}>
          {t("map.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {t(`map.format_${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
