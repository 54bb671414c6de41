import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OutageDone, OutageRequest, OutageView } from "@/bindings";
import { useAct } from "@/shared/ask";
import { Form } from "@/shared/Dialog";
import { local, Moment, Reason, utc } from "@/shared/fields";
import { CauseItem, ChangeChoice, type Chosen, ItemChoice } from "./choices";

/** What is said of an outage when nothing is. */
export const NOTHING: OutageRequest = { items: [], back: [], no_expected_end: false, reason: "" };

interface Times {
  from: string;
  end: string;
  to: string;
}

/** Times that were typed and are others than before. */
function timesSaid(times: Times, before: Times): Partial<OutageRequest> {
  return {
    ...(times.from && times.from !== before.from ? { from: utc(times.from) } : {}),
    ...(times.end && times.end !== before.end ? { expected_end: utc(times.end) } : {}),
    ...(times.end === "" && before.end !== "" ? { no_expected_end: true } : {}),
    ...(times.to && times.to !== before.to ? { to: utc(times.to) } : {}),
  };
}

const NO_TIMES: Times = { from: "", end: "", to: "" };

/** Enters an outage: announced when it is planned and ahead, over when it has an end, else open from then on. */
export function NewOutage({ item, onDone }: { item: string; onDone: (done: OutageDone) => void }) {
  const { t } = useTranslation();
  const create = useAct("outage_create");
  const [title, setTitle] = useState("");
  const [items, setItems] = useState<Chosen[]>(item ? [{ key: item, level: "out_of_service" }] : []);
  const [times, setTimes] = useState(NO_TIMES);
  const [isPlanned, setPlanned] = useState(false);
  const [cause, setCause] = useState("");
  const [causeItem, setCauseItem] = useState("");
  const [change, setChange] = useState("");
  const record = () =>
    create.mutate(
      {
        ...NOTHING,
        title,
        items: items.map(({ key, level }) => ({ item: key, level })),
        ...timesSaid(times, NO_TIMES),
        planned: isPlanned,
        ...(cause.trim() ? { cause } : {}),
        ...(causeItem ? { cause_item: causeItem } : {}),
        ...(change ? { change } : {}),
      },
      { onSuccess: onDone },
    );
  return (
    <Form
      onSubmit={record}
      error={create.error}
      isPending={create.isPending}
      isReady={title.trim() !== "" && items.length > 0}
      act={t("outages.new")}
      color="red"
    >
      <Title value={title} onChange={setTitle} />
      <ItemChoice items={items} onChange={setItems} />
      <div className="pairs">
        <Moment
          label={t("outages.from")}
          description={t("outages.from_hint")}
          value={times.from}
          onChange={(from) => setTimes({ ...times, from })}
        />
        <Moment
          label={t("outages.expected_end")}
          description={t("outages.expected_end_hint")}
          value={times.end}
          onChange={(end) => setTimes({ ...times, end })}
        />
        <Planned value={isPlanned} onChange={setPlanned} />
        {!isPlanned && (
          <Moment
            label={t("outages.to")}
            description={t("outages.to_hint")}
            value={times.to}
            onChange={(to) => setTimes({ ...times, to })}
          />
        )}
      </div>
      <Cause value={cause} onChange={setCause} />
      <div className="pairs">
        <CauseItem value={causeItem} onChange={setCauseItem} />
        <ChangeChoice value={change} onChange={setChange} isPlanned={isPlanned} />
      </div>
    </Form>
  );
}

interface OwnProps {
  view: OutageView;
  onDone: (done: OutageDone) => void;
}

/** Corrects an outage; while it is open its items follow. */
export function CorrectOutage({ view, onDone }: OwnProps) {
  const { t } = useTranslation();
  const edit = useAct("outage_edit");
  const { outage } = view;
  const known: Chosen[] = view.items
    .filter((own) => own.until == null || outage.to != null)
    .map(({ key, name, level }) => ({ key, name, level }));
  const before = { from: local(outage.from), end: local(outage.expected_end), to: local(outage.to) };
  const [title, setTitle] = useState(outage.title);
  const [items, setItems] = useState(known);
  const [at, setAt] = useState("");
  const [times, setTimes] = useState<Times>(before);
  const [isPlanned, setPlanned] = useState(outage.planned ?? false);
  const [cause, setCause] = useState(outage.cause ?? "");
  const [causeItem, setCauseItem] = useState(view.cause_item?.key ?? "");
  const [change, setChange] = useState(outage.change ?? "");
  const [reason, setReason] = useState("");
  const moment = at ? { since: utc(at) } : {};
  const isNew = (own: Chosen) => known.find(({ key }) => key === own.key)?.level !== own.level;
  const record = () =>
    edit.mutate(
      {
        outage: outage.id,
        said: {
          ...NOTHING,
          based_on: view.revision,
          title,
          items: items.filter(isNew).map(({ key, level }) => ({ item: key, level, ...moment })),
          back: known.filter((own) => !items.some(({ key }) => key === own.key)).map(({ key }) => key),
          ...(at ? { at: utc(at) } : {}),
          ...timesSaid(times, before),
          ...(isPlanned === (outage.planned ?? false) ? {} : { planned: isPlanned }),
          ...(cause === (outage.cause ?? "") ? {} : { cause }),
          ...(causeItem === (view.cause_item?.key ?? "") ? {} : { cause_item: causeItem }),
          ...(change === (outage.change ?? "") ? {} : { change }),
          reason,
        },
      },
      { onSuccess: onDone },
    );
  return (
    <Form
      onSubmit={record}
      error={edit.error}
      isPending={edit.isPending}
      isReady={title.trim() !== "" && items.length > 0}
      act={t("outages.correct")}
    >
      <Title value={title} onChange={setTitle} />
      <ItemChoice items={items} onChange={setItems} />
      {view.holds && (
        <Moment
          label={t("outages.back_since")}
          description={t("outages.back_since_hint")}
          value={at}
          onChange={setAt}
        />
      )}
      <div className="pairs">
        <Moment
          label={t("outages.from")}
          value={times.from}
          onChange={(from) => setTimes({ ...times, from })}
          required
        />
        <Moment
          label={t("outages.expected_end")}
          value={times.end}
          onChange={(end) => setTimes({ ...times, end })}
        />
        {outage.to && (
          <Moment
            label={t("outages.to")}
            value={times.to}
            onChange={(to) => setTimes({ ...times, to })}
            required
          />
        )}
        {!view.ahead && <Planned value={isPlanned} onChange={setPlanned} />}
      </div>
      <Cause value={cause} onChange={setCause} />
      <div className="pairs">
        <CauseItem value={causeItem} onChange={setCauseItem} />
        <ChangeChoice value={change} onChange={setChange} isPlanned={isPlanned} />
      </div>
      <Reason value={reason} onChange={setReason} />
    </Form>
  );
}

function Title({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t("outages.name")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      required
      data-autofocus
    />
  );
}

export function Cause({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t("outages.cause")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={1}
    />
  );
}

function Planned({ value, onChange }: { value: boolean; onChange: (is: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      label={t("outages.is_planned")}
      description={t("outages.is_planned_hint")}
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
