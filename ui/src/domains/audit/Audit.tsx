import { Button, Pagination, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CommitKind, LogPage, LogRequest, RecordSaid } from "@/bindings";
import { AuditActs, RevertButton } from "@/domains/care";
import { SavedViews } from "@/domains/estate";
import { ItemPicker } from "@/domains/item";
import { useAsk } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { go, to, useRoute } from "@/shared/route";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { Words } from "@/shared/Words";

const LINES = 100;

type Asked = Partial<Record<"actor" | "kind" | "since" | "until" | "text" | "item" | "page", string>>;

/** Returns the beginning of a day of the machine's zone, or of the day after it. */
function dayOf(text: string | undefined, after: number): string | undefined {
  const [year, month, day] = (text ?? "").split("-").map(Number);
  if (!year || !month || !day) return undefined;
  return new Date(year, month - 1, day + after).toISOString();
}

export function requestOf(asked: Asked): LogRequest {
  const page = Math.max(1, Number(asked.page ?? 1) || 1);
  const [since, until] = [dayOf(asked.since, 0), dayOf(asked.until, 1)];
  return {
    limit: LINES,
    offset: (page - 1) * LINES,
    ...(asked.actor ? { actor: asked.actor } : {}),
    ...(asked.kind ? { kind: asked.kind as CommitKind } : {}),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
    ...(asked.text ? { text: asked.text } : {}),
    ...(asked.item ? { item: asked.item } : {}),
  };
}

