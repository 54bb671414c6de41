import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SheetReply } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";

/** So many items of a wave are shown before somebody asks for all. */
const FIRST = 12;

/** In which order what is down comes up, what waits for itself, and which link to cut. */
export function Waves({ sheet }: { sheet: SheetReply }) {
  const { t } = useTranslation();
  const { number, span } = useFormats();
  const { recovery, deadlocks, wave_totals } = sheet;
  const names = (items: { name: string }[]) => items.map((item) => item.name).join(", ");
  if (recovery.waves.length + recovery.deadlocks.length === 0) return null;
  return (
    <Section title={t("outage.recovery")} count={number(recovery.waves.length)}>
      <ol className="waves">
        {recovery.waves.map((wave, place) => (
          <li key={wave[0]?.id}>
            <strong>{t("outage.wave", { value: place + 1 })}</strong>
            <Members total={wave_totals[place] ?? wave.length}>
              {wave.map((own) => (
                <li key={own.id} data-itself={own.out_of_service === true}>
                  <ItemLink item={own} />
                  <span className="dim small">
                    {[
                      own.out_of_service ? t("outage.itself") : null,
                      own.serves_tier != null ? t("outage.serves", { value: own.serves_tier }) : null,
                      own.rto != null ? t("outage.rto_of", { time: span(own.rto) }) : null,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </li>
              ))}
            </Members>
          </li>
        ))}
      </ol>
      {deadlocks.map((sentence) => (
        <p key={sentence} className="row said" role="alert">
          <IconAlertTriangle size={15} aria-hidden="true" color="var(--down-line)" />
          <span>{sentence}</span>
        </p>
      ))}
      {recovery.waiting.length > 0 && (
        <p className="said">
          {t("outage.waiting")} <bdi>{names(recovery.waiting)}</bdi>
        </p>
      )}
      {recovery.warnings.map((cycle) => (
        <p key={names(cycle)} className="dim said">
          {t("outage.cycle")} <bdi>{names(cycle)}</bdi>
        </p>
      ))}
    </Section>
  );
}

function Members({ total, children }: { total: number; children: React.ReactNode[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const rest = children.slice(FIRST);
  return (
    <>
      <ul>{children.slice(0, FIRST)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t("common.more", { value: number(total - FIRST) })}</summary>
          <ul>{rest}</ul>
          {total > children.length && (
            <p className="dim">
              {t("common.of_total", { shown: number(children.length), total: number(total) })}
            </p>
          )}
        </details>
      )}
    </>
  );
}
