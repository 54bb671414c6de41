import { Button, SegmentedControl } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImpactReply, ImpactRequest } from "@/bindings";
import { ItemPicker } from "@/domains/item";
import { SaveReport } from "@/domains/jobs";
import { MapPanel, type Places, usePlaces } from "@/domains/map";
import { namesIn, useTellAbout } from "@/shared/about";
import { useAsk } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { go, to, useRoute } from "@/shared/route";
import { Waiting } from "@/shared/Waiting";
import "./impact.css";
import { addressOf, ask, type Question, useQuestion, withItem } from "./question";
import { Seeds } from "./Seeds";
import { Since } from "./Since";
import { Answers, Eroded, Hit, Particulars } from "./Tables";
import { WhyPanel } from "./WhyPanel";

const BOXES = ["60", "150", "300", "400"];

/** What an outage does: the verdict as a sentence, then tables, then a map; everything hit says why. */
export function Impact() {
  const { t } = useTranslation();
  const { question, request, isEmpty } = useQuestion();
  const [boxes, setBoxes] = useState("150");
  const [expand, setExpand] = useState<string[]>([]);
  const key = JSON.stringify(request);
  const places = usePlaces(key + boxes);
  const asked = { ...request, boxes: Number(boxes), expand, placed: places.placed };
  const { data, error, refetch, isPlaceholderData } = useAsk("impact", asked, {
    enabled: !isEmpty,
    keep: true,
  });
  // Groups that were shown apart belong to the question before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is the reason.
  useEffect(() => setExpand([]), [key]);
  if (isEmpty) return <Nothing question={question} />;
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
        <div className="row">
          <Button variant="default" onClick={() => ask({ down: [], degraded: [] })}>
            {t("impact.start_over")}
          </Button>
        </div>
      </div>
    );
  }
  if (!data) return <Waiting />;
  return (
    <Answered
      reply={data}
      question={question}
      isOld={isPlaceholderData}
      asked={asked}
      boxes={boxes}
      onBoxes={setBoxes}
      places={places}
      onExpand={(group) => {
        places.keep(data.map);
        setExpand((before) => [...before, group]);
      }}
    />
  );
}

function Nothing({ question }: { question: Question }) {
  const { t } = useTranslation();
  return (
    <div className="page">
      <h1>{t("impact.title")}</h1>
      <Empty
        action={
          <div style={{ width: 320, textAlign: "start" }}>
            <ItemPicker label={t("impact.choose")} onPick={(key) => ask(withItem(question, key, "down"))} />
          </div>
        }
      >
        {t("impact.nothing")}
      </Empty>
    </div>
  );
}

interface AnsweredProps {
  reply: ImpactReply;
  question: Question;
  isOld: boolean;
  asked: ImpactRequest;
  places: Places;
  boxes: string;
  onBoxes: (boxes: string) => void;
  onExpand: (group: string) => void;
}

function Answered({ reply, question, asked, places, isOld, boxes, onBoxes, onExpand }: AnsweredProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const names = reply.seeds.map((seed) => seed.name);
  useTellAbout(isOld ? [] : names);
  const [picked, setPicked] = useState<string | null>(null);
  const opener = useRef<Element | null>(null);
  const askedWhy = useAskedWhy(setPicked);
  const nodes = useMemo(() => new Map(reply.map.nodes.map((node) => [node.id, node])), [reply]);
  const byKey = useMemo(
    () => new Map(reply.map.nodes.flatMap((own) => (own.item ? [[own.item.key, own.id]] : []))),
    [reply],
  );
  const chosen = picked === null ? null : (byKey.get(picked) ?? picked);
  const node = chosen === null ? null : (nodes.get(chosen) ?? null);
  const group = node && !node.item ? node : null;
  const choose = (id: string) => {
    opener.current = document.activeElement;
    setPicked(id);
  };
  const close = () => {
    setPicked(null);
    if (askedWhy !== null) go(addressOf(question), true);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  useKeys({ e: () => group && onExpand(group.id), Escape: close });
  const item = chosen === null || group ? null : (node?.item?.key ?? chosen);
  return (
    <div className="impact">
      <div className="page impact-page" data-old={isOld}>
        <header className="page-head">
          <h1>
            <bdi>{t("impact.of", { names: namesIn(names) })}</bdi>
          </h1>
          <Report question={question} />
        </header>
        <Seeds question={question} seeds={reply.seeds} />
        <p className="verdict said" role="status" data-tour="verdict">
          {reply.sentence}
        </p>
        <Answers reply={reply} />
        <Hit
          title={t("impact.services_hit")}
          items={reply.services}
          total={reply.totals.services}
          onWhy={choose}
          none={t("impact.no_service_hit")}
        />
        <section className="panel impact-map" aria-label={t("map.map")}>
          <MapPanel
            label={t("impact.map_label")}
            view={reply.map}
            hasLevels
            chosen={chosen}
            onChoose={choose}
            onOpen={(box) => (box.node.item ? go(to(["items", box.node.item.key])) : onExpand(box.node.id))}
            isOld={isOld}
            question={{ of: "impact", ...asked }}
            places={places}
            tools={
              <SegmentedControl
                aria-label={t("impact.boxes")}
                data={BOXES.map((value) => ({
                  value,
                  label: t("impact.boxes_up_to", { value: number(Number(value)) }),
                }))}
                value={boxes}
                onChange={onBoxes}
              />
            }
          />
        </section>
        <Eroded reply={reply} onWhy={choose} />
        <Hit
          title={t("impact.others_hit")}
          items={reply.others}
          total={reply.totals.others}
          onWhy={choose}
          none={t("impact.nothing_hit")}
        />
        <Particulars reply={reply} />
        <Since question={question} />
        <footer className="dim mono said">
          {t("common.record", { seq: number(reply.seq) })} · {t("impact.analysis")} {reply.analysis}
        </footer>
      </div>
      {chosen !== null && (
        <WhyPanel item={item} group={group} question={question} onClose={close} onExpand={onExpand} />
      )}
    </div>
  );
}

/** Returns of which item the address asks why, and has it chosen: a link can lead to an answer with its proof. */
function useAskedWhy(choose: (key: string | null) => void): string | null {
  const { query } = useRoute();
  const asked = query.get("why");
  const out = `${query.get("out")} ${query.get("worse")}`;
  const before = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is a reason, too.
  useEffect(() => {
    if (asked !== null || before.current !== null) choose(asked);
    before.current = asked;
  }, [asked, out]);
  return asked;
}

function Report({ question }: { question: Question }) {
  const { t } = useTranslation();
  const { request } = useQuestion();
  return (
    <SaveReport
      ask={{ name: "impact_report", request }}
      file="impact"
      label={t("impact.report")}
      title={t("impact.report_of", { names: [...question.down, ...question.degraded].join(", ") })}
    />
  );
}
