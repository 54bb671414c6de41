import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClassView, Model, RelationshipTypeDefinition } from "@/bindings";
import { useAsk } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { Waiting } from "@/shared/Waiting";
import { ClassIcon } from "./ClassIcon";
import { type ModelWords, useModel } from "./useModel";

export const TYPE_PARTS = ["classes", "attributes", "relationships", "lifecycles"] as const;
export type TypePart = (typeof TYPE_PARTS)[number];

/** The model of the estate, to be read: what may be recorded, and how much of it there is. */
export function Types({ part }: { part: TypePart }) {
  const { t } = useTranslation();
  const words = useModel();
  const [sought, setSought] = useState("");
  const { model } = words;
  if (!model) return <Waiting />;
  const text = sought.trim().toLocaleLowerCase();
  const holds = (...said: string[]) => said.some((word) => word.toLocaleLowerCase().includes(text));
  const parts: Record<TypePart, () => ReactNode> = {
    classes: () => <Classes model={model} words={words} holds={holds} />,
    attributes: () => <Attributes model={model} words={words} holds={holds} />,
    relationships: () => <Relationships model={model} words={words} holds={holds} />,
    lifecycles: () => <Lifecycles model={model} words={words} />,
  };
  return (
    <div className="stack">
      {part !== "lifecycles" && (
        <TextInput
          aria-label={t("types.find")}
          placeholder={t("types.find")}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          maw={320}
        />
      )}
      {parts[part]()}
    </div>
  );
}

interface PartProps {
  model: Model;
  words: ModelWords;
  holds: (...said: string[]) => boolean;
}

