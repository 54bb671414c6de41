import { Button, Modal, TextInput } from "@mantine/core";
import {
  IconArrowRight,
  IconBook2,
  IconBuildingCommunity,
  IconFileImport,
  IconFolderOpen,
  IconX,
  IconZoomScan,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskState } from "@/bindings";
import { useStartJob } from "@/domains/jobs";
import { usePlatform } from "@/platform/context";
import { invalidateAfter, useAct } from "@/shared/ask";
import { FailureView } from "@/shared/FailureView";
import { PathField } from "@/shared/fields";
import { useFormats } from "@/shared/format";
import { goIn } from "@/shared/lastPlace";
import { to } from "@/shared/route";
import { offerTour } from "@/shared/tours";
import "./start.css";

export type Door = "import" | "catalogue" | "sample" | "open" | "snapshot";

const ICONS = { import: IconFileImport, catalogue: IconBook2, sample: IconBuildingCommunity };

interface StartProps {
  desk: DeskState;
  /** What stands in place of the refusal when the estate is damaged. */
  damaged?: (retry: (path: string) => void) => ReactNode;
}

/** A new beginning: three doors, and the estates of before. */
export function Start({ desk, damaged }: StartProps) {
  const { t } = useTranslation();
  const [door, setDoor] = useState<Door | null>(null);
  const open = useOpen();
  const isRefused = desk.status === "refused" && desk.refusal;
  const about = isRefused && desk.refusal?.code === "damaged" ? damaged : undefined;
  return (
    <div className="start">
      <header>
        <h1>{t("start.title")}</h1>
        <p className="dim">{t("start.lead")}</p>
      </header>
      {about?.((path) => open(path, path))}
      {isRefused && !about && <Refused desk={desk} />}
      <ul className="doors" aria-label={t("start.doors")}>
        {(["import", "catalogue", "sample"] as const).map((name) => {
          const Icon = ICONS[name];
          return (
            <li key={name}>
              <button type="button" className="door" onClick={() => setDoor(name)}>
                <Icon size={26} stroke={1.5} aria-hidden="true" />
                <strong>{t(`start.${name}`)}</strong>
                <span className="dim">{t(`start.${name}_hint`)}</span>
                <span className="door-go">
                  {t(`start.${name}_go`)} <IconArrowRight size={14} aria-hidden="true" />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <Recent desk={desk} onOther={setDoor} />
      <StartDialog door={door} onClose={() => setDoor(null)} />
    </div>
  );
}

/** Goes through a door: asks where the estate is to be, and opens it. */
export function StartDialog({ door, onClose }: { door: Door | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={door !== null}
      onClose={onClose}
      title={door ? t(`start.${door}`) : ""}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {door && <Place key={door} door={door} onDone={onClose} />}
    </Modal>
  );
}

function Refused({ desk }: { desk: DeskState }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const open = useOpen();
  if (!desk.refusal) return null;
  const { code, sentence } = desk.refusal;
  const path = desk.refused_path;
  return (
    <div className="failure" role="alert">
      <h2>{t(`failure.title.${code}`)}</h2>
      <p className="said">{formats.sentence(sentence)}</p>
      <p className="dim">{t(`failure.advice.${code}`)}</p>
      {path && (
        <div className="row">
          <bdi className="dim mono cut grow">{path}</bdi>
          <Button variant="default" onClick={() => open(path, path)}>
            {t("common.retry")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Returns how to open an estate. Why it could not be is what the desk then says, on a screen of its own. */
function useOpen(): (path: string, name: string) => void {
  const { t } = useTranslation();
  const start = useStartJob();
  const client = useQueryClient();
  return (path, name) => {
    start("estate_open", { path }, { title: t("start.opening", { name }) }).catch(() =>
      invalidateAfter(client, "estate_open"),
    );
  };
}

function Recent({ desk, onOther }: { desk: DeskState; onOther: (door: Door) => void }) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const open = useOpen();
  const forget = useAct("recent_forget");
  return (
    <section aria-labelledby="recent-title" className="recent">
      <div className="row">
        <h2 id="recent-title" className="grow">
          {t("start.recent")}
        </h2>
        <Button
          variant="default"
          leftSection={<IconZoomScan size={14} aria-hidden="true" />}
          onClick={() => onOther("snapshot")}
        >
          {t("start.snapshot")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={14} aria-hidden="true" />}
          onClick={() => onOther("open")}
        >
          {t("start.open")}
        </Button>
      </div>
      {desk.recent.length === 0 ? (
        <p className="dim">{t("start.no_recent")}</p>
      ) : (
        <ul className="panel recents">
          {desk.recent.map((estate) => (
            <li key={estate.path}>
              <button type="button" disabled={!estate.exists} onClick={() => open(estate.path, estate.name)}>
                <strong className="cut">
                  <bdi>{estate.name}</bdi>
                </strong>
                <span className="dim cut mono">{estate.path}</span>
                <span className="dim wide-only">
                  {estate.exists ? moment(estate.opened_at) : t("start.gone")}
                </span>
              </button>
              <Button
                variant="subtle"
                color="gray"
                aria-label={t("start.forget", { name: estate.name })}
                onClick={() => forget.mutate({ path: estate.path })}
              >
                <IconX size={14} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Asks for the place of an estate, then opens or makes it there. */
function Place({ door, onDone }: { door: Door; onDone: () => void }) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const start = useStartJob();
  const [path, setPath] = useState("");
  const [name, setName] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const isThere = door === "open" || door === "snapshot";
  const browse = async () => {
    if (door === "open") return dialogs.openDirectory();
    if (door !== "snapshot") return dialogs.save(t("start.file_name"), []);
    const kinds = [{ name: t("start.snapshot_kind"), extensions: ["zip"] }];
    return (await dialogs.openFiles(kinds, false))[0] ?? null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      if (isThere) await start("estate_open", { path }, { title: t("start.opening", { name: path }) });
      else {
        const title = t("start.creating", { name: name || path });
        const sample = door === "sample" ? { sample: true, whole: true } : {};
        const { estate } = await start("estate_create", { path, name, ...sample }, { title });
        if (estate?.stories) offerTour(estate.estate);
        if (estate && door === "import") goIn(estate.estate, to(["import"]));
      }
      onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="dim" style={{ margin: 0 }}>
        {t(`start.${door}_place`)}
      </p>
      <PathField
        label={t(door === "snapshot" ? "start.file" : "start.path")}
        value={path}
        onChange={setPath}
        browse={browse}
        isFirst
      />
      {!isThere && (
        <TextInput
          label={t("start.name")}
          description={t("start.name_hint")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {error !== null && <FailureView error={error} />}
      <div className="row" style={{ justifyContent: "end" }}>
        <Button type="submit" loading={isBusy} disabled={path.trim() === ""}>
          {t(`start.${door}_go`)}
        </Button>
      </div>
    </form>
  );
}
