import { Button, Menu, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeOutcome, ChangeView } from "@/bindings";
import { useModel } from "@/domains/model";
import { useAct } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { useKeys } from "@/shared/keys";
import { CancelForm, CloseForm, DecideForm, FinishForm, ScheduleForm, StepForm } from "./forms";

type Act = "submit" | "assess" | "decide" | "schedule" | "start" | "step" | "finish" | "close" | "cancel";

/** Which act of the contract leads along a transition. */
const ACTS: Record<string, Act> = {
  submit: "submit",
  assess: "assess",
  ask: "assess",
  revise: "assess",
  authorise: "assess",
  ask_again: "assess",
  approve: "decide",
  reject: "decide",
  return: "decide",
  schedule: "schedule",
  start: "start",
  finish_implemented: "finish",
  finish_partly: "finish",
  finish_backed_out: "finish",
  finish_failed: "finish",
  review: "close",
  close: "close",
  cancel: "cancel",
};
/** What may be tried before its way is open: it brings what is missing, or says what is. */
const TRIED = new Set<Act>(["assess", "decide", "schedule", "finish", "close"]);
/** What stands first when several ways are there: on, before back. */
const ORDER = [
  "start",
  "submit",
  "approve",
  "schedule",
  "assess",
  "ask",
  "authorise",
  "finish_implemented",
  "finish_partly",
  "finish_backed_out",
  "finish_failed",
  "close",
  "review",
  "revise",
  "ask_again",
  "reject",
  "return",
  "cancel",
];

/** Everything that may be done with a change now, as its ways say. */
export function Actions({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<Act | null>(null);
  const told = useTell();
  const submit = useAct("change_submit");
  const assess = useAct("change_assess");
  const start = useAct("change_start");
  const acts = actsOf(view);
  const [first, ...others] = acts;
  const error = submit.error ?? assess.error ?? start.error;
  const run = (act: Act) => {
    const request = { change: view.change.id };
    if (act === "submit") submit.mutate(request, { onSuccess: told });
    else if (act === "assess") assess.mutate(request, { onSuccess: told });
    else if (act === "start") start.mutate(request, { onSuccess: told });
    else setDialog(act);
  };
  const isDecidable = acts.includes("decide");
  useKeys({ a: () => isDecidable && setDialog("decide"), r: () => isDecidable && setDialog("decide") });
  if (!first) return null;
  const done = (outcome: ChangeOutcome) => {
    setDialog(null);
    told(outcome);
  };
  return (
    <>
      <div className="row">
        <Button onClick={() => run(first)} loading={submit.isPending || assess.isPending || start.isPending}>
          {t(`act.${first}`)}
        </Button>
        {others.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
                {t("change.more_acts")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((act) => (
                <Menu.Item key={act} onClick={() => run(act)}>
                  {t(`act.${act}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {error && (
        <div style={{ flexBasis: "100%" }}>
          <FailureView error={error} />
        </div>
      )}
      <Modal
        opened={dialog !== null}
        onClose={() => setDialog(null)}
        title={dialog ? t(`act.${dialog}`) : ""}
        size="lg"
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        {dialog === "decide" && <DecideForm view={view} onDone={done} />}
        {dialog === "schedule" && <ScheduleForm view={view} onDone={done} />}
        {dialog === "step" && <StepForm view={view} onDone={done} />}
        {dialog === "finish" && <FinishForm view={view} onDone={done} />}
        {dialog === "close" && <CloseForm view={view} onDone={done} />}
        {dialog === "cancel" && <CancelForm view={view} onDone={done} />}
      </Modal>
    </>
  );
}

/** Returns what may be done now, what leads on before what leads back. */
function actsOf(view: ChangeView): Act[] {
  const acts = new Set<Act>();
  const isRunning = view.change.started_at && !view.change.finished_at;
  if (isRunning && view.steps.some((step) => !view.change.outcomes?.[step.step])) acts.add("step");
  for (const transition of ORDER) {
    const way = view.ways.find((own) => own.transition === transition);
    const act = ACTS[transition];
    if (way && act && (way.open || TRIED.has(act))) acts.add(act);
  }
  return [...acts];
}

/** Says what became of a change, and why it went no further when it did not. */
function useTell(): (outcome: ChangeOutcome) => void {
  const { t } = useTranslation();
  const words = useModel();
  return (outcome) => {
    notifications.show({
      title: t("change.is_now", { id: outcome.id, state: words.changeState(outcome.state) }),
      message: outcome.unmet.join(" "),
      color: outcome.unmet.length > 0 ? "orange" : "teal",
      autoClose: outcome.unmet.length > 0 ? 12_000 : 4_000,
      closeButtonProps: { "aria-label": t("common.close") },
    });
  };
}
