import { ActionIcon, Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowRight,
  IconMinus,
  IconPencil,
  IconPlayerStop,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StepSaid } from "@/bindings";
import { ItemLink } from "@/domains/item";
import { useModel } from "@/domains/model";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { useKeys } from "@/shared/keys";
import { Section } from "@/shared/Section";
import { AddEdit } from "./AddEdit";
import { PlanOf, type PlanView, useEditPlan } from "./edit";
import { useViewed } from "./viewed";

const MARKS: Record<string, { kind: "added" | "changed" | "removed"; icon: typeof IconPlus }> = {
  add: { kind: "added", icon: IconPlus },
  connect: { kind: "added", icon: IconPlus },
  retire: { kind: "removed", icon: IconMinus },
  disconnect: { kind: "removed", icon: IconMinus },
  set: { kind: "changed", icon: IconPencil },
  need: { kind: "changed", icon: IconPencil },
  replace: { kind: "changed", icon: IconArrowRight },
};

/** What is to be edited and what goes out, step by step; each line can be marked as viewed. */
export function PlanEdits({ view }: { view: PlanView }) {
  return (
    <PlanOf value={view}>
      <Steps view={view} />
    </PlanOf>
  );
}

function Steps({ view }: { view: PlanView }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { isViewed, toggle } = useViewed(view.id, view.revision);
  const { bringUpToDate, error } = useEditPlan();
  const names = useMemo(
    () => view.steps.flatMap((step) => step.edits.map((own) => `${step.step}.${own.edit}`)),
    [view],
  );
  const [active, setActive] = useState(0);
  const move = (by: number) => {
    const next = Math.max(0, Math.min(names.length - 1, active + by));
    setActive(next);
    document.getElementById(`edit-${names[next]}`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    n: () => move(1),
    p: () => move(-1),
    v: () => {
      const name = names[active];
      if (name) toggle(name);
    },
  });
  const viewed = names.filter(isViewed).length;
  return (
    <div className="stack">
      {names.length > 0 && (
        <p className="dim" style={{ margin: 0 }} role="status">
          {t("change.viewed_of", { viewed: number(viewed), total: number(names.length) })} <kbd>n</kbd>{" "}
          <kbd>p</kbd> <kbd>v</kbd>
        </p>
      )}
      {view.steps.length === 0 && <Empty>{t("change.no_steps")}</Empty>}
      {view.steps.map((step) => (
        <Step
          key={step.step}
          step={step}
          view={view}
          activeName={names[active] ?? ""}
          isViewed={isViewed}
          onViewed={toggle}
        />
      ))}
      {error && <FailureView error={error} />}
      {view.editable && (
        <>
          <NewStep />
          {view.steps.some((step) => step.edits.some((own) => own.problem)) && (
            <div>
              <Button variant="default" onClick={bringUpToDate}>
                {t("change.bring_up_to_date")}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

interface StepProps {
  step: StepSaid;
  view: PlanView;
  activeName: string;
  isViewed: (name: string) => boolean;
  onViewed: (name: string) => void;
}

function Step({ step, view, activeName, isViewed, onViewed }: StepProps) {
  const { t } = useTranslation();
  const { number, moment } = useFormats();
  const { edit, error } = useEditPlan();
  const outcome = view.outcomes?.[step.step];
  const title = step.title
    ? t("change.step_titled", { step: step.step, title: step.title })
    : t("change.step", { step: step.step });
  return (
    <Section
      title={title}
      count={t("common.minutes", { value: number(step.minutes) })}
      actions={
        view.editable && (
          <ActionIcon
            aria-label={t("change.remove_step", { step: step.step })}
            onClick={() => edit({ step: step.step, remove_step: true })}
          >
            <IconTrash size={14} />
          </ActionIcon>
        )
      }
    >
      <div className="stack">
        {(step.implementer || step.back_out || outcome) && (
          <p className="dim said" style={{ margin: 0 }}>
            {[
              step.implementer && t("change.by", { who: step.implementer }),
              step.back_out && t("change.back_out_text", { text: step.back_out }),
              outcome &&
                `${t(`step_result.${outcome.result}`)}, ${moment(outcome.ended)} ${outcome.note ?? ""}`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
        <ul className="plan">
          {step.outages.map((outage) => (
            <li key={outage.id} className="planned" data-kind="out">
              <IconPlayerStop size={14} aria-hidden="true" />
              <span className="grow row wrap">
                <span className="dim">{t("change.goes_out")}</span> <ItemLink item={outage} withKey />
                <span className="tag">{t(`outage_mode.${outage.mode}`)}</span>
                <span className="dim">{t("common.minutes", { value: number(outage.minutes) })}</span>
              </span>
              {view.editable && (
                <ActionIcon
                  aria-label={t("change.keep_up", { name: outage.name })}
                  onClick={() => edit({ step: step.step, keep_up: [outage.key] })}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              )}
            </li>
          ))}
          {step.edits.map((own) => {
            const name = `${step.step}.${own.edit}`;
            const mark = MARKS[own.op] ?? { kind: "changed" as const, icon: IconPencil };
            return (
              <li
                key={own.edit}
                id={`edit-${name}`}
                className="planned"
                data-kind={mark.kind}
                data-active={name === activeName}
              >
                <mark.icon size={14} aria-hidden="true" />
                <span className="grow">
                  <span className="hidden-but-read">{t(`edit.${mark.kind}`)}: </span>
                  <span className="said planned-text">{own.sentence}</span>
                  {own.problem && (
                    <span className="row said problem">
                      <IconAlertTriangle size={14} aria-hidden="true" /> {own.problem}
                    </span>
                  )}
                </span>
                <Checkbox
                  label={t("change.viewed")}
                  checked={isViewed(name)}
                  onChange={() => onViewed(name)}
                />
                {view.editable && (
                  <ActionIcon
                    aria-label={t("change.remove_edit", { text: own.sentence })}
                    onClick={() => edit({ step: step.step, remove: [own.edit] })}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                )}
              </li>
            );
          })}
        </ul>
        {step.edits.length + step.outages.length === 0 && (
          <p className="dim" style={{ margin: 0 }}>
            {t("change.step_empty")}
          </p>
        )}
        {error && <FailureView error={error} />}
        {view.editable && <AddEdit step={step.step} />}
      </div>
    </Section>
  );
}

function NewStep() {
  const { t } = useTranslation();
  const [title, setTitle] = useState("");
  const [minutes, setMinutes] = useState<number | string>(30);
  const [implementer, setImplementer] = useState("");
  const { edit, error, isPending } = useEditPlan();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit({ new_step: title, minutes: Number(minutes), ...(implementer ? { implementer } : {}) }, () =>
      setTitle(""),
    );
  };
  return (
    <form className="row wrap" style={{ alignItems: "end" }} onSubmit={submit}>
      <TextInput
        className="grow"
        label={t("change.new_step")}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
      />
      <NumberInput
        label={t("change.minutes")}
        value={minutes}
        onChange={setMinutes}
        min={1}
        max={100_000}
        w={110}
      />
      <TextInput
        label={t("change.implementer")}
        value={implementer}
        onChange={(event) => setImplementer(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={isPending} disabled={title.trim() === ""}>
        {t("change.add_step")}
      </Button>
      {error && <FailureView error={error} />}
    </form>
  );
}

/** Returns the attributes that an item of the model may carry, as choices. */
export function useFieldChoices(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const words = useModel();
  return useMemo(
    () => [
      { value: "name", label: t("field.name") },
      { value: "state", label: t("field.state") },
      ...(words.model?.attributes ?? []).map(({ id }) => ({ value: id, label: words.attributeName(id) })),
    ],
    [t, words],
  );
}
