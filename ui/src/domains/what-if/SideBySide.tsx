import { Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconMinus, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  Compared,
  GroupNamed,
  ItemRef,
  Level as LevelName,
  LevelsCompared,
  MarginCompared,
  ModelErrorView,
  ServiceCompared,
} from "@/bindings";
import { ItemLink, useGroupName } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { Section } from "@/shared/Section";

/** So many names stand in a cell; the rest is counted. */
const NAMES_MAX = 4;
/** So many groups are shown until somebody asks for all. */
const GROUPS_MAX = 30;

/** The estate before, during and after: services with what takes them down alone, groups with their spares, what the model leaves open. */
export function SideBySide({ compared }: { compared: Compared }) {
  return (
    <div className="stack">
      <Services compared={compared} />
      <Margins margins={compared.margins} />
      <Others compared={compared} />
      <Open compared={compared} />
    </div>
  );
}

function isSame({ single_points: points, ...levels }: ServiceCompared): boolean {
  return (
    (levels.after ?? levels.before) === levels.before &&
    levels.during === (levels.before ?? "unaffected") &&
    (points?.added.length ?? 0) + (points?.removed.length ?? 0) === 0
  );
}

function Services({ compared }: { compared: Compared }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [isAll, setAll] = useState(false);
  const other = compared.services.filter((own) => !isSame(own));
  const same = compared.services.length - other.length;
  const shown = isAll ? compared.services : other;
  return (
    <Section title={t("what_if.services")} count={number(other.length)} flush>
      {shown.length > 0 && (
        <table className="plain side">
          <thead>
            <tr>
              <th>{t("weak.service")}</th>
              <th className="number">{t("impact.tier")}</th>
              <th>{t("change.before")}</th>
              <th>{t("change.during")}</th>
              <th>{t("change.after")}</th>
              <th>{t("what_if.points_before")}</th>
              <th>{t("what_if.points_after")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((own) => (
              <Service key={own.id} own={own} />
            ))}
          </tbody>
        </table>
      )}
      <p className="row dim" style={{ padding: "6px 12px", margin: 0 }}>
        {same > 0
          ? t("what_if.services_same", { count: same, value: number(same), tried: number(compared.tried) })
          : t("what_if.tried", { tried: number(compared.tried) })}
        {same > 0 && (
          <Button variant="subtle" size="compact-xs" onClick={() => setAll(!isAll)} aria-expanded={isAll}>
            {isAll ? t("what_if.show_other") : t("what_if.show_all")}
          </Button>
        )}
      </p>
    </Section>
  );
}

function Side({ level }: { level: LevelName | null }) {
  const { t } = useTranslation();
  return level === null ? <span className="dim">{t("what_if.not_there")}</span> : <Level level={level} />;
}

function Levels({ own }: { own: LevelsCompared }) {
  return (
    <>
      <td>
        <Side level={own.before} />
      </td>
      <td>
        <Level level={own.during} />
      </td>
      <td>
        <Side level={own.after} />
      </td>
    </>
  );
}

function Service({ own }: { own: ServiceCompared }) {
  const { t } = useTranslation();
  const points = own.single_points;
  const down = (level: LevelName | null) => level === "down";
  return (
    <tr>
      <td>
        <ItemLink item={own} />
      </td>
      <td className="number">{own.tier}</td>
      <Levels own={own} />
      {points ? (
        <>
          <td>
            {down(own.before) ? (
              <span className="dim">{t("what_if.is_down")}</span>
            ) : (
              <Points kept={points.kept} marked={points.removed} kind="removed" />
            )}
          </td>
          <td>
            {down(own.after) ? (
              <span className="dim">{t("what_if.is_down")}</span>
            ) : (
              <Points kept={points.kept} marked={points.added} kind="added" />
            )}
          </td>
        </>
      ) : (
        <td colSpan={2} className="dim">
          {t("what_if.points_same")}
        </td>
      )}
    </tr>
  );
}

/** What is only on this side stands first, with its mark; what is on both is named up to a few. */
function Points({ kept, marked, kind }: { kept: ItemRef[]; marked: ItemRef[]; kind: "added" | "removed" }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const Mark = kind === "added" ? IconPlus : IconMinus;
  if (kept.length + marked.length === 0) return <span className="dim">{t("what_if.no_points")}</span>;
  const more = kept.length - NAMES_MAX;
  return (
    <ul className="side-points">
      {marked.map((item) => (
        <li key={item.id} data-kind={kind}>
          <Mark size={13} stroke={2.4} aria-hidden="true" />
          <span className="hidden-but-read">{t(`what_if.${kind}`)}: </span>
          <ItemLink item={item} withKey />
        </li>
      ))}
      {kept.slice(0, NAMES_MAX).map((item) => (
        <li key={item.id} data-kind="kept">
          <ItemLink item={item} withKey />
        </li>
      ))}
      {more > 0 && <li className="dim">{t("common.more", { value: number(more) })}</li>}
    </ul>
  );
}

