import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeDeed, ChangeOutcome, ChangeView, Verb } from "@/bindings";
import { useAct } from "@/shared/ask";
import { Dialog } from "@/shared/Dialog";
import { FailureView } from "@/shared/FailureView";
import { useKeys } from "@/shared/keys";
import { ActForm } from "./ActForm";
import { useTell } from "./tell";

/** Everything that may be done with a change now, as its ways say. */
export function Actions({ view }: { view: ChangeView }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<ChangeDeed | null>(null);
  const [verb, setVerb] = useState<Verb>("approve");
  const told = useTell();
  const submit = useAct("change_submit");
  const assess = useAct("change_assess");
  const start = useAct("change_start");
  const [first, ...others] = view.deeds;
  const error = submit.error ?? assess.error ?? start.error;
  const decide = (chosen: Verb) => {
    setVerb(chosen);
    setDialog("decide");
  };
  const run = (act: ChangeDeed) => {
    const request = { change: view.change.id };
    if (act === "submit") submit.mutate(request, { onSuccess: told });
    else if (act === "assess") assess.mutate(request, { onSuccess: told });
    else if (act === "start") start.mutate(request, { onSuccess: told });
    else if (act === "decide") decide("approve");
    else setDialog(act);
  };
  const isDecidable = view.deeds.includes("decide");
  useKeys({ a: () => isDecidable && decide("approve"), r: () => isDecidable && decide("return") });
  if (!first) return null;
  const done = (outcome: ChangeOutcome) => {
    setDialog(null);
    told(outcome);
  };
  return (
    <>
      <div className="row">
        <Button
          {...(first === "cancel" ? { variant: "default" } : {})}
          onClick={() => run(first)}
          loading={submit.isPending || assess.isPending || start.isPending}
        >
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
      <Dialog
        opened={dialog !== null}
        onClose={() => setDialog(null)}
        title={dialog ? t(`act.${dialog}`) : ""}
        size="lg"
      >
        {dialog && <ActForm act={dialog} view={view} onDone={done} verb={verb} />}
      </Dialog>
    </>
  );
}
