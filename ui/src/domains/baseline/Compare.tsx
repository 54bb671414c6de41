import { Button, Pagination, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconMinus, IconPencil, IconPlus } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Authorisation, CompareReply, DiffLine, Noun, What } from "@/bindings";
import { RevertButton } from "@/domains/care";
import { ItemLink, useFieldNames } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useAsk } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Long } from "@/shared/Long";
import { go, to, useRoute } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useSettings } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";
import "./compare.css";

const LINES = 100;
const GROUPS_MAX = 10;

/** What changed between two moments: counts first, rows on demand, what nobody authorised before everything else. */
export function Compare() {
  const { t } = useTranslation();
  const { query } = useRoute();
  const from = query.get("from") ?? "";
  const asked = Object.fromEntries(query);
  const page = Number(asked.page ?? 1);
  const request = {
    from,
    ...(asked.to ? { to: asked.to } : {}),
    ...(asked.authorisation ? { authorisation: asked.authorisation as Authorisation } : {}),
    ...(asked.noun ? { noun: asked.noun as Noun } : {}),
    ...(asked.what ? { what: asked.what as What } : {}),
    ...(asked.class ? { class: asked.class } : {}),
    ...(asked.cause !== undefined ? { cause: asked.cause === "-" ? "" : asked.cause } : {}),
    offset: (page - 1) * LINES,
    limit: LINES,
  };
  const { data, error, isPlaceholderData } = useAsk("compare", request, { enabled: from !== "", keep: true });
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const record = recordBetween(from, asked.to ?? "");
  const narrow = (some: Record<string, string | null>) =>
    go(to(["baselines", "compare"], { ...asked, page: null, ...some }), true);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t("baseline.compare_title")}</h1>
        {record !== null && isLive && <RevertButton seq={record} />}
      </header>
      <Moments key={`${from} ${asked.to}`} from={from} until={asked.to ?? ""} />
      {from === "" && <Empty>{t("baseline.choose")}</Empty>}
      {error && <FailureView error={error} />}
      {from !== "" && !data && !error && <Waiting />}
      {data && (
        <div className="stack" data-old={isPlaceholderData}>
          <Answer reply={data} asked={asked} narrow={narrow} />
          {data.total > LINES && (
            <Pagination
              total={Math.ceil(data.total / LINES)}
              value={page}
              onChange={(next) => narrow({ page: String(next) })}
              size="sm"
              getControlProps={(control) => ({ "aria-label": t(`page.${control}`) })}
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Returns the record no. when only one record lies between two moments. */
function recordBetween(from: string, until: string): number | null {
  const [before, after] = [Number(from), Number(until)];
  return /^\d+$/.test(from) && /^\d+$/.test(until) && after === before + 1 ? after : null;
}

function Moments({ from, until }: { from: string; until: string }) {
  const { t } = useTranslation();
  const { data } = useAsk("baselines", {});
  const [earlier, setEarlier] = useState(from);
  const [later, setLater] = useState(until);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(to(["baselines", "compare"], { from: earlier.trim(), to: later.trim() }));
  };
  return (
    <form className="row wrap" style={{ alignItems: "end" }} onSubmit={submit}>
      <datalist id="moments">
        {data?.baselines.map((baseline) => (
          <option key={baseline.name} value={baseline.name} />
        ))}
      </datalist>
      <TextInput
        label={t("baseline.earlier")}
        placeholder={t("baseline.moment_hint")}
        list="moments"
        value={earlier}
        onChange={(event) => setEarlier(event.currentTarget.value)}
        required
        w={260}
      />
      <TextInput
        label={t("baseline.later")}
        placeholder={t("baseline.newest")}
        list="moments"
        value={later}
        onChange={(event) => setLater(event.currentTarget.value)}
        w={260}
      />
      <Button type="submit" disabled={earlier.trim() === ""}>
        {t("baseline.compare")}
      </Button>
    </form>
  );
}

interface AnswerProps {
  reply: CompareReply;
  asked: Record<string, string>;
  narrow: (some: Record<string, string | null>) => void;
}

function Answer({ reply, asked, narrow }: AnswerProps) {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  const words = useModel();
  const { authorisation, counts } = reply;
  const all = [counts.items, counts.relationships, counts.requirements, counts.model];
  const sum = (what: What) => all.reduce((total, noun) => total + noun[what], 0);
  return (
    <>
      <p className="said" style={{ margin: 0 }}>
        <strong>
          <bdi>{sentence(reply.title[0])}</bdi> ⇄ <bdi>{sentence(reply.title[1])}</bdi>
        </strong>{" "}
        {sentence(reply.notes.join(" "))}
      </p>
      <fieldset className="row wrap counts" aria-label={t("baseline.counts")}>
        <Chip
          name="authorisation"
          value="unauthorised"
          asked={asked}
          narrow={narrow}
          isUrgent={authorisation.unauthorised > 0}
        >
          {authorisation.unauthorised > 0 ? (
            <IconAlertTriangle size={14} aria-hidden="true" />
          ) : (
            <IconCircleCheck size={14} aria-hidden="true" />
          )}
          {t("authorisation.unauthorised")} <strong>{number(authorisation.unauthorised)}</strong>
        </Chip>
        <Chip name="authorisation" value="authorised" asked={asked} narrow={narrow}>
          {t("authorisation.authorised")} <strong>{number(authorisation.authorised)}</strong>
        </Chip>
        <Chip name="authorisation" value="not_required" asked={asked} narrow={narrow}>
          {t("authorisation.not_required")} <strong>{number(authorisation.not_required)}</strong>
        </Chip>
        <span className="divider" aria-hidden="true" />
        {(["added", "changed", "removed"] as const).map((what) => (
          <Chip key={what} name="what" value={what} asked={asked} narrow={narrow}>
            <WhatIcon what={what} /> {t(`edit.${what}`)} <strong>{number(sum(what))}</strong>
          </Chip>
        ))}
      </fieldset>
      <div className="compare-grid">
        <div className="stack">
          <Groups
            title={t("baseline.by_type")}
            name="class"
            groups={reply.by_class}
            asked={asked}
            narrow={narrow}
            word={words.className}
          />
          <Groups
            title={t("baseline.by_cause")}
            name="cause"
            groups={reply.by_cause}
            asked={asked}
            narrow={narrow}
            word={(id) => id || t("baseline.no_cause")}
          />
        </div>
        <Section title={t("baseline.lines")} count={number(reply.total)} flush>
          {reply.lines.length === 0 ? (
            <Empty>{t("baseline.nothing")}</Empty>
          ) : (
            <ul className="diff">
              {reply.lines.map((line) => (
                <Line
                  key={`${line.id} ${line.noun} ${line.type} ${line.other?.id} ${line.label} ${line.requirement}`}
                  line={line}
                />
              ))}
            </ul>
          )}
        </Section>
      </div>
      {reply.model.length > 0 && (
        <Section title={t("baseline.model")} count={number(reply.model.length)}>
          <ul className="bare">
            {reply.model.map((element) => (
              <li key={`${element.kind} ${element.id}`} className="row">
                <WhatIcon what={element.what} /> <span className="dim">{element.kind}</span> {element.id}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

interface ChipProps {
  name: string;
  value: string;
  asked: Record<string, string>;
  narrow: AnswerProps["narrow"];
  isUrgent?: boolean;
  children: ReactNode;
}

function Chip({ name, value, asked, narrow, isUrgent, children }: ChipProps) {
  const isOn = asked[name] === value;
  return (
    <button
      type="button"
      className="tag chip-button"
      data-urgent={isUrgent === true}
      aria-pressed={isOn}
      onClick={() => narrow({ [name]: isOn ? null : value })}
    >
      {children}
    </button>
  );
}

interface GroupsProps extends Omit<AnswerProps, "reply"> {
  title: string;
  name: string;
  groups: CompareReply["by_class"];
  word: (id: string) => string;
}

function Groups({ title, name, groups, asked, narrow, word }: GroupsProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (groups.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="bare">
        {groups.slice(0, GROUPS_MAX).map((group) => (
          <li key={group.key} className="row">
            <button
              type="button"
              className="as-link cut grow"
              aria-pressed={asked[name] === (group.key || "-")}
              onClick={() => narrow({ [name]: asked[name] === (group.key || "-") ? null : group.key || "-" })}
            >
              {word(group.key)}
            </button>
            <span>{number(group.count)}</span>
          </li>
        ))}
      </ul>
      {groups.length > GROUPS_MAX && (
        <p className="dim">{t("common.more", { value: number(groups.length - GROUPS_MAX) })}</p>
      )}
    </Section>
  );
}

function WhatIcon({ what }: { what: What }) {
  const Icon = { added: IconPlus, changed: IconPencil, removed: IconMinus }[what];
  return <Icon size={14} aria-hidden="true" color={`var(--${what})`} style={{ flex: "none" }} />;
}

function Line({ line }: { line: DiffLine }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const words = useModel();
  const { fieldName, valueName } = useFieldNames();
  const last = line.commits.at(-1);
  return (
    <li className="diff-line" data-kind={line.what}>
      <div className="row wrap" style={{ gap: "2px 8px" }}>
        <WhatIcon what={line.what} />
        <span className="dim">
          {t(`noun.${line.noun}`)} {t(`edit.${line.what}`)}
        </span>
        <ItemLink item={line} withKey />
        {line.type && <span>{words.relationName(line.type, "outgoing")}</span>}
        {line.other && <ItemLink item={line.other} />}
        {line.requirement && <span className="tag">{line.requirement}</span>}
        <span className="grow" />
        {line.authorisation === "unauthorised" ? (
          <span className="level" data-level="degraded">
            <IconAlertTriangle size={12} aria-hidden="true" />
            {t("authorisation.unauthorised")}
          </span>
        ) : (
          <span className="dim">{t(`authorisation.${line.authorisation}`)}</span>
        )}
      </div>
      {line.what === "changed" &&
        Object.entries(line.fields).map(([field, { before, after }]) => (
          <div key={field} className="said diff-field">
            <span className="dim">{fieldName(field)}</span>{" "}
            <Long as="del">{before ? valueName(field, before) : "–"}</Long> →{" "}
            <Long as="ins">{after ? valueName(field, after) : "–"}</Long>
          </div>
        ))}
      {last && (
        <div className="dim said">
          {last.change ? <a href={to(["changes", last.change])}>{last.change}</a> : t("baseline.no_cause")} ·{" "}
          {t("common.record", { seq: last.seq })} · {moment(last.recorded_at)} · <bdi>{last.actor}</bdi> ·{" "}
          <bdi>{last.said ?? last.reason}</bdi>
        </div>
      )}
    </li>
  );
}
