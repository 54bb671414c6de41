import { CloseButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Good } from "@/shared/Good";

/** That the estate was brought to the storage format of this version, until somebody has read it. */
export function Migrated({ sentence }: { sentence: string }) {
  const { t } = useTranslation();
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  return (
    <div className="page row">
      <div className="grow">
        <Good>{sentence}</Good>
      </div>
      <CloseButton aria-label={t("common.close")} onClick={() => setRead(true)} />
    </div>
  );
}
