import { Button, NumberInput, Select } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AssumedLine, UnconfirmedType, WorkListReply } from "@/bindings";
import { useUndo } from "@/domains/edit";
import { ItemLink } from "@/domains/item";
import { wordOf } from "@/domains/model";
import { useAct, useAsk, useFetch } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { to } from "@/shared/route";
import { Section } from "@/shared/Section";
import { useSettings, useWorkingSet } from "@/shared/settings";
import { Waiting } from "@/shared/Waiting";

function useWorkList() {
  const set = useWorkingSet();
  return useAsk("work_list", set, { keep: true });
}

/** Groups of which nobody said how many members they need: one number and one button declare it. */
export function Undeclared() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data, error, refetch } = useWorkList();
  if (error) return <FailureView error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.assumed_total === 0) return <AllGood>{t("weak.all_declared")}</AllGood>;
  return (
    <Section title={t("weak.undeclared")} count={number(data.assumed_total)} flush spot="undeclared">
      <table className="plain weak">
        <thead>
          <tr>
            <th className="number">{t("weak.serves")}</th>
            <th>{t("field.name")}</th>
            <th>{t("item.group")}</th>
            <th>{t("weak.members")}</th>
            <th>{t("weak.taken_as")}</th>
            <th>{t("weak.declare")}</th>
          </tr>
        </thead>
        <tbody>
          {data.assumed.map((own) => (
            <Group key={`${own.id} ${own.group}`} own={own} />
          ))}
        </tbody>
      </table>
      {data.assumed_total > data.assumed.length && (
        <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
          {t("common.of_total", { shown: number(data.assumed.length), total: number(data.assumed_total) })}
        </p>
      )}
    </Section>
  );
}

function Group({ own }: { own: AssumedLine }) {
  const { number } = useFormats();
  const { t } = useTranslation();
  const rest = own.n - own.members.length;
  return (
    <tr>
      <td className="number">{own.serves_tier}</td>
      <td>
        <ItemLink item={own} withKey />
      </td>
      <td>{own.group_name}</td>
      <td className="dim">
        <bdi>{own.members.map((member) => member.name).join(", ")}</bdi>
        {rest > 0 && ` ${t("common.more", { value: number(rest) })}`}
      </td>
      <td>{own.needs}</td>
      <td>
        <Declare own={own} />
      </td>
    </tr>
  );
}

/** Declares how many members a group needs, as one record: the estate judges the number, not the screen. */
function Declare({ own }: { own: AssumedLine }) {
  const { t } = useTranslation();
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const [count, setCount] = useState<number | string>(1);
  const [refusal, setRefusal] = useState<unknown>(null);
  const fetch = useFetch();
  const commit = useAct("edit_commit");
  const { tell } = useUndo();
  if (!isLive) return <span className="dim">{t("weak.live_only")}</span>;
  const declare = async () => {
    setRefusal(null);
    const words = { op: "need" as const, item: own.id, group: own.group, min_up: String(count) };
    try {
      const { plan } = await fetch("edit_preview", { edits: [words] });
      const reason = t("weak.declare_reason", { count, n: own.n, group: own.group_name, name: own.name });
      const { seq } = await commit.mutateAsync({ plan, kind: "correction", reason });
      tell(seq);
    } catch (error) {
      setRefusal(error);
    }
  };
  return (
    <>
      <div className="row">
        <NumberInput
          aria-label={t("weak.declare_of", { name: own.name, group: own.group_name })}
          value={count}
          onChange={setCount}
          min={1}
          max={own.n}
          clampBehavior="strict"
          allowDecimal={false}
          w={64}
        />
        <span className="dim">{t("weak.of_n", { value: own.n })}</span>
        <Button
          variant="default"
          loading={commit.isPending}
          disabled={count === ""}
          onClick={() => void declare()}
        >
          {t("weak.declare_go")}
        </Button>
      </div>
      {refusal !== null && <FailureView error={refusal} />}
    </>
  );
}

/** Requirements that cannot be right, and types that nobody has confirmed. */
export function Errors() {
  const { t } = useTranslation();
  const { data, error, refetch } = useWorkList();
  if (error) return <FailureView error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.model_errors_total + data.unconfirmed.length === 0)
    return <AllGood>{t("weak.no_errors")}</AllGood>;
  return (
    <>
      <ModelErrors list={data} />
      <Types list={data} />
    </>
  );
}