function Table({ label, heads, children }: { label: string; heads: ReactNode[]; children: ReactNode[] }) {
  const { t } = useTranslation();
  if (children.length === 0) return <Empty>{t("types.none")}</Empty>;
  return (
    <section className="panel scroll-x" aria-label={label}>
      <table className="plain">
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** Returns a class with everything below it, so that a count can be of all of them. */
function below(model: Model, id: string): Set<string> {
  const own = new Set([id]);
  // A class stands behind its parent or before it: as often as something is found, it is looked again.
  for (let size = 0; size !== own.size; ) {
    size = own.size;
    for (const one of model.classes) if (one.parent && own.has(one.parent)) own.add(one.id);
  }
  return own;
}

function Classes({ model, words, holds }: PartProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data } = useAsk("estate_summary", {});
  const counts = new Map(data?.estate.classes.map((own) => [own.class, own.items]));
  const countOf = (id: string) => [...below(model, id)].reduce((sum, own) => sum + (counts.get(own) ?? 0), 0);
  const rows = ordered(model.classes).filter(({ one }) => holds(words.className(one.id), one.id));
  return (
    <Table
      label={t("types.classes")}
      heads={[
        <th key="name">{t("field.name")}</th>,
        <th key="id">{t("types.id")}</th>,
        <th key="what">{t("types.what")}</th>,
        <th key="attributes" className="number">
          {t("item.attributes")}
        </th>,
        <th key="items" className="number">
          {t("shell.items")}
        </th>,
      ]}
    >
      {rows.map(({ one, depth }) => (
        <tr key={one.id}>
          <td>
            <span className="row" style={{ paddingInlineStart: depth * 16, gap: 6 }}>
              <ClassIcon id={one.id} />
              {one.abstract ? <strong>{words.className(one.id)}</strong> : words.className(one.id)}
            </span>
          </td>
          <td className="mono dim">{one.id}</td>
          <td>
            <span className="row wrap" style={{ gap: 4 }}>
              {one.abstract && <span className="tag">{t("types.abstract")}</span>}
              {one.is_service && <span className="tag">{t("types.service")}</span>}
              {one.learned && <span className="tag">{t("types.learned")}</span>}
            </span>
          </td>
          <td className="number" title={one.attributes.map(words.attributeName).join(", ")}>
            {number(one.attributes.length)}
          </td>
          <td className="number">
            <Count value={countOf(one.id)} href={to(["items"], { filter: `class:${one.id}` })} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Returns the classes as a tree that is read from top to bottom. */
export function ordered(classes: ClassView[]): { one: ClassView; depth: number }[] {
  const children = new Map<string, ClassView[]>();
  const known = new Set(classes.map((one) => one.id));
  for (const one of classes) {
    const parent = one.parent && known.has(one.parent) ? one.parent : "";
    children.set(parent, [...(children.get(parent) ?? []), one]);
  }
  const rows: { one: ClassView; depth: number }[] = [];
  const waiting = (children.get("") ?? []).map((one) => ({ one, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { one, depth } = next;
    rows.push(next);
    waiting.push(
      ...(children.get(one.id) ?? []).map((child) => ({ one: child, depth: depth + 1 })).reverse(),
    );
  }
  return rows;
}

function Attributes({ model, words, holds }: PartProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const used = new Map<string, number>();
  for (const one of model.classes) for (const id of one.attributes) used.set(id, (used.get(id) ?? 0) + 1);
  const rows = model.attributes.filter((one) => holds(words.attributeName(one.id), one.id));
  return (
    <Table
      label={t("types.attributes")}
      heads={[
        <th key="name">{t("field.name")}</th>,
        <th key="id">{t("types.id")}</th>,
        <th key="type">{t("types.value")}</th>,
        <th key="rule">{t("types.rule")}</th>,
        <th key="classes" className="number">
          {t("types.of_classes")}
        </th>,
        <th key="items">{t("types.without")}</th>,
      ]}
    >
      {rows.map((one) => (
        <tr key={one.id}>
          <td>{words.attributeName(one.id)}</td>
          <td className="mono dim">{one.id}</td>
          <td>
            {t(`value_type.${one.type}`)}
            {one.unit && <span className="dim"> {one.unit}</span>}
          </td>
          <td className="said">
            {[
              (one.values ?? []).join(", "),
              typeof one.min === "number" || typeof one.max === "number"
                ? `${one.min ?? ""} – ${one.max ?? ""}`
                : "",
              (one.required_tiers ?? []).length > 0
                ? t("types.required", { tiers: (one.required_tiers ?? []).join(", ") })
                : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </td>
          <td className="number">{number(used.get(one.id) ?? 0)}</td>
          <td>
            <a href={to(["items"], { filter: `${one.id}=` })}>{t("types.show_without")}</a>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Relationships({ model, words, holds }: PartProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const rows = model.relationship_types.filter((one) =>
    holds(words.relationName(one.id, "outgoing"), words.relationName(one.id, "incoming"), one.id),
  );
  const pairs = (one: RelationshipTypeDefinition) =>
    one.matrix.map((pair) => `${words.className(pair.from)} → ${words.className(pair.to)}`);
  return (
    <Table
      label={t("types.relationships")}
      heads={[
        <th key="name">{t("field.name")}</th>,
        <th key="inverse">{t("types.inverse")}</th>,
        <th key="id">{t("types.id")}</th>,
        <th key="needs">{t("types.needs")}</th>,
        <th key="strength">{t("item.strength")}</th>,
        <th key="pairs">{t("types.pairs")}</th>,
      ]}
    >
      {rows.map((one) => (
        <tr key={one.id}>
          <td>{words.relationName(one.id, "outgoing")}</td>
          <td className="dim">{words.relationName(one.id, "incoming")}</td>
          <td className="mono dim">
            {one.id} {one.learned && <span className="tag">{t("types.learned")}</span>}
          </td>
          <td>{t(`needs_way.${one.needs}`)}</td>
          <td>{t(`strength.${one.strength}`)}</td>
          <td>
            <details>
              <summary>{t("types.pairs_count", { value: number(one.matrix.length) })}</summary>
              {pairs(one).join(" · ")}
            </details>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Lifecycles({ model, words }: Omit<PartProps, "holds">) {
  const { t } = useTranslation();
  const { data } = useAsk("estate_summary", {});
  const items = new Map(data?.estate.states.map((own) => [own.state, own.items]));
  const changes = new Map(data?.changes.map((own) => [own.state, own.changes]));
  return (
    <div className="stack">
      <States
        title={t("types.of_items")}
        counted={t("shell.items")}
        rows={model.states.map((state) => ({
          id: state.id,
          name: words.stateName(state.id),
          what: state.participates ? t("types.takes_part") : t("types.takes_no_part"),
          next: (state.next ?? []).map(words.stateName).join(", ") || t("types.final"),
          count: items.get(state.id) ?? 0,
          href: to(["items"], { filter: `state:${state.id}` }),
        }))}
      />
      <States
        title={t("types.of_changes")}
        counted={t("shell.changes")}
        rows={model.policy.states.map((state) => ({
          id: state.id,
          name: words.changeState(state.id),
          what: [state.editable && t("types.editable"), state.final && t("types.final")]
            .filter(Boolean)
            .join(" · "),
          next: nextOf(model, state.id).map(words.changeState).join(", "),
          count: changes.get(state.id) ?? 0,
          href: to(["changes"], { state: state.id }),
        }))}
      />
    </div>
  );
}

interface StateRow {
  id: string;
  name: string;
  what: string;
  next: string;
  count: number;
  /** The list that is counted. */
  href: string;
}

/** The states of one kind of thing: what each means, what comes behind it, and how many are in it. */
function States({ title, counted, rows }: { title: string; counted: string; rows: StateRow[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <Section title={title} count={number(rows.length)} flush>
      <table className="plain">
        <thead>
          <tr>
            <th>{t("field.state")}</th>
            <th>{t("types.what")}</th>
            <th>{t("types.next")}</th>
            <th className="number">{counted}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              <td className="dim">{row.what}</td>
              <td>{row.next}</td>
              <td className="number">
                <Count value={row.count} href={row.href} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

/** A number that opens the list that it counts. */
function Count({ value, href }: { value: number; href: string }) {
  const { number } = useFormats();
  return value > 0 ? <a href={href}>{number(value)}</a> : <span className="dim">0</span>;
}

/** Returns the states that ways lead to from a state, each once. */
function nextOf(model: Model, state: string): string[] {
  return [
    ...new Set(
      model.policy.transitions
        .filter((way) => way.from.includes(state) && way.to !== state)
        .map((way) => way.to),
    ),
  ];
}
