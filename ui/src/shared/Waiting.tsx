import { Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

/** Nothing for the first 150 ms, then a quiet sign that something is on its way. */
export function Waiting({ what }: { what?: string }) {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="empty" role="status" aria-live="polite">
      {isLate && (
        <>
          <Loader size="sm" aria-hidden="true" />
          <p>{what ?? t("common.loading")}</p>
        </>
      )}
    </div>
  );
}
