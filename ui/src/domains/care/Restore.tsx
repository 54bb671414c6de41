import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useJobForm, useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { Form } from "@/shared/Dialog";
import { PathField } from "@/shared/fields";
import { Good } from "@/shared/Good";
import { SNAPSHOT_FILES, useKey } from "@/shared/seal";

/** Makes a replica of a back-up, after a full check, and opens it when asked to. */
export function Restore({ known, place = "" }: { known: string; place?: string }) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [path, setPath] = useState(known);
  const [into, setInto] = useState(place);
  const [name, setName] = useState("");
  const { result, error, isBusy, run } = useJobForm<{ path: string; name: string }>();
  const key = useKey(path, error);
  const restore = () =>
    run(() =>
      start(
        "snapshot_import",
        {
          path: path.trim(),
          into: into.trim(),
          as_new: false,
          ...(name.trim() ? { name: name.trim() } : {}),
          ...key.key,
        },
        {
          title: t("care.restoring", { path }),
          onDone: (reply) => ({ text: t("care.restored", { path: reply.path }) }),
        },
      ),
    );
  const open = (place: string, called: string) =>
    start("estate_open", { path: place }, { title: t("start.opening", { name: called }) }).catch(
      () => undefined,
    );
  return (
    <Form
      onSubmit={() => void restore()}
      error={error}
      isPending={isBusy}
      isReady={path.trim() !== "" && into.trim() !== ""}
      act={t("care.restore_go")}
    >
      <p className="dim" style={{ margin: 0 }}>
        {t("care.restore_hint")}
      </p>
      <PathField
        label={t("care.file")}
        value={path}
        onChange={setPath}
        browse={async () => (await dialogs.openFiles(SNAPSHOT_FILES, false))[0] ?? null}
      />
      {key.fields}
      <PathField
        label={t("care.into")}
        description={t("care.into_hint")}
        value={into}
        onChange={setInto}
        browse={() => dialogs.save(t("start.file_name"), [])}
      />
      <TextInput
        label={t("start.name")}
        description={t("care.name_hint")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {result && (
        <>
          <Good>{t("care.restored", { path: result.path })}</Good>
          <div>
            <Button variant="default" onClick={() => void open(result.path, result.name)}>
              {t("care.open_it")}
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
