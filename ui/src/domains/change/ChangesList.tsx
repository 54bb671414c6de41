import { Button, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeKind, ChangeLine } from "@/bindings";
import { SavedViews } from "@/domains/estate";
import { useModel } from "@/domains/model";
import { useAct, useAsk } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to, useRoute } from "@/shared/route";
import { Section } from "@/shared/Section";
import { Waiting } from "@/shared/Waiting";
import { Board } from "./Board";
import "./change.css";
import { Band, StateTag } from "./marks";
import { Parts } from "./Parts";
import { SPANS } from "./spans";
import { Timeline } from "./Timeline";

const FORMS = ["list", "board", "timeline"] as const;

function momentOf(text: string | null): Date {
  const moment = new Date(text ?? Date.now());
  return Number.isNaN(moment.getTime()) ? new Date() : moment;
}

/** Every change, newest first, by state; and the templates of standard ones. */
export function ChangesList() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = useModel();
  const { query } = useRoute();
  const state = query.get("state");
  const form = FORMS.find((own) => own === query.get("form")) ?? "list";
  const span = SPANS.find((own) => own === query.get("span")) ?? "week";
  const at = momentOf(query.get("at"));
  const ask = (some: Record<string, string | null>) =>
    go(to(["changes"], { ...Object.fromEntries(query), ...some }), true);
  const [isNew, setNew] = useState(false);
  const { data, error, refetch } = useAsk("changes", {}, { keep: true });
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <Waiting />;
  const own = Object.fromEntries(query);
  const counts = new Map<string, number>();
  for (const change of data.changes) counts.set(change.state, (counts.get(change.state) ?? 0) + 1);
  const shown = data.changes.filter((change) => state === null || change.state === state);
  const raise = (
    <Button leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={() => setNew(true)}>
      {t("change.raise")}
    </Button>
  );
  return (
    <div className="page">
      <Parts part="changes" />
      <header className="page-head">
        <h1>
          {t("shell.changes")} <span className="dim">· {number(shown.length)}</span>
        </h1>
        {data.changes.length > 0 && (
          <>
            <SegmentedControl
              aria-label={t("board.form")}
              data={FORMS.map((value) => ({ value, label: t(`board.${value}`) }))}
              value={form}
              onChange={(value) => ask({ form: value === "list" ? null : value })}
            />
            <SavedViews place="changes" />
            {raise}
          </>
        )}
      </header>
      {data.changes.length === 0 ? (
        <Empty action={raise}>{t("change.none")}</Empty>
      ) : (
        <>
          <nav className="row wrap" aria-label={t("change.by_state")}>
            <a
              className="tag"
              href={to(["changes"], { ...own, state: null })}
              aria-current={state === null ? "page" : undefined}
            >
              {t("change.all")} <strong>{number(data.changes.length)}</strong>
            </a>
            {(words.model?.policy.states ?? [])
              .filter((one) => counts.has(one.id))
              .map((one) => (
                <a
                  key={one.id}
                  className="tag"
                  href={to(["changes"], { ...own, state: one.id })}
                  aria-current={state === one.id ? "page" : undefined}
                >
                  {words.changeState(one.id)} <strong>{number(counts.get(one.id) ?? 0)}</strong>
                </a>
              ))}
          </nav>
          {form === "list" && <Lines changes={shown} />}
          {form === "board" && <Board changes={shown} />}
          {form === "timeline" && (
            <Timeline
              changes={shown}
              span={span}
              at={at}
              onMove={(some) => ask({ span: some.span ?? span, at: (some.at ?? at).toISOString() })}
            />
          )}
        </>
      )}
      {data.templates.length > 0 && (
        <Section title={t("change.templates")} count={number(data.templates.length)}>
          <ul className="bare">
            {data.templates.map((template) => (
              <li key={template.name} className="row wrap">
                <strong>{template.name}</strong>
                <a href={to(["changes", template.from_change])}>{template.from_change}</a>
                <Band band={template.band} />
                {template.suspended && <span className="said">{template.suspended}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Dialog opened={isNew} onClose={() => setNew(false)} title={t("change.raise")}>
        <Raise
          templates={data.templates
            .filter((template) => !template.suspended)
            .map((template) => template.name)}
        />
      </Dialog>
    </div>
  );
}

function Lines({ changes }: { changes: ChangeLine[] }) {
  const { t } = useTranslation();
  const { moment, day } = useFormats();
  return (
    <section className="panel scroll-x" aria-label={t("shell.changes")}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t("change.id")}</th>
            <th>{t("change.title")}</th>
            <th>{t("field.state")}</th>
            <th>{t("change.risk")}</th>
            <th>{t("change.kind")}</th>
            <th>{t("change.window")}</th>
            <th>{t("change.requester")}</th>
            <th>{t("change.raised")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.id}>
              <td className="mono" style={{ whiteSpace: "nowrap" }}>
                <a href={to(["changes", change.id])}>{change.id}</a>
              </td>
              <td>
                <a href={to(["changes", change.id])}>
                  <bdi>{change.title}</bdi>
                </a>
              </td>
              <td>
                <StateTag state={change.state} stale={change.stale} />
              </td>
              <td>{change.risk && <Band band={change.risk} />}</td>
              <td style={{ whiteSpace: "nowrap" }}>{t(`change_kind.${change.kind}`)}</td>
              <td style={{ whiteSpace: "nowrap" }}>
                {change.window && `${moment(change.window.start)} – ${moment(change.window.end)}`}
              </td>
              <td>
                <bdi>{change.requester}</bdi>
              </td>
              <td style={{ whiteSpace: "nowrap" }}>{day(change.created_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Raise({ templates }: { templates: string[] }) {
  const { t } = useTranslation();
  const create = useAct("change_create");
  const [title, setTitle] = useState("");
  const [reason, setReason] = useState("");
  const [kind, setKind] = useState<ChangeKind>("normal");
  const [template, setTemplate] = useState<string | null>(null);
  const raise = () => {
    const request = { title, reason, kind, ...(kind === "standard" ? { template } : {}) };
    create.mutate(request, { onSuccess: ({ id }) => go(to(["changes", id])) });
  };
  return (
    <Form
      onSubmit={raise}
      error={create.error}
      isPending={create.isPending}
      isReady={title.trim() !== ""}
      act={t("change.raise")}
    >
      <TextInput
        label={t("change.title")}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
        data-autofocus
      />
      <Textarea
        label={t("change.reason")}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
      />
      <Select
        label={t("change.kind")}
        data={(["normal", "standard", "emergency"] as const).map((value) => ({
          value,
          label: t(`change_kind.${value}`),
        }))}
        value={kind}
        onChange={(value) => value && setKind(value as ChangeKind)}
        allowDeselect={false}
      />
      {kind === "standard" && (
        <Select
          label={t("change.template")}
          data={templates}
          value={template}
          onChange={setTemplate}
          required
        />
      )}
    </Form>
  );
}
