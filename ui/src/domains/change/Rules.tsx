import { Button, Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarReply, ScopeWords } from "@/bindings";
import { ItemPicker } from "@/domains/item";
import { useModel } from "@/domains/model";
import { useAct } from "@/shared/ask";
import { Dialog, Form } from "@/shared/Dialog";
import { Moment, Reason, utc } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

type Open = "freeze" | "window" | { remove: "freeze" | "window"; id: string; name: string } | null;

/** When nothing may be done, and when work on something may: entered and removed here, each as one record. */
export function Rules({ calendar }: { calendar: CalendarReply }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className="rules">
      <Freezes calendar={calendar} onOpen={setOpen} />
      <Windows calendar={calendar} onOpen={setOpen} />
      <Dialog
        opened={open === "freeze"}
        onClose={close}
        title={t("calendar.add_freeze")}
        closeOnClickOutside={false}
      >
        <NewFreeze onDone={close} />
      </Dialog>
      <Dialog
        opened={open === "window"}
        onClose={close}
        title={t("calendar.add_window")}
        closeOnClickOutside={false}
      >
        <NewWindow onDone={close} />
      </Dialog>
      <Dialog
        opened={open !== null && typeof open === "object"}
        onClose={close}
        title={open !== null && typeof open === "object" ? t("calendar.remove", { name: open.name }) : ""}
      >
        {open !== null && typeof open === "object" && <Remove rule={open} onDone={close} />}
      </Dialog>
    </div>
  );
}

interface ListProps {
  calendar: CalendarReply;
  onOpen: (open: Open) => void;
}

