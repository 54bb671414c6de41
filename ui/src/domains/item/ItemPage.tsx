import { Button } from "@mantine/core";
import {
  IconArrowsExchange,
  IconLink,
  IconPencil,
  IconShieldCheck,
  IconShieldQuestion,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ItemDetails, NeedLine, OutageEntry } from "@/bindings";
import { ServiceBudget } from "@/domains/budget";
import { ConnectDialog, ItemForm, NeedForm, useStaged } from "@/domains/edit";
import { Neighbours } from "@/domains/map";
import { ClassIcon, useModel } from "@/domains/model";
import { useTellAbout } from "@/shared/about";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { Operation } from "@/shared/Operation";
import { go, to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useSettings, useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import { Attributes } from "./Attributes";
import { History } from "./History";
import "./item.css";
import { ItemActs } from "./ItemActs";
import { ItemLink } from "./ItemLink";
import { ItemPicker } from "./ItemPicker";
import { PlannedRelations, PlannedValue } from "./Planned";
import { Relations } from "./Relations";
import { StagedRelations, touches } from "./StagedRelations";

/** One item: what it is, what it supports, what it needs, what is about to change, and everything it went through. */
export function ItemPage({ item }: { item: string }) {
  const set = useWorkingSet();
  const { data, error, refetch, isPlaceholderData } = useAsk("item", { item, ...set }, { keep: true });
  useTellAbout(data && !isPlaceholderData ? [data.reference.name] : []);
  useKeys({
    m: () => data && go(to(["map"], { around: data.reference.key })),
    i: () => data?.participates && go(to(["impact"], { out: data.reference.key })),
  });
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  return data ? <Page data={data} /> : <Waiting />;
}

const EDIT_KEY = "F2";

function Page({ data }: { data: ItemDetails }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const isWritable = useSettings((settings) => settings.workingSet.kind !== "baseline");
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const { key, name } = data.item;
  const hasStaged = useStaged((staged) => staged.edits.some((edit) => touches(edit, key)));
  const [isConnecting, setConnecting] = useState(false);
  const [isAsked, setAsked] = useState(hasStaged);
  const isEditing = isAsked && isWritable;
  useKeys({ [EDIT_KEY]: () => setAsked(true), c: () => isWritable && setConnecting(true) });
  const pencil = isWritable && (
    <Button
      variant="default"
      leftSection={<IconPencil size={14} aria-hidden="true" />}
      rightSection={<kbd>F2</kbd>}
      onClick={() => setAsked(!isAsked)}
    >
      {isEditing ? t("edit_form.done") : t("edit_form.edit")}
    </Button>
  );
  return (
    <div className="page">
      <Head data={data} isWritable={isWritable} />
      <div className="item-grid">
        <div className="stack">
          <Section title={t("item.attributes")} actions={pencil}>
            {isEditing ? <ItemForm data={data} /> : <Attributes data={data} isLive={isLive} />}
          </Section>
          <Section title={t("item.needs")} count={number(data.needs.length)} flush>
            <Needs data={data} isEditing={isEditing} />
          </Section>
          <Section title={t("item.history")} count={number(data.history_total)}>
            <History lines={data.history} total={data.history_total} item={isLive ? data.item : undefined} />
          </Section>
        </div>
        <div className="stack">
          <Section
            title={t("item.map")}
            actions={<a href={to(["map"], { around: data.reference.key })}>{t("common.open")}</a>}
            flush
          >
            <Neighbours item={data.reference.key} />
          </Section>
          <Supports data={data} />
          {data.reference.is_service && data.participates && !data.is_planned && (
            <ServiceBudget service={data.reference.key} />
          )}
          <OpenChanges data={data} />
          <ItemOutages outages={data.outages ?? []} />
          <Section
            spot="relations"
            title={t("item.relations")}
            count={number(data.relations.reduce((sum, group) => sum + group.total, 0))}
            actions={
              isWritable && (
                <Button
                  variant="default"
                  leftSection={<IconLink size={14} aria-hidden="true" />}
                  rightSection={<kbd>c</kbd>}
                  onClick={() => setConnecting(true)}
                >
                  {t("relate.connect")}
                </Button>
              )
            }
          >
            <StagedRelations item={key} />
            <PlannedRelations data={data} />
            <Relations groups={data.relations} {...(isEditing ? { owner: data.item } : {})} />
          </Section>
        </div>
      </div>
      <ConnectDialog
        from={isConnecting ? { key, name } : null}
        picker={(onPick) => <ItemPicker label={t("relate.with")} onPick={onPick} />}
        onClose={() => setConnecting(false)}
      />
    </div>
  );
}

function Head({ data, isWritable }: { data: ItemDetails; isWritable: boolean }) {
  const { t } = useTranslation();
  const { ago, moment } = useFormats();
  const words = useModel();
  const { reference, item } = data;
  const Verified = item.verified_at ? IconShieldCheck : IconShieldQuestion;
  return (
    <header className="stack" style={{ gap: 8 }}>
      <div className="page-head">
        <h1 className="item-title">
          <PlannedValue data={data} field="name">
            <bdi className="said">{reference.name}</bdi>
          </PlannedValue>
          <span className="mono dim">{reference.key}</span>
        </h1>
        {data.participates && (
          <Button
            component="a"
            href={to(["impact"], { out: reference.key })}
            leftSection={<IconArrowsExchange size={14} aria-hidden="true" />}
          >
            {t("item.impact")}
          </Button>
        )}
        {isWritable && <ItemActs data={data} />}
      </div>
      <div className="row wrap">
        <span className="row" style={{ gap: 4 }}>
          <ClassIcon id={reference.class} /> {words.className(reference.class)}
        </span>
        {data.is_planned && <span className="tag planned-item">{t("item.planned_item")}</span>}
        <PlannedValue data={data} field="state">
          <span className="tag">{words.stateName(item.state)}</span>
        </PlannedValue>
        {reference.tier && <span className="tag">{t("common.tier", { tier: reference.tier })}</span>}
        <Operation status={item.operation?.status ?? "in_service"} />
        {item.operation?.since && (
          <span className="dim">{t("item.since", { when: moment(item.operation.since) })}</span>
        )}
        {item.operation?.record && (
          <a className="mono" href={to(["outage", item.operation.record])}>
            {item.operation.record}
          </a>
        )}
        {item.operation?.reason && <span className="dim said">{item.operation.reason}</span>}
        <span className="row dim" style={{ gap: 4 }}>
          <Verified size={14} aria-hidden="true" />
          {!item.verified_at
            ? t("item.never_verified")
            : item.verified_by
              ? t("item.verified_by", { ago: ago(item.verified_at), actor: item.verified_by })
              : t("item.verified", { ago: ago(item.verified_at) })}
        </span>
        {item.source && (
          <span className="dim">
            {t("item.source", { source: item.source })}{" "}
            {item.source_id && <span className="mono">{item.source_id}</span>}
          </span>
        )}
      </div>
      {!data.participates && (
        <p className="dim" style={{ margin: 0 }}>
          {t("item.not_part")}
        </p>
      )}
    </header>
  );
}

/** The words for how many of a group are needed; what nobody declared says so. */
export function useNeededWord(): (need: Pick<NeedLine, "k" | "n" | "q" | "assumed">) => string {
  const { t } = useTranslation();
  return ({ k, n, q, assumed }) => {
    const word = q > k ? t("item.needs_degraded", { k, n, q }) : t("item.needs_word", { k, n });
    return assumed ? `${word} · ${t("item.needs_assumed")}` : word;
  };
}

/** Returns the name of a group: what somebody called it, or the type of its relationships. */
export function useGroupName(): (name: string) => string {
  const words = useModel();
  return (name) => {
    const type = name.replace(/^@/, "");
    // Whoever needs says it from its own end.
    const needs = words.model?.relationship_types.find((own) => own.id === type)?.needs;
    const word = words.relationName(type, needs === "target" ? "incoming" : "outgoing");
    return word === type && name === type ? name : word;
  };
}

function Needs({ data, isEditing }: { data: ItemDetails; isEditing: boolean }) {
  const { needs } = data;
  const { t } = useTranslation();
  const neededWord = useNeededWord();
  const groupName = useGroupName();
  if (needs.length === 0)
    return (
      <p className="dim" style={{ padding: "0 12px" }}>
        {t("item.no_needs")}
      </p>
    );
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{t("item.group")}</th>
          <th>{t("item.needed")}</th>
          <th>{t("item.strength")}</th>
          <th>{t("item.members")}</th>
        </tr>
      </thead>
      <tbody>
        {needs.map((need) => (
          <tr key={`${need.name} ${need.members.map((member) => member.id).join()}`}>
            <td>{groupName(need.name)}</td>
            <td>
              {neededWord(need)}
              {isEditing && need.n > 1 && <NeedForm item={data.item.key} name={data.item.name} need={need} />}
            </td>
            <td>{t(`strength.${need.strength}`)}</td>
            <td>
              <ul className="bare">
                {need.members.map((member) => (
                  <li key={member.id}>
                    <ItemLink item={member} />
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Supports({ data }: { data: ItemDetails }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { total, items } = data.supports;
  return (
    <Section title={t("item.supported_services")} count={number(total)}>
      <p className="dim" style={{ margin: "0 0 6px" }}>
        {total === 0 ? t("item.supports_none") : t("item.supports_hint")}
      </p>
      <ul className="bare">
        {items.map((service) => (
          <li key={service.id} className="row">
            <ItemLink item={service} />
            {service.tier && <span className="dim">{t("common.tier", { tier: service.tier })}</span>}
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p className="dim">{t("common.more", { value: number(total - items.length) })}</p>
      )}
    </Section>
  );
}

/** Outages that name the item: what is out first, then what is ahead, then the past. */
function ItemOutages({ outages }: { outages: OutageEntry[] }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  if (outages.length === 0) return null;
  return (
    <Section title={t("outages.of_item")} count={outages.length}>
      <ul className="bare">
        {outages.map((own) => (
          <li key={own.id} className="row">
            <a className="mono" href={to(["outage", own.id])}>
              {own.id}
            </a>
            <bdi className="cut grow">{own.title}</bdi>
            <span className="dim">{moment(own.from)}</span>
            <span className="tag">{own.said ?? own.state}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OpenChanges({ data }: { data: ItemDetails }) {
  const { t } = useTranslation();
  const words = useModel();
  return (
    <Section title={t("item.changes")} count={data.changes.length}>
      {data.changes.length === 0 && (
        <p className="dim" style={{ margin: 0 }}>
          {t("item.no_changes")}
        </p>
      )}
      <ul className="bare">
        {data.changes.map((change) => (
          <li key={change.id} className="row">
            <a className="mono" href={to(["changes", change.id])}>
              {change.id}
            </a>
            <bdi className="cut grow">{change.title}</bdi>
            <span className="tag">{words.changeState(change.state)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
