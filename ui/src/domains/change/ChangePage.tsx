import { Button, Tabs } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ChangeView } from "@/bindings";
import { SaveReport } from "@/domains/jobs";
import { useTellAbout } from "@/shared/about";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to } from "@/shared/route";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { Actions } from "./Actions";
import "./change.css";
import { Discussion } from "./Discussion";
import { Evidence } from "./Evidence";
import { Band, StateTag } from "./marks";
import { Past } from "./Past";
import { PlanEdits } from "./PlanEdits";
import { Readiness } from "./Readiness";
import { StepImpact } from "./StepImpact";
import { MakeTemplate } from "./TemplateDialog";

const PARTS = ["discussion", "items", "readiness", "impact", "evidence", "history"] as const;
type Part = (typeof PARTS)[number];

/** One change as a pull request for the estate. */
export function ChangePage({ id, part }: { id: string; part: string | undefined }) {
  const { data, error, refetch, isPlaceholderData } = useAsk("change", { change: id }, { keep: true });
  useTellAbout(data && !isPlaceholderData ? [`${data.change.id} ${data.change.title}`] : []);
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <Waiting />;
  const shown = (PARTS as readonly string[]).includes(part ?? "") ? (part as Part) : "discussion";
  return <Page view={data} part={shown} />;
}

function countOf(view: ChangeView): number {
  return view.steps.reduce((sum, step) => sum + step.edits.length + step.outages.length, 0);
}

function Page({ view, part }: { view: ChangeView; part: Part }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const edits = countOf(view);
  const missing = new Set(view.ways.flatMap((way) => way.unmet)).size;
  const counts: Partial<Record<Part, string>> = {
    items: number(edits),
    ...(missing > 0 ? { readiness: t("change.missing", { count: missing, value: number(missing) }) } : {}),
    evidence: number(view.change.decisions?.length ?? 0),
    history: number(view.past.length),
  };
  return (
    <div className="page">
      <Head view={view} />
      <Tabs
        value={part}
        onChange={(value) => value && go(to(["changes", view.change.id, value]), true)}
        keepMounted={false}
      >
        <Tabs.List aria-label={t("change.parts")}>
          {PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`change.part_${name}`)}{" "}
              {counts[name] !== undefined && <span className="dim">{counts[name]}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div style={{ paddingTop: 16 }}>
          <Tabs.Panel value="discussion">
            <Discussion view={view} />
          </Tabs.Panel>
          <Tabs.Panel value="items">
            <PlanEdits
              view={{
                id: view.change.id,
                of: "change",
                revision: view.plan_revision,
                steps: view.steps,
                editable: view.editable,
                ...(view.change.outcomes ? { outcomes: view.change.outcomes } : {}),
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="readiness">
            <Readiness view={view} />
          </Tabs.Panel>
          <Tabs.Panel value="impact">
            <StepImpact view={view} />
          </Tabs.Panel>
          <Tabs.Panel value="evidence">
            <Evidence view={view} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <Past view={view} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </div>
  );
}

function Head({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { change, analysis } = view;
  const edits = countOf(view);
  const { workingSet, set } = useSettings();
  const isInside = workingSet.kind === "change" && workingSet.id === change.id;
  return (
    <header className="stack" style={{ gap: 8 }}>
      <div className="page-head">
        <h1>
          <span className="mono dim">{change.id}</span> <bdi>{change.title}</bdi>
        </h1>
        {!view.over && !isInside && (
          <Button
            variant={edits === 0 ? "filled" : "default"}
            leftSection={<IconArrowsExchange size={14} aria-hidden="true" />}
            onClick={() => set({ workingSet: { kind: "change", id: change.id, title: change.title } })}
          >
            {t("change.work_inside")}
          </Button>
        )}
        {view.over && <MakeTemplate id={change.id} title={change.title} />}
        <Report id={change.id} />
        <Actions view={view} />
      </div>
      <div className="row wrap">
        <StateTag state={change.state} stale={view.standing?.stale ?? false} />
        {analysis && <Band band={analysis.risk.band} alone />}
        <span className="tag">{t(`change_kind.${change.kind}`)}</span>
        {change.what_if && (
          <a className="tag" href={to(["changes", "what-if", change.what_if])}>
            {t("what_if.from", { id: change.what_if })}
          </a>
        )}
        <span className="dim">
          {t("change.requested_by", { who: change.requester, when: moment(change.created_at) })}
        </span>
        {change.window && (
          <span className="dim">
            {t("change.window_is", { from: moment(change.window.start), until: moment(change.window.end) })}
          </span>
        )}
      </div>
      {view.sentence && (
        <p className="said verdict-line" role="status">
          {view.sentence}
        </p>
      )}
    </header>
  );
}

function Report({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <SaveReport
      ask={{ name: "change_report", request: { change: id } }}
      file={id}
      label={t("impact.report")}
      title={t("change.report_of", { id })}
    />
  );
}
