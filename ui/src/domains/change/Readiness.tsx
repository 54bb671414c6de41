import { Select } from "@mantine/core";
import { IconCircleCheck, IconCircleDashed, IconRefreshAlert } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ChangeView } from "@/bindings";
import type { waiver as waived } from "@/bindings/words";
import { useModel, wordOf } from "@/domains/model";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";
import { useEditChange } from "./edit";

const ANSWERS = ["1", "2", "3", "4", "5"];

/** Where the change may go, and what is missing on each way; the checks run again whenever something is recorded. */
export function Readiness({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const words = useModel();
  const { sentence } = useFormats();
  return (
    <div className="stack">
      <Currency view={view} />
      <Section title={t("change.ways")} flush>
        {view.ways.length === 0 && (
          <p className="dim" style={{ padding: "0 12px" }}>
            {t("change.over")}
          </p>
        )}
        <ul className="calls ways">
          {view.ways.map((way) => (
            <li key={way.transition}>
              {way.open ? (
                <IconCircleCheck size={16} color="var(--added)" aria-hidden="true" />
              ) : (
                <IconCircleDashed size={16} color="var(--dim)" aria-hidden="true" />
              )}
              <div className="grow">
                <strong>{way.label}</strong> <span className="dim">→ {words.changeState(way.to)}</span>{" "}
                <span className={way.open ? "" : "dim"}>
                  {way.open ? t("change.way_open") : t("change.way_closed")}
                </span>
                {way.unmet.length > 0 && (
                  <ul className="unmet">
                    {way.unmet.map((unmet) => (
                      <li key={unmet} className="said">
                        {sentence(unmet)}
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Likelihood view={view} />
      {(view.change.waivers?.length ?? 0) > 0 && (
        <Section title={t("change.waivers")}>
          <ul className="bare">
            {view.change.waivers?.map((waiver) => (
              <li key={`${waiver.guard} ${waiver.at}`} className="said">
                <strong>{t(`waiver.${waiver.guard as keyof typeof waived.en}`)}</strong>{" "}
                <bdi>{waiver.reason}</bdi> <span className="dim">— {waiver.actor}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

function Currency({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { standing } = view;
  if (view.currency === "none") return null;
  const isFresh = view.currency === "current" || view.currency === "settled";
  return (
    <div className="row wrap currency" role="status">
      {isFresh ? (
        <IconCircleCheck size={16} color="var(--added)" aria-hidden="true" />
      ) : (
        <IconRefreshAlert size={16} color="var(--degraded-line)" aria-hidden="true" />
      )}
      <strong>{t("change.analysis_is", { currency: t(`currency.${view.currency}`) })}</strong>
      {view.analysis && (
        <span className="dim">
          {t("change.analysis_of", { number: view.analysis.number, seq: view.analysis.seq })}
        </span>
      )}
      {standing && standing.edits.length > 0 && (
        <div style={{ width: "100%" }}>
          <span className="dim">{t("change.changed_since")}</span>
          <ul style={{ margin: "4px 0 0" }}>
            {standing.edits.map((sentence) => (
              <li key={sentence} className="said">
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** The questions about likelihood; what nobody answers counts as the estate's policy says. */
function Likelihood({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { language } = useTranslation().i18n;
  const words = useModel();
  const { edit, error } = useEditChange(view.change.id);
  const risk = view.analysis?.risk;
  return (
    <Section title={t("change.risk")}>
      {risk && (
        <p style={{ marginTop: 0 }}>
          {t("change.risk_is", {
            band: words.bandName(risk.band),
            impact: risk.impact,
            likelihood: risk.likelihood,
            score: risk.score,
          })}{" "}
          {view.risk_floor && <span className="said">{view.risk_floor}</span>}
        </p>
      )}
      <div className="questions">
        {(words.model?.policy.questions ?? []).map((question) => (
          <Select
            key={question.id}
            label={wordOf(question.label, language, question.id)}
            placeholder={t("change.unanswered")}
            data={ANSWERS}
            value={String(view.change.likelihood?.[question.id] ?? "") || null}
            disabled={!view.editable}
            onChange={(value) => value && edit({ likelihood: { [question.id]: Number(value) } })}
          />
        ))}
      </div>
      {error && <FailureView error={error} />}
    </Section>
  );
}
