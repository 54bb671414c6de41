import { Button, Tabs } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WhatIfView } from "@/bindings";
import { PictureOf, PlanEdits } from "@/domains/change";
import { useTellAbout } from "@/shared/about";
import { useAct, useAsk } from "@/shared/ask";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { go, to } from "@/shared/route";
import { Waiting } from "@/shared/Waiting";
import { WhatIfActs } from "./Acts";
import { SideBySide } from "./SideBySide";
import "./what-if.css";

const PARTS = ["answer", "plan", "map"] as const;
type Part = (typeof PARTS)[number];

/** Planned edits that nobody has asked to be done, and the estate before, during and after them. */
export function WhatIfPage({ id, part }: { id: string; part: string | undefined }) {
  // What is being deleted is not asked for again: it would be refused while the page is still here.
  const [isGoing, setGoing] = useState(false);
  const options = { keep: true, enabled: !isGoing };
  const { data, error, refetch, isPlaceholderData } = useAsk("what_if_show", { what_if: id }, options);
  useTellAbout(data && !isPlaceholderData ? [data.head.name] : []);
  if (error) {
    return (
      <div className="page">
        <FailureView error={error} retry={() => void refetch()} />
      </div>
    );
  }
  if (!data) return <Waiting />;
  const isEmpty = data.steps.every((step) => step.edits.length + step.outages.length === 0);
  // What plans nothing yet begins with planning.
  const first: Part = isEmpty ? "plan" : "answer";
  const shown = PARTS.find((own) => own === part) ?? first;
  return <Page view={data} part={shown} isEmpty={isEmpty} onGoing={setGoing} />;
}

interface PageProps {
  view: WhatIfView;
  part: Part;
  isEmpty: boolean;
  onGoing: (isGoing: boolean) => void;
}

function Page({ view, part, isEmpty, onGoing }: PageProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const edits = view.steps.reduce((sum, step) => sum + step.edits.length + step.outages.length, 0);
  const plan = (
    <Button variant="default" onClick={() => go(to(["changes", "what-if", view.head.id, "plan"]), true)}>
      {isEmpty ? t("what_if.plan_something") : t("what_if.part_plan")}
    </Button>
  );
  return (
    <div className="page">
      <Head view={view} onGoing={onGoing} />
      <Tabs
        value={part}
        onChange={(value) => value && go(to(["changes", "what-if", view.head.id, value]), true)}
        keepMounted={false}
      >
        <Tabs.List aria-label={t("what_if.page_parts")}>
          {PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`what_if.part_${name}`)} {name === "plan" && <span className="dim">{number(edits)}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div style={{ paddingTop: 16 }}>
          <Tabs.Panel value="answer">
            {view.compared ? (
              <SideBySide compared={view.compared} />
            ) : (
              <Empty action={plan}>{isEmpty ? t("what_if.empty") : t("what_if.no_answer")}</Empty>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="plan">
            <PlanEdits
              view={{
                id: view.head.id,
                of: "what_if",
                revision: view.head.plan_revision,
                steps: view.steps,
                editable: true,
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="map">
            {view.compared ? (
              <Picture id={view.head.id} />
            ) : (
              <Empty action={plan}>{isEmpty ? t("what_if.empty") : t("what_if.no_answer")}</Empty>
            )}
          </Tabs.Panel>
        </div>
      </Tabs>
    </div>
  );
}

function Head({ view, onGoing }: Pick<PageProps, "view" | "onGoing">) {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  const { head } = view;
  return (
    <header className="stack" style={{ gap: 8 }}>
      <div className="page-head">
        <h1>
          <span className="mono dim">{head.id}</span> <bdi>{head.name}</bdi>
        </h1>
        <WhatIfActs view={view} onGoing={onGoing} />
      </div>
      <div className="row wrap">
        {head.change && (
          <a className="tag" href={to(["changes", head.change])}>
            {t("what_if.became", { id: head.change })}
          </a>
        )}
        <span className="dim">
          {t("what_if.made_by", {
            who: head.actor,
            when: moment(head.at),
            based: number(head.based_on),
            seq: number(view.seq),
          })}
        </span>
      </div>
      {head.note && (
        <p className="dim said" style={{ margin: 0 }}>
          <bdi>{head.note}</bdi>
        </p>
      )}
      {view.sentence && (
        <p className="verdict" role="status">
          {view.sentence}
        </p>
      )}
      {view.verdict && (
        <p className="dim said" style={{ margin: 0, maxWidth: "90ch" }}>
          {view.verdict}
        </p>
      )}
      {view.problems.length > 0 && <Conflicts view={view} />}
    </header>
  );
}

/** What the estate contradicts since it was planned. */
function Conflicts({ view }: { view: WhatIfView }) {
  const { t } = useTranslation();
  const update = useAct("what_if_update");
  return (
    <section className="panel conflicts" aria-label={t("what_if.conflicts")}>
      <p className="row">
        <IconAlertTriangle size={15} aria-hidden="true" /> <strong>{t("what_if.does_not_apply")}</strong>
      </p>
      <ul>
        {view.problems.map((problem) => (
          <li key={problem} className="said">
            {problem}
          </li>
        ))}
      </ul>
      <div>
        <Button
          onClick={() => update.mutate({ what_if: view.head.id })}
          loading={update.isPending}
          variant="default"
        >
          {t("change.bring_up_to_date")}
        </Button>
      </div>
      {update.data && update.data.problems.length > 0 && (
        <p className="dim" role="status">
          {t("what_if.still_contradicts")}
        </p>
      )}
      {update.error && <FailureView error={update.error} />}
    </section>
  );
}

function Picture({ id }: { id: string }) {
  const { data, error, refetch } = useAsk("what_if_map", { what_if: id });
  if (error) return <FailureView error={error} retry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <div className="stack">
      <PictureOf reply={data} />
    </div>
  );
}
