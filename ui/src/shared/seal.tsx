import { PasswordInput, Select, Textarea } from "@mantine/core";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenKey, SealWith } from "@/bindings";
import { usePlatform } from "@/platform/context";
import { CallFailure } from "@/platform/failure";
import { PathField } from "./fields";

/** The files that a snapshot or a back-up may be. */
export const SNAPSHOT_FILES = [{ name: "Cairn", extensions: ["zip", "age"] }];

const SEALS = ["none", "passphrase", "recipients"] as const;
const KEYS = ["passphrase", "identity"] as const;

/** Returns public keys, one a line. */
export function keysOf(text: string): string[] {
  return text.split(/\s+/).filter((key) => key !== "");
}

interface PassphraseProps {
  label: string;
  description?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | null;
}

function Passphrase({ onChange, ...props }: PassphraseProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...props}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      required
      visibilityToggleButtonProps={{ "aria-label": t("seal.show"), tabIndex: 0 }}
    />
  );
}

interface RecipientsProps {
  description: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}

/** Public keys of those who may open a back-up. */
export function Recipients({ onChange, ...props }: RecipientsProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      {...props}
      label={t("seal.recipients_label")}
      placeholder="age1…"
      onChange={(event) => onChange(event.currentTarget.value)}
      classNames={{ input: "mono" }}
      spellCheck={false}
      autosize
      minRows={2}
      maxRows={6}
    />
  );
}

interface SealForm {
  /** Nothing is missing. */
  isReady: boolean;
  /** For the request. */
  seal: { seal?: SealWith };
  fields: ReactElement;
  /** Forgets the passphrase: it was used, and whoever comes by next is not to see it. */
  forget: () => void;
}

/** Asks what a file is to be encrypted with, if at all. */
export function useSeal(): SealForm {
  const { t } = useTranslation();
  const [way, setWay] = useState<(typeof SEALS)[number]>("none");
  const [words, setWords] = useState("");
  const [again, setAgain] = useState("");
  const [keys, setKeys] = useState("");
  const differs = again !== "" && again !== words;
  const isReady = {
    none: true,
    passphrase: words !== "" && again === words,
    recipients: keysOf(keys).length > 0,
  };
  const seals: Record<typeof way, { seal?: SealWith }> = {
    none: {},
    passphrase: { seal: { passphrase: words } },
    recipients: { seal: { recipients: keysOf(keys) } },
  };
  const fields = (
    <>
      <Select
        label={t("seal.label")}
        data={SEALS.map((value) => ({ value, label: t(`seal.${value}`) }))}
        value={way}
        onChange={(value) => value && setWay(value as typeof way)}
        allowDeselect={false}
      />
      {way === "passphrase" && (
        <>
          <Passphrase
            label={t("seal.words")}
            description={t("seal.words_hint")}
            value={words}
            onChange={setWords}
          />
          <Passphrase
            label={t("seal.again")}
            value={again}
            onChange={setAgain}
            error={differs ? t("seal.differs") : null}
          />
        </>
      )}
      {way === "recipients" && (
        <Recipients description={t("seal.recipients_hint")} value={keys} onChange={setKeys} required />
      )}
    </>
  );
  const forget = () => {
    setWords("");
    setAgain("");
  };
  return { isReady: isReady[way], seal: seals[way], fields, forget };
}

interface KeyForm {
  /** For the request. */
  key: { key?: OpenKey };
  /** Nothing for a file that is not encrypted. */
  fields: ReactElement | null;
}

/** Asks for what opens a file, when its name or its refusal says that it is encrypted. */
export function useKey(path: string, error: unknown): KeyForm {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const [way, setWay] = useState<(typeof KEYS)[number]>("passphrase");
  const [words, setWords] = useState("");
  const [identity, setIdentity] = useState("");
  const [refused, setRefused] = useState<string | null>(null);
  // A refusal is gone while the next try runs; what it told is not.
  if (error instanceof CallFailure && error.failure.code === "sealed" && refused !== path) setRefused(path);
  const isSealed = refused === path || path.trim().toLowerCase().endsWith(".age");
  if (!isSealed) return { key: {}, fields: null };
  const key: OpenKey = way === "passphrase" ? { passphrase: words } : { identity: identity.trim() };
  const isGiven = (way === "passphrase" ? words : identity.trim()) !== "";
  const fields = (
    <>
      <Select
        label={t("seal.opens")}
        data={KEYS.map((value) => ({ value, label: t(`seal.by_${value}`) }))}
        value={way}
        onChange={(value) => value && setWay(value as typeof way)}
        allowDeselect={false}
      />
      {way === "passphrase" ? (
        <Passphrase label={t("seal.words")} value={words} onChange={setWords} />
      ) : (
        <PathField
          label={t("seal.identity")}
          description={t("seal.identity_hint")}
          value={identity}
          onChange={setIdentity}
          browse={async () => (await dialogs.openFiles([], false))[0] ?? null}
        />
      )}
    </>
  );
  return { key: isGiven ? { key } : {}, fields };
}
