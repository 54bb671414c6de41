import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeOutcome, Window } from "@/bindings";
import { useAct, useAsk, useFetch } from "@/shared/ask";
import { Form } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { local, Moment, utc } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { NOTHING } from "./edit";

/** So many collisions are spelled out before somebody goes on. */
const SAID = 4;

interface Props {
  change: string;
  /** Where the window would be. */
  initial?: Window | null | undefined;
  /** Nobody has decided yet: the window is proposed with the plan instead of being set. */
  isProposal?: boolean | undefined;
  onDone: (outcome: ChangeOutcome) => void;
}

/** When a change is done: what it would collide with is said while the times are typed, and a free slot is one key away. */
export function WindowForm({ change, initial, isProposal = false, onDone }: Props) {
  const { t } = useTranslation();
  const { sentence } = useFormats();
  const [start, setStart] = useState(local(initial?.start));
  const [end, setEnd] = useState(local(initial?.end));
  const [slot, setSlot] = useState<{ sentence: string } | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const fetch = useFetch();
  const schedule = useAct("change_schedule");
  const propose = useAct("change_edit");
  const isWhole = start !== "" && end !== "" && end > start;
  const record = () => {
    const window = { start: utc(start), end: utc(end) };
    if (isProposal) propose.mutate({ ...NOTHING, change, window }, { onSuccess: onDone });
    else schedule.mutate({ change, ...window }, { onSuccess: onDone });
  };
  const find = async () => {
    setRefusal(null);
    try {
      const found = await fetch("slot", { change, ...(start ? { after: utc(start) } : {}) });
      setSlot(found);
      if (!found.window) return;
      setStart(local(found.window.start));
      setEnd(local(found.window.end));
    } catch (failure) {
      setRefusal(failure);
    }
  };
  return (
    <Form
      onSubmit={record}
      error={schedule.error ?? propose.error ?? refusal}
      isPending={schedule.isPending || propose.isPending}
      isReady={start !== "" && end !== ""}
      act={t(isProposal ? "calendar.propose" : "act.schedule")}
    >
      <Moment label={t("change.from")} value={start} onChange={setStart} required />
      <Moment label={t("change.until")} value={end} onChange={setEnd} required />
      <p className="dim" style={{ margin: 0 }}>
        {t("change.zone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      </p>
      <div className="row wrap">
        <Button variant="default" onClick={() => void find()}>
          {t("calendar.find_slot")}
        </Button>
        {slot && (
          <span className="said grow" role="status">
            {sentence(slot.sentence)}
          </span>
        )}
      </div>
      {isWhole && <CollideIf change={change} window={{ start: utc(start), end: utc(end) }} />}
    </Form>
  );
}

/** What a change would collide with in a window; nothing is written. */
export function CollideIf({ change, window }: { change: string; window: Window }) {
  const { t } = useTranslation();
  const { number, sentence } = useFormats();
  const { data, error } = useAsk("collide_if", { change, window }, { keep: true });
  if (error) return <FailureView error={error} />;
  if (!data) return null;
  const found = data.collisions;
  if (found.length === 0) {
    return (
      <p className="row" style={{ margin: 0 }} role="status">
        <IconCircleCheck size={15} aria-hidden="true" color="var(--added)" /> {t("calendar.fits")}
      </p>
    );
  }
  return (
    <div role="status" className="stack" style={{ gap: 4 }}>
      {found.slice(0, SAID).map((own) => (
        <p key={own.id} className="row said" style={{ margin: 0, alignItems: "start" }}>
          <IconAlertTriangle
            size={15}
            aria-hidden="true"
            color={own.blocks ? "var(--down-line)" : "var(--risk-line)"}
            style={{ flex: "none", marginTop: 2 }}
          />
          <span>
            {own.blocks && <strong>{t("calendar.blocks")}: </strong>}
            {sentence(own.sentence)}
          </span>
        </p>
      ))}
      {found.length > SAID && (
        <span className="dim">{t("common.more", { value: number(found.length - SAID) })}</span>
      )}
    </div>
  );
}
