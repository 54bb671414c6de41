import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImpactSince } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { Moment, utc } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { RecordCells } from "@/shared/RecordCells";
import { Section } from "@/shared/Section";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import type { Question } from "./question";

/** What the same outage would have done at an earlier moment, and which records made the difference. */
export function Since({ question }: { question: Question }) {
  const { t } = useTranslation();
  const workingSet = useSettings((settings) => settings.workingSet);
  const { data: past } = useAsk("baselines", {});
  const [name, setName] = useState<string | null>(null);
  const [moment, setMoment] = useState("");
  // What a change would make of the estate has no past.
  if (workingSet.kind === "change") return null;
  const since = moment !== "" ? utc(moment) : name;
  const at = workingSet.kind === "baseline" ? { at: workingSet.name } : {};
  return (
    <Section title={t("impact.since")}>
      <div className="row wrap" style={{ alignItems: "end" }}>
        <Select
          label={t("impact.since_baseline")}
          data={(past?.baselines ?? []).map((own) => own.name)}
          value={moment === "" ? name : null}
          onChange={(value) => {
            setName(value);
            setMoment("");
          }}
          clearable
        />
        <Moment label={t("impact.since_moment")} value={moment} onChange={setMoment} />
      </div>
      {since !== null && since !== "" && <Answer request={{ ...question, since, ...at }} />}
    </Section>
  );
}

function Answer({ request }: { request: Question & { since: string; at?: string } }) {
  const { data, error } = useAsk("impact_since", request, { keep: true });
  if (error) return <FailureView error={error} />;
  return data ? <Differences since={data} /> : <Waiting />;
}

function Differences({ since }: { since: ImpactSince }) {
  const { t } = useTranslation();
  const { number, moment } = useFormats();
  const absent = since.absent ?? [];
  const said = {
    count: since.changed.length,
    value: number(since.changed.length),
    from: t("common.record", { seq: number(since.from.seq) }),
    when: moment(since.from.recorded_at),
  };
  return (
    <>
      <p role="status">
        {since.changed.length === 0 ? t("impact.since_same", said) : t("impact.since_differs", said)}
      </p>
      {absent.length > 0 && (
        <p className="dim">
          {t("impact.since_absent")} <bdi>{absent.map((item) => item.name).join(", ")}</bdi>
        </p>
      )}
      {since.changed.length > 0 && (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th>{t("impact.since_before")}</th>
                <th>{t("impact.since_after")}</th>
                <th>{t("field.name")}</th>
                <th>{t("impact.since_records")}</th>
              </tr>
            </thead>
            <tbody>
              {since.changed.map((own) => (
                <tr key={own.id}>
                  <td>
                    <Level level={own.before} />
                  </td>
                  <td>
                    <Level level={own.after} />
                  </td>
                  <td>
                    <ItemLink item={own} />
                  </td>
                  <td className="mono">{own.records.map(number).join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>{t("impact.since_made")}</h3>
          <table className="plain">
            <thead>
              <tr>
                <th className="number">{t("outage.record")}</th>
                <th>{t("outage.when")}</th>
                <th>{t("outage.who")}</th>
                <th>{t("outage.what")}</th>
                <th className="number">{t("impact.since_worse")}</th>
                <th className="number">{t("impact.since_better")}</th>
              </tr>
            </thead>
            <tbody>
              {since.commits.map((own) => (
                <tr key={own.seq}>
                  <RecordCells own={own} />
                  <td className="number">{number(own.worse)}</td>
                  <td className="number">{number(own.better)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
