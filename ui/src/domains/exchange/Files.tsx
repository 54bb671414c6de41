import { Button, FileInput } from "@mantine/core";
import { IconFile, IconUpload, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { FileIn } from "@/bindings";
import { usePlatform } from "@/platform/context";
import { toBase64 } from "./content";
import { fileOf } from "./pending";

const KINDS = [{ name: "CSV", extensions: ["csv", "tsv", "txt"] }];

interface FilesProps {
  files: FileIn[];
  onAdd: (files: FileIn[]) => void;
  onRemove: (name: string) => void;
}

/** The files that are to come in. */
export function Files({ files, onAdd, onRemove }: FilesProps) {
  const { t } = useTranslation();
  const { dialogs } = usePlatform();
  const browse = async () => {
    const paths = await dialogs.openFiles(KINDS, true);
    onAdd(paths.map(fileOf));
  };
  const read = async (chosen: File[]) =>
    onAdd(
      await Promise.all(chosen.map(async (file) => ({ name: file.name, content: await toBase64(file) }))),
    );
  return (
    <div className="stack" style={{ maxWidth: 640 }}>
      <p className="dim" style={{ margin: 0 }}>
        {t("exchange.source_hint")}
      </p>
      {dialogs.native ? (
        <div>
          <Button
            variant="default"
            leftSection={<IconUpload size={14} aria-hidden="true" />}
            onClick={() => void browse()}
          >
            {t("exchange.choose")}
          </Button>
        </div>
      ) : (
        <FileInput
          label={t("exchange.files")}
          placeholder={t("exchange.choose")}
          multiple
          accept=".csv,.tsv,.txt"
          value={[]}
          onChange={(chosen) => void read(chosen)}
          leftSection={<IconUpload size={14} aria-hidden="true" />}
        />
      )}
      <ul className="bare">
        {files.map((file) => (
          <li key={file.name} className="row">
            <IconFile size={15} aria-hidden="true" />
            <bdi className="grow cut">{file.path ?? file.name}</bdi>
            <Button
              variant="subtle"
              color="gray"
              aria-label={t("exchange.remove", { name: file.name })}
              onClick={() => onRemove(file.name)}
            >
              <IconX size={14} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
