import { Button, Progress } from "@mantine/core";
import { IconCircleCheck, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { create } from "zustand";
import type { CutReport, PairGroup, ServiceCuts } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useJobs, useStartJob } from "@/domains/jobs";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useWorkingSet } from "@/shared/settings";

/** So many kinds of pairs of a service are shown at once. */
const KINDS = 4;

/** What the last search found: it survives looking elsewhere, like the job that made it. */
const useFound = create<{ key: string; report: CutReport | null; error: unknown; job: number | null }>()(
  () => ({
    key: "",
    report: null,
    error: null,
    job: null,
  }),
);

/** What takes services down in twos: searched in the background, the most important services first. */
export function Pairs() {
  const { t } = useTranslation();
  const set = useWorkingSet();
  const { data: desk } = useAsk("desk_state", {});
  // What was found in one estate says nothing of another.
  const key = JSON.stringify([desk?.estate?.path, set]);
  const found = useFound();
  const start = useStartJob();
  const jobs = useJobs((state) => state.jobs);
  const running = jobs.find(
    (job) => job.number === found.job && (job.status === "running" || job.status === "cancelling"),
  );
  const look = async () => {
    useFound.setState({ key, report: null, error: null });
    const started = start("cut_pairs", set, {
      title: t("weak.pairs_job"),
      onDone: (report) => ({
        text: t("weak.pairs_done", { count: report.services.length, value: report.services.length }),
        address: to(["weak", "pairs"]),
      }),
    });
    useFound.setState({ job: useJobs.getState().jobs[0]?.number ?? null });
    await started.then(
      (report) => useFound.setState({ report }),
      (error: unknown) => useFound.setState({ error }),
    );
  };
  const report = found.key === key ? found.report : null;
  const cancelled = jobs.some((job) => job.number === found.job && job.status === "cancelled");
  return (
    <>
      <div className="row wrap">
        <Button
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          loading={running?.status === "running"}
          onClick={() => void look()}
        >
          {t(report ? "weak.pairs_again" : "weak.pairs_look")}
        </Button>
        {running && (
          <Button variant="default" onClick={running.cancel} disabled={running.status === "cancelling"}>
            {t("common.cancel")}
          </Button>
        )}
        {running?.progress?.total != null && (
          <Progress
            w={220}
            aria-label={t("weak.pairs_job")}
            value={(running.progress.done / Math.max(running.progress.total, 1)) * 100}
            transitionDuration={0}
          />
        )}
      </div>
      {found.key === key && found.error !== null && !cancelled && !running && (
        <FailureView error={found.error} />
      )}
      {report && <Report report={report} />}
    </>
  );
}

function Report({ report }: { report: CutReport }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <>
      <p className="verdict" role="status">
        {t("weak.pairs_said", {
          count: report.services.length,
          value: number(report.services.length),
          services: number(report.asked),
        })}{" "}
        <span className="dim small">{t("common.record", { seq: number(report.seq) })}</span>
      </p>
      {report.services.length === 0 && (
        <p className="row dim">
          <IconCircleCheck size={15} aria-hidden="true" /> {t("weak.no_pairs")}
        </p>
      )}
      {report.services.map((own) => (
        <Service key={own.id} own={own} />
      ))}
    </>
  );
}

function Service({ own }: { own: ServiceCuts }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Section
      title={own.name}
      count={t("weak.pairs_count", { count: own.count, value: number(own.count) })}
      actions={own.tier != null && <span className="tag">{t("outage.tier", { value: own.tier })}</span>}
    >
      <div className="kinds">
        {(["class", "site", "supplier"] as const).map((by) => (
          <Kinds key={by} by={by} groups={own.groups.filter((group) => group.by === by)} />
        ))}
      </div>
      <details>
        <summary>{t("weak.pairs_first", { value: number(own.pairs.length) })}</summary>
        <ul className="points">
          {own.pairs.map((pair) => (
            <li key={`${pair.first.id} ${pair.second.id}`}>
              <ItemLink item={pair.first} />
              <span className="dim">+</span>
              <ItemLink item={pair.second} />
              <a
                href={to(["impact"], { out: `${pair.first.key},${pair.second.key}` })}
                aria-label={t("weak.impact_of", { name: `${pair.first.name}, ${pair.second.name}` })}
              >
                {t("shell.impact")}
              </a>
            </li>
          ))}
        </ul>
        {own.count > own.pairs.length && (
          <p className="dim">
            {t("common.of_total", { shown: number(own.pairs.length), total: number(own.count) })}
          </p>
        )}
      </details>
    </Section>
  );
}

function Kinds({ by, groups }: { by: "class" | "site" | "supplier"; groups: PairGroup[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { className } = useModel();
  const said = groups.some((group) => group.first !== "" || group.second !== "");
  if (!said) return null;
  const name = (value: string) => (value === "" ? t("weak.none") : by === "class" ? className(value) : value);
  return (
    <div>
      <h3 className="dim">{t(`weak.by_${by}`)}</h3>
      <ul className="points">
        {groups.slice(0, KINDS).map((group) => (
          <li key={`${group.first} ${group.second}`}>
            <strong>{number(group.count)}</strong>
            <bdi>
              {name(group.first)} + {name(group.second)}
            </bdi>
          </li>
        ))}
        {groups.length > KINDS && (
          <li className="dim">{t("common.more", { value: number(groups.length - KINDS) })}</li>
        )}
      </ul>
    </div>
  );
}
