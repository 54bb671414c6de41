import { Alert, Button, Checkbox, FileInput, Select, Stepper, TextInput } from "@mantine/core";
import { IconFile, IconUpload, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FileIn, ImportChoices, ImportResult } from "@/bindings";
import { useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to } from "@/shared/route";
import { useSettings } from "@/shared/settings";
import { toBase64 } from "./content";
import { Preview } from "./Preview";

const NO_CHOICES: ImportChoices = { learn: false, map_types: {}, needs: {} };
const ENCODINGS = ["utf-8", "utf-16", "big5-hkscs", "gb18030", "windows-1252"] as const;
const KINDS = [{ name: "CSV", extensions: ["csv", "tsv", "txt"] }];

/** Brings files in: source, how to read them, what would happen; nothing is written before the last step. */
export function ImportWizard() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const start = useStartJob();
  const { workingSet, set } = useSettings();
  const [step, setStep] = useState(0);
  const [files, setFiles] = useState<FileIn[]>([]);
  const [choices, setChoices] = useState<ImportChoices>(NO_CHOICES);
  const [reason, setReason] = useState("");
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const names = files.map((file) => file.name).join(", ");
  const add = (more: FileIn[]) => {
    setFiles((before) => [...before.filter((file) => !more.some((own) => own.name === file.name)), ...more]);
    setPreview(null);
  };
  useDropped(add);

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
  const look = () =>
    attempt(async () => {
      setPreview(
        await start("import_preview", { files, choices }, { title: t("exchange.previewing", { names }) }),
      );
      setStep(2);
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
          address: to(["items"]),
        }),
      });
      const source = done.summary.source;
      go(to(["items"], { filter: source ? `source:${/\s/.test(source) ? `"${source}"` : source}` : "" }));
    });

  if (workingSet.kind !== "live") {
    return (
      <div className="page">
        <h1>{t("exchange.title")}</h1>
        <Alert>
          <p style={{ marginTop: 0 }}>{t("exchange.live_only")}</p>
          <Button onClick={() => set({ workingSet: { kind: "live" } })}>{t("exchange.go_live")}</Button>
        </Alert>
      </div>
    );
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("exchange.title")}</h1>
        <span className="dim">{t("exchange.promise")}</span>
      </header>
      <Stepper active={step} onStepClick={setStep} size="xs" allowNextStepsSelect={false}>
        <Stepper.Step label={t("exchange.source")}>
          <Files
            files={files}
            onAdd={add}
            onRemove={(name) => setFiles(files.filter((file) => file.name !== name))}
          />
        </Stepper.Step>
        <Stepper.Step label={t("exchange.reading")}>
          <Choices choices={choices} onChange={setChoices} />
        </Stepper.Step>
        <Stepper.Step label={t("exchange.preview")}>{preview && <Preview result={preview} />}</Stepper.Step>
        <Stepper.Step label={t("common.apply")}>
          <TextInput
            label={t("common.reason")}
            description={t("exchange.reason_hint")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maw={520}
          />
        </Stepper.Step>
      </Stepper>
      {error !== null && <FailureView error={error} />}
      <div className="row">
        {step > 0 && (
          <Button variant="default" onClick={() => setStep(step - 1)}>
            {t("common.back")}
          </Button>
        )}
        {step === 0 && (
          <Button disabled={files.length === 0} onClick={() => setStep(1)}>
            {t("common.next")}
          </Button>
        )}
        {step === 1 && (
          <Button loading={isBusy} onClick={() => void look()}>
            {t("exchange.preview")}
          </Button>
        )}
        {step === 2 && (
          <Button disabled={!preview} onClick={() => setStep(3)}>
            {t("common.next")}
          </Button>
        )}
        {step === 3 && (
          <Button color="red" loading={isBusy} disabled={!preview} onClick={() => void apply()}>
            {t("exchange.apply_live", {
              value: preview ? number(preview.summary.items.new + preview.summary.items.update) : "",
            })}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Files dropped on the window anywhere come into the wizard. */
function useDropped(add: (files: FileIn[]) => void): void {
  const platform = usePlatform();
  useEffect(
    () =>
      platform.listen("files_dropped", (paths) =>
        add(paths.map((path) => ({ name: path.split(/[\\/]/).pop() ?? path, path }))),
      ),
    [platform, add],
  );
}

interface FilesProps {
  files: FileIn[];
  onAdd: (files: FileIn[]) => void;
  onRemove: (name: string) => void;
}

function Files({ files, onAdd, onRemove }: FilesProps) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const browse = async () => {
    const paths = await dialogs.openFiles(KINDS, true);
    onAdd(paths.map((path) => ({ name: path.split(/[\\/]/).pop() ?? path, path })));
  };
  const read = async (chosen: File[]) =>
    onAdd(
      await Promise.all(chosen.map(async (file) => ({ name: file.name, content: await toBase64(file) }))),
    );
  return (
    <div className="stack" style={{ maxWidth: 640 }}>
      <p className="dim" style={{ margin: 0 }}>
        {t("exchange.source_hint")}
      </p>
      {dialogs.native ? (
        <div>
          <Button
            variant="default"
            leftSection={<IconUpload size={14} aria-hidden="true" />}
            onClick={() => void browse()}
          >
            {t("exchange.choose")}
          </Button>
        </div>
      ) : (
        <FileInput
          label={t("exchange.files")}
          placeholder={t("exchange.choose")}
          multiple
          accept=".csv,.tsv,.txt"
          value={[]}
          onChange={(chosen) => void read(chosen)}
          leftSection={<IconUpload size={14} aria-hidden="true" />}
        />
      )}
      <ul className="bare">
        {files.map((file) => (
          <li key={file.name} className="row">
            <IconFile size={15} aria-hidden="true" />
            <bdi className="grow cut">{file.path ?? file.name}</bdi>
            <Button
              variant="subtle"
              color="gray"
              aria-label={t("exchange.remove", { name: file.name })}
              onClick={() => onRemove(file.name)}
            >
              <IconX size={14} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Choices({
  choices,
  onChange,
}: {
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="stack" style={{ maxWidth: 640 }}>
      <p className="dim" style={{ margin: 0 }}>
        {t("exchange.reading_hint")}
      </p>
      <TextInput
        label={t("exchange.system")}
        description={t("exchange.system_hint")}
        value={choices.source ?? ""}
        onChange={(event) => onChange({ ...choices, source: event.currentTarget.value || undefined })}
      />
      <Checkbox
        label={t("exchange.learn")}
        description={t("exchange.learn_hint")}
        checked={choices.learn}
        onChange={(event) => onChange({ ...choices, learn: event.currentTarget.checked })}
      />
      <div className="row wrap" style={{ alignItems: "end" }}>
        <Select
          label={t("exchange.encoding")}
          placeholder={t("exchange.detected")}
          data={[...ENCODINGS]}
          clearable
          value={choices.encoding ?? null}
          onChange={(value) =>
            onChange({ ...choices, encoding: (value as ImportChoices["encoding"]) ?? undefined })
          }
        />
        <TextInput
          label={t("exchange.delimiter")}
          placeholder={t("exchange.detected")}
          value={choices.delimiter ?? ""}
          maxLength={3}
          w={120}
          onChange={(event) => onChange({ ...choices, delimiter: event.currentTarget.value || undefined })}
        />
      </div>
    </div>
  );
}
