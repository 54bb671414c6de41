import { IconCircleCheck, IconCircleX, IconCornerUpLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ChangeView } from "@/bindings";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";

const VERBS = { approve: IconCircleCheck, reject: IconCircleX, return: IconCornerUpLeft };

/** What decisions rest on, who made them, and who still has to; an approval shows its digest. */
export function Evidence({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const words = useModel();
  const { analysis, change } = view;
  const current = analysis?.hashes.evidence;
  return (
    <div className="stack">
      <Section title={t("change.evidence")}>
        {analysis ? (
          <dl className="facts">
            <div>
              <dt>{t("change.evidence_digest")}</dt>
              <dd className="mono said">{analysis.hashes.evidence}</dd>
            </div>
            <div>
              <dt>{t("change.analysis")}</dt>
              <dd>
                {t("change.analysis_of", { number: analysis.number, seq: analysis.seq })} ·{" "}
                {moment(analysis.at)} · <bdi>{analysis.actor}</bdi>
              </dd>
            </div>
            <div>
              <dt>{t("change.stands")}</dt>
              <dd>{t(`currency.${view.currency}`)}</dd>
            </div>
          </dl>
        ) : (
          <p className="dim" style={{ margin: 0 }}>
            {t("change.not_analysed")}
          </p>
        )}
      </Section>
      <Section title={t("change.undecided")} count={view.undecided.length}>
        {view.undecided.length === 0 && (
          <p className="dim" style={{ margin: 0 }}>
            {t("change.nobody_left")}
          </p>
        )}
        <ul className="bare">
          {view.undecided.map((authority, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one role may be asked for twice.
            <li key={place} className="row wrap">
              <strong>{words.roleName(authority.role)}</strong>
              {authority.service_name && <bdi>{authority.service_name}</bdi>}
              {authority.person && <span className="dim">{authority.person}</span>}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("change.decisions")} count={change.decisions?.length ?? 0} flush>
        {(change.decisions?.length ?? 0) === 0 ? (
          <p className="dim" style={{ padding: "0 12px" }}>
            {t("change.no_decisions")}
          </p>
        ) : (
          <table className="plain">
            <thead>
              <tr>
                <th>{t("change.decision")}</th>
                <th>{t("change.role")}</th>
                <th>{t("home.who")}</th>
                <th>{t("home.when")}</th>
                <th>{t("common.reason")}</th>
                <th>{t("change.evidence")}</th>
              </tr>
            </thead>
            <tbody>
              {change.decisions?.map((decision) => {
                const Icon = VERBS[decision.verb];
                return (
                  <tr key={`${decision.at} ${decision.role}`}>
                    <td>
                      <span className="row" style={{ gap: 4 }}>
                        <Icon size={14} aria-hidden="true" /> {t(`verb.${decision.verb}`)}
                      </span>
                    </td>
                    <td>{words.roleName(decision.role)}</td>
                    <td>
                      <bdi>{decision.actor}</bdi>
                    </td>
                    <td style={{ whiteSpace: "nowrap" }}>{moment(decision.at)}</td>
                    <td className="said">{decision.reason}</td>
                    <td className="mono">
                      @{decision.evidence.slice(0, 8)}{" "}
                      {decision.evidence !== current && (
                        <span className="dim">{t("change.other_evidence")}</span>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </Section>
      <Differences view={view} />
    </div>
  );
}

function Differences({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { baseline } = view.change;
  if (!baseline) return null;
  return (
    <Section
      title={t("change.differences")}
      count={view.differences.length}
      actions={
        <a href={to(["baselines", "compare"], { from: baseline })}>
          {t("change.compare_since", { name: baseline })}
        </a>
      }
      flush
    >
      {view.differences.length === 0 ? (
        <p className="dim" style={{ padding: "0 12px" }}>
          {t("change.no_differences")}
        </p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t("change.reference")}</th>
              <th>{t("change.planned")}</th>
              <th>{t("change.actual")}</th>
              <th>{t("change.explained")}</th>
            </tr>
          </thead>
          <tbody>
            {view.differences.map((difference) => (
              <tr key={difference.reference}>
                <td className="mono">{difference.reference}</td>
                <td className="said">{difference.planned}</td>
                <td className="said">{difference.actual}</td>
                <td className="said">{difference.explained}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
