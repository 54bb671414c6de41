import { Checkbox } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ServiceWeakness, WeaknessReport } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";

/** What takes services down alone: every item that can fail by itself was failed by itself. */
export function Single() {
  const { t } = useTranslation();
  const set = useWorkingSet();
  const [withoutAssumed, setWithout] = useState(false);
  const asked = { ...set, ...(withoutAssumed ? { without_assumed: true } : {}) };
  const { data, error, refetch, isPlaceholderData } = useAsk("weakness", asked, { keep: true });
  return (
    <>
      <Checkbox
        label={t("weak.without_assumed")}
        checked={withoutAssumed}
        onChange={(event) => setWithout(event.currentTarget.checked)}
      />
      {error ? (
        <FailureView error={error} retry={() => void refetch()} />
      ) : data ? (
        <div className="stack" data-old={isPlaceholderData}>
          <Report report={data} />
        </div>
      ) : (
        <Waiting />
      )}
    </>
  );
}

function Report({ report }: { report: WeaknessReport }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const weak = report.services.filter((own) => own.single_points.length > 0);
  const down = report.services.filter((own) => own.down_already === true);
  const sound = report.services.length - weak.length - down.length;
  return (
    <>
      <p className="verdict" role="status">
        {report.services.length === 0
          ? t("weak.no_services")
          : t("weak.single_said", {
              count: weak.length,
              value: number(weak.length),
              services: number(report.services.length),
              tried: number(report.tried),
            })}
      </p>
      {report.services.length > 0 && (
        <Section title={t("weak.by_service")} count={number(weak.length + down.length)} flush spot="single">
          {weak.length + down.length === 0 ? (
            <p className="row dim" style={{ padding: "0 12px" }}>
              <IconCircleCheck size={15} aria-hidden="true" /> {t("weak.all_sound")}
            </p>
          ) : (
            <table className="plain weak">
              <thead>
                <tr>
                  <th className="number">{t("impact.tier")}</th>
                  <th>{t("weak.service")}</th>
                  <th>{t("weak.falls_with")}</th>
                </tr>
              </thead>
              <tbody>
                {[...down, ...weak].map((own) => (
                  <Service key={own.id} own={own} />
                ))}
              </tbody>
            </table>
          )}
          {sound > 0 && weak.length + down.length > 0 && (
            <p className="row dim" style={{ padding: "6px 12px", margin: 0 }}>
              <IconCircleCheck size={15} aria-hidden="true" />{" "}
              {t("weak.sound", { count: sound, value: number(sound) })}
            </p>
          )}
        </Section>
      )}
      <Tiers report={report} />
    </>
  );
}

function Service({ own }: { own: ServiceWeakness }) {
  const { t } = useTranslation();
  const { className } = useModel();
  return (
    <tr>
      <td className="number">{own.tier}</td>
      <td>
        <ItemLink item={own} />
      </td>
      <td>
        {own.down_already ? (
          <Level level="down" context />
        ) : (
          <ul className="points">
            {own.single_points.map((item) => (
              <li key={item.id}>
                <ItemLink item={item} withKey />
                <span className="dim">{className(item.class)}</span>
                <a
                  href={to(["impact"], { out: item.key })}
                  aria-label={t("weak.impact_of", { name: item.name })}
                >
                  {t("shell.impact")}
                </a>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

/** Items whose tier, entered by hand, is far from that of what falls with them. */
function Tiers({ report }: { report: WeaknessReport }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { className } = useModel();
  if (report.tiers.length === 0) return null;
  return (
    <Section title={t("weak.tiers")} count={number(report.tiers.length)} flush>
      <table className="plain weak">
        <thead>
          <tr>
            <th>{t("field.name")}</th>
            <th>{t("field.class")}</th>
            <th className="number">{t("weak.tier_entered")}</th>
            <th className="number">{t("weak.tier_derived")}</th>
            <th className="number">{t("weak.services_fall")}</th>
          </tr>
        </thead>
        <tbody>
          {report.tiers.map((own) => (
            <tr key={own.id}>
              <td>
                <ItemLink item={own} withKey />
              </td>
              <td>{className(own.class)}</td>
              <td className="number">{own.tier}</td>
              <td className="number">{own.derived}</td>
              <td className="number">{number(own.services)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
