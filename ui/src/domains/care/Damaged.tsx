import { Button } from "@mantine/core";
import { IconAlertOctagon } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskState, SalvageReply } from "@/bindings";
import { useJobForm, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { Form } from "@/shared/Dialog";
import { PathField } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Good } from "@/shared/Good";
import { Section } from "@/shared/Section";
import { Diagnostics } from "./Diagnostics";
import { Restore } from "./Restore";
import { useCare } from "./useCare";

interface DamagedProps {
  desk: DeskState;
  onRetry: (path: string) => void;
}

/** An estate that does not open: what is damaged, that nothing was changed, and the ways on. */
export function Damaged({ desk, onRetry }: DamagedProps) {
  const { t } = useTranslation();
  const { sentence } = useFormats();
  const { data: care } = useCare();
  const path = desk.refused_path ?? "";
  if (!desk.refusal) return null;
  return (
    <div className="stack damaged">
      <div className="failure" role="alert">
        <h2 className="row">
          <IconAlertOctagon size={18} aria-hidden="true" color="var(--down-line)" />
          {t("damage.title")}
        </h2>
        <p className="said">{sentence(desk.refusal.sentence)}</p>
        <p>
          <strong>{t("damage.unchanged")}</strong>
        </p>
        <div className="row">
          <bdi className="dim mono cut grow">{path}</bdi>
          <Button variant="default" onClick={() => onRetry(path)}>
            {t("common.retry")}
          </Button>
        </div>
        {desk.refusal.detail && (
          <details>
            <summary className="dim">{t("failure.detail")}</summary>
            <p className="mono said">{desk.refusal.detail}</p>
          </details>
        )}
      </div>
      <div className="care-grid">
        <Section title={t("damage.backup")}>
          <p className="dim" style={{ marginTop: 0 }}>
            {care?.newest ? t("damage.backup_known") : t("damage.backup_unknown")}
          </p>
          <Restore key={care?.newest ?? ""} known={care?.newest ?? ""} place={besides(path, "restored")} />
        </Section>
        <div className="stack">
          <Section title={t("damage.salvage")}>
            <Salvage path={path} />
          </Section>
          <Section title={t("damage.diagnostics")}>
            <Diagnostics />
          </Section>
        </div>
      </div>
    </div>
  );
}

/** Returns a place beside an estate. */
function besides(path: string, word: string): string {
  return path.replace(/(\.cairn)?[/\\]*$/, `-${word}.cairn`);
}

function Salvage({ path }: { path: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [into, setInto] = useState(besides(path, "salvaged"));
  const { result, error, isBusy, run } = useJobForm<SalvageReply>();
  const salvage = () =>
    run(() =>
      start(
        "salvage",
        { path, into: into.trim() },
        {
          title: t("damage.salvaging"),
          onDone: (reply) => ({ text: t("damage.salvaged", { seq: number(reply.seq), path: reply.path }) }),
        },
      ),
    );
  return (
    <Form
      onSubmit={() => void salvage()}
      error={error}
      isPending={isBusy}
      isReady={into.trim() !== ""}
      act={t("damage.salvage_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("damage.salvage_hint")}
      </p>
      <PathField
        label={t("damage.into")}
        value={into}
        onChange={setInto}
        browse={() => dialogs.save(t("start.file_name"), [])}
      />
      {result && <Salvaged reply={result} />}
    </Form>
  );
}

function Salvaged({ reply }: { reply: SalvageReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const start = useStartJob();
  const lost = reply.first_unreadable;
  const open = () =>
    start("estate_open", { path: reply.path }, { title: t("start.opening", { name: reply.name }) }).catch(
      () => undefined,
    );
  return (
    <div className="stack" role="status" style={{ gap: 8 }}>
      <Good>{t("damage.salvaged", { seq: number(reply.seq), path: reply.path })}</Good>
      {lost ? (
        <p className="said" style={{ margin: 0 }}>
          {t("damage.first_unreadable", { record: number(lost.record ?? reply.seq + 1) })}{" "}
          <span className="mono dim">
            {lost.place}: {lost.expected} ≠ {lost.found}
          </span>
        </p>
      ) : (
        <p style={{ margin: 0 }}>{t("damage.all_readable")}</p>
      )}
      {reply.attachments_lost > 0 && (
        <p style={{ margin: 0 }}>{t("damage.attachments", { value: number(reply.attachments_lost) })}</p>
      )}
      <p style={{ margin: 0 }}>{t("damage.next")}</p>
      <div>
        <Button variant="default" onClick={() => void open()}>
          {t("damage.open_it")}
        </Button>
      </div>
    </div>
  );
}
