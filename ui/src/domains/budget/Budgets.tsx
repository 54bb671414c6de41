import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BudgetSaid } from "@/bindings";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import "./budget.css";
import { Standing } from "./Standing";

/** So many budgets are listed before somebody asks for all. */
const FIRST = 8;
/** So many more are listed without being asked for: a button in their place would not be shorter. */
const FEW = 4;

/** What is left of every error budget, the least first. */
export function Budgets() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const set = useWorkingSet();
  const { data, error, refetch } = useAsk("error_budgets", set, { keep: true });
  const [isAll, setAll] = useState(false);
  if (error) return <FailureView error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const { budgets, without } = data;
  const isLong = budgets.length > FIRST + FEW;
  const more = isLong && (
    <Button variant="default" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
      {isAll
        ? t("budget.show_less", { value: number(FIRST) })
        : t("budget.show_all", { value: number(budgets.length) })}
    </Button>
  );
  return (
    <Section title={t("budget.all")} count={number(budgets.length)} actions={more} flush>
      <p className="dim" style={{ padding: "6px 12px 0", margin: 0 }}>
        {budgets.length === 0 ? t("budget.none") : data.sentence} {budgets.length > 0 && t("budget.all_hint")}
      </p>
      {budgets.length > 0 && (
        <table className="plain budget">
          <thead>
            <tr>
              <th>{t("budget.service")}</th>
              <th>{t("budget.promised")}</th>
              <th className="number">{t("budget.allowed")}</th>
              <th className="number">{t("budget.used")}</th>
              <th className="number">{t("budget.left")}</th>
              <th>{t("budget.status")}</th>
            </tr>
          </thead>
          <tbody>
            {budgets.slice(0, isAll || !isLong ? undefined : FIRST).map((own) => (
              <Line key={own.id} own={own} />
            ))}
          </tbody>
        </table>
      )}
      {without.length > 0 && (
        <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
          {t("budget.without")}: <bdi>{without.map((own) => own.name).join(", ")}</bdi>
        </p>
      )}
    </Section>
  );
}

function Line({ own }: { own: BudgetSaid }) {
  const { t } = useTranslation();
  const { minutes } = own;
  const min = (value: string) => t("budget.minutes", { value });
  return (
    <tr>
      <td>
        <a href={to(["items", own.key])}>
          <bdi>{own.name}</bdi>
        </a>
        {own.tier != null && <div className="dim small">{t("common.tier", { tier: own.tier })}</div>}
      </td>
      <td className="said">
        <bdi>{own.promised}</bdi>
      </td>
      <td className="number">{min(minutes.budget)}</td>
      <td className="number">
        {min(minutes.used)}
        {own.used_ms > 0 && (
          <div className="dim small">
            {t("budget.used_of", { unplanned: minutes.unplanned, planned: minutes.planned })}
          </div>
        )}
      </td>
      <td className="number">
        <strong>{min(minutes.left)}</strong>
      </td>
      <td>
        <Standing left={own.left_ms} />
      </td>
    </tr>
  );
}