function ModelErrors({ list }: { list: WorkListReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (list.model_errors_total === 0) return null;
  return (
    <Section title={t("weak.model_errors")} count={number(list.model_errors_total)} flush>
      <table className="plain weak">
        <thead>
          <tr>
            <th>{t("field.name")}</th>
            <th>{t("weak.problem")}</th>
            <th>{t("weak.repair")}</th>
          </tr>
        </thead>
        <tbody>
          {list.model_errors.map((own) => (
            <tr key={`${own.id} ${own.requirement.name} ${own.kind} ${own.provider?.id}`}>
              <td>
                <ItemLink item={own} withKey />
              </td>
              <td className="said">{own.sentence}</td>
              <td>
                <a href={to(["items", own.key], { tab: "relations" })}>{t("weak.mend")}</a>
                {own.provider && (
                  <>
                    {" · "}
                    <a href={to(["items", own.provider.key])}>
                      <bdi>{own.provider.name}</bdi>
                    </a>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.model_errors_total > list.model_errors.length && (
        <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
          {t("common.of_total", {
            shown: number(list.model_errors.length),
            total: number(list.model_errors_total),
          })}
        </p>
      )}
    </Section>
  );
}

function Types({ list }: { list: WorkListReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (list.unconfirmed.length === 0) return null;
  return (
    <Section title={t("weak.unconfirmed")} count={number(list.unconfirmed.length)} flush>
      <table className="plain weak">
        <thead>
          <tr>
            <th>{t("weak.type")}</th>
            <th className="number">{t("weak.relationships")}</th>
            <th>{t("weak.taken_as")}</th>
          </tr>
        </thead>
        <tbody>
          {list.unconfirmed.map((own) => (
            <Type key={own.id} own={own} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const ENDS = ["source", "target", "none"] as const;
const STRENGTHS = ["hard", "degrading", "soft", "info"] as const;

/** A learned type: what it is taken for, to be corrected where that is wrong, and one button that confirms it. */
function Type({ own }: { own: UnconfirmedType }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  const isLive = useSettings((settings) => settings.workingSet.kind === "live");
  const [needs, setNeeds] = useState(own.needs);
  const [strength, setStrength] = useState(own.strength);
  const { mutate, error, isPending } = useAct("type_confirm");
  const name = wordOf(own.label, i18n.language, own.id);
  const said = { name, needs: t(`needs_way.${needs}`), strength: t(`strength.${strength}`) };
  const confirm = () => mutate({ type: own.id, needs, strength, reason: t("weak.confirm_reason", said) });
  return (
    <tr>
      <td>
        <bdi>{name}</bdi> {own.id !== name && <span className="dim mono">{own.id}</span>}
      </td>
      <td className="number">{number(own.relationships)}</td>
      <td>
        {isLive ? (
          <div className="row wrap">
            <Select
              aria-label={t("weak.who_needs_of", { name })}
              data={ENDS.map((value) => ({ value, label: t(`needs_way.${value}`) }))}
              value={needs}
              onChange={(value) => setNeeds(ENDS.find((end) => end === value) ?? needs)}
              allowDeselect={false}
              w={210}
            />
            <Select
              aria-label={t("weak.how_much_of", { name })}
              data={STRENGTHS.map((value) => ({ value, label: t(`strength.${value}`) }))}
              value={strength}
              onChange={(value) => setStrength(STRENGTHS.find((how) => how === value) ?? strength)}
              allowDeselect={false}
              w={130}
            />
            <Button
              variant="default"
              aria-label={t("weak.confirm_of", { name })}
              loading={isPending}
              onClick={confirm}
            >
              {t("weak.confirm")}
            </Button>
          </div>
        ) : (
          <>
            {said.needs} · {said.strength} <span className="dim">{t("weak.confirm_live_only")}</span>
          </>
        )}
        {error && <FailureView error={error} />}
      </td>
    </tr>
  );
}

function AllGood({ children }: { children: string }) {
  return (
    <p className="row dim" role="status">
      <IconCircleCheck size={15} aria-hidden="true" /> {children}
    </p>
  );
}
