import { Button, Checkbox, NumberInput, SegmentedControl, Select, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupRhythm, BackupSchedule, CareReply } from "@/bindings";
import { useJobForm, useJobs, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { useAct, useAsk } from "@/shared/ask";
import { Form } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { PathField, Reason } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Good } from "@/shared/Good";
import { Section } from "@/shared/Section";
import { keysOf, Recipients, useSeal } from "@/shared/seal";
import { Waiting } from "@/shared/Waiting";
import "./care.css";
import { Diagnostics } from "./Diagnostics";
import { Restore } from "./Restore";
import { useBackup, useCare } from "./useCare";

const RHYTHMS: BackupRhythm[] = ["daily", "weekly"];
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** Care of the estate: back-ups, copies, the database, and what the makers need to know. */
export function Care() {
  const { t } = useTranslation();
  const { data: desk } = useAsk("desk_state", {});
  const { data, error, refetch } = useCare();
  if (error) return <FailureView error={error} retry={() => void refetch()} />;
  if (!data || !desk) return <Waiting />;
  const isReplica = desk.estate?.read_only === true && desk.estate.snapshot !== true;
  return (
    <div className="care-grid">
      <div className="stack">
        {isReplica && (
          <Section title={t("care.replica")}>
            <TakeOver />
          </Section>
        )}
        <Section title={t("care.backup")}>
          <Backup care={data} />
        </Section>
        <Section title={t("care.schedule")}>
          <Schedule key={JSON.stringify(data.schedule ?? null)} care={data} />
        </Section>
      </div>
      <div className="stack">
        <Section title={t("care.restore")}>
          <Restore known={data.newest ?? ""} />
        </Section>
        {desk.estate?.read_only !== true && (
          <Section title={t("care.take_over")}>
            <p className="dim" style={{ margin: 0 }}>
              {t("care.is_original")}
            </p>
          </Section>
        )}
        <Section title={t("care.compact")}>
          <Compact />
        </Section>
        <Section title={t("damage.diagnostics")}>
          <Diagnostics />
        </Section>
      </div>
    </div>
  );
}

