import { Button } from "@mantine/core";
import { IconAlertOctagon, IconCircleCheck, IconShieldCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckReply } from "@/bindings";
import { useStartJob } from "@/domains/jobs";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";
import { Findings } from "./Snapshots";

/** Whether everything that is stored belongs together: checksums, the chain of the log, a replay, the counters. */
export function Integrity() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const start = useStartJob();
  const [reply, setReply] = useState<CheckReply | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    setError(null);
    try {
      const title = t("integrity.checking");
      const onDone = (done: CheckReply) => ({
        text: done.sound ? t("integrity.sound") : t("integrity.unsound"),
        address: "#/import/check",
      });
      setReply(await start("estate_check", {}, { title, onDone }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t("integrity.title")}>
      <div className="stack">
        <p className="dim" style={{ margin: 0, maxWidth: "80ch" }}>
          {t("integrity.hint")}
        </p>
        <div>
          <Button
            leftSection={<IconShieldCheck size={14} aria-hidden="true" />}
            loading={isBusy}
            onClick={() => void check()}
          >
            {t("integrity.go")}
          </Button>
        </div>
        {error !== null && <FailureView error={error} />}
        {reply && (
          <>
            <p className="row" style={{ margin: 0 }} role="status">
              {reply.sound ? (
                <IconCircleCheck size={16} aria-hidden="true" color="var(--added)" />
              ) : (
                <IconAlertOctagon size={16} aria-hidden="true" color="var(--down-line)" />
              )}
              <strong>{reply.sound ? t("integrity.sound") : t("integrity.unsound")}</strong>
            </p>
            <p className="dim" style={{ margin: 0 }}>
              {t("integrity.looked_at", {
                commits: number(reply.commits),
                edits: number(reply.edits),
                pages: number(reply.pages),
                records: number(reply.records),
              })}
            </p>
            {(reply.purged ?? 0) > 0 && (
              <p className="dim" style={{ margin: 0 }}>
                {t("integrity.purged", {
                  value: number(reply.purged ?? 0),
                  places: number(reply.purged_places ?? 0),
                })}
              </p>
            )}
            {(reply.purged_unnamed ?? 0) > 0 && (
              <p style={{ margin: 0 }}>
                {t("integrity.purged_unnamed", { places: number(reply.purged_unnamed ?? 0) })}
              </p>
            )}
            {!reply.sound && <p style={{ margin: 0 }}>{t("integrity.todo")}</p>}
            <Findings findings={reply.findings} />
          </>
        )}
      </div>
    </Section>
  );
}
