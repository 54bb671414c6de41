import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Backup, CareReply } from "@/bindings";
import { useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { invalidateAfter, useAsk } from "@/shared/ask";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";

/** How often it is asked whether a back-up is due. */
const EVERY = 30_000;

/** Returns by how many minutes the zone of the machine is ahead of UTC now. */
function offsetNow(): number {
  return -new Date().getTimezoneOffset();
}

/** Returns how the estate is cared for: its schedule, the last back-up, the next one. */
export function useCare() {
  return useAsk("care", { offset: offsetNow() }, { keep: true });
}

/** Returns how to back up into a folder, as a job that says what came of it. */
export function useBackup(): (asked: Backup, isScheduled?: boolean) => Promise<unknown> {
  const { t } = useTranslation();
  const { number, bytes } = useFormats();
  const start = useStartJob();
  const client = useQueryClient();
  return useCallback(
    (asked, isScheduled = false) => {
      const title = t(isScheduled ? "care.scheduled_job" : "care.job", { path: asked.to });
      return start("backup", asked, {
        title,
        onDone: (made) => ({
          text: t(made.sealed ? "care.made_sealed" : "care.made", {
            seq: number(made.seq),
            path: made.path,
            size: bytes(made.bytes),
          }),
          address: to(["settings", "care"]),
        }),
      }).finally(() => invalidateAfter(client, "backup"));
    },
    [start, client, t, number, bytes],
  );
}

/** Backs up when it is time, for as long as the application is open; what was missed while it was not, after its start. */
export function useScheduledBackups(estate: string | null): void {
  const platform = usePlatform();
  const { language } = useTranslation().i18n;
  const backup = useBackup();
  useEffect(() => {
    if (estate === null) return;
    let isRunning = false;
    const look = async () => {
      if (isRunning) return;
      isRunning = true;
      try {
        const care: CareReply = await platform.call("care", { offset: offsetNow() }, { language });
        const { schedule } = care;
        if (!care.due || !schedule) return;
        const { to, keep, recipients = [] } = schedule;
        const seal = recipients.length > 0 ? { seal: { recipients } } : {};
        await backup({ to, keep, ...seal }, true);
      } catch {
        // What was refused is said by the job, and kept as the last result.
      } finally {
        isRunning = false;
      }
    };
    void look();
    const timer = setInterval(() => void look(), EVERY);
    return () => clearInterval(timer);
  }, [estate, platform, language, backup]);
}