function Backup({ care }: { care: CareReply }) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const { number, moment, bytes } = useFormats();
  const backup = useBackup();
  const [path, setPath] = useState(care.schedule?.to ?? folderOf(care.made?.path) ?? "");
  const seal = useSeal();
  const { error, isBusy, run } = useJobForm<unknown>();
  const { made, failed } = care;
  const make = async () => {
    // A refusal leaves it, for the next try.
    if (await run(() => backup({ to: path.trim(), ...seal.seal }))) seal.forget();
  };
  return (
    <Form
      onSubmit={() => void make()}
      error={error}
      isPending={isBusy}
      isReady={path.trim() !== "" && seal.isReady}
      act={t("care.backup_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("care.backup_hint")}
      </p>
      <PathField
        label={t("care.folder")}
        description={t("care.folder_hint")}
        value={path}
        onChange={setPath}
        browse={dialogs.openDirectory}
      />
      {seal.fields}
      {made ? (
        <Good>
          {t("care.last", { when: moment(made.at), seq: number(made.seq), size: bytes(made.bytes) })}
          <span className="dim mono said" style={{ display: "block" }}>
            <bdi>{made.path}</bdi>
          </span>
        </Good>
      ) : (
        <p className="row" style={{ margin: 0 }}>
          <IconAlertTriangle size={15} aria-hidden="true" /> {t("care.never")}
        </p>
      )}
      {failed && (
        <p className="row said" style={{ margin: 0 }} role="alert">
          <IconAlertTriangle size={15} aria-hidden="true" color="var(--down-line)" />
          <span>{t("care.failed", { when: moment(failed.at), why: failed.sentence })}</span>
        </p>
      )}
    </Form>
  );
}

/** Returns the folder in which a file lies, as its host writes paths. */
function folderOf(path: string | undefined | null): string | undefined {
  return path?.replace(/[/\\][^/\\]*$/, "");
}

const two = (value: number) => String(value).padStart(2, "0");

function Schedule({ care }: { care: CareReply }) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const { moment } = useFormats();
  const { schedule } = care;
  const [isOn, setOn] = useState(schedule != null);
  const [rhythm, setRhythm] = useState<BackupRhythm>(schedule?.rhythm ?? "daily");
  const [weekday, setWeekday] = useState(String(schedule?.weekday ?? 4));
  const minute = schedule?.minute ?? 18 * 60;
  const [time, setTime] = useState(`${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
  const [path, setPath] = useState(schedule?.to ?? folderOf(care.made?.path) ?? "");
  const [keep, setKeep] = useState<string | number>(schedule?.keep ?? 14);
  const [keys, setKeys] = useState((schedule?.recipients ?? []).join("\n"));
  const { mutate, error, isPending, isSuccess } = useAct("care_schedule");
  const submit = () => {
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    const wanted: BackupSchedule = {
      rhythm,
      weekday: Number(weekday),
      minute: hours * 60 + minutes,
      to: path.trim(),
      keep: Number(keep),
      ...(keysOf(keys).length > 0 ? { recipients: keysOf(keys) } : {}),
    };
    mutate(isOn ? { schedule: wanted } : {});
  };
  return (
    <Form
      onSubmit={submit}
      error={error}
      isPending={isPending}
      isReady={!isOn || (path.trim() !== "" && time !== "" && Number(keep) > 0)}
      act={t("common.save")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("care.schedule_hint")}
      </p>
      <Checkbox
        label={t("care.schedule_on")}
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      {isOn && (
        <>
          <div className="row wrap" style={{ alignItems: "end" }}>
            <SegmentedControl
              aria-label={t("care.rhythm")}
              data={RHYTHMS.map((value) => ({ value, label: t(`care.${value}`) }))}
              value={rhythm}
              onChange={(value) => setRhythm(value as BackupRhythm)}
            />
            {rhythm === "weekly" && (
              <Select
                label={t("care.weekday")}
                data={WEEKDAYS.map((day) => ({ value: String(day), label: t(`care.day_${day}`) }))}
                value={weekday}
                onChange={(value) => value && setWeekday(value)}
                allowDeselect={false}
                w={130}
              />
            )}
            <TextInput
              type="time"
              label={t("care.time")}
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
              required
              w={110}
            />
            <NumberInput label={t("care.keep")} value={keep} onChange={setKeep} min={1} required w={120} />
          </div>
          <PathField
            label={t("care.folder")}
            value={path}
            onChange={setPath}
            browse={dialogs.openDirectory}
          />
          <Recipients description={t("seal.schedule_hint")} value={keys} onChange={setKeys} />
        </>
      )}
      {care.next ? (
        <p style={{ margin: 0 }} role="status">
          {t("care.next", { when: moment(care.next) })}
        </p>
      ) : (
        isSuccess && <Good>{t("care.no_schedule")}</Good>
      )}
    </Form>
  );
}

function TakeOver() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [reason, setReason] = useState("");
  const [isSure, setSure] = useState(false);
  const { mutate, error, isPending, data } = useAct("take_over");
  if (data) return <Good>{t("care.took_over", { seq: number(data.seq) })}</Good>;
  return (
    <Form
      onSubmit={() => mutate({ reason })}
      error={error}
      isPending={isPending}
      isReady={reason.trim() !== "" && isSure}
      act={t("care.take_over_go")}
      color="red"
    >
      <p style={{ margin: 0 }}>{t("care.replica_hint")}</p>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {(["meaning_records", "meaning_line", "meaning_other"] as const).map((word) => (
          <li key={word}>{t(`care.${word}`)}</li>
        ))}
      </ul>
      <Reason value={reason} onChange={setReason} required />
      <Checkbox
        label={t("care.take_over_sure")}
        checked={isSure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
    </Form>
  );
}

function Compact() {
  const { t } = useTranslation();
  const { bytes, number } = useFormats();
  const start = useStartJob();
  const { result, error, isBusy, run } = useJobForm<string>(false);
  const compact = () =>
    run(async () => {
      useJobs.getState().setOpen(true);
      const said = (reply: { bytes_before: number; bytes_after: number }) =>
        t("care.compacted", {
          before: bytes(reply.bytes_before),
          after: bytes(reply.bytes_after),
          saved: bytes(Math.max(0, reply.bytes_before - reply.bytes_after)),
          share: number(
            Math.round((1 - Math.min(1, reply.bytes_after / Math.max(1, reply.bytes_before))) * 100),
          ),
        });
      const onDone = (reply: { bytes_before: number; bytes_after: number }) => ({ text: said(reply) });
      return said(await start("compact", {}, { title: t("care.compacting"), onDone }));
    });
  return (
    <div className="stack">
      <p className="dim" style={{ margin: 0 }}>
        {t("care.compact_hint")}
      </p>
      {error !== null && <FailureView error={error} />}
      {result && <Good>{result}</Good>}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button variant="default" loading={isBusy} onClick={() => void compact()}>
          {t("care.compact_go")}
        </Button>
      </div>
    </div>
  );
}