function Margins({ margins }: { margins: MarginCompared[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const groupName = useGroupName();
  const [isAll, setAll] = useState(false);
  if (margins.length === 0) return null;
  const shown = isAll ? margins : margins.slice(0, GROUPS_MAX);
  const spares = (count: number | null) => (count === null ? "–" : number(count));
  return (
    <Section title={t("what_if.margins")} count={number(margins.length)} flush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t("field.name")}</th>
            <th>{t("item.group")}</th>
            <th className="number">{t("change.before")}</th>
            <th className="number">{t("change.during")}</th>
            <th className="number">{t("change.after")}</th>
            <th>{t("what_if.comes_to")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((own) => (
            <tr key={`${own.id} ${own.group}`}>
              <td>
                <ItemLink item={own} />
              </td>
              <td>{groupName(own.group)}</td>
              <td className="number">{spares(own.before)}</td>
              <td className="number">{spares(own.during)}</td>
              <td className="number">{spares(own.after)}</td>
              <td>
                <ComesTo own={own} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {margins.length > GROUPS_MAX && (
        <p style={{ padding: "6px 12px", margin: 0 }}>
          <Button variant="subtle" size="compact-xs" onClick={() => setAll(!isAll)} aria-expanded={isAll}>
            {isAll ? t("what_if.show_fewer") : t("what_if.show_groups", { value: number(margins.length) })}
          </Button>
        </p>
      )}
    </Section>
  );
}

/** What becomes of the spares of a group: icon and word. */
function ComesTo({ own }: { own: MarginCompared }) {
  const { t } = useTranslation();
  const { before, during, after } = own;
  if (before === null) return <span>{t("what_if.comes")}</span>;
  if (after === null) return <span>{t("what_if.goes")}</span>;
  const kind =
    after < before
      ? "loses"
      : during !== null && during < before
        ? "meanwhile"
        : after > before
          ? "gains"
          : "as_many";
  const Icon = kind === "gains" ? IconArrowUp : kind === "as_many" ? null : IconArrowDown;
  return (
    <span className="row" data-kind={kind}>
      {Icon && <Icon size={13} aria-hidden="true" />} {t(`what_if.${kind}`)}
    </span>
  );
}

function Others({ compared }: { compared: Compared }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { className } = useModel();
  if (compared.items.length === 0) return null;
  return (
    <Section title={t("what_if.items")} count={number(compared.items_total)} flush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t("field.name")}</th>
            <th>{t("field.class")}</th>
            <th>{t("change.before")}</th>
            <th>{t("change.during")}</th>
            <th>{t("change.after")}</th>
          </tr>
        </thead>
        <tbody>
          {compared.items.map((own) => (
            <tr key={own.id}>
              <td>
                <ItemLink item={own} withKey />
              </td>
              <td>{className(own.class)}</td>
              <Levels own={own} />
            </tr>
          ))}
        </tbody>
      </table>
      {compared.items_total > compared.items.length && (
        <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
          {t("common.more", { value: number(compared.items_total - compared.items.length) })}
        </p>
      )}
    </Section>
  );
}

/** What the model leaves open with the edits and did not before, and the other way round. */
function Open({ compared }: { compared: Compared }) {
  const { t } = useTranslation();
  const groupName = useGroupName();
  const group = (own: GroupNamed | ModelErrorView) =>
    groupName("group" in own ? own.group : own.requirement.name);
  const lists = [
    { title: t("what_if.assumed"), added: compared.assumed_added, removed: compared.assumed_removed },
    { title: t("weak.model_errors"), added: compared.errors_added, removed: compared.errors_removed },
  ];
  return lists
    .filter((list) => list.added.length + list.removed.length > 0)
    .map(({ title, added, removed }) => (
      <Section key={title} title={title} count={added.length + removed.length}>
        <ul className="side-points">
          {[
            ...added.map((own) => ({ own, kind: "added" as const, Mark: IconPlus })),
            ...removed.map((own) => ({ own, kind: "removed" as const, Mark: IconMinus })),
          ].map(({ own, kind, Mark }) => (
            <li key={`${kind} ${own.id} ${group(own)} ${"kind" in own ? own.kind : ""}`} data-kind={kind}>
              <Mark size={13} stroke={2.4} aria-hidden="true" />
              <span className="hidden-but-read">{t(`what_if.${kind}`)}: </span>
              <ItemLink item={own} withKey /> <span className="dim">{group(own)}</span>
            </li>
          ))}
        </ul>
      </Section>
    ));
}
