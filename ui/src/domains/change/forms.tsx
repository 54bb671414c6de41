import { Alert, Checkbox, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeOutcome, ChangeView, StepResult, Verb } from "@/bindings";
import { useModel } from "@/domains/model";
import { useAct } from "@/shared/ask";
import { Form } from "@/shared/Dialog";
import { Reason } from "@/shared/fields";
import { WindowForm } from "./WindowForm";

export interface FormProps {
  view: ChangeView;
  onDone: (outcome: ChangeOutcome) => void;
  /** The decision that somebody asked for; the form still lets them choose another. */
  verb?: Verb;
}

/** A decision in a role, on the evidence that is on the screen. */
export function DecideForm({ view, onDone, verb: asked = "approve" }: FormProps) {
  const { t } = useTranslation();
  const words = useModel();
  const [verb, setVerb] = useState<Verb>(asked);
  const choices = view.undecided.map((authority, place) => ({
    value: String(place),
    label: [words.roleName(authority.role), authority.service_name, authority.person]
      .filter(Boolean)
      .join(" · "),
  }));
  const deciding = (words.model?.policy.roles ?? []).filter((role) => role.decides);
  const [place, setPlace] = useState<string | null>(choices[0]?.value ?? null);
  const [role, setRole] = useState<string | null>(deciding[0]?.id ?? null);
  const [reason, setReason] = useState("");
  const { mutate, error, isPending } = useAct("change_decide");
  const authority = place === null ? undefined : view.undecided[Number(place)];
  const evidence = view.evidence ?? "";
  const decide = () =>
    mutate(
      {
        change: view.change.id,
        verb,
        role: authority?.role ?? role ?? "",
        ...(authority?.service ? { service: authority.service } : {}),
        evidence,
        reason,
      },
      { onSuccess: onDone },
    );
  return (
    <Form onSubmit={decide} error={error} isPending={isPending} act={t(`verb_do.${verb}`)}>
      {view.standing?.stale && <Alert color="orange">{t("change.stale_note")}</Alert>}
      <SegmentedControl
        aria-label={t("change.decision")}
        data={(["approve", "reject", "return"] as const).map((value) => ({
          value,
          label: t(`verb_do.${value}`),
        }))}
        value={verb}
        onChange={(value) => setVerb(value as Verb)}
      />
      {choices.length > 0 ? (
        <Select
          label={t("change.in_role")}
          data={choices}
          value={place}
          onChange={setPlace}
          allowDeselect={false}
        />
      ) : (
        <Select
          label={t("change.in_role")}
          data={deciding.map(({ id }) => ({ value: id, label: words.roleName(id) }))}
          value={role}
          onChange={setRole}
        />
      )}
      <p className="said" style={{ margin: 0 }}>
        {view.sentence}
      </p>
      <p className="dim" style={{ margin: 0 }}>
        {t("change.on_evidence")} <span className="mono">{evidence || "–"}</span>
      </p>
      <Reason value={reason} onChange={setReason} />
    </Form>
  );
}

export function ScheduleForm({ view, onDone }: FormProps) {
  return <WindowForm change={view.change.id} initial={view.change.window} onDone={onDone} />;
}

