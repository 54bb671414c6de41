import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OutageDeed, OutageDone, OutageRequest, OutageView } from "@/bindings";
import { useAct } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { Moment, Reason, utc } from "@/shared/fields";
import { Cause, CorrectOutage, NOTHING } from "./Form";
import { useTellOutage } from "./tell";

const WORDS = { open: "begin", end: "end", close: "close", cancel: "cancel", correct: "correct" } as const;
type Act = OutageDeed | "correct";

/** What may be done with an outage now. */
export function OutageActs({ view }: { view: OutageView }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<Act | null>(null);
  const tell = useTellOutage();
  const onDone = (done: OutageDone) => {
    setAct(null);
    tell(done);
  };
  return (
    <>
      {view.editable && (
        <Button variant="default" onClick={() => setAct("correct")}>
          {t("outages.correct")}
        </Button>
      )}
      {view.ways.map(({ deed }) => (
        <Button key={deed} variant={deed === "cancel" ? "default" : "filled"} onClick={() => setAct(deed)}>
          {t(`outages.${WORDS[deed]}`)}
        </Button>
      ))}
      <Dialog
        opened={act !== null}
        onClose={() => setAct(null)}
        size={act === "correct" ? "lg" : "md"}
        closeOnClickOutside={act !== "correct"}
        title={act && t(`outages.${WORDS[act]}_title`, { id: view.outage.id })}
      >
        {act === "correct" && <CorrectOutage view={view} onDone={onDone} />}
        {act !== null && act !== "correct" && <Move view={view} deed={act} onDone={onDone} />}
      </Dialog>
    </>
  );
}

interface MoveProps {
  view: OutageView;
  deed: OutageDeed;
  onDone: (done: OutageDone) => void;
}

/** Takes an outage onwards, with what there is to say of it at the same time. */
function Move({ view, deed, onDone }: MoveProps) {
  const { t } = useTranslation();
  const move = useAct("outage_move");
  const [at, setAt] = useState("");
  const [cause, setCause] = useState(view.outage.cause ?? "");
  const [reason, setReason] = useState("");
  const moment = (): Partial<OutageRequest> => {
    if (at === "") return {};
    return deed === "open" ? { from: utc(at) } : { to: utc(at) };
  };
  const record = () =>
    move.mutate(
      {
        outage: view.outage.id,
        deed,
        said: {
          ...NOTHING,
          based_on: view.revision,
          ...moment(),
          ...(cause === (view.outage.cause ?? "") ? {} : { cause }),
          reason,
        },
      },
      { onSuccess: onDone },
    );
  return (
    <Form
      onSubmit={record}
      error={move.error}
      isPending={move.isPending}
      // What else it needs, the policy of the estate says, and the engine when it refuses.
      isReady={deed !== "cancel" || reason.trim() !== ""}
      act={t(`outages.${WORDS[deed]}`)}
      {...(deed === "open" || deed === "cancel" ? { color: "red" } : {})}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t(`outages.${WORDS[deed]}_hint`)}
      </p>
      {deed === "open" && (
        <Moment
          label={t("outages.from")}
          description={t("outages.from_as_announced")}
          value={at}
          onChange={setAt}
        />
      )}
      {deed === "end" && (
        <Moment label={t("outages.to")} description={t("outages.to_now")} value={at} onChange={setAt} />
      )}
      {(deed === "end" || deed === "close") && <Cause value={cause} onChange={setCause} />}
      {deed === "cancel" && <Reason value={reason} onChange={setReason} required isFirst />}
    </Form>
  );
}
