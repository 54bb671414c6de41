import { Alert, Button, Stepper, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportChoices, ImportResult } from "@/bindings";
import { useUndo } from "@/domains/edit";
import { useStartJob } from "@/domains/jobs";
import { useAct, useAsk, useFetch } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to } from "@/shared/route";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { Choices } from "./Choices";
import { Columns } from "./Columns";
import "./exchange.css";
import { Files } from "./Files";
import { Preview } from "./Preview";
import { usePending } from "./pending";
import { type Renames, remember, remembered } from "./shapes";
import { Target } from "./Target";

const NO_CHOICES: ImportChoices = { learn: false, map_types: {}, needs: {} };
const [SOURCE, READING, COLUMNS, PREVIEW, APPLY] = [0, 1, 2, 3, 4];

/** Brings files in: source, how to read them, what columns become, what would happen; nothing is written before the last step. */
export function ImportWizard() {
  const { t } = useTranslation();
  const { workingSet, set } = useSettings();
  if (workingSet.kind === "baseline") {
    return (
      <Alert>
        <p style={{ marginTop: 0 }}>{t("exchange.live_only")}</p>
        <Button onClick={() => set({ workingSet: { kind: "live" } })}>{t("exchange.go_live")}</Button>
      </Alert>
    );
  }
  return <Wizard into={workingSet.kind === "change" ? workingSet.id : null} />;
}

/** Returns where what an import brought in can be seen: its items, or what else its record changed. */
function cameIn({ recorded, seq, summary }: ImportResult): string {
  if (!recorded) return to(["items"]);
  const items = summary.items.new + summary.items.update;
  return items > 0
    ? to(["items"], { record: seq })
    : to(["baselines", "compare"], { from: seq - 1, to: seq });
}

function Wizard({ into }: { into: string | null }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const start = useStartJob();
  const fetch = useFetch();
  const { tell } = useUndo();
  const planInto = useAct("change_edit");
  const [step, setStep] = useState(SOURCE);
  const { files, add, remove, clear } = usePending();
  const [target, setTarget] = useState<string | null>(into);
  const [given, setGiven] = useState<ImportChoices>(NO_CHOICES);
  const [renames, setRenames] = useState<Renames>({});
  const [reason, setReason] = useState("");
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const names = files.map((file) => file.name).join(", ");
  const choices: ImportChoices = Object.keys(renames).length > 0 ? { ...given, rename: renames } : given;
  const columns = useAsk("import_columns", { files, choices }, { enabled: step === COLUMNS, keep: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other files are looked at anew.
  useEffect(() => {
    setPreview(null);
    setRenames({});
    setStep(SOURCE);
  }, [files]);

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const lookAtColumns = () =>
    attempt(async () => {
      const found = await fetch("import_columns", { files, choices: given });
      if (Object.keys(renames).length === 0) setRenames(remembered(found.files));
      setStep(COLUMNS);
    });
  const look = () =>
    attempt(async () => {
      const title = t("exchange.previewing", { names });
      setPreview(await start("import_preview", { files, choices }, { title }));
      if (columns.data) remember(columns.data.files, renames);
      setStep(PREVIEW);
    });
  const apply = () =>
    attempt(async () => {
      if (!preview) return;
      const request = { files, choices, seq: preview.seq, reason };
      const done = await start("import_apply", request, {
        title: t("exchange.importing", { names }),
        onDone: (result) => ({
          text: result.recorded
            ? t("exchange.imported", { seq: number(result.seq) })
            : t("exchange.nothing_new"),
          address: cameIn(result),
        }),
      });
      clear();
      if (done.recorded) tell(done.seq);
      go(cameIn(done));
    });
  const plan = (id: string) =>
    attempt(async () => {
      const { steps } = await fetch("change", { change: id });
      await planInto.mutateAsync({
        change: id,
        likelihood: {},
        statements: {},
        waive: {},
        edits: [],
        files,
        choices,
        remove: [],
        keep_up: [],
        remove_step: false,
        bring_up_to_date: false,
        ...(steps.length === 0 ? { new_step: t("exchange.importing", { names }).slice(0, 100) } : {}),
      });
      clear();
      go(to(["changes", id, "items"]));
    });
  const isKnown = columns.data?.files.every((file) => file.kind) ?? false;
  const next = {
    [SOURCE]: { word: t("common.next"), isReady: files.length > 0, act: () => setStep(READING) },
    [READING]: { word: t("common.next"), isReady: true, act: lookAtColumns },
    [COLUMNS]: { word: t("exchange.preview"), isReady: isKnown, act: look },
    [PREVIEW]: { word: t("common.next"), isReady: preview !== null, act: () => setStep(APPLY) },
  }[step];
  const items = preview ? number(preview.summary.items.new + preview.summary.items.update) : "";
  return (
    <>
      <p className="dim" style={{ margin: 0 }}>
        {t("exchange.promise")}
      </p>
      <Stepper active={step} onStepClick={setStep} size="xs" allowNextStepsSelect={false}>
        <Stepper.Step label={t("exchange.source")}>
          <div className="stack">
            <Files files={files} onAdd={add} onRemove={remove} />
            <Target change={target} onChange={setTarget} />
          </div>
        </Stepper.Step>
        <Stepper.Step label={t("exchange.reading")}>
          <Choices choices={given} onChange={setGiven} />
        </Stepper.Step>
        <Stepper.Step label={t("columns.title")}>
          {columns.error && <FailureView error={columns.error} />}
          {columns.data ? (
            <Columns files={columns.data.files} renames={renames} onChange={setRenames} />
          ) : (
            !columns.error && <Waiting />
          )}
        </Stepper.Step>
        <Stepper.Step label={t("exchange.preview")}>{preview && <Preview result={preview} />}</Stepper.Step>
        <Stepper.Step label={t("common.apply")}>
          {target === null ? (
            <TextInput
              label={t("common.reason")}
              description={t("exchange.reason_hint")}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              maw={520}
            />
          ) : (
            <p style={{ margin: 0 }}>{t("exchange.plan_note", { id: target })}</p>
          )}
        </Stepper.Step>
      </Stepper>
      {error !== null && <FailureView error={error} />}
      <div className="row">
        {step > SOURCE && (
          <Button variant="default" onClick={() => setStep(step - 1)}>
            {t("common.back")}
          </Button>
        )}
        {next && (
          <Button loading={isBusy} disabled={!next.isReady} onClick={() => void next.act()}>
            {next.word}
          </Button>
        )}
        {step === APPLY && target === null && (
          <Button color="red" loading={isBusy} disabled={!preview} onClick={() => void apply()}>
            {t("exchange.apply_live", { value: items })}
          </Button>
        )}
        {step === APPLY && target !== null && (
          <Button loading={isBusy} disabled={!preview} onClick={() => void plan(target)}>
            {t("edit_form.plan_in", { id: target })}
          </Button>
        )}
      </div>
    </>
  );
}
