import { useTranslation } from "react-i18next";
import type { ChangeDeed } from "@/bindings";
import { useAct } from "@/shared/ask";
import { Form } from "@/shared/Dialog";
import {
  CancelForm,
  CloseForm,
  DecideForm,
  FinishForm,
  type FormProps,
  ScheduleForm,
  StepForm,
} from "./forms";

/** What an act asks for; one that asks for nothing is confirmed. */
export function ActForm({ act, ...props }: FormProps & { act: ChangeDeed }) {
  switch (act) {
    case "decide":
      return <DecideForm {...props} />;
    case "schedule":
      return <ScheduleForm {...props} />;
    case "step":
      return <StepForm {...props} />;
    case "finish":
      return <FinishForm {...props} />;
    case "close":
      return <CloseForm {...props} />;
    case "cancel":
      return <CancelForm {...props} />;
    default:
      return <Confirm act={act} {...props} />;
  }
}

function Confirm({ act, view, onDone }: FormProps & { act: "submit" | "assess" | "start" }) {
  const { t } = useTranslation();
  const { mutate, error, isPending } = useAct(`change_${act}`);
  return (
    <Form
      onSubmit={() => mutate({ change: view.change.id }, { onSuccess: onDone })}
      error={error}
      isPending={isPending}
      act={t(`act.${act}`)}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("board.confirm")}
      </p>
    </Form>
  );
}
