import { Button, CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MapNode } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useAsk } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { Level } from "@/shared/Level";
import { Waiting } from "@/shared/Waiting";
import { ask, type Question, useQuestion, withItem } from "./question";

interface WhyPanelProps {
  item: string | null;
  group: MapNode | null;
  question: Question;
  onClose: () => void;
  onExpand: (group: string) => void;
}

/** Why an item is at its level, down to what goes out, and what kept it from a worse one. */
export function WhyPanel({ item, group, question, onClose, onExpand }: WhyPanelProps) {
  const { t } = useTranslation();
  return (
    <aside className="why" aria-label={t("impact.why")} data-tour="why">
      <div className="row why-bar">
        <h2 className="grow">{t("impact.why")}</h2>
        <CloseButton aria-label={t("impact.close_why")} onClick={onClose} />
      </div>
      <div className="why-body">
        {group && <Group group={group} onExpand={onExpand} />}
        {item !== null && <Why item={item} question={question} />}
      </div>
    </aside>
  );
}

function Group({ group, onExpand }: { group: MapNode; onExpand: (group: string) => void }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const members = group.members ?? [];
  return (
    <div className="stack">
      <div className="row wrap">
        <strong>{t("impact.group_of", { value: number(group.count) })}</strong>
        <Level level={group.level} />
      </div>
      <ul className="bare">
        {members.map((member) => (
          <li key={member.id}>
            <ItemLink item={member} />
          </li>
        ))}
      </ul>
      {group.count > members.length && (
        <p className="dim">{t("common.more", { value: number(group.count - members.length) })}</p>
      )}
      <Button variant="default" onClick={() => onExpand(group.id)} rightSection={<kbd>e</kbd>}>
        {t("impact.expand", { value: number(group.count) })}
      </Button>
    </div>
  );
}

function Why({ item, question }: { item: string; question: Question }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { request } = useQuestion();
  const { data, error } = useAsk("impact_why", { ...request, item }, { keep: true });
  if (error) return <FailureView error={error} />;
  if (!data) return <Waiting />;
  const isSeed = question.down.includes(data.item.key) || question.degraded.includes(data.item.key);
  return (
    <div className="stack">
      <div className="row wrap">
        <ItemLink item={data.item} withKey />
        <Level level={data.level} />
      </div>
      {data.why.length > 0 && (
        <section>
          <h3>{t("impact.why_level")}</h3>
          <ol className="proof">
            {data.why.map((line) => (
              <li key={line.item.id}>
                <div className="row wrap">
                  <ItemLink item={line.item} />
                  <Level level={line.level} />
                </div>
                <p className="dim said">{formats.sentence(line.sentence)}</p>
              </li>
            ))}
          </ol>
          {data.confidence && <p className="dim">{formats.sentence(data.confidence)}</p>}
        </section>
      )}
      {data.why_not.length > 0 && (
        <section>
          <h3>{t("impact.why_not")}</h3>
          <ul className="proof">
            {data.why_not.map((sentence) => (
              <li key={sentence} className="said">
                {sentence}
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isSeed && (
        <Button variant="default" onClick={() => ask(withItem(question, data.item.key, "down"))}>
          {t("impact.take_out_too")}
        </Button>
      )}
    </div>
  );
}
