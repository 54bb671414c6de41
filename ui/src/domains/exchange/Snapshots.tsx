import { Button, Checkbox, TextInput } from "@mantine/core";
import { IconAlertOctagon } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SnapshotCheckReply, SnapshotCounts } from "@/bindings";
import { useJobForm, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { useAsk } from "@/shared/ask";
import { Form } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { PathField } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Good } from "@/shared/Good";
import { useRoute } from "@/shared/route";
import { Section } from "@/shared/Section";
import { SNAPSHOT_FILES, useKey } from "@/shared/seal";

/** A snapshot is written as it is; only back-ups are encrypted. */
const SNAPSHOT = [{ name: "Cairn", extensions: ["zip"] }];

/** Snapshots: making one, checking one, making an estate of one. Each is a job. */
export function Snapshots() {
  const { t } = useTranslation();
  const dropped = useRoute().query.get("path") ?? "";
  return (
    <div className="exchange-grid">
      <Section title={t("snapshot.export")}>
        <Export />
      </Section>
      <Section title={t("snapshot.check")}>
        <Check key={dropped} dropped={dropped} />
      </Section>
      <Section title={t("snapshot.import")}>
        <Import key={dropped} dropped={dropped} />
      </Section>
    </div>
  );
}

function Export() {
  const { t } = useTranslation();
  const { number, bytes } = useFormats();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [path, setPath] = useState("");
  const [scope, setScope] = useState("");
  const [at, setAt] = useState("");
  const { data: past } = useAsk("baselines", {});
  const filter = scope.trim();
  const set = at.trim() ? { set: { at: at.trim() } } : {};
  const scoped = useAsk("items", { ...set, filter, limit: 1 }, { keep: true });
  const { result, error, isBusy, run } = useJobForm<string>();
  const write = () =>
    run(async () => {
      const request = {
        to: path,
        ...(at.trim() ? { at: at.trim() } : {}),
        ...(filter ? { scope: filter } : {}),
      };
      const said = (reply: { path: string; bytes: number }) =>
        t("items.exported", { name: reply.path, size: bytes(reply.bytes) });
      const reply = await start("snapshot_export", request, {
        title: t("snapshot.exporting", { name: path }),
        onDone: (done) => ({ text: said(done) }),
      });
      return said(reply);
    });
  return (
    <Form
      onSubmit={() => void write()}
      error={error}
      isPending={isBusy}
      isReady={path.trim() !== "" && !scoped.error}
      act={t("snapshot.export_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("snapshot.export_hint")}
      </p>
      <PathField
        label={t("snapshot.to")}
        value={path}
        onChange={setPath}
        browse={() => dialogs.save("estate.cairn.zip", SNAPSHOT)}
      />
      <TextInput
        label={t("snapshot.scope")}
        description={t("items.add_filter_hint")}
        placeholder={t("snapshot.everything")}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value)}
      />
      <TextInput
        label={t("snapshot.moment")}
        description={t("baseline.moment_hint")}
        placeholder={t("baseline.newest")}
        list="snapshot-moments"
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <datalist id="snapshot-moments">
        {past?.baselines.map((baseline) => (
          <option key={baseline.name} value={baseline.name} />
        ))}
      </datalist>
      {scoped.error ? (
        <FailureView error={scoped.error} />
      ) : (
        <p style={{ margin: 0 }} role="status">
          {scoped.data && t("snapshot.in_scope", { value: number(scoped.data.total) })}
        </p>
      )}
      {result && <Good>{result}</Good>}
    </Form>
  );
}

