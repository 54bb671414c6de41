import { useTranslation } from "react-i18next";
import type { ImpactReply } from "@/bindings";
import { useAsk } from "@/shared/ask";
import { useFormats } from "@/shared/format";
import { Level, type LevelName } from "@/shared/Level";
import { useWorkingSet } from "@/shared/settings";
import { STEPS, type StepName } from "./steps";
import { inSample, useSampleItems } from "./useStep";

/** The figures of a step, asked of the engine when they are shown: what is said of them stays true. */
export function Facts({ name }: { name: StepName }) {
  const step = STEPS.find((own) => own.name === name);
  if (step && "compared" in step) {
    return (
      <ul className="tour-facts">
        {step.compared.map((out) => (
          <Outage key={out.join()} out={out} />
        ))}
      </ul>
    );
  }
  switch (name) {
    case "single":
      return <SinglePoints />;
    case "undeclared":
      return <Undeclared />;
    case "contract":
      return <Targets />;
    case "records":
      return <Records />;
    default:
      return null;
  }
}

/** So few boxes are drawn for an answer of which only the counts are shown. */
const BOXES = 1;

function Outage({ out }: { out: readonly string[] }) {
  const set = useWorkingSet();
  const { data } = useAsk("impact", { ...set, down: out.map(inSample), degraded: [], boxes: BOXES });
  if (!data) return null;
  return (
    <li>
      <bdi>{shortly(data.seeds.map((seed) => seed.name))}</bdi> <Worst reply={data} />
    </li>
  );
}

const NAMES_MAX = 2;

/** Returns names for a narrow line: both of two, the first of many. */
function shortly(names: string[]): string {
  return names.length > NAMES_MAX ? `${names[0]} +${names.length - 1}` : names.join(", ");
}

/** The worst level of a service, and of how many. */
function Worst({ reply }: { reply: ImpactReply }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { services_down, services_degraded, services_at_risk } = reply.answers.as_planned;
  const levels: [LevelName, string[]][] = [
    ["down", services_down],
    ["degraded", services_degraded],
    ["at_risk", services_at_risk],
  ];
  const worst = levels.find(([, services]) => services.length > 0);
  if (!worst) {
    return (
      <>
        <Level level="unaffected" /> {t("tour.no_service")}
      </>
    );
  }
  const [level, services] = worst;
  return (
    <>
      <Level level={level} /> {t("tour.services", { count: services.length, value: number(services.length) })}
    </>
  );
}

const TIER = 1;

function SinglePoints() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const set = useWorkingSet();
  const { data } = useAsk("weakness", set);
  if (!data) return null;
  const first = data.services.filter((own) => own.tier === TIER);
  const points = new Set(first.flatMap((own) => own.single_points.map((item) => item.id))).size;
  return (
    <ul className="tour-facts">
      <li>{t("tour.single_points", { count: points, value: number(points), tier: TIER })}</li>
    </ul>
  );
}

function Undeclared() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const set = useWorkingSet();
  const { data } = useAsk("work_list", set);
  if (!data) return null;
  const count = data.assumed_total;
  return (
    <ul className="tour-facts">
      <li>
        {count === 0 ? t("tour.all_declared") : t("tour.groups_undeclared", { count, value: number(count) })}
      </li>
    </ul>
  );
}

/** What a contract promises beside what the service above it promises. */
function Targets() {
  const { items } = useSampleItems(["ctr-circuit-basic", "svc-gateway"]);
  if (!items) return null;
  return (
    <ul className="tour-facts">
      {items.map((item) => (
        <Target key={item.reference.id} item={item} />
      ))}
    </ul>
  );
}

function Target({ item }: { item: NonNullable<ReturnType<typeof useSampleItems>["items"]>[number] }) {
  const { t } = useTranslation();
  const promised = item.attributes.find(({ id, text }) => TARGETS.has(id) && text !== "");
  return (
    <li>
      <bdi>{item.reference.name}</bdi>{" "}
      <strong>{promised ? t("tour.percent", { value: promised.text }) : t("tour.no_target")}</strong>
    </li>
  );
}

/** The attributes that say which part of the time something works, in percent. */
const TARGETS = new Set(["contract_target", "sla_target"]);

function Records() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data } = useAsk("log", { limit: 1 });
  const newest = data?.commits[0];
  if (!data || !newest) return null;
  return (
    <ul className="tour-facts">
      <li>{t("tour.records", { count: data.seq, value: number(data.seq) })}</li>
      <li>
        {t("tour.newest_hash")} <span className="mono tour-hash">{newest.hash}</span>
      </li>
    </ul>
  );
}
