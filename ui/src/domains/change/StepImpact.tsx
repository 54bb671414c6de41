import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeMapReply, ChangeView, MapQuestion, ServiceVerdict, StepVerdict } from "@/bindings";
import { ChangeExposure } from "@/domains/budget";
import { ItemLink } from "@/domains/item";
import { MapPanel } from "@/domains/map";
import { useAsk } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { go, to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { Waiting } from "@/shared/Waiting";

/** Before, during and after each step, and if it fails; with a map of the worst one. */
export function StepImpact({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const { analysis } = view;
  if (!analysis) {
    return (
      <div className="stack">
        <Empty>{t("change.not_analysed")}</Empty>
        <ChangeExposure change={view.change.id} />
      </div>
    );
  }
  return (
    <div className="stack">
      <ChangeExposure change={view.change.id} />
      {analysis.steps.map((step) => (
        <StepTable key={step.step} step={step} isWorst={step.step === analysis.worst_step} />
      ))}
      <WorstMap id={view.change.id} />
    </div>
  );
}

function StepTable({ step, isWorst }: { step: StepVerdict; isWorst: boolean }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const title = step.title
    ? t("change.step_titled", { step: step.step, title: step.title })
    : t("change.step", { step: step.step });
  const rows: ServiceVerdict[] = [...step.services, ...(step.items ?? [])];
  return (
    <Section
      title={title}
      count={t("common.minutes", { value: number(step.minutes) })}
      actions={isWorst && <span className="tag">{t("change.worst_step")}</span>}
      flush
    >
      {rows.length === 0 ? (
        <p className="dim" style={{ padding: "0 12px" }}>
          {t("impact.nothing_hit")}
        </p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t("field.name")}</th>
              <th className="number">{t("impact.tier")}</th>
              <th>{t("change.before")}</th>
              <th>{t("change.during")}</th>
              <th>{t("change.after")}</th>
              <th>{t("change.if_it_fails")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <ItemLink item={row} />
                </td>
                <td className="number">{row.tier}</td>
                {([row.before, row.during, row.after, row.fails] as const).map((level, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: four columns that never move.
                  <td key={place}>
                    <Level level={level} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
        {t("change.groups_reduced", { value: number(step.eroded) })}
        {typeof step.least_margin === "number" &&
          ` · ${t("change.least_spares", { value: number(step.least_margin) })}`}
        {` · ${t("change.reach", { items: number(step.could_be_reached), services: number(step.services_could_be_reached) })}`}
      </p>
    </Section>
  );
}

function WorstMap({ id }: { id: string }) {
  const { data, error } = useAsk("change_map", { change: id });
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  return <PictureOf reply={data} question={{ of: "change", change: id }} />;
}

/** The map of the worst step of a plan, and what held. */
export function PictureOf({ reply, question }: { reply: ChangeMapReply; question?: MapQuestion }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [chosen, setChosen] = useState<string | null>(null);
  const { view, picture } = reply;
  return (
    <>
      {view && picture.map && (
        <section className="panel change-map" aria-label={t("map.map")}>
          <MapPanel
            label={t("change.map_of", { step: picture.map.step })}
            view={view}
            hasLevels
            {...(question ? { question } : {})}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={(box) => box.node.item && go(to(["items", box.node.item.key]))}
          />
        </section>
      )}
      {picture.holding.length > 0 && (
        <Section title={t("change.held")} flush>
          <table className="plain">
            <thead>
              <tr>
                <th>{t("item.group")}</th>
                <th>{t("change.consumers")}</th>
                <th className="number">{t("impact.failed")}</th>
                <th className="number">{t("impact.spares")}</th>
              </tr>
            </thead>
            <tbody>
              {picture.holding.map((held) => (
                <tr key={`${held.requirement.name} ${held.margin} ${held.items[0]?.id}`}>
                  <td>{held.requirement.name.replace(/^@/, "")}</td>
                  <td>
                    {held.items.map((item) => item.name).join(", ")}
                    {held.count > held.items.length &&
                      ` ${t("common.more", { value: number(held.count - held.items.length) })}`}
                  </td>
                  <td className="number">{number(held.down)}</td>
                  <td className="number">{number(held.margin)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}
