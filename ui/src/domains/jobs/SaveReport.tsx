import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CalendarFormat, FileReply } from "@/bindings";
import { usePlatform } from "@/platform/context";
import { saveContent } from "@/shared/download";
import { useFormats } from "@/shared/format";
import { useJobs, useStartJob } from "./store";

const WORDS = { pdf: "PDF", html: "HTML", ics: "iCalendar" } as const;

interface Props {
  /** The command that writes it, and what it is asked beside format and place. */
  ask:
    | { name: "impact_report"; request: { down: string[]; degraded: string[] } }
    | { name: "outage_save"; request: object }
    | { name: "change_report"; request: { change: string } }
    | { name: "calendar_save"; request: { from: string; to: string } };
  /** The name of the file without its end. */
  file: string;
  label: string;
  /** What the job is called. */
  title: string;
}

/** Writes a report as PDF or as a page, as a job. */
export function SaveReport({ ask, file, label, title }: Props) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const formats: CalendarFormat[] = ask.name === "calendar_save" ? ["pdf", "html", "ics"] : ["pdf", "html"];
  const save = async (format: CalendarFormat) => {
    const path = dialogs.native
      ? await dialogs.save(`${file}.${format}`, [{ name: WORDS[format], extensions: [format] }])
      : null;
    if (dialogs.native && path === null) return;
    useJobs.getState().setOpen(true);
    const onDone = (done: FileReply) => {
      if (done.content) saveContent(done.name, done.media_type, done.content);
      const written = t("items.exported", { name: done.path ?? done.name, size: bytes(done.bytes) });
      return { text: [written, ...(done.notes ?? [])].join(" ") };
    };
    const options = { title, onDone };
    const begun = () => {
      if (ask.name === "calendar_save")
        return start(ask.name, { ...ask.request, format, ...(path ? { to_file: path } : {}) }, options);
      if (format === "ics") return Promise.resolve(null);
      const place = { format, ...(path ? { to: path } : {}) };
      if (ask.name === "impact_report") return start(ask.name, { ...ask.request, ...place }, options);
      if (ask.name === "change_report") return start(ask.name, { ...ask.request, ...place }, options);
      return start(ask.name, { ...ask.request, ...place }, options);
    };
    await begun().catch(() => undefined);
  };
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconFileText size={14} aria-hidden="true" />}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {t(`common.as_${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