export function StepForm({ view, onDone }: FormProps) {
  const { t } = useTranslation();
  const left = view.steps.filter((step) => !view.change.outcomes?.[step.step]);
  const [step, setStep] = useState(String(left[0]?.step ?? ""));
  const [result, setResult] = useState<StepResult>("done");
  const [note, setNote] = useState("");
  const [values, setValues] = useState<Record<string, string>>({});
  const words = useModel();
  const { mutate, error, isPending } = useAct("change_step");
  const edits = view.steps.find((own) => String(own.step) === step)?.edits ?? [];
  const awaited = result === "done" ? edits.flatMap((own) => own.awaits ?? []) : [];
  const placeOf = (own: { item: string; field: string }) => `${own.item} ${own.field}`;
  const found = awaited.map((own) => ({
    item: own.item,
    field: own.field,
    value: values[placeOf(own)]?.trim() ?? "",
  }));
  const isReady = step !== "" && found.every((own) => own.value !== "");
  const tell = () =>
    mutate(
      {
        change: view.change.id,
        step: Number(step),
        result,
        note,
        ...(found.length > 0 ? { found } : {}),
      },
      { onSuccess: onDone },
    );
  return (
    <Form onSubmit={tell} error={error} isPending={isPending} isReady={isReady} act={t("act.step")}>
      <Select
        label={t("change.which_step")}
        data={left.map((own) => ({
          value: String(own.step),
          label: own.title
            ? t("change.step_titled", { step: own.step, title: own.title })
            : t("change.step", { step: own.step }),
        }))}
        value={step}
        onChange={(value) => setStep(value ?? "")}
        allowDeselect={false}
      />
      <SegmentedControl
        aria-label={t("change.result")}
        data={(["done", "not_done", "backed_out"] as const).map((value) => ({
          value,
          label: t(`step_result.${value}`),
        }))}
        value={result}
        onChange={(value) => setResult(value as StepResult)}
      />
      {awaited.map((own) => (
        <TextInput
          key={placeOf(own)}
          label={t("change.found", { item: own.name, field: words.attributeName(own.field) })}
          description={t("change.found_hint")}
          value={values[placeOf(own)] ?? ""}
          onChange={(event) => setValues({ ...values, [placeOf(own)]: event.currentTarget.value })}
          required
        />
      ))}
      <Textarea
        label={t("change.note")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
      />
    </Form>
  );
}

export function FinishForm({ view, onDone }: FormProps) {
  const { t } = useTranslation();
  const [isFailed, setFailed] = useState(false);
  const [reason, setReason] = useState("");
  const { mutate, error, isPending } = useAct("change_finish");
  const finish = () => mutate({ change: view.change.id, failed: isFailed, reason }, { onSuccess: onDone });
  return (
    <Form onSubmit={finish} error={error} isPending={isPending} act={t("act.finish")}>
      <Checkbox
        label={t("change.failed")}
        checked={isFailed}
        onChange={(event) => setFailed(event.currentTarget.checked)}
      />
      <Reason value={reason} onChange={setReason} />
    </Form>
  );
}

export function CloseForm({ view, onDone }: FormProps) {
  const { t } = useTranslation();
  const [review, setReview] = useState(view.change.review?.text ?? "");
  const [explain, setExplain] = useState<Record<string, string>>({});
  const { mutate, error, isPending } = useAct("change_close");
  const open = view.differences.filter((difference) => !difference.explained);
  const close = () =>
    mutate({ change: view.change.id, ...(review ? { review } : {}), explain }, { onSuccess: onDone });
  return (
    <Form onSubmit={close} error={error} isPending={isPending} act={t("act.close")}>
      <Textarea
        label={t("change.review")}
        value={review}
        onChange={(event) => setReview(event.currentTarget.value)}
        autosize
        minRows={3}
      />
      {open.map((difference) => (
        <Textarea
          key={difference.reference}
          label={t("change.explain", { reference: difference.reference })}
          description={`${difference.planned ?? "–"} → ${difference.actual ?? "–"}`}
          value={explain[difference.reference] ?? ""}
          onChange={(event) => setExplain({ ...explain, [difference.reference]: event.currentTarget.value })}
          autosize
        />
      ))}
    </Form>
  );
}

export function CancelForm({ view, onDone }: FormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const { mutate, error, isPending } = useAct("change_cancel");
  const cancel = () => mutate({ change: view.change.id, reason }, { onSuccess: onDone });
  return (
    <Form
      onSubmit={cancel}
      error={error}
      isPending={isPending}
      isReady={reason.trim() !== ""}
      act={t("act.cancel")}
    >
      <Reason value={reason} onChange={setReason} required isFirst />
    </Form>
  );
}