function Check({ dropped }: { dropped: string }) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [path, setPath] = useState(dropped);
  const [against, setAgainst] = useState(false);
  const { result, error, isBusy, run } = useJobForm<SnapshotCheckReply>();
  const key = useKey(path, error);
  const check = () =>
    run(() =>
      start(
        "snapshot_check",
        { path, against, ...key.key },
        {
          title: t("snapshot.checking", { name: path }),
          onDone: (reply) => ({ text: reply.sound ? t("snapshot.sound") : t("snapshot.unsound") }),
        },
      ),
    );
  return (
    <Form
      onSubmit={() => void check()}
      error={error}
      isPending={isBusy}
      isReady={path.trim() !== ""}
      act={t("snapshot.check_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("snapshot.check_hint")}
      </p>
      <PathField
        label={t("snapshot.file")}
        value={path}
        onChange={setPath}
        browse={async () => (await dialogs.openFiles(SNAPSHOT_FILES, false))[0] ?? null}
      />
      {key.fields}
      <Checkbox
        label={t("snapshot.against")}
        checked={against}
        onChange={(event) => setAgainst(event.currentTarget.checked)}
      />
      {result && <Checked reply={result} />}
    </Form>
  );
}

function Checked({ reply }: { reply: SnapshotCheckReply }) {
  const { t } = useTranslation();
  const { number, moment } = useFormats();
  const counts = (["items", "relationships", "requirements", "commits", "attachments"] as const).map(
    (name: keyof SnapshotCounts) =>
      t(`snapshot.count_${name as "items"}`, { value: number(reply.counts[name]) }),
  );
  return (
    <div className="stack" style={{ gap: 8 }}>
      {reply.sound ? (
        <Good>{t("snapshot.sound")}</Good>
      ) : (
        <p className="row said" style={{ margin: 0 }} role="status">
          <IconAlertOctagon size={15} aria-hidden="true" color="var(--down-line)" /> {t("snapshot.unsound")}
        </p>
      )}
      <p className="said" style={{ margin: 0 }}>
        <strong>
          <bdi>{reply.name}</bdi>
        </strong>{" "}
        · {t("common.record", { seq: reply.seq })} · {moment(reply.recorded_at)} · <bdi>{reply.actor}</bdi>
      </p>
      <p className="dim" style={{ margin: 0 }}>
        {counts.join(" · ")}
        {reply.scope && ` · ${t("snapshot.scoped", { scope: reply.scope })}`}
      </p>
      <p className="dim mono said" style={{ margin: 0 }}>
        {reply.digest}
      </p>
      <Findings
        findings={reply.findings.map((finding) => ({
          what: finding.what,
          place: finding.line ? `${finding.file}:${finding.line}` : finding.file,
          expected: finding.expected,
          found: finding.found,
        }))}
      />
    </div>
  );
}

export interface Finding {
  what: string;
  place: string;
  expected: string;
  found: string;
}

/** What does not belong together: where, what was expected, what was found. */
export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <div className="scroll-x">
      <table className="plain">
        <thead>
          <tr>
            <th>{t("snapshot.what")}</th>
            <th>{t("snapshot.place")}</th>
            <th>{t("snapshot.expected")}</th>
            <th>{t("snapshot.found")}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr key={`${finding.what} ${finding.place} ${finding.found}`}>
              <td className="mono">{finding.what}</td>
              <td className="mono said">{finding.place}</td>
              <td className="mono said">{finding.expected}</td>
              <td className="mono said">{finding.found}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Import({ dropped }: { dropped: string }) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [path, setPath] = useState(dropped);
  const [into, setInto] = useState("");
  const [name, setName] = useState("");
  const [asNew, setAsNew] = useState(false);
  const { result, error, isBusy, run } = useJobForm<{ path: string; name: string }>();
  const key = useKey(path, error);
  const make = () =>
    run(() =>
      start(
        "snapshot_import",
        { path, into, as_new: asNew, ...(name.trim() ? { name: name.trim() } : {}), ...key.key },
        {
          title: t("snapshot.importing", { name: path }),
          onDone: (reply) => ({ text: t("snapshot.imported", { name: reply.name, path: reply.path }) }),
        },
      ),
    );
  const open = (place: string, called: string) =>
    void start("estate_open", { path: place }, { title: t("start.opening", { name: called }) }).catch(
      () => undefined,
    );
  return (
    <Form
      onSubmit={() => void make()}
      error={error}
      isPending={isBusy}
      isReady={path.trim() !== "" && into.trim() !== ""}
      act={t("snapshot.import_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("snapshot.import_hint")}
      </p>
      <PathField
        label={t("snapshot.file")}
        value={path}
        onChange={setPath}
        browse={async () => (await dialogs.openFiles(SNAPSHOT_FILES, false))[0] ?? null}
      />
      {key.fields}
      <PathField
        label={t("snapshot.into")}
        value={into}
        onChange={setInto}
        browse={() => dialogs.save(t("start.file_name"), [])}
      />
      <TextInput
        label={t("start.name")}
        description={t("snapshot.name_hint")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t("snapshot.as_new")}
        description={t("snapshot.as_new_hint")}
        checked={asNew}
        onChange={(event) => setAsNew(event.currentTarget.checked)}
      />
      {result && (
        <>
          <Good>{t("snapshot.imported", { name: result.name, path: result.path })}</Good>
          <Button variant="default" onClick={() => open(result.path, result.name)}>
            {t("snapshot.open_it")}
          </Button>
        </>
      )}
    </Form>
  );
}