function Freezes({ calendar, onOpen }: ListProps) {
  const { t } = useTranslation();
  const { moment, number } = useFormats();
  return (
    <Section
      title={t("calendar.freezes")}
      count={number(calendar.freezes.length)}
      flush
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onOpen("freeze")}
        >
          {t("calendar.add_freeze")}
        </Button>
      }
    >
      {calendar.freezes.length === 0 ? (
        <p className="dim" style={{ padding: "0 12px" }}>
          {t("calendar.no_freezes")}
        </p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t("change.from")}</th>
              <th>{t("change.until")}</th>
              <th>{t("calendar.scope")}</th>
              <th>{t("calendar.reason")}</th>
              <th>
                <span className="hidden-but-read">{t("calendar.remove_go")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {calendar.freezes.map((own) => (
              <tr key={own.id}>
                <td style={{ whiteSpace: "nowrap" }}>{moment(own.start)}</td>
                <td style={{ whiteSpace: "nowrap" }}>{moment(own.end)}</td>
                <td>
                  <bdi>{own.scope_words}</bdi>
                </td>
                <td className="said">{own.reason}</td>
                <td className="number">
                  <button
                    type="button"
                    className="as-link"
                    aria-label={t("calendar.remove", { name: own.reason })}
                    onClick={() => onOpen({ remove: "freeze", id: own.id, name: own.reason })}
                  >
                    {t("calendar.remove_go")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Windows({ calendar, onOpen }: ListProps) {
  const { t } = useTranslation();
  const { number, span } = useFormats();
  const day = useDayName();
  const time = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return (
    <Section
      title={t("calendar.maintenance")}
      count={number(calendar.windows.length)}
      flush
      actions={
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onOpen("window")}
        >
          {t("calendar.add_window")}
        </Button>
      }
    >
      {calendar.windows.length === 0 ? (
        <p className="dim" style={{ padding: "0 12px" }}>
          {t("calendar.no_maintenance")}
        </p>
      ) : (
        <table className="plain">
          <thead>
            <tr>
              <th>{t("field.name")}</th>
              <th>{t("calendar.when")}</th>
              <th>{t("calendar.scope")}</th>
              <th>
                <span className="hidden-but-read">{t("calendar.remove_go")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {calendar.windows.map((own) => (
              <tr key={own.id}>
                <td>
                  <bdi>{own.name}</bdi>
                </td>
                <td>
                  {own.weekdays.map(day).join(", ")} {time(own.start_minute)} · {span(own.minutes)}
                  <div className="dim small">{own.zone}</div>
                </td>
                <td>
                  <bdi>{own.scope_words}</bdi>
                </td>
                <td className="number">
                  <button
                    type="button"
                    className="as-link"
                    aria-label={t("calendar.remove", { name: own.name })}
                    onClick={() => onOpen({ remove: "window", id: own.id, name: own.name })}
                  >
                    {t("calendar.remove_go")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** Returns the name of a day of the week, 1 for Monday. */
function useDayName(): (day: number) => string {
  const { language } = useTranslation().i18n;
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    weekday: "short",
    timeZone: "UTC",
  });
  return (day) => format.format(new Date(Date.UTC(2024, 0, day)));
}

/** What a rule covers: everything, services, a type, or a site. */
function useScope() {
  const { t } = useTranslation();
  const words = useModel();
  const [of, setOf] = useState<ScopeWords["of"]>("everything");
  const [keys, setKeys] = useState<string[]>([]);
  const [kind, setKind] = useState<string | null>(null);
  const [site, setSite] = useState<string | null>(null);
  const scopes: Record<ScopeWords["of"], ScopeWords | null> = {
    everything: { of: "everything" },
    items: keys.length > 0 ? { of: "items", items: keys } : null,
    class: kind ? { of: "class", class: kind } : null,
    site: site ? { of: "site", site } : null,
  };
  const fields = (
    <>
      <Select
        label={t("calendar.scope")}
        data={(["everything", "items", "class", "site"] as const).map((value) => ({
          value,
          label: t(`calendar.of_${value}`),
        }))}
        value={of}
        onChange={(value) => setOf((value ?? "everything") as ScopeWords["of"])}
        allowDeselect={false}
      />
      {of === "items" && (
        <div className="row wrap">
          {keys.map((key) => (
            <span key={key} className="tag mono">
              {key}
            </span>
          ))}
          <div style={{ width: 240 }}>
            <ItemPicker
              label={t("calendar.pick_service")}
              filter="class:service"
              onPick={(key) => setKeys((before) => [...before.filter((own) => own !== key), key])}
            />
          </div>
        </div>
      )}
      {of === "class" && (
        <Select
          label={t("field.class")}
          searchable
          data={(words.model?.classes ?? []).map(({ id }) => ({ value: id, label: words.className(id) }))}
          value={kind}
          onChange={setKind}
        />
      )}
      {of === "site" && (
        <div className="row wrap">
          {site && <span className="tag mono">{site}</span>}
          <div style={{ width: 240 }}>
            <ItemPicker label={t("calendar.pick_site")} filter="class:site" onPick={setSite} />
          </div>
        </div>
      )}
    </>
  );
  return { scope: scopes[of], fields };
}

function NewFreeze({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [start, setStart] = useState("");
  const [end, setEnd] = useState("");
  const [reason, setReason] = useState("");
  const { scope, fields } = useScope();
  const { mutate, error, isPending } = useAct("calendar_edit");
  const add = () =>
    scope &&
    mutate(
      { do: "add_freeze", start: utc(start), end: utc(end), reason, scope },
      { onSuccess: () => onDone() },
    );
  return (
    <Form
      onSubmit={add}
      error={error}
      isPending={isPending}
      isReady={start !== "" && end !== "" && reason.trim() !== "" && scope !== null}
      act={t("calendar.add_freeze")}
    >
      <Moment label={t("change.from")} value={start} onChange={setStart} required />
      <Moment label={t("change.until")} value={end} onChange={setEnd} required />
      {fields}
      <Reason value={reason} onChange={setReason} required />
    </Form>
  );
}

function NewWindow({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const day = useDayName();
  const [name, setName] = useState("");
  const [days, setDays] = useState<string[]>([]);
  const [time, setTime] = useState("22:00");
  const [hours, setHours] = useState<number | string>(4);
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const { scope, fields } = useScope();
  const { mutate, error, isPending } = useAct("calendar_edit");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const add = () =>
    scope &&
    mutate(
      {
        do: "add_window",
        name,
        weekdays: days.map(Number).sort(),
        start_minute: hour * 60 + minute,
        minutes: Math.round(Number(hours) * 60),
        zone,
        scope,
      },
      { onSuccess: () => onDone() },
    );
  return (
    <Form
      onSubmit={add}
      error={error}
      isPending={isPending}
      isReady={name.trim() !== "" && days.length > 0 && Number(hours) > 0 && scope !== null}
      act={t("calendar.add_window")}
    >
      <TextInput
        label={t("field.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
      />
      <Checkbox.Group label={t("calendar.weekdays")} value={days} onChange={setDays}>
        <div className="row wrap">
          {WEEKDAYS.map((own) => (
            <Checkbox key={own} value={String(own)} label={day(own)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className="row wrap" style={{ alignItems: "end" }}>
        <TextInput
          type="time"
          label={t("calendar.begins")}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <NumberInput
          label={t("calendar.hours")}
          value={hours}
          onChange={setHours}
          min={0.25}
          max={168}
          step={0.5}
          w={110}
        />
        <TextInput
          label={t("calendar.zone")}
          value={zone}
          onChange={(event) => setZone(event.currentTarget.value)}
        />
      </div>
      {fields}
    </Form>
  );
}

function Remove({ rule, onDone }: { rule: { remove: "freeze" | "window"; id: string }; onDone: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const { mutate, error, isPending } = useAct("calendar_edit");
  const remove = () =>
    mutate({ do: `remove_${rule.remove}`, id: rule.id, reason }, { onSuccess: () => onDone() });
  return (
    <Form
      onSubmit={remove}
      error={error}
      isPending={isPending}
      isReady={reason.trim() !== ""}
      act={t("calendar.remove_go")}
      color="red"
    >
      <Reason value={reason} onChange={setReason} required isFirst />
    </Form>
  );
}
