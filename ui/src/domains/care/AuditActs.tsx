import { Button, CopyButton, Textarea } from "@mantine/core";
import {
  IconAlertOctagon,
  IconCircleCheck,
  IconFlag,
  IconFlagCheck,
  IconTextScan2,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ComparedCheckpoint } from "@/bindings";
import { useJobForm, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { useAsk } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { saveContent } from "@/shared/download";
import { FailureView } from "@/shared/FailureView";
import { PathField } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Good } from "@/shared/Good";
import { Waiting } from "@/shared/Waiting";
import "./care.css";

type Act = "checkpoint" | "compare" | "log";
const ACTS: { act: Act; icon: typeof IconFlag }[] = [
  { act: "checkpoint", icon: IconFlag },
  { act: "compare", icon: IconFlagCheck },
  { act: "log", icon: IconTextScan2 },
];

/** What an auditor does with the log as a whole. */
export function AuditActs() {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act | null>(null);
  return (
    <>
      {ACTS.map(({ act: own, icon: Icon }) => (
        <Button
          key={own}
          variant="default"
          leftSection={<Icon size={14} aria-hidden="true" />}
          onClick={() => setAct(own)}
        >
          {t(`care.${own}`)}
        </Button>
      ))}
      <Dialog
        opened={act !== null}
        onClose={() => setAct(null)}
        title={act === null ? "" : t(`care.${act}`)}
        size="lg"
      >
        {act === "checkpoint" && <Checkpoint />}
        {act === "compare" && <Compare />}
        {act === "log" && <LogExport />}
      </Dialog>
    </>
  );
}

function Checkpoint() {
  const { t } = useTranslation();
  const { number, moment } = useFormats();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const { data, error } = useAsk("checkpoint", {});
  const saved = useJobForm<string>(false);
  const save = async () => {
    const name = `checkpoint-${data?.seq}.json`;
    const path = dialogs.native ? await dialogs.save(name, [{ name: "JSON", extensions: ["json"] }]) : null;
    if (dialogs.native && path === null) return;
    await saved.run(async () => {
      const request = path === null ? {} : { to: path };
      const file = await start("checkpoint_save", request, { title: t("care.checkpoint") });
      if (file.content) saveContent(file.name, file.media_type, file.content);
      return t("care.checkpoint_saved", { name: file.path ?? file.name });
    });
  };
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  return (
    <div className="stack">
      <p style={{ margin: 0 }}>
        {t("care.checkpoint_of", {
          seq: number(data.seq),
          when: moment(data.recorded_at),
          edits: number(data.edits),
        })}
      </p>
      <Textarea
        label={t("care.checkpoint_text")}
        classNames={{ input: "mono" }}
        value={data.text}
        readOnly
        autosize
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="dim" style={{ margin: 0 }}>
        {t("care.checkpoint_hint")}
      </p>
      {saved.error !== null && <FailureView error={saved.error} />}
      {saved.result && <Good>{saved.result}</Good>}
      <div className="row" style={{ justifyContent: "end" }}>
        <CopyButton value={data.text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t("care.copied") : t("care.copy")}
            </Button>
          )}
        </CopyButton>
        <Button loading={saved.isBusy} onClick={() => void save()}>
          {t("care.save_file")}
        </Button>
      </div>
    </div>
  );
}

function Compare() {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [text, setText] = useState("");
  const [path, setPath] = useState("");
  const { result, error, isBusy, run } = useJobForm<ComparedCheckpoint>(false);
  const compare = () =>
    run(() =>
      start("checkpoint_compare", path.trim() ? { path: path.trim() } : { text: text.trim() }, {
        title: t("care.compare"),
        onDone: (reply) => ({ text: reply.sentence }),
      }),
    );
  return (
    <Form
      onSubmit={() => void compare()}
      error={error}
      isPending={isBusy}
      isReady={text.trim() !== "" || path.trim() !== ""}
      act={t("care.compare_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("care.compare_hint")}
      </p>
      <Textarea
        label={t("care.checkpoint_text")}
        classNames={{ input: "mono" }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={3}
        disabled={path.trim() !== ""}
        data-autofocus
      />
      <PathField
        label={t("care.compare_file")}
        value={path}
        onChange={setPath}
        isOptional
        browse={async () =>
          (await dialogs.openFiles([{ name: "JSON", extensions: ["json"] }], false))[0] ?? null
        }
      />
      {result && <Compared reply={result} />}
    </Form>
  );
}

function Compared({ reply }: { reply: ComparedCheckpoint }) {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  const others = reply.findings.filter((finding) => finding.what !== "checkpoint");
  const Icon = reply.holds ? IconCircleCheck : IconAlertOctagon;
  return (
    <div className="stack" role="status" style={{ gap: 8 }}>
      <p className="row said" style={{ margin: 0 }}>
        <Icon size={16} aria-hidden="true" color={reply.holds ? "var(--added)" : "var(--down-line)"} />
        <strong>{sentence(reply.sentence)}</strong>
      </p>
      <p className="dim" style={{ margin: 0 }}>
        {t("integrity.looked_at", {
          commits: number(reply.commits),
          edits: number(reply.edits),
          pages: number(reply.pages),
          records: number(reply.records),
        })}
      </p>
      {others.length > 0 && (
        <p className="care-words" style={{ margin: 0 }}>
          {t("integrity.unsound")} <a href="#/import/check">{t("integrity.title")}</a>
        </p>
      )}
    </div>
  );
}

function LogExport() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [path, setPath] = useState("");
  const { result, error, isBusy, run } = useJobForm<string>(false);
  const write = () =>
    run(async () => {
      const said = (reply: { seq: number; edits: number; hash: string }) =>
        t("care.log_done", { seq: number(reply.seq), edits: number(reply.edits), hash: reply.hash });
      const reply = await start(
        "log_export",
        { to: path.trim() },
        { title: t("care.log"), onDone: (done) => ({ text: said(done) }) },
      );
      return said(reply);
    });
  return (
    <Form
      onSubmit={() => void write()}
      error={error}
      isPending={isBusy}
      isReady={path.trim() !== ""}
      act={t("care.log_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("care.log_hint")}
      </p>
      <PathField
        label={t("snapshot.to")}
        value={path}
        onChange={setPath}
        isFirst
        browse={() => dialogs.save("log.ndjson", [{ name: "NDJSON", extensions: ["ndjson"] }])}
      />
      {result && <Good>{result}</Good>}
    </Form>
  );
}