/** The log: who recorded what, when, why, and with which authority; each record opens what it changed. */
export function Audit() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { query } = useRoute();
  const asked: Asked = Object.fromEntries(query);
  const { data, error, isPlaceholderData, refetch } = useAsk("log", requestOf(asked), { keep: true });
  const ask = (some: Asked) => go(to(["audit"], { ...asked, page: undefined, ...some }), true);
  const isNarrowed = [...query.keys()].some((name) => name !== "page");
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {t("audit.title")}
          {data && (
            <span className="dim" role="status">
              {" "}
              · {number(data.total)}
            </span>
          )}
        </h1>
        <AuditActs />
        <SavedViews place="audit" />
      </header>
      <Narrow asked={asked} ask={ask} page={data} isNarrowed={isNarrowed} />
      {error && <FailureView error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && data.commits.length === 0 && (
        <Empty action={<Button onClick={() => go(to(["audit"]), true)}>{t("common.reset")}</Button>}>
          {t("audit.none")}
        </Empty>
      )}
      {data && data.commits.length > 0 && (
        <div className="stack" data-old={isPlaceholderData}>
          <Records commits={data.commits} />
          {data.total > LINES && (
            <Pagination
              total={Math.ceil(data.total / LINES)}
              value={Number(asked.page ?? 1)}
              onChange={(page) => ask({ page: String(page) })}
              size="sm"
              getControlProps={(control) => ({ "aria-label": t(`page.${control}`) })}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface NarrowProps {
  asked: Asked;
  ask: (some: Asked) => void;
  page: LogPage | undefined;
  isNarrowed: boolean;
}

function Narrow({ asked, ask, page, isNarrowed }: NarrowProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [field, setField] = useState<HTMLInputElement | null>(null);
  useKeys({ "/": () => field?.focus() });
  const actors = (page?.actors ?? []).map(({ actor, records }) => ({
    value: actor,
    label: `${actor} · ${number(records)}`,
  }));
  const kinds = (page?.kinds ?? []).map(({ kind, records }) => ({
    value: kind as string,
    label: `${t(`record_kind.${kind}`)} · ${number(records)}`,
  }));
  return (
    <search className="row wrap" style={{ alignItems: "end" }} aria-label={t("audit.narrow")}>
      <Words
        key={asked.text ?? ""}
        label={t("audit.words")}
        placeholder={t("audit.words_hint")}
        text={asked.text ?? ""}
        onText={(text) => ask({ text })}
        hold={setField}
      />
      <Select
        label={t("home.who")}
        placeholder={t("audit.anybody")}
        data={actors}
        value={asked.actor ?? null}
        onChange={(actor) => ask({ actor: actor ?? "" })}
        clearable
        searchable
        w={170}
      />
      <Select
        label={t("home.kind")}
        placeholder={t("audit.any_kind")}
        data={kinds}
        value={asked.kind ?? null}
        onChange={(kind) => ask({ kind: kind ?? "" })}
        clearable
        w={160}
      />
      <TextInput
        type="date"
        label={t("audit.since")}
        value={asked.since ?? ""}
        onChange={(event) => ask({ since: event.currentTarget.value })}
        w={132}
      />
      <TextInput
        type="date"
        label={t("audit.until")}
        value={asked.until ?? ""}
        onChange={(event) => ask({ until: event.currentTarget.value })}
        w={132}
      />
      {asked.item ? (
        <Button variant="default" rightSection="×" onClick={() => ask({ item: "" })}>
          {t("audit.of_item", { item: asked.item })}
        </Button>
      ) : (
        <div style={{ width: 190 }}>
          <ItemPicker label={t("audit.item")} onPick={(item) => ask({ item })} />
        </div>
      )}
      {isNarrowed && (
        <Button variant="subtle" color="gray" onClick={() => go(to(["audit"]), true)}>
          {t("common.reset")}
        </Button>
      )}
    </search>
  );
}

/** Kinds of records that edit nothing which two moments could differ in. */
const WITHOUT_EDITS = new Set<CommitKind>(["process", "baseline"]);

function Records({ commits }: { commits: RecordSaid[] }) {
  const { t } = useTranslation();
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const { number, moment } = useFormats();
  return (
    <section className="panel scroll-x" aria-label={t("audit.title")} data-tour="records">
      <table className="plain">
        <thead>
          <tr>
            <th className="number">{t("home.record")}</th>
            <th>{t("home.when")}</th>
            <th>{t("home.kind")}</th>
            <th>{t("home.who")}</th>
            <th>{t("audit.change")}</th>
            <th>{t("common.reason")}</th>
            <th className="number">{t("audit.edits")}</th>
            <th>
              <span className="hidden-but-read">{t("care.revert_go")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {commits.map((commit) => {
            const what = to(["baselines", "compare"], { from: commit.seq - 1, to: commit.seq });
            const opens = commit.operations > 0 && commit.seq > 1 && !WITHOUT_EDITS.has(commit.kind);
            return (
              <tr key={commit.seq}>
                <td className="number">{number(commit.seq)}</td>
                <td style={{ whiteSpace: "nowrap" }}>
                  <time dateTime={commit.recorded_at}>{moment(commit.recorded_at)}</time>
                  {commit.effective_at !== commit.recorded_at && (
                    <div className="dim">{t("audit.effective", { when: moment(commit.effective_at) })}</div>
                  )}
                </td>
                <td style={{ whiteSpace: "nowrap" }}>{t(`record_kind.${commit.kind}`)}</td>
                <td>
                  <bdi>{commit.actor}</bdi>
                </td>
                <td style={{ whiteSpace: "nowrap" }}>
                  {commit.change && <a href={to(["changes", commit.change])}>{commit.change}</a>}
                  {commit.step && <span className="dim"> {t("change.step", { step: commit.step })}</span>}
                </td>
                <td className="said">
                  <bdi>{commit.said ?? commit.reason}</bdi>
                </td>
                <td className="number">
                  {opens ? (
                    <a href={what}>
                      {number(commit.operations)}
                      <span className="hidden-but-read"> {t("audit.open", { seq: number(commit.seq) })}</span>
                    </a>
                  ) : (
                    number(commit.operations)
                  )}
                </td>
                <td>{opens && isLive && <RevertButton seq={commit.seq} isIcon />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
