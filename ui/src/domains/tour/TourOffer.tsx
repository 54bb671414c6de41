import { Button, CloseButton } from "@mantine/core";
import { IconMap2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { OpenedEstate } from "@/bindings";
import { closeTour, takeTour, useTour } from "@/shared/tours";
import "./tour.css";

/** One line and one button on the first page of the sample, until somebody took the tour or does not want it. */
export function TourOffer({ estate }: { estate: OpenedEstate }) {
  const { t } = useTranslation();
  const tour = useTour(estate.estate);
  if (!estate.stories || tour?.at === "offered" || tour?.at === "taking" || tour?.at === "over") return null;
  return (
    <div className="page tour-offer">
      <p className="panel row">
        <IconMap2 size={16} aria-hidden="true" />
        <span className="grow">{t("tour.home")}</span>
        <Button onClick={() => takeTour(estate.estate)}>{tour ? t("tour.continue") : t("tour.take")}</Button>
        <CloseButton aria-label={t("tour.dismiss")} onClick={() => closeTour(estate.estate, "over")} />
      </p>
    </div>
  );
}
